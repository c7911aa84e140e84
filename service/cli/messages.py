"""What a person is told on standard error; standard output carries results only."""

import sys

from pipelines.errors import TallyError


def complain(error: TallyError, *, about: str | None = None) -> None:
    """One clear message: the file or part it concerns, the stable code, then found, expected and advice."""
    where = f"{about}: " if about else ""
    say(f"tally: {where}{error} [{error.code}]")


def say(message: str) -> None:
    """A line on standard error, whatever its characters."""
    sys.stderr.write(_printable(message) + "\n")
    sys.stderr.flush()


def _printable(message: str) -> str:
    """Control characters out: a file's name must not steer the terminal."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in message)
