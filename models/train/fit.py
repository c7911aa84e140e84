"""The training loop: AdamW, warm-up and linear decay, bfloat16 where the processor has it."""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import nn

from models.train import distil
from models.train.augment import varied
from models.train.batches import IGNORED, Batch, Pieces, Tags, batch, shuffled
from models.train.network import heads, words
from models.train.samples import Sample

LOGGED = 20


@dataclass(frozen=True)
class Plan:
    """How long and how fast to learn; `words` is a batch's size, `rate` the encoder's, `head_rate` the heads'."""

    epochs: int
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    words: int = 1600
    warm_up: int = 40
    seed: int = 0


def fit(
    network: nn.ModuleDict,
    samples: Sequence[Sample],
    pieces: Pieces,
    tags: Tags,
    *,
    plan: Plan,
    teacher: nn.ModuleDict | None = None,
    log: Callable[[str], None] = print,
) -> None:
    """Trains both heads and the encoder in place, beside a teacher if there is one; `log` gets a line now and then."""
    chance = random.Random(plan.seed)  # noqa: S311 - repeatable, not secret
    torch.manual_seed(plan.seed)
    groups = [group for _ in range(plan.epochs) for group in shuffled(samples, plan.words, chance)]
    optimizer = _optimizer(network, plan)
    pace = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _pace(step, len(groups), plan.warm_up))
    started = time.monotonic()
    network.train()
    for step, group in enumerate(groups):
        one = batch([varied(sample, chance) for sample in group], pieces, tags)
        loss = _loss(network, one, teacher)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        pace.step()
        if step % LOGGED == 0:
            log(f"{step}/{len(groups)} loss {loss.item():.4f} {time.monotonic() - started:.0f} s")
    network.eval()


def _optimizer(network: nn.ModuleDict, plan: Plan) -> torch.optim.AdamW:
    encoder = [weight for weight in network["encoder"].parameters() if weight.requires_grad]
    heads = [*network["names"].parameters(), *network["kinds"].parameters()]
    groups = [{"params": encoder, "lr": plan.rate}, {"params": heads, "lr": plan.head_rate}]
    return torch.optim.AdamW(groups, weight_decay=0.01)


def _pace(step: int, steps: int, warm_up: int) -> float:
    return min(1.0, (step + 1) / warm_up) * max(0.02, 1 - step / steps)


def _loss(network: nn.ModuleDict, one: Batch, teacher: nn.ModuleDict | None) -> torch.Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        vectors = words(network, one.ids, one.mask, one.first)
        names, kinds = heads(network, vectors)
    labelled = _cross_entropy(names, one.names) + _cross_entropy(kinds, one.kinds)
    return labelled + distil.loss(teacher, one, vectors, names) if teacher else labelled


def _cross_entropy(scores: torch.Tensor, gold: torch.Tensor) -> torch.Tensor:
    total = nn.functional.cross_entropy(scores.float().transpose(1, 2), gold, ignore_index=IGNORED, reduction="sum")
    return total / (gold != IGNORED).sum().clamp(min=1)
