"""Classes: attributes, methods, properties, inheritance, operators, dataclasses."""
from dataclasses import dataclass, field
import numpy as np


class Counter:
    total = 0

    def __init__(self, start=0):
        self.n = start

    def add(self, k=1):
        self.n += k
        return self.n

    @property
    def double(self):
        return self.n * 2

    @staticmethod
    def zero():
        return 0

    @classmethod
    def make(cls, n):
        return cls(n)

    def __repr__(self):
        return f"Counter({self.n})"


c = Counter(5)
c.add()
c.add(10)
print(c.n, c.double, Counter.zero(), c, [c], f"{c}", str(c))
d = Counter.make(7)
e = Counter.make(8)
print(d.n, e.n, d is e, d is d, isinstance(d, Counter), type(d).__name__)
d.n = 100
print(d.n, e.n, c.n)


class Model:
    def __init__(self, n, rate=0.1):
        self.w = np.zeros(n)
        self.rate = rate
        self.history = []

    def step(self, x, y):
        error = x @ self.w - y
        self.w -= self.rate * x.T @ error / len(y)
        self.history.append(float((error**2).mean()))

    def fit(self, x, y, steps):
        for _ in range(steps):
            self.step(x, y)
        return self


x = np.arange(12.0).reshape(6, 2) / 10
y = x @ np.array([1.0, -2.0])
m = Model(2).fit(x, y, 50)
print(np.round(m.w, 4), len(m.history), round(m.history[-1], 6))
alias = m
alias.rate = 0.5
print(m.rate, alias.w is m.w)


class Vec:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vec(self.x + other.x, self.y + other.y)

    def __mul__(self, k):
        return Vec(self.x * k, self.y * k)

    __rmul__ = __mul__

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y

    def __len__(self):
        return 2

    def __getitem__(self, i):
        return self.x if i == 0 else self.y

    def __str__(self):
        return f"({self.x}, {self.y})"


a = Vec(1, 2)
b = Vec(3, 4)
s = a + b * 2
print(s, a == b, a == Vec(1, 2), len(s), s[0], s[1])
p = Vec(0.0, 0.0)
v = Vec(1.0, 0.5)
for i in range(4):
    p = p + v * 0.1
print(p)


class Shape:
    sides = 0

    def area(self):
        raise NotImplementedError("area")

    def describe(self):
        return f"{self.name} with {self.sides} sides, area {self.area():.2f}"


class Square(Shape):
    sides = 4

    def __init__(self, side):
        super().__init__()
        self.name = "square"
        self.side = side

    def area(self):
        return self.side**2


class Cube(Square):
    def __init__(self, side):
        super().__init__(side)
        self.name = "cube"

    def area(self):
        return 6 * super().area()


for shape in [Square(2), Cube(1.5)]:
    print(shape.describe(), isinstance(shape, Shape), isinstance(shape, Cube))
try:
    Shape().area()
except NotImplementedError as error:
    print("NotImplementedError:", error)
try:
    print(c.missing)
except AttributeError as error:
    print(error)


@dataclass
class Point:
    x: float
    y: float = 0.0
    tags: list = field(default_factory=list)

    def norm(self):
        return (self.x**2 + self.y**2) ** 0.5


q = Point(3.0, 4.0)
q.tags.append("far")
print(q, q.norm(), Point(1), Point(1) == Point(1, 0.0))


class Polynomial:
    def __init__(self, *coefficients):
        self.c = list(coefficients)

    def __call__(self, t):
        result = 0
        for k in reversed(self.c):
            result = result * t + k
        return result


f = Polynomial(1, 0, 2)
print(f(3), [f(t) for t in range(3)])
particles = [Vec(i, i * i) for i in range(3)]
for particle in particles:
    particle.x += 10
print([str(q) for q in particles], sum(q.y for q in particles))


class Wide:
    def __init__(self):
        self.a, self.b, self.c, self.d = 1, 2, 3, 4
        self.e, self.f, self.g, self.h = 5, 6, 7, 8
        self.i = [9]
        self.j = np.arange(3)


wide = Wide()
wide.j[0] = 7
print(wide.a + wide.h, wide.i, wide.j)
