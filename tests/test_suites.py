"""The tests that are not Python: executables, lit, the parser's comparisons, whole programs. One pytest test each."""

import os
import pathlib
import random
import runpy
import subprocess
import sys
import sysconfig

import pytest

TESTS = pathlib.Path(__file__).resolve().parent
ROOT = TESTS.parent
BUILD = pathlib.Path(os.environ.get("NP2GPU_BUILD", ROOT / "build")).resolve()


def run(*command):
    """Fails with the command's own output if it fails."""
    result = subprocess.run([str(part) for part in command], cwd=ROOT, capture_output=True, text=True)
    if result.returncode:
        pytest.fail(f"{result.stdout[-8000:]}\n{result.stderr[-8000:]}", pytrace=False)
    return result.stdout


def named(paths, base):
    return [pytest.param(path, id=path.relative_to(base).as_posix()) for path in sorted(paths)]


@pytest.mark.parametrize("program", named(BUILD.glob("tests/*_test"), BUILD / "tests"))
def test_executable(program):
    run(program)


@pytest.mark.parametrize("file", named([*TESTS.rglob("*.mlir"), *TESTS.rglob("*.test")], TESTS))
def test_lit(file):
    run(pathlib.Path(sys.executable).with_name("lit"), "-v", file)  # `-m lit.main` does nothing, and succeeds


def test_parser_against_ast(record_property):
    packages = sysconfig.get_path("purelib")
    output = run(sys.executable, TESTS / "frontend/compare_ast.py", BUILD / "tests/ast-dump", sysconfig.get_path("stdlib"), packages)
    record_property("note", f"files of the standard library and {packages}: {output.splitlines()[-1]}")


def test_syntax_errors(record_property):
    output = run(sys.executable, TESTS / "frontend/test_syntax_errors.py", BUILD / "tests/ast-dump")
    record_property("note", f"syntax errors: {output.splitlines()[-1]}")


def test_mutated_files(record_property):
    seed = random.SystemRandom().randrange(1 << 32)
    output = run(sys.executable, TESTS / "frontend/fuzz_syntax.py", BUILD / "tests/ast-dump", "--seconds", 20, "--seed", seed)
    record_property("note", f"mutated statements of the standard library, seed {seed}: {output.splitlines()[-1]}")


def test_operation_reference():
    reference = ROOT / "docs/operations.md"
    assert run(BUILD / "bin/np2gpu-operations") == reference.read_text(), "not current: make reference"


RUNNER = TESTS / "programs/run.py"


@pytest.mark.parametrize("program", named(runpy.run_path(str(RUNNER))["programs"]([], ""), ROOT))
def test_program(program):
    run(sys.executable, RUNNER, "-j1", BUILD / "bin/np2gpu-dev", program)
