"""all-MiniLM-L6-v2 in JAX: tokens and mask in, one vector of length 1 a row out."""

import jax
import jax.numpy as jnp

LAYERS = 6
HEADS = 12
EPSILON = 1e-12


def layer_norm(x, weights, name):
    centred = x - x.mean(-1, keepdims=True)
    scaled = centred * jax.lax.rsqrt((centred * centred).mean(-1, keepdims=True) + EPSILON)
    return scaled * weights[name + ".weight"] + weights[name + ".bias"]


def linear(x, weights, name):
    return x @ weights[name + ".weight"].T + weights[name + ".bias"]


def attention(x, bias, weights, name):
    batch, tokens, hidden = x.shape

    def heads(part):
        return linear(x, weights, f"{name}.self.{part}").reshape(batch, tokens, HEADS, hidden // HEADS)

    query, key, value = heads("query"), heads("key"), heads("value")
    scores = jnp.einsum("bthd,bshd->bhts", query, key) * (hidden // HEADS) ** -0.5 + bias
    mixed = jnp.einsum("bhts,bshd->bthd", jax.nn.softmax(scores, axis=-1), value)
    return linear(mixed.reshape(batch, tokens, hidden), weights, name + ".output.dense")


def network(weights):
    def embeddings(tokens, mask):
        x = weights["embeddings.word_embeddings.weight"][tokens]
        x = x + weights["embeddings.position_embeddings.weight"][: tokens.shape[1]]
        x = x + weights["embeddings.token_type_embeddings.weight"][0]
        x = layer_norm(x, weights, "embeddings.LayerNorm")
        bias = jnp.where(mask, 0.0, -1e30)[:, None, None, :]
        for layer in range(LAYERS):
            name = f"encoder.layer.{layer}"
            mixed = attention(x, bias, weights, name + ".attention")
            x = layer_norm(x + mixed, weights, name + ".attention.output.LayerNorm")
            inner = jax.nn.gelu(linear(x, weights, name + ".intermediate.dense"), approximate=False)
            x = layer_norm(x + linear(inner, weights, name + ".output.dense"), weights, name + ".output.LayerNorm")
        total = (x * mask[:, :, None]).sum(1)
        return total / jnp.sqrt((total * total).sum(-1, keepdims=True))

    return embeddings
