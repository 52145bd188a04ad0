# Functions of lib/: seeded streams of the global generator, RandomState and Generator.
import numpy as np

np.random.seed(1234)
rng = np.random.default_rng(99)
state = np.random.RandomState(7)

print(np.random.rand(), np.random.rand(2), np.random.rand(2, 2), np.random.random(3), np.random.random((1, 2)), np.random.random_sample(), np.random.randn(), np.random.randn(2, 2), np.random.standard_normal(3))
print(np.random.uniform(), np.random.uniform(-1, 1), np.random.uniform(0, 10, 3), np.random.uniform(low=2, high=3, size=(2, 2)), np.random.normal(), np.random.normal(5, 2), np.random.normal(loc=1, scale=0.5, size=4))
print(np.random.randint(10), np.random.randint(5, 10), np.random.randint(0, 100, 5), np.random.randint(0, 2, size=(2, 3)), np.random.randint(256, size=3, dtype=np.uint8), np.random.randint(1, 7, (2,)))
print(np.random.exponential(2.0), np.random.exponential(size=2), np.random.poisson(4), np.random.poisson(3.5, 4), np.random.binomial(10, 0.5), np.random.binomial(1, 0.3, 5), np.random.gamma(2, 1, 2), np.random.beta(1, 2), np.random.geometric(0.3, 3))
print(np.random.choice(5), np.random.choice(5, 3), np.random.choice([10, 20, 30], 2), np.random.choice([1.5, 2.5]), np.random.choice(4, 4, replace=False), np.random.choice(3, size=5, p=[0.1, 0.2, 0.7]))
print(np.random.permutation(5), np.random.permutation([3, 1, 2]), np.random.multivariate_normal([0, 0], [[1, 0.5], [0.5, 2]]).round(6), np.random.multinomial(10, [0.2, 0.8]), np.random.lognormal(0, 1, 2), np.random.laplace(size=2), np.random.triangular(0, 1, 2))
x = np.arange(6)
np.random.shuffle(x)
print(x)
items = [1, 2, 3, 4]
np.random.shuffle(items)
print(items)
m = np.arange(6).reshape(3, 2)
np.random.shuffle(m)
print(m)
print(rng.random(), rng.random(3), rng.random((2, 2)), rng.standard_normal(), rng.standard_normal((2, 2)), rng.normal(1, 2), rng.normal(size=3), rng.uniform(-1, 1, 2), rng.integers(10), rng.integers(0, 5, 4), rng.integers(1, 6, size=3, endpoint=True))
print(rng.choice(5), rng.choice(5, 2, replace=False), rng.choice([1.0, 2.0, 3.0], 2), rng.permutation(4), rng.exponential(2.0, 2), rng.poisson(3, 3), rng.binomial(10, 0.5), rng.choice(3, 4, p=[0.5, 0.25, 0.25]))
rng.shuffle(x)
print(x, rng.permuted(x), rng.multivariate_normal([0, 0], [[1, 0], [0, 1]]).round(6))
print(state.rand(2), state.randn(), state.randint(0, 10, 3), state.uniform(0, 1), state.normal(0, 1, 2), state.choice(10), state.permutation(3))
total = 0.0
for i in range(1000):
    total += np.random.rand() * np.random.normal()
print(round(total, 8))
np.random.seed(1234)
print(np.random.rand())
try:
    np.random.choice(3, 5, replace=False)
except ValueError as e:
    print(e)
