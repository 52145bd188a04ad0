"""For the oracle only: a program written for CuPy gives under Python what NumPy gives."""
from numpy import *  # noqa: F401,F403
from numpy import abs, linalg, max, min, random, round, sum  # noqa: F401


def asnumpy(a):
    return a
