"""A sentence as chunks, each with one letter, so that the grammar can read the letters as a string."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.figures.draft import Range
from pipelines.figures.lexicon import NAME, NOUN, Entry, Lexicon, longest
from pipelines.figures.numbers import Number
from pipelines.figures.quantities import Quantity, quantity
from pipelines.figures.tokens import Token
from pipelines.record import Kind

TRIGGERS = frozenset("PARISEOLCV")
COUNTED, BARE, TRAP = "Q", "q", "D"
_MARKS = {
    ",": ",",
    ":": ":",
    ";": ";",
    "(": "(",
    ")": ")",
    "[": "(",
    "]": ")",
    "–": "-",
    "—": "-",
    "-": "-",
    "/": ",",
    "•": ";",
    "*": ";",
    "=": ":",
}


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch `[start, end)` of the passage with its letter: a quantity, a trigger, a class of word, or a mark."""

    tag: str
    start: int
    end: int
    kind: Kind | None = None
    quantity: Quantity | None = None
    entry: Entry | None = None


@dataclass(frozen=True)
class Clauses:
    """A sentence's chunks; `tags[i]` is the letter of `chunks[i]`."""

    sentence: Range
    chunks: tuple[Chunk, ...]

    @property
    def tags(self) -> str:
        """The letters of all chunks in a row."""
        return "".join(chunk.tag for chunk in self.chunks)


def chunk(sentence: Range, tokens: tuple[Token, ...], numbers: tuple[Number, ...], lexicon: Lexicon) -> Clauses:
    """The sentence's chunks; `numbers` are those that lie in it, in order."""
    return Clauses(sentence, tuple(_chunks(tokens, numbers, lexicon)))


def _chunks(tokens: tuple[Token, ...], numbers: tuple[Number, ...], lexicon: Lexicon) -> Iterator[Chunk]:
    starts = {index: number for number in numbers if (index := _first_token(tokens, number)) is not None}
    index = 0
    while index < len(tokens):
        made = _number_chunk(tokens, index, starts.get(index), lexicon) or _word_chunk(tokens, index, lexicon)
        yield made
        index += 1
        while index < len(tokens) and tokens[index].start < made.end:
            index += 1


def _first_token(tokens: tuple[Token, ...], number: Number) -> int | None:
    return next((index for index, token in enumerate(tokens) if token.end > number.start), None)


def _number_chunk(tokens: tuple[Token, ...], index: int, number: Number | None, lexicon: Lexicon) -> Chunk | None:
    if number is None:
        return None
    if number.trap:
        return Chunk(TRAP, tokens[index].start, max(number.end, tokens[index].end))
    found = quantity(tokens, number, lexicon)
    if found is None:
        return None
    return Chunk(COUNTED if found.noun else BARE, number.start, found.end, quantity=found)


def _word_chunk(tokens: tuple[Token, ...], index: int, lexicon: Lexicon) -> Chunk:
    token = tokens[index]
    trigger, word, noun = (longest(book, tokens, index) for book in (lexicon.triggers, lexicon.words, lexicon.nouns))
    entries = max((trigger, word, noun), key=lambda found: len(found[0].words) if found else 0)
    if entries:
        entry = entries[0]
        return Chunk(entry.tag, token.start, tokens[index + len(entry.words) - 1].end, entry.kind, entry=entry)
    return Chunk(_letter(token, lexicon), token.start, token.end)


def _letter(token: Token, lexicon: Lexicon) -> str:
    if not token.word:
        return TRAP if token.text[0].isdigit() else _MARKS.get(token.text, ".")
    if token.text[0].isupper():
        return NAME
    return next((tag for ending, tag in lexicon.endings if _has_ending(token.lower, ending)), NOUN)


def _has_ending(word: str, ending: str) -> bool:
    return len(word) > len(ending) + 2 and word.endswith(ending)
