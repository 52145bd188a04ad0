# if __name__ == "__main__", main(), module constants, docstrings, type annotations, pass, del, ternaries.
"""A docstring in the middle."""
from math import pi, sqrt
from typing import List

import numpy as np

LIMIT: int = 3


def radius(area: float) -> float:
    """The radius of a circle."""
    return sqrt(area / pi)


def norms(vectors: List[np.ndarray]) -> np.ndarray:
    result = []
    for v in vectors:
        result.append(np.sqrt((v * v).sum()))
    return np.array(result)


def todo():
    pass


def main():
    print(round(radius(10.0), 6), norms([np.array([3.0, 4.0]), np.array([1.0, 0.0])]), todo())
    x = 5
    del x
    for i in range(LIMIT):
        if i == 1:
            pass
        print(i, "odd" if i % 2 else "even", end=" ")
    print()


if __name__ == "__main__":
    main()
