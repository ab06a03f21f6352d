# make site   the virtual environment from the lock file, then the sample site in site/
# make test   what the tests need (a browser included), then all of them
# make matrix the long form of the browser tests: every page in every mode on every screen, and Lighthouse
# make fuzz   the reader and the Markdown door under inputs that atheris guides, a million and 200,000 of them
# make lock   the lock files anew, after a change of pyproject.toml
# make docs   the generated parts of the handbook and the schemas

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CHROMIUM ?= /usr/bin/chromium
FONTS := /usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc /usr/share/fonts/truetype/hanazono/HanaMinB.ttf
NPM := PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm --prefix $(VENV)/tools --ignore-scripts --no-audit --no-fund --silent
LOCK := $(BIN)/pip-compile -q --generate-hashes --strip-extras --no-header --no-emit-index-url \
	--no-emit-find-links --no-emit-trusted-host

.PHONY: site test unit browser matrix fuzz lint lock docs clean

site: $(VENV)/site.stamp
	$(BIN)/python build.py build

test: lint unit browser

lint: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

unit: $(VENV)/test.stamp $(FONTS)
	$(BIN)/python -m pytest -m "not browser" -n 2

browser: $(VENV)/tools.stamp $(CHROMIUM)
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m pytest -m "browser and not matrix" -n 2

matrix: $(VENV)/tools.stamp $(CHROMIUM)
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m pytest -m browser -n 2 tests/browser/test_matrix.py
	$(NPM) ci
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python bench/lighthouse.py

fuzz: $(VENV)/test.stamp
	$(BIN)/pip install -q --require-hashes -r requirements-fuzz.lock
	$(BIN)/python -m tests.guided_fuzz reader 1000000
	$(BIN)/python -m tests.guided_fuzz markdown 200000

docs: $(VENV)/test.stamp
	$(BIN)/python tools/make_handbook.py

lock: $(VENV)/test.stamp
	$(BIN)/pip install -q pip-tools
	$(LOCK) -o requirements.lock pyproject.toml
	$(LOCK) --extra test -c requirements.lock -o requirements-test.lock pyproject.toml
	$(LOCK) --extra fuzz -c requirements.lock -o requirements-fuzz.lock pyproject.toml

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "需要 Python 3.11 或更新的版本")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/site.stamp: requirements.lock | $(BIN)/python
	$(BIN)/pip install -q --require-hashes -r requirements.lock
	touch $@

$(VENV)/test.stamp: requirements-test.lock $(VENV)/site.stamp | $(BIN)/python
	$(BIN)/pip install -q --require-hashes -r requirements-test.lock
	touch $@

# Node and Java come with the lock of the tests; what runs in Node has a lock of its own.
$(VENV)/tools.stamp: tests/tools/package.json tests/tools/package-lock.json $(VENV)/test.stamp
	mkdir -p $(VENV)/tools
	cp tests/tools/package.json tests/tools/package-lock.json $(VENV)/tools/
	$(NPM) ci --omit=optional
	touch $@

# The browser tests drive Debian's Chromium and read Chinese text off the screen.
$(CHROMIUM):
	apt-get update -qq
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk

# Rare characters and posters are drawn with these fonts.
$(FONTS):
	apt-get update -qq
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq fonts-noto-cjk fonts-hanazono

clean:
	rm -rf site .site.new .site.old* .site.spare .site.lock .work $(VENV)
