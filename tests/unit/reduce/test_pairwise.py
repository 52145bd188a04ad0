"""The device code of pairwise.h: simulated on the CPU always, compiled by nvcc and NVRTC where they are, run where
there is a GPU."""
import ctypes as ct
import glob
import os
import pathlib
import shutil
import subprocess

import pytest

HERE = pathlib.Path(__file__).resolve().parent
HEADER = HERE.parents[2] / "runtime/device/pairwise.h"
CUDA = pathlib.Path(os.environ.get("CUDA_HOME", "/usr/local/cuda"))
NVCC = shutil.which("nvcc") or shutil.which(str(CUDA / "bin/nvcc"))
NVRTC = sorted(glob.glob(str(CUDA / "lib64/libnvrtc.so*")) + glob.glob(str(CUDA / "targets/*/lib/libnvrtc.so*")))


def passes(program, *args):
    done = subprocess.run([program, *args], text=True, stdout=subprocess.PIPE)
    print(done.stdout)
    return done.returncode == 0


def test_simulated(tmp_path):
    program = tmp_path / "pairwise_test"
    subprocess.check_call([os.environ.get("CXX", "c++"), "-std=c++20", "-O1", "-ffp-contract=off",
                           HERE / "pairwise_test.cpp", "-o", program])
    assert passes(program, "simulated")


@pytest.mark.skipif(not NVCC, reason="no nvcc")
def test_nvcc(tmp_path):
    program = tmp_path / "pairwise_test"
    subprocess.check_call([NVCC, "-x", "cu", "-std=c++20", "-fmad=false", "-arch=sm_90", "-Werror", "all-warnings",
                           HERE / "pairwise_test.cpp", "-o", program])
    if shutil.which("nvidia-smi") and subprocess.run(["nvidia-smi", "-L"], stdout=subprocess.PIPE).stdout:
        assert passes(program)


@pytest.mark.skipif(not NVRTC, reason="no NVRTC")
def test_nvrtc():
    text = HEADER.read_text() + """
    struct store { double *out; __device__ void operator()(double s) const { *out = s; } };
    extern "C" __global__ void sum(const double *a, long long n, int levels, double *partial, unsigned *count,
                                   double *out) {
      np::pairwise_sum_grid<8, double>(np::pairwise_run<double, 1>{a}, n, -0.0, levels, partial, count, store{out});
    }
    extern "C" __global__ void rows(const float *a, long long r, long long n, float *out) {
      np::pairwise_sum_rows<8, float>([=](long long i, long long k) { return a[i * n + k]; }, r, n, n, -0.0f,
                                      [=](long long i, float s) { out[i] = 0.0f + s; });
    }
    extern "C" __global__ void columns(const float *a, long long r, long long n, float *out) {
      np::pairwise_sum_columns([=](long long i, long long k) { return a[i * n + k]; }, r, n, 0.0f,
                               [](float x, float y) { return x + y; }, [=](long long k, float s) { out[k] = s; });
    }"""
    nvrtc = ct.CDLL(NVRTC[0])
    program = ct.c_void_p()
    assert nvrtc.nvrtcCreateProgram(ct.byref(program), text.encode(), b"sums.cu", 0, None, None) == 0
    flags = [b"-std=c++20", b"-arch=sm_90", b"--fmad=false"]
    status = nvrtc.nvrtcCompileProgram(program, len(flags), (ct.c_char_p * len(flags))(*flags))
    size = ct.c_size_t()
    nvrtc.nvrtcGetProgramLogSize(program, ct.byref(size))
    log = ct.create_string_buffer(size.value)
    nvrtc.nvrtcGetProgramLog(program, log)
    assert status == 0 and "warning" not in log.value.decode(), log.value.decode()
    assert nvrtc.nvrtcGetCUBINSize(program, ct.byref(size)) == 0 and size.value > 1000
