"""A report's title, as its first page shows it: the largest words below the letterhead, or what follows `Subject:`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipelines.layout import marks
from pipelines.layout.hyphens import Spelling
from pipelines.layout.paragraphs import Measure, Paragraph
from pipelines.packs import packs
from pipelines.record import BlockKind

_PAGES = 3
"""Covers may be pictures: the title is looked for on so many pages."""
_LETTERHEAD = 0.22
"""Letterheads stand within this share of the page's height from its top."""
_LARGER = 1.05
_AS_LARGE = 0.93
"""Sizes from this share of the largest on count as largest: fonts of one size differ by their highest letters."""
_FULL_PARAGRAPH = 300
"""Characters of a paragraph that shows that the report's body has begun."""
_MOST_WORDS = 70
_LEAST_LETTERS = 5
_LINES_APART = 1.6
_RUNNING = {BlockKind.HEADER, BlockKind.FOOTER}
_CODE = re.compile(r"\S*[\d/]\S*(?: \([^()]*\))?")
_MARKS = re.compile(r"[\s*†‡⁰¹²³⁴-⁹]+$")


@dataclass(frozen=True, slots=True)
class _Shown:
    """What stands out: its words, their size in points, and where they begin, as a share of the page's height."""

    text: str
    size: float
    top: float


def title_of(pages: Iterable[tuple[float, Sequence[Paragraph]]], usual: Measure, spelling: Spelling) -> str | None:
    """The title on the first of the pages (their height, their paragraphs) that shows one; None if none does.

    Running lines, numbers of documents, letterheads and headings with numbers are passed over. Of what is largest, the
    longest is taken: `Contents` may be as large.
    """
    for _, (height, paragraphs) in zip(range(_PAGES), pages, strict=False):
        front = list(_front(paragraphs, usual))
        shown = [_shown(parts, max(height, 1.0), spelling) for parts in _joined(front) if _stands_out(parts[0], usual)]
        if found := _subject_of(front, spelling) or _largest(shown):
            return found
    return None


def _front(paragraphs: Sequence[Paragraph], usual: Measure) -> Iterator[Paragraph]:
    """What comes before the first full paragraph of the body."""
    for paragraph in paragraphs:
        if paragraph.kind in _RUNNING:
            continue
        if len(paragraph.text) >= _FULL_PARAGRAPH and not _stands_out(paragraph, usual):
            return
        yield paragraph


def _subject_of(front: Sequence[Paragraph], spelling: Spelling) -> str | None:
    found = (_subject().match(spelling.text(paragraph.lines)) for paragraph in front)
    return next((_MARKS.sub("", match[1]) for match in found if match), None)


def _shown(parts: Sequence[Paragraph], height: float, spelling: Spelling) -> _Shown:
    text = spelling.text([line for part in parts for line in part.lines])
    return _Shown(_MARKS.sub("", text), parts[0].size, parts[0].box.top / height)


def _largest(shown: Sequence[_Shown]) -> str | None:
    kept = _without_letterhead([each for each in shown if _may_be_title(each.text)])
    size = max((each.size for each in kept), default=0.0)
    return max((each.text for each in kept if each.size >= _AS_LARGE * size), key=len, default=None)


def _stands_out(paragraph: Paragraph, usual: Measure) -> bool:
    is_larger = paragraph.size > _LARGER * usual.size and paragraph.kind == BlockKind.PARAGRAPH
    return is_larger or paragraph.kind == BlockKind.HEADING


def _joined(front: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, ...]]:
    """The paragraphs, each with those after it that go on with it in lower case, as large, close below."""
    group = list[Paragraph]()
    for paragraph in front:
        if group and not _goes_on(group[-1], paragraph):
            yield tuple(group)
            group = []
        group.append(paragraph)
    if group:
        yield tuple(group)


def _goes_on(paragraph: Paragraph, following: Paragraph) -> bool:
    size = paragraph.size
    close = paragraph.box.top < following.box.top < paragraph.box.bottom + _LINES_APART * size
    return close and following.text[:1].islower() and abs(following.size - size) < (1 - _AS_LARGE) * size


def _may_be_title(text: str) -> bool:
    return (
        sum(map(str.isalpha, text)) >= _LEAST_LETTERS
        and len(text.split()) <= _MOST_WORDS
        and not marks.is_numbered_section(text)
        and not marks.ends_with_leader(text)
        and not _CODE.fullmatch(text)
        and not _is_known(text)
    )


def _without_letterhead(shown: Sequence[_Shown]) -> list[_Shown]:
    """What is left when the names of offices at the page's top are taken away; if nothing is, all of it."""
    kept = [each for each in shown if each.top > _LETTERHEAD or not _names_office(each.text)]
    return kept or list(shown)


def _names_office(text: str) -> bool:
    """Whether the text is made like an office's name: `Ministry of the Interior`, `National Police`."""
    words = text.casefold().replace(",", "").split()
    heads, joints = _heads()
    leads = (" ".join(words[:count]) in heads and words[count] in joints for count in (1, 2) if count < len(words))
    return words[-1] in heads or any(leads)


def _is_known(text: str) -> bool:
    """Whether the text is one or more well-known organisations' names, and nothing else."""
    words, known = text.casefold().split(), _known()
    ends = {0}
    for end in range(1, len(words) + 1):
        if any(" ".join(words[start:end]) in known for start in ends):
            ends.add(end)
    return len(words) in ends


@cache
def _subject() -> re.Pattern[str]:
    words = "|".join(sorted({re.escape(word) for pack in packs() for word in pack.lines("subjects.txt")}))
    return re.compile(rf"(?:{words})\s?: *(\S.{{3,}})", re.IGNORECASE)


@cache
def _known() -> frozenset[str]:
    return frozenset(
        form.casefold() for pack in packs() for _, *forms in pack.rows("organizations/known.tsv") for form in forms
    )


@cache
def _heads() -> tuple[frozenset[str], frozenset[str]]:
    """The head nouns of organisations' names, and the words that join their complements."""
    heads = (row[0].casefold() for pack in packs() for row in pack.rows("organizations/heads.tsv"))
    joints = (word.casefold() for pack in packs() for word in pack.lines("organizations/prepositions.txt"))
    return frozenset(heads), frozenset(joints)
