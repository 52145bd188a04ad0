"""A call compared with the Python function itself: results, their types, what arguments are afterwards, exceptions."""

import copy

import numpy as np

import np2gpu


def same(a, b):
    """Equal to the bit, and of one type."""
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray):
        return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    if isinstance(a, (tuple, list)):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return list(a) == list(b) and all(same(a[k], b[k]) for k in a)
    if isinstance(a, np.generic):
        return a.dtype == b.dtype and a.tobytes() == b.tobytes()
    if isinstance(a, float):
        return np.float64(a).tobytes() == np.float64(b).tobytes()
    if isinstance(a, np.random.Generator):
        return a.bit_generator.state == b.bit_generator.state
    return a == b


def outcome(function, arguments, keywords):
    try:
        return "returned", function(*arguments, **keywords)
    except np2gpu.CompileError:
        raise
    except Exception as error:
        # pytest adds what it found out to the text of an assert of its modules.
        return "raised", (type(error).__name__, str(error).split("\nassert ")[0])


def check(function, *arguments, **keywords):
    """Calls the Python function and the compiled one, each on copies of its own; both must do the same."""
    compiled = function if isinstance(function, np2gpu.Function) else np2gpu.jit(function)
    # One deepcopy keeps what is shared among the arguments shared (views do not stay views: see view_of in the tests).
    ours, theirs = copy.deepcopy((arguments, keywords)), copy.deepcopy((arguments, keywords))
    how, value = outcome(compiled, *ours)
    how_python, value_python = outcome(compiled.__wrapped__, *theirs)
    assert how == how_python, (value, value_python)
    assert same(value, value_python), (value, value_python)
    assert same(list(ours[0]), list(theirs[0])), (ours, theirs)
    return value
