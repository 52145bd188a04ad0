"""Python ints beyond 64 bits on the way or for good: generators of random numbers, checksums, Fibonacci, factorials."""
M64 = 2**64 - 1
M32 = 0xFFFFFFFF


def lcg(state, count):
    out = []
    for _ in range(count):
        state = (6364136223846793005 * state + 1442695040888963407) % 2**64
        out.append(state >> 33)
    return out


print(lcg(42, 4))


def xorshift(x):
    x ^= (x << 13) & M64
    x ^= x >> 7
    x ^= (x << 17) & M64
    return x


x = 88172645463325252
for _ in range(3):
    x = xorshift(x)
print(x, x % 10, x / 2**64, x & 255, float(x), x > 2**63, str(x)[:5], f"{x:x}")


def splitmix(seed, n):
    values = []
    for _ in range(n):
        seed = (seed + 0x9E3779B97F4A7C15) & M64
        z = seed
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & M64
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & M64
        values.append(z ^ (z >> 31))
    return values


print(splitmix(0, 3))
h = 0xCBF29CE484222325
for ch in "hello":
    h = ((h ^ ord(ch)) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
print(hex(h))
crc = 0xFFFFFFFF
for byte in [49, 50, 51, 52, 53, 54, 55, 56, 57]:
    crc ^= byte
    for _ in range(8):
        crc = (crc >> 1) ^ (0xEDB88320 if crc & 1 else 0)
print(hex(crc ^ 0xFFFFFFFF))


def fib(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


print(fib(10), fib(90), fib(100), fib(150))


def factorial(n):
    return 1 if n < 2 else n * factorial(n - 1)


f = 1
for i in range(1, 31):
    f *= i
print(f, f // 7**5, f % 1000007)


def power(base, exponent, modulus):
    result = 1
    base %= modulus
    while exponent > 0:
        if exponent & 1:
            result = result * base % modulus
        base = base * base % modulus
        exponent >>= 1
    return result


print(power(3, 200, 1000000007), power(2, 10**6, 998244353), power(7, 12345678901234, 10**15 + 37), pow(3, 200, 13))
digits = 0
n = 2**100
while n:
    digits += n % 10
    n //= 10
print(digits, 2**100, -(2**70), 2**70 - 2**70 + 5, 10**20 // 3, 10**20 % 7, abs(-(10**19)))
total = 0
for i in range(1000):
    total += i * i
print(total)
seed = 12345
for i in range(3):
    seed = (1103515245 * seed + 12345) % 2**31
    print(seed, end=" ")
print()
hash_value = 5381
for c in "some text":
    hash_value = (hash_value * 33 + ord(c)) & M32
print(hash_value)
collatz = 27
steps = 0
while collatz != 1:
    collatz = collatz // 2 if collatz % 2 == 0 else 3 * collatz + 1
    steps += 1
print(steps)


def search(values, wanted):
    low, high = 0, len(values)
    while low < high:
        middle = (low + high) // 2
        if values[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low


print(search([1, 3, 5, 7, 9], 6))
