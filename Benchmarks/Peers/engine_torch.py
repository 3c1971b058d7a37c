"""PyTorch in inference mode, eager, results written in place (`out=`) where its functions take that."""

import torch
from torch.nn import functional

from server import Unsupported, aligned

UNARY = {
    "-": torch.neg, "abs": torch.abs, "sqrt": torch.sqrt, "exp": torch.exp, "log": torch.log, "tanh": torch.tanh,
    "sigmoid": torch.sigmoid, "sign": torch.sign, "floor": torch.floor, "ceil": torch.ceil, "round": torch.round,
    "truncate": torch.trunc, "reciprocal": torch.reciprocal, "square": torch.square, "rsqrt": torch.rsqrt,
    "exp2": torch.exp2, "expm1": torch.expm1, "log2": torch.log2, "log10": torch.log10, "log1p": torch.log1p,
    "sin": torch.sin, "cos": torch.cos, "tan": torch.tan, "asin": torch.asin, "acos": torch.acos, "atan": torch.atan,
    "sinh": torch.sinh, "cosh": torch.cosh, "asinh": torch.asinh, "acosh": torch.acosh, "atanh": torch.atanh,
    "erf": torch.erf, "erfc": torch.erfc,
}  # fmt: skip
WITHOUT_OUT = {
    "relu": torch.relu, "softplus": functional.softplus, "gelu": functional.gelu, "silu": functional.silu,
    "geluTanh": lambda x: functional.gelu(x, approximate="tanh"), "elu": functional.elu, "selu": functional.selu,
    "celu": functional.celu, "mish": functional.mish, "softsign": functional.softsign,
    "hardSigmoid": functional.hardsigmoid, "hardSwish": functional.hardswish, "leakyRelu": functional.leaky_relu,
    "isNaN": torch.isnan, "isInfinite": torch.isinf, "isFinite": torch.isfinite,
}  # fmt: skip
BINARY = {
    "+": torch.add, "-": torch.sub, "*": torch.mul, "/": torch.div, "pow": torch.pow, "minimum": torch.minimum,
    "maximum": torch.maximum, "floorDivide": torch.floor_divide, "remainder": torch.remainder,
    "truncatedRemainder": torch.fmod, "atan2": torch.atan2, "hypot": torch.hypot,
}  # fmt: skip


class Engine:
    name = "PyTorch"
    version = torch.__version__

    def __init__(self, threads):
        torch.set_num_threads(threads)
        # For the whole process: it does nothing but inference.
        self.mode = torch.inference_mode()
        self.mode.__enter__()

    def prepare(self, workload, inputs, constants):
        build = getattr(self, workload["kind"], None)
        if build is None:
            raise Unsupported("not written with PyTorch")
        tensors = {name: torch.from_numpy(value) for name, value in (inputs | constants).items()}
        call = build(workload["parameters"], tensors)
        return call, lambda: call().numpy()

    def mlp(self, parameters, tensors):
        last = len(parameters["layers"]) - 2

        def call():
            x = tensors["x"]
            for index in range(last + 1):
                x = torch.addmm(tensors[f"bias{index}"], x, tensors[f"weight{index}"])
                x = torch.relu_(x) if index < last else torch.softmax(x, -1)
            return x

        return call

    def product(self, parameters, tensors):
        out = torch.from_numpy(aligned((parameters["size"],) * 2))
        return lambda: torch.mm(tensors["lhs"], tensors["rhs"], out=out)

    def function(self, parameters, tensors):
        name, operands = parameters["function"], list(tensors.values())
        if len(operands) == 1 and name in WITHOUT_OUT:
            return lambda: WITHOUT_OUT[name](*operands)
        function = (UNARY if len(operands) == 1 else BINARY).get(name)
        if function is None:
            raise Unsupported(f"PyTorch has no {name}")
        out = torch.from_numpy(aligned(tuple(operands[0].shape)))
        return lambda: function(*operands, out=out)

    def chain(self, parameters, tensors):
        x = tensors["x"]
        return lambda: (x * 1.5).add_(0.5).tanh_().mul_(2).add_(torch.neg(x).exp_())

    def softmax(self, parameters, tensors):
        return lambda: torch.softmax(tensors["x"], -1)

    def layerNorm(self, parameters, tensors):
        x, weight, bias = tensors["x"], tensors["weight"], tensors["bias"]
        return lambda: functional.layer_norm(x, weight.shape, weight, bias, 1e-5)

    def reduce(self, parameters, tensors):
        function = {"sum": torch.sum, "mean": torch.mean}[parameters["function"]]
        x, axis = tensors["x"], parameters["axis"]
        return lambda: function(x, dim=axis)

    def transpose(self, parameters, tensors):
        view = tensors["x"].permute(parameters["permutation"])
        out = torch.from_numpy(aligned(tuple(view.shape)))
        return lambda: out.copy_(view)

    def small(self, parameters, tensors):
        def call():
            x = tensors["x"] * 0.5
            for index in range(1, parameters["operations"]):
                x = x.mul_(0.5) if index % 2 == 0 else x.add_(1)
            return x

        return call

    def minilm(self, parameters, tensors):
        heads, hidden = parameters["heads"], 384

        def linear(x, name):
            return functional.linear(x, tensors[name + ".weight"], tensors[name + ".bias"])

        def norm(x, name):
            return functional.layer_norm(x, (hidden,), tensors[name + ".weight"], tensors[name + ".bias"], 1e-12)

        def call():
            tokens, mask = tensors["tokens"], tensors["mask"]
            batch, count = tokens.shape
            x = functional.embedding(tokens, tensors["embeddings.word_embeddings.weight"])
            x = x + tensors["embeddings.position_embeddings.weight"][:count]
            x = norm(x + tensors["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
            for layer in range(6):
                name = f"encoder.layer.{layer}"
                query, key, value = (
                    linear(x, f"{name}.attention.self.{part}").view(batch, count, heads, -1).transpose(1, 2)
                    for part in ("query", "key", "value")
                )
                mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask[:, None, None, :])
                mixed = linear(mixed.transpose(1, 2).reshape(batch, count, hidden), name + ".attention.output.dense")
                x = norm(x + mixed, name + ".attention.output.LayerNorm")
                wide = functional.gelu(linear(x, name + ".intermediate.dense"))
                x = norm(x + linear(wide, name + ".output.dense"), name + ".output.LayerNorm")
            return functional.normalize((x * mask[:, :, None]).sum(1), dim=-1, eps=0.0)

        return call
