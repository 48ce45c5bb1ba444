# make app    installs, builds the index from corpus/ and starts the chat on http://127.0.0.1:7860
# make test   installs, checks style, types and imports, and runs the tests
# make test-browser   uses the pages in Chromium, which is installed where it is missing; make screenshots takes the README's pictures
PYTHON ?= python3
VENV   := .venv
RUN    := $(VENV)/bin
ORIGINALS ?= $(or $(CLAUSEWISE_ORIGINALS),../shared/seeds)

export GRADIO_ANALYTICS_ENABLED := False
export ANONYMIZED_TELEMETRY := False
export HF_HUB_OFFLINE := 1
export TRANSFORMERS_OFFLINE := 1

.PHONY: app test test-browser timing-browser screenshots setup lint eval bench peers baseline docs lock clean

app: setup
	$(RUN)/clausewise serve

# files of tests side by side, as many at a time as there are processors: each worker takes about 2 GB
test: setup lint
	$(RUN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

test-browser: setup
	chromium="$$(sh tests/browser/chromium.sh)" && CLAUSEWISE_CHROMIUM="$$chromium" $(RUN)/python -m pytest tests/browser

timing-browser: setup
	chromium="$$(sh tests/browser/chromium.sh)" && CLAUSEWISE_CHROMIUM="$$chromium" $(RUN)/python -m tests.browser.timing

screenshots: setup
	chromium="$$(sh tests/browser/chromium.sh)" && CLAUSEWISE_CHROMIUM="$$chromium" $(RUN)/python -m tests.browser.screenshots docs/images

setup: $(VENV)/installed

$(VENV)/installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Clausewise needs Python 3.11 or later")'
	$(PYTHON) -m venv $(VENV)
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

lint: setup
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/lint-imports

# both are run, whichever falls
eval: setup
	status=0; $(RUN)/python -m evals || status=$$?; \
	if [ -d "$(ORIGINALS)" ]; then $(RUN)/python -m evals --originals "$(ORIGINALS)" || status=$$?; fi; exit $$status

# a run's figures as those that later runs are held to, and that `make docs` shows
baseline: setup
	$(RUN)/python -m evals --write-baseline
	$(RUN)/python -m evals --write-baseline --originals "$(ORIGINALS)"
	$(RUN)/python -m evals --write-baseline --split dev --fast

docs: setup
	$(RUN)/python -m evals.docs

bench: setup
	$(RUN)/python -m evals.bench

peers: setup
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --no-deps --requirement requirements-peers.lock
	$(RUN)/python -m evals.peers --write

lock:
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet --editable '.[test,browser,model]'
	build/lock/bin/python -m pip freeze --exclude-editable | sed 's/+cpu$$//' > requirements.lock
	build/lock/bin/python -m pip install --quiet --editable '.[peers]' --constraint requirements.lock
	build/lock/bin/python -m pip freeze --exclude-editable | sed 's/+cpu$$//' | grep -vxFf requirements.lock > requirements-peers.lock
	rm -rf build/lock

clean:
	rm -rf $(VENV) build dist *.egg-info
