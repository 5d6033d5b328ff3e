# Everything a new machine needs is done by these recipes, or named in one clear line.
.DEFAULT_GOAL := help
.PHONY: help setup demo test test-sqlite test-postgresql check lint types fmt bench messages vendor pins

PORT ?= 8000
BIN := .venv/bin
UV := $(BIN)/uv
PYTEST := $(BIN)/python -m pytest -n logical
# What never asks a database is not asked twice.
WITHOUT_DATABASE := $(addprefix --ignore=tests/,kernel/sheets test_architecture.py cli/bench cli/test_matching.py cli/test_matching_spread.py)

help: ## Show these recipes
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

.venv/.runtime: requirements/runtime.txt pyproject.toml scripts/prepare-machine
	@scripts/prepare-machine runtime
	@$(UV) pip install --quiet -r requirements/runtime.txt
	@$(UV) pip install --quiet --no-deps --editable .
	@touch $@

# Kernels and translations are compiled anew whenever their sources change.
.venv/.prepared: .venv/.runtime $(wildcard $(addprefix src/sangsaeng/engine/,*/*.py */*/*.py)) $(wildcard src/sangsaeng/web/locale/*/LC_MESSAGES/*.po)
	@echo "Compiling kernels and translations (about a minute, once)"
	@$(BIN)/sangsaeng prepare
	@touch $@

.venv/.dev: .venv/.prepared requirements/dev.txt
	@scripts/prepare-machine dev
	@$(UV) pip install --quiet -r requirements/dev.txt
	@touch $@

setup: .venv/.dev ## Create .venv with the command .venv/bin/sangsaeng and all that tests need

demo: .venv/.prepared ## Open a running site with sample data (PORT=8000)
	@$(BIN)/sangsaeng demo --port $(PORT)

test: test-sqlite test-postgresql ## Run every test: SQLite with the browser, then PostgreSQL

test-sqlite: .venv/.dev
	$(PYTEST)

test-postgresql: .venv/.dev
	SANGSAENG_TEST_DATABASE=postgresql $(PYTEST) -m "not browser and not engine" $(WITHOUT_DATABASE)

check: lint types test ## What CI runs, word for word

lint: .venv/.dev ## Check form, templates, imports and docstrings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --lint --quiet src/sangsaeng
	$(BIN)/lint-imports
	$(BIN)/sangsaeng manage makemigrations --check --dry-run

types: .venv/.dev ## Check types
	$(BIN)/mypy

fmt: .venv/.dev ## Format the code
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format --quiet .

bench: .venv/.dev ## Measure timetables and matching beside their peers (DATA= a folder of judged texts)
	$(BIN)/sangsaeng bench timetable
	$(BIN)/sangsaeng bench matching $(if $(DATA),--data $(DATA))

messages: .venv/.dev ## Collect texts for translation
	scripts/collect-messages

vendor: ## Fetch the design system and fonts anew (needs npm; the result is committed)
	scripts/vendor-assets

pins: .venv/.dev ## Pin the versions of all dependencies (UPGRADE=--upgrade for the newest)
	$(UV) pip compile --quiet --no-header --no-annotate --python-version 3.11 $(UPGRADE) pyproject.toml -o requirements/runtime.txt
	$(UV) pip compile --quiet --no-header --no-annotate --python-version 3.11 $(UPGRADE) pyproject.toml --group dev -o requirements/dev.txt
