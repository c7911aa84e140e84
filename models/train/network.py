"""The network: the lower layers of the base encoder and two heads, one for names and one for figure kinds."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from transformers import BertConfig, BertModel

from models.train.base import Base, Shape

# Where a layer's tensors go: the base's name, ours, and whether rows and columns are hidden (H) or feed-forward (F).
MATRICES = (
    ("q", "attention.self.query", ("H", "H")),
    ("k", "attention.self.key", ("H", "H")),
    ("v", "attention.self.value", ("H", "H")),
    ("ao", "attention.output.dense", ("H", "H")),
    ("fi", "intermediate.dense", ("F", "H")),
    ("fo", "output.dense", ("H", "F")),
)
NORMS = (("aln", "attention.output.LayerNorm"), ("oln", "output.LayerNorm"))


def build(base: Base, rows: npt.NDArray[np.int64], *, layers: int, names: int, kinds: int) -> nn.ModuleDict:
    """The encoder's first `layers` layers, its word vectors for `rows` only (frozen), and two fresh heads."""
    encoder = BertModel(_config(base.shape, len(rows), layers), add_pooling_layer=False)
    encoder.load_state_dict({name: torch.from_numpy(value) for name, value in _state(base, rows, layers)})
    encoder.embeddings.word_embeddings.weight.requires_grad = False
    hidden = base.shape.hidden
    return nn.ModuleDict(
        {
            "encoder": encoder,
            "drop": nn.Dropout(0.1),
            "names": nn.Linear(hidden, names),
            "kinds": nn.Linear(hidden, kinds),
        }
    )


def forward(
    network: nn.ModuleDict, ids: torch.Tensor, mask: torch.Tensor, first: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """Scores (texts, words, tags) of both heads."""
    return heads(network, words(network, ids, mask, first))


def words(network: nn.ModuleDict, ids: torch.Tensor, mask: torch.Tensor, first: torch.Tensor) -> torch.Tensor:
    """Vectors (texts, words, hidden) of the words; `first` (texts, words) is where each word's first piece stands."""
    hidden = network["encoder"](input_ids=ids, attention_mask=mask).last_hidden_state
    return torch.gather(hidden, 1, first.unsqueeze(-1).expand(-1, -1, hidden.shape[-1]))


def heads(network: nn.ModuleDict, vectors: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The scores that both heads give to words."""
    dropped = network["drop"](vectors)
    return network["names"](dropped), network["kinds"](dropped)


def _config(shape: Shape, vocabulary: int, layers: int) -> BertConfig:
    return BertConfig(
        vocab_size=vocabulary,
        hidden_size=shape.hidden,
        num_hidden_layers=layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.feed_forward,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.types,
        layer_norm_eps=shape.epsilon,
        pad_token_id=1,
    )


def _state(base: Base, rows: npt.NDArray[np.int64], layers: int) -> Iterator[tuple[str, npt.NDArray[np.float32]]]:
    shape = base.shape
    table = base.nibbles("emb.word", shape.vocabulary, shape.hidden).rows(rows)
    yield "embeddings.word_embeddings.weight", table.floats()
    yield "embeddings.position_embeddings.weight", base.floats("emb.pos").reshape(-1, shape.hidden)
    yield "embeddings.token_type_embeddings.weight", base.floats("emb.type").reshape(-1, shape.hidden)
    yield "embeddings.LayerNorm.weight", base.floats("emb.ln.w")
    yield "embeddings.LayerNorm.bias", base.floats("emb.ln.b")
    for layer in range(layers):
        yield from _layer(base, layer)


def _layer(base: Base, layer: int) -> Iterator[tuple[str, npt.NDArray[np.float32]]]:
    sizes = {"H": base.shape.hidden, "F": base.shape.feed_forward}
    for theirs, ours, (rows, columns) in MATRICES:
        yield (
            f"encoder.layer.{layer}.{ours}.weight",
            base.nibbles(f"l{layer}.{theirs}.w", sizes[rows], sizes[columns]).floats(),
        )
        yield f"encoder.layer.{layer}.{ours}.bias", base.floats(f"l{layer}.{theirs}.b")
    for theirs, ours in NORMS:
        yield f"encoder.layer.{layer}.{ours}.weight", base.floats(f"l{layer}.{theirs}.w")
        yield f"encoder.layer.{layer}.{ours}.bias", base.floats(f"l{layer}.{theirs}.b")
