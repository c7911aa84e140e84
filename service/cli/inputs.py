"""The files that a command was given: paths, folders (all the way down) and `-` for standard input."""

import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipelines.parsed import Source

STANDARD_INPUT = Path("-")

Paths = Annotated[
    list[Path], typer.Argument(help="Files, folders (all files in them), or - for standard input.", metavar="PATH…")
]


@contextmanager
def sources(paths: Iterable[Path]) -> Iterator[Iterator["Source"]]:
    """Each file to read, in order. Standard input is kept in a temporary file as long as the context lasts."""
    with tempfile.TemporaryDirectory(prefix="tally-") as folder:
        yield _each(paths, Path(folder))


def files(paths: Iterable[Path]) -> Iterator[Path]:
    """The paths themselves, folders replaced by the files inside them in the order of their names.

    Names that start with a dot are left out of folders; a path given by name is taken as it is.
    """
    for path in paths:
        if path.is_dir():
            yield from (inner for inner in sorted(path.rglob("*")) if inner.is_file() and not _hidden(inner, path))
        else:
            yield path


def check(source: "Source") -> None:
    """Raise `UnreadableFile` unless the file is there and may be opened."""
    from pipelines.errors import UnreadableFile

    try:
        source.path.open("rb").close()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnreadableFile(f"{reason}.", expected="a file or a folder", advice="Check the path.") from error


def _each(paths: Iterable[Path], folder: Path) -> Iterator["Source"]:
    from pipelines.parsed import Source

    for path in files(paths):
        if path == STANDARD_INPUT:
            yield Source(_standard_input(folder), None)
        else:
            yield Source(path, path.name)


def _hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)


def _standard_input(folder: Path) -> Path:
    target = folder / "standard-input"
    with target.open("wb") as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
    return target
