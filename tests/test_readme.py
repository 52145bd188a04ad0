"""README.md shows what the commands really print: a block behind `<!-- $ command -->` is its output. `make golden`
rewrites the blocks (NP2GPU_GOLDEN=update)."""

import os
import pathlib
import re
import shlex
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[1]
BUILD = pathlib.Path(os.environ.get("NP2GPU_BUILD", ROOT / "build")).resolve()
BLOCK = re.compile(r"(<!-- \$ (.*) -->\n```\w*\n)(.*?)(```\n)", re.S)


def shown(match):
    command = shlex.split(match[2])
    if command[0] == "np2gpu":
        command[0] = str(BUILD / "bin/np2gpu-dev")
    result = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return match[1] + result.stdout + match[4]


def test_readme_is_current():
    path = ROOT / "README.md"
    text = path.read_text()
    current = BLOCK.sub(shown, text)
    if os.environ.get("NP2GPU_GOLDEN") == "update":
        path.write_text(current)
    else:
        assert text == current
