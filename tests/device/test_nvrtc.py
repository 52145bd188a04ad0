"""What NVRTC must be able to compile, where CUDA's toolkit is installed: the kernels of every sample and of the seven
programs, and those that the runtime makes of text (a choice of operations, dtypes and ranks)."""

import ctypes
import glob
import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("NP2GPU_BUILD", ROOT / "build")).resolve()
NP2GPU = os.environ.get("NP2GPU", str(BUILD / "bin" / "np2gpu-dev"))
HEADER = BUILD / "driver" / "kernel.h"


def library():
    folders = [os.environ.get("CUDA_PATH", "/usr/local/cuda") + "/lib64", "/usr/local/cuda*/lib64"]
    for folder in folders:
        for path in glob.glob(folder + "/libnvrtc.so*"):
            return ctypes.CDLL(path)
    return None


NVRTC = library()
pytestmark = pytest.mark.skipif(NVRTC is None, reason="NVRTC is not installed")


def compile(kernels, *extra):
    program, size = ctypes.c_void_p(), ctypes.c_size_t()
    text = HEADER.read_text() + '\nextern "C" {\n' + kernels + "}\n"
    assert NVRTC.nvrtcCreateProgram(ctypes.byref(program), text.encode(), b"kernels.cu", 0, None, None) == 0
    options = [b"--gpu-architecture=sm_90", b"--std=c++20", b"--fmad=false", b"-w", *extra]
    status = NVRTC.nvrtcCompileProgram(program, len(options), (ctypes.c_char_p * len(options))(*options))
    NVRTC.nvrtcGetProgramLogSize(program, ctypes.byref(size))
    log = ctypes.create_string_buffer(size.value)
    NVRTC.nvrtcGetProgramLog(program, log)
    NVRTC.nvrtcDestroyProgram(ctypes.byref(program))
    assert status == 0, log.value.decode()[:3000]


PROGRAMS = sorted((ROOT / "samples").glob("*.py")) + [
    ROOT / "tests/programs" / f"{name}.py"
    for name in ("batches", "grayscott", "heston", "kalman", "life", "shape_error", "smith_waterman")
]


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in PROGRAMS])
def test_script(path):
    done = subprocess.run([NP2GPU, "--emit=kernel", "-o", "-", str(path)], capture_output=True, text=True)
    if done.returncode:
        pytest.skip("does not compile yet: " + done.stderr.strip().splitlines()[-1][:100])
    kernels = "".join(line for line in done.stdout.splitlines(True) if not line.startswith("#include"))
    if "__global__" not in kernels:
        pytest.skip("no kernels")
    compile(kernels)


SUM = "__global__ void f(np::reduction s, const {0} *in, {1} *out, np::adding<{1}>::type *partial, np::i64 n) {{ np::sum_calls<{1}, {2}, np::{3}>(s, in, out, partial, n); }}\n"
ORDER = "__global__ void f(np::reduction s, const {0} *in, {1} *out, void *p, np::i64 n) {{ using I = {0}; using R = {1}; using Op = {2}; np::any_order<Op>(s, in, out, (Op::state *)p, n); }}\n"
OWN = [
    *(SUM.format(*case) for case in (("double", "double", "true", "block"), ("float", "float", "true", "warp"),
                                     ("np::f16", "np::f16", "false", "lanes"), ("np::i32", "double", "false", "warp"),
                                     ("np::c128", "np::c128", "true", "lanes"))),
    *(ORDER.format(*case) for case in (("bool", "np::i64", "np::add_op<R>"), ("float", "float", "np::extreme_op<I, true>"),
                                       ("np::c64", "np::i64", "np::place_op<I, false>"), ("np::f16", "bool", "np::any_op<R>"))),
    "__global__ void f(np::view<np::u8, 3> out, np::view<const np::c128, 3> in) { np::each(out.shape, [&](np::i64 i0, np::i64 i1, np::i64 i2) { out(i0, i1, i2) = np::cast<np::u8>(in(i0, i1, i2)); }); }\n",
    "__global__ void f(np::view<double, 5> out, double value) { np::each(out.shape, [&](np::i64 a, np::i64 b, np::i64 c, np::i64 d, np::i64 e) { out(a, b, c, d, e) = value; }); }\n",
]


@pytest.mark.parametrize("text", OWN, ids=range(len(OWN)))
def test_own_kernels(text):
    compile(text, b"--device-as-default-execution-space")
