"""What the device does: the simulated one, whose counters are those of a real one, and the placement of --device=auto.
Each test compiles a small script, runs it and reads the counters that `np2gpu run -v` prints last."""

import pathlib
import os
import re
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("NP2GPU_BUILD", ROOT / "build")).resolve()
NP2GPU = os.environ.get("NP2GPU", str(BUILD / "bin" / "np2gpu-dev"))


class Run:
    def __init__(self, device, path, *options):
        done = subprocess.run([NP2GPU, "run", "-v", f"--device={device}", str(path)], capture_output=True, text=True, timeout=300)
        self.status, self.out, self.err = done.returncode, done.stdout, done.stderr
        lines = [line for line in self.err.splitlines() if line.startswith("np2gpu: device=")]
        pairs = re.findall(r"(\w+)=(\w+)", lines[-1]) if lines else []
        self.counters = {name: int(value) if value.isdigit() else value for name, value in pairs}

    def __getattr__(self, name):
        return self.counters[name]


@pytest.fixture
def run(tmp_path):
    def run(text, device="sim"):
        path = tmp_path / "script.py"
        path.write_text("import numpy as np\n" + text)
        return Run(device, path)

    return run


JACOBI = """
def step(u):
    new = u.copy()
    new[1:-1, 1:-1] = 0.25 * (u[:-2, 1:-1] + u[2:, 1:-1] + u[1:-1, :-2] + u[1:-1, 2:])
    return new

u = np.zeros((20, 20))
u[0, :] = 100.0
for i in range({steps}):
    new = step(u)
    change = np.abs(new - u).max()
    u = new
print(change)
"""


def test_a_loop_neither_copies_nor_waits(run):
    short, long = run(JACOBI.format(steps=3)), run(JACOBI.format(steps=40))
    assert long.launches - short.launches >= 8 * 37
    for each in short, long:
        assert each.status == 0
        assert each.copies_in == 0 and each.copies_out == 1 and each.waits == 1
        assert each.bytes_out == 8
    assert long.out == run(JACOBI.format(steps=40), "cpu").out


def test_life_waits_once_a_print():
    life = Run("sim", ROOT / "tests/programs/life.py")
    assert life.waits == 6 and life.copies_in == 1
    assert life.out == Run("cpu", ROOT / "tests/programs/life.py").out


def test_several_values_of_a_print_are_one_wait(run):
    each = run("x = np.arange(1000.0)\nprint(x.sum(), x.max(), (x * 2)[:3])\n")
    assert each.out == "499500.0 999.0 [0. 2. 4.]\n"
    assert each.copies_out == 3 and each.waits == 1


def test_host_writes_reach_the_device(run):
    each = run("x = np.ones(100)\ny = x + 1\nx[3] = 10\nprint(y[3], (x + y)[3])\nx[4] = 20\nprint((x + y)[4], y[4])\n")
    assert each.out == "2.0 12.0\n22.0 2.0\n"


def test_a_part_that_is_written_keeps_the_rest(run):
    each = run("x = np.ones(6)\nx[2] = 5\nx[3:] = 7.0\nx[0] += 1\nprint(x)\nx[:2] *= 2\nprint(x)\n")
    assert each.out == "[2. 1. 5. 7. 7. 7.]\n[4. 2. 5. 7. 7. 7.]\n"


def test_memory_is_used_again_in_order(run):
    # Each result is freed while the launch that reads it is still in the queue.
    text = "x = np.ones(500)\nfor i in range(50):\n    x = (x + 1) * 2 - x\nprint(x[0], x[499])\n"
    assert run(text).out == run(text, "cpu").out
    assert run(text).waits == 1


def test_overlapping_copy(run):
    text = "x = np.arange(10)\nx[1:] = x[:-1]\nprint(x)\nx[:-1] += x[1:]\nprint(x)\nx[::-1][:5] = x[:5]\nprint(x)\n"
    assert run(text).out == run(text, "cpu").out


def test_what_has_no_device_form_reads_on_the_host(run):
    text = "x = np.arange(8.0) * 3 % 7\nprint(np.sort(x * 2), np.argsort(x + 1), x[[1, 2]] + x[[3, 4]])\n"
    assert run(text).out == run(text, "cpu").out


@pytest.mark.parametrize("call", ["sum()", "sum(axis=0)", "mean(axis=1)", "prod(axis=0)", "argmax()", "min(axis=1)", "any()"])
def test_reductions_stay(run, call):
    text = f"x = np.arange(12.0).reshape(3, 4) % 5\ny = x.{call}\nz = x + y if np.ndim(y) == 0 else y * 2\nprint(z)\n"
    each = run(text)
    assert each.status == 0, each.err
    assert each.out == run(text, "cpu").out


def test_matmul_stays(run):
    each = run("a = np.ones((4, 5)) * 2\nb = np.ones((5, 3))\nc = a @ b + 1\nprint(c)\n")
    assert each.out.splitlines()[0] == "[[11. 11. 11.]"
    assert each.copies_in == 0 and each.copies_out == 1


def test_clocks_wait(run):
    each = run("import time\nx = np.ones(100)\nstart = time.perf_counter()\ny = x + 1\nend = time.perf_counter()\nend = time.perf_counter()\nprint(end >= start, y[0])\n")
    assert each.status == 0, each.err
    assert each.waits == 3  # for x, for y, then nothing; for the element


def test_small_work_starts_no_device():
    kalman = Run("auto:sim", ROOT / "tests/programs/kalman.py")
    assert kalman.device == "none" and kalman.launches == 0


def test_large_work_starts_the_device(run):
    text = "x = np.full(1 << 20, 2.0)\nfor i in range(20):\n    x = x * 1.5 - x\nprint(x[5])\n"
    each = run(text, "auto:sim")
    assert each.device == "sim" and 0 < each.launches < 45
    assert each.copies_in == 1 and each.waits == 1
    assert each.out == run(text, "cpu").out


def test_cpu_means_cpu(run):
    each = run("x = np.full(1 << 20, 2.0)\nfor i in range(20):\n    x = x * 1.5 - x\nprint(x[5])\n", "cpu")
    assert each.device == "none" and each.launches == 0


@pytest.mark.skipif(os.path.exists("/dev/nvidia0"), reason="there is a GPU")
def test_no_gpu_is_one_message(run):
    each = run("print(1)\n", "cuda")
    assert each.status == 1 and each.out == ""
    message = each.err.splitlines()[-1]
    assert message.startswith("np2gpu: --device=cuda: ") and "--device=cpu" in message
