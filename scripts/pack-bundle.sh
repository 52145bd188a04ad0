#!/usr/bin/env bash
# Packs into .bundle/ (git-ignored, under 60 MB) what a clone needs on a machine that has neither LLVM nor a network: the
# static compiler, the Python module's library, and the BLAS that NumPy has, each as xz. The tests are the clone's own:
# scripts/gpu-suite.sh unpacks this and runs them there.
set -euo pipefail
cd "$(dirname "$0")/.."
bundle=.bundle
rm -rf "$bundle"
mkdir -p "$bundle"

pack() { xz -T0 -6 -c "$1" >"$bundle/$(basename "$1").xz"; }
pack build/bin/np2gpu
blas=$(ls .venv/lib/python3*/site-packages/scipy_openblas64/lib/libscipy_openblas64_.so)
pack "$blas"
# What the module's small extension is built of there.
if [ -e build/python/np2gpu/libnp2gpu.so ]; then
  pack build/python/np2gpu/libnp2gpu.so
  cp -r "$(.venv/bin/python -c 'import pybind11; print(pybind11.__path__[0])')" "$bundle/pybind11"
fi

size=$(du -sm "$bundle" | cut -f1)
echo "$bundle: $size MB"
[ "$size" -lt 60 ]
