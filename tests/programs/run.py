"""Runs every program here and in samples/ under Python and under np2gpu, and compares what can be seen of them.

    run.py [np2gpu] [-j N] [-k TEXT] [--device D] [--python FILE] [program.py ...]

Equal must be: standard output (timings masked), exit status, and for an uncaught exception the last line of the
traceback and the script's innermost line in it. Programs named in refused.txt must be refused: exit status 2, nothing
on standard output, a message with file, line and column. Programs named in failing.txt are known to fail today: they
run all the same, and one that passes must leave the list. A line `# argv: ...` in a program gives its arguments.
Prints a line for each failing program and a summary; exits with 1 if one failed.
"""

import argparse
import concurrent.futures
import glob
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TIMING = re.compile(r"\d+(?:\.\d+)?(?:e-?\d+)? ?(?:s|ms|us|seconds)\b")
FRAME = re.compile(r'^\s*File "([^"]*)", line (\d+)(?:, in (.*))?$')
MEMORY = 12 << 30  # bytes of address space; CUDA reserves far more than it uses, so not there
NOT_PROGRAMS = {"run.py", "cupy.py"}


def programs(chosen, text):
    paths = [Path(p).resolve() for p in chosen]
    if not paths:
        paths = sorted(HERE.rglob("*.py")) + sorted((ROOT / "samples").glob("*.py"))
    return [p for p in paths if p.name not in NOT_PROGRAMS and text in str(p.relative_to(ROOT))]


def arguments(program):
    for line in program.read_text().splitlines():
        if line.startswith("# argv:"):
            return shlex.split(line[len("# argv:"):])
    return []


def run(command, cwd, environment, limit):
    # Output goes through files: a program that prints much cannot block. One that wants too much memory must fail.
    if "--device=cuda" not in command:
        command = ["prlimit", f"--as={MEMORY}", *command]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        try:
            status = subprocess.run(command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=err, timeout=limit).returncode
        except subprocess.TimeoutExpired:
            status = "timeout"
        out.seek(0), err.seek(0)
        return status, out.read().decode(errors="replace"), err.read().decode(errors="replace")


def exception(stderr):
    """The last line of a traceback and the innermost frame of the program's own files; None without a traceback."""
    if "Traceback (most recent call last)" not in stderr and "SyntaxError" not in stderr:
        return None
    frames = [m for m in map(FRAME.match, stderr.splitlines()) if m and not m[1].startswith("<") and "site-packages" not in m[1] and "/lib/python" not in m[1]]
    where = (os.path.basename(frames[-1][1]), frames[-1][2], frames[-1][3]) if frames else None
    lines = [line for line in stderr.splitlines() if line.strip()]
    return lines[-1], where


def difference(expected, actual):
    expected, actual = expected.splitlines(), actual.splitlines()
    for number, (a, b) in enumerate(zip(expected, actual), 1):
        if a != b:
            return f"line {number}: Python {a!r}, np2gpu {b!r}"
    return f"Python prints {len(expected)} lines, np2gpu {len(actual)}"


def check(program, options, refused, environment):
    """What is wrong, or None."""
    name = program.relative_to(ROOT).as_posix()
    args = arguments(program)

    command = [options.np2gpu, "run", f"--device={options.device}", program.name, *args]
    status, out, err = run(command, program.parent, environment, options.timeout)
    if program.relative_to(HERE).as_posix() in refused if program.is_relative_to(HERE) else False:
        if status != 2 or out or not re.search(rf"{re.escape(program.name)}:\d+:\d+: error: ", err):
            return f"{name}: should be refused with a located message and status 2; status {status}, {out[:60]!r}, {err[:120]!r}"
        return None
    wanted, wanted_out, wanted_err = run([options.python, program.name, *args], program.parent, environment, options.timeout)
    if status == 2 and wanted != 2 and ": error: " in err:
        message = next(line for line in err.splitlines() if ": error: " in line)
        return f"{name}: refused: {message}"
    if TIMING.sub("<time>", out) != TIMING.sub("<time>", wanted_out):
        tail = err.strip().splitlines()[-1:] if status != wanted else []
        return f"{name}: output: {difference(TIMING.sub('<time>', wanted_out), TIMING.sub('<time>', out))}{'; stderr: ' + tail[0] if tail else ''}"
    if status != wanted:
        return f"{name}: status: Python {wanted}, np2gpu {status}; stderr: {(err.strip().splitlines() or [''])[-1]}"
    if exception(wanted_err) != exception(err):
        return f"{name}: exception: Python {exception(wanted_err)}, np2gpu {exception(err)}"
    if exception(wanted_err) is None and wanted != 0 and wanted_err != err:
        return f"{name}: stderr: Python {wanted_err!r}, np2gpu {err!r}"
    return None


def main():
    parser = argparse.ArgumentParser()
    venv = ROOT / ".venv" / "bin" / "python"
    parser.add_argument("np2gpu", nargs="?", default=str(ROOT / "build" / "bin" / "np2gpu-dev"))
    parser.add_argument("programs", nargs="*")
    parser.add_argument("-j", type=int, default=os.cpu_count())
    parser.add_argument("-k", default="", metavar="TEXT", help="only programs with this in their path")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--python", default=str(venv) if venv.exists() else sys.executable)
    parser.add_argument("--timeout", type=float, default=300)
    options = parser.parse_args()
    options.np2gpu = str(Path(options.np2gpu).resolve())
    environment = dict(os.environ, PYTHONPATH=str(HERE), PYTHONDONTWRITEBYTECODE="1", PYTHONWARNINGS="ignore", PYTHONHASHSEED="0", PYTHONIOENCODING="utf-8")
    # The BLAS of the oracle's NumPy, so that products have equal bits.
    site = subprocess.run([options.python, "-c", "import numpy; print(numpy.__path__[0])"], capture_output=True, text=True, check=True).stdout.strip()
    libraries = glob.glob(site + ".libs/libscipy_openblas64*")
    if libraries:
        environment.setdefault("NP2GPU_OPENBLAS", libraries[0])
    refused = {line.split("#")[0].strip() for line in (HERE / "refused.txt").read_text().splitlines()} - {""}
    chosen = programs(options.programs, options.k)
    known = {line.split("#")[0].strip() for line in (HERE / "failing.txt").read_text().splitlines()} - {""}
    failed = stillFailing = 0
    with concurrent.futures.ThreadPoolExecutor(options.j) as pool:
        problems = pool.map(lambda p: check(p, options, refused, environment), chosen)
        for program, problem in zip(chosen, problems):
            name = program.relative_to(ROOT).as_posix()
            if name in known:
                stillFailing += bool(problem)
                if not problem:
                    print(f"{name}: passes now: take it off failing.txt", flush=True)
                problem = None
            if problem:
                failed += 1
                print(problem, flush=True)
    print(f"{stillFailing} programs of failing.txt still fail")
    print(f"{len(chosen) - failed - stillFailing} passed, {failed} failed")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
