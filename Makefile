# One-word commands. Needed on the machine: Python 3.11 or newer, make, git.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-emit-find-links --no-annotate --no-header
export NO_MKDOCS_2_WARNING := 1
export PIP_ROOT_USER_ACTION := ignore

.DEFAULT_GOAL := help
.PHONY: help serve site example book test check accept lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: $(VENV)/.site ## look at the site while articles change: http://127.0.0.1:8000/
	@echo "Starting; the site will be at http://127.0.0.1:8000/ (end with Ctrl-C). Save an article in seeds/ and the page reloads."
	@$(BIN)/python -m mkdocs serve

site: $(VENV)/.site ## the finished site in site/, to be copied or opened by double click
	@$(BIN)/python tools/publish.py

example: $(VENV)/.site ## an invented district with every kind of progress, in build/example/
	@SOURCE_DATE_EPOCH=0 $(BIN)/python -m mkdocs build --quiet --config-file examples/mkdocs.yml
	@echo "The example is in build/example/: open build/example/index.html by double click."

book: $(VENV)/.dev ## the briefing as one PDF, or a part of it: make book SECTION=districts, make book BODY=区商务局
	@$(BIN)/python tools/publish.py
	@$(BIN)/python tools/book.py --section "$(SECTION)" --body "$(BODY)"

test: $(VENV)/.dev ## all tests, in a real browser too
	@tools/need-chromium
	@$(BIN)/python -m pytest -q

check: $(VENV)/.dev ## style and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

accept: $(VENV)/.dev ## renew the golden site after a change that is meant; read the diff before committing it
	@$(BIN)/python -m tests.accept

lock: ## renew the lock files (needs uv); no host stands in them
	@echo 'setuptools>=77' | $(COMPILE) pyproject.toml - --output-file requirements.lock
	@echo 'setuptools>=77' | $(COMPILE) --extra dev pyproject.toml - --output-file requirements-dev.lock

clean: ## remove everything that the commands made; articles and pages stay
	@rm -rf $(VENV) build site .pytest_cache .mypy_cache .ruff_cache .hypothesis .cache
	@echo "Removed $(VENV), build, site and the caches of the tools."

$(VENV)/.made:
	@tools/make-venv $(VENV)
	@touch $@

$(VENV)/.site: requirements.lock pyproject.toml $(VENV)/.made
	@echo "Installing what the site needs, as fixed in requirements.lock ..."
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml $(VENV)/.made
	@echo "Installing what the site and its tests need, as fixed in requirements-dev.lock ..."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $(VENV)/.site $@
