"""The tests that are not Python: executables, lit, the parser's comparisons, whole programs. One pytest test each."""

import os
import pathlib
import runpy
import subprocess
import sys

import pytest

TESTS = pathlib.Path(__file__).resolve().parent
ROOT = TESTS.parent
BUILD = pathlib.Path(os.environ.get("NP2GPU_BUILD", ROOT / "build")).resolve()


def run(*command):
    """Fails with the command's own output if it fails."""
    result = subprocess.run([str(part) for part in command], cwd=ROOT, capture_output=True, text=True)
    if result.returncode:
        pytest.fail(f"{result.stdout[-8000:]}\n{result.stderr[-8000:]}", pytrace=False)


def named(paths, base):
    return [pytest.param(path, id=path.relative_to(base).as_posix()) for path in sorted(paths)]


@pytest.mark.parametrize("program", named(BUILD.glob("tests/*_test"), BUILD / "tests"))
def test_executable(program):
    run(program)


@pytest.mark.parametrize("file", named([*TESTS.rglob("*.mlir"), *TESTS.rglob("*.test")], TESTS))
def test_lit(file):
    run(sys.executable, "-m", "lit.main", "-v", file)


def test_parser_against_ast():
    run(sys.executable, TESTS / "frontend/compare_ast.py", BUILD / "tests/ast-dump")


def test_syntax_errors():
    run(sys.executable, TESTS / "frontend/test_syntax_errors.py", BUILD / "tests/ast-dump")


RUNNER = TESTS / "programs/run.py"


@pytest.mark.parametrize("program", named(runpy.run_path(str(RUNNER))["programs"]([], ""), ROOT))
def test_program(program):
    run(sys.executable, RUNNER, "-j1", BUILD / "bin/np2gpu-dev", program)
