"""The language of a document and of each block: once on the whole, again only where a block looks different."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from spacy.util import get_lang_class

from pipelines.language.detect import MIN_LETTERS, UNKNOWN, letters, probabilities
from pipelines.packs import packs
from pipelines.parsed import Parsed
from pipelines.record import Block, BlockKind, LanguageShare

BODY = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.NOTE})
SURE = 0.9
SHORT_LETTERS = 60
FAMILIAR_SHARE = 0.15


@dataclass(frozen=True, slots=True)
class Identified:
    """The blocks with their languages, and the languages by share of letters, largest first."""

    blocks: tuple[Block, ...]
    languages: tuple[LanguageShare, ...]


def identify(parsed: Parsed) -> Identified:
    """Gives every block its language: the document's own, unless the block is clearly in another."""
    main = document_language(parsed)
    blocks = tuple(_with_language(block, parsed.text, main) for block in parsed.blocks)
    return Identified(blocks, _shares(blocks, parsed.text))


def document_language(parsed: Parsed) -> str:
    """The language of the body; of the whole text if there is no body; `und` if there is too little of either."""
    body = "\n".join(parsed.text[block.start : block.end] for block in _spread(parsed.blocks) if block.kind in BODY)
    text = body if letters(body) >= MIN_LETTERS else parsed.text
    return next(iter(probabilities(text)), UNKNOWN)


def block_language(text: str, main: str) -> str:
    """`main`, unless there are letters enough that say otherwise; short blocks must say it with certainty."""
    least = MIN_LETTERS if main == UNKNOWN or not text.isascii() else SHORT_LETTERS
    if letters(text) < least or _familiar(text, main):
        return main
    code, probability = next(iter(probabilities(text).items()), (main, 0.0))
    return code if probability >= SURE or main == UNKNOWN else main


def _spread(blocks: tuple[Block, ...]) -> Iterable[Block]:
    """A sample over the whole document, so that a preface in another language does not decide."""
    step = max(1, len(blocks) // 40)
    return blocks[::step]


def _familiar(text: str, code: str) -> bool:
    """True if enough of the words are the language's commonest: the cheap test that spares the detector."""
    words = text.lower().split()
    common = _common_words(code)
    share = sum(word in common for word in words) / max(1, len(words))
    return share >= FAMILIAR_SHARE and share >= _best_other_share(words, code)


def _best_other_share(words: list[str], code: str) -> float:
    others = (_common_words(pack.code) for pack in packs() if pack.code != code)
    return max((sum(word in other for word in words) / max(1, len(words)) for other in others), default=0.0)


@cache
def _common_words(code: str) -> frozenset[str]:
    """spaCy's stop words of a language; none for one that it does not know."""
    try:
        return frozenset(get_lang_class(code).Defaults.stop_words)
    except ImportError:
        return frozenset()


def _with_language(block: Block, text: str, main: str) -> Block:
    return block.model_copy(update={"language": block_language(text[block.start : block.end], main)})


def _shares(blocks: tuple[Block, ...], text: str) -> tuple[LanguageShare, ...]:
    counts: Counter[str] = Counter()
    for block in blocks:
        counts[block.language or UNKNOWN] += letters(text[block.start : block.end])
    total = sum(counts.values())
    return tuple(LanguageShare(code=code, share=round(n / total, 4)) for code, n in counts.most_common() if n)
