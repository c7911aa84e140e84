"""What a document defines as an organisation's acronym is that organisation on every page, whatever else it may mean.

`the Danish Refugee Council (DRC)` on the first page makes no country of `DRC` on the third.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span

from pipelines.entities.mentions import LABELS
from pipelines.entities.organizations import ACRONYMS, ORG
from pipelines.entities.spans import SURE
from pipelines.passage import Passage
from pipelines.record import Label


def spread_acronyms(passages: Sequence[Passage]) -> None:
    """Makes organisations of the acronyms that the passages' docs define, in every doc; corrects the docs' entities."""
    forms = frozenset(short for passage in passages for short in _defined(passage.doc))
    for passage in passages:
        ents = passage.doc.ents if forms else ()
        if any(_is_other(span) and span.text in forms for span in ents):
            passage.doc.ents = tuple(_organization(span) if span.text in forms else span for span in ents)


def _defined(doc: Doc) -> Iterator[str]:
    starts = {span.start_char: span.label_ for span in doc.ents} if doc._.get(ACRONYMS) else {}
    for definition in doc._.get(ACRONYMS):
        if starts.get(definition.short.start) == starts.get(definition.long.start) == ORG:
            yield doc.text[definition.short.start : definition.short.end]


def _is_other(span: Span) -> bool:
    return LABELS.get(span.label_) in {Label.PLACE, Label.PERSON}


def _organization(span: Span) -> Span:
    return Span(span.doc, span.start, span.end, label=ORG, span_id=SURE)
