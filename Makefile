# The commands that set everything up:
#   make site    the page in build/site/, one file to double-click
#   make deck    the deck in build/, for an office printer and with colour to every edge
#   make test    everything checked

PYTHON ?= python3
BIN := .venv/bin

# Options for pytest go with each target: make quick OPTIONS="-k fold -x"
PYTEST = $(BIN)/pytest -n auto --dist worksteal $(OPTIONS)

# Tests start twice as fast when Python may keep what it compiled, whatever the machine's setting.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: deck site test quick long fix golden bench pictures runtime node machine

deck: .venv/deck
	$(BIN)/cardgen build
	$(BIN)/cardgen build facilitator

# All that a change must pass: everything but the long tests.
test: .venv/dev machine
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(PYTEST)

# Run at every thought: each room's own tests, without outside validators and whole decks. What it
# tells as slowest is to be marked slow.
quick: .venv/dev
	$(PYTEST) --tier quick --durations 5 --durations-min 1

# Run before a larger piece of work is called done: fuzzing, thousands of examples and people.
long: .venv/dev machine
	$(PYTEST) --tier long --durations 10

fix: .venv/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Renew every golden file, whatever tests compare with it, and see what changed.
golden: .venv/dev
	RENEW_GOLDEN=1 $(PYTEST)
	git diff --stat

# Each runs, whatever bounds the others miss.
bench: .venv/dev node
	@missed=0; for one in "bench.py --large" live.py page.py; do \
	  $(BIN)/python bench/$$one || missed=1; done; exit $$missed

# The page as one file to double-click, build/site/cardgen.html, with ready-made PDFs beside it.
site: runtime
	$(BIN)/cardgen site --single-file -o build/site --runtime build/runtime

# Python for the browser, with cardgen in it; made again only where something in it has changed.
runtime: .venv/deck node
	$(BIN)/python runtime/pack.py build/runtime

node:
	@{ command -v node && command -v npm; } > /dev/null \
	  || { apt-get -qq update && apt-get -qq install --yes --no-install-recommends nodejs npm; } \
	  || { echo "install nodejs and npm, which pack Python for the browser"; exit 1; }

# What pip cannot bring, from Debian's packages: Chromium for the tests of pages of HTML, zbar to
# scan QR codes, four programs that look into files for presses, and Node for the page.
machine: node
	@{ command -v chromium-headless-shell && ldconfig -p | grep -q libzbar && command -v gs \
	     && command -v mutool && command -v pdftoppm && command -v qpdf \
	     && command -v curl; } > /dev/null \
	  || { apt-get -qq update && apt-get -qq install --yes --no-install-recommends \
	       chromium-headless-shell libzbar0 ghostscript mupdf-tools poppler-utils qpdf curl; } \
	  || { echo "install chromium-headless-shell, libzbar0, ghostscript, mupdf-tools," \
	       "poppler-utils, qpdf and curl, which tests need"; exit 1; }

# The pictures of the README and docs/.
pictures: .venv/dev site
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
