"""Figures as CSV, JSON Lines and XLSX: streamed, complete, and safe to open in a spreadsheet."""

from collections.abc import Iterable, Iterator

from service.index.hits import FigureHit

COLUMNS: tuple[str, ...] = ()


def csv(figures: Iterable[FigureHit], *, base_url: str = "") -> Iterator[str]:
    """Lines of CSV, the header first; a cell that a spreadsheet would run as a formula is quoted."""
    raise NotImplementedError


def jsonl(figures: Iterable[FigureHit], *, base_url: str = "") -> Iterator[str]:
    """One JSON object a line."""
    raise NotImplementedError


def xlsx(figures: Iterable[FigureHit], *, base_url: str = "") -> Iterator[bytes]:
    """An XLSX workbook in chunks."""
    raise NotImplementedError
