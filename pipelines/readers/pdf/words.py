"""A page's words and lines from PDFium, in the order in which the page draws them."""

import ctypes
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipelines.layout import marks
from pipelines.layout.geometry import HYPHENS, Line, Word, line_of
from pipelines.record import Box

_LINE_END = re.compile(rf"[\r\n]+|(?<=[{HYPHENS}])")
_WORD = re.compile("[^\\s\x00-\x01\x03-\x1f\x7f-\x9f\ud800-\udfff\uffff]+")
_SYMBOLS = str.maketrans({"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf02d": "-", "\uf0e0": "→"})
"""Bullets of the Symbol and Wingdings fonts, which have no Unicode of their own."""
_SUPERSCRIPT = str.maketrans("0123456789abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")

WIDE_GAP = 2.0
"""Words further apart than this many times the font's size belong to different lines: cells, columns, margins."""
_RAISED_SIZE = 0.8
"""A character smaller than this share of its word's first is a footnote's mark if it also stands higher."""
_RAISED_BY = 0.1
_FARTHEST = 14_400.0
"""The longest side of a page in points (PDF 1.7, Annex C)."""
_SMALLEST = 0.01
"""Points. Broken fonts have no height at all, and gaps are measured by it."""
_BOLD_WEIGHT = 600
_NAME_BYTES = 128
_BOLD_NAMES = (b"bold", b"black", b"heavy")


@dataclass(frozen=True)
class Frame:
    """How PDF coordinates become points from the page's top left corner, as it is shown."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The rectangle as it is shown. What is drawn farther out than any page reaches is moved to that distance."""
        left, bottom, right, top = near(left), near(bottom), near(right), near(top)
        match self.rotation:
            case 90:
                return Box(bottom - self.bottom, left - self.left, top - self.bottom, right - self.left)
            case 180:
                return Box(self.right - right, bottom - self.bottom, self.right - left, top - self.bottom)
            case 270:
                return Box(self.top - top, self.right - right, self.top - bottom, self.right - left)
            case _:
                return Box(left - self.left, self.top - top, right - self.left, self.top - bottom)


def near(coordinate: float) -> float:
    """The coordinate, if it is a number that a page can hold; else the end of the range. Broken files give any."""
    return min(max(-_FARTHEST, coordinate), _FARTHEST)


def frame_of(page: pdfium.PdfPage) -> Frame:
    """The page's visible rectangle and its rotation in degrees."""
    left, bottom, right, top = map(near, page.get_bbox())
    return Frame(left, bottom, right, top, page.get_rotation() % 360)


class CharBoxes:
    """Boxes of single characters of one text page, by PDFium's character index."""

    def __init__(self, textpage: pdfium.PdfTextPage, frame: Frame) -> None:
        self._textpage = textpage
        self._raw = textpage.raw
        self._frame = frame
        self._rect = pdfium_c.FS_RECTF()
        self._loose = ctypes.byref(self._rect)
        self._edges = tuple(ctypes.c_double() for _ in range(4))
        self._tight = tuple(ctypes.byref(edge) for edge in self._edges)

    def line_box(self, index: int) -> Box:
        """The character's box as high as its font's line."""
        pdfium_c.FPDFText_GetLooseCharBox(self._raw, index, self._loose)
        rect = self._rect
        return self._frame.box(rect.left, rect.bottom, rect.right, rect.top)

    def ink_box(self, index: int) -> Box:
        """The box around the character's drawn shape."""
        pdfium_c.FPDFText_GetCharBox(self._raw, index, *self._tight)
        left, right, bottom, top = (edge.value for edge in self._edges)
        return self._frame.box(left, bottom, right, top)

    def baseline(self, index: int) -> float:
        """The height of the line that the character stands on."""
        x, y = self._edges[:2]
        pdfium_c.FPDFText_GetCharOrigin(self._raw, index, *self._tight[:2])
        return self._frame.box(x.value, y.value, x.value, y.value).bottom

    def bold(self, index: int) -> bool:
        """Whether the character's font is bold by its weight or its name."""
        if pdfium_c.FPDFText_GetFontWeight(self._raw, index) >= _BOLD_WEIGHT:
            return True
        name, flags = ctypes.create_string_buffer(_NAME_BYTES), ctypes.c_int()
        length = pdfium_c.FPDFText_GetFontInfo(self._raw, index, name, _NAME_BYTES, ctypes.byref(flags))
        return 0 < length <= _NAME_BYTES and any(mark in name.value.lower() for mark in _BOLD_NAMES)


def text_and_index(textpage: pdfium.PdfTextPage) -> tuple[str, Callable[[int], int]]:
    """The page's text, and what turns a place in it into PDFium's character index."""
    text = textpage.get_text_range(errors="replace") if textpage.count_chars() else ""
    if len(text) == textpage.count_chars():
        return text.translate(_SYMBOLS), int
    raw = textpage.raw
    return text.translate(_SYMBOLS), lambda place: pdfium_c.FPDFText_GetCharIndexFromTextIndex(raw, place)


def lines_of(textpage: pdfium.PdfTextPage, frame: Frame) -> list[Line]:
    """The page's lines, in the order in which they are drawn; split where a wide gap divides them."""
    text, index = text_and_index(textpage)
    boxes = CharBoxes(textpage, frame)
    found = list[Line]()
    for start, end in _line_ends(text):
        words = [_word(text, match.start(), match.end(), index, boxes) for match in _WORD.finditer(text, start, end)]
        for group in _without_gaps(words):
            if found and _continues(found[-1], group[0]):
                found[-1] = line_of(_with_lone_marks([*found[-1].words, *group]), bold=found[-1].bold)
            else:
                found.append(line_of(_with_lone_marks(group), bold=_is_bold(group, boxes)))
    return found


def _line_ends(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _LINE_END.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _word(text: str, start: int, end: int, index: Callable[[int], int], boxes: CharBoxes) -> Word:
    native, last = index(start), index(end - 1)
    first_box, last_box = boxes.line_box(native), boxes.line_box(last)
    characters = text[start:end]
    upright = abs(last_box.x0 - first_box.x0) >= abs(last_box.top - first_box.top)
    if upright and last_box.bottom - last_box.top < _RAISED_SIZE * (first_box.bottom - first_box.top):
        characters = _with_raised_mark(characters, native, boxes)
    size = first_box.bottom - first_box.top if upright else first_box.x1 - first_box.x0
    return Word(
        characters,
        native,
        min(first_box.x0, last_box.x0),
        min(first_box.top, last_box.top),
        max(first_box.x1, last_box.x1),
        max(first_box.bottom, last_box.bottom),
        max(size, _SMALLEST),
    )


def _with_raised_mark(word: str, native: int, boxes: CharBoxes) -> str:
    """The word with a footnote's mark at its end in superscript, so that it is not read as part of a number or name."""
    place = len(word)
    while place > 1 and word[place - 1].isalnum() and _is_raised(boxes, native + place - 1, native):
        place -= 1
    mark = word[place:]
    is_mark = mark.isdecimal() or (len(mark) == 1 and word[place - 1].isalpha())
    return word[:place] + mark.translate(_SUPERSCRIPT) if is_mark else word


def _with_lone_marks(words: list[Word]) -> list[Word]:
    """The words with numbers that stand raised between them, as footnotes' marks do, in superscript.

    Raised is measured against words with letters: a large bullet makes nothing beside it a mark.
    """
    lettered = [word for word in words if any(map(str.isalpha, word.text))]
    size = max((word.size for word in lettered), default=0)
    foot = max((word.bottom for word in lettered), default=0)
    return [
        word._replace(text=word.text.translate(_SUPERSCRIPT))
        if word.text.isdecimal() and word.size < _RAISED_SIZE * size and word.bottom < foot - _RAISED_BY * size
        else word
        for word in words
    ]


def _is_raised(boxes: CharBoxes, index: int, first: int) -> bool:
    digit, whole = boxes.line_box(index), boxes.line_box(first)
    height = whole.bottom - whole.top
    if digit.bottom - digit.top >= _RAISED_SIZE * height:
        return False
    return boxes.baseline(index) < boxes.baseline(first) - _RAISED_BY * height


def _without_gaps(words: list[Word]) -> Iterator[list[Word]]:
    start = 0
    for place in range(1, len(words) + 1):
        if place == len(words) or (
            _gap(words[place - 1], words[place]) > WIDE_GAP * words[place].size and not _is_marker(words[start:place])
        ):
            yield words[start:place]
            start = place


def _is_marker(words: list[Word]) -> bool:
    """Whether the only word is an item's bullet or number, which stands apart from its text."""
    return len(words) == 1 and marks.starts_item(f"{words[0].text} x")


def _gap(word: Word, following: Word) -> float:
    return max(following.x0 - word.x1, word.x0 - following.x1)


def _continues(line: Line, word: Word) -> bool:
    """Whether the word goes on with the line, which PDFium ended because of a raised mark."""
    overlap = min(line.bottom, word.bottom) - max(line.top, word.top)
    same_height = overlap > 0.5 * min(line.bottom - line.top, word.bottom - word.top)
    gap = word.x0 - line.x1
    return same_height and not line.rotated and -0.3 * line.size < gap < line.size


def _is_bold(words: list[Word], boxes: CharBoxes) -> bool:
    ends = (words[0], words[-1])
    return all(word.native is not None and boxes.bold(word.native) for word in ends)
