#!/usr/bin/env bash
# Builds the package for another Python beside a prebuilt compiler library: only the small extension is compiled, with
# any C++20 compiler; neither LLVM nor CMake is needed, only that Python's headers, NumPy and pybind11.
#
#   scripts/build-native.sh build/python/np2gpu/libnp2gpu.so OUTPUT     then: PYTHONPATH=OUTPUT python3 -c 'import np2gpu'
set -euo pipefail
library=$(realpath "$1")
output=$(realpath -m "$2")/np2gpu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
mkdir -p "$output"
cp python/np2gpu/*.py "$output"
cp "$library" "$output/libnp2gpu.so"
includes="$("$python" -m pybind11 --includes) -isystem $("$python" -c 'import numpy; print(numpy.get_include())')"
suffix=$("$python" -c 'import sysconfig; print(sysconfig.get_config_var("EXT_SUFFIX"))')
# shellcheck disable=SC2086  # several options
"${CXX:-g++}" -std=c++20 -O2 -fPIC -shared -fvisibility=hidden -I. $includes python/native/*.cpp \
  -o "$output/_native$suffix" -L"$output" -lnp2gpu '-Wl,-rpath,$ORIGIN'
