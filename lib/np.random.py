# numpy.random: the functions of the global generator. Those without parameters are rows. The rows
# np.random._NAME draw from it (runtime/np/random.h). See np.py.


def randint(low, high=None, size=None, dtype=None):
    start = 0 if high is None else int(low) if isinstance(low, float) else low
    stop = low if high is None else high
    if isinstance(stop, float):
        stop = int(stop)
    if dtype is None:
        return np.random._integers(start, stop, size, np.int64, False)
    if size is None and np.asarray(start).ndim == 0 and np.asarray(stop).ndim == 0:
        return np.random._integers(start, stop, (), dtype, False)[()]
    return np.random._integers(start, stop, size, dtype, False)


def random_integers(low, high=None, size=None):
    start = 1 if high is None else low
    stop = low if high is None else high
    if size is None:
        return np.random._integers(start, stop, (), np.int64, True)[()]
    return np.random._integers(start, stop, size, np.int64, True)


def choice(a, size=None, replace=True, p=None):
    if isinstance(a, (int, np.integer)):
        if p is None:
            return np.random._choice(a, size, False, replace, True)
        return np.random._choice_p(a, np.asarray(p).astype(np.float64), size, False, replace, True)
    population = np.asarray(a)
    if population.ndim != 1:
        raise ValueError("a must be 1-dimensional")
    if p is None:
        return population[np.random._choice(len(population), size, True, replace, True)]
    return population[np.random._choice_p(len(population), np.asarray(p).astype(np.float64), size, True, replace, True)]


def shuffle(x):
    if isinstance(x, np.ndarray):
        np.random._shuffle(x)
    else:
        order = np.random._permutation(len(x))
        items = [x[i] for i in order]
        for i in range(len(x)):
            x[i] = items[i]


def permutation(x):
    if isinstance(x, (int, np.integer)):
        return np.random._permutation(x)
    a = np.asarray(x)
    return a[np.random._permutation(len(a))]


def multinomial(n, pvals, size=None):
    return np.random._multinomial(n, np.asarray(pvals).astype(np.float64), size)


def dirichlet(alpha, size=None):
    return np.random._dirichlet(np.asarray(alpha).astype(np.float64), size)


def multivariate_normal(mean, cov, size=None, check_valid="warn", tol=1e-8):
    m = np.asarray(mean).astype(np.float64)
    c = np.asarray(cov).astype(np.float64)
    if m.ndim != 1:
        raise ValueError("mean must be 1 dimensional")
    if c.ndim != 2 or c.shape[0] != c.shape[1]:
        raise ValueError("cov must be 2 dimensional and square")
    if m.shape[0] != c.shape[0]:
        raise ValueError("mean and cov must have same length")
    outer = () if size is None else (size,) if isinstance(size, int) else tuple(size)
    draws = np.random.standard_normal(outer + (m.shape[0],)).reshape(-1, m.shape[0])
    u, s, v = np.linalg.svd(c)
    result = np.dot(draws, np.sqrt(s)[:, None] * v)
    result += m
    return result.reshape(outer + (m.shape[0],))


def uniform(low=0.0, high=1.0, size=None):
    return np.random._uniform(low, high, size)


def normal(loc=0.0, scale=1.0, size=None):
    return np.random._normal(loc, scale, size)


def lognormal(mean=0.0, sigma=1.0, size=None):
    return np.random._lognormal(mean, sigma, size)


def exponential(scale=1.0, size=None):
    return np.random._exponential(scale, size)


def standard_gamma(shape, size=None):
    return np.random._standard_gamma(shape, size)


def gamma(shape, scale=1.0, size=None):
    return np.random._gamma(shape, scale, size)


def beta(a, b, size=None):
    return np.random._beta(a, b, size)


def chisquare(df, size=None):
    return np.random._chisquare(df, size)


def noncentral_chisquare(df, nonc, size=None):
    return np.random._noncentral_chisquare(df, nonc, size)


def f(dfnum, dfden, size=None):
    return np.random._f(dfnum, dfden, size)


def noncentral_f(dfnum, dfden, nonc, size=None):
    return np.random._noncentral_f(dfnum, dfden, nonc, size)


def standard_t(df, size=None):
    return np.random._standard_t(df, size)


def laplace(loc=0.0, scale=1.0, size=None):
    return np.random._laplace(loc, scale, size)


def gumbel(loc=0.0, scale=1.0, size=None):
    return np.random._gumbel(loc, scale, size)


def logistic(loc=0.0, scale=1.0, size=None):
    return np.random._logistic(loc, scale, size)


def rayleigh(scale=1.0, size=None):
    return np.random._rayleigh(scale, size)


def weibull(a, size=None):
    return np.random._weibull(a, size)


def pareto(a, size=None):
    return np.random._pareto(a, size)


def power(a, size=None):
    return np.random._power(a, size)


def vonmises(mu, kappa, size=None):
    return np.random._vonmises(mu, kappa, size)


def wald(mean, scale, size=None):
    return np.random._wald(mean, scale, size)


def triangular(left, mode, right, size=None):
    return np.random._triangular(left, mode, right, size)


def poisson(lam=1.0, size=None):
    return np.random._poisson(lam, size)


def binomial(n, p, size=None):
    return np.random._binomial(n, p, size)


def negative_binomial(n, p, size=None):
    return np.random._negative_binomial(n, p, size)


def geometric(p, size=None):
    return np.random._geometric(p, size)


def zipf(a, size=None):
    return np.random._zipf(a, size)


def logseries(p, size=None):
    return np.random._logseries(p, size)


def hypergeometric(ngood, nbad, nsample, size=None):
    return np.random._hypergeometric(ngood, nbad, nsample, size)
