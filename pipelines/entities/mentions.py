"""What the components found in a document, passage by passage, before anything is merged."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.entities.spans import SURE
from pipelines.passage import Passage
from pipelines.record import Label

_NOTE = re.compile(r"\.?[¹²³⁰⁴-⁹]+$")
"""A footnote's raised number, which spaCy leaves with the word before it."""

_NUMBER = re.compile(r"\d{1,3}\.(?=[^\W\d_])")
"""A paragraph's number that touches its first word."""

LABELS = {
    **dict.fromkeys(("PERSON", "PER"), Label.PERSON),
    **dict.fromkeys(("ORG",), Label.ORG),
    **dict.fromkeys(("PLACE", "GPE", "LOC", "FAC"), Label.PLACE),
}


@dataclass(frozen=True, slots=True)
class Found:
    """One stretch of text that names something; offsets are into the document's text, `sure` if a rule vouches."""

    start: int
    end: int
    text: str
    label: Label
    language: str
    page: int
    sure: bool


def collect(passages: Sequence[Passage]) -> Iterator[Found]:
    """Every person, organisation and place that the passages' docs hold, in order."""
    for passage in passages:
        language = passage.pack.code if passage.pack else "und"
        for span in passage.doc.ents:
            if label := LABELS.get(span.label_):
                number = _NUMBER.match(span.text)
                start = passage.start + span.start_char + (number.end() if number else 0)
                text = _NOTE.sub("", span.text[number.end() if number else 0 :]).rstrip(" \n,;:")
                yield Found(start, start + len(text), text, label, language, passage.block.page, span.id_ == SURE)
