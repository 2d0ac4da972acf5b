# planmonitor: every target sets up what it needs; Python 3.11 or newer and make are enough.
PYTHON ?= python3
YEAR   ?= 2023
# Options for the command behind a target, such as: make lab OPTIONS=--no-browser
OPTIONS ?=
VENV   := .venv
BIN    := $(VENV)/bin
UV     := $(BIN)/uv
READY  := $(VENV)/.ready

# Each worker takes one test file at a time; tests/conftest.py says how many workers there are, and
# puts the short files last.
PARALLEL := --dist loadfile --no-loadscope-reorder
# The tests that `make quick` runs; tests/starting.py says how a test gets its marker.
QUICK := not kernel and not browser and not process and not slow

export UV_COMPILE_BYTECODE := 1
# Without bytecode, each command that a test starts compiles the sources again.
unexport PYTHONDONTWRITEBYTECODE
export UV_NO_PROGRESS := 1
# Use the machine's certificates: a public body's network often has its own.
export UV_SYSTEM_CERTS := true

.PHONY: help report preview quick fast-tests test tests programs ci lint format gallery lab hooks pictures bench lock clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

report: $(READY) ## build the tables, run the notebooks and write the report of YEAR (2023)
	@$(BIN)/planmonitor report $(YEAR) $(OPTIONS)

preview: $(READY) ## show the draft of YEAR in the browser, and update it at each save
	@$(BIN)/planmonitor preview $(YEAR) $(OPTIONS)

quick: ## lint, and the tests that take a moment: under a minute, the first time two
	@echo "Linting, and running the fast tests ..."
	@$(MAKE) --no-print-directory --jobs=2 lint fast-tests
	@echo "Left out: tests that are slow or start a kernel, a browser or a process. make test runs all."

fast-tests: $(READY)
	@$(BIN)/python -m pytest -n logical $(PARALLEL) --quiet -m "$(QUICK)"

test: ## lint, and every test
	@$(MAKE) --no-print-directory --jobs=2 lint tests

tests: $(READY) programs
	@$(BIN)/python -m pytest -n auto $(PARALLEL) -m "not service"

programs:
	@sh tests/browser.sh
	@sh tests/office.sh

ci: $(READY) ## run each step of the workflows in fresh clones of the last commit: minutes
	@$(BIN)/python -m pytest -s -m service

lint: $(READY) ## check style, types, imports between layers, and unused code
	@$(BIN)/ruff check --quiet .
	@# Windows has another encoding by default. The rule is new, so ruff asks for --preview.
	@$(BIN)/ruff check --quiet --preview --select PLW1514 .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-cache >/dev/null || $(BIN)/lint-imports --no-cache
	@$(BIN)/python scripts/unused.py

format: $(READY) ## format the code, and fix what ruff can fix
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format --quiet .

gallery: $(READY) ## draw every chart on one page, reports/gallery.html
	@$(BIN)/planmonitor data $(YEAR) >/dev/null
	@mkdir -p reports
	@$(BIN)/python -m analysis.desk.gallery.page --year $(YEAR) --out reports/gallery.html
	@echo "The gallery is at $(CURDIR)/reports/gallery.html"

lab: $(READY) ## open JupyterLab on the notebooks, with the project's kernel
	@$(BIN)/planmonitor lab $(OPTIONS)

hooks: $(READY) ## let git strip notebook outputs, and check each commit (once per clone)
	@sh scripts/git-hooks.sh

pictures: $(READY) ## take the README's screenshots again, from the report of YEAR
	@$(BIN)/planmonitor report $(YEAR) --quiet
	@$(BIN)/python scripts/pictures.py $(YEAR)

bench: $(READY) ## measure how fast reports are made, next to papermill and others
	@$(BIN)/python benchmarks/report.py
	@$(BIN)/python benchmarks/tables.py

lock: $(UV) ## update requirements.lock from pyproject.toml
	@$(UV) pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url \
		--no-annotate --python-version 3.11 --all-extras pyproject.toml -o requirements.lock

clean: ## remove the environment, caches, typed tables and reports
	rm -rf $(VENV) .cache data/processed reports .mypy_cache .ruff_cache .pytest_cache .hypothesis

# The environment follows requirements.lock. uv itself comes from the lock, checked by its hash,
# and installs the rest.
$(READY): $(UV) requirements.lock pyproject.toml
	@echo "Setting up the environment in $(VENV) (once, and when requirements.lock changes)"
	@VIRTUAL_ENV=$(VENV) $(UV) pip sync --quiet --require-hashes requirements.lock
	@VIRTUAL_ENV=$(VENV) $(UV) pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "planmonitor needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Choose another with: make PYTHON=python3.12")'
	@$(PYTHON) -m venv $(VENV)
	@awk '/^uv==/ {found = 1} found {print} found && !/\\$$/ {exit}' requirements.lock > $(VENV)/uv.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $(VENV)/uv.lock
