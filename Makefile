# make demo: set up, ingest examples/, ask three questions.   make test: set up, check everything.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test check setup clean

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; assert sys.version_info >= (3, 11), "Wenmai needs Python 3.11 or newer; try: make PYTHON=python3.11"'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[vectors,neo4j,notebooks,dev]'
	touch $@

DEMO := $(BIN)/wenmai

demo: setup
	$(DEMO) ingest examples --home demo-home
	@echo
	$(DEMO) ask --home demo-home "谁联合印发了《关于推进云岭产业工匠培育的实施意见》？"
	@echo
	$(DEMO) ask --home demo-home "段怀山担任什么职务？"
	@echo
	$(DEMO) ask --home demo-home "哪些政策涉及职业技能等级认定？"
	@echo
	@echo "Now serve it:      $(DEMO) serve --home demo-home      and open http://127.0.0.1:8000/docs"
	@echo "Or read your own:  $(DEMO) ingest FOLDER"

test: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

clean:
	rm -rf $(VENV) wenmai-home demo-home
