# `make demo` and `make test` set up all they need by themselves.
PYTHON ?= python3
VENV := .venv
PEERS := .venv-bench
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
STAMP := $(VENV)/.ready

.PHONY: demo test lint types unit cases answers goldens docs bench wheel clean help

help: ## say what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(STAMP): pyproject.toml src/jmap/__init__.py
	@echo "setting up $(VENV)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "jmap needs Python 3.11 or newer; name one with PYTHON=...")'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@$(BIN)/python -c 'import pathlib; pathlib.Path("$(STAMP)").touch()'

$(VENV)/.ready-to-test: $(STAMP) tests/requirements.txt tests/install-browser.sh tests/install-spark.sh
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	@sh tests/install-browser.sh
	@sh tests/install-spark.sh $(BIN)/python
	@touch $@

# The peers of the analysis live by themselves: nothing of theirs may come near the project.
$(PEERS)/.ready: bench/requirements.txt
	@$(PYTHON) -m venv $(PEERS)
	@$(PEERS)/$(notdir $(BIN))/python -m pip install --quiet --disable-pip-version-check -r bench/requirements.txt
	@touch $@

demo: $(STAMP) ## validate, audit and render the example, then say what to open
	@echo "$$ jmap validate examples/saas"
	@$(BIN)/jmap validate examples/saas
	@echo
	@echo "$$ jmap audit examples/saas"
	@$(BIN)/jmap audit examples/saas
	@echo
	@echo "$$ jmap render examples/saas -o site"
	@$(BIN)/jmap render examples/saas -o site

test: lint types unit ## all checks and all tests

lint: $(VENV)/.ready-to-test ## ruff
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/.ready-to-test ## strict types
	@$(BIN)/mypy

unit: $(VENV)/.ready-to-test ## the test suite
	@$(BIN)/python -m pytest -n auto --dist loadgroup

cases: $(VENV)/.ready-to-test ## write the expected output of the rules' cases anew, for review
	@$(BIN)/python tests/rules/harness.py --write

answers: $(VENV)/.ready-to-test ## keep what the rules of the audit answer now
	@$(BIN)/python -m tests.rules.revisions --write

goldens: $(VENV)/.ready-to-test ## write what each format and output makes of the tests' examples anew, for review
	@$(BIN)/python -m tests.formats.goldens --write
	@$(BIN)/python -m tests.render.outputs.goldens --write
	@$(BIN)/python -m tests.report.goldens --write

docs: $(VENV)/.ready-to-test ## write the generated reference pages
	@$(BIN)/python docs/generate.py

bench: $(VENV)/.ready-to-test $(PEERS)/.ready ## measure start-up and speed, as ratios
	@$(BIN)/python bench/startup.py
	@$(BIN)/python bench/validate.py
	@$(BIN)/python bench/render.py
	@$(BIN)/python bench/audit.py
	@$(BIN)/python bench/analyze.py 1 10 50

wheel: $(VENV)/.ready-to-test ## build a wheel into dist/
	@$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .

clean: ## take away all that was made
	rm -rf $(VENV) $(PEERS) site dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
