# Defaults, keywords, keyword-only parameters, *args, **kwargs.
import numpy as np


def area(width, height=2, *, scale=1.0, label="area"):
    return f"{label} {width * height * scale}"


def total(first, *rest, start=0):
    for x in rest:
        start += x
    return start + first


def options(**settings):
    return settings["n"] + settings.get("m", 10)


print(area(3), area(3, 4), area(height=5, width=1), area(2, scale=0.5, label="half"))
print(total(1), total(1, 2, 3), total(1, 2, start=100), options(n=1), options(n=1, m=2))
pair = (2, 3)
print(area(*pair), area(**{"width": 1, "height": 7}))


def grow(n, x=np.zeros(2)):
    return x + n


print(grow(1), grow(2, np.ones(3)))
