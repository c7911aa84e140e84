"""Who works: names of processes that no two living ones share, and the names that dead ones left behind."""

import fcntl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

_SUFFIX = ".lock"


class Executor:
    """A name that no other living process has: `local`, or `local-2` while another process works as `local`.

    A process that is started again after its death finds its old name free, and with it the jobs it left.
    """

    def __init__(self, data: Path, name: str) -> None:
        self._folder, self._wanted = _folder(data), name
        self.name = name

    def __enter__(self) -> "Executor":
        self._folder.mkdir(parents=True, exist_ok=True)
        number = 1
        while not self._take(self._wanted if number == 1 else f"{self._wanted}-{number}"):
            number += 1
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def _take(self, name: str) -> bool:
        self._file = (self._folder / (name + _SUFFIX)).open("w")
        if not _lock(self._file):
            self._file.close()
            return False
        self.name = name
        return True


@contextmanager
def dead(data: Path) -> Iterator[list[str]]:
    """Names that no living process has; while the context lasts, none can take them."""
    with ExitStack() as stack:
        files = {path: stack.enter_context(path.open("r+")) for path in sorted(_folder(data).glob(f"*{_SUFFIX}"))}
        yield [path.name.removesuffix(_SUFFIX) for path, file in files.items() if _lock(file)]


def _lock(file: IO[str]) -> bool:
    """Whether the file could be locked; the lock goes when the file is closed."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _folder(data: Path) -> Path:
    return data / "executors"
