"""Classes of exceptions of the program."""


class SolverError(RuntimeError):
    """No solution."""


class Diverged(SolverError):
    pass


def solve(x):
    if x > 10:
        raise Diverged(f"x = {x}")
    if x < 0:
        raise SolverError("negative")
    if x == 5:
        raise ValueError("five")
    return x**0.5


for x in (4, 20, -1, 5):
    try:
        print(solve(x))
    except Diverged as error:
        print("diverged:", error, type(error).__name__)
    except SolverError as error:
        print("solver:", error, type(error).__name__)
    except Exception as error:
        print("other:", error, type(error).__name__)
try:
    solve(100)
except RuntimeError as error:
    print("RuntimeError catches", type(error).__name__)
try:
    try:
        solve(20)
    except ValueError:
        print("wrong")
except SolverError:
    print("right")
solve(-5)
