"""The texts that the sample reports are made from: a head of `key: value` lines, an empty line, then the body."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal

PartKind = Literal["heading", "paragraph", "list_item", "table", "note"]


@dataclass(frozen=True)
class Part:
    """A block of the body; a table's rows are in `rows`, everything else is in `text`."""

    kind: PartKind
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Report:
    """One report to be made: `format` is txt, pdf or pptx."""

    name: str
    title: str
    date: str
    format: str
    language: str
    columns: int
    header: str
    body: str

    def parts(self) -> Iterator[Part]:
        """The blocks of the body, in order."""
        for kind, lines in groupby(filter(None, self.body.splitlines()), key=_kind):
            if kind == "table":
                yield Part("table", rows=tuple(map(_cells, lines)))
            else:
                yield from (Part(kind, _text(line)) for line in lines)


def load(path: Path) -> Report:
    """The report described in one file of `corpus/sources`."""
    head, body = path.read_text(encoding="utf-8").split("\n\n", 1)
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    return Report(
        name=path.stem,
        title=fields["title"],
        date=fields["date"],
        format=fields["format"],
        language=fields["language"],
        columns=int(fields.get("columns", "1")),
        header=fields.get("header", ""),
        body=body,
    )


def _kind(line: str) -> PartKind:
    starts: dict[str, PartKind] = {"# ": "heading", "- ": "list_item", "| ": "table", "Note: ": "note"}
    return next((kind for start, kind in starts.items() if line.startswith(start)), "paragraph")


def _text(line: str) -> str:
    for start in ("# ", "- ", "Note: "):
        line = line.removeprefix(start)
    return line


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip("| ").split("|"))
