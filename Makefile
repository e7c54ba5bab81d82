# What contributors type. Each target makes the environment first if it isn't there.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: check test cover words bench soak demo

.venv/made: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q -c constraints.txt -e '.[dev]'
	touch .venv/made

check: .venv/made ## what CI checks before the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: .venv/made ## the tests of today (see tests/soaking.py)
	$(BIN)/python -m pytest -n 4 --dist worksteal

cover: .venv/made ## the same, and which lines they reach: a third slower
	$(BIN)/python -m pytest -n 4 --dist worksteal --cov --cov-report=term

words: .venv/made ## what the hub says, for those who translate it
	$(BIN)/python -m hub.languages.gathering

bench: .venv/made ## ratios, each with its limit
	$(BIN)/python -m tests.bench

soak: .venv/made ## the long runs
	HUB_TEST_SOAK=full $(BIN)/python -m pytest -m "soak or shared or again or hypothesis" --timeout=0

demo: .venv/made ## a made-up hub to look around in
	$(BIN)/hub demo
