"""Of Python's functools, what is a loop."""


def reduce(function, iterable, *initial):
    if len(initial) == 1:
        result = initial[0]
        for x in iterable:
            result = function(result, x)
        return result
    items = list(iterable)
    if len(items) == 0:
        raise TypeError("reduce() of empty iterable with no initial value")
    result = items[0]
    for i in range(1, len(items)):
        result = function(result, items[i])
    return result
