"""What holds for the source as a whole (docs/design.md): one place for an operation, one copy of everything."""

import ast
import pathlib
import re

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[1]
LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"')


def without_comments(text):
    return re.sub(r"//[^\n]*", "", re.sub(r"^\s*#include.*$", "", text, flags=re.M))


def operations():
    """The names of NumPy's operations: of the table's rows and of the functions in lib/."""
    names = set()
    for file in ("Np.td", "NpRows.td", "NpLibrary.td"):
        for line in (ROOT / "ir" / file).read_text().splitlines():
            for text in LITERAL.findall(line.split("//")[0]):
                names.update(word.rsplit(".", 1)[1] for word in text.split() if re.fullmatch(r"(np(\.\w+)*|generator)?\.\w+", word))
            if row := re.match(r'def \w+\s*:\s*(?:Unary|Binary)<"(\w+)"', line):
                names.add(row[1])
    for file in (ROOT / "lib").glob("*.py"):
        names.update(node.name for node in ast.parse(file.read_text()).body if isinstance(node, ast.FunctionDef))
    return {name for name in names if re.fullmatch(r"[a-z]\w\w+", name)}


# Names of NumPy's operations that are other things as well.
OTHER_THINGS = {
    "copy", "sum", "min", "max", "abs", "round", "any", "all", "pow", "divmod",  # Python's builtins and methods
    "append", "insert", "sort", "item", "conjugate", "delete", "std",  # of lists and numbers; a keyword, a namespace of C++
    "add", "iinfo", "finfo",  # set.add, and the classes of what np.iinfo and np.finfo give
    "shape", "size", "ndim", "real", "imag",  # attributes
    "array", "where", "permutation", "outer", "numpy.ndarray", "np.random",  # parameters, a ufunc's method, a type, a module
    ".shape", ".size",  # members in the text
}


@pytest.mark.parametrize("folder", ["frontend", "ir", "codegen"])
def test_no_operation_is_named_in_code(folder):
    names = operations()
    assert {"exp", "sum", "solve", "percentile", "reshape"} <= names
    found = []
    for path in sorted((ROOT / folder).glob("*.cpp")):
        for number, line in enumerate(without_comments(path.read_text()).splitlines(), 1):
            for text in LITERAL.findall(line):
                if text in OTHER_THINGS:
                    continue
                if text in names or (re.fullmatch(r"(np|numpy)(\.\w+)+|\.[a-z]\w+", text) and text.rsplit(".", 1)[1] in names):
                    found.append(f"{path.name}:{number}: {text}")
    assert not found, "\n" + "\n".join(found)


# Each of these is the mark of an algorithm: where it stands twice, the algorithm does.
WITNESSES = {
    "PCG64's multiplier": r"2549297995355413924|0x2360ED051FC65DA4",
    "MT19937's tempering": r"0x9d2c5680",
    "MT19937's matrix": r"0x9908b0df",
    "SeedSequence's mixing": r"0x43b0d7e5",
    "the shortest digits (a power of five)": r"0x9c935e00d4b9d8d2|to_chars",
    "the pairwise leaf of NumPy's sums": r"\(\w+\[0\] \+ \w+\[1\]\) \+ \(\w+\[2\] \+ \w+\[3\]\)",
}


@pytest.mark.parametrize("name", WITNESSES)
def test_one_copy(name):
    files = [p for p in (ROOT / "runtime").rglob("*") if p.suffix in (".cpp", ".h")]
    found = [p.relative_to(ROOT).as_posix() for p in files if re.search(WITNESSES[name], without_comments(p.read_text()), re.I)]
    assert len(found) == 1, found
