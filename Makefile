# Two commands do everything on a fresh Debian machine: make demo, make test.
BUILD := build
NINJA := ninja -C $(BUILD)

.PHONY: all setup build demo test golden format clean

all: build

# Installs what is missing (apt, a Python environment in .venv); quick where all is there.
setup:
	@scripts/install.sh

$(BUILD)/build.ninja: | setup
	cmake -S . -B $(BUILD) -G Ninja

build: setup $(BUILD)/build.ninja
	$(NINJA)

demo: build
	$(BUILD)/bin/np2gpu run samples/cupy_part01.py

test: build
	@scripts/test.sh

format:
	clang-format-22 -i driver/*.h driver/*.cpp frontend/*.h frontend/*.cpp ir/*.h ir/*.cpp codegen/*.h codegen/*.cpp

clean:
	rm -rf $(BUILD)
