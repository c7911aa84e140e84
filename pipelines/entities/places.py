"""`tally_places`: a spaCy component that corrects and finds places.

    nlp = spacy.blank("en")
    nlp.add_pipe("tally_places")
    doc = nlp("Pakistani smugglers left Zuwara for Lampedusa across the central Mediterranean.")
    [span.text for span in doc.ents if span.label_ == "PLACE"]
    # ["Lampedusa", "central Mediterranean"]

It takes `doc.ents` as any `ner`, `tally_people` and `tally_organizations` left them (labels `GPE`, `LOC`, `FAC` or
`PLACE`), and works on none at all. Names that the gazetteer's tables list are places unless they stand in a longer
name or where a person stands (`Mr. Jordan`, `Chad Miller`); other names that the gazetteer knows are places where
only a place can stand (`off Zuwara`, an all-caps dateline). Nationalities are no places. Other labels stay.
"""

from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipelines.entities.places_knowledge import knowledge
from pipelines.entities.places_spans import Finder
from pipelines.entities.spans import SURE, free, indices, set_names, span_of, words_of
from pipelines.entities.words import Words

PLACE = "PLACE"
_GUESSED = frozenset({"GPE", "LOC", "FAC", PLACE})
_CORRIGIBLE = frozenset({"PERSON", "PER", "ORG", "MISC", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART"})
"""Labels that a small model often gives to a place; a rule's own spans are not touched."""


class Places:
    """The component; `language` is ISO 639-1 and names the pack whose knowledge it uses."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._knowledge = knowledge(language)

    def __call__(self, doc: Doc) -> Doc:
        """The same doc, with its places corrected."""
        words = words_of(doc, self._language)
        titles = frozenset(span.end_char for span in doc.spans.get("titles", ()))
        ents = doc.ents
        others = [span for span in ents if span.label_ not in _GUESSED]
        cues = {end: start for start, end in self._knowledge.cue.hits(words)}
        finder = Finder(words, self._knowledge, self._language, titles, cues)
        found = [span_of(doc, words, start, end, PLACE) for start, end in finder.found()]
        guessed = list(_guessed(doc, ents, words, finder))
        kept = [span for span in others if not (_overruled(span, found) or _called_place(span, words, finder))]
        if found or guessed or len(kept) < len(ents):
            set_names(doc, ents, free(kept, [*found, *guessed]))
        return doc


@Language.factory("tally_places", assigns=["doc.ents"])
def make(nlp: Language, name: str) -> Places:  # noqa: ARG001
    """A component for the pipeline's own language."""
    return Places(nlp.lang or "xx")


def _guessed(doc: Doc, ents: Sequence[Span], words: Words, finder: Finder) -> Iterator[Span]:
    for span in ents:
        if span.label_ in _GUESSED:
            for start, end in finder.corrected(span.start_char, span.end_char):
                yield span_of(doc, words, start, end, PLACE, sure=False)


def _called_place(span: Span, words: Words, finder: Finder) -> bool:
    """Whether a model took for something else what the words before it call a place: `the village of Wad Sharif`."""
    return span.label_ in _CORRIGIBLE and span.id_ != SURE and finder.called_place(indices(words, span)[0])


def _overruled(span: Span, places: list[Span]) -> bool:
    """Whether another label's span gives way to a place.

    What a rule vouches for gives way to a place's longer name (`Dr. Congo` in `DR Congo`) or one of several words
    (`West Bank`); a model's guess also to the same words, their article aside, and to a name that it cuts through.
    """
    over = [place for place in places if place.start < span.end and span.start < place.end]
    if any(_covers(place, span) and len(place) > 1 for place in over):
        return True
    if span.id_ == SURE or span.label_ not in _CORRIGIBLE:
        return False
    return any((place.start <= span.start + 1 and span.end == place.end) or place.start < span.start for place in over)


def _covers(place: Span, span: Span) -> bool:
    return place.start <= span.start and span.end <= place.end
