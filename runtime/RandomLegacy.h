// RandomState's own algorithms, frozen by NumPy: the polar method for normals, which keeps the second of each pair,
// and inversion for exponentials. Members have NumPy's names, as the table in abi/random.h.
#pragma once
#include "RandomShared.h"

namespace np_random {

template <class BitGenerator> struct Legacy : Shared<Legacy<BitGenerator>, BitGenerator> {
  using Base = Shared<Legacy<BitGenerator>, BitGenerator>;
  using Base::chisquare;
  using Base::expo;
  using Base::gauss;
  using Base::poisson;
  using Base::real;

  np_rng &rng;
  Legacy(BitGenerator &b, np_rng &r) : Base(b), rng(r) {}

  double standard_normal() {
    if (rng.hasGauss) {
      double kept = rng.gauss;
      rng.hasGauss = 0;
      rng.gauss = 0;
      return kept;
    }
    double x1, x2, square;
    do {
      x1 = 2 * real() - 1;
      x2 = 2 * real() - 1;
      square = x1 * x1 + x2 * x2;
    } while (square >= 1 || square == 0);
    double g = std::sqrt(-2 * std::log(square) / square);
    rng.gauss = g * x1;
    rng.hasGauss = 1;
    return g * x2;
  }
  double standard_exponential() { return -std::log(1 - real()); }
  double standard_exponential_inv() { return standard_exponential(); }

  double rayleigh(double mode) { return mode * std::sqrt(-2 * std::log1p(-real())); }
  double pareto(double a) { return std::exp(expo() / a) - 1; }
  double power(double a) { return std::pow(1 - std::exp(-expo()), 1 / a); }
  double vonmises(double mu, double kappa) { return this->vonMises(mu, kappa, HUGE_VAL); }

  double beta(double a, double b) {
    if (!(a <= 1 && b <= 1)) {
      double ga = this->standard_gamma(a), gb = this->standard_gamma(b);
      return ga / (ga + gb);
    }
    while (true) { // Joehnk 1964
      double u = real(), v = real(), x = std::pow(u, 1 / a), y = std::pow(v, 1 / b);
      if (x + y > 1)
        continue;
      if (x + y > 0)
        return x / (x + y);
      double logX = std::log(u) / a, logY = std::log(v) / b, logMax = logX > logY ? logX : logY;
      logX -= logMax;
      logY -= logMax;
      return std::exp(logX - std::log(std::exp(logX) + std::exp(logY)));
    }
  }

  double noncentral_chisquare(double df, double nonc) {
    if (nonc == 0)
      return chisquare(df);
    if (1 < df) {
      double chi2 = chisquare(df - 1), n = gauss() + std::sqrt(nonc);
      return chi2 + n * n;
    }
    np_i64 i = poisson(nonc / 2);
    double result = chisquare(df + 2 * double(i));
    return nonc != nonc ? nonc : result;
  }

  // Michael, Schucany and Haas 1976.
  double wald(double mean, double scale) {
    double part = mean / (2 * scale), y = gauss();
    y = mean * y * y;
    double x = mean + part * (y - std::sqrt(4 * scale * y + y * y));
    return real() <= mean / (mean + x) ? x : mean * mean / x;
  }

  double powerOf(np_i64 n, double p) { return std::exp(double(n) * std::log(1 - p)); } // (1 - p)^n
  np_i64 binomial(np_i64 n, double p) { return p <= 0.5 ? this->binomialUpTo(n, p) : n - this->binomialUpTo(n, 1 - p); }
  np_i64 geometric(double p) {
    if (p >= 0.333333333333333333333333)
      return this->geometricSearch(p);
    return np_i64(std::ceil(std::log1p(-real()) / std::log(1 - p)));
  }

  np_i64 zipf(double a) { // Devroye 1986
    if (a >= 1025)        // here pow() overflows and NumPy loops for ever
      return 1;
    double am1 = a - 1, b = np_libm_pow(2.0, am1);
    while (true) {
      double u = 1 - real(), v = real(), x = std::floor(std::pow(u, -1 / am1));
      if (x > 9223372036854775807.0 || x < 1)
        continue;
      double t = std::pow(1 + 1 / x, am1);
      if (v * x * (t - 1) / (b - 1) <= t / b)
        return np_i64(x);
    }
  }

  np_i64 logseries(double p) { // Kemp 1981
    double r = std::log(1 - p);
    while (true) {
      double v = real();
      if (v >= p)
        return 1;
      double u = real(), q = 1 - std::exp(r * u);
      if (v <= q * q) {
        np_i64 result = np_i64(std::floor(1 + std::log(v) / std::log(q)));
        if (result < 1 || v == 0)
          continue;
        return result;
      }
      return v >= q ? 1 : 2;
    }
  }

  np_i64 hypergeometric(np_i64 good, np_i64 bad, np_i64 sample) {
    if (sample > 10)
      return hypergeometricRejection(good, bad, sample);
    if (sample <= 0)
      return 0;
    np_i64 d1 = bad + good - sample;
    double d2 = double(bad < good ? bad : good), y = d2;
    np_i64 k = sample;
    while (y > 0) {
      double u = real();
      y -= double(np_i64(std::floor(u + y / double(d1 + k))));
      if (--k == 0)
        break;
    }
    np_i64 z = np_i64(d2 - y);
    return good > bad ? sample - z : z;
  }
  // Stadlober 1989: ratio of uniforms.
  np_i64 hypergeometricRejection(np_i64 good, np_i64 bad, np_i64 sample) {
    np_i64 less = good < bad ? good : bad, more = good < bad ? bad : good, all = good + bad,
           m = sample < all - sample ? sample : all - sample;
    double d4 = double(less) / double(all), d5 = 1 - d4, d6 = double(m) * d4 + 0.5,
           d7 = std::sqrt(double(all - m) * double(sample) * d4 * d5 / double(all - 1) + 0.5),
           d8 = 1.7155277699214135 * d7 + 0.8989161620588988;
    np_i64 d9 = np_i64(std::floor(double(m + 1) * double(less + 1) / double(all + 2)));
    auto height = [&](np_i64 z) {
      return logGamma(double(z + 1)) + logGamma(double(less - z + 1)) + logGamma(double(m - z + 1)) +
             logGamma(double(more - m + z + 1));
    };
    double d10 = height(d9), d11 = (double(m < less ? m : less)) + 1, far = std::floor(d6 + 16 * d7);
    d11 = d11 < far ? d11 : far;
    np_i64 z;
    while (true) {
      double x = real(), y = real(), w = d6 + d8 * (y - 0.5) / x;
      if (w < 0 || w >= d11)
        continue;
      z = np_i64(std::floor(w));
      double t = d10 - height(z);
      if (x * (4 - x) - 3 <= t)
        break;
      if (x * (x - t) >= 1)
        continue;
      if (2 * std::log(x) <= t)
        break;
    }
    if (good > bad)
      z = m - z;
    return m < sample ? good - z : z;
  }
};

} // namespace np_random
