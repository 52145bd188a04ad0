"""Sets: displays, set(), membership, algebra, comprehensions, the order of ints."""
a = {3, 1, 2, 3}
print(a, len(a), 2 in a, 5 in a)
b = set([2, 3, 4, 5, 5])
print(a | b, a & b, a - b, a ^ b, a <= b, {2, 3} <= b, a == {1, 2, 3})
seen = set()
order = []
for n in [5, 3, 5, 9, 3, 1, 20, 17, 8]:
    if n not in seen:
        seen.add(n)
        order.append(n)
print(seen, order, sorted(seen), len(seen), sum(seen), max(seen))
print({n % 4 for n in range(10)}, set(), set("aab") == {"a", "b"}, sorted(set("hello")))
seen.discard(100)
seen.remove(3)
print(3 in seen, seen.issubset({1, 5, 8, 9, 17, 20}), seen.isdisjoint({0}))
try:
    seen.remove(3)
except KeyError as e:
    print("KeyError", e)
words = {"x", "y"}
words.update(["z", "x"])
print(len(words), sorted(words), sorted(words.union({"w"})))
primes = {n for n in range(2, 60) if all(n % d for d in range(2, n))}
print(primes, 59 in primes)
for n in {10, 20, 30}:
    print(n, end=" ")
print()
