"""Every form of output of the command line: what is written, where, that it works, and what its errors say."""

import os
import pathlib
import shutil
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("NP2GPU_BUILD", ROOT / "build")).resolve()
NP2GPU = str(BUILD / "bin/np2gpu-dev")
SCRIPT = """import numpy as np
from helper import twice
x = twice(np.linspace(0, 1, 5))
print(x, x.sum())
print(np.exp(x)[2], x.reshape(5, 1) @ x.reshape(1, 5))
"""
HELPER = "def twice(x):\n    return x * 2.0\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "script.py").write_text(SCRIPT)
    (tmp_path / "helper.py").write_text(HELPER)
    return tmp_path


def np2gpu(folder, *arguments, environment=None, stdin=""):
    return subprocess.run([NP2GPU, *arguments], cwd=folder, capture_output=True, text=True, input=stdin,
                          env={**os.environ, **(environment or {})})


def python(folder):
    return subprocess.run([sys.executable, "script.py"], cwd=folder, capture_output=True, text=True, check=True).stdout


def test_text_is_written_beside_the_script(folder):
    inner = folder / "inner"
    inner.mkdir()
    result = np2gpu(inner, "../script.py")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    text = (folder / "script.cu").read_text()
    assert text.startswith("// nvcc -std=c++20 ") and "script.cu -o script\n#include \"np.h\"\n" in text
    assert np2gpu(folder, "-o", "other.cu", "script.py").returncode == 0
    assert (folder / "other.cu").exists()
    assert np2gpu(folder, "-o", "-", "script.py").stdout.count("#include") == 1


def test_stages(folder):
    assert "FunctionDef" in np2gpu(folder, "--emit=ast", "helper.py").stdout
    assert "py.func" in np2gpu(folder, "--emit=np", "script.py").stdout
    kernels = np2gpu(folder, "--emit=kernel", "script.py").stdout
    assert kernels.startswith('#include "kernel.h"\n') and "__global__ void " in kernels and "np::print" not in kernels


def test_standard_input(folder):
    result = np2gpu(folder, "-", stdin="print(1)\n")
    assert result.returncode == 0 and "np::print(" in result.stdout
    assert list(folder.glob("*.cu")) == []


def compiler():
    for name in ("g++", "clang++-22", "clang++"):
        if shutil.which(name):
            return name
    pytest.skip("no C++ compiler on PATH")


def test_text_with_the_library_beside_it(folder):
    compiler()
    np2gpu(folder, "script.py")
    flags = np2gpu(folder, "--flags").stdout.split()
    command = ["clang++-22" if shutil.which("clang++-22") else "g++", "-std=c++20", "-O1", "-ffp-contract=off", "-fwrapv", "-w",
               "-x", "c++", "script.cu", "-o", "program", *flags]
    subprocess.run(command, cwd=folder, check=True)
    assert subprocess.run(["./program"], cwd=folder, capture_output=True, text=True, check=True).stdout == python(folder)


def test_standalone(folder):
    """The second line's own command builds it, in a folder where nothing else is."""
    compiler()
    result = np2gpu(folder, "--standalone", "-o", "alone.cu", "script.py")
    assert (result.returncode, result.stderr) == (0, "")
    text = (folder / "alone.cu").read_text()
    first, second = text.splitlines()[:2]
    assert first.startswith("// nvcc -std=c++20 ") and '#include "' not in text
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "alone.cu").write_text(text)
    command = second.partition(": ")[2]
    # Not optimised: the text is the same, and g++ is much faster.
    subprocess.run(command.replace("-O2", "-O0").replace("g++ ", "g++ -w ", 1), shell=True, cwd=elsewhere, check=True)
    assert subprocess.run(["./alone"], cwd=elsewhere, capture_output=True, text=True, check=True).stdout == python(folder)


def test_executable(folder):
    """Exceptions and the exit status are Python's too."""
    (folder / "raises.py").write_text("import numpy as np\nprint(3)\nx = np.arange(3)\nprint(x[int(x.sum())])\n")
    result = np2gpu(folder, "--emit=exe", "raises.py", environment={"NP2GPU_CXX": compiler()})
    assert (result.returncode, result.stderr) == (0, "")
    result = subprocess.run([folder / "raises"], capture_output=True, text=True)
    assert (result.returncode, result.stdout) == (1, "3\n")
    assert result.stderr.endswith("IndexError: index 3 is out of bounds for axis 0 with size 3\n")


def test_executable_without_a_compiler(folder):
    result = np2gpu(folder, "--emit=exe", "script.py", environment={"PATH": "/nowhere", "NP2GPU_CXX": "no-such-compiler"})
    assert result.returncode == 1 and "no-such-compiler" in result.stderr


def test_nvrtc(folder):
    result = np2gpu(folder, "--emit=ptx", "script.py")
    if "was not found" in result.stderr:
        pytest.skip("NVRTC is not installed")
    assert result.returncode == 0, result.stderr
    assert ".version" in result.stdout and ".entry" in result.stdout and ".target sm_90" in result.stdout
    assert ".target sm_80" in np2gpu(folder, "--emit=ptx", "--arch=sm_80", "script.py").stdout
    assert np2gpu(folder, "--emit=cubin", "script.py").returncode == 0
    assert (folder / "script.cubin").read_bytes()[:4] == b"\x7fELF"
    result = np2gpu(folder, "--emit=ptx", "--arch=sm_7", "script.py")
    assert result.returncode == 1 and "sm_7" in result.stderr or "compute_7" in result.stderr


def test_without_nvrtc(folder):
    result = np2gpu(folder, "--emit=cubin", "script.py", environment={"NP2GPU_NVRTC": "/nowhere/libnvrtc.so"})
    assert result.returncode == 1 and "nvidia-cuda-nvrtc" in result.stderr
    assert not (folder / "script.cubin").exists()


@pytest.mark.parametrize("arguments, status, message", [
    (["--emit=nothing", "script.py"], 2, "unknown stage 'nothing': one of ast, np, kernel, cuda, ptx, cubin, exe"),
    (["--frobnicate", "script.py"], 2, "unknown option '--frobnicate'"),
    (["-o"], 2, "-o needs a file's name"),
    (["script.py", "helper.py"], 2, "more than one script: 'helper.py'"),
    (["--emit=ast", "--standalone", "script.py"], 2, "--standalone is for --emit=cuda"),
    (["--emit=exe", "-o", "-", "script.py"], 2, "cannot go to standard output"),
    (["-o", "no/such/folder.cu", "script.py"], 1, "can't write 'no/such/folder.cu': No such file or directory"),
    (["-o", "/dev/full", "script.py"], 1, "can't write '/dev/full': No space left on device"),
    ([], 2, "usage: np2gpu"),
])
def test_errors(folder, arguments, status, message):
    result = np2gpu(folder, *arguments)
    assert result.returncode == status and message in result.stderr and result.stdout == ""
