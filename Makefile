# planmonitor: `make report` and `make test` do all the set-up on a machine with Python 3.11+ and make.
PYTHON ?= python3
YEAR   ?= 2023
VENV   := .venv
BIN    := $(VENV)/bin
UV     := $(BIN)/uv
READY  := $(VENV)/.ready

# All tests: a file at a time on each core, folder by folder, so that the short ones come last.
PARALLEL := -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder

export UV_COMPILE_BYTECODE := 1
export UV_NO_PROGRESS := 1
# The certificates of the machine: networks of public bodies often have one of their own.
export UV_SYSTEM_CERTS := true

.PHONY: help report test lint format gallery lab hooks pictures bench lock clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

report: $(READY) ## data, notebooks and the combined report of YEAR (2023)
	@$(BIN)/planmonitor report $(YEAR)

test: $(READY) ## lint, types, layers and all tests
	@$(MAKE) --no-print-directory lint
	@sh tests/browser.sh
	@sh tests/office.sh
	@$(BIN)/python -m pytest $(PARALLEL)

lint: $(READY) ## style, types and layers
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-cache >/dev/null || $(BIN)/lint-imports --no-cache

format: $(READY) ## put the code in the project's form
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format --quiet .

gallery: $(READY) ## every chart on one page: reports/gallery.html
	@$(BIN)/planmonitor data $(YEAR) >/dev/null
	@mkdir -p reports
	@$(BIN)/python -m analysis.desk.gallery.page --year $(YEAR) --out reports/gallery.html
	@echo "The gallery lies at $(CURDIR)/reports/gallery.html"

lab: $(READY) ## JupyterLab on the notebooks, with the project's kernel
	@$(BIN)/planmonitor lab

hooks: $(READY) ## git leaves outputs of notebooks out, and checks before each commit
	@sh scripts/git-hooks.sh

pictures: $(READY) ## the pictures of the README, taken again from the report of YEAR
	@$(BIN)/planmonitor report $(YEAR) --quiet
	@$(BIN)/python scripts/pictures.py $(YEAR)

bench: $(READY) ## the speed of a report beside papermill and others, and of large tables
	@$(BIN)/python benchmarks/report.py

lock: $(UV) ## renew requirements.lock from pyproject.toml
	@$(UV) pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url \
		--no-annotate --python-version 3.11 --all-extras pyproject.toml -o requirements.lock

clean: ## remove what can be made again
	rm -rf $(VENV) .cache data/processed reports .mypy_cache .ruff_cache .pytest_cache .hypothesis

# The environment is made once, and made to equal the lock again when the lock changes.
# uv comes from the same lock, checked by its hash, and installs the rest.
$(READY): $(UV) requirements.lock pyproject.toml
	@echo "Making the environment in $(VENV) (once; again when requirements.lock changes)"
	@VIRTUAL_ENV=$(VENV) $(UV) pip sync --quiet --require-hashes requirements.lock
	@VIRTUAL_ENV=$(VENV) $(UV) pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "planmonitor needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Choose another with: make PYTHON=python3.12")'
	@$(PYTHON) -m venv $(VENV)
	@awk '/^uv==/ {found = 1} found {print} found && !/\\$$/ {exit}' requirements.lock > $(VENV)/uv.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $(VENV)/uv.lock
