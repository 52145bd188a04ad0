# f-strings: specs, conversions, nested specs, expressions, NumPy scalars and arrays.
import numpy as np

x, n, s = 3.14159265, 42, "text"
print(f"{x:.2f}|{x:8.3f}|{x:<8.1f}|{x:>8.1f}|{x:^8.1f}|{x:e}|{x:.3g}|{x:+.1f}|{x:08.2f}|{x:%}")
print(f"{n}|{n:5d}|{n:<5}|{n:05d}|{n:x}|{n:b}|{n:o}|{n:,}|{n:+d}|{n:e}|{1234567:,}|{-n:5}")
print(f"{s}|{s:>8}|{s:<8}|{s:^8}|{s:.2}|{s!r}|{s + '!'}|{s:*^10}")
width, digits = 10, 3
print(f"{x:{width}.{digits}f}|{n:{width}}|{{braces}}|{x=}|{n = }")
a = np.array([1.5, 2.25])
print(f"{a}|{a[0]:.3f}|{a.sum()}|{a!r}|{np.float32(0.1)}|{np.float32(0.1):.3f}|{np.int8(5):3d}|{a.mean():6.2f}")
print(f"{True}|{None}|{[1, 2.5]}|{(1,)}|{1 + 2j}|{1e100}|{1e-7}|{0.1 + 0.2}|{10**20}|{float('inf')}|{'nested ' + f'{n}'}")
print(f"{n:>{width}}" f" joined {'yes' if n > 3 else 'no'}", f"{x:.0f} {x:.10g} {100.0:g} {1e10:g} {0.0001:g}")
