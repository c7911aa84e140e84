"""Writes the trained network as two ONNX files: the word vectors, which never change, and the encoder with its heads.

The word vectors keep the four bits and the scales that they had in the base's file, so nothing is lost; the encoder's
matrices become int8, one scale a row.
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
from onnx import TensorProto, helper

from models.train.base import BLOCK, Floats, Nibbles, Shape
from models.train.graph import MICROSOFT, Graph

Weights = Mapping[str, npt.NDArray[np.float32]]


def words(table: Nibbles, path: Path) -> None:
    """`ids` (texts, pieces) int64 to `vectors` (texts, pieces, hidden) float32."""
    graph = Graph()
    values = graph.four_bits("table", table.values.astype(np.int8) - np.int8(8))
    scales = graph.constant("scales", table.scales)
    looked = graph.add(
        "GatherBlockQuantized",
        [values, "ids", scales],
        "looked",
        domain=MICROSOFT,
        block_size=BLOCK,
        gather_axis=0,
        quantize_axis=1,
    )
    graph.add("Cast", [looked], "vectors", to=TensorProto.FLOAT)
    hidden = table.values.shape[1]
    graph.save(
        path,
        [helper.make_tensor_value_info("ids", TensorProto.INT64, ["texts", "pieces"])],
        [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", "pieces", hidden])],
    )


def encoder(weights: Weights, shape: Shape, layers: int, path: Path) -> None:
    """`vectors` and `starts` to the scores `names` and `kinds` (words, tags).

    `starts` (words) counts through the pieces of all texts to each word's first. Every text of a batch is equally
    long: without padding there is no mask, and attention is a third quicker.
    """
    graph = Graph()
    flow = _embedded(graph, weights, shape)
    for layer in range(layers):
        flow = _layer(graph, weights, shape, layer, flow, last=layer == layers - 1)
    outputs = []
    for head in ("names", "kinds"):
        graph.linear(flow, head, weights[f"{head}.weight"], weights[f"{head}.bias"])
        size = len(weights[f"{head}.bias"])
        outputs.append(helper.make_tensor_value_info(head, TensorProto.FLOAT, ["words", size]))
    vectors = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", "pieces", shape.hidden])
    starts = helper.make_tensor_value_info("starts", TensorProto.INT64, ["words"])
    graph.save(path, [vectors, starts], outputs)


def _embedded(graph: Graph, weights: Weights, shape: Shape) -> str:
    name = "encoder.embeddings"
    places = weights[f"{name}.position_embeddings.weight"] + weights[f"{name}.token_type_embeddings.weight"][0]
    graph.constant("places", places)
    graph.constant("rows", np.array([-1, shape.hidden], np.int64))
    for number, value in (("zero", 0), ("one", 1)):
        graph.constant(number, np.array([value], np.int64))
    graph.add("Shape", ["vectors"], "pieces", start=1, end=2)
    graph.add("Slice", ["places", "zero", "pieces", "zero", "one"], "placed")
    return _normed(graph, weights, shape, name, "vectors", "placed")


def _layer(graph: Graph, weights: Weights, shape: Shape, layer: int, flow: str, *, last: bool) -> str:
    """One layer; the last one goes on with the first pieces of words alone, which is all that the heads look at."""
    name = f"encoder.encoder.layer.{layer}"

    def linear(source: str, part: str) -> str:
        return graph.linear(source, f"{name}.{part}", *_pair(weights, f"{name}.{part}"))

    three = [linear(flow, f"attention.self.{part}") for part in ("query", "key", "value")]
    attended = graph.add("Attention", three, f"{name}.attended", q_num_heads=shape.heads, kv_num_heads=shape.heads)
    if last:
        attended, flow = _firsts(graph, attended), _firsts(graph, flow)
    flow = _normed(graph, weights, shape, f"{name}.attention.output", linear(attended, "attention.output.dense"), flow)
    active = graph.add("Gelu", [linear(flow, "intermediate.dense")], f"{name}.active", approximate="tanh")
    return _normed(graph, weights, shape, f"{name}.output", linear(active, "output.dense"), flow)


def _firsts(graph: Graph, flow: str) -> str:
    flat = graph.add("Reshape", [flow, "rows"], f"{flow}.flat")
    return graph.add("Gather", [flat, "starts"], f"{flow}.firsts", axis=0)


def _normed(graph: Graph, weights: Weights, shape: Shape, name: str, source: str, skip: str) -> str:
    # The fused SkipLayerNormalization of onnxruntime 1.32 takes seven times as long on a processor.
    summed = graph.add("Add", [source, skip], f"{name}.sum")
    scale, shift = _pair(weights, f"{name}.LayerNorm")
    parts = [graph.constant(f"{name}.norm.scale", scale), graph.constant(f"{name}.norm.shift", shift)]
    return graph.add("LayerNormalization", [summed, *parts], f"{name}.norm", axis=-1, epsilon=shape.epsilon)


def _pair(weights: Weights, name: str) -> tuple[Floats, Floats]:
    return weights[f"{name}.weight"], weights[f"{name}.bias"]
