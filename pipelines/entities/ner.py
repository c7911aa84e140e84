"""`tally_ner`: a spaCy component that finds people, organisations and places with Tally's own model.

    nlp = spacy.blank("fr")
    nlp.add_pipe("tally_ner")
    doc = nlp("Amina Diop est arrivée à Dakar.")
    [(span.text, span.label_) for span in doc.ents]   # [("Amina Diop", "PERSON"), ("Dakar", "PLACE")]

It takes the place of `ner`: labels are `PERSON`, `ORG` and `PLACE`, names have no title and no leading article, and
nationalities are no places. With `config={"kinds": True}` the same pass tags numbers with what happened to what they
count: `doc._.tally_kinds`. Sentences that cannot hold what is asked for are not read.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

import models
from pipelines.encoder.decode import Spans
from pipelines.encoder.encoder import Encoder, Scores, Tagged
from pipelines.encoder.files import Loaded
from pipelines.encoder.windows import sentences
from pipelines.record import Kind, Label

NAME = "tally_ner"
FOLDER = models.ROOT / "ner"
TOGETHER = 256
"""Docs that are read together at the least: the more, the more of them are equally long and share a batch."""


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


class _Read(NamedTuple):
    """A doc and those of its words that are given to the encoder."""

    doc: Doc
    tokens: list[Token]


class Names:
    """The component; its model is loaded when the first doc comes."""

    def __init__(self, encoder: Encoder, *, kinds: bool = False) -> None:
        self._encoder = encoder
        self._kinds = kinds

    def __call__(self, doc: Doc) -> Doc:
        """The same doc with its names and the kinds of its numbers. Raises `ConfigurationError` without a model."""
        return next(self.pipe((doc,)))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """The same docs in order, at least `batch_size` and `TOGETHER` at a time through the encoder."""
        waiting = iter(stream)
        while docs := list(islice(waiting, max(batch_size, TOGETHER))):
            read = [_Read(doc, list(self._worth_reading(doc))) for doc in docs]
            found = self._encoder.tag([[token.text for token in tokens] for _, tokens in read])
            for (doc, tokens), tagged in zip(read, found, strict=True):
                self._set(doc, tokens, tagged)
                yield doc

    def _worth_reading(self, doc: Doc) -> Iterator[Token]:
        tokens = [token for token in doc if not token.is_space]
        for start, end in sentences([token.text for token in tokens]):
            sentence = tokens[start:end]
            if _may_hold_a_name(sentence) or (self._kinds and any(map(self._may_count, sentence))):
                yield from sentence

    def _may_count(self, token: Token) -> bool:
        return token.lower_ in self._encoder.model.numbers or _has_digit(token)

    def _set(self, doc: Doc, words: Sequence[Token], tagged: Tagged) -> None:
        scheme = Spans.of(self._encoder.model.names)
        spans = scheme.find(tagged.names) if words else []
        doc.ents = tuple(_spans(doc, words, spans))
        if self._kinds:
            numbers = [at for at, token in enumerate(words) if self._may_count(token)]
            doc._.tally_kinds = tuple(_guesses(words, numbers, tagged.kinds, self._encoder.model))


def make(nlp: Language, name: str, kinds: bool = False) -> Names:
    """The factory behind `nlp.add_pipe("tally_ner")`, for any language written in Latin letters."""
    del nlp, name
    return Names(Encoder(FOLDER), kinds=kinds)


def _may_hold_a_name(sentence: Sequence[Token]) -> bool:
    """Whether a sentence has a capital, or a digit among letters, besides a function word's capital at its start."""
    words = [token for token in sentence if any(map(str.isalpha, token.text))]
    if words and words[0].is_stop and not any(map(str.isupper, words[0].text[1:])):
        words = words[1:]
    return any(map(_is_marked, words))


def _spans(doc: Doc, words: Sequence[Token], spans: Iterable[tuple[int, int, str]]) -> Iterator[Span]:
    for first, last, label in spans:
        name = list(words[first:last])
        while name and _is_filler(name[-1]):
            name.pop()
        while name and label != Label.PERSON and _is_filler(name[0]):
            name.pop(0)
        if any(map(_has_capital, name)) or (len(name) > 1 and any(map(_has_digit, name))):
            yield Span(doc, name[0].i, name[-1].i + 1, label)


def _is_filler(token: Token) -> bool:
    """Whether no name ends with the word, nor starts with it unless a person's does (`de la Cruz`)."""
    return token.is_stop and token.text.islower()


def _is_marked(token: Token) -> bool:
    return _has_capital(token) or _has_digit(token)


def _has_capital(token: Token) -> bool:
    return any(map(str.isupper, token.text))


def _has_digit(token: Token) -> bool:
    return any(map(str.isdigit, token.text))


def _guesses(words: Sequence[Token], numbers: Iterable[int], scores: Scores, model: Loaded) -> Iterator[KindGuess]:
    for token, row in ((words[at], scores[at]) for at in numbers):
        best = int(row.argmax())
        yield KindGuess(token.idx, token.idx + len(token), model.kinds[best], float(row[best]))


if not Doc.has_extension("tally_kinds"):
    Doc.set_extension("tally_kinds", default=())
if not Language.has_factory(NAME):
    assigns = ["doc.ents", "doc._.tally_kinds"]
    Language.factory(NAME, assigns=assigns, default_config={"kinds": False}, func=make)
