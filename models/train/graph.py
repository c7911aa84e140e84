"""Builds ONNX graphs node by node: nothing to install but `onnx`, and the same bytes from the same weights."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

MICROSOFT = "com.microsoft"
OPSETS = (("", 23), (MICROSOFT, 1))
IR_VERSION = 11


class Graph:
    """Nodes and constants in the order in which they were added; every method returns the name of its result."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, name: str, values: npt.NDArray[Any]) -> str:
        """A constant tensor."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def four_bits(self, name: str, values: npt.NDArray[np.int8]) -> str:
        """A constant tensor of whole numbers from -8 to 7, two to a byte."""
        flat = (values.reshape(-1) & 15).astype(np.uint8)
        packed = (flat[0::2] | flat[1::2] << 4).tobytes()
        self.constants.append(helper.make_tensor(name, TensorProto.INT4, values.shape, packed, raw=True))
        return name

    def add(
        self, kind: str, inputs: Sequence[str], name: str, *, domain: str = "", **attributes: int | float | str
    ) -> str:
        """A node with one result."""
        self.nodes.append(helper.make_node(kind, list(inputs), [name], name=name, domain=domain, **attributes))
        return name

    def linear(self, source: str, name: str, weight: npt.NDArray[np.float32], bias: npt.NDArray[np.float32]) -> str:
        """`source @ weight.T + bias`: int8 weights with a scale for each output, inputs quantised as they come."""
        scale = np.maximum(np.abs(weight).max(axis=1), 1e-8).astype(np.float32) / 127
        whole = np.rint(weight / scale[:, None]).astype(np.int8)
        parts = [
            self.constant(f"{name}.weight", whole.T),
            self.constant(f"{name}.scale", scale),
            self.constant(f"{name}.zero", np.zeros(len(scale), np.int8)),
            self.constant(f"{name}.bias", bias),
        ]
        return self.add("DynamicQuantizeMatMul", [source, *parts], name, domain=MICROSOFT)

    def save(self, path: Path, inputs: Sequence[Any], outputs: Sequence[Any]) -> None:
        """Checks the graph and writes it."""
        graph = helper.make_graph(self.nodes, path.stem, list(inputs), list(outputs), self.constants)
        opsets = [helper.make_opsetid(domain, version) for domain, version in OPSETS]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION, producer_name="tally")
        onnx.checker.check_model(model)
        onnx.save(model, str(path))
