# while, else, break, continue, nested loops, while True.
n = 27
steps = 0
while n != 1:
    n = n // 2 if n % 2 == 0 else 3 * n + 1
    steps += 1
print(steps)
for candidate in range(2, 20):
    for d in range(2, candidate):
        if candidate % d == 0:
            break
    else:
        print(candidate, end=" ")
print()
i = 0
while True:
    i += 1
    if i % 2:
        continue
    if i > 8:
        break
    print(i, end=" ")
print()
while i > 0:
    i -= 3
else:
    print("done", i)
while i < 5:
    i += 1
    if i == 3:
        break
else:
    print("not printed")
x = 1.0
while abs(x * x - 2) > 1e-12:
    x = (x + 2 / x) / 2
print(round(x, 10))
