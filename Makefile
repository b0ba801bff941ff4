# `make` sets up and builds every PDF into dist/; `make test` runs the tests.
# Setting up is done once; it is done again when pyproject.toml changes.

PYTHON ?= $(shell tools/find-python)
VENV := .venv
BIN := $(VENV)/bin
KEY := $(shell cksum < pyproject.toml | cut -d' ' -f1)
READY := $(VENV)/.ready-$(KEY)
TESTS := $(VENV)/.tests-$(KEY)

.PHONY: all build set-up test golden check lint reproducible clean distclean

all: build

build: $(READY)
	$(BIN)/python build.py

set-up: $(READY)

$(READY):
	tools/set-up "$(PYTHON)" $(VENV)
	@touch $@

$(TESTS): $(READY)
	tools/set-up "$(PYTHON)" $(VENV) test
	@touch $@

test: $(TESTS)
	$(BIN)/python -m pytest -n auto -q

# Writes the golden files of the sheets anew. Read the difference before you commit it.
golden: $(TESTS)
	$(BIN)/python -m tests.sheets.golden

# What must hold before a change is handed in, without building.
check: $(READY)
	$(BIN)/python build.py extract --check
	$(BIN)/python build.py check

lint: $(TESTS)
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy

# Two builds, with one worker and with two, must be equal to the byte.
reproducible: $(READY)
	rm -rf build/one build/two
	$(BIN)/python build.py --force --jobs 1 --out build/one
	TZ=Asia/Tokyo PYTHONHASHSEED=7 $(BIN)/python build.py --force --jobs 2 --out build/two
	diff -r build/one build/two && echo "equal to the byte"

clean:
	rm -rf dist build .cache

distclean: clean
	rm -rf $(VENV)
