"""Exceptions of compiled functions that are not builtins."""

import ast

import numpy as np


class CompileError(Exception):
    """A function, or a call of it, that np2gpu does not compile. Nothing has run.

    str(error) is the located message. Attributes: message, filename, lineno, offset (from 1; 0: not known).
    """

    def __init__(self, text, message="", filename="", lineno=0, offset=0):
        super().__init__(text)
        self.message = message
        self.filename = filename
        self.lineno = lineno
        self.offset = offset


CompileError.__module__ = "np2gpu"


class UFuncTypeError(np._core._exceptions._UFuncOutputCastingError):
    """NumPy's error of that name, with a text that is already made."""

    def __init__(self, text):
        TypeError.__init__(self, text)
        self.text = text

    def __str__(self):
        return self.text


UFuncTypeError.__name__ = UFuncTypeError.__qualname__ = "UFuncTypeError"


def key_of(text):
    """The argument of a KeyError whose text is the key's repr."""
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return text
