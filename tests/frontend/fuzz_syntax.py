#!/usr/bin/python3
"""Breaks pieces of the standard library in small ways, and compares what the parser and this Python say of them.

    fuzz_syntax.py AST_DUMP [--seconds N] [--seed N] [--show N]

A piece is a statement at the top level of a module; a mutation deletes, doubles, swaps or replaces tokens, or cuts
the text. Both must accept it with equal trees, or refuse it with the same error. Exit status 1 on a difference.
"""
import argparse
import ast
import collections
import random
import re
import sys
import sysconfig
import time

from compare_ast import Dumper, expected, first_difference, python_files, same_error  # noqa: F401
from test_syntax_errors import OurErrors, SNIPPETS

TOKENS = (
    "( ) [ ] { } , : ; . = == := + - * ** / // % @ & | ^ ~ < > <= != -> += *= ... if else elif for in not is and or "
    "lambda def class return yield await async with as try except finally raise import from del global nonlocal pass "
    "break continue while match case _ None True x y print exec 1 2.5 3j 'a' \"b\" b'c' f'{x}' f'{x!r:>{y}}' \\ \n # $ ? ! "
    "type *a **b __debug__ \t"
).split(" ")


def pieces(limit=4000):
    for name in python_files(sysconfig.get_path("stdlib")):
        with open(name, "rb") as f:
            source = f.read()
        try:
            text = source.decode()
            tree = ast.parse(text)
        except (SyntaxError, ValueError):
            continue
        lines = text.splitlines(keepends=True)
        for stmt in tree.body:
            piece = "".join(lines[stmt.lineno - 1:stmt.end_lineno])
            if len(piece) < limit:
                yield piece


WORDS = re.compile(r"\w+|\s+|'''|\"\"\"|[^\w\s]")


def mutate(text, random):
    words = WORDS.findall(text)
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        if not words:
            break
        i = random.randrange(len(words))
        kind = random.randrange(7)
        if kind <= 1:
            del words[i]
        elif kind == 2:
            words.insert(i, words[i])
        elif kind == 3:
            j = random.randrange(len(words))
            words[i], words[j] = words[j], words[i]
        elif kind == 4:
            words[i] = random.choice(TOKENS)
        elif kind == 5:
            words.insert(i, " " + random.choice(TOKENS) + " ")
        elif random.random() < 0.3:
            words = words[:i]
    return "".join(words)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("executable")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", type=int, default=10)
    parser.add_argument("--size", type=int, default=600)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    sources = list(pieces(args.size)) + SNIPPETS.split("\n-----\n")
    ours, dump = OurErrors(args.executable), Dumper(args.executable)
    counts, shown = collections.Counter(), 0
    end = time.time() + args.seconds
    while time.time() < end:
        text = mutate(rng.choice(sources), rng)
        if "\0" in text:
            continue
        ours.write(text)
        want, have = expected(text.encode(), ours.file), dump(ours.file)
        if want is None:
            continue
        if want == have or same_error(want, have):
            counts["refused" if have and have[0].startswith("ERROR ") else "accepted"] += 1
            continue
        accepts = [not (x and x[0].startswith("ERROR ")) for x in (want, have)]
        counts["different tree" if all(accepts) else "different error" if not any(accepts) else "DIFFERENT VERDICT"] += 1
        if shown < args.show:
            shown += 1
            print(f"{text.rstrip()}\n{first_difference(want, have)}\n-----")
    print(dict(counts))
    return any(key.lower().startswith("different") for key in counts)


if __name__ == "__main__":
    sys.exit(main())
