"""Pages without text, read by tesseract in the languages of the packs."""

import csv
import io
import os
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

import langdetect
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL.Image import Image

from pipelines.layout.geometry import Line, Word, line_of
from pipelines.packs import packs

_DOTS_PER_INCH = 300
_FINE, _DOTS_OF_FINE = 280, 225
"""A picture this fine is drawn with fewer dots an inch: the same words are read a tenth sooner (measured from 6 points
on, with noise). A coarser one is drawn with more than it has, or words are lost.
"""
_POINTS_PER_INCH = 72
_MOST_PIXELS = 25_000_000
_DEPTH, _MOST_PICTURES = 3, 50
_LEAST_CONFIDENCE = 0.1
_WORD_LEVEL = "5"
_DETECT_LETTERS, _DETECT_CHARACTERS = 200, 1_500
"""Letters from which on a text tells its language."""
_BAND = (0.45, 0.55)
"""The part of a page's height that is read first, to tell the language: some five lines."""


def available() -> bool:
    """Whether tesseract is installed with a language of the packs."""
    return bool(_languages())


def read(page: pdfium.PdfPage, *, known_text: str) -> list[Line]:
    """The page's lines with the boxes and the confidence of their words; none if tesseract fails.

    `known_text` is what the document's other pages say: from its language the one to read in is chosen.
    """
    width, height = page.get_size()
    scale = min(_dots(page) / _POINTS_PER_INCH, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
    picture = page.render(scale=scale, grayscale=True).to_pil()
    languages = _language_of(known_text) or _language_of(_glimpse(picture, scale)) or list(_languages().values())
    return list(_lines(_run(picture, languages, scale), scale))


def _dots(page: pdfium.PdfPage) -> int:
    """The dots an inch to draw the page with, by those of its pictures."""
    pictures = page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=_DEPTH)
    finest = max((_resolution(picture) for picture in islice(pictures, _MOST_PICTURES)), default=0.0)
    return _DOTS_OF_FINE if finest >= _FINE else _DOTS_PER_INCH


def _resolution(picture: pdfium.PdfImage) -> float:
    """The picture's dots an inch where it stands; 0 for one that covers little or cannot be measured."""
    try:
        left, bottom, right, top = picture.get_bounds()
        return float(max(picture.get_px_size()) / max(right - left, top - bottom, _POINTS_PER_INCH) * _POINTS_PER_INCH)
    except pdfium.PdfiumError:
        return 0.0


def _glimpse(picture: Image, scale: float) -> str:
    """What some lines in the page's middle say, read in whichever language is at hand: enough to tell the language.

    Reading a page in all languages takes half as long again as in its own.
    """
    top, bottom = (round(share * picture.height) for share in _BAND)
    some = picture.crop((0, top, picture.width, bottom))
    return " ".join(line.text for line in _lines(_run(some, list(_languages().values())[:1], scale), scale))


def _run(picture: Image, languages: Sequence[str], scale: float) -> str:
    dots = str(round(scale * _POINTS_PER_INCH))
    command = ["tesseract", "stdin", "stdout", "-l", "+".join(languages), "--dpi", dots, "tsv"]
    plain = io.BytesIO()
    picture.save(plain, "PPM")
    done = subprocess.run(  # noqa: S603 a fixed program, the picture on its standard input
        command, input=plain.getvalue(), capture_output=True, check=False, env=os.environ | {"OMP_THREAD_LIMIT": "1"}
    )
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def _lines(table: str, scale: float) -> Iterator[Line]:
    lines = defaultdict[tuple[str, ...], list[Word]](list)
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == _WORD_LEVEL and (word := _word(row, scale)):
            lines[row["block_num"], row["par_num"], row["line_num"]].append(word)
    for words in lines.values():
        height = sorted(word.size for word in words)[len(words) // 2]
        yield line_of([word._replace(size=height) for word in words])


def _word(row: dict[str, str], scale: float) -> Word | None:
    text, confidence = (row.get("text") or "").strip(), float(row["conf"]) / 100
    if not text or confidence < _LEAST_CONFIDENCE:
        return None
    x0, top = int(row["left"]) / scale, int(row["top"]) / scale
    x1, bottom = x0 + int(row["width"]) / scale, top + int(row["height"]) / scale
    return Word(text, None, x0, top, x1, bottom, bottom - top, min(confidence, 1.0))


@cache
def _languages() -> dict[str, str]:
    """Tesseract's names of the packs' languages that are installed, by the packs' codes."""
    if not shutil.which("tesseract"):
        return {}
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)  # noqa: S607
    installed = set(listed.stdout.split())
    return {pack.code: pack.settings.tesseract for pack in packs() if pack.settings.tesseract in installed}


def _language_of(text: str) -> list[str]:
    """Tesseract's name of the text's language; none if it is not one of the packs', or the text is too short."""
    if sum(map(str.isalpha, text)) < _DETECT_LETTERS:
        return []
    langdetect.DetectorFactory.seed = 0
    code = langdetect.detect(text[:_DETECT_CHARACTERS].lower())
    return [name for known, name in _languages().items() if known == code]
