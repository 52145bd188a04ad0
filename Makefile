# Two commands do everything on a fresh Debian machine: make demo, make test.
BUILD := build
JOBS ?= $(shell nproc)
export JOBS

.PHONY: all setup build demo test reference golden format tidy clean

all: build

# Installs what is missing (apt, a Python environment in .venv); quick where all is there.
setup:
	@scripts/install.sh

$(BUILD)/build.ninja: | setup
	cmake -S . -B $(BUILD) -G Ninja

build: setup $(BUILD)/build.ninja
	@cmake --build $(BUILD) -j $(JOBS)

demo: build
	$(BUILD)/bin/np2gpu run samples/cupy_part01.py

test: build
	@scripts/test.sh

# The reference of operations, from the table.
reference: build
	$(BUILD)/bin/np2gpu-operations > docs/operations.md

# Rewrites the expectations of the lit tests that compare with a file; read the change that git shows.
golden: reference
	NP2GPU_GOLDEN=update .venv/bin/lit -q tests
	NP2GPU_GOLDEN=update .venv/bin/python -m pytest -q -p no:cacheprovider tests/test_readme.py

SOURCES = $(wildcard $(addsuffix /*.cpp,driver frontend ir codegen))

format:
	clang-format-22 -i $(SOURCES) $(wildcard $(addsuffix /*.h,driver frontend ir codegen))

tidy: build
	run-clang-tidy-22 -quiet -j $(JOBS) -p $(BUILD) $(SOURCES)

clean:
	rm -rf $(BUILD)
