"""all-MiniLM-L6-v2 in NumPy, one sentence at a time, in float64 from the float32 weights.

A BERT encoder of six layers (Devlin et al. 2018), the mean over its tokens, and that at unit length. A sentence alone needs neither
padding nor mask, so this does not share a mistake with an implementation that has them.
"""

import math

import numpy as np

LAYERS = 6
HEADS = 12
EPSILON = 1e-12

erf = np.vectorize(math.erf, otypes=[np.float64])


def layer_norm(x, weights, name):
    centred = x - x.mean(axis=-1, keepdims=True)
    scaled = centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + EPSILON)
    return scaled * weights[name + ".weight"] + weights[name + ".bias"]


def linear(x, weights, name):
    return x @ weights[name + ".weight"].T + weights[name + ".bias"]


def gelu(x):
    return x * 0.5 * (1 + erf(x / math.sqrt(2)))


def attention(x, weights, name):
    def heads(part):
        return linear(x, weights, f"{name}.self.{part}").reshape(len(x), HEADS, -1).swapaxes(0, 1)

    query, key, value = heads("query"), heads("key"), heads("value")
    scores = query @ key.swapaxes(1, 2) / math.sqrt(query.shape[-1])
    scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
    scores /= scores.sum(axis=-1, keepdims=True)
    joined = (scores @ value).swapaxes(0, 1).reshape(len(x), -1)
    return linear(joined, weights, name + ".output.dense")


def embedding(ids, weights):
    """The embedding of one sentence: token ids to 384 numbers of length 1."""
    x = weights["embeddings.word_embeddings.weight"][ids]
    x = x + weights["embeddings.position_embeddings.weight"][: len(ids)]
    x = x + weights["embeddings.token_type_embeddings.weight"][0]
    x = layer_norm(x, weights, "embeddings.LayerNorm")
    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}"
        x = layer_norm(x + attention(x, weights, name + ".attention"), weights, name + ".attention.output.LayerNorm")
        inner = gelu(linear(x, weights, name + ".intermediate.dense"))
        x = layer_norm(x + linear(inner, weights, name + ".output.dense"), weights, name + ".output.LayerNorm")
    mean = x.mean(axis=0)
    return mean / np.linalg.norm(mean)
