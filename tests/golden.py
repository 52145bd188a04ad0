"""golden.py FILE: compares standard input with FILE, and prints what differs. With NP2GPU_GOLDEN=update in the
environment it writes FILE instead: `make golden`, and then read the change that git shows."""

import difflib
import os
import sys

path = sys.argv[1]
actual = sys.stdin.read()
if os.environ.get("NP2GPU_GOLDEN") == "update":
    with open(path, "w", encoding="utf-8") as file:
        file.write(actual)
    sys.exit(0)
with open(path, encoding="utf-8") as file:
    expected = file.read()
sys.stdout.writelines(difflib.unified_diff(expected.splitlines(True), actual.splitlines(True), path, "actual"))
sys.exit(actual != expected)
