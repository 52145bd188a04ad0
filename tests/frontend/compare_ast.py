#!/usr/bin/python3
"""Compares the parser with this Python's `ast` on whole folders, the standard library by default.

    compare_ast.py AST_DUMP [--max-differences N] [PATH...]

Every .py file is parsed by both. Where Python accepts it, the dumps (positions included) must be the same text;
where Python raises a SyntaxError, type, message, line and column must be. Exit status 1 on any difference.
Meant for Python 3.11, whose tree is the contract; run it with the interpreter to compare with. What newer versions
accept is compared with a stored tree of 3.13.
"""
import argparse
import ast
import os
import re
import subprocess
import sys
import sysconfig
import warnings

warnings.simplefilter("ignore")

COOKIE = re.compile(rb"(.*\n)?\s*#.*coding[:=]")


def python_files(path):
    if os.path.isfile(path):
        yield path
    for folder, _, names in sorted(os.walk(path)):
        for name in sorted(names):
            if name.endswith(".py"):
                yield os.path.join(folder, name)


def expected(source, name):
    """What AST_DUMP should print for these bytes."""
    try:
        try:
            # Of a str columns are in characters, as for a script; but only bytes have an encoding.
            text = source if COOKIE.match(source) else source.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = source
        compile(text, name, "exec", dont_inherit=True)
        tree = ast.parse(text, name)
    except SyntaxError as e:
        return [f"ERROR {type(e).__name__} {e.lineno or 0} {e.offset or 0} {e.end_lineno or 0} {e.end_offset or 0} {e.msg}"]
    except (ValueError, RecursionError, MemoryError) as e:
        return [f"ERROR {type(e).__name__}"]
    try:
        return [ast.dump(s, include_attributes=True).encode("ascii", "backslashreplace").decode() for s in tree.body]
    except (RecursionError, ValueError) as e:  # too deep, or too long an integer, for Python's own dump
        return None


class Dumper:
    """One process that parses many files."""

    def __init__(self, executable, *options):
        self.process = subprocess.Popen([executable, "--py311", *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        encoding="utf-8")

    def __call__(self, name):
        self.process.stdin.write(name + "\n")
        self.process.stdin.flush()
        lines = []
        for line in self.process.stdout:
            line = line.rstrip("\n")
            if line == "END":
                return lines[1:]
            lines.append(line)
        raise SystemExit(f"{name}: the parser died with status {self.process.wait()}")


def first_difference(want, have):
    for a, b in zip(want, have):
        if a != b:
            at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
            begin = max(0, at - 150)
            return f"  python: {a[begin:at + 100]}\n  np2gpu: {b[begin:at + 100]}"
    return f"  python: {len(want)} statements, np2gpu: {len(have)}"


def same_error(want, have):
    """ValueError and the like have no position, and no name of their own here. Of bytes that are not UTF-8 the parser
    says what Python says of a script, not of compile()."""
    if len(want) != 1 or len(have) != 1 or not want[0].startswith("ERROR") or not have[0].startswith("ERROR"):
        return False
    return want[0].count(" ") == 1 or ("(unicode error) 'utf-8'" in want[0] and "Non-UTF-8 code" in have[0])


def newer_syntax_differs(executable):
    """newer-syntax.py against the tree of Python 3.13, which is kept beside it."""
    folder = os.path.dirname(os.path.abspath(__file__))
    have = subprocess.run([executable, os.path.join(folder, "newer-syntax.py")], capture_output=True, text=True).stdout
    with open(os.path.join(folder, "newer-syntax.ast")) as f:
        want = f.read()
    if want != have:
        print(f"newer-syntax.py:\n{first_difference(want.splitlines(), have.splitlines())}")
    return want != have


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("executable")
    parser.add_argument("paths", nargs="*", default=[sysconfig.get_path("stdlib")])
    parser.add_argument("--max-differences", type=int, default=10)
    args = parser.parse_args()
    dump = Dumper(args.executable)
    counts = {"same": 0, "refused by both": 0, "different": 0, "skipped": 0}
    size = 0
    for path in args.paths:
        for name in python_files(path):
            with open(name, "rb") as f:
                source = f.read()
            size += len(source)
            want, have = expected(source, name), dump(name)
            if want is None:
                counts["skipped"] += 1
            elif want == have or same_error(want, have):
                counts["refused by both" if have and have[0].startswith("ERROR ") else "same"] += 1
            else:
                counts["different"] += 1
                if counts["different"] <= args.max_differences:
                    print(f"{name}:\n{first_difference(want, have)}")
    print(", ".join(f"{n} {what}" for what, n in counts.items()), f"({size / 1e6:.1f} MB)")
    return bool(newer_syntax_differs(args.executable) or counts["different"])


if __name__ == "__main__":
    sys.exit(main())
