# `make` sets up and builds every PDF into dist/; `make test` runs the tests.
# Setting up takes a while the first time, and whenever a lock file changes; else no time.

PYTHON ?= $(shell tools/find-python)
VENV := .venv
BIN := $(VENV)/bin

.PHONY: all build watch desk proof lock sbom set-up set-up-tests test coverage test-slow fuzz golden pictures check lint reports reproducible bench scale readback clean distclean

all: build

build: set-up
	$(BIN)/python build.py

# The sheets of a language in the browser, drawn anew at each change: make watch L=es
watch: set-up
	@test -n "$(L)" || { echo "say which language: make watch L=es"; exit 2; }
	$(BIN)/python build.py watch $(L)

# The sheets of a language with room to correct and sign them: make proof L=es
proof: set-up
	@test -n "$(L)" || { echo "say which language: make proof L=es"; exit 2; }
	$(BIN)/python build.py proof $(L)

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

# What takes minutes: every combination of which `make test` runs some (sheets, editions, papers, fixtures,
# readers), and every case of Unicode's bidi tests.
test-slow: set-up-tests
	$(BIN)/python -m pytest -n auto -q -m slow

# The readers of what comes from outside, given 100 times as many broken files as in `make test`.
fuzz: set-up-tests
	HANDOUTS_FUZZ=100 $(BIN)/python -m pytest -n auto -q tests/hostile/test_fuzz.py \
		tests/hostile/test_web_fuzz.py tests/hostile/test_pdfs.py -k "any or mutation"
	$(BIN)/python -m pytest -n auto -q -m fuzz

# Writes the golden files of the sheets (tags, speech) anew. Read the difference before you commit it.
golden: set-up-tests
	$(BIN)/python -m tests.sheets.golden

# What rests on which fact, and how each sheet reads: dist/facts.html, dist/plain.html.
reports: set-up
	$(BIN)/python build.py facts --format html
	$(BIN)/python build.py plain --format html

# The pictures of the README, of docs/authoring.md and of docs/translating.md.
pictures: build set-up-tests
	tools/pictures
	$(BIN)/python -m tests.guides.pictures
	$(BIN)/python -m tests.web.pictures

# What must hold before a change is handed in, without building.
check: set-up
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

# The tables of docs/evidence/performance.md: this project beside WeasyPrint and Typst.
bench: set-up
	@tools/set-up "$(PYTHON)" $(VENV) bench
	$(BIN)/python -m benchmarks

# The table of docs/evidence/performance.md, Scale: up to 12,000 sheets, some 20 minutes and 3 GB of disk.
scale: set-up
	$(BIN)/python -m benchmarks.scale --no-verify

# The table of docs/evidence/text.md: what readers get back, of this project, WeasyPrint and Typst.
readback: set-up
	@tools/set-up "$(PYTHON)" $(VENV) bench
	$(BIN)/python -m benchmarks.readback --write

# The lock files, from pyproject.toml: every package with the digests of its files, for each Python
# and system. `make` installs nothing else.
LOCK := build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate pyproject.toml
lock:
	"$(PYTHON)" -m venv build/lock
	build/lock/bin/python -m pip install --quiet uv==0.13.9
	$(LOCK) --output-file requirements.lock
	for extra in test bench; do \
		$(LOCK) --extra $$extra --output-file requirements-$$extra.lock; done

# What the program is made of, as CycloneDX: build/sbom.json; and the licences: docs/licences.md. Made
# from the lock file and the installed packages, without a connection.
sbom: set-up
	$(BIN)/python tools/sbom.py build/sbom.json docs/licences.md

clean:
	rm -rf dist build .cache

distclean: clean
	rm -rf $(VENV)
