"""The headers of runtime/device compile with every compiler that reads them: Clang and g++ for the host, nvcc and NVRTC
for the device, where they are installed; each per-element function is instantiated. No warnings on the host."""

import ctypes
import ctypes.util
import os
import pathlib
import shutil
import subprocess

import pytest
from loops import ROOT, cpp
from test_scalar import BINARY, COMPLEX, COMPLEX_ELEMENTARY, ELEMENTARY, ELEMENTARY_BINARY, FLOATS, UNARY

CUDA = pathlib.Path(os.environ.get("CUDA_HOME", "/usr/local/cuda"))
HEADERS = sorted(path.name for path in (ROOT / "runtime/device").glob("*.h"))


def instantiations():
    """One function for each function and dtype, host and device."""
    rows = [(name, text, chars, 1) for name, text, chars in UNARY]
    rows += [(name, text, chars, 2) for name, text, chars in BINARY]
    rows += [(name, f"np::{name}(x)", FLOATS, 1) for name in ELEMENTARY]
    rows += [(name, f"np::{name}(x)", COMPLEX, 1) for name in COMPLEX_ELEMENTARY]
    rows += [(name, f"np::{name}(x, y)", FLOATS, 2) for name in ELEMENTARY_BINARY + ["logaddexp", "divmod"]]
    rows += [("power", "np::power(x, y)", COMPLEX, 2)]
    text = ['#include "runtime/device/scalar.h"', "#if NP_CUDA", "#define BOTH __host__ __device__", "#else", "#define BOTH", "#endif"]
    for name, expression, chars, count in rows:
        for c in chars:
            parameters = ", ".join(f"{cpp(c)} {v}" for v in "xy"[:count])
            text.append(f"BOTH auto call_{name}({parameters}) {{ return {expression}; }}")
    return "\n".join(text) + "\n"


def run(command):
    result = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    assert result.returncode == 0, result.stderr[:4000]


@pytest.mark.parametrize("compiler", ["g++", "clang++-22"])
def test_host(compiler, tmp_path):
    if not shutil.which(compiler):
        pytest.skip(f"no {compiler}")
    source = tmp_path / "all.cpp"
    source.write_text(instantiations())
    flags = "-std=c++20 -O1 -march=native -ffp-contract=off -Wall -Wextra -Werror -c".split()
    run([compiler, *flags, "-I", ROOT, source, "-o", tmp_path / "all.o"])


@pytest.mark.parametrize("header", HEADERS)
def test_header_stands_alone(header, tmp_path):
    source = tmp_path / "one.cpp"
    source.write_text(f'#include "runtime/device/{header}"\n#include "runtime/device/{header}"\n')
    run(["g++", "-std=c++20", "-fsyntax-only", "-Wall", "-Werror", "-I", ROOT, source])


def test_nvcc(tmp_path):
    nvcc = shutil.which("nvcc") or CUDA / "bin/nvcc"
    if not pathlib.Path(nvcc).exists():
        pytest.skip("no nvcc")
    source = tmp_path / "all.cu"
    source.write_text(instantiations())
    run([nvcc, "-std=c++20", "-arch=sm_90", "-fmad=false", "-ptx", "-I", ROOT, source, "-o", tmp_path / "all.ptx"])
    run([nvcc, "-std=c++20", "-arch=sm_90", "-fmad=false", "-cuda", "-I", ROOT, source, "-o", tmp_path / "all.ii"])


def nvrtc_compile(text, options):
    """The log of a compilation to PTX, and whether it succeeded."""
    found = sorted(CUDA.glob("lib64/libnvrtc.so.*")) or [ctypes.util.find_library("nvrtc")]
    if not found[0]:
        pytest.skip("no NVRTC")
    nvrtc, program, size = ctypes.CDLL(str(found[0])), ctypes.c_void_p(), ctypes.c_size_t()
    assert nvrtc.nvrtcCreateProgram(ctypes.byref(program), text.encode(), b"all.cu", 0, None, None) == 0
    encoded = (ctypes.c_char_p * len(options))(*[option.encode() for option in options])
    status = nvrtc.nvrtcCompileProgram(program, len(options), encoded)
    nvrtc.nvrtcGetProgramLogSize(program, ctypes.byref(size))
    log = ctypes.create_string_buffer(size.value)
    nvrtc.nvrtcGetProgramLog(program, log)
    nvrtc.nvrtcDestroyProgram(ctypes.byref(program))
    return status, log.value.decode()


def test_nvrtc():
    options = ["--gpu-architecture=compute_90", "--std=c++20", "--fmad=false", f"-I{ROOT}"]
    status, log = nvrtc_compile(instantiations(), options)
    assert status == 0, log[:4000]
    # The bits of NumPy are lost without these two; a text that does not compile is noticed.
    assert nvrtc_compile("__global__ void f() { np::exp(1.0); }", options)[0] != 0
