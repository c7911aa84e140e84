"""Reading PDF: text and whole parse against pdfplumber, and what the sandbox adds."""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pdfplumber
import pypdfium2

from pipelines import sandbox
from pipelines.errors import TallyError
from pipelines.limits import Limits
from pipelines.parsed import Parsed, Source
from pipelines.registry import readers
from scripts.benchmarks.measure import Measured, cpu

MOST_PAGES = 30


def measure(reports: Sequence[Path]) -> Iterator[Measured]:
    """Pages a CPU second over the PDFs that both can read and that have at most `MOST_PAGES` pages."""
    readable = [path for path in reports if path.suffix == ".pdf" and _readable(path)]
    if not readable:
        return
    text = _rate(_plumb_text, readable)
    yield Measured("PDFium's text against pdfplumber's", _rate(_pdfium_text, readable), text, "pages/s", "≥ 12")
    tables = _rate(_plumb_tables, readable)
    yield Measured(
        "whole parse against pdfplumber's text and tables", _rate(_parse, readable), tables, "pages/s", "≥ 8"
    )
    yield Measured("whole parse against pdfplumber's text", _rate(_parse, readable), text, "pages/s")
    yield Measured("sandbox against the same parse in process", *_sandbox(readable), "ms a file", "≤ 15 ms more")


def _readable(path: Path) -> bool:
    try:
        with pypdfium2.PdfDocument(path) as document:
            few = len(document) <= MOST_PAGES
        if few:
            _plumb_text(path)
            _parse(path)
    except (TallyError, pypdfium2.PdfiumError, Exception):  # noqa: BLE001 - whatever pdfplumber raises, the file is left out
        return False
    return few


def _rate(read: Callable[[Path], int], paths: Sequence[Path]) -> float:
    with cpu() as watch:
        pages = sum(map(read, paths))
    return pages / watch.seconds


def _plumb_text(path: Path) -> int:
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
            page.close()
        return len(document.pages)


def _plumb_tables(path: Path) -> int:
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
            page.extract_tables()
            page.close()
        return len(document.pages)


def _pdfium_text(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            page.get_textpage().get_text_range()
        return len(document)


def _parse(path: Path) -> int:
    return len(in_process(path).pages)


def in_process(path: Path) -> Parsed:
    """The PDF as its reader gives it, read in this process: CPU time of a sandbox would not be counted."""
    reader = next(reader for reader in readers() if "application/pdf" in reader.media_types)
    return reader.read(Source(path, path.name), limits=Limits(), progress=lambda _: True)


def _sandbox(paths: Sequence[Path]) -> tuple[float, float]:
    """Wall-clock milliseconds a file, in the sandbox and in this process."""
    sandbox.read(Source(paths[0], paths[0].name), limits=Limits())
    inside = _wall(lambda path: sandbox.read(Source(path, path.name), limits=Limits()), paths)
    return inside, _wall(_parse, paths)


def _wall(read: Callable[[Path], object], paths: Sequence[Path]) -> float:
    start = time.perf_counter()
    for path in paths:
        read(path)
    return 1000 * (time.perf_counter() - start) / len(paths)
