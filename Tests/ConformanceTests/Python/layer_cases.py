"""Cases of layers, attention, orders and sums of products."""

import numpy as np

from oracle_values import FLOATING, INTEGERS, NUMPY_TYPES
from single_cases import ELEMENTS
from values import bit_patterns, integer_values

EPSILON = 1e-5


def layers(add, rng):
    for element in FLOATING:
        dtype = NUMPY_TYPES[element]

        def normal(*shape):
            return rng.standard_normal(shape).astype(dtype)

        weights = {"w": normal(5, 8) / dtype(3), "b": normal(5)}
        for label, shape in (
            ("rows", (7, 8)),
            ("batched", (2, 3, 8)),
            ("vector", (8,)),
            ("no-rows", (0, 8)),
            ("one", (1, 8)),
        ):
            add(f"linear-{label}", element, {"x": normal(*shape), **weights}, ["linear", "x", "w", "b"])
        add("linear-no-bias", element, {"x": normal(7, 8), "w": weights["w"]}, ["linear", "x", "w"])
        table = {"t": normal(9, 4)}
        for label, indices in (
            ("vector", [3, 0, 8, 3]),
            ("matrix", [[1, 2, 3], [0, 0, 7]]),
            ("negative", [-1, -9]),
            ("none", []),
        ):
            places = {"i": np.array(indices, dtype=np.int64)}
            add(f"embedding-{label}", element, table | places, ["embedding", "t", "i"])
        add("embedding-scalar", element, table | {"i": np.array(5, dtype=np.int64)}, ["embedding", "t", "i"])
    for element in ELEMENTS:
        dtype = NUMPY_TYPES[element]

        def normal(*shape):
            return rng.standard_normal(shape).astype(dtype)

        scale = {"w": normal(9), "b": normal(9)}
        last = {"axis": -1, "epsilon": EPSILON}
        for label, x in (
            ("rows", normal(6, 9)),
            ("batched", normal(2, 3, 9)),
            ("vector", normal(9)),
            ("no-rows", normal(0, 9)),
            ("shifted", 30 + normal(4, 9)),
            ("small", normal(4, 9) / dtype(512)),
            ("constant", np.full((2, 9), 3.1, dtype=dtype)),
            ("zero", np.zeros((2, 9), dtype=dtype)),
        ):
            x = x.astype(dtype)
            add(f"layerNorm-{label}", element, {"x": x, **scale}, ["layerNorm", "x", "w", "b", last])
            add(f"rmsNorm-{label}", element, {"x": x, "w": scale["w"]}, ["rmsNorm", "x", "w", last])
        for name in ("layerNorm", "rmsNorm"):
            add(f"{name}-alone", element, {"x": normal(6, 9)}, [name, "x", last])
            add(f"{name}-long", element, {"x": normal(2, 517)}, [name, "x", last])
            add(f"{name}-first-axis", element, {"x": normal(7, 4)}, [name, "x", {"axis": 0, "epsilon": EPSILON}])
            add(f"{name}-middle-axis", element, {"x": normal(2, 5, 3)}, [name, "x", {"axis": 1, "epsilon": 0.001}])
            special = normal(4, 9)
            special[1, 3], special[2, 0] = np.nan, np.inf
            add(f"{name}-special", element, {"x": special}, [name, "x", last])
        columns = {"x": normal(7, 4), "w": normal(7, 1), "b": normal(7, 1)}
        options = {"axis": 0, "epsilon": EPSILON}
        add("layerNorm-first-axis-scaled", element, columns, ["layerNorm", "x", "w", "b", options])
        channels = {"m": normal(3), "v": np.abs(normal(3)) + dtype(0.25), "w": normal(3), "b": normal(3)}
        for label, shape, axis in (
            ("images", (2, 3, 4, 5), 1),
            ("rows", (6, 3), 1),
            ("last", (2, 4, 3), -1),
            ("first", (3, 5), 0),
        ):
            inputs = {"x": normal(*shape), **channels}
            options = {"axis": axis, "epsilon": EPSILON}
            add(f"batchNorm-{label}", element, inputs, ["batchNorm", "x", "m", "v", "w", "b", options])
            del inputs["w"], inputs["b"]
            add(f"batchNorm-alone-{label}", element, inputs, ["batchNorm", "x", "m", "v", options])
        hidden = ["gelu", ["linear", "x", "w", "b"], {"form": "tanh"}]
        feed = {"x": normal(3, 8), "w": normal(12, 8) / 4, "b": normal(12), "v": normal(8, 12) / 4}
        block = ["rmsNorm", ["add", "x", ["linear", hidden, "v"]], last]
        add("block-feed-forward", element, {k: v.astype(dtype) for k, v in feed.items()}, block)


def attentions(add, rng):
    for element in ELEMENTS:
        dtype = NUMPY_TYPES[element]

        def normal(*shape):
            return rng.standard_normal(shape).astype(dtype)

        def heads(*batch, rows=5, keys=6, width=4, values=3):
            return {
                "q": normal(*batch, rows, width),
                "k": normal(*batch, keys, width),
                "v": normal(*batch, keys, values),
            }

        plain, causal = {"causal": False, "scale": None}, {"causal": True, "scale": None}
        for label, inputs in (
            ("matrix", heads()),
            ("batched", heads(2, 3)),
            ("one-key", heads(keys=1)),
            ("one-query", heads(2, rows=1)),
            ("square", heads(2, rows=6)),
            ("long", heads(rows=3, keys=70, width=6)),
            ("no-batch", heads(0)),
        ):
            add(f"attention-{label}", element, inputs, ["attention", "q", "k", "v", plain])
            add(f"attention-causal-{label}", element, inputs, ["attention", "q", "k", "v", causal])
        add("attention-scaled", element, heads(2), ["attention", "q", "k", "v", {"causal": False, "scale": 0.25}])
        shared = heads(2, 3) | {"k": normal(6, 4), "v": normal(1, 6, 3)}
        add("attention-shared-keys", element, shared, ["attention", "q", "k", "v", plain])
        for label, shape in (("rows", (5, 6)), ("keys", (2, 1, 1, 6)), ("heads", (3, 1, 6))):
            mask = rng.random(shape) < 0.6
            mask[..., 0] = True
            inputs = heads(2, 3) | {"m": mask}
            add(f"attention-mask-{label}", element, inputs, ["attention", "q", "k", "v", "m", plain])
            add(f"attention-causal-mask-{label}", element, inputs, ["attention", "q", "k", "v", "m", causal])
        blind = rng.random((5, 6)) < 0.6
        blind[:, 1] = True
        blind[2, :] = False
        add("attention-sees-nothing", element, heads() | {"m": blind}, ["attention", "q", "k", "v", "m", plain])


def ordered_values(rng, element):
    """Rows of ties, of NaN, of infinities and of zeros of both signs."""
    dtype = NUMPY_TYPES[element]
    if element in INTEGERS:
        edges = integer_values(element)
        ties = rng.integers(0, 4, size=(3, edges.size)).astype(dtype)
        return np.concatenate([ties, edges[None], edges[None, ::-1]])
    values = rng.integers(-3, 4, size=(6, 13)).astype(dtype)
    values[1, [2, 5, 11]] = np.nan
    values[2, [0, 4]], values[2, 7] = np.inf, -np.inf
    values[3] = np.where(rng.random(13) < 0.5, -0.0, 0.0)
    values[4] = np.nan
    values[5] = rng.standard_normal(13)
    return values


def orders(add, rng):
    for element in (*FLOATING, *INTEGERS):
        values = {"a": ordered_values(rng, element)}
        for descending in (False, True):
            direction = "descending" if descending else "ascending"
            for axis in (0, -1):
                options = {"axis": axis, "descending": descending}
                add(f"sort-{direction}-{axis}", element, values, ["sort", "a", options])
                add(f"argsort-{direction}-{axis}", element, values, ["argsort", "a", options])
            for part in ("values", "indices"):
                options = {"count": 4, "axis": -1, "largest": descending, "part": part}
                add(f"topK-{direction}-{part}", element, values, ["topK", "a", options])
                options = {"count": 2, "axis": 0, "largest": descending, "part": part}
                add(f"topK-{direction}-{part}-columns", element, values, ["topK", "a", options])
    for element in ELEMENTS:
        dtype = NUMPY_TYPES[element]
        for label, a in (
            ("long", rng.integers(0, 100, size=(2, 200)).astype(dtype)),
            ("patterns", bit_patterns(rng, element, (2, 70))),
            ("one", rng.standard_normal((3, 1)).astype(dtype)),
            ("zero-sized", np.zeros((2, 0), dtype=dtype)),
            ("sorted", np.arange(65, dtype=dtype)[None]),
            ("reversed", np.arange(65, dtype=dtype)[None, ::-1].copy()),
            ("equal", np.full((2, 33), 2.5, dtype=dtype)),
        ):
            for descending in (False, True):
                direction = "descending" if descending else "ascending"
                options = {"axis": -1, "descending": descending}
                add(f"argsort-{label}-{direction}", element, {"a": a}, ["argsort", "a", options])
                add(f"sort-{label}-{direction}", element, {"a": a}, ["sort", "a", options])
        a = {"a": rng.standard_normal((3, 9)).astype(dtype)}
        for count in (0, 1, 9):
            options = {"count": count, "axis": 1, "largest": True, "part": "indices"}
            add(f"topK-count-{count}", element, a, ["topK", "a", options])


# The equation, and the shapes of its operands.
EQUATIONS = (
    ("matmul", "ij,jk->ik", (3, 4), (4, 5)),
    ("matmul-transposed", "ij,kj->ki", (3, 4), (5, 4)),
    ("matmul-implicit", "ij,jk", (3, 4), (4, 5)),
    ("implicit-order", "ba", (3, 4)),
    ("implicit-sum", "ii", (4, 4)),
    ("implicit-vector", "ij,j", (3, 4), (4,)),
    ("implicit-outer", "b,a", (3,), (4,)),
    ("trace", "ii->", (5, 5)),
    ("diagonal", "ii->i", (5, 5)),
    ("diagonal-three", "iii->i", (3, 3, 3)),
    ("diagonal-batched", "...ii->...i", (2, 3, 4, 4)),
    ("diagonal-outer-axes", "iji->ji", (3, 4, 3)),
    ("diagonal-product", "ii,ij->j", (4, 4), (4, 3)),
    ("transpose", "ijk->kji", (2, 3, 4)),
    ("sum", "ijk->j", (2, 3, 4)),
    ("sum-all", "ij->", (3, 4)),
    ("identity", "ij->ij", (3, 4)),
    ("dot", "i,i->", (7,), (7,)),
    ("outer", "i,j->ij", (3,), (4,)),
    ("outer-reversed", "i,j->ji", (3,), (4,)),
    ("outer-three", "i,j,k->kij", (2,), (3,), (4,)),
    ("elementwise", "ij,ij->ij", (3, 4), (3, 4)),
    ("frobenius", "ij,ij->", (3, 4), (3, 4)),
    ("rows", "ij,ij->i", (3, 4), (3, 4)),
    ("batched", "bij,bjk->bik", (2, 3, 4), (2, 4, 5)),
    ("batched-reordered", "bij,bkj->kbi", (2, 3, 4), (2, 5, 4)),
    ("batched-last", "ijb,jkb->bik", (3, 4, 2), (4, 5, 2)),
    ("heads", "bqhd,bkhd->bhqk", (2, 3, 2, 4), (2, 5, 2, 4)),
    ("heads-values", "bhqk,bkhd->bqhd", (2, 2, 3, 5), (2, 5, 2, 4)),
    ("two-inner", "ijk,jkl->il", (2, 3, 4), (3, 4, 5)),
    ("two-inner-reordered", "ijk,kjl->li", (2, 3, 4), (4, 3, 5)),
    ("lonely-axes", "ij,kl->ik", (3, 4), (2, 5)),
    ("scalar", ",ij->ij", (), (3, 4)),
    ("scalars", ",->", (), ()),
    ("scalar-alone", "->", ()),
    ("ellipsis", "...ij,...jk->...ik", (2, 3, 4), (2, 4, 5)),
    ("ellipsis-broadcast", "...ij,...jk->...ik", (6, 1, 3, 4), (2, 4, 5)),
    ("ellipsis-one-side", "...j,jk->...k", (2, 3, 4), (4, 5)),
    ("ellipsis-implicit", "...ij,...jk", (2, 3, 4), (2, 4, 5)),
    ("ellipsis-behind", "i...->...i", (2, 3, 4)),
    ("ellipsis-middle", "i...j->...", (2, 3, 4)),
    ("ellipsis-empty", "...ij->...ji", (3, 4)),
    ("bilinear", "bi,ijk,bk->bj", (2, 3), (3, 4, 5), (2, 5)),
    ("chain-three", "ij,jk,kl->il", (2, 3), (3, 4), (4, 5)),
    ("chain-four", "ij,jk,kl,lm->im", (2, 3), (3, 4), (4, 2), (2, 5)),
    ("ring-four", "ij,jk,kl,li->", (2, 3), (3, 4), (4, 2), (2, 2)),
    ("star-four", "ai,bi,ci,di->abcd", (2, 3), (2, 3), (3, 3), (2, 3)),
    ("shared-by-three", "i,i,i->i", (5,), (5,), (5,)),
    ("summed-by-three", "ij,ij,ij->", (3, 4), (3, 4), (3, 4)),
    ("spaces", " ij , jk -> ik ", (3, 4), (4, 5)),
    ("upper-case", "aB,BA->Aa", (2, 3), (3, 4)),
    ("no-rows", "ij,jk->ik", (0, 4), (4, 5)),
    ("no-inner", "ij,jk->ik", (3, 0), (0, 5)),
    ("no-inner-sum", "ij->i", (3, 0)),
    ("long", "ij,kj->ik", (2, 300), (3, 300)),
)


def contractions(add, rng):
    for element in ELEMENTS:
        dtype = NUMPY_TYPES[element]
        for label, equation, *shapes in EQUATIONS:
            names = "abcd"[: len(shapes)]
            inputs = {name: np.asarray(rng.standard_normal(shape)).astype(dtype) for name, shape in zip(names, shapes)}
            add(f"einsum-{label}", element, inputs, ["einsum", *names, {"equation": equation}])
        # Elements off the diagonal do not count, whatever they are.
        square = np.where(np.eye(4, dtype=bool), 1.5, np.nan).astype(dtype)
        square[0, 3] = np.inf
        for label, equation in (("diagonal", "ii->i"), ("trace", "ii->")):
            add(f"einsum-{label}-special", element, {"a": square}, ["einsum", "a", {"equation": equation}])
        special = rng.uniform(0.5, 1.5, size=(4, 5)).astype(dtype)
        special[1, 2], special[2, 0], special[3, 4] = np.nan, np.inf, -np.inf
        inputs = {"a": special, "b": rng.uniform(0.5, 1.5, size=(5, 3)).astype(dtype)}
        add("einsum-special-rows", element, inputs, ["einsum", "a", "b", {"equation": "ij,jk->ik"}])
        views = {"a": rng.standard_normal((4, 3)).astype(dtype), "b": rng.standard_normal((5, 4)).astype(dtype)}
        flipped = ["einsum", ["transpose", "a"], ["flip", "b", {"axes": [0]}], {"equation": "ij,kj->ik"}]
        add("einsum-views", element, views, flipped)
