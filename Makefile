# Bare `make` lists what there is. `make demo` and `make test` set up all they need on a fresh machine.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV ?= .venv
PYTHON := $(VENV)/bin/python
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
PIP := $(PYTHON) -m pip install --quiet --disable-pip-version-check
DEMO := build/demo
DEMO_REPORT := cells-agriculture-2022.txt
WHEEL := build/wheel
BASELINE := eval/baselines/layout.json
FAULTS := 60

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: setup
setup: $(DEV) ## Create .venv with everything needed to work on the project

.PHONY: demo
demo: $(RUNTIME) ## Read the demo reports and show a wrong total being caught
	@rm -rf $(DEMO) && mkdir -p $(DEMO)
	@$(call finds,$(VENV)/bin/gouji run eval/demo --db $(DEMO)/gouji.db)
	@$(call finds,$(VENV)/bin/gouji check $(DEMO_REPORT) --db $(DEMO)/gouji.db)
	@$(VENV)/bin/gouji summarise $(DEMO_REPORT) --db $(DEMO)/gouji.db
	@$(call finds,$(VENV)/bin/gouji check --out $(DEMO)/notices --db $(DEMO)/gouji.db)
	@$(VENV)/bin/gouji export $(DEMO_REPORT) --db $(DEMO)/gouji.db | grep -q '"verdict": *"source_defect"' || \
	  { echo "the wrong total of $(DEMO_REPORT) was not put down to the document" >&2; exit 1; }

.PHONY: test
test: $(DEV) ## Run the tests (offline)
	$(PYTHON) -m pytest -q -n auto

.PHONY: generated
generated: $(DEV) ## Read two thousand generated reports and hold the reader to what is claimed of it
	$(PYTHON) -m tests.generator --n 2000 --seed 0 --require

.PHONY: gate
gate: $(DEV) ## Score the shipped reports, inject faults, and fail if anything is worse than the baseline
	$(VENV)/bin/gouji eval --mutate --faults $(FAULTS) --against $(BASELINE) --max-p95 1

.PHONY: bless
bless: $(DEV) ## Make what the reader scores now the baseline
	$(VENV)/bin/gouji eval --mutate --faults $(FAULTS) --against $(BASELINE) --bless

.PHONY: accuracy
accuracy: $(DEV) ## Measure what docs/accuracy.md publishes, and write it (GOUJI_CORPUS: folder of real reports)
	$(PYTHON) -m tests.accuracy

.PHONY: check
check: $(DEV) ## Check format, lint, types, import contracts and docs
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/mypy tests/typing_api.py
	$(VENV)/bin/lint-imports --no-cache
	$(PYTHON) -m pytest -q tests/test_docs.py

.PHONY: pages
pages: $(DEV) ## Write the generated part of docs/forms.md and the summaries in docs/summaries anew
	$(PYTHON) -m tests.pages
	$(PYTHON) -m tests.summary_pages

.PHONY: bench
bench: $(DEV) ## Time the reading of reports and the calls to a model, and count tokens
	$(PYTHON) -m tests.bench
	$(PYTHON) -m tests.bench_model

.PHONY: killed
killed: $(DEV) ## Kill a run over two thousand reports twenty times, and compare its store with one left in peace
	$(PYTHON) -m tests.kills --reports 2000 --kills 20

.PHONY: pictures
pictures: $(DEV) ## Draw the pictures of the documentation anew (needs Chromium and a Chinese font)
	$(PYTHON) -m tests.pictures

.PHONY: wheel
wheel: $(DEV) ## Build the wheel and run the tests against it in a clean environment
	rm -rf $(WHEEL) && mkdir -p $(WHEEL)
	$(PYTHON) -m build --wheel --no-isolation --outdir $(WHEEL) . > $(WHEEL)/build.log || { cat $(WHEEL)/build.log; exit 1; }
	.ci/test-wheel $(PYTHON) $(WHEEL)/*.whl

# For another machine: make bundle PLATFORM=win_amd64 PYVER=311. With an optional format: make bundle EXTRAS=parquet.
.PHONY: bundle
bundle: $(DEV) ## Collect all that an installation without network needs, and try it without one
	@mkdir -p build && $(PYTHON) .ci/bundle.py --extras $(EXTRAS) --platform $(PLATFORM) --python "$(PYVER)" > build/bundle.name && \
	  cat build/bundle.name
	$(if $(PLATFORM)$(PYVER),@echo "made for another machine: not tried here",.ci/test-bundle $(abspath $(PYTHON)) "$$(cat build/bundle.name)")

.PHONY: clean
clean: ## Remove what was built, and .venv
	rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis $(VENV)

$(RUNTIME): pyproject.toml constraints.txt | $(PYTHON)
	$(PIP) -c constraints.txt -e .
	@touch $@

$(DEV): pyproject.toml constraints.txt | $(PYTHON)
	$(PIP) -c constraints.txt -e '.[dev]'
	@touch $@ $(RUNTIME)

$(PYTHON):
	@for python in python3.13 python3.12 python3.11 python3; do \
	  if "$$python" -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null; then \
	    echo "creating $(VENV) with $$python"; exec "$$python" -m venv $(VENV); \
	  fi; \
	done; \
	echo "no Python 3.11 or newer (with venv) on PATH: install one, then run make again" >&2; exit 1

# Exit code 1 says "a person is needed": here it is the point. 0 would mean the defect went unseen; 2 and up, a breakage.
define finds
echo '$$ gouji $(wordlist 2,99,$(1))'; status=0; $(1) || status=$$?; echo; \
test $$status -eq 1 || { echo "expected exit code 1 (a person is needed), got $$status" >&2; exit 1; }
endef
