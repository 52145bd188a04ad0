#!/usr/bin/python3
"""Compares the errors of the parser with those of this Python (3.11) on the snippets below.

    test_syntax_errors.py AST_DUMP [SNIPPET_FILE...]

Type, message, line, offset and the end of the range must agree. A SNIPPET_FILE holds more snippets, separated by
lines of five dashes. Exit status 1 on any difference.
"""
import os
import re
import subprocess
import sys
import tempfile
import warnings

warnings.simplefilter("ignore")

SNIPPETS = r"""
x = (1, 2
-----
print(a
b = 1
-----
x = [1, 2
y = 3
-----
a = )
-----
a = (1]
-----
a = (1,
 2]
-----
a = "abc
-----
a = '''abc
def
-----
x = f(a b)
-----
x = [a b]
-----
x = (a
 b)
-----
print "hello"
-----
exec "x"
-----
print a, b
-----
if x
    pass
-----
if x:
pass
-----
if x:
    pass
elif y
    pass
-----
if x:
    pass
elif y:
pass
-----
if x:
    pass
else
    pass
-----
if x:
    pass
else:
pass
-----
while x
    pass
-----
while x:
pass
-----
for x in y
    pass
-----
for x in y:
pass
-----
for f() in y: pass
-----
for x y: pass
-----
for 1 in y: pass
-----
def f()
    pass
-----
def f():
pass
-----
def f:
    pass
-----
async def f():
pass
-----
class A
    pass
-----
class A:
pass
-----
class A(x
    pass
-----
with x
    pass
-----
with x:
pass
-----
with x as 1: pass
-----
with (x as f()): pass
-----
try:
    pass
x = 1
-----
try:
pass
-----
try
    pass
-----
try:
    pass
except
    pass
-----
try:
    pass
except A, B:
    pass
-----
try:
    pass
except A as a.b:
    pass
-----
try:
    pass
except:
pass
-----
try:
    pass
except A:
pass
-----
try:
    pass
finally:
pass
-----
try:
    pass
except* A:
    pass
except B:
    pass
-----
try:
    pass
except A:
    pass
except* B:
    pass
-----
try:
    pass
except*:
    pass
-----
match x
    case 1: pass
-----
match x:
case 1: pass
-----
match x:
    case 1
        pass
-----
match x:
    case 1:
    pass
-----
match x:
    case a as _: pass
-----
match x:
    case a as b.c: pass
-----
match x:
    case A(b=1, 2): pass
-----
match x:
    case 1 + 2: pass
-----
match x:
    case 1j + 2j: pass
-----
f() = 1
-----
1 = x
-----
None = 1
-----
x + 1 = 2
-----
(a, b + 1) = 2
-----
[a, f()] = 1
-----
a, 1 = 2
-----
x = f() = 1
-----
"a" = 1
-----
... = 1
-----
f"{x}" = 1
-----
-x = 1
-----
x if y else z = 1
-----
lambda: 1 = 2
-----
(x for x in y) = 1
-----
[x for x in y] = 1
-----
{1: 2} = 3
-----
{1} = 3
-----
a < b = 1
-----
(yield) = 1
-----
def f(): (yield x) = 1
-----
def f(): yield x = 1
-----
await x = 1
-----
x += = 1
-----
f() += 1
-----
(a, b) += 1
-----
a, b += 1
-----
(a := 1) = 2
-----
a.b := 1
-----
(a.b := 1)
-----
(a[0] := 1)
-----
(f() := 1)
-----
a := 1
-----
del f()
-----
del 1
-----
del (a, b + 1)
-----
del *a
-----
del a +
-----
(a, b): int
-----
[a]: int
-----
a, b: int
-----
f(): int
-----
if x = 1: pass
-----
while x.y = 1: pass
-----
f(x.y = 1)
-----
f(True = 1)
-----
f(a + b = 1)
-----
f(x for x in y, 1)
-----
f(1, x for x in y)
-----
f(a=x for x in y)
-----
f(a=1, 2)
-----
f(**a, b)
-----
f(**a, *b)
-----
f(a=1, a=2)
-----
f(x=1, **y, x=2)
-----
class A(x for x in y): pass
-----
def f(a=1, b): pass
-----
def f(a, a): pass
-----
def f(*): pass
-----
def f(*, **k): pass
-----
def f(*a=1): pass
-----
def f(**k=1): pass
-----
def f(**k, a): pass
-----
def f(*a, *b): pass
-----
def f(/, a): pass
-----
def f(a, /, b, /): pass
-----
def f(*, a, /): pass
-----
def f(a, /*): pass
-----
def f((a, b)): pass
-----
def f(a=): pass
-----
def f(1): pass
-----
def f(None): pass
-----
lambda a=1, b: 1
-----
lambda *: 1
-----
lambda a, a: 1
-----
lambda (a, b): 1
-----
lambda a=: 1
-----
lambda /: 1
-----
return 1
-----
class A: return 1
-----
yield 1
-----
await x
-----
break
-----
continue
-----
def f():
    break
-----
if x:
    continue
-----
for x in y:
    def f(): continue
-----
def f():
    await x
-----
def f():
    async with x: pass
-----
def f():
    async for x in y: pass
-----
def f(): [x async for x in y]
-----
async def f(): yield from x
-----
async def f():
    yield 1
    return 2
-----
nonlocal x
-----
def f():
    nonlocal x
-----
def f():
    x = 1
    global x
-----
def f():
    print(x)
    global x
-----
def f(x):
    global x
-----
def f(x):
    nonlocal x
-----
def f():
    global x
    nonlocal x
-----
def f():
    x: int
    global x
-----
global x
x: int = 1
-----
def f():
    from a import *
-----
class A:
    from a import *
-----
from a import b,
-----
from a import (b,
-----
from a import
-----
import a.
-----
import a as b.c
-----
from __future__ import braces
-----
from __future__ import nothing
-----
x = 1
from __future__ import division
-----
__debug__ = 1
-----
def f(__debug__): pass
-----
f(__debug__=1)
-----
x.__debug__ = 1
-----
import __debug__
-----
*a = 1
-----
*a
-----
x = *a
-----
a, *b, *c = d
-----
print(*a b)
-----
(*a)
-----
(**a)
-----
[*a for a in b]
-----
{**a for a in b}
-----
[a, b for a in c]
-----
[a, for a in c]
-----
{a, b for a in c}
-----
{a: *b}
-----
{a: b, c}
-----
{a: b, c:}
-----
{a:}
-----
{1, 2: 3}
-----
{**a, b}
-----
x = 1 if y
-----
f(1 if y)
-----
[x for x in 1, 2, 3]
-----
[f() for 1 in x]
-----
[x for f() in y]
-----
[x := 1 for x in y]
-----
[(x := 1) for x in y]
-----
[y for x in (z := a)]
-----
class A: [(x := y) for y in z]
-----
def f(x: (y := 1)): pass
-----
def f(x: (yield)): pass
-----
  x = 1
-----
x = 1
  y = 2
-----
if x:
    y
  z
-----
if x:
    y
	z
-----
if x:
        y
	z
-----
if x:
	y
        z
-----
x = 1 +
-----
x = * 2
-----
x = 1 2
-----
x y
-----
x = (1 2)
-----
x = 1.2.3
-----
x = 1_
-----
x = 1__0
-----
x = 0x
-----
x = 0b2
-----
x = 0o8
-----
x = 012
-----
x = 00_1
-----
x = 1e
-----
x = 1e+
-----
x = 1abc
-----
x = 0xfg
-----
x = 1_j
-----
x = 1.5jx
-----
x = $
-----
x = ?
-----
x = a ! b
-----
x = a <> b
-----
x = é$
-----
x = “a”
-----
a€b = 1
-----
é = (1
-----
"é" é é
-----
x = "\x1"
-----
x = "é\x1"
-----
x = "\u12"
-----
x = "\U00110000"
-----
x = "\N{no such name}"
-----
x = "\N"
-----
x = "\N{"
-----
x = "\N{}"
-----
x = b"\x1"
-----
x = b"é"
-----
x = "a" b"b"
-----
x = \ 1
-----
x = 1 \
-----
\
-----
x = f"{"
-----
x = f"{a"
-----
x = f"}"
-----
x = f"{}"
-----
x = f"{ }"
-----
x = f"{a b}"
-----
x = f"{a!x}"
-----
x = f"{a!}"
-----
x = f"{a:{b:{c}}}"
-----
x = f"{a:{b:{c:{d}}}}"
-----
x = f"{a)}"
-----
x = f"{(a}"
-----
x = f"{(a]}"
-----
x = f"{'a}"
-----
x = f"{a['x']}"
-----
x = f'{a['x']}'
-----
x = f"{a\n}"
-----
x = f"{#}"
-----
x = f"{lambda x: 1}"
-----
x = f"{a = 1}"
-----
x = f"{a += 1}"
-----
x = f"{*}"
-----
x = f"abc {1 2} {"
-----
x = f'''
{a b}
'''
-----
x = f'''
 {
a b
}
'''
-----
x = f"{f() = }"
-----
x = f"{yield}"
-----
x = f"{0x}"
-----
x = f"{1 +}"
-----
def f():
    x = 1
    def g():
        nonlocal y
-----
def f():
    class A:
        nonlocal z
-----
try: pass
except: pass
except A: pass
-----
try: pass
except* A: break
-----
for x in y:
    try: pass
    except* A: break
-----
def f():
    try: pass
    except* A: return 1
-----
match x:
    case a: pass
    case 1: pass
-----
match x:
    case _: pass
    case 1: pass
-----
match x:
    case a | 1: pass
-----
match x:
    case (a | b) | 1: pass
-----
match x:
    case [a, a]: pass
-----
match x:
    case (1 as a) | 2: pass
-----
match x:
    case [*a, *b]: pass
-----
match x:
    case {**a, 1: 2}: pass
-----
match x:
    case {1: 2, 1: 3}: pass
-----
match x:
    case A(b=1, b=2): pass
-----
match x:
    case {-1: 1, a: 2}: pass
-----
match x:
    case f(): pass
    case f"a": pass
-----
async x
-----
async def
-----
@
def f(): pass
-----
@a
x = 1
-----
@a b
def f(): pass
-----
global
-----
raise x from
-----
assert
-----
pass pass
-----
pass; ; pass
-----
;
-----
if True:
-----
if True:
    
-----
def f():
    if x:
        y
   z
-----
x = [i for i in]
-----
x = (a for b in c
-----
x = {a: b
y = 1
-----
f(a, b
c = 1
-----
import x y
-----
class A(
-----
x = not
-----
x = a not b
-----
x = a is
-----
not = 1
-----
True = 1
-----
x.True = 1
-----
def True(): pass
-----
def f(x) -> : pass
-----
def f(x): int: pass
-----
else: pass
-----
elif x: pass
-----
except: pass
-----
case 1: pass
-----
x = yield = 1
-----
x[1 2]
-----
x[a:b c]
-----
x[]
-----
x[*a b]
-----
x = a if b else
-----
for x in: pass
-----
for in y: pass
-----
while: pass
-----
if: pass
-----
with: pass
-----
with a as: pass
-----
with (a, b as c: pass
-----
with (a as b c): pass
-----
del
-----
del x y
-----
nonlocal x.y
-----
x = lambda
-----
x = lambda x y: 1
-----
print(1 +)
-----
print(1
print(2)
-----
foo(a, b for b in range(5), *args)
-----
a = 1
 b = 2
c = 3
-----
a = 3 4
b = (
-----
a = 3 4
b = "
-----
def f(a,):
    return a b
-----
def f(a, b):
  x = {
  y = 1
"""


def python_error(source):
    if re.match(r"(.*\n)?\s*#.*coding[:=]", source):
        source = source.encode()
    try:
        compile(source, "<snippet>", "exec", dont_inherit=True)
    except SyntaxError as e:
        return f"{type(e).__name__} {e.lineno or 0} {e.offset or 0} {e.end_lineno or 0} {e.end_offset or 0} {e.msg}"
    except (ValueError, RecursionError, MemoryError) as e:
        return type(e).__name__
    return "accepted"


class OurErrors:
    def __init__(self, executable, *options):
        self.process = subprocess.Popen([executable, "--py311", *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        encoding="utf-8", errors="replace")
        self.file = os.path.join(tempfile.mkdtemp(), "snippet.py")

    def write(self, source):
        with open(self.file, "w", encoding="utf-8", errors="surrogatepass", newline="") as f:
            f.write(source)

    def __call__(self, source):
        self.write(source)
        self.process.stdin.write(self.file + "\n")
        self.process.stdin.flush()
        result = "accepted"
        for line in self.process.stdout:
            if line.startswith("ERROR "):
                result = line[len("ERROR "):].rstrip("\n")
            if line == "END\n":
                return result
        raise SystemExit(f"the parser died with status {self.process.wait()} on\n{source}")


def main():
    snippets = [s[1:] + "\n" for s in ("\n" + SNIPPETS.strip("\n")).split("\n-----")]
    for name in sys.argv[2:]:
        with open(name, encoding="utf-8", errors="surrogatepass", newline="") as f:
            snippets += [s for s in ("\n" + f.read()).split("\n-----") if s.isprintable() or s.encode(errors="ignore").decode() == s]
    ours = OurErrors(sys.argv[1])
    wrong = 0
    for source in snippets:
        want, have = python_error(source), ours(source)
        if want != have and want != have.split(" ")[0] and "unknown encoding" not in have:
            wrong += 1
            print(f"{source.rstrip()}\n  python: {want}\n  np2gpu: {have}\n")
    print(f"{len(snippets) - wrong} of {len(snippets)} agree")
    return wrong != 0


if __name__ == "__main__":
    sys.exit(main())
