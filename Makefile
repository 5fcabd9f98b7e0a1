# Fuwake. `make run` starts it, `make test` proves it; both set up what they need.
SHELL := /bin/bash
PYTHON ?= $(shell command -v python3 || command -v python)
VENV := .venv
BIN := $(VENV)/bin
PYTEST := $(BIN)/python -m pytest

.PHONY: run setup test soak lint bench bench-hosts bench-load bench-speed bench-verdict fit lock format clean audit deploy-lint image-check

run: setup
	@$(BIN)/python -m bot.config --has-token; case $$? in 0) exec $(BIN)/fuwake run ;; 1) exec $(BIN)/fuwake demo ;; *) exit 2 ;; esac

setup: $(VENV)/.runtime

$(VENV)/.runtime: requirements/runtime.txt pyproject.toml
	@PYTHON=$(PYTHON) deploy/scripts/venv.sh requirements/runtime.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.runtime
	@PYTHON=$(PYTHON) deploy/scripts/venv.sh requirements/dev.txt
	@touch $@

test: $(VENV)/.dev
	@deploy/scripts/test-packages.sh
	@$(MAKE) --no-print-directory lint
	$(PYTEST) -m "not soak" -n auto --maxprocesses 4 --dist loadfile

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

$(VENV)/.soak: requirements/soak.txt $(VENV)/.dev
	@PYTHON=$(PYTHON) deploy/scripts/venv.sh requirements/soak.txt
	@touch $@

soak: $(VENV)/.soak
	@deploy/scripts/test-packages.sh
	$(PYTEST) -m soak

bench: $(VENV)/.dev
	$(BIN)/python -m tests.bench.cost
	$(BIN)/python -m tests.bench.cold

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/python -m bot.config > .env.example

bench-load: $(VENV)/.dev
	$(BIN)/python -m tests.bench.load

# As root: each host gets a part of a core (cgroup v1).
bench-hosts: $(VENV)/.dev
	$(BIN)/python -m tests.bench.hosts

bench-speed: $(VENV)/.dev
	$(BIN)/python -m tests.bench.speed

# Real mail of both kinds lies in the folder that FUWAKE_CORPORA names; other folders go to `python -m tests.bench.verdict`.
PHISHING := phishing_pot ja_list_spam list_stamped_spam sa_spam_2
LEGITIMATE := list_ham sa_easy_ham_1 sa_hard_ham_1

bench-verdict: $(VENV)/.dev
	@test -n "$(FUWAKE_CORPORA)" || { echo "FUWAKE_CORPORA is not set"; exit 2; }
	$(BIN)/python -m tests.bench.verdict --phishing $(PHISHING:%=$(FUWAKE_CORPORA)/%) --legitimate $(LEGITIMATE:%=$(FUWAKE_CORPORA)/%) $(if $(JSON),--json $(JSON))

fit: $(VENV)/.dev
	$(BIN)/python -m tests.bench.fit $(if $(WRITE),--write)

# What the packages that we run on are known for; writes build/sbom.json.
audit: build/audit/.installed $(VENV)/.runtime
	@build/audit/bin/python deploy/scripts/audit.py

# The files in deploy/ by the tools of their trades; tests/house/test_deploy.py has what matters most without them.
deploy-lint: build/deploy/.installed
	@deploy/scripts/lint.sh build/deploy/bin

build/%/.installed: requirements/%.txt
	@$(PYTHON) -m venv build/$*
	@build/$*/bin/python -m pip install -qq --disable-pip-version-check --require-hashes --only-binary :all: -r $<
	@touch $@

# Builds the image by buildah and tries it; root only. deploy/scripts/image-check.sh tells how.
image-check:
	@deploy/scripts/image-check.sh

LOCK := $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate

lock: $(VENV)/.dev
	$(LOCK) pyproject.toml requirements/build.in -o requirements/runtime.txt
	$(LOCK) requirements/build.in -c requirements/runtime.txt -o requirements/build.txt
	$(LOCK) pyproject.toml requirements/build.in --group dev -c requirements/runtime.txt -o requirements/dev.txt
	$(LOCK) pyproject.toml requirements/build.in --group dev --group soak -c requirements/dev.txt -o requirements/soak.txt
	$(LOCK) requirements/audit.in -o requirements/audit.txt
	$(LOCK) requirements/deploy.in -o requirements/deploy.txt

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build *.egg-info
