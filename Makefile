# Everything a developer runs. `make help` lists it. Needs python3 and the network; uv and Python 3.13 fetch themselves.

UV_VERSION := 0.13.8
SAM_CLI_VERSION := 1.170.0

PORT ?= 8000
STORE ?= memory
STAGE ?= dev

UV := $(shell command -v uv || echo $(CURDIR)/.tools/bin/uv)
SYNCED := .venv/.synced
KERNEL := src/adapters/planning/kernel/week.so
SAM := uvx --quiet --from aws-sam-cli==$(SAM_CLI_VERSION) sam
SUITES := integration infrastructure contracts conversations unit handlers statemachines architecture
BENCHES := $(filter-out __init__,$(basename $(notdir $(wildcard bench/*.py))))

export PATH := $(CURDIR)/.venv/bin:$(CURDIR)/.tools/bin:$(PATH)
export SAM_CLI_TELEMETRY := 0
# Compiled once, not by every process anew: the tests start many.
export PYTHONDONTWRITEBYTECODE :=
MAKEFLAGS += --no-print-directory

.DEFAULT_GOAL := help
.PHONY: help install run chat test check format docs e2e build bench food-table food-layer deploy

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))
	@echo "  make bench-NAME one of them: $(subst _,-,$(BENCHES))"

install: $(KERNEL) ## fetch uv, Python 3.13, the locked packages; compile the kernel (other targets do it when needed)

run: $(KERNEL) ## the whole stack on this machine (PORT=8000, STORE=memory or dynamodb)
	@PORT=$(PORT) STORE=$(STORE) exec python -m local

chat: $(SYNCED) ## talk to the coach in the terminal
	@exec platewise chat --url http://localhost:$(PORT)

test: $(KERNEL) ## the tests that need nothing but Python, with coverage
	@python -m pytest -q -n 2 --dist worksteal --cov --cov-report= $(wildcard $(addprefix tests/,$(SUITES)))
	@echo "Branch coverage of the domain (100 %):"
	@coverage report --include='src/domain/*' --fail-under=100
	@echo "Branch coverage of the rest (at least 90 %):"
	@coverage report --omit='src/domain/*' --fail-under=90

check: $(KERNEL) ## format, lint, types, imports, foods, recipes, template; changes nothing
	@ruff format --check --quiet .
	@ruff check --quiet .
	@mypy --no-error-summary
	@lint-imports --no-logo
	@python -m scripts.generate_docs --check
	@platewise foods lint
	@platewise recipes lint
	@cfn-lint template.yaml
	@AWS_DEFAULT_REGION=us-east-1 $(SAM) validate

format: $(SYNCED) ## format, and mend what the linter can
	@ruff format .
	@ruff check --fix .

docs: $(KERNEL) ## write the documents that are generated from code
	@python -m scripts.generate_docs

e2e: $(KERNEL) ## the whole product: as it is built, in a browser, on DynamoDB Local and Redis, every talk (Debian's packages)
	@scripts/ensure_commands.sh chromium=chromium java=default-jre-headless mvn=maven \
		redis-server=redis-server
	@python -m local.dynamodb_local fetch
	@python -m pytest -q -m "dynamodb_local or redis_server" tests
	@python -m pytest -q -n 2 --dist loadfile tests/e2e

build: $(KERNEL) ## one artifact per function in .aws-sam/build, and their sizes
	@AWS_DEFAULT_REGION=us-east-1 $(SAM) build
	@python -m scripts.artifact_sizes .aws-sam/build

# What `sam build` calls, once per function, with ARTIFACTS_DIR.
build-%Function: $(KERNEL)
	@python -m scripts.build_artifact $(shell echo $* | tr A-Z a-z) "$(ARTIFACTS_DIR)"

bench: $(addprefix bench-,$(subst _,-,$(BENCHES))) ## every measurement, one JSON object each

bench-%: $(KERNEL)
	@python -m bench.$(subst -,_,$*)

ifdef AGAINST
bench-meals: $(KERNEL) # beside rapidfuzz, SQLite's full-text search and ingredient-parser-nlp
	@$(UV) sync --locked --quiet --group compare
	@python -m bench.meals --against
endif

food-table: $(SYNCED) ## food_table/usda.sqlite from your USDA downloads (FNDDS="DIR ..." SR28=DIR)
	@platewise foods build $(addprefix --fndds ,$(FNDDS)) $(addprefix --sr28 ,$(SR28))

food-layer: $(SYNCED) ## the built food table packed as a Lambda layer
	@python -m scripts.food_layer

deploy: $(SYNCED) ## check what is missing, build, deploy to AWS (STAGE=dev or prod)
	@python -m scripts.preflight $(STAGE)
	@$(MAKE) build
	@$(SAM) deploy --config-env $(STAGE)

$(SYNCED): pyproject.toml uv.lock | $(UV)
	@$(UV) sync --locked --quiet
	@touch $@

# The search for a week, compiled for this machine (ADR 0025).
$(KERNEL): $(KERNEL:.so=.c) $(KERNEL:.so=.h) scripts/build_kernel.py $(SYNCED)
	@python -m scripts.build_kernel

$(CURDIR)/.tools/bin/uv:
	@python3 -m venv .tools
	@.tools/bin/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
