"""Words a CPU second of `tally_ner` against spaCy's `ner` over the same texts, and what each saving is worth."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import spacy
from spacy.tokens import Doc

from pipelines import language, sandbox
from pipelines.encoder.encoder import Encoder
from pipelines.entities.ner import FOLDER, Names
from pipelines.errors import TallyError
from pipelines.limits import Limits
from pipelines.nlp import LAYOUT
from pipelines.packs import Pack, packs
from pipelines.parsed import Source
from scripts.benchmarks.measure import Measured, cpu

ENOUGH = 300
"""Words of a language below which its speed says nothing."""


def measure(reports: Sequence[Path]) -> Iterator[Measured]:
    """For each language: as it is, with every sentence read, and with one text at a time."""
    blocks = list(_blocks(reports))
    for found in packs():
        texts = [text for code, text in blocks if code == found.code]
        if sum(len(text.split()) for text in texts) >= ENOUGH:
            yield from _language(found, texts)


def _language(found: Pack, texts: Sequence[str]) -> Iterator[Measured]:
    theirs = spacy.load(found.settings.spacy_model)
    theirs.select_pipes(enable=["ner"])
    bare = _rate(lambda docs: list(theirs.pipe(docs)), theirs.make_doc, texts)
    names, all_read = Names(Encoder(FOLDER)), Names(Encoder(FOLDER), kinds=True)
    ways: dict[str, Callable[[list[Doc]], object]] = {
        "tally_ner": lambda docs: list(names.pipe(docs)),
        "tally_ner, kinds too": lambda docs: list(all_read.pipe(docs)),
        "tally_ner, text by text": lambda docs: [names(doc) for doc in docs],
    }
    for way, run in ways.items():
        ours = _rate(run, spacy.blank(found.code).make_doc, texts)
        yield Measured(f"{way} against ner, {found.code}", ours, bare, "words/CPU s", "≥ 0.45")


def _rate(run: Callable[[list[Doc]], object], make: Callable[[str], Doc], texts: Sequence[str]) -> float:
    run([make(text) for text in texts[:2]])
    docs = [make(text) for text in texts]
    with cpu() as watch:
        run(docs)
    return sum(map(len, docs)) / watch.seconds


def _blocks(reports: Sequence[Path]) -> Iterator[tuple[str | None, str]]:
    for path in reports:
        try:
            parsed = sandbox.read(Source(path, path.name), limits=Limits())
        except TallyError:
            continue
        for block in language.identify(parsed).blocks:
            if block.kind not in LAYOUT:
                yield block.language, parsed.text[block.start : block.end]
