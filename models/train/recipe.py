"""What is learnt in which order: first names from public text, then names and figures with the grammars' texts."""

import random
from dataclasses import dataclass
from pathlib import Path

import models
from models.train import grammar, public, templates
from models.train.fit import Plan
from models.train.samples import Sample

LANGUAGES = ("en", "fr", "es")
LAYERS = 8
SEED = 1
NAMES = Plan(epochs=3)
BOTH = Plan(epochs=1, rate=1e-4, seed=2)
TEXTS = {"en": 1500, "fr": 1250, "es": 1250}
REPEATED = 0.25  # share of the public text that is seen again with the grammars' texts
HELD_OUT_TEXTS = 100
KEPT = 10  # one passage in so many is kept to measure
ALONE = 0.5  # share of the web sentences that are also seen by themselves


@dataclass(frozen=True)
class Material:
    """Samples to learn from at each stage, and samples kept to measure."""

    names: list[Sample]
    both: list[Sample]
    held_out: dict[str, list[Sample]]
    kinds: tuple[str, ...]


def material(data: Path) -> Material:
    """All samples, from the public files in `data` and the grammars in `models/<lang>/train`."""
    chance = random.Random(SEED)  # noqa: S311 - repeatable, not secret
    passages = list(public.redocred(data / "re-docred.jsonl"))
    learnt = [passage for at, passage in enumerate(passages) if (at + 1) % KEPT]
    kept = [passage for at, passage in enumerate(passages) if (at + 1) % KEPT == 0]
    real = [window for passage in learnt for window in public.windows(passage, chance)]
    web = list(public.iob(data / "uner-en-ewt-dev.iob2"))
    real += public.packed(web, limit=60)
    real += [sentence for sentence in web if chance.random() < ALONE]
    seen = templates.seen_names(sentence for passage in learnt for sentence in passage)
    made, held_out = _made(seen, chance)
    held_out["re-docred"] = [window for passage in kept for window in public.packed(passage, limit=110)]
    held_out["uner-test"] = list(public.iob(data / "uner-en-ewt-test.iob2"))
    return Material(real, chance.sample(real, round(len(real) * REPEATED)) + made, held_out, _kinds())


def _made(seen: dict[str, list[str]], chance: random.Random) -> tuple[list[Sample], dict[str, list[Sample]]]:
    made, held_out = [], {}
    for language in LANGUAGES:
        rules = templates.load(models.ROOT, language, seen)
        made += list(templates.texts(rules, TEXTS[language], chance))
        held_out[f"made-{language}"] = list(templates.texts(rules, HELD_OUT_TEXTS, chance))
    return made, held_out


def _kinds() -> tuple[str, ...]:
    return ("O", *grammar.kinds(templates.load(models.ROOT, LANGUAGES[0], {})))
