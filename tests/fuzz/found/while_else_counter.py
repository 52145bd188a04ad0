n4 = 0
c = 5
while n4 > 0:
    n4 -= 1
    if c > 2:
        break
else:
    print(n4)
