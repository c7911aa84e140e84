"""Named bytes under one URL: a folder of this machine, or whatever fsspec reaches (`s3://bucket/prefix`).

A name is written whole or not at all. On a folder, a write is synced to the disk before it counts as done; a remote
store answers only when it holds the object.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol, cast

import fsspec
from fsspec import AbstractFileSystem

from pipelines.errors import ConfigurationError
from service.disk import replacing, sync_folder


class Blobs(Protocol):
    """Bytes by name; a name is a relative path with `/`. Methods raise `OSError`, as `open` does."""

    def adopt(self, temporary: Path, name: str) -> None:
        """Keep the bytes of a synced temporary file under a name, durably; the file may be gone afterwards."""

    def write(self, name: str, data: bytes) -> None:
        """Keep bytes under a name, durably."""

    def open(self, name: str) -> BinaryIO:
        """The bytes of a name. Raises `FileNotFoundError`."""

    def local(self, name: str) -> AbstractContextManager[Path]:
        """A path with the bytes of a name, while the context lasts. Raises `FileNotFoundError`."""

    def exists(self, name: str) -> bool:
        """Whether there is such a name."""

    def remove(self, folder: str) -> None:
        """Remove every name under a folder; one that is not there is passed over."""

    def names(self, suffix: str) -> Iterator[str]:
        """Every name that ends so, in order."""

    def scratch(self) -> Path:
        """A folder of this machine for temporary files, on the same disk where there is one."""


def blobs(url: str) -> Blobs:
    """What keeps bytes under `url`. Raises `ConfigurationError` for a scheme that fsspec does not know."""
    if "://" not in url or url.startswith("file://"):
        return Folder(Path(url.removeprefix("file://")).absolute())
    try:
        system, root = fsspec.core.url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise ConfigurationError(f"The store {url} cannot be reached: {error}.", advice="Set TALLY_STORE.") from error
    return Remote(system, PurePosixPath(root))


class Folder:
    """A folder of this machine."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def adopt(self, temporary: Path, name: str) -> None:
        """Move the file into place."""
        path = self._root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.replace(path)
        self._sync(path)

    def write(self, name: str, data: bytes) -> None:
        """Write aside, sync, move into place."""
        with replacing(self._root / name) as file:
            file.write(data)
        self._sync(self._root / name)

    def _sync(self, path: Path) -> None:
        """Make the path's name durable, and those of the folders that may be new with it."""
        for folder in path.relative_to(self._root).parents:
            sync_folder(self._root / folder)

    def open(self, name: str) -> BinaryIO:
        """The file."""
        return cast(BinaryIO, (self._root / name).open("rb"))

    def local(self, name: str) -> AbstractContextManager[Path]:
        """The file itself."""
        path = self._root / name
        if not path.exists():
            raise FileNotFoundError(path)
        return nullcontext(path)

    def exists(self, name: str) -> bool:
        """Whether the file is there."""
        return (self._root / name).exists()

    def remove(self, folder: str) -> None:
        """Remove the folder."""
        path = self._root / folder
        if path.exists():
            shutil.rmtree(path)
            sync_folder(path.parent)

    def names(self, suffix: str) -> Iterator[str]:
        """Every such file, sorted folder by folder."""
        for path in sorted(self._root.rglob(f"*{suffix}")):
            yield path.relative_to(self._root).as_posix()

    def scratch(self) -> Path:
        """A folder beside the originals, so that adopting is a move."""
        path = self._root / "incoming"
        path.mkdir(parents=True, exist_ok=True)
        return path


class Remote:
    """Any other fsspec file system; each has errors of its own, which become `OSError` here."""

    def __init__(self, system: AbstractFileSystem, root: PurePosixPath) -> None:
        self._system, self._root = system, root

    def adopt(self, temporary: Path, name: str) -> None:
        """Upload the file."""
        with _told():
            self._make_room(name)
            self._system.put_file(str(temporary), self._at(name))

    def write(self, name: str, data: bytes) -> None:
        """Upload the bytes."""
        with _told():
            self._make_room(name)
            self._system.pipe_file(self._at(name), data)

    def open(self, name: str) -> BinaryIO:
        """A temporary copy, gone when it is closed."""
        with self.local(name) as copy:
            return cast(BinaryIO, copy.open("rb"))

    @contextmanager
    def local(self, name: str) -> Iterator[Path]:
        """A temporary copy."""
        with tempfile.NamedTemporaryFile() as copy:
            with _told():
                self._system.get_file(self._at(name), copy.name)
            yield Path(copy.name)

    def exists(self, name: str) -> bool:
        """Whether the object is there."""
        with _told():
            return bool(self._system.exists(self._at(name)))

    def remove(self, folder: str) -> None:
        """Remove all objects under the prefix."""
        with _told():
            if self._system.exists(self._at(folder)):
                self._system.rm(self._at(folder), recursive=True)

    def names(self, suffix: str) -> Iterator[str]:
        """Every such object."""
        with _told():
            found = sorted(self._system.find(str(self._root)))
        for path in found:
            if path.endswith(suffix):
                yield PurePosixPath(path).relative_to(self._root).as_posix()

    def scratch(self) -> Path:
        """The system's folder for temporary files."""
        return Path(tempfile.gettempdir())

    def _at(self, name: str) -> str:
        return str(self._root / name)

    def _make_room(self, name: str) -> None:
        self._system.makedirs(str((self._root / name).parent), exist_ok=True)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        raise OSError(f"{type(error).__name__}: {error}") from error
