# math: functions, constants, errors; float formatting and special values.
import math

print(math.sqrt(2), math.pi, math.e, math.floor(-1.5), math.ceil(1.2), math.trunc(-1.7), math.hypot(3, 4), math.factorial(10), math.gcd(12, 18))
print(round(math.sin(1), 12), round(math.cos(1), 12), round(math.exp(1), 12), round(math.log(10), 12), math.log10(1000), math.log2(8), round(math.atan2(1, 2), 12))
print(math.isnan(math.nan), math.isinf(-math.inf), math.copysign(1, -0.0), math.fmod(-7, 3), math.degrees(math.pi), math.radians(180), math.comb(5, 2), math.isqrt(17))
print(0.1 + 0.2, 1e308 * 10, -1e308 * 10, math.inf - math.inf, 5 // 0.3, 2**0.5, (-8) ** (1 / 3) if False else "skip", round(-0.5), round(0.5), round(1.5))
for f in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.exp(1000), lambda: 1.0 / 0.0, lambda: math.factorial(-1)):
    try:
        print(f())
    except (ValueError, OverflowError, ZeroDivisionError) as e:
        print(type(e).__name__, e)
