"""Builds one C++ file that runs per-element functions of runtime/device over arrays, and calls it on NumPy arrays.

Each case is (name, C++ expression over x and y, input dtypes, output dtype). Compiled as kernels are: Clang, -O3, for
this processor, without contraction.
"""

import ctypes
import os
import pathlib
import subprocess
import tempfile

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[3]
CXX = os.environ.get("NP2GPU_CLANGXX", "clang++-22")
CPP = dict(zip("?bhilBHILefdFD", "bool i8 i16 i32 i64 u8 u16 u32 u64 f16 float double c64 c128".split()))
FLAGS = "-std=c++20 -O3 -march=native -ffp-contract=off -fPIC -shared -Wall -Wextra -Werror -fuse-ld=lld".split()


def code(dtype):
    """One letter for each of NumPy's dtypes ('q' is 'l' here, where both are int64)."""
    char = np.dtype(dtype).char
    return {"q": "l", "Q": "L"}.get(char, char)


def cpp(char):
    name = CPP[char]
    return name if name in ("bool", "float", "double") else "np::" + name


class Loops:
    """Collects cases, then compiles them all; `call` runs one."""

    def __init__(self):
        self.cases = {}
        self.library = None

    def add(self, name, expression, inputs, output):
        symbol = f"loop_{name}_{'_'.join(inputs)}_{output}".replace("?", "bool")
        parameters = "".join(f"const {cpp(c)} *__restrict in{k}, " for k, c in enumerate(inputs))
        loads = "".join(f"{cpp(c)} {v} = in{k}[i]; " for k, (c, v) in enumerate(zip(inputs, "xyz")))
        self.cases[(name, tuple(inputs), output)] = (
            symbol,
            f'extern "C" void {symbol}({parameters}{cpp(output)} *__restrict out, long n) {{\n'
            f"#pragma clang loop unroll(disable)\n"
            f"  for (long i = 0; i < n; ++i) {{ {loads}out[i] = {expression}; }}\n}}\n",
        )

    def build(self, extra=()):
        text = '#include "runtime/device/scalar.h"\n' + "".join(source for _, source in self.cases.values())
        # A loaded library outlives its file.
        with tempfile.TemporaryDirectory(prefix="np2gpu-scalar-") as folder:
            source, target = pathlib.Path(folder, "loops.cpp"), pathlib.Path(folder, "loops.so")
            source.write_text(text)
            # libm's wrappers are another file, so that nothing folds them.
            command = [CXX, *FLAGS, "-I", ROOT, *extra, source, ROOT / "runtime/Libm.cpp", "-o", target, "-lm"]
            result = subprocess.run([str(part) for part in command], capture_output=True, text=True)
            assert result.returncode == 0, result.stderr[:4000]
            self.remarks = result.stderr
            self.library = ctypes.CDLL(str(target))
        return self

    def call(self, name, *arrays, output):
        inputs = tuple(code(a.dtype) for a in arrays)
        symbol, _ = self.cases[(name, inputs, code(output))]
        arrays = [np.ascontiguousarray(a) for a in arrays]
        out = np.empty(arrays[0].shape, output)
        function = getattr(self.library, symbol)
        function(*[ctypes.c_void_p(a.ctypes.data) for a in (*arrays, out)], ctypes.c_long(out.size))
        return out

