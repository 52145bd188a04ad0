"""One command, one table: whole programs and the bodies of programs, np2gpu beside `python` with NumPy in turn.

    run.py [--np2gpu FILE] [--python FILE] [--device D] [-k TEXT] [--repeat N]

Medians of 9: of whole processes for startup, of calls in one process for bodies (each body prints its own median; the
sequence of processes is python, np2gpu, python, np2gpu, ...). One core for the CPU unless --threads. On a machine with a
GPU (--device=cuda) also gpu/*.py, beside CuPy, JAX and torch where they are installed. A ratio above the limit is
marked; the exit status is 1 if there is one.
"""

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
# Milliseconds that a whole process may take.
STARTUP = {"samples/hello.py": 60, "tests/programs/life.py": 250, "tests/programs/kalman.py": None}
SLOWER = 2.0  # times NumPy's time
SLOWER_THAN_C = 3.0


def environment(options):
    env = dict(os.environ, PYTHONPATH=str(ROOT / "tests/programs"))
    if not options.threads:
        env |= {name: "1" for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")}
    return env


def process(command, options):
    start = time.perf_counter()
    done = subprocess.run(command, env=environment(options), capture_output=True, text=True, timeout=600)
    elapsed = time.perf_counter() - start
    if done.returncode:
        raise RuntimeError((done.stderr.strip().splitlines() or ["no message"])[-1][:150])
    return elapsed, done.stdout


def seconds(command, options):
    _, output = process(command, options)
    return float(next(line for line in output.splitlines() if line.startswith("seconds")).split()[1])


class Table:
    def __init__(self):
        self.slow = 0
        print(f"{'':34} {'np2gpu':>10} {'peer':>10} {'ratio':>7}", flush=True)

    def row(self, name, ours, peer, limit, peer_name="", absolute=None):
        ratio = ours / peer if ours and peer else None
        bad = (ratio and limit and ratio > limit) or (absolute and ours and ours * 1000 > absolute) or ours is None
        self.slow += bool(bad)
        text = lambda s: f"{s * 1000:10.3f}" if s else f"{'-':>10}"
        print(f"{name:34} {text(ours)} {text(peer)} {f'{ratio:7.2f}' if ratio else '      -'} {peer_name}{'  <-- slow' if bad else ''}",
              flush=True)


def measured(function, name):
    try:
        return function()
    except (RuntimeError, OSError, StopIteration, subprocess.TimeoutExpired) as error:
        print(f"{name}: {error}", flush=True)
        return None


def startup(options, table):
    for name, limit in STARTUP.items():
        if options.k not in name:
            continue
        ours, peer = [], []
        for _ in range(options.repeat):
            for command, times in (([options.python, ROOT / name], peer), (run(options, ROOT / name), ours)):
                if (took := measured(lambda: process(command, options)[0], name)) is not None:
                    times.append(took)
        if ours and peer:
            table.row(f"{name} (whole process)", statistics.median(ours), statistics.median(peer), None, "python", limit)


def run(options, script):
    return [options.np2gpu, "run", *([f"--device={options.device}"] if options.device else []), script]


def bodies(options, table):
    for script in sorted((HERE / "bodies").glob("*.py")):
        if script.stem == "timing":
            continue
        if options.k not in script.name:
            continue
        if script.name == "smith_waterman.py":
            peer, peer_name, limit = measured(lambda: native(script, options), script.name), "C", SLOWER_THAN_C
            ours = measured(lambda: seconds(run(options, script), options), script.name)
        else:
            peers, times, peer_name, limit = [], [], "numpy", SLOWER
            for _ in range(3):
                for command, into in (([options.python, script], peers), (run(options, script), times)):
                    if (took := measured(lambda: seconds(command, options), script.name)) is not None:
                        into.append(took)
            peer, ours = (statistics.median(t) if t else None for t in (peers, times))
        table.row(script.stem, ours, peer, limit, peer_name)


def native(script, options):
    compiler = shutil.which("gcc") or shutil.which("clang") or shutil.which("clang-22")
    if not compiler:
        raise RuntimeError("no C compiler")
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder, "program")
        subprocess.run([compiler, "-O2", "-march=native", HERE / f"{script.stem}.c", "-o", program], check=True)
        return seconds([program], options)


def gpu(options, table):
    for what in ("matmul", "sum"):
        ours = measured(lambda: seconds(run(options, HERE / f"gpu/{what}.py"), options), what)
        any_peer = False
        for peer in ("cupy", "jax", "torch"):
            if subprocess.run([options.python, "-c", f"import {peer}"], capture_output=True).returncode == 0:
                took = measured(lambda: seconds([options.python, HERE / "gpu/peer.py", peer, what], options), f"{peer} {what}")
                table.row(f"gpu {what}", ours, took, 1.03 if what == "matmul" else None, peer)
                any_peer = True
        if not any_peer:
            table.row(f"gpu {what}", ours, None, None)


def main():
    parser = argparse.ArgumentParser()
    venv = ROOT / ".venv/bin/python"
    parser.add_argument("--np2gpu", default=str(ROOT / "build/bin/np2gpu"))
    parser.add_argument("--python", default=str(venv) if venv.exists() else sys.executable)
    parser.add_argument("--device", default="")
    parser.add_argument("--threads", action="store_true", help="do not pin BLAS to one thread")
    parser.add_argument("--repeat", type=int, default=9)
    parser.add_argument("-k", default="", metavar="TEXT")
    options = parser.parse_args()
    print(f"{platform.node()}: {os.cpu_count()} cores, {processor()}; milliseconds", flush=True)
    table = Table()
    startup(options, table)
    bodies(options, table)
    if options.device == "cuda":
        gpu(options, table)
    print(f"{table.slow} slower than they may be")
    return table.slow != 0


def processor():
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(": ")[2]
    return platform.machine()


if __name__ == "__main__":
    sys.exit(main())
