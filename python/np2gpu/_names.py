"""What the compiler must know of Python objects that are not values: the texts of frontend/ImportEntry.h."""

import builtins
import functools
import linecache
import math
import sys
import time
import types

import numpy as np

# Modules that the compiler has by itself.
MODULES = {
    name: module
    for name, module in {
        "numpy": np,
        "numpy.random": np.random,
        "numpy.linalg": np.linalg,
        "numpy.fft": np.fft,
        "math": math,
        "time": time,
        "sys": sys,
    }.items()
}


def quoted(text):
    return f"{len(text.encode())}:{text}"


@functools.lru_cache(None)
def _attributes():
    """id of a function or class -> (module, name); the shortest name of several."""
    table = {}
    for module_name, module in MODULES.items():
        for name in sorted(dir(module), key=len):
            value = getattr(module, name, None)
            if not name.startswith("_") and (callable(value) or isinstance(value, np.ufunc)):
                table.setdefault(id(value), (module_name, name, value))
    return table


def kind_of(value):
    """The kind of a module, a function of NumPy or math, a class or a builtin; None for anything else."""
    if isinstance(value, types.ModuleType):
        for name, module in MODULES.items():
            if module is value:
                return f"module {quoted(name)}"
        name = value.__name__
        if name in ("np2gpu", "typing", "numpy.typing", "warnings") or name.split(".")[0] in ("matplotlib", "seaborn", "cupy"):
            return f"module {quoted(name)}"
        return None
    name = getattr(value, "__name__", None)
    if isinstance(name, str) and getattr(builtins, name, None) is value:
        return f"builtin {quoted(name)}"
    if isinstance(value, np.ufunc) or callable(value):
        found = _attributes().get(id(value))
        if found:
            return f"attribute {quoted(found[0])} {quoted(found[1])}"
        # Bound methods are made anew at each look: np.random.rand.
        owner = getattr(value, "__self__", None)
        if owner is not None and isinstance(name, str) and getattr(np.random, name, None) == value:
            return f"attribute {quoted('numpy.random')} {quoted(name)}"
    if value is np.exceptions.AxisError:
        return f"attribute {quoted('numpy.exceptions')} {quoted('AxisError')}"
    return None


def place_of(function):
    """(file, line, column, name): of a place in a lambda's body, or the first line of a def and -1."""
    code = function.__code__
    if code.co_name != "<lambda>":
        return code.co_filename, code.co_firstlineno, -1, code.co_name
    without_place = ("RESUME", "COPY_FREE_VARS", "MAKE_CELL", "RETURN_VALUE", "RETURN_GENERATOR", "NOP")
    for instruction, (line, _, column, _) in zip(_instructions(code), code.co_positions()):
        if instruction not in without_place and line is not None and column is not None:
            return code.co_filename, line, column, code.co_name
    return code.co_filename, code.co_firstlineno, 0, code.co_name


def _instructions(code):
    """The name of each code unit, inline caches too, as co_positions counts them."""
    import dis

    return [dis.opname[code.co_code[i]] for i in range(0, len(code.co_code), 2)]


def source_of(filename, module_globals):
    """The text of a file, or None."""
    if filename.endswith(".pyc"):
        filename = filename[:-1]
    linecache.checkcache(filename)
    lines = linecache.getlines(filename, module_globals)
    return "".join(lines) if lines else None


def check_call(function, *args, **kwargs):
    """Raises Python's own TypeError for arguments that do not fit the parameters: calls a function like it that does
    nothing."""
    empty = (lambda: None).__code__
    code = function.__code__
    same = code.replace(
        co_code=empty.co_code,
        co_consts=empty.co_consts,
        co_names=(),
        co_freevars=(),
        co_cellvars=(),
        co_varnames=code.co_varnames[: code.co_argcount + code.co_kwonlyargcount + bool(code.co_flags & 4) + bool(code.co_flags & 8)],
        co_nlocals=code.co_argcount + code.co_kwonlyargcount + bool(code.co_flags & 4) + bool(code.co_flags & 8),
        co_exceptiontable=b"",
        co_linetable=empty.co_linetable,
    )
    stub = types.FunctionType(same, {}, function.__name__, function.__defaults__)
    stub.__kwdefaults__ = function.__kwdefaults__
    stub.__qualname__ = function.__qualname__
    stub(*args, **kwargs)
