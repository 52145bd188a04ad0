// The distributions that RandomState and Generator draw by the same formulas: CRTP over a family, which brings
// gauss(), standard_exponential() and what else differs. Members have NumPy's names, as the table in abi/random.h.
//
// Each draw stands in a statement of its own where the order of two draws matters, and no expression may be
// rearranged: the order of every draw and rounding is NumPy's.
#pragma once
#include "Random.h"
#include "abi/libm.h" // where a compiler would replace one function by another
#include <cmath>
#include <cstdint>

namespace np_random {

constexpr double pi = 3.14159265358979311600;

// log(gamma(x)) for x >= 1: Stirling's series, after shifting small x up to 7 (Zhang and Jin 1996).
inline double logGamma(double x) {
  static const double series[10] = {8.333333333333333e-02,  -2.777777777777778e-03, 7.936507936507937e-04,
                                    -5.952380952380952e-04, 8.417508417508418e-04,  -1.917526917526918e-03,
                                    6.410256410256410e-03,  -2.955065359477124e-02, 1.796443723688307e-01,
                                    -1.39243221690590e+00};
  if (x == 1 || x == 2)
    return 0;
  np_i64 shift = x < 7 ? np_i64(7 - x) : 0;
  double y = x + double(shift), square = (1 / y) * (1 / y), sum = series[9];
  for (int k = 8; k >= 0; --k) {
    sum *= square;
    sum += series[k];
  }
  double result = sum / y + 0.5 * 1.8378770664093453 + (y - 0.5) * std::log(y) - y;
  if (x < 7)
    for (np_i64 k = 1; k <= shift; ++k) {
      result -= std::log(y - 1);
      y -= 1;
    }
  return result;
}

template <class Self, class BitGenerator> struct Shared {
  BitGenerator &bits;

  explicit Shared(BitGenerator &b) : bits(b) {}
  Self &self() { return static_cast<Self &>(*this); }
  double real() { return bits.real(); }
  double gauss() { return self().standard_normal(); }
  double expo() { return self().standard_exponential(); }

  double random() { return bits.real(); }
  void randomMany(double *out, np_i64 n) { bits.reals(out, n); }
  np_i64 tomaxint() { return np_i64(bits.u64() >> 1); }
  np_u64 random_raw() { return bits.raw(); }

  double uniform(double low, double high) {
    double range = high - low;
    return low + range * real();
  }
  void uniformMany(double *out, np_i64 n, double low, double high) {
    double range = high - low;
    bits.reals(out, n);
    for (np_i64 i = 0; i < n; ++i)
      out[i] = low + range * out[i];
  }
  double normal(double loc, double scale) { return loc + scale * gauss(); }
  double lognormal(double mean, double sigma) { return std::exp(mean + sigma * gauss()); }
  double exponential(double scale) { return scale * expo(); }
  double standard_cauchy() {
    double a = gauss();
    return a / gauss();
  }

  // Marsaglia and Tsang 2000; below 1, Ahrens and Dieter 1974.
  double standard_gamma(double shape) {
    if (shape == 1)
      return expo();
    if (shape == 0)
      return 0;
    if (shape < 1)
      while (true) {
        double u = real(), v = expo();
        if (u <= 1 - shape) {
          double x = std::pow(u, 1 / shape);
          if (x <= v)
            return x;
        } else {
          double y = -std::log((1 - u) / shape), x = std::pow(1 - shape + shape * y, 1 / shape);
          if (x <= v + y)
            return x;
        }
      }
    double b = shape - 1 / 3.0, c = 1 / std::sqrt(9 * b);
    while (true) {
      double x, v;
      do {
        x = gauss();
        v = 1 + c * x;
      } while (v <= 0);
      v = v * v * v;
      double u = real();
      if (u < 1 - 0.0331 * (x * x) * (x * x) || std::log(u) < 0.5 * x * x + b * (1 - v + std::log(v)))
        return b * v;
    }
  }
  double gamma(double shape, double scale) { return scale * standard_gamma(shape); }
  double chisquare(double df) { return 2 * standard_gamma(df / 2); }
  double f(double dfnum, double dfden) {
    double above = chisquare(dfnum) * dfden;
    return above / (chisquare(dfden) * dfnum);
  }
  double noncentral_f(double dfnum, double dfden, double nonc) {
    double above = self().noncentral_chisquare(dfnum, nonc) * dfden;
    return above / (chisquare(dfden) * dfnum);
  }
  double standard_t(double df) {
    double above = gauss(), below = standard_gamma(df / 2);
    return std::sqrt(df / 2) * above / std::sqrt(below);
  }

  double laplace(double loc, double scale) {
    double u;
    do
      u = real();
    while (u == 0);
    return u >= 0.5 ? loc - scale * std::log(2 - u - u) : loc + scale * std::log(u + u);
  }
  double gumbel(double loc, double scale) {
    double u;
    do
      u = 1 - real();
    while (u >= 1);
    return loc - scale * std::log(-std::log(u));
  }
  double logistic(double loc, double scale) {
    double u;
    do
      u = real();
    while (u == 0);
    return loc + scale * std::log(u / (1 - u));
  }
  double weibull(double a) { return a == 0 ? 0 : std::pow(expo(), 1 / a); }
  double triangular(double left, double mode, double right) {
    double base = right - left, leftBase = mode - left, ratio = leftBase / base, leftProduct = leftBase * base,
           rightProduct = (right - mode) * base, u = real();
    return u <= ratio ? left + std::sqrt(u * leftProduct) : right - std::sqrt((1 - u) * rightProduct);
  }

  // Best and Fisher 1979. `wide`: above it the normal approximation, wrapped.
  double vonMises(double mu, double kappa, double wide) {
    double s;
    if (kappa != kappa)
      return kappa;
    if (kappa < 1e-8)
      return pi * (2 * real() - 1);
    if (kappa < 1e-5)
      s = 1 / kappa + kappa;
    else if (kappa <= wide) {
      double r = 1 + std::sqrt(1 + 4 * kappa * kappa), rho = (r - std::sqrt(2 * r)) / (2 * kappa);
      s = (1 + rho * rho) / (2 * rho);
    } else {
      double result = mu + std::sqrt(1 / kappa) * gauss();
      if (result < -pi)
        result += 2 * pi;
      if (result > pi)
        result -= 2 * pi;
      return result;
    }
    double w;
    while (true) {
      double z = std::cos(pi * real());
      w = (1 + s * z) / (s + z);
      double y = kappa * (s - w), v = real();
      if (y * (2 - y) - v >= 0 || std::log(y / v) + 1 - y >= 0)
        break;
    }
    double u = real(), result = std::acos(w);
    if (u < 0.5)
      result = -result;
    result += mu;
    double turned = std::fmod(std::fabs(result) + pi, 2 * pi) - pi;
    return result < 0 ? -turned : turned;
  }

  // Multiplication below 10 (Knuth), else transformed rejection (Hoermann 1993, PTRS).
  np_i64 poisson(double lam) {
    if (lam >= 10)
      return poissonLarge(lam);
    if (lam == 0)
      return 0;
    double least = std::exp(-lam), product = 1;
    np_i64 count = 0;
    while (true) {
      product *= real();
      if (!(product > least))
        return count;
      ++count;
    }
  }
  np_i64 poissonLarge(double lam) {
    double logLam = std::log(lam), b = 0.931 + 2.53 * std::sqrt(lam), a = -0.059 + 0.02483 * b,
           inverse = 1.1239 + 1.1328 / (b - 3.4), vr = 0.9277 - 3.6224 / (b - 2);
    while (true) {
      double u = real() - 0.5, v = real(), us = 0.5 - std::fabs(u);
      np_i64 k = np_i64(std::floor((2 * a / us + b) * u + lam + 0.43));
      if (us >= 0.07 && v <= vr)
        return k;
      if (k < 0 || (us < 0.013 && v > us))
        continue;
      if (std::log(v) + std::log(inverse) - std::log(a / (us * us) + b) <=
          -lam + double(k) * logLam - logGamma(double(k) + 1))
        return k;
    }
  }
  np_i64 negative_binomial(double n, double p) { return poisson(gamma(n, (1 - p) / p)); }

  np_i64 geometricSearch(double p) {
    np_i64 x = 1;
    double sum = p, product = p, q = 1 - p, u = real();
    while (u > sum) {
      product *= q;
      sum += product;
      ++x;
    }
    return x;
  }

  // Kachitvichyanukul and Schmeiser 1988: inversion, or BTPE from n p > 30 on.
  np_i64 binomialUpTo(np_i64 n, double p) { // p <= 0.5
    return p * double(n) <= 30 ? binomialInversion(n, p) : binomialRejection(n, p);
  }
  np_i64 binomialInversion(np_i64 n, double p) {
    double q = 1 - p, none = self().powerOf(n, p), mean = double(n) * p, limit = mean + 10 * std::sqrt(mean * q + 1);
    np_i64 bound = np_i64(double(n) < limit ? double(n) : limit), x = 0;
    double part = none, u = real();
    while (u > part)
      if (++x > bound) {
        x = 0;
        part = none;
        u = real();
      } else {
        u -= part;
        part = (double(n - x + 1) * p * part) / (double(x) * q);
      }
    return x;
  }
  static double stirling(double h) {
    double square = h * h;
    // 13680 where Stirling's series has 13860: NumPy's, up to 2.4.
    return (13680. - (462. - (132. - (99. - 140. / square) / square) / square) / square) / h / 166320.;
  }
  np_i64 binomialRejection(np_i64 n, double r) {
    double q = 1 - r, fm = double(n) * r + r;
    np_i64 m = np_i64(std::floor(fm));
    double nrq = double(n) * r * q, p1 = std::floor(2.195 * std::sqrt(nrq) - 4.6 * q) + 0.5, xm = double(m) + 0.5,
           xl = xm - p1, xr = xm + p1, c = 0.134 + 20.5 / (15.3 + double(m)), a = (fm - xl) / (fm - xl * r),
           ll = a * (1 + a / 2);
    a = (xr - fm) / (xr * q);
    double lr = a * (1 + a / 2), p2 = p1 * (1 + 2 * c), p3 = p2 + c / ll, p4 = p3 + c / lr;
    while (true) {
      double u = real() * p4, v = real();
      np_i64 y;
      if (u <= p1)
        return np_i64(std::floor(xm - p1 * v + u));
      if (u <= p2) {
        double x = xl + (u - p1) / c;
        v = v * c + 1 - std::fabs(double(m) - x + 0.5) / p1;
        if (v > 1)
          continue;
        y = np_i64(std::floor(x));
      } else if (u <= p3) {
        y = np_i64(std::floor(xl + std::log(v) / ll));
        if (y < 0 || v == 0)
          continue;
        v = v * (u - p2) * ll;
      } else {
        y = np_i64(std::floor(xr - std::log(v) / lr));
        if (y > n || v == 0)
          continue;
        v = v * (u - p3) * lr;
      }
      np_i64 k = y > m ? y - m : m - y;
      if (!(k > 20 && double(k) < nrq / 2 - 1)) {
        double s = r / q, top = s * double(n + 1), product = 1;
        for (np_i64 i = m + 1; i <= y; ++i)
          product *= top / double(i) - s;
        for (np_i64 i = y + 1; i <= m; ++i)
          product /= top / double(i) - s;
        if (v > product)
          continue;
        return y;
      }
      double d = double(k), rho = (d / nrq) * ((d * (d / 3 + 0.625) + 0.16666666666666666) / nrq + 0.5),
             t = -d * d / (2 * nrq), height = std::log(v);
      if (height < t - rho)
        return y;
      if (height > t + rho)
        continue;
      double x1 = double(y + 1), f1 = double(m + 1), z = double(n + 1 - m), w = double(n - y + 1);
      if (height > xm * std::log(f1 / x1) + (double(n - m) + 0.5) * std::log(z / w) +
                       double(y - m) * std::log(w * r / (x1 * q)) + stirling(f1) + stirling(z) + stirling(x1) +
                       stirling(w))
        continue;
      return y;
    }
  }
};

} // namespace np_random
