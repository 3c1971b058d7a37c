"""The same network as an ONNX graph in float32, with padding and mask, for ONNX Runtime: a second opinion on bert.py."""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from bert import EPSILON, HEADS, LAYERS

HIDDEN = 384


class Graph:
    opsets = {"": 20}

    def __init__(self, weights):
        self.weights = weights
        self.nodes = []
        self.initializers = {}

    def constant(self, name, value):
        self.initializers[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def weight(self, name, transposed=False):
        value = self.weights[name]
        return self.constant(name + ".T", value.T) if transposed else self.constant(name, value)

    def add(self, kind, *inputs, **attributes):
        output = f"{kind}{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [output], **attributes))
        return output

    def linear(self, x, name):
        product = self.add("MatMul", x, self.weight(name + ".weight", transposed=True))
        return self.add("Add", product, self.weight(name + ".bias"))

    def layer_norm(self, x, name):
        parts = self.weight(name + ".weight"), self.weight(name + ".bias")
        return self.add("LayerNormalization", x, *parts, axis=-1, epsilon=EPSILON)

    def attention(self, x, bias, name):
        # A 0 in a Reshape keeps the extent of the operand.
        split = self.constant("split", np.array([0, 0, HEADS, HIDDEN // HEADS]))
        query, key, value = (
            self.add("Transpose", self.add("Reshape", self.linear(x, f"{name}.self.{part}"), split), perm=order)
            for part, order in (("query", [0, 2, 1, 3]), ("key", [0, 2, 3, 1]), ("value", [0, 2, 1, 3]))
        )
        scale = self.constant("scale", np.float32((HIDDEN // HEADS) ** -0.5))
        scores = self.add("Add", self.add("Mul", self.add("MatMul", query, key), scale), bias)
        mixed = self.add("MatMul", self.add("Softmax", scores, axis=-1), value)
        joined = self.constant("joined", np.array([0, 0, HIDDEN]))
        mixed = self.add("Reshape", self.add("Transpose", mixed, perm=[0, 2, 1, 3]), joined)
        return self.linear(mixed, name + ".output.dense")


def model(weights, kind=Graph):
    """A model with inputs ids, positions [tokens] and mask (float32, 1 for tokens), and the output embedding."""
    graph = kind(weights)
    words = graph.add("Gather", graph.weight("embeddings.word_embeddings.weight"), "ids", axis=0)
    places = graph.add("Gather", graph.weight("embeddings.position_embeddings.weight"), "positions", axis=0)
    kind = graph.constant("kind", weights["embeddings.token_type_embeddings.weight"][0])
    x = graph.layer_norm(graph.add("Sum", words, places, kind), "embeddings.LayerNorm")

    inner = graph.add("Unsqueeze", "mask", graph.constant("inner axes", np.array([1, 2])))
    one = graph.constant("one", np.float32(1))
    bias = graph.add("Mul", graph.add("Sub", one, inner), graph.constant("masked", np.float32(-1e30)))
    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}"
        mixed = graph.attention(x, bias, name + ".attention")
        x = graph.layer_norm(graph.add("Add", x, mixed), name + ".attention.output.LayerNorm")
        wide = graph.add("Gelu", graph.linear(x, name + ".intermediate.dense"))
        narrow = graph.linear(wide, name + ".output.dense")
        x = graph.layer_norm(graph.add("Add", x, narrow), name + ".output.LayerNorm")

    kept = graph.add("Mul", x, graph.add("Unsqueeze", "mask", graph.constant("last axis", np.array([2]))))
    total = graph.add("ReduceSum", kept, graph.constant("tokens axis", np.array([1])), keepdims=0)
    # The length does not depend on the number of tokens: the sum at unit length is the mean at unit length.
    graph.nodes.append(helper.make_node("LpNormalization", [total], ["embedding"], axis=-1, p=2))

    inputs = [("ids", TensorProto.INT64, ["batch", "tokens"]), ("positions", TensorProto.INT64, ["tokens"])]
    inputs.append(("mask", TensorProto.FLOAT, ["batch", "tokens"]))
    result = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "all-MiniLM-L6-v2",
            [helper.make_tensor_value_info(*value) for value in inputs],
            [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", HIDDEN])],
            list(graph.initializers.values()),
        ),
        opset_imports=[helper.make_opsetid(domain, version) for domain, version in graph.opsets.items()],
        ir_version=10,
    )
    onnx.checker.check_model(result)
    return result


def session(weights):
    """ONNX Runtime's session of the model."""
    import onnxruntime

    return onnxruntime.InferenceSession(model(weights).SerializeToString(), providers=["CPUExecutionProvider"])


def embeddings(session, all_ids, batch=8):
    """The embeddings of sentences in padded batches, in the order given."""
    rows = []
    for first in range(0, len(all_ids), batch):
        group = all_ids[first : first + batch]
        width = max(map(len, group))
        ids = np.array([row + [0] * (width - len(row)) for row in group], np.int64)
        mask = np.array([[1] * len(row) + [0] * (width - len(row)) for row in group], np.float32)
        inputs = {"ids": ids, "positions": np.arange(width), "mask": mask}
        rows.append(session.run(["embedding"], inputs)[0])
    return np.concatenate(rows)
