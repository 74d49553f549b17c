# `make help` lists what can be typed. Everything lands in .venv/ and var/; nothing is installed by hand.

BIN := .venv/bin
PYTHON := $(BIN)/python
MANAGE := $(PYTHON) manage.py
ADDRESS ?= 127.0.0.1:8000
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help run test install ready serve worker shell lint types format bench bench-importing bench-search bench-api bench-linking bench-desk fuzz-api train lock messages schema screenshots clean

help: ## This list
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# --- the two commands ---------------------------------------------------------------------------

run: ready ## Set up, import and extract the samples, show the claims, serve the site
	@$(MANAGE) demo --site http://$(ADDRESS)
	@$(MAKE) --no-print-directory serve

test: .venv/tests-installed ## Everything: lint, types, rooms, tests, the browser's included
	@scripts/require-debian.sh chromium chromium fonts-noto-cjk
	@$(MAKE) --no-print-directory lint types
	@# One seed, so that every process collects its cases in the same order.
	@PYTHONHASHSEED=0 $(PYTHON) -m pytest -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder

# --- pieces -------------------------------------------------------------------------------------

install: .venv/installed ## The virtual environment with what the service needs

.venv/bin/python:
	@scripts/make-venv.sh .venv

.venv/installed: requirements.txt | .venv/bin/python
	@echo "Installing requirements.txt into .venv"
	@$(PYTHON) -m pip install --quiet --requirement requirements.txt
	@touch $@

.venv/tests-installed: requirements-dev.txt .venv/installed
	@echo "Installing requirements-dev.txt into .venv"
	@$(PYTHON) -m pip install --quiet --requirement requirements-dev.txt
	@touch $@

ready: install ## The database, the static files, the roles and the first administrator
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@$(MANAGE) set_up

serve: install ## The site and one worker, until Ctrl-C (after make ready, or make run)
	@# In sessions of their own: Ctrl-C reaches this shell only, which ends both once and in order.
	@setsid $(MANAGE) worker & worker=$$!; \
	 setsid $(BIN)/gunicorn config.wsgi --bind $(ADDRESS) --workers 2 --threads 4 --timeout 300 --log-level warning & site=$$!; \
	 trap 'kill $$worker $$site 2>/dev/null' INT TERM; \
	 wait $$site; kill $$worker 2>/dev/null; wait

worker: install ## One worker for the jobs (start as many as you like, on any machine)
	@$(MANAGE) worker

shell: install ## Django's shell
	@$(MANAGE) shell

lint: .venv/tests-installed ## ruff, and the arrows between the rooms
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports --no-cache

types: .venv/tests-installed ## mypy, strict on the pure rooms
	@$(BIN)/mypy .

format: .venv/tests-installed ## Let ruff rewrite what it can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: .venv/tests-installed ## Speed and memory of reading and extraction, as ratios within one run
	@test -x .venv-bench/bin/python || scripts/make-venv.sh .venv-bench
	@.venv-bench/bin/python -m pip install --quiet --requirement requirements-bench.txt
	@$(PYTHON) -m tests.bench

ARTICLES ?= 5000
bench-importing: .venv/tests-installed ## ARTICLES=5000 generated articles through two workers, one of them killed
	@$(PYTHON) -m tests.bench_importing --articles $(ARTICLES)

CLAIMS ?= 200000
bench-search: .venv/tests-installed ## The search over CLAIMS=200000 generated claims
	@$(PYTHON) -m tests.bench_search --claims $(CLAIMS)

bench-api: .venv/tests-installed ## Lists and exports of the API over CLAIMS=200000 generated claims
	@$(PYTHON) -m tests.bench_api --claims $(CLAIMS)

bench-linking: .venv/tests-installed ## The time of a suggested link among CLAIMS=200000 generated claims
	@$(PYTHON) -m tests.bench_linking --claims $(CLAIMS)

bench-desk: .venv/tests-installed ## The desk of an article with 200 claims
	@$(PYTHON) -m tests.bench_desk

EXAMPLES ?= 60
fuzz-api: .venv/tests-installed ## EXAMPLES=60 made-up requests an operation, as every role, against the OpenAPI document
	@API_EXAMPLES=$(EXAMPLES) API_ROLES=anonymous,analyst,editor,reviewer,administrator \
	 $(PYTHON) -m pytest -q -s tests/config/api/test_contract.py

train: ## Train the tagger anew (needs ACCORDING_SHARED or ../shared; some seventy minutes on two cores)
	@test -x .venv-training/bin/python || scripts/make-venv.sh .venv-training
	@.venv-training/bin/python -m pip install --quiet --requirement requirements-training.txt
	@.venv-training/bin/python -m claims.extraction.training --shared "$${ACCORDING_SHARED:-../shared}" --out var/training

lock: ## Pin the requirements again, for Debian 12's own Python (a later 3.11 would admit more)
	@test -x .venv-lock/bin/python || /usr/bin/python3.11 -m venv .venv-lock
	@.venv-lock/bin/python -m pip install --quiet --upgrade pip pip-tools
	@for name in requirements requirements-dev; do \
	  .venv-lock/bin/pip-compile --quiet --no-emit-index-url --no-emit-find-links --strip-extras \
	    --no-header --no-annotate --output-file $$name.txt $$name.in || exit 1; done

messages: .venv/tests-installed ## Collect the words to translate, compile the translations, name what is missing
	@$(PYTHON) -m tests.translations

schema: .venv/tests-installed ## Write the API's schema anew
	@UPDATE_GOLDEN=1 $(PYTHON) -m pytest -q tests/config/api/test_schema.py

screenshots: .venv/tests-installed ## Picture the running site (make run) for the README
	@scripts/require-debian.sh chromium chromium fonts-noto-cjk
	@$(PYTHON) -m tests.e2e.screenshots http://$(ADDRESS) docs/screenshots

clean: ## Throw away var/: the database, the originals, the administrator
	@rm -rf var
