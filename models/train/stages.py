"""Runs the recipe: builds, learns stage by stage, exports, measures. A finished stage is not run again."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from models.train import base, distil, evaluate, export, network, recipe, vocabulary
from models.train.batches import Pieces, Tags, batch, is_number
from models.train.fit import fit
from models.train.samples import NAME_TAGS, OUTSIDE, Sample

FROZEN = "word_embeddings"


@dataclass(frozen=True)
class Paths:
    """Where the base weights, its tokenizer, the data, plain text (if any), the checkpoints and the result are."""

    weights: Path
    tokenizer: Path
    data: Path
    texts: Path | None
    checkpoints: Path
    out: Path


def run(paths: Paths, threads: int, *, student: bool = False) -> None:
    """The whole recipe; with `student` what ships is a smaller network that learns from the trained one."""
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    paths.out.mkdir(parents=True, exist_ok=True)
    paths.checkpoints.mkdir(parents=True, exist_ok=True)
    material = recipe.material(paths.data, paths.texts)
    rows = vocabulary.cut(paths.tokenizer, paths.out / "tokenizer.json")
    source = base.read(paths.weights)
    net = network.build(source, rows, layers=recipe.LAYERS, names=len(NAME_TAGS), kinds=len(material.kinds))
    pieces, tags = Pieces(paths.out / "tokenizer.json"), Tags(NAME_TAGS, material.kinds, material.numbers)
    run_stage = partial(_stage, material=material, pieces=pieces, tags=tags, folder=paths.checkpoints)
    for stage in recipe.STAGES:
        run_stage(net, stage)
    if student:
        teacher, net = net.eval(), distil.student(net, recipe.STUDENT_LAYERS)
        run_stage(net, recipe.STUDENT, teacher=teacher)
    _ship(net, source, rows, tags, paths.out)
    _report(net, pieces, tags, material.held_out)


def _stage(
    net: nn.ModuleDict,
    stage: recipe.Stage,
    *,
    material: recipe.Material,
    pieces: Pieces,
    tags: Tags,
    folder: Path,
    teacher: nn.ModuleDict | None = None,
) -> None:
    checkpoint, samples = folder / f"{stage.name}.pt", material.stages[stage.name]
    if checkpoint.exists():
        net.load_state_dict(torch.load(checkpoint), strict=False)
        return
    print(f"{checkpoint.stem}: {len(samples)} texts, {sum(len(one.words) for one in samples)} words", flush=True)
    fit(net, samples, pieces, tags, plan=stage.plan, teacher=teacher, log=lambda line: print(line, flush=True))
    torch.save({name: value for name, value in net.state_dict().items() if FROZEN not in name}, checkpoint)


def _ship(net: nn.ModuleDict, source: base.Base, rows: npt.NDArray[np.int64], tags: Tags, out: Path) -> None:
    words = source.nibbles("emb.word", source.shape.vocabulary, source.shape.hidden).rows(rows)
    export.words(words, out / "words.onnx")
    weights = {name: value.detach().numpy() for name, value in net.state_dict().items() if FROZEN not in name}
    export.encoder(weights, source.shape, len(net["encoder"].encoder.layer), out / "encoder.onnx")
    labels = {"names": tags.names, "kinds": tags.kinds, "numbers": sorted(tags.numbers)}
    (out / "labels.json").write_text(json.dumps(labels, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _report(net: nn.ModuleDict, pieces: Pieces, tags: Tags, held_out: Mapping[str, list[Sample]]) -> None:
    tagger = partial(_tagged, net, pieces, tags)
    for title, samples in held_out.items():
        scores = evaluate.names(tagger, (one for one in samples if one.names))
        if any(one.kinds for one in samples):
            scores |= {"kinds": evaluate.kinds(tagger, (one for one in samples if one.kinds), tags.kinds)["all"]}
        print(title, " ".join(f"{label} {score.f1:.3f}" for label, score in scores.items()), flush=True)


def _tagged(net: nn.ModuleDict, pieces: Pieces, tags: Tags, words: Sequence[str]) -> evaluate.Tags:
    one = batch([Sample(tuple(words), (OUTSIDE,) * len(words))], pieces, tags)
    with torch.inference_mode():
        names, kinds = network.forward(net, one.ids, one.mask, one.first)
    found = (tags.kinds[best] for best in kinds[0].argmax(-1))
    pairs = zip(words, found, strict=True)
    return (
        tuple(tags.names[best] for best in names[0].argmax(-1)),
        tuple(kind if is_number(word, tags.numbers) else OUTSIDE for word, kind in pairs),
    )
