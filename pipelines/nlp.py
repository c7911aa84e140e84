"""spaCy over the blocks of a document: one pipeline for each pack and profile, one `Doc` for each passage."""

import gc
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from itertools import chain, groupby
from typing import NamedTuple

import spacy
from spacy.language import Language

from pipelines.errors import ConfigurationError
from pipelines.options import Profile
from pipelines.packs import Pack, pack
from pipelines.passage import Passage
from pipelines.record import Block, BlockKind

BATCH = 64
LONGEST = 20_000
LAYOUT = frozenset({BlockKind.HEADER, BlockKind.FOOTER})
_BREAK = re.compile(r"(?<=[.!?])\s|\n")


@cache
def pipeline(code: str, profile: Profile) -> Language:
    """The spaCy pipeline of a pack's profile; a blank one for a language without a pack.

    Raises `ConfigurationError` if the pack names a model or component that is not installed.
    """
    found = pack(code)
    if found is None:
        return spacy.blank("xx")
    components = found.settings.profiles[profile]
    nlp = _base(found) if "ner" in components else spacy.blank(code)
    for name in components:
        if name != "ner":
            _add(nlp, name, found.settings.options.get(name, {}))
    _keep_for_good()
    return nlp


def _keep_for_good() -> None:
    """Takes all that was loaded out of the garbage collector's rounds, which would walk over it time and again."""
    gc.collect()
    gc.freeze()


@contextmanager
def analysed(text: str, blocks: Sequence[Block], *, profile: Profile) -> Iterator[tuple[Passage, ...]]:
    """The passages of a document in its order; their Docs live only inside the `with` block.

    Running headers and footers are left out; a block longer than `LONGEST` code points is cut at a sentence's end.
    """
    pieces = sorted(_pieces(text, blocks), key=lambda piece: piece.block.language or "")
    with ExitStack() as zones:
        passages = [
            _passages(text, list(group), zones, code=code, profile=profile)
            for code, group in groupby(pieces, key=lambda piece: piece.block.language or "")
        ]
        yield tuple(sorted(chain.from_iterable(passages), key=lambda passage: passage.start))


class _Piece(NamedTuple):
    """A block and the part of it, `[start, end)` in the document's text, that becomes one passage."""

    block: Block
    start: int
    end: int


def _passages(text: str, pieces: list[_Piece], zones: ExitStack, *, code: str, profile: Profile) -> list[Passage]:
    nlp = pipeline(code, profile)
    zones.enter_context(nlp.memory_zone())
    docs = nlp.pipe((text[start:end] for _, start, end in pieces), batch_size=BATCH)
    return [Passage(start, block, pack(code), doc) for (block, start, _), doc in zip(pieces, docs, strict=True)]


def _pieces(text: str, blocks: Sequence[Block]) -> Iterator[_Piece]:
    for block in _whole(text, [block for block in blocks if block.kind not in LAYOUT]):
        yield from (_Piece(block, start, end) for start, end in _cuts(text, block.start, block.end))


def _whole(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, those of a paragraph that goes on over the page as one, with the first's page and language."""
    last: Block | None = None
    for block in blocks:
        if last and _goes_on(text, last, block):
            last = last.model_copy(update={"end": block.end})
            continue
        if last:
            yield last
        last = block
    if last:
        yield last


def _goes_on(text: str, last: Block, block: Block) -> bool:
    return last.page < block.page and last.end <= block.start and text[last.end : block.start] in {"", " "}


def _cuts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        breaks = [found.end() for found in _BREAK.finditer(text, start + LONGEST // 2, start + LONGEST)]
        cut = breaks[-1] if breaks else start + LONGEST
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def _base(found: Pack) -> Language:
    """The pack's spaCy model with its named-entity recogniser alone: the small models' `ner` has its own tok2vec."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            nlp = spacy.load(found.settings.spacy_model)
    except OSError as error:
        raise ConfigurationError(
            f"The spaCy model {found.settings.spacy_model} of the pack {found.code} is not installed.",
            advice="Install requirements/models.txt, as scripts/demo does.",
        ) from error
    for name in nlp.pipe_names:
        if name != "ner":
            nlp.remove_pipe(name)
    return nlp


def _add(nlp: Language, name: str, options: Mapping[str, bool]) -> None:
    try:
        nlp.add_pipe(name, config=dict(options))
    except ValueError as error:
        raise ConfigurationError(
            f"The pipeline component {name} is not registered.",
            advice="Install Tally itself (pip install --no-deps .), so that its entry points are known.",
        ) from error
