# Python's integers: floor division, remainder, powers, bits, beyond 64 bits, divmod, conversions.
print(7 // 2, -7 // 2, 7 // -2, 7 % 3, -7 % 3, 7 % -3, divmod(-7, 3), 7.5 // 2, -7.5 % 2)
print(2**10, 2**-1, (-2) ** 3, 0**0, 5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 10, -16 >> 2, abs(-3), pow(2, 5))
print(2**62 * 2, 2**64, -(2**70) // 3, 10**18 * 10, (2**63 - 1) + 1, 12345678901234567890 % 97)
n = 1
for i in range(1, 21):
    n *= i
print(n, n // 10**10, n % 1000003)
state = 12345
for _ in range(5):
    state = (1103515245 * state + 12345) % 2**31
print(state)
h = 0
for c in (104, 101, 108):
    h = (h * 31 + c) & 0xFFFFFFFF
print(h, hex(255) if False else "ff", int(2.9), int("101"), round(7 / 2), 3 / 2, 4 / 2, 1e3 == 1000, True + True)
a, b = 252, 105
while b:
    a, b = b, a % b
print(a)
try:
    1 // 0
except ZeroDivisionError as e:
    print(e)
try:
    5 % 0
except ZeroDivisionError as e:
    print(e)
