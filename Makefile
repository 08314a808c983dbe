# Needs Python 3.11 or newer and make; everything else is installed into .venv from the lock file.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
STAMP := .venv/.installed
OUT ?= out

.DEFAULT_GOAL := help

.PHONY: help
help: ## List these chores
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, found " + sys.version.split()[0] + "; set PYTHON=...")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing into .venv ..."
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.PHONY: setup
setup: $(STAMP) ## Create .venv from the lock file

.PHONY: demo
demo: $(STAMP) ## Extract the four articles with the built-in rules, print the records and write the report
	@$(BIN)/extractor run evals/gold/articles --backend rules --out $(OUT) --fresh
	@$(BIN)/extractor show $(OUT)
	@$(BIN)/extractor report $(OUT)

.PHONY: test
test: lint types layers ## All that CI runs: lint, types, layers, schemas, tests, offline evals
	@$(BIN)/pytest
	@$(BIN)/extractor eval --gate --out $(OUT)/eval

.PHONY: eval
eval: $(STAMP) ## Measure rules and replayed model answers on gold and challenge, against the committed baseline
	@$(BIN)/extractor eval --gate --out $(OUT)/eval

.PHONY: bench
bench: $(STAMP) ## Measure speed, overhead, memory and start-up (minutes); ONLY="rules memory" names scenarios
	@$(BIN)/python -m tests.bench $(ONLY)

.PHONY: lint
lint: $(STAMP) ## Check style with ruff
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

.PHONY: types
types: $(STAMP) ## Check types with mypy (strict)
	@$(BIN)/mypy

.PHONY: layers
layers: $(STAMP) ## Check that each layer imports only from those below it
	@$(BIN)/lint-imports --cache-dir .import_linter_cache

.PHONY: format
format: $(STAMP) ## Mend style where ruff can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

.PHONY: schemas
schemas: $(STAMP) ## Write schemas/json/ anew from the models
	@$(BIN)/python -c 'from schemas.export import write; write()'

.PHONY: lock
lock: ## Resolve the lock file anew (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --upgrade pyproject.toml --group dev --output-file requirements.lock

.PHONY: clean
clean: ## Take away what was built
	rm -rf .venv out .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
