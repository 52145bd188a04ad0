# range with any step, empty and dynamic ones; the loop variable afterwards.
n = 5
for i in range(n):
    print(i, end=" ")
for i in range(2, n):
    print(i, end=" ")
for i in range(10, 0, -3):
    print(i, end=" ")
for i in range(0, -n, -2):
    print(i, end=" ")
print("last", i)
for i in range(3, 3):
    print("never")
print(i, list(range(0, 10, 4)), len(range(7, -8, -5)), 6 in range(0, 10, 3), range(5)[2], sum(range(101)))
step = -1
total = 0
for i in range(4, -1, step):
    total = total * 10 + i
print(total)
try:
    for i in range(0, 5, step + 1):
        pass
except ValueError as e:
    print(e)
for i in range(3):
    i = i * 10
    print(i, end=" ")
print()
for i in range(2):
    for j in range(i, 3):
        print(i, j, end=";")
print()
