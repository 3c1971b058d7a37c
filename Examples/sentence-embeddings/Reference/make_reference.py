"""Computes what the tests of the example compare with: tokens, classes of characters, embeddings.

    python make_reference.py [MODEL_FOLDER]     (default: where fetch_weights.py puts it)

Files written beside this script:

    tokens.jsonl     1,000 lines (lines.py) and the ids that the model's own tokenizer, run by `tokenizers`, gives for each
    characters.txt   what that tokenizer does with each Unicode scalar, as ranges: "first last class" in hexadecimal
    embeddings.npy   float32 [200, 384]: of the lines of sentences.txt, computed in float64 (bert.py) and rounded once

ONNX Runtime computes the embeddings too (onnx_graph.py); the script fails when the two differ by more than 1e-5.
"""

import json
import sys
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file
from tokenizers import Tokenizer, normalizers, pre_tokenizers

import bert
import lines
import onnx_graph

HERE = Path(__file__).resolve().parent
DEFAULT_MODEL = HERE.parents[2] / ".downloads" / "all-MiniLM-L6-v2"
TOKEN_LIMIT = 256  # max_seq_length of the model's sentence_bert_config.json
LARGEST_DIFFERENCE = 1e-5


def write_tokens(tokenizer, vocabulary):
    with open(HERE / "tokens.jsonl", "w", encoding="ascii") as file:
        for line in lines.lines(vocabulary):
            record = {"text": line, "ids": tokenizer.encode(line).ids}
            file.write(json.dumps(record, separators=(",", ":")) + "\n")


def character_classes():
    """The class of each scalar: what cleaning, accents and splitting do with it when it stands alone."""
    off = {"clean_text": False, "handle_chinese_chars": False, "strip_accents": False, "lowercase": False}
    clean = normalizers.BertNormalizer(**off | {"clean_text": True})
    chinese = normalizers.BertNormalizer(**off | {"handle_chinese_chars": True})
    accents = normalizers.BertNormalizer(**off | {"strip_accents": True})
    split = pre_tokenizers.BertPreTokenizer()
    for value in [*range(0xD800), *range(0xE000, 0x110000)]:
        character = chr(value)
        if clean.normalize_str(character) == "":
            yield value, "removed"
        elif clean.normalize_str(character) == " ":
            yield value, "space"
        elif chinese.normalize_str(character) != character:
            yield value, "chinese"
        elif accents.normalize_str(character) == "":
            yield value, "mark"
        elif len(split.pre_tokenize_str(f"a{character}b")) == 3:
            yield value, "punctuation"
        else:
            yield value, "word"


def write_characters():
    ranges = []
    for value, name in character_classes():
        if ranges and ranges[-1][1] == value - 1 and ranges[-1][2] == name:
            ranges[-1][1] = value
        else:
            ranges.append([value, value, name])
    text = "".join(f"{first:X} {last:X} {name}\n" for first, last, name in ranges)
    (HERE / "characters.txt").write_text(text, encoding="ascii")


def write_embeddings(tokenizer, stored):
    sentences = (HERE / "sentences.txt").read_text(encoding="utf-8").split("\n")[:-1]
    ids = [encoding.ids for encoding in tokenizer.encode_batch(sentences)]
    weights = {name: value.astype(np.float64) for name, value in stored.items()}
    exact = np.array([bert.embedding(row, weights) for row in ids])
    difference = np.abs(onnx_graph.embeddings(onnx_graph.session(stored), ids) - exact).max()
    lengths = sorted(map(len, ids))
    print(f"{len(ids)} sentences, {sum(lengths)} tokens, {lengths[0]} to {lengths[-1]} each")
    print(f"largest difference between float64 NumPy and float32 ONNX Runtime: {difference:.1e}")
    if not difference <= LARGEST_DIFFERENCE:
        sys.exit(f"error: the two embeddings should differ by at most {LARGEST_DIFFERENCE}")
    np.save(HERE / "embeddings.npy", exact.astype(np.float32))


def main():
    model = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_MODEL
    if not (model / "model.safetensors").is_file():
        sys.exit(f"error: there is no model in {model}; fetch_weights.py fetches it")
    tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(TOKEN_LIMIT)
    write_tokens(tokenizer, (model / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1])
    write_characters()
    write_embeddings(tokenizer, load_file(model / "model.safetensors"))


if __name__ == "__main__":
    main()
