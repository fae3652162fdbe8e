# The two commands that set everything up:
#   make deck    the deck as a PDF in build/
#   make test    everything checked

PYTHON ?= python3
BIN := .venv/bin

.PHONY: deck test quick fix golden bench pictures machine

deck: .venv/deck
	$(BIN)/cardgen build

test: .venv/dev machine
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto

quick: .venv/dev
	$(BIN)/pytest -n auto -m "not slow"

fix: .venv/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Renew the golden pages and see what changed.
golden: .venv/dev
	RENEW_GOLDEN=1 $(BIN)/pytest -q tests/test_golden.py tests/test_cases.py
	git diff --stat tests

bench: .venv/dev
	$(BIN)/python bench/bench.py --large

# What pip cannot bring, from Debian's packages: Chromium for the tests of pages of HTML, zbar to
# scan QR codes, and four programs that look into files for presses.
machine:
	@{ command -v chromium-headless-shell && ldconfig -p | grep -q libzbar && command -v gs \
	     && command -v mutool && command -v pdftoppm && command -v qpdf; } > /dev/null \
	  || { apt-get -qq update && apt-get -qq install --yes --no-install-recommends \
	       chromium-headless-shell libzbar0 ghostscript mupdf-tools poppler-utils qpdf; } \
	  || { echo "install chromium-headless-shell, libzbar0, ghostscript, mupdf-tools," \
	       "poppler-utils and qpdf, which tests need"; exit 1; }

# The README's pictures.
pictures: .venv/dev
	$(BIN)/python docs/pictures.py

.venv/deck: pyproject.toml
	@echo "Setting up .venv, a minute or so, once"
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --editable .
	touch $@

.venv/dev: pyproject.toml
	@echo "Setting up .venv with the tests' tools, a minute or so, once"
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --editable ".[dev]"
	touch $@
