"""The spaCy component `tally_figures`: figures in any `Doc`, with no parser and no model.

import spacy
nlp = spacy.blank("en")
nlp.add_pipe("tally_figures")
doc = nlp("The flood killed 12 people.")
print(doc._.figures[0].kind, doc._.figures[0].number.best)
"""

from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from pipelines.entities.spans import words_of
from pipelines.errors import ConfigurationError
from pipelines.figures.draft import Draft, Range
from pipelines.figures.drafting import Named
from pipelines.figures.guesses import Guesses
from pipelines.figures.passages import drafts
from pipelines.packs import Pack, pack
from pipelines.record import Kind, Label

NAME = "tally_figures"
_PARTIES = frozenset({Label.PERSON, Label.ORG})


@dataclass(frozen=True)
class Figures:
    """Sets `doc._.figures`, a tuple of `Draft`; names in `doc.ents` serve as sources and places.

    Kinds that `tally_ner` guessed of numbers, if any, are weighed beside the rules.
    """

    pack: Pack

    def __call__(self, doc: Doc) -> Doc:
        """The same `doc` with its figures."""
        doc._.figures = drafts_of(doc, self.pack)
        return doc


def drafts_of(doc: Doc, pack: Pack, lead: tuple[Kind, ...] = ()) -> tuple[Draft, ...]:
    """The figures of `doc`; `lead` is what the lead of the list says that `doc` is a member of."""
    return drafts(words_of(doc, pack.code).text, pack, named=_named(doc), guesses=_guesses(doc), lead=lead)


def make(nlp: Language, name: str) -> Figures:
    """The factory behind `nlp.add_pipe("tally_figures")`. Raises `ConfigurationError` for a language without a pack."""
    found = pack(nlp.lang or "")
    if found is None:
        raise ConfigurationError(
            f"No language pack for {nlp.lang!r}, which {name!r} needs.", advice="See CONTRIBUTING.md, A new language."
        )
    return Figures(found)


def _named(doc: Doc) -> Named:
    parties = tuple(Range(ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ in _PARTIES)
    places = tuple(Range(ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ == Label.PLACE)
    return Named(parties, places)


def _guesses(doc: Doc) -> Guesses:
    """What `tally_ner` says of the doc's numbers, if it stands in the pipeline and was asked to."""
    return Guesses(doc._.tally_kinds if Doc.has_extension("tally_kinds") else ())


if not Doc.has_extension("figures"):
    Doc.set_extension("figures", default=())
if not Language.has_factory(NAME):
    Language.factory(NAME, assigns=["doc._.figures"], func=make)
