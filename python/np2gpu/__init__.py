"""np2gpu: functions of NumPy arrays, compiled.

    import numpy as np
    import np2gpu

    @np2gpu.jit
    def step(u, dt):
        u[1:-1] += dt * (u[2:] - 2 * u[1:-1] + u[:-2])
        return u.sum()

    u = np.random.rand(1000)
    step(u, 0.1)                  # compiled for (float64[:], float); u is written
    print(step.inspect("cuda"))   # the text that runs

The function keeps Python's and NumPy's meaning: dtypes, views of arguments, exceptions and their texts, what it prints.
What np2gpu does not compile raises CompileError at the first call, before anything runs, with the place and what to
write instead.
"""

import inspect as _inspect
import os as _os

import numpy as _np

from . import _native
from ._errors import CompileError

__all__ = ["jit", "Function", "CompileError"]
__version__ = _native.version


def _find_blas():
    """NumPy's own BLAS and LAPACK, so that results have its bits: in the wheel's numpy.libs, else scipy-openblas64."""
    site = _os.path.dirname(_os.path.dirname(_np.__file__))
    for folder in ("numpy.libs", "scipy_openblas64/lib"):
        folder = _os.path.join(site, folder)
        if _os.path.isdir(folder):
            for name in sorted(_os.listdir(folder)):
                if "openblas64" in name and ".so" in name:
                    return _os.path.join(folder, name)
    return None


if _blas := _find_blas():
    _native.set_blas(_blas)


class Function(_native.Function):
    """A compiled function; made by np2gpu.jit, called as the function itself.

    Arguments may be NumPy arrays of bool, integers, floats and complex numbers (of any strides, overlapping, read-only,
    empty, of rank 0), Python's and NumPy's numbers, str, None, tuples, lists and dicts of these, functions, dtypes and
    np.random.Generator. Arrays go in and come out without copies (but those whose elements are not aligned). The
    function is compiled once for each combination of dtypes, ranks and overlaps of its arguments and of the globals
    that it reads, and anew where a value is needed when compiling: an axis, a dtype, a str.

    Globals and captured variables are read at the call. np.random.* draws from NumPy's own state; prints go to
    sys.stdout, warnings to the warnings module. Other threads run during a call.

    Raises what the Python function would raise; CompileError for what is not compiled; Python's TypeError for wrong
    arguments.
    """

    def __init__(self, function, fallback=False):
        super().__init__(function)
        self.fallback = fallback
        self.__wrapped__ = function
        for name in ("__module__", "__name__", "__qualname__", "__doc__"):
            setattr(self, name, getattr(function, name))

    def inspect(self, stage="cuda", specialization=-1):
        """The function at a stage: "np" (the IR as imported), "kernel" (the kernels alone), "cuda" (the text that runs).

        `specialization` is a number of `specializations`, by default the latest. ValueError before the first call.
        """
        return self._inspect(stage, specialization)

    @property
    def __signature__(self):
        return _inspect.signature(self.__wrapped__)

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        import types

        return types.MethodType(self, instance)

    def __repr__(self):
        return f"<np2gpu.jit function {self.__qualname__}, {len(self.specializations)} specializations>"

    def __reduce__(self):
        return self.__qualname__  # found again by its name, as functions are


class _Fallback(Function):
    """Runs the Python function where it does not compile."""

    def __call__(self, *args, **kwargs):
        try:
            return self._call(*args, **kwargs)
        except CompileError as error:
            import warnings

            warnings.warn(f"{self.__qualname__} runs in Python: {error}", RuntimeWarning, stacklevel=2)
            return self.__wrapped__(*args, **kwargs)


def jit(function=None, *, fallback=False):
    """Compiles a function at its first call for the kinds of arguments that it meets. See np2gpu.Function.

    fallback=True: what np2gpu does not compile runs in Python, with a RuntimeWarning, instead of raising CompileError.

    >>> @np2gpu.jit
    ... def add(x, y):
    ...     return x + y
    >>> add(np.arange(3), 1.5)
    array([1.5, 2.5, 3.5])
    """
    if function is None:
        return lambda function: jit(function, fallback=fallback)
    if isinstance(function, Function):
        return function
    if not _inspect.isfunction(function):
        raise TypeError(f"np2gpu.jit needs a Python function, not {type(function).__name__}")
    return _Fallback(function, True) if fallback else Function(function)
