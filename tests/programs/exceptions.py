# try, except, else, finally, raise, custom messages, exceptions of the runtime, re-raise.
import numpy as np


def check(x):
    if x < 0:
        raise ValueError("negative: " + str(x))
    return x**0.5


def attempt(f):
    try:
        result = f()
    except ZeroDivisionError:
        return "division"
    except (ValueError, IndexError) as e:
        return f"{type(e).__name__}: {e}"
    except Exception as e:
        return "other " + str(e)
    else:
        return result
    finally:
        print("finally", end=" ")


print(attempt(lambda: 1 / 0))
print(attempt(lambda: check(-1)))
print(attempt(lambda: np.arange(3)[5]))
print(attempt(lambda: check(9)))
print(attempt(lambda: int("x")))
print(attempt(lambda: np.ones(2) + np.ones(3)))
print(attempt(lambda: [1, 2][2]))
total = 0
for i in range(5):
    try:
        if i == 3:
            raise RuntimeError("three")
        total += i
    except RuntimeError as e:
        print("caught", e)
        continue
    total += 100
print(total)
try:
    try:
        check(-2)
    except ValueError:
        print("again")
        raise
except ValueError as e:
    print("outer", e)
assert total > 0, "never"
try:
    assert total < 0, "always"
except AssertionError as e:
    print("assertion", e)
