"""A sentence as chunks, each with one letter, so that the grammar can read the letters as a string."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pipelines.figures.counted import Quantity, Sentence
from pipelines.figures.draft import Range
from pipelines.figures.lexicon import NAME, NOUN, Entry, Lexicon, longest
from pipelines.figures.numbers import Number
from pipelines.figures.quantities import quantity
from pipelines.figures.tokens import Token
from pipelines.record import Kind, Qualifier

TRIGGERS = frozenset("PARISEOLCV")
COUNTED, BARE, OF_SET, TRAP = "Q", "q", "z", "D"
QUANTITIES = frozenset({COUNTED, BARE, OF_SET})
PARTICIPLE = "R"
_ACTIVE, _BE, _HAVE, _ING = "A", "x", "h", "j"
_VERBAL = frozenset("xhm")
_PREPOSITIONS = frozenset("pabf")
_COUNT_NOUNS = frozenset("ESCV")
_QUOTES = frozenset('"“”„«»')
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
    """A stretch `[start, end)` of the passage with its letter: a quantity, a trigger, a class of word, or a mark.

    `kinds` are what a trigger may mean, the usual one first; what is counted decides (`burned 12 people`, `… houses`).
    """

    tag: str
    start: int
    end: int
    kinds: tuple[Kind, ...] = ()
    quantity: Quantity | None = None
    entry: Entry | None = None

    @property
    def unnumbered(self) -> bool:
        """Whether it is one thing or party without a number of its own: `a police spokesman`."""
        return self.quantity is not None and self.quantity.article


@dataclass(frozen=True)
class Clauses:
    """A sentence's chunks; `tags[i]` is the letter of `chunks[i]`."""

    sentence: Range
    chunks: tuple[Chunk, ...]

    @cached_property
    def tags(self) -> str:
        """The letters of all chunks in a row."""
        return "".join(chunk.tag for chunk in self.chunks)


def chunk(span: Range, tokens: tuple[Token, ...], numbers: tuple[Number, ...], lexicon: Lexicon) -> Clauses:
    """The chunks of the sentence at `span`; `numbers` are those that lie in it, in order."""
    starts = {index: number for number in numbers if (index := _first_token(tokens, number)) is not None}
    return Clauses(span, tuple(_chunks(Sentence(tokens, starts, lexicon))))


def _chunks(sentence: Sentence) -> Iterator[Chunk]:
    index, before = 0, ""
    while index < len(sentence.tokens):
        if sentence.tokens[index].text in _QUOTES:
            index += 1
            continue
        made = (
            _number_chunk(sentence, index, before)
            or _both_chunk(sentence, index)
            or _word_chunk(sentence, index, before)
        )
        yield made
        before = made.tag
        index += 1
        while index < len(sentence.tokens) and sentence.tokens[index].start < made.end:
            index += 1


def _first_token(tokens: tuple[Token, ...], number: Number) -> int | None:
    return next((index for index, token in enumerate(tokens) if token.end > number.start), None)


def _number_chunk(sentence: Sentence, index: int, before: str) -> Chunk | None:
    number = sentence.numbers.get(index)
    if number is None or (number.form == "vague" and _says_nothing(sentence, index, number, before)):
        return None
    if number.form in {"none", "article"} and _opens_trigger(sentence, index):
        return None
    if number.trap:
        token = sentence.tokens[index]
        return Chunk(TRAP, token.start, max(number.end, token.end))
    found = quantity(sentence, number)
    if found is None:
        return None
    tag = COUNTED if found.noun else OF_SET if found.partitive else BARE
    return Chunk(tag, number.start, found.end, quantity=found, entry=sentence.word(index) if found.article else None)


def _opens_trigger(sentence: Sentence, index: int) -> bool:
    """Whether a trigger of several words begins here (`without a roof`)."""
    return any(len(entry.words) > 1 for entry in longest(sentence.lexicon.triggers, sentence.tokens, index))


def _both_chunk(sentence: Sentence, index: int) -> Chunk | None:
    """`Both pilots` are two."""
    entry = sentence.word(index)
    if entry is None or entry.name != "both":
        return None
    start, end = sentence.tokens[index].start, sentence.tokens[index].end
    text = sentence.tokens[index].text
    number = Number(start, end, start, end, 2.0, 2.0, 2.0, Qualifier.EXACT, text, None, None, "words")
    found = quantity(sentence, number)
    if found is None or not (found.unit or sentence.tag(index + 1) in _VERBAL):
        return None
    return Chunk(COUNTED if found.noun else BARE, start, found.end, quantity=found)


def _says_nothing(sentence: Sentence, index: int, number: Number, before: str) -> bool:
    """Whether the words give no bounds (`many`), or are no number here (`the number of`)."""
    return number.best is None or (before == "d" and sentence.tag(index) == "N")


def _word_chunk(sentence: Sentence, index: int, before: str) -> Chunk:
    tokens, lexicon = sentence.tokens, sentence.lexicon
    token = tokens[index]
    if token.lower not in lexicon.known:
        return Chunk(_letter(token, lexicon), token.start, token.end)
    trigger, word, noun = (longest(book, tokens, index) for book in (lexicon.triggers, lexicon.words, lexicon.nouns))
    entries = max((trigger, word, noun), key=_reach)
    if entries:
        entry = _chosen(entries, sentence, index, before)
        tag = _HAVE if entry.tag == _BE and _acts(sentence, index + len(entry.words)) else entry.tag
        return Chunk(tag, token.start, tokens[index + len(entry.words) - 1].end, _kinds(entries, entry), entry=entry)
    return Chunk(_letter(token, lexicon), token.start, token.end)


def _acts(sentence: Sentence, index: int) -> bool:
    """Whether a form such as `killing` begins here, so that the "be" before it makes no passive (`were killing`)."""
    lexicon, token = sentence.lexicon, sentence.tokens[index : index + 1]
    if not token or not any(tag == _ING and _has_ending(token[0].lower, ending) for ending, tag in lexicon.endings):
        return False
    entries = longest(lexicon.triggers, sentence.tokens, index)
    return bool(entries) and entries[0].tag == _ACTIVE


def _reach(entries: tuple[Entry, ...]) -> tuple[int, bool]:
    """How much of the sentence the entries match: of words alike, those that name what follows say more."""
    return (len(entries[0].words), bool(entries[0].tail)) if entries else (0, False)


def _closes(sentence: Sentence, index: int) -> bool:
    """Whether the clause ends at `index`, or goes on with a preposition."""
    return index >= len(sentence.tokens) or not sentence.tokens[index].word or sentence.tag(index) in _PREPOSITIONS


def _kinds(entries: tuple[Entry, ...], chosen: Entry) -> tuple[Kind, ...]:
    same = (entry.kind for entry in entries if entry.tag == chosen.tag and entry.tail == chosen.tail)
    return tuple(dict.fromkeys(kind for kind in same if kind))


def _chosen(entries: tuple[Entry, ...], sentence: Sentence, index: int, before: str) -> Entry:
    """Of a trigger's meanings: what is counted after a bare number, what takes "of" before "of", else the first.

    What may be a participle is one where no object can follow (`640 rounds recovered;`).
    """
    after = index + len(entries[0].words)
    if before == BARE:
        wanted = [entry for entry in entries if entry.tag in _COUNT_NOUNS]
    elif before == "h":
        wanted = [entry for entry in entries if entry.tag in "PAI"]
    elif before == COUNTED and _closes(sentence, after):
        wanted = [entry for entry in entries if entry.tag == PARTICIPLE]
    elif after in sentence.numbers and any(entry.tag == "A" for entry in entries):
        wanted = [entry for entry in entries if entry.tag in "AP"]
    else:
        of = sentence.tag(after) == "o"
        wanted = [entry for entry in entries if (entry.tag == "O") == of]
    return (wanted or entries)[0]


def _letter(token: Token, lexicon: Lexicon) -> str:
    if not token.word:
        return TRAP if token.text[0].isdigit() else _MARKS.get(token.text, ".")
    if token.text[0].isupper():
        return NAME
    return next((tag for ending, tag in lexicon.endings if _has_ending(token.lower, ending)), NOUN)


def _has_ending(word: str, ending: str) -> bool:
    return len(word) > len(ending) + 2 and word.endswith(ending)
