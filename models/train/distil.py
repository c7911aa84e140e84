"""A smaller student that learns from a trained teacher: some of its layers, its word scores and its last vectors."""

import copy
from collections.abc import Sequence

import torch
from torch import nn

from models.train.batches import IGNORED, Batch
from models.train.network import heads, words

SCORES, VECTORS = 1.0, 2.0
"""What the teacher's scores of names and its last vectors weigh beside the labels."""


def student(teacher: nn.ModuleDict, layers: Sequence[int]) -> nn.ModuleDict:
    """A copy of the teacher with only the layers named; nothing is dropped at random, or it could not follow."""
    smaller = copy.deepcopy(teacher)
    encoder = smaller["encoder"]
    encoder.encoder.layer = nn.ModuleList(encoder.encoder.layer[layer] for layer in layers)
    encoder.config.num_hidden_layers = len(layers)
    for part in smaller.modules():
        if isinstance(part, nn.Dropout):
            part.p = 0.0
    return smaller


def loss(teacher: nn.ModuleDict, one: Batch, vectors: torch.Tensor, names: torch.Tensor) -> torch.Tensor:
    """How far the student's word `vectors` and scores of `names` are from the teacher's, padding left out.

    Scores count only in texts that are not made by a grammar: of those the labels are right and the teacher may err.
    """
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        wanted = words(teacher, one.ids, one.mask, one.first)
        taught, _ = heads(teacher, wanted)
    real = one.words.unsqueeze(-1)
    apart = ((vectors.float() - wanted.float()).square() * real).mean(-1).sum() / real.sum()
    shares = taught.float().softmax(-1)
    surprise = -(shares * names.float().log_softmax(-1)).sum(-1) * one.words * ~_made(one)
    return VECTORS * apart + SCORES * surprise.sum() / one.words.sum()


def _made(one: Batch) -> torch.Tensor:
    return ((one.names != IGNORED).any(1) & one.annotated).unsqueeze(-1)
