"""The workloads as ONNX models, for ONNX Runtime and OpenVINO: constant weights are initializers, shapes are fixed."""

import numpy as np
from onnx import TensorProto, helper, numpy_helper

from minilm_onnx import minilm
from server import Unsupported

OPSET = 20


class Model:
    """Collects nodes; every method that adds one gives the name of its result."""

    def __init__(self):
        self.nodes, self.initializers = [], []

    def constant(self, value, kind=np.float32):
        name = f"constant{len(self.initializers)}"
        self.initializers.append(numpy_helper.from_array(np.ascontiguousarray(value, kind), name))
        return name

    def add(self, operator, *inputs, **attributes):
        output = f"{operator}{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, list(inputs), [output], **attributes))
        return output

    def bytes(self, inputs, result, kind=TensorProto.FLOAT):
        """The model whose result is called `result`; its shape is inferred."""
        self.nodes.append(helper.make_node("Identity", [result], ["result"]))
        inputs = [
            helper.make_tensor_value_info(name, helper.np_dtype_to_tensor_dtype(value.dtype), value.shape)
            for name, value in inputs.items()
        ]
        outputs = [helper.make_tensor_value_info("result", kind, None)]
        graph = helper.make_graph(self.nodes, "workload", inputs, outputs, self.initializers)
        opsets = [helper.make_opsetid("", OPSET)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=10).SerializeToString()


DIRECT = {
    "-": "Neg", "abs": "Abs", "sqrt": "Sqrt", "exp": "Exp", "log": "Log", "tanh": "Tanh", "sigmoid": "Sigmoid",
    "relu": "Relu", "sign": "Sign", "floor": "Floor", "ceil": "Ceil", "round": "Round", "reciprocal": "Reciprocal",
    "sin": "Sin", "cos": "Cos", "tan": "Tan", "asin": "Asin", "acos": "Acos", "atan": "Atan", "sinh": "Sinh",
    "cosh": "Cosh", "asinh": "Asinh", "acosh": "Acosh", "atanh": "Atanh", "erf": "Erf", "softplus": "Softplus",
    "isNaN": "IsNaN", "isInfinite": "IsInf", "gelu": "Gelu", "elu": "Elu", "celu": "Celu", "softsign": "Softsign",
    "mish": "Mish", "hardSwish": "HardSwish",
}  # fmt: skip
WITH_ATTRIBUTES = {
    "leakyRelu": ("LeakyRelu", {"alpha": 0.01}),
    "selu": ("Selu", {"alpha": 1.6732632423543772, "gamma": 1.0507009873554805}),
    "hardSigmoid": ("HardSigmoid", {"alpha": 1 / 6, "beta": 0.5}),
    "geluTanh": ("Gelu", {"approximate": "tanh"}),
}
COMPOSED = {
    "square": lambda m, x: m.add("Mul", x, x),
    "rsqrt": lambda m, x: m.add("Reciprocal", m.add("Sqrt", x)),
    "exp2": lambda m, x: m.add("Pow", m.constant(2), x),
    "log2": lambda m, x: m.add("Mul", m.add("Log", x), m.constant(1 / np.log(2))),
    "log10": lambda m, x: m.add("Mul", m.add("Log", x), m.constant(1 / np.log(10))),
    "silu": lambda m, x: m.add("Mul", x, m.add("Sigmoid", x)),
    "truncate": lambda m, x: m.add("Mul", m.add("Sign", x), m.add("Floor", m.add("Abs", x))),
}
BINARY = {
    "+": "Add", "-": "Sub", "*": "Mul", "/": "Div", "pow": "Pow", "minimum": "Min", "maximum": "Max",
}  # fmt: skip
COMPOSED_BINARY = {
    "floorDivide": lambda m, x, y: m.add("Floor", m.add("Div", x, y)),
    "truncatedRemainder": lambda m, x, y: m.add("Mod", x, y, fmod=1),
    "hypot": lambda m, x, y: m.add("Sqrt", m.add("Add", m.add("Mul", x, x), m.add("Mul", y, y))),
}


def function(model, parameters, inputs, constants):
    name, operands = parameters["function"], list(inputs)
    if len(operands) == 2:
        if name in BINARY:
            return model.add(BINARY[name], *operands)
        composed = COMPOSED_BINARY.get(name)
    elif name in DIRECT:
        return model.add(DIRECT[name], "x")
    elif name in WITH_ATTRIBUTES:
        operator, attributes = WITH_ATTRIBUTES[name]
        return model.add(operator, "x", **attributes)
    else:
        composed = COMPOSED.get(name)
    if composed is None:
        raise Unsupported(f"ONNX has no {name}")
    return composed(model, *operands)


def mlp(model, parameters, inputs, constants):
    x, last = "x", len(parameters["layers"]) - 2
    for index in range(last + 1):
        weight, bias = (model.constant(constants[f"{part}{index}"]) for part in ("weight", "bias"))
        x = model.add("Gemm", x, weight, bias)
        x = model.add("Relu", x) if index < last else model.add("Softmax", x, axis=-1)
    return x


def product(model, parameters, inputs, constants):
    return model.add("MatMul", "lhs", model.constant(constants["rhs"]) if constants else "rhs")


def chain(model, parameters, inputs, constants):
    inner = model.add("Add", model.add("Mul", "x", model.constant(1.5)), model.constant(0.5))
    wide = model.add("Mul", model.add("Tanh", inner), model.constant(2))
    return model.add("Add", wide, model.add("Exp", model.add("Neg", "x")))


def softmax(model, parameters, inputs, constants):
    return model.add("Softmax", "x", axis=-1)


def layerNorm(model, parameters, inputs, constants):
    weight, bias = model.constant(constants["weight"]), model.constant(constants["bias"])
    return model.add("LayerNormalization", "x", weight, bias, axis=-1, epsilon=1e-5)


def reduce(model, parameters, inputs, constants):
    operator = {"sum": "ReduceSum", "mean": "ReduceMean"}[parameters["function"]]
    axes = [0, 1] if parameters["axis"] is None else [parameters["axis"]]
    return model.add(operator, "x", model.constant(axes, np.int64), keepdims=0)


def transpose(model, parameters, inputs, constants):
    return model.add("Transpose", "x", perm=parameters["permutation"])


def small(model, parameters, inputs, constants):
    x, half, one = "x", model.constant(0.5), model.constant(1)
    for index in range(parameters["operations"]):
        x = model.add("Mul", x, half) if index % 2 == 0 else model.add("Add", x, one)
    return x


BUILDERS = {
    "function": function, "mlp": mlp, "product": product, "chain": chain, "softmax": softmax, "layerNorm": layerNorm,
    "reduce": reduce, "transpose": transpose, "small": small,
}  # fmt: skip


def model_bytes(workload, inputs, constants, fused=False):
    """The model of a workload, and the inputs that it takes. With `fused` it may have operators of ONNX Runtime's own."""
    if workload["kind"] == "minilm":
        return minilm(inputs, constants, fused)
    if workload["kind"] not in BUILDERS:
        raise Unsupported(f"there is no ONNX model of {workload['kind']}")
    model = Model()
    result = BUILDERS[workload["kind"]](model, workload["parameters"], inputs, constants)
    is_truth = workload["parameters"].get("function", "").startswith("is")
    return model.bytes(inputs, result, TensorProto.BOOL if is_truth else TensorProto.FLOAT), inputs
