"""Operations against NumPy (run.py): every name of the table and of lib/ has a template, and a part of all cases, drawn
with a new seed each time, prints what NumPy prints."""

import ast
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BUILD = Path(os.environ.get("NP2GPU_BUILD", ROOT / "build")).resolve()
sys.path.insert(0, str(HERE))
import specs  # noqa: E402

# Names that print nothing of their own, or what no two runs share.
EXEMPT = {"np.empty", "np.ndarray", "np.errstate", "np.seterr", "np.random.default_rng", "np.random.RandomState"}


def names():
    """The public names of the table and of lib/*.py: np.x, np.linalg.x, np.random.x, .method."""
    found = set()
    for file in ("NpRows.td", "NpLibrary.td"):
        for line in (ROOT / "ir" / file).read_text().splitlines():
            line = line.split("//")[0]
            if (row := re.match(r'def \w+\s*:\s*(?:Unary|Binary)<"(\w+)"', line)) and ', "">' not in line:
                found.add("np." + row[1])
            for text in re.findall(r'"([^"]*)"', line):
                found.update(word for word in text.split() if re.fullmatch(r"(np\.)?[\w.]+", word) and word.startswith(("np.", ".")))
    for file in sorted((ROOT / "lib").glob("np*.py")):
        for node in ast.parse(file.read_text()).body:
            if isinstance(node, ast.FunctionDef):
                only_method = any(isinstance(d, ast.Name) and d.id == "only_method" for d in node.decorator_list)
                found.add("." + node.name if only_method else f"{file.stem}.{node.name}")
    return sorted(name for name in found - EXEMPT if not any(part.startswith("_") for part in name.split(".")))


@pytest.mark.parametrize("name", names())
def test_has_a_template(name):
    text = "\n".join(specs.TEMPLATES)
    called = name if name.startswith(".") else name.rpartition(".")[2]
    assert re.search(rf"{'' if name.startswith('.') else '(np|linalg|random|rng|stride_tricks)[.]'}{re.escape(called)}\b", text), f"no template calls {name}"


def test_against_numpy():
    seed = int(time.time())
    command = [sys.executable, HERE / "run.py", BUILD / "bin/np2gpu-dev", "-j1", "--share", "0.02", "--part", "0.5", "--seed", seed]
    result = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    print(result.stdout[-6000:], result.stderr[-2000:])
    assert result.returncode == 0, f"seed {seed}"
