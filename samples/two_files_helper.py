"""Simple statistics, imported by two_files.py."""
import numpy as np

DIGITS = 4


def summary(x):
    return x.mean(), x.std(), np.median(x)


def report(name, values):
    mean, std, median = summary(values)
    print(f"{name}: mean {mean:.{DIGITS}f}, std {std:.{DIGITS}f}, median {median:.{DIGITS}f}")


if __name__ == "__main__":
    report("self test", np.arange(5.0))
