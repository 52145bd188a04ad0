# Methods of Generator and RandomState objects, `self` first; those without parameters are rows. See np.random.py.


def randint(self, low, high=None, size=None, dtype=None):
    start = 0 if high is None else int(low) if isinstance(low, float) else low
    stop = low if high is None else high
    if isinstance(stop, float):
        stop = int(stop)
    if dtype is None:
        return np.random._of_integers(self, start, stop, size, np.int64, False)
    if size is None and np.asarray(start).ndim == 0 and np.asarray(stop).ndim == 0:
        return np.random._of_integers(self, start, stop, (), dtype, False)[()]
    return np.random._of_integers(self, start, stop, size, dtype, False)


def integers(self, low, high=None, size=None, dtype=None, endpoint=False):
    start = 0 if high is None else int(low) if isinstance(low, float) else low
    stop = low if high is None else high
    if isinstance(stop, float):
        stop = int(stop)
    kind = np.int64 if dtype is None else dtype
    if size is None and np.asarray(start).ndim == 0 and np.asarray(stop).ndim == 0:
        return np.random._of_integers(self, start, stop, (), kind, endpoint)[()]
    return np.random._of_integers(self, start, stop, size, kind, endpoint)


def choice(self, a, size=None, replace=True, p=None, axis=0, shuffle=True):
    if isinstance(a, (int, np.integer)):
        if p is None:
            return np.random._of_choice(self, a, size, False, replace, shuffle)
        return np.random._of_choice_p(self, a, np.asarray(p).astype(np.float64), size, False, replace, shuffle)
    population = np.asarray(a)
    n = np.size(population, axis)
    along = axis + population.ndim if axis < 0 else axis
    if p is None:
        index = np.random._of_choice(self, n, size, True, replace, shuffle)
    else:
        index = np.random._of_choice_p(self, n, np.asarray(p).astype(np.float64), size, True, replace, shuffle)
    return population[(slice(None),) * along + (index,)]


def shuffle(self, x, axis=0):
    if isinstance(x, np.ndarray):
        np.random._of_shuffle(x, self, axis)
    else:
        order = np.random._of_permutation(self, len(x))
        items = [x[i] for i in order]
        for i in range(len(x)):
            x[i] = items[i]


def permutation(self, x, axis=0):
    if isinstance(x, (int, np.integer)):
        return np.random._of_permutation(self, x)
    a = np.asarray(x)
    order = np.random._of_permutation(self, np.size(a, axis))
    along = axis + a.ndim if axis < 0 else axis
    return a[(slice(None),) * along + (order,)]


def permuted(self, x, *, axis=None):
    result = np.array(x)
    np.random._of_permuted(result, self, axis)
    return result


def multinomial(self, n, pvals, size=None):
    return np.random._of_multinomial(self, n, np.asarray(pvals).astype(np.float64), size)


def dirichlet(self, alpha, size=None):
    return np.random._of_dirichlet(self, np.asarray(alpha).astype(np.float64), size)


def multivariate_normal(self, mean, cov, size=None, check_valid="warn", tol=1e-8, *, method="svd"):
    m = np.asarray(mean).astype(np.float64)
    c = np.asarray(cov).astype(np.float64)
    if m.ndim != 1:
        raise ValueError("mean must be 1 dimensional")
    if c.ndim != 2 or c.shape[0] != c.shape[1]:
        raise ValueError("cov must be 2 dimensional and square")
    if m.shape[0] != c.shape[0]:
        raise ValueError("mean and cov must have same length")
    outer = () if size is None else (size,) if isinstance(size, int) else tuple(size)
    draws = self.standard_normal(outer + (m.shape[0],)).reshape(-1, m.shape[0])
    if method == "cholesky":
        factor = np.linalg.cholesky(c)
    elif method == "eigh":
        s, u = np.linalg.eigh(c)
        factor = u * np.sqrt(s)
    elif method == "svd":
        u, s, v = np.linalg.svd(c)
        factor = u * np.sqrt(s)
    else:
        raise ValueError("method must be one of {'eigh', 'svd', 'cholesky'}")
    return (m + np.dot(draws, factor.T)).reshape(outer + (m.shape[0],))


def uniform(self, low=0.0, high=1.0, size=None):
    return np.random._of_uniform(self, low, high, size)


def normal(self, loc=0.0, scale=1.0, size=None):
    return np.random._of_normal(self, loc, scale, size)


def lognormal(self, mean=0.0, sigma=1.0, size=None):
    return np.random._of_lognormal(self, mean, sigma, size)


def exponential(self, scale=1.0, size=None):
    return np.random._of_exponential(self, scale, size)


def standard_gamma(self, shape, size=None):
    return np.random._of_standard_gamma(self, shape, size)


def gamma(self, shape, scale=1.0, size=None):
    return np.random._of_gamma(self, shape, scale, size)


def beta(self, a, b, size=None):
    return np.random._of_beta(self, a, b, size)


def chisquare(self, df, size=None):
    return np.random._of_chisquare(self, df, size)


def noncentral_chisquare(self, df, nonc, size=None):
    return np.random._of_noncentral_chisquare(self, df, nonc, size)


def f(self, dfnum, dfden, size=None):
    return np.random._of_f(self, dfnum, dfden, size)


def noncentral_f(self, dfnum, dfden, nonc, size=None):
    return np.random._of_noncentral_f(self, dfnum, dfden, nonc, size)


def standard_t(self, df, size=None):
    return np.random._of_standard_t(self, df, size)


def laplace(self, loc=0.0, scale=1.0, size=None):
    return np.random._of_laplace(self, loc, scale, size)


def gumbel(self, loc=0.0, scale=1.0, size=None):
    return np.random._of_gumbel(self, loc, scale, size)


def logistic(self, loc=0.0, scale=1.0, size=None):
    return np.random._of_logistic(self, loc, scale, size)


def rayleigh(self, scale=1.0, size=None):
    return np.random._of_rayleigh(self, scale, size)


def weibull(self, a, size=None):
    return np.random._of_weibull(self, a, size)


def pareto(self, a, size=None):
    return np.random._of_pareto(self, a, size)


def power(self, a, size=None):
    return np.random._of_power(self, a, size)


def vonmises(self, mu, kappa, size=None):
    return np.random._of_vonmises(self, mu, kappa, size)


def wald(self, mean, scale, size=None):
    return np.random._of_wald(self, mean, scale, size)


def triangular(self, left, mode, right, size=None):
    return np.random._of_triangular(self, left, mode, right, size)


def poisson(self, lam=1.0, size=None):
    return np.random._of_poisson(self, lam, size)


def binomial(self, n, p, size=None):
    return np.random._of_binomial(self, n, p, size)


def negative_binomial(self, n, p, size=None):
    return np.random._of_negative_binomial(self, n, p, size)


def geometric(self, p, size=None):
    return np.random._of_geometric(self, p, size)


def zipf(self, a, size=None):
    return np.random._of_zipf(self, a, size)


def logseries(self, p, size=None):
    return np.random._of_logseries(self, p, size)


def hypergeometric(self, ngood, nbad, nsample, size=None):
    return np.random._of_hypergeometric(self, ngood, nbad, nsample, size)
