"""How the bodies are timed, under Python and compiled alike."""
import time


# The median of nine runs, in seconds.
def median(f):
    times = []
    for _ in range(9):
        start = time.perf_counter()
        f()
        times.append(time.perf_counter() - start)
    return sorted(times)[4]
