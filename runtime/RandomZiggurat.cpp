// The tables of the ziggurat method (Marsaglia and Tsang 2000): 256 layers of equal area under the curve of the normal
// and the exponential density, for candidates of 52, 53 and 23 bits.
//
// Layer i ends at x[i]: x[255] = R and x[i] = F^-1(v / x[i+1] + F(x[i+1])), v the area of a layer; layer 0 is the one
// with the tail, as wide as x[0] = v / F(R). The entries are these numbers correctly rounded, so they are computed
// with pairs of doubles (about 100 bits) when first used. NumPy's table for normal doubles was once made with
// ordinary doubles; its errors are part of the streams and stand here as normalErrors.
#include "Random.h"
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

using namespace np_random;

namespace {

// The unevaluated sum of two doubles, |low| <= ulp(high) / 2.
struct Pair {
  double high, low;
  Pair(double h = 0, double l = 0) : high(h), low(l) {}
};

Pair quickSum(double a, double b) { // |a| >= |b|
  double sum = a + b;
  return {sum, b - (sum - a)};
}
Pair twoSum(double a, double b) {
  double sum = a + b, part = sum - a;
  return {sum, (a - (sum - part)) + (b - part)};
}
Pair operator+(Pair a, Pair b) {
  Pair s = twoSum(a.high, b.high), t = twoSum(a.low, b.low);
  s = quickSum(s.high, s.low + t.high);
  return quickSum(s.high, s.low + t.low);
}
Pair operator-(Pair a) { return {-a.high, -a.low}; }
Pair operator-(Pair a, Pair b) { return a + -b; }
Pair operator*(Pair a, Pair b) {
  double product = a.high * b.high, error = std::fma(a.high, b.high, -product);
  return quickSum(product, error + (a.high * b.low + a.low * b.high));
}
Pair operator/(Pair a, Pair b) {
  double first = a.high / b.high;
  Pair rest = a - b * first;
  double second = rest.high / b.high;
  rest = rest - b * second;
  return quickSum(first, second) + rest.high / b.high;
}
Pair scaled(Pair a, double powerOfTwo) { return {a.high * powerOfTwo, a.low * powerOfTwo}; }

Pair squareRoot(Pair a) {
  Pair root = std::sqrt(a.high);
  return root + (a - root * root).high / (2 * root.high);
}

// exp(x) = (1 + (exp(x / 512) - 1))^512 with a short series, the 1 added last, which keeps the small part's digits.
Pair exponential(Pair x) {
  Pair r = scaled(x, 0x1p-9), term = r, sum = r;
  for (int i = 2; i < 24; ++i) {
    term = term * r / double(i);
    sum = sum + term;
  }
  for (int i = 0; i < 9; ++i)
    sum = scaled(sum, 2) + sum * sum;
  return sum + 1.0;
}

Pair logarithm(Pair x) {
  Pair y = std::log(x.high);
  for (int i = 0; i < 2; ++i)
    y = y + x * exponential(-y) - 1.0;
  return y;
}

struct Normal {
  static Pair height(Pair x) { return exponential(scaled(x * x, -0.5)); }
  static Pair inverse(Pair y) { return squareRoot(scaled(logarithm(y), -2)); }
  static Pair right() { return {3.654152885361009, 6.681457429421314e-19}; }
  static Pair area() { return {0.004928673233974655, -4.255793006764543e-19}; }
};
struct Exponential {
  static Pair height(Pair x) { return exponential(-x); }
  static Pair inverse(Pair y) { return -logarithm(y); }
  static Pair right() { return {7.69711747013105, -3.6248703662397484e-16}; }
  static Pair area() { return (right() + 1.0) * height(right()); }
};

template <class Curve> struct Edges {
  Pair x[256];
  Edges() {
    x[255] = Curve::right();
    x[0] = Curve::area() / Curve::height(x[255]);
    for (int i = 254; i > 0; --i)
      x[i] = Curve::inverse(Curve::area() / x[i + 1] + Curve::height(x[i + 1]));
  }
  // How much of layer i is surely under the curve; none of the top one.
  Pair inside(int i) const { return i == 1 ? Pair(0) : x[i ? i - 1 : 255] / x[i]; }
  Pair height(int i) const { return i ? Curve::height(x[i]) : Pair(1); }
};

// To float32 by way of nine significant decimals.
float nineDigits(Pair x) {
  char text[32];
  std::snprintf(text, sizeof text, "%.8e", x.high);
  return std::strtof(text, nullptr);
}

// NumPy's width of layer i for normal doubles minus the correctly rounded one, in ulps.
const short normalErrors[256] = {
    -9, -130, -40, -33, -28, -26, -26, -22, -22, -11, -10, -9, -8, -8, -8, -8, -8, -9, -8, -8, -9, -9, -9, -10, -9, -8,
    -8, -7,   -8,  -8,  -8,  -7,  -8,  -8,  -7,  -7,  -8,  -8, -6, -6, -6, -5, -5, -6, -5, -6, -5, -5, -5, -5,  -6, -6,
    -3, -4,   -4,  -4,  -4,  -4,  -4,  -4,  -3,  -4,  -3,  -3, -3, -3, -4, -3, -4, -3, -3, -4, -3, -2, -2, -3,  -3, -3,
    -4, -3,   -3,  -3,  -3,  -3,  -3,  -3,  -2,  -2,  -2,  -2, -2, -1, -1, -1, -1, -1, -2, -2, -1, -2, -2, -2,  -2, -2,
    -1, -2,   -2,  -2,  -2,  -2,  -3,  -3,  -3,  -2,  -2,  -2, -1, -1, -2, -2, -2, -2, -1, -1, -1, -1, -1, -2,  -2, -2,
    -1, -1,   -2,  -2,  -2,  -2,  -2,  -2,  -2,  -2,  -3,  -4, -4, -4, -3, -3, -3, -3, -2, -2, -2, -1, -1, -1,  -1, -1,
    0,  0,    0,   0,   0,   -1,  -1,  0,   -1,  0,   -1,  -1, -1, 0,  0,  0,  1,  2,  3,  3,  3,  2,  2,  1,   0,  0,
    0,  0,    0,   0,   0,   0,   -1,  0,   0,   0,   0,   0,  0,  -1, -1, -1, -1, -1, -2, -1, -2, -2, -2, -2,  -2, -2,
    -1, -1,   -1,  -1,  -1,  0,   -1,  -1,  -1,  0,   0,   0,  -1, -1, 0,  0,  0,  0,  0,  0,  -1, 0,  0,  -1,  0,  -1,
    -1, -1,   -1,  -1,  -1,  -1,  -1,  0,   1,   0,   1,   1,  1,  1,  1,  1,  0,  0,  0,  1,  1,  0,
};

void makeNormal(Ziggurats &z) {
  Edges<Normal> edges;
  for (int i = 0; i < 256; ++i) {
    double width = scaled(edges.x[i], 0x1p-52).high;
    uint64_t word;
    std::memcpy(&word, &width, sizeof word);
    word += np_u64(np_i64(normalErrors[i]));
    std::memcpy(&width, &word, sizeof word);
    double x = width * 0x1p52;
    z.normal[i].width = width;
    z.normal[i].height = std::exp(-0.5 * x * x);
    z.normal32[i] = {uint32_t(std::rint(scaled(edges.inside(i), 0x1p23).high)),
                     static_cast<float>(scaled(edges.x[i], 0x1p-23).high), static_cast<float>(edges.height(i).high)};
  }
  z.normal[0].height = 1;
  z.normal[38].height = 0x1.5ad29acc85c89p-1;
  for (int i = 2; i < 256; ++i)
    z.normal[i].certain = uint64_t(std::rint(0x1p52 * (z.normal[i - 1].width / z.normal[i].width)));
  z.normal[1].certain = 0;
  z.normal[0].certain = 4208095142473578;
}

void makeExponential(Ziggurats &z) {
  Edges<Exponential> edges;
  for (int i = 0; i < 256; ++i) {
    Pair inside = scaled(edges.inside(i), 0x1p52);
    double whole = std::floor(inside.high);
    if (whole == inside.high && inside.low < 0)
      whole -= 1;
    z.exponential[i] = {2 * uint64_t(whole), scaled(edges.x[i], 0x1p-53).high, edges.height(i).high};
    z.exponential32[i] = {uint32_t(std::rint(scaled(inside, 0x1p-29).high)), nineDigits(scaled(edges.x[i], 0x1p-23)),
                          nineDigits(edges.height(i))};
  }
}

} // namespace

extern "C" const Ziggurats *np_rng_ziggurats(void) {
  static const Ziggurats tables = [] {
    Ziggurats z;
    makeNormal(z);
    makeExponential(z);
    return z;
  }();
  return &tables;
}
