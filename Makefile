# `make` sets up and builds every PDF into dist/; `make test` runs the tests.
# Setting up takes a while the first time, and whenever pyproject.toml changes; else no time.

PYTHON ?= $(shell tools/find-python)
VENV := .venv
BIN := $(VENV)/bin

.PHONY: all build desk watch set-up set-up-tests test coverage test-slow golden pictures check lint reports reproducible bench scale readback clean distclean

all: build

build: set-up
	$(BIN)/python build.py

# The sheets of a language in the browser, drawn anew at each change: make watch L=es
watch: set-up
	$(BIN)/python build.py watch $(L)

# The front desk's page on this machine, with the form that fills sheets in.
desk: build
	$(BIN)/python build.py desk

set-up:
	@tools/set-up "$(PYTHON)" $(VENV)

set-up-tests:
	@tools/set-up "$(PYTHON)" $(VENV) test

test: set-up-tests
	$(BIN)/python -m pytest -n auto -q

# Which lines and branches no test runs.
coverage: set-up-tests
	$(BIN)/python -m pytest -n auto -q --cov --cov-report=term-missing

# What takes minutes: every case of Unicode's bidi tests, every fixture in every reader, every sheet in poppler.
test-slow: set-up-tests
	$(BIN)/python -m pytest -n auto -q -m slow

# Writes the golden files of the sheets (tags, speech) anew. Read the difference before you commit it.
golden: set-up-tests
	$(BIN)/python -m tests.sheets.golden

# What rests on which fact, and how each sheet reads: dist/facts.html, dist/plain.html.
reports: set-up
	$(BIN)/python build.py facts --format html
	$(BIN)/python build.py plain --format html

# The pictures of the README and of docs/authoring.md.
pictures: build set-up-tests
	tools/pictures
	$(BIN)/python -m tests.guides.pictures

# What must hold before a change is handed in, without building.
check: set-up
	$(BIN)/python build.py extract --check
	$(BIN)/python build.py check

lint: set-up-tests
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy

# Two builds, with one worker and with two, must be equal to the byte.
reproducible: set-up
	rm -rf build/one build/two
	$(BIN)/python build.py --force --jobs 1 --out build/one
	TZ=Asia/Tokyo PYTHONHASHSEED=7 $(BIN)/python build.py --force --jobs 2 --out build/two
	diff -r build/one build/two && echo "equal to the byte"

# The tables of docs/performance.md: this project beside WeasyPrint and Typst.
bench: set-up
	@tools/set-up "$(PYTHON)" $(VENV) bench
	$(BIN)/python -m benchmarks

# The table of docs/performance.md, Scale: up to 12,000 sheets, some 20 minutes and 3 GB of disk.
scale: set-up
	$(BIN)/python -m benchmarks.scale --no-verify

# The table of docs/text.md: what readers get back, of this project, WeasyPrint and Typst.
readback: set-up
	@tools/set-up "$(PYTHON)" $(VENV) bench
	$(BIN)/python -m benchmarks.readback --write

clean:
	rm -rf dist build .cache

distclean: clean
	rm -rf $(VENV)
