# Globals read and rebound in functions, shadowing.
import numpy as np

count = 0
weights = np.ones(3)
FACTOR = 2.5


def visit():
    global count, weights
    count += 1
    weights = weights * FACTOR


def touch():
    weights[0] = -1


def local():
    count = "local"
    return count


for _ in range(3):
    visit()
touch()
print(count, weights, local(), count)
FACTOR = 0
visit()
print(count, weights)


def unbound():
    print(later)
    later = 1


try:
    unbound()
except UnboundLocalError as e:
    print(type(e).__name__)
