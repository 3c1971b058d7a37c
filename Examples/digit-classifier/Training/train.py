"""Trains the network of the digit classifier and writes its weights, test data and oracle probabilities.

    python train.py [FOLDER]        (default folder: ../Data beside this script)

The network is a multilayer perceptron 64-128-64-10 with relu, trained by scikit-learn on three quarters of the 8x8
handwritten digits; the other quarter is the test set. Files written, all little-endian and row-major:

    model.safetensors        float32 layer1.weight [64, 128], layer1.bias [128], ... layer3.weight [64, 10],
                             layer3.bias [10]; a layer is x @ weight + bias
    test-images.npy          float32 [n, 64], pixel intensities in 0...1
    test-labels.npy          int64 [n]
    test-probabilities.npy   float64 [n, 10], scikit-learn's own predict_proba on these images
"""

import json
import sys
from pathlib import Path

import numpy as np
import sklearn
from safetensors.numpy import save
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier

SEED = 0
TEST_SHARE = 0.25
LEAST_ACCURACY = 0.975

METADATA = {
    "architecture": "multilayer perceptron 64-128-64-10: relu after layer1 and layer2, softmax after layer3; "
    "each layer is x @ weight + bias with weight [inputs, outputs]",
    "input": "float32 [batch, 64], the 8x8 pixel intensities 0...16 divided by 16",
    "output": "probabilities of the digits 0...9",
    "data": "Alpaydin, E. and Kaynak, C. (1998). Optical Recognition of Handwritten Digits [Dataset]. UCI Machine "
    "Learning Repository. https://doi.org/10.24432/C50P49, in the copy of its test set that scikit-learn "
    f"{sklearn.__version__} ships (sklearn.datasets.load_digits)",
    "data_license": "CC BY 4.0",
    "training_script": "Examples/digit-classifier/Training/train.py",
}


def train():
    """The trained network and its test set; the weights are float32 values held as float64."""
    digits = load_digits()
    images = digits.data / 16  # 0...16 becomes 0...1; multiples of 1/16 are exact in float32
    train_images, test_images, train_labels, test_labels = train_test_split(
        images, digits.target, test_size=TEST_SHARE, stratify=digits.target, random_state=SEED
    )
    # alpha, the L2 penalty, is scikit-learn's default times 100: it lifts the test accuracy of a network this wide.
    network = MLPClassifier((128, 64), activation="relu", alpha=1e-2, max_iter=400, random_state=SEED)
    network.fit(train_images, train_labels)

    # What is stored is float32. Rounding before scikit-learn predicts makes the oracle use the very same weights,
    # so that the difference to it measures the evaluation and not the storage.
    network.coefs_ = [weight.astype(np.float32).astype(np.float64) for weight in network.coefs_]
    network.intercepts_ = [bias.astype(np.float32).astype(np.float64) for bias in network.intercepts_]
    return network, test_images, test_labels


def safetensors_bytes(tensors, metadata):
    """A safetensors file with its header in sorted order: the library's own order of metadata varies by run."""
    data = save(tensors, metadata)
    length = int.from_bytes(data[:8], "little")
    header = json.dumps(json.loads(data[8 : 8 + length]), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    encoded = header.encode()
    encoded += b" " * (-len(encoded) % 8)
    return len(encoded).to_bytes(8, "little") + encoded + data[8 + length :]


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent / "Data"
    network, images, labels = train()
    accuracy = network.score(images, labels)
    if accuracy < LEAST_ACCURACY:
        sys.exit(f"the test accuracy is {accuracy:.4f}; at least {LEAST_ACCURACY} was expected, nothing was written")

    tensors = {}
    for index, (weight, bias) in enumerate(zip(network.coefs_, network.intercepts_), start=1):
        tensors[f"layer{index}.weight"] = np.ascontiguousarray(weight, dtype=np.float32)
        tensors[f"layer{index}.bias"] = np.ascontiguousarray(bias, dtype=np.float32)
    metadata = METADATA | {"test_accuracy": f"{accuracy:.4f}"}

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.safetensors").write_bytes(safetensors_bytes(tensors, metadata))
    np.save(folder / "test-images.npy", images.astype(np.float32))
    np.save(folder / "test-labels.npy", labels.astype(np.int64))
    np.save(folder / "test-probabilities.npy", network.predict_proba(images))
    print(f"trained for {network.n_iter_} epochs; {len(labels)} test images, accuracy {accuracy:.4f}; wrote {folder}")


if __name__ == "__main__":
    main()
