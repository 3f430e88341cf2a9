# `make` alone lists the commands.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
APT := $(if $(filter 0,$(shell id -u)),,sudo )apt-get

.DEFAULT_GOAL := help
.PHONY: help demo run check test test-matrix fuzz bench lint types contracts data docs lock clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

$(VENV)/run.stamp: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

$(VENV)/chromium.stamp: | $(VENV)/run.stamp
	command -v chromium >/dev/null || ($(APT) update -qq && $(APT) install -y -qq --no-install-recommends chromium)
	touch $@

demo: $(VENV)/run.stamp ## serve an invented district at http://127.0.0.1:8501
	test -f data/demo/district.duckdb || $(BIN)/chibo demo --data data/demo
	$(BIN)/chibo serve --data data/demo

run: $(VENV)/run.stamp ## serve the real data directory
	$(BIN)/chibo serve

check: lint types contracts test ## everything that must hold: lint, types, contracts, all tests but benchmarks

lint: $(VENV)/dev.stamp ## ruff: style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev.stamp ## mypy, strict
	$(BIN)/mypy

contracts: $(VENV)/dev.stamp ## import-linter: imports point down
	$(BIN)/lint-imports

test: $(VENV)/dev.stamp $(VENV)/chromium.stamp ## all tests but the big matrix and the benchmarks
	$(BIN)/pytest -n 2 --dist loadgroup

test-matrix: $(VENV)/dev.stamp $(VENV)/chromium.stamp ## every page, state, width and language in the browser
	$(BIN)/pytest -m matrix

fuzz: $(VENV)/dev.stamp ## 200,000 files of any bytes: only a refusal may leave the reader (a quarter of an hour)
	FUZZ_CASES=200000 HYPOTHESIS_PROFILE=long nice -n 19 $(BIN)/pytest -n 2 tests/property/test_any_bytes.py

bench: $(VENV)/dev.stamp $(VENV)/chromium.stamp ## benchmarks: ratios against a baseline in the same run
	$(BIN)/pytest -m benchmark -s tests/benchmarks

data: $(VENV)/dev.stamp ## write data/examples and data/templates anew
	$(BIN)/python -m dashboard.demo.files

docs: $(VENV)/dev.stamp $(VENV)/chromium.stamp ## write the generated docs and the screenshots anew
	$(BIN)/python -m dashboard.documents.reference docs
	$(BIN)/pytest -m screenshots tests/browser

lock: $(VENV)/dev.stamp ## pin all dependencies anew
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 --group dev pyproject.toml -o requirements-dev.lock

clean: ## remove the environment and what the tools left behind
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
