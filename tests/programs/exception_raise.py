# An exception of the program's own.
def f(n):
    if n == 0:
        raise ValueError(f"no more than {n}")
    return f(n - 1)


print("start")
f(3)
