"""Every diagnostic of the importer has a program in refusals.txt that meets it: refused when compiling, before any
output, with exit status 2 and a message that names file, line and column, the construct, and what to write instead."""

import os
import pathlib
import re
import subprocess

import pytest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
NP2GPU = pathlib.Path(os.environ.get("NP2GPU_BUILD", ROOT / "build")) / "bin/np2gpu-dev"
MARK = re.compile(r" *#! (.*)$", re.M)
PROGRAMS = (HERE / "refusals.txt").read_text().split("-----\n")[1:]

# Diagnostics that no program meets yet: what they guard against is hard to write down.
UNTESTED = (HERE / "refusals_untested.txt").read_text().splitlines()


def message(program):
    return MARK.search(program)[1]


@pytest.mark.parametrize("program", PROGRAMS, ids=[message(p).replace(" ", "-") for p in PROGRAMS])
def test_refused(program, tmp_path):
    line = program[: MARK.search(program).start()].count("\n") + 2
    # Output that comes before must not appear: all of the program is compiled first.
    (tmp_path / "script.py").write_text('print("started")\n' + MARK.sub("", program))
    result = subprocess.run([NP2GPU, "run", "script.py"], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert result.returncode == 2, result.stderr
    assert result.stdout == ""
    first, *rest = result.stderr.splitlines()
    assert re.fullmatch(rf"script\.py:{line}:\d+: error: {re.escape(message(program))} is not supported", first)
    assert rest[0].strip() and "^" in rest[1]
    assert any(r.startswith("    hint: ") for r in rest), "say what to write instead"


def messages(source):
    """The second arguments of all calls of unsupported(): the pieces of the message that are literals."""
    for call in re.finditer(r"\bunsupported\(", source):
        depth, arguments = 0, [""]
        for token in re.findall(r'"(?:[^"\\]|\\.)*"|.', source[call.end():call.end() + 600], re.S):
            depth += token in ("(", "[", "{")
            depth -= token in (")", "]", "}")
            if depth < 0:
                break
            if token == "," and depth == 0:
                arguments.append("")
            else:
                arguments[-1] += token
        if len(arguments) > 1:
            yield [piece for piece in re.findall(r'"((?:[^"\\]|\\.)*)"', arguments[1]) if len(piece) > 2]


def test_each_diagnostic_has_a_program():
    met = [message(program) for program in PROGRAMS]
    missing = []
    for path in sorted((ROOT / "frontend").glob("*.cpp")):
        for pieces in messages(path.read_text()):
            if pieces and not any(all(piece in text for piece in pieces) for text in met):
                missing.append(pieces[0])
    new = sorted(set(missing) - set(UNTESTED))
    assert not new, "\n".join(["without a program in refusals.txt:", *new])
    assert sorted(set(UNTESTED) - set(missing)) == [], "these have a program now: take them off refusals_untested.txt"
