"""Runs the recipe: build, learn names, learn names and figures, measure, export. A finished stage is not run again."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from models.train import base, evaluate, export, network, recipe, vocabulary
from models.train.batches import Pieces, batch
from models.train.fit import Plan, fit
from models.train.samples import NAME_TAGS, OUTSIDE, Sample

FROZEN = "word_embeddings"


@dataclass(frozen=True)
class Paths:
    """Where the base weights, its tokenizer, the data, the checkpoints and the result are."""

    weights: Path
    tokenizer: Path
    data: Path
    checkpoints: Path
    out: Path


def run(paths: Paths, threads: int) -> None:
    """The whole recipe."""
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    paths.out.mkdir(parents=True, exist_ok=True)
    paths.checkpoints.mkdir(parents=True, exist_ok=True)
    material = recipe.material(paths.data)
    rows = vocabulary.cut(paths.tokenizer, paths.out / "tokenizer.json")
    source = base.read(paths.weights)
    net = network.build(source, rows, layers=recipe.LAYERS, names=len(NAME_TAGS), kinds=len(material.kinds))
    pieces, tags = Pieces(paths.out / "tokenizer.json"), (NAME_TAGS, material.kinds)
    for name, samples, plan in (("names", material.names, recipe.NAMES), ("both", material.both, recipe.BOTH)):
        _stage(net, paths.checkpoints / f"{name}.pt", samples, pieces, tags, plan)
    _ship(net, source, rows, material, paths.out)
    _report(net, pieces, material)


def _stage(
    net: nn.ModuleDict,
    checkpoint: Path,
    samples: Sequence[Sample],
    pieces: Pieces,
    tags: tuple[Sequence[str], Sequence[str]],
    plan: Plan,
) -> None:
    if checkpoint.exists():
        net.load_state_dict(torch.load(checkpoint), strict=False)
        return
    print(f"{checkpoint.stem}: {len(samples)} texts, {sum(len(one.words) for one in samples)} words", flush=True)
    fit(net, samples, pieces, tags, plan=plan, log=lambda line: print(line, flush=True))
    torch.save({name: value for name, value in net.state_dict().items() if FROZEN not in name}, checkpoint)


def _ship(
    net: nn.ModuleDict, source: base.Base, rows: npt.NDArray[np.int64], material: recipe.Material, out: Path
) -> None:
    words = source.nibbles("emb.word", source.shape.vocabulary, source.shape.hidden).rows(rows)
    export.words(words, out / "words.onnx")
    weights = {name: value.detach().numpy() for name, value in net.state_dict().items() if FROZEN not in name}
    export.encoder(weights, source.shape, recipe.LAYERS, out / "encoder.onnx")
    labels = {"names": NAME_TAGS, "kinds": material.kinds}
    (out / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")


def _report(net: nn.ModuleDict, pieces: Pieces, material: recipe.Material) -> None:
    net.eval()

    def tagger(words: Sequence[str]) -> evaluate.Tags:
        sample = Sample(tuple(words), (OUTSIDE,) * len(words))
        one = batch([sample], pieces, NAME_TAGS, material.kinds)
        with torch.inference_mode():
            names, kinds = network.forward(net, one.ids, one.mask, one.first)
        return (
            tuple(NAME_TAGS[best] for best in names[0].argmax(-1)),
            tuple(material.kinds[best] for best in kinds[0].argmax(-1)),
        )

    for title, samples in material.held_out.items():
        scores = evaluate.names(tagger, samples)
        if title.startswith("made"):
            scores |= {"kinds": evaluate.kinds(tagger, samples, material.kinds)["all"]}
        print(title, " ".join(f"{label} {score.f1:.3f}" for label, score in scores.items()), flush=True)
