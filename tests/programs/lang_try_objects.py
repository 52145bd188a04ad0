"""Exceptions with what the program does with them."""
import numpy as np


def parse(text):
    try:
        return int(text)
    except ValueError:
        return None


print([parse(t) for t in ("1", "x", " 3 ")])


def safe_divide(a, b, default=0.0):
    try:
        result = a / b
    except ZeroDivisionError as e:
        print("error:", e)
        return default
    else:
        print("ok")
        return result
    finally:
        print("finally")


print(safe_divide(1, 2), safe_divide(1, 0), safe_divide(1, 0, default=-1))
for action in range(6):
    try:
        if action == 0:
            [1, 2][5]
        elif action == 1:
            {"a": 1}["b"]
        elif action == 2:
            np.zeros(3)[10]
        elif action == 3:
            np.zeros((2, 3)) @ np.zeros((2, 3))
        elif action == 4:
            int("z")
        else:
            np.linalg.inv(np.zeros((2, 2)))
    except (IndexError, KeyError) as e:
        print(action, type(e).__name__, e)
    except np.linalg.LinAlgError as e:
        print(action, "LinAlgError", e)
    except Exception as e:
        print(action, type(e).__name__, e)
attempts = 0
while True:
    attempts += 1
    try:
        if attempts < 3:
            raise RuntimeError(f"attempt {attempts}")
        break
    except RuntimeError as e:
        last = str(e)
        continue
print(attempts, last)


def nested():
    try:
        try:
            raise ValueError("a")
        except ValueError as e:
            raise KeyError("b") from e
    except KeyError as e:
        return f"got {e}"


print(nested())
try:
    raise TypeError
except TypeError as e:
    print(repr(str(e)), e.args if False else "no args")
values = [1, 2, 0, 4]
total = 0
for v in values:
    try:
        total += 12 // v
    except ZeroDivisionError:
        print("skip", v)
print(total)


def validate(x):
    if not isinstance(x, (int, float)):
        raise TypeError(f"expected a number, not {type(x).__name__}")
    if x < 0:
        raise ValueError("negative: %d" % x)
    return x**0.5


for x in (4, -1, "s"):
    try:
        print(validate(x))
    except (TypeError, ValueError) as error:
        print(f"{type(error).__name__}: {error}")
print(validate("end"))
