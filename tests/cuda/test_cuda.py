"""Where CUDA's toolkit is: every program's kernels compile to a cubin with NVRTC, every sample's standalone text with
nvcc. Nothing runs here; scripts/gpu-suite.sh does that on a machine with a GPU."""

import os
import pathlib
import shutil
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("NP2GPU_BUILD", ROOT / "build")).resolve()
NP2GPU = BUILD / "bin/np2gpu-dev"
HELPERS = {"run.py", "cupy.py", "two_files_helper.py"}
SAMPLES = [path for path in sorted((ROOT / "samples").glob("*.py")) if path.name not in HELPERS]
PROGRAMS = [path for path in sorted((ROOT / "tests/programs").rglob("*.py")) if path.name not in HELPERS]


def name(path):
    return path.relative_to(ROOT).as_posix()


def emit(stage, program, output):
    """False where the program is refused: tests/programs/run.py knows which may be."""
    result = subprocess.run([NP2GPU, *stage, "-o", output, program.name], cwd=program.parent, capture_output=True, text=True)
    if result.returncode == 2:
        return False
    if "was not found" in result.stderr:
        pytest.skip("NVRTC is not installed")
    assert result.returncode == 0, result.stderr
    return True


@pytest.mark.parametrize("program", SAMPLES + PROGRAMS, ids=name)
def test_kernels_compile_with_nvrtc(program, tmp_path):
    cubin = tmp_path / "kernels.cubin"
    if emit(["--emit=cubin"], program, cubin):
        assert cubin.read_bytes()[:4] == b"\x7fELF"
    else:
        assert program not in SAMPLES


@pytest.mark.parametrize("program", SAMPLES, ids=name)
def test_sample_compiles_with_nvcc(program, tmp_path):
    nvcc = shutil.which("nvcc") or shutil.which("nvcc", path="/usr/local/cuda/bin")
    if not nvcc:
        pytest.skip("nvcc is not installed")
    # np.h beside the text: the runtime's own files are the same for all.
    text, header = tmp_path / "sample.cu", BUILD / "driver"
    assert emit([], program, text)
    subprocess.run([nvcc, "-std=c++20", "-fmad=false", "-arch=sm_90", "-O1", "-w", f"-I{header}", "-c", text, "-o", tmp_path / "o"],
                   check=True)
