# Element loops with swaps, nested functions and while: bubble, insertion, quick, merge, binary search.
import numpy as np


def bubble(a):
    a = a.copy()
    for i in range(len(a)):
        for j in range(len(a) - 1 - i):
            if a[j] > a[j + 1]:
                a[j], a[j + 1] = a[j + 1], a[j]
    return a


def insertion(a):
    for i in range(1, len(a)):
        key = a[i]
        j = i - 1
        while j >= 0 and a[j] > key:
            a[j + 1] = a[j]
            j -= 1
        a[j + 1] = key


def quick(a, low, high):
    if low < high:
        pivot = a[high]
        i = low - 1
        for j in range(low, high):
            if a[j] <= pivot:
                i += 1
                a[i], a[j] = a[j], a[i]
        a[i + 1], a[high] = a[high], a[i + 1]
        quick(a, low, i)
        quick(a, i + 2, high)


def search(a, x):
    low, high = 0, len(a) - 1
    while low <= high:
        middle = (low + high) // 2
        if a[middle] == x:
            return middle
        if a[middle] < x:
            low = middle + 1
        else:
            high = middle - 1
    return -1


a = np.array([5, 2, 9, 1, 5, 6, -3])
print(bubble(a), a)
b = a.copy()
insertion(b)
c = a.copy()
quick(c, 0, len(c) - 1)
print(b, c, np.array_equal(b, np.sort(a)), search(b, 6), search(b, 7))
l = [3, 1, 2]
insertion(l)
print(l)
