"""all-MiniLM-L6-v2 for ONNX Runtime with its own fused attention, the form that its optimiser for transformers makes."""

import sys
from pathlib import Path

import numpy as np
from onnx import TensorProto

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "Examples/sentence-embeddings/Reference"))
from onnx_graph import HEADS, Graph, model  # noqa: E402


class FusedGraph(Graph):
    """One node for the products of query, key and value and all that follows them; 5 to 25 % faster than the plain graph."""

    opsets = Graph.opsets | {"com.microsoft": 1}

    def attention(self, x, bias, name):
        parts = [f"{name}.self.{part}" for part in ("query", "key", "value")]
        weight = np.concatenate([self.weights[part + ".weight"].T for part in parts], axis=1)
        bias = np.concatenate([self.weights[part + ".bias"] for part in parts])
        mixed = self.add(
            "Attention", x, self.constant(name + ".weight", weight), self.constant(name + ".bias", bias),
            self.add("Cast", "mask", to=TensorProto.INT32), num_heads=HEADS, mask_filter_value=-1e30, domain="com.microsoft"
        )  # fmt: skip
        return self.linear(mixed, name + ".output.dense")


def minilm(inputs, weights, fused):
    """The model and its inputs: the mask as numbers, and the positions."""
    tokens, mask = inputs["tokens"], inputs["mask"]
    own = {"ids": tokens, "positions": np.arange(tokens.shape[1]), "mask": mask.astype(np.float32)}
    return model(weights, FusedGraph if fused else Graph).SerializeToString(), own
