# One command each; `make run` is all that a fresh machine needs (git, make, python3-venv).
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8501
FUZZ_SECONDS ?= 600
BIN := .venv/bin
CODE := app.py bench data pages tests zhiping
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# Compiled on all cores at once: pip by itself does so on one, which is nearly half of its time. Some packages bring files
# that are no Python of this version; they stay as they are.
COMPILE := $(BIN)/python -m compileall -q -j 0 .venv/lib >/dev/null || true
LOCALE := zhiping/locale
TEMPLATE := build/zhiping.pot

# Bytecode is kept whatever the shell says: else each process of the tests compiles the product and rewrites the tests anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test test-all tests system-packages lint format bench bench-peers mutants demo empty docs golden words lock audit

run: .venv/.runtime
	@$(BIN)/python -c 'import socket, sys; sys.exit(socket.socket().connect_ex(("127.0.0.1", $(PORT))) == 0)' || \
		{ echo "端口 $(PORT) 已被占用：治屏可能已在运行，请打开 http://127.0.0.1:$(PORT) ，或换一个端口：make run PORT=8601"; exit 1; }
	@echo "治屏 http://127.0.0.1:$(PORT) （按 Ctrl+C 停止）"
	@exec $(BIN)/streamlit run app.py --server.port $(PORT)

# Two things at a time: Python's packages and Debian's, then the lint and the tests, which wait for their browsers now and then.
test:
	@$(MAKE) --no-print-directory --jobs 2 lint tests

# What takes long: every drawn example, kills by the dozen, a hundred planted faults, the benches.
test-all:
	@ZHIPING_TEST_ALL=1 $(MAKE) --no-print-directory --jobs 2 lint tests
	$(BIN)/python -m tests.mutants --jobs 2
	$(BIN)/python -m bench

tests: .venv/.development system-packages
	$(BIN)/python -m pytest --numprocesses 4 --dist worksteal

system-packages:
	tests/system-packages.sh

lint: .venv/.development
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint queries

format: .venv/.development
	$(BIN)/ruff check --fix $(CODE)
	$(BIN)/ruff format $(CODE)

bench: .venv/.development bench-peers
	$(BIN)/python -m bench

# Beside the same dashboard made by others, some 20 minutes; `make docs` then writes its figures into docs/performance.md.
bench-peers: .venv/.development build/peers/.installed
	$(BIN)/python -m bench.peers

mutants: .venv/.development
	$(BIN)/python -m tests.mutants

# Ten minutes of broken files for the reader. atheris stands apart: 130 MB, which nothing else needs.
fuzz: .venv/.development build/fuzz/lib
	PYTHONPATH=build/fuzz/lib $(BIN)/python -m tests.fuzz $(FUZZ_SECONDS)

build/fuzz/lib:
	$(PIP) --no-deps --only-binary :all: --target $@ atheris==3.0.0

demo: .venv/.runtime
	$(BIN)/python -m zhiping.demo

empty: .venv/.runtime
	$(BIN)/python -m zhiping empty-demo

docs: .venv/.development
	$(BIN)/python -m zhiping docs
	$(BIN)/python -m tests.architecture
	$(BIN)/python -m bench.peers.document

golden: .venv/.development
	$(BIN)/python -m pytest --golden

words: .venv/.development
	@mkdir -p build
	$(BIN)/pybabel --quiet extract --project zhiping --version 0.1.0 --add-location file --sort-by-file -o $(TEMPLATE) app.py pages zhiping
	$(BIN)/pybabel --quiet update -D zhiping -i $(TEMPLATE) -d $(LOCALE) -l en --no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date

# The pins with the hashes of every file that the index has of them, for any Python and machine.
lock: build/tools/bin/uv
	for list in requirements requirements-dev bench/peers/requirements; do \
		build/tools/bin/uv pip compile $$list.txt --quiet --generate-hashes --universal --python-version 3.11 \
			--no-annotate --no-header --output-file $$list.lock; done

# Licences, and faults that are known of the packages (asked of the internet, where there is one).
audit: .venv/.runtime build/tools/bin/pip-audit
	@$(BIN)/python -m tests.supply build/tools/bin/pip-audit

build/tools/bin/uv build/tools/bin/pip-audit:
	@$(PYTHON) -m venv build/tools
	@build/tools/bin/python -m pip install --quiet --disable-pip-version-check uv==0.13.8 pip-audit==2.10.1

# A stamp is newer than the pins that it was installed from, so an unchanged machine starts without pip.
.venv/.runtime: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "需要 Python 3.11 或更新的版本；可用 make PYTHON=python3.12 指定。"; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv .venv || \
		{ echo "无法建立 .venv：请先安装 python3-venv（apt-get install python3-venv）。"; exit 1; }
	@echo "正在安装 $< 中的软件包（仅在清单变化时）"
	@$(PIP) --no-compile --require-hashes -r $<
	@$(COMPILE)
	@touch $@

.venv/.development: requirements-dev.lock .venv/.runtime
	@echo "正在安装 $< 中的软件包（仅在清单变化时）"
	@$(PIP) --no-compile --require-hashes -r $<
	@$(COMPILE)
	@touch $@

# What the bench compares with, apart from the product's own packages.
build/peers/.installed: bench/peers/requirements.lock
	@$(PYTHON) -m venv build/peers
	@build/peers/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@
