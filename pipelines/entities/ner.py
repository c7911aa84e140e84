"""`tally_ner`: a spaCy component that finds people, organisations and places with Tally's own model.

    nlp = spacy.blank("fr")
    nlp.add_pipe("tally_ner")
    doc = nlp("Amina Diop est arrivée à Dakar.")
    [(span.text, span.label_) for span in doc.ents]   # [("Amina Diop", "PERSON"), ("Dakar", "PLACE")]

It takes the place of `ner`: labels are `PERSON`, `ORG` and `PLACE`, names have no title and no leading article, and
nationalities are no places. The same pass tags numbers with what happened to what they count: `doc._.tally_kinds`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

import models
from pipelines.encoder.decode import Spans
from pipelines.encoder.encoder import Encoder, Scores, Tagged
from pipelines.encoder.files import Loaded
from pipelines.record import Kind, Label

NAME = "tally_ner"
FOLDER = models.ROOT / "ner"


@dataclass(frozen=True, slots=True)
class KindGuess:
    """What the model says of a word that can be a number or part of one, at `[start, end)`, code points.

    `kind` None means that it counts nothing of the record's kinds; `probability`, 0 to 1, is that of `kind`. Words
    are digits, number words, and articles that may mean one; every one of a text's has a guess, in order.
    """

    start: int
    end: int
    kind: Kind | None
    probability: float


class Names:
    """The component; its model is loaded when the first doc comes."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def __call__(self, doc: Doc) -> Doc:
        """The same doc with its names and the kinds of its numbers. Raises `ConfigurationError` without a model."""
        return next(self.pipe((doc,)))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """The same docs in order, `batch_size` at a time through the encoder."""
        waiting = iter(stream)
        while docs := list(islice(waiting, batch_size)):
            tokens = [[token for token in doc if not token.is_space] if _may_hold_a_name(doc) else [] for doc in docs]
            found = self._encoder.tag([[token.text for token in words] for words in tokens])
            for doc, words, tagged in zip(docs, tokens, found, strict=True):
                self._set(doc, words, tagged)
                yield doc

    def _set(self, doc: Doc, words: Sequence[Token], tagged: Tagged) -> None:
        scheme = Spans.of(self._encoder.model.names)
        spans = scheme.find(tagged.names) if words else []
        doc.ents = tuple(_spans(doc, words, spans))
        doc._.tally_kinds = tuple(_kinds(words, tagged.kinds, self._encoder.model))


def make(nlp: Language, name: str) -> Names:
    """The factory behind `nlp.add_pipe("tally_ner")`, for any language written in Latin letters."""
    del nlp, name
    return Names(Encoder(FOLDER))


def _may_hold_a_name(doc: Doc) -> bool:
    """Whether a text has a capital or a digit beside letters: nothing else is a name or a count."""
    text = doc.text
    return any(map(str.isalpha, text)) and (any(map(str.isupper, text)) or any(map(str.isdigit, text)))


def _spans(doc: Doc, words: Sequence[Token], spans: Iterable[tuple[int, int, str]]) -> Iterator[Span]:
    for first, last, label in spans:
        name = list(words[first:last])
        while name and _is_filler(name[-1]):
            name.pop()
        while name and label != Label.PERSON and _is_filler(name[0]):
            name.pop(0)
        if any(_is_marked(token) for token in name):
            yield Span(doc, name[0].i, name[-1].i + 1, label)


def _is_filler(token: Token) -> bool:
    """Whether no name ends with the word, nor starts with it unless a person's does (`de la Cruz`)."""
    return token.is_stop and token.text.islower()


def _is_marked(token: Token) -> bool:
    return any(map(str.isupper, token.text)) or any(map(str.isdigit, token.text))


def _kinds(words: Sequence[Token], scores: Scores, model: Loaded) -> Iterator[KindGuess]:
    for token, row in zip(words, scores, strict=True):
        if token.lower_ in model.numbers or any(map(str.isdigit, token.text)):
            best = int(row.argmax())
            yield KindGuess(token.idx, token.idx + len(token), model.kinds[best], float(row[best]))


if not Doc.has_extension("tally_kinds"):
    Doc.set_extension("tally_kinds", default=())
if not Language.has_factory(NAME):
    Language.factory(NAME, assigns=["doc.ents", "doc._.tally_kinds"], func=make)
