"""What each pipeline component costs, against spaCy's bare `ner` over the same words."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipelines import language, sandbox
from pipelines.limits import Limits
from pipelines.nlp import LAYOUT, pipeline
from pipelines.packs import pack, packs
from pipelines.parsed import Parsed, Source
from scripts.benchmarks.measure import Measured, cpu

TARGETS = {"tally_figures": "≤ 0.15", "tally_ner": "≤ 2.2", "entities": "≤ 0.08", "language": "≤ 0.03"}
Runner = Callable[[Iterable[Doc]], Iterable[Doc]]
WARM_UP = 50
"""Texts that each component reads before it is timed: what it loads once, and keeps, is not what a report costs."""
ENTITIES = ("tally_people", "tally_organizations", "tally_places")


def measure(reports: Sequence[Path]) -> Iterator[Measured]:
    """CPU seconds of each component of the `accurate` profile, of all entity components, and of language detection."""
    parsed = [sandbox.read(Source(path, path.name), limits=Limits()) for path in reports]
    language.identify(parsed[0])
    with cpu() as identifying:
        identified = [language.identify(one) for one in parsed]
    texts = {found.code: _texts(parsed, identified, found.code) for found in packs()}
    bare = sum(_bare(code, some) for code, some in texts.items())
    spent = {name: sum(_component(code, name, some) for code, some in texts.items()) for name in _names()}
    spent["entities"] = sum(spent[name] for name in ENTITIES)
    spent["language"] = identifying.seconds
    for name, seconds in spent.items():
        yield Measured(f"{name} against bare ner", seconds, bare, "CPU s", TARGETS.get(name, ""))


def _names() -> list[str]:
    found = chain.from_iterable(found.settings.profiles["accurate"] for found in packs())
    return list(dict.fromkeys(found))


def _texts(parsed: Sequence[Parsed], identified: Sequence[language.Identified], code: str) -> list[str]:
    return [
        one.text[block.start : block.end]
        for one, found in zip(parsed, identified, strict=True)
        for block in found.blocks
        if block.language == code and block.kind not in LAYOUT
    ]


def _bare(code: str, texts: list[str]) -> float:
    found = pack(code)
    nlp = spacy.load(found.settings.spacy_model) if found else spacy.blank(code)
    docs = [nlp.make_doc(text) for text in texts]
    return _apply(nlp, "ner", docs)


def _component(code: str, name: str, texts: list[str]) -> float:
    """CPU seconds of one component, after those before it in the pipeline have run."""
    nlp = pipeline(code, "accurate")
    docs = [nlp.make_doc(text) for text in texts]
    for before in nlp.pipe_names[: nlp.pipe_names.index(name)]:
        docs = list(_runner(nlp, before)(docs))
    return _apply(nlp, name, docs)


def _apply(nlp: Language, name: str, docs: list[Doc]) -> float:
    run = _runner(nlp, name)
    list(run([doc.copy() for doc in docs[:WARM_UP]]))
    with cpu() as watch:
        list(run(docs))
    return watch.seconds


def _runner(nlp: Language, name: str) -> Runner:
    component = nlp.get_pipe(name)
    return component.pipe if hasattr(component, "pipe") else partial(map, component)
