"""`tally_people`: a spaCy component that corrects and finds persons.

    nlp = spacy.blank("en")
    nlp.add_pipe("tally_people")
    doc = nlp("Lt. Col. Jane Doe spoke.")
    [(span.text, span.label_) for span in doc.ents]   # [("Jane Doe", "PERSON")]
    [span.text for span in doc.spans["titles"]]       # ["Lt. Col."]
    doc._.tally_aliases                               # (); ("Joe Dee", "Fat Joe") after `Joe Dee, alias "Fat Joe"`

It takes `doc.ents` as any `ner` left them (labels `PERSON` or `PER`), and works on none at all. A person's span holds
no title; the title before it is in `doc.spans["titles"]`. What cannot be a person loses the label, and what stands
where only a place can stand (`off Zuwara`) becomes `GPE`.
"""

from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipelines.entities.aliases import aliases
from pipelines.entities.lexicon import lexicon
from pipelines.entities.person_spans import Corrector, given_names, titled
from pipelines.entities.spans import covered, free, indices, set_names, span_of, words_of
from pipelines.entities.words import Words

TITLES = "titles"
PERSON = "PERSON"
_LONGEST_PLACE = 2
ALIASES = "tally_aliases"
_PERSON = frozenset({"PERSON", "PER"})

if not Doc.has_extension(ALIASES):
    Doc.set_extension(ALIASES, default=())


class People:
    """The component; `language` is ISO 639-1 and names the pack whose knowledge it uses."""

    def __init__(self, language: str) -> None:
        self._lexicon = lexicon(language)

    def __call__(self, doc: Doc) -> Doc:
        """The same doc, with its persons corrected."""
        words, ents = words_of(doc, self._lexicon.language), doc.ents
        named = list(titled(words, self._lexicon))
        others = [span for span in ents if span.label_ not in _PERSON]
        doc.spans[TITLES] = [span_of(doc, words, title, start, "TITLE") for title, start, _ in named]
        sure = [span_of(doc, words, start, end, PERSON) for _, start, end in named]
        found = free(sure, self._guessed(doc, words, ents, covered(words, [*others, *sure])), others)
        if ents or found:
            set_names(doc, ents, free(sure, self._aliases(doc, words, found), found))
        return doc

    def _aliases(self, doc: Doc, words: Words, found: list[Span]) -> list[Span]:
        """Other names of persons; the doc keeps each beside its person in `doc._.tally_aliases`."""
        ends = {end: start for start, end in (indices(words, span) for span in found if span.label_ == PERSON)}
        pairs = [
            (span_of(doc, words, *person, PERSON), span_of(doc, words, *other, PERSON))
            for person, other in aliases(words, ends, self._lexicon)
        ]
        doc._.set(ALIASES, tuple((one.text, other.text) for one, other in pairs))
        return [other for _, other in pairs]

    def _guessed(self, doc: Doc, words: Words, ents: Sequence[Span], busy: frozenset[int]) -> Iterator[Span]:
        corrector = Corrector(words, busy, self._lexicon)
        for span in ents:
            if span.label_ in _PERSON:
                yield from self._corrected(doc, words, span, corrector)
        for start, end in given_names(words, busy, self._lexicon):
            yield span_of(doc, words, start, end, PERSON, sure=False)

    def _corrected(self, doc: Doc, words: Words, span: Span, corrector: Corrector) -> Iterator[Span]:
        start, end = indices(words, span)
        if self._stands_as_place(words, start, end):
            yield Span(doc, span.start, span.end, label="GPE")
        elif found := corrector.person(start, end):
            yield span_of(doc, words, *found, PERSON, sure=False)

    def _stands_as_place(self, words: Words, start: int, end: int) -> bool:
        cue = start > 0 and words.lowers[start - 1] in self._lexicon.people.place_cues
        return cue and end - start <= _LONGEST_PLACE and words.lowers[start] not in self._lexicon.people.given


@Language.factory("tally_people", assigns=["doc.ents", "doc.spans"])
def make(nlp: Language, name: str) -> People:  # noqa: ARG001
    """A component for the pipeline's own language."""
    return People(nlp.lang or "")
