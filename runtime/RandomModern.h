// Generator's own algorithms: ziggurats for normals and exponentials, float32 forms, and formulas that keep digits
// where RandomState's lose them. Members have NumPy's names, as the table in abi/random.h; a float32 form has "32"
// appended.
#pragma once
#include "RandomShared.h"

namespace np_random {

template <class BitGenerator> struct Modern : Shared<Modern<BitGenerator>, BitGenerator> {
  using Base = Shared<Modern<BitGenerator>, BitGenerator>;
  using Base::bits;
  using Base::chisquare;
  using Base::expo;
  using Base::gauss;
  using Base::poisson;
  using Base::real;

  const Ziggurats &z = *np_rng_ziggurats();
  Modern(BitGenerator &b, np_rng &) : Base(b) {}

  float random32() { return bits.real32(); }

  // A word is 8 bits of layer, a sign, 52 bits of candidate.
  double standard_normal() {
    while (true) {
      uint64_t r = bits.u64(), magnitude = r >> 9 & 0xfffffffffffff;
      const auto &layer = z.normal[r & 255];
      double x = double(magnitude) * layer.width;
      if (r & 256)
        x = -x;
      if (__builtin_expect(magnitude < layer.certain, 1) || normalIsUnder(unsigned(r & 255), magnitude, x))
        return x;
    }
  }
  __attribute__((noinline)) bool normalIsUnder(unsigned i, uint64_t magnitude, double &x) {
    if (i == 0) { // the tail
      while (true) {
        double far = -0.27366123732975828 * std::log1p(-real()), y = -std::log1p(-real());
        if (y + y > far * far) {
          x = magnitude >> 8 & 1 ? -(3.6541528853610088 + far) : 3.6541528853610088 + far;
          return true;
        }
      }
    }
    return (z.normal[i - 1].height - z.normal[i].height) * real() + z.normal[i].height < std::exp(-0.5 * x * x);
  }
  double standard_exponential() {
    while (true) {
      uint64_t r = bits.u64() >> 3, magnitude = r >> 8;
      const auto &layer = z.exponential[r & 255];
      double x = double(magnitude) * layer.width;
      if (__builtin_expect(magnitude < layer.certain, 1) || exponentialIsUnder(unsigned(r & 255), x))
        return x;
    }
  }
  __attribute__((noinline)) bool exponentialIsUnder(unsigned i, double &x) {
    if (i == 0) {
      x = 7.6971174701310497 - std::log1p(-real());
      return true;
    }
    return (z.exponential[i - 1].height - z.exponential[i].height) * real() + z.exponential[i].height < std::exp(-x);
  }
  double standard_exponential_inv() { return -std::log1p(-real()); }

  float standard_normal32() {
    while (true) {
      uint32_t r = bits.u32(), magnitude = r >> 9;
      const auto &layer = z.normal32[r & 255];
      float x = float(magnitude) * layer.width;
      if (r & 256)
        x = -x;
      if (magnitude < layer.certain || normalIsUnder32(r & 255, magnitude, x))
        return x;
    }
  }
  __attribute__((noinline)) bool normalIsUnder32(unsigned i, uint32_t magnitude, float &x) {
    if (i == 0) {
      while (true) {
        float far = -0.27366123732975828f * log1pf(-bits.real32()), y = -log1pf(-bits.real32());
        if (y + y > far * far) {
          x = magnitude >> 8 & 1 ? -(3.6541528853610088f + far) : 3.6541528853610088f + far;
          return true;
        }
      }
    }
    float height = (z.normal32[i - 1].height - z.normal32[i].height) * bits.real32() + z.normal32[i].height;
    return double(height) < std::exp(-0.5 * double(x) * double(x));
  }
  float standard_exponential32() {
    while (true) {
      uint32_t r = bits.u32() >> 1, magnitude = r >> 8;
      const auto &layer = z.exponential32[r & 255];
      float x = float(magnitude) * layer.width;
      if (magnitude < layer.certain || exponentialIsUnder32(r & 255, x))
        return x;
    }
  }
  __attribute__((noinline)) bool exponentialIsUnder32(unsigned i, float &x) {
    if (i == 0) {
      x = 7.6971174701310497f - log1pf(-bits.real32());
      return true;
    }
    return (z.exponential32[i - 1].height - z.exponential32[i].height) * bits.real32() + z.exponential32[i].height <
           expf(-x);
  }
  float standard_exponential_inv32() { return float(-std::log1p(-double(bits.real32()))); }

  float standard_gamma32(double wide) {
    float shape = float(wide);
    if (shape == 1)
      return standard_exponential32();
    if (shape == 0)
      return 0;
    if (shape < 1)
      while (true) {
        float u = bits.real32(), v = standard_exponential32();
        if (u <= 1 - shape) {
          float x = powf(u, 1 / shape);
          if (x <= v)
            return x;
        } else {
          float y = -logf((1 - u) / shape), x = powf(1 - shape + shape * y, 1 / shape);
          if (x <= v + y)
            return x;
        }
      }
    float b = shape - 1 / 3.0f, c = 1 / sqrtf(9 * b);
    while (true) {
      float x, v;
      do {
        x = standard_normal32();
        v = 1 + c * x;
      } while (v <= 0);
      v = v * v * v;
      float u = bits.real32();
      if (u < 1 - 0.0331f * (x * x) * (x * x) || logf(u) < 0.5f * x * x + b * (1 - v + logf(v)))
        return b * v;
    }
  }

  double rayleigh(double mode) { return mode * std::sqrt(2 * expo()); }
  double pareto(double a) { return std::expm1(expo() / a); }
  double power(double a) { return std::pow(-std::expm1(-expo()), 1 / a); }
  double vonmises(double mu, double kappa) { return this->vonMises(mu, kappa, 1e6); }

  double beta(double a, double b) {
    if (!(a <= 1 && b <= 1)) {
      double ga = this->standard_gamma(a), gb = this->standard_gamma(b);
      return ga / (ga + gb);
    }
    if (a < 3e-103 && b < 3e-103)
      return (a + b) * real() < a ? 1 : 0;
    while (true) { // Joehnk 1964
      double u = real(), v = real(), x = std::pow(u, 1 / a), y = std::pow(v, 1 / b);
      if (x + y > 1 || u + v <= 0)
        continue;
      if (x > 0 && y > 0)
        return x / (x + y);
      double difference = std::log(u) / a - std::log(v) / b;
      return difference > 0 ? std::exp(-std::log1p(std::exp(-difference)))
                            : std::exp(difference - std::log1p(std::exp(difference)));
    }
  }

  double noncentral_chisquare(double df, double nonc) {
    if (nonc != nonc)
      return nonc;
    if (nonc == 0)
      return chisquare(df);
    if (1 < df) {
      double chi2 = chisquare(df - 1), n = gauss() + std::sqrt(nonc);
      return chi2 + n * n;
    }
    np_i64 i = poisson(nonc / 2);
    return chisquare(df + 2 * double(i));
  }

  // Michael, Schucany and Haas 1976, without the difference of nearly equal numbers.
  double wald(double mean, double scale) {
    double y = gauss();
    y = mean * y * y;
    double d = 1 + std::sqrt(1 + 4 * scale / y), x = mean * (1 - 2 / d);
    return real() <= mean / (mean + x) ? x : mean * mean / x;
  }

  double powerOf(np_i64 n, double p) { return std::exp(double(n) * std::log1p(-p)); } // (1 - p)^n
  np_i64 binomial(np_i64 n, double p) {
    if (n == 0 || p == 0)
      return 0;
    return p <= 0.5 ? this->binomialUpTo(n, p) : n - this->binomialUpTo(n, 1 - p);
  }
  np_i64 geometric(double p) {
    if (p >= 0.333333333333333333333333)
      return this->geometricSearch(p);
    double result = std::ceil(-expo() / std::log1p(-p));
    return result >= 9.223372036854776e18 ? 0x7fffffffffffffff : np_i64(result);
  }

  np_i64 zipf(double a) { // Devroye 1986
    if (a >= 1025)
      return 1;
    double am1 = a - 1, b = np_libm_pow(2.0, am1), least = std::pow(9223372036854775807.0, -am1);
    while (true) {
      double part = real(), u = part * least + (1 - part), v = real(), x = std::floor(std::pow(u, -1 / am1));
      if (x > 9223372036854775807.0 || x < 1)
        continue;
      double t = std::pow(1 + 1 / x, am1);
      if (v * x * (t - 1) / (b - 1) <= t / b)
        return np_i64(x);
    }
  }

  np_i64 logseries(double p) { // Kemp 1981
    double r = std::log1p(-p);
    while (true) {
      double v = real();
      if (v >= p)
        return 1;
      double u = real(), q = -std::expm1(r * u);
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
    if (sample >= 10 && sample <= good + bad - 10)
      return hypergeometricRejection(good, bad, sample);
    np_i64 all = good + bad, left = sample > all / 2 ? all - sample : sample, restGood = good;
    for (np_i64 rest = all;; --left) { // draws the smaller part one by one
      if (!(left > 0 && restGood > 0 && rest > restGood)) {
        if (rest == restGood)
          restGood -= left;
        break;
      }
      --rest;
      if (np_i64(interval(bits, uint64_t(rest))) < restGood)
        --restGood;
    }
    return sample > all / 2 ? restGood : good - restGood;
  }
  // Stadlober 1989: ratio of uniforms.
  np_i64 hypergeometricRejection(np_i64 good, np_i64 bad, np_i64 sample) {
    np_i64 all = good + bad, m = sample < all - sample ? sample : all - sample, less = good < bad ? good : bad,
           more = good < bad ? bad : good;
    double p = double(less) / double(all), q = double(more) / double(all), mean = double(m) * p, a = mean + 0.5,
           variance = double(all - m) * double(m) * p * q / double(all - 1), c = std::sqrt(variance + 0.5),
           h = 1.7155277699214135 * c + 0.8989161620588988;
    np_i64 top = np_i64(std::floor(double(m + 1) * double(less + 1) / double(all + 2)));
    auto height = [&](np_i64 k) {
      return logFactorial(k) + logFactorial(less - k) + logFactorial(m - k) + logFactorial(more - m + k);
    };
    double g = height(top), b = double(m < less ? m : less) + 1, far = std::floor(a + 16 * c);
    b = b < far ? b : far;
    np_i64 k;
    while (true) {
      double u = real(), v = real(), x = a + h * (v - 0.5) / u;
      if (x < 0 || x >= b)
        continue;
      k = np_i64(std::floor(x));
      double t = g - height(k);
      if (u * (4 - u) - 3 <= t)
        break;
      if (u * (u - t) >= 1)
        continue;
      if (2 * std::log(u) <= t)
        break;
    }
    if (good > bad)
      k = m - k;
    return m < sample ? good - k : k;
  }
  static double logFactorial(np_i64 k) {
    static const std::vector<double> small = [] { // correctly rounded
      std::vector<double> table;
      for (int i = 0; i < 126; ++i)
        table.push_back(double(lgammal(static_cast<long double>(i) + 1)));
      return table;
    }();
    if (k < 126)
      return small[k];
    double x = double(k);
    return (x + 0.5) * std::log(x) - x + (0.9189385332046728 + (1 / x) * (1 / 12.0 - 1 / (360 * x * x)));
  }
};

} // namespace np_random
