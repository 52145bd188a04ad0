// Operators, builtins and the math module on Python's own scalars, with Python's errors. An int is an i64 here: what
// leaves 64 bits raises OverflowError at the script's line instead of wrapping.
#pragma once
#include "../device/cast.h"
#include "print.h"

// The host's libm under the runtime's own names (Libm.cpp).
extern "C" {
double np_libm_exp(double);
double np_libm_log(double);
double np_libm_log2(double);
double np_libm_log10(double);
double np_libm_log1p(double);
double np_libm_expm1(double);
double np_libm_sin(double);
double np_libm_cos(double);
double np_libm_tan(double);
double np_libm_asin(double);
double np_libm_acos(double);
double np_libm_atan(double);
double np_libm_sinh(double);
double np_libm_cosh(double);
double np_libm_tanh(double);
double np_libm_asinh(double);
double np_libm_acosh(double);
double np_libm_atanh(double);
double np_libm_erf(double);
double np_libm_erfc(double);
double np_libm_tgamma(double);
double np_libm_lgamma(double);
double np_libm_pow(double, double);
double np_libm_fmod(double, double);
double np_libm_atan2(double, double);
double np_libm_hypot(double, double);
}

namespace np {

[[noreturn]] inline void overflow(at where) {
  fail(NP_OVERFLOW_ERROR, "this Python int does not fit the 64 bits that np2gpu keeps", where);
}
[[noreturn]] inline void zero_division(const char *text, at where) { fail(NP_ZERO_DIVISION_ERROR, text, where); }

// --- ints
inline i64 py_add(i64 a, i64 b, at where) {
  i64 r;
  return __builtin_add_overflow(a, b, &r) ? overflow(where), r : r;
}
inline i64 py_sub(i64 a, i64 b, at where) {
  i64 r;
  return __builtin_sub_overflow(a, b, &r) ? overflow(where), r : r;
}
inline i64 py_mul(i64 a, i64 b, at where) {
  i64 r;
  return __builtin_mul_overflow(a, b, &r) ? overflow(where), r : r;
}
inline i64 py_neg(i64 a, at where) { return py_sub(0, a, where); }
inline i64 py_abs(i64 a, at where) { return a < 0 ? py_neg(a, where) : a; }
// Without a line: the divisor is known to be neither 0 nor -1.
inline i64 py_floordiv(i64 a, i64 b) { return a / b - (a % b != 0 && (a < 0) != (b < 0)); }
inline i64 py_mod(i64 a, i64 b) {
  i64 r = a % b;
  return r != 0 && (r < 0) != (b < 0) ? r + b : r;
}
inline i64 py_floordiv(i64 a, i64 b, at where) {
  if (b == 0)
    zero_division("integer division or modulo by zero", where);
  return b == -1 ? py_neg(a, where) : py_floordiv(a, b);
}
inline i64 py_mod(i64 a, i64 b, at where) {
  if (b == 0)
    zero_division("integer modulo by zero", where);
  return b == -1 ? 0 : py_mod(a, b);
}
inline double py_truediv(i64 a, i64 b, at where) {
  if (b == 0)
    zero_division("division by zero", where);
  i64 exact = i64(1) << 53;
  if (-exact <= a && a <= exact && -exact <= b && b <= exact)
    return double(a) / double(b);
  return double((long double)(a) / (long double)(b)); // 64 bits each: one rounding more at most
}
inline i64 py_pow(i64 a, i64 n, at where) {
  if (n < 0) // the importer makes negative powers floats; a dynamic one has no int
    fail(NP_VALUE_ERROR, "a negative power of an int is a float, which np2gpu must know before it runs", where);
  i64 result = 1;
  for (; n; n >>= 1) {
    if (n & 1)
      result = py_mul(result, a, where);
    if (n > 1)
      a = py_mul(a, a, where);
  }
  return result;
}
inline i64 py_lshift(i64 a, i64 n, at where) {
  if (n < 0)
    fail(NP_VALUE_ERROR, "negative shift count", where);
  if (a == 0)
    return 0;
  i64 r = n > 62 ? 0 : i64(u64(a) << n);
  return n > 62 || r >> n != a ? overflow(where), r : r;
}
inline i64 py_rshift(i64 a, i64 n, at where) {
  if (n < 0)
    fail(NP_VALUE_ERROR, "negative shift count", where);
  return a >> (n > 63 ? 63 : n);
}
inline i64 py_and(i64 a, i64 b) { return a & b; }
inline i64 py_or(i64 a, i64 b) { return a | b; }
inline i64 py_xor(i64 a, i64 b) { return a ^ b; }
inline i64 py_invert(i64 a) { return ~a; }

// --- floats
inline double py_truediv(double a, double b, at where) {
  if (b == 0)
    zero_division("float division by zero", where);
  return a / b;
}
// Python's remainder has the divisor's sign, its quotient is the exact one rounded down.
inline double py_truediv(i64 a, i64 b) { return py_truediv(a, b, nowhere); }
inline double py_truediv(double a, double b) { return a / b; }
inline double py_mod(double a, double b) {
  double r = np_libm_fmod(a, b);
  if (r != 0)
    return (b < 0) != (r < 0) ? r + b : r;
  return __builtin_copysign(0.0, b);
}
inline double py_mod(double a, double b, at where) {
  if (b == 0)
    zero_division("float modulo", where);
  return py_mod(a, b);
}
inline double py_floordiv(double a, double b) {
  double r = np_libm_fmod(a, b), q = (a - r) / b;
  if (r != 0 && (b < 0) != (r < 0))
    q -= 1;
  if (q == 0)
    return __builtin_copysign(0.0, a / b);
  double whole = __builtin_floor(q);
  return q - whole > 0.5 ? whole + 1 : whole;
}
inline double py_floordiv(double a, double b, at where) {
  if (b == 0)
    zero_division("float floor division by zero", where);
  return py_floordiv(a, b);
}
inline double py_pow(double a, double b, at where) {
  if (a == 0 && b < 0)
    zero_division("0.0 cannot be raised to a negative power", where);
  double r = np_libm_pow(a, b);
  if (isinf(r) && isfinite(a) && isfinite(b))
    fail(NP_OVERFLOW_ERROR, "(34, 'Numerical result out of range')", where);
  return r;
}
inline double py_add(double a, double b) { return a + b; }
inline double py_sub(double a, double b) { return a - b; }
inline double py_mul(double a, double b) { return a * b; }
inline double py_neg(double a) { return -a; }
inline double py_abs(double a) { return __builtin_fabs(a); }
inline double py_abs(double a, at) { return __builtin_fabs(a); }

// --- complex
inline c128 py_truediv(c128 a, c128 b, at where) {
  if (b.re == 0 && b.im == 0)
    zero_division("complex division by zero", where);
  return a / b;
}
inline double py_abs(c128 a, at where) {
  double r = np_libm_hypot(a.re, a.im);
  if (isinf(r) && isfinite(a.re) && isfinite(a.im))
    fail(NP_OVERFLOW_ERROR, "absolute value too large", where);
  return r;
}
inline c128 py_pow(c128 a, c128 b, at where) {
  if (b.re == 0 && b.im == 0)
    return {1, 0};
  if (a.re == 0 && a.im == 0) {
    if (b.im != 0 || b.re < 0)
      zero_division("0.0 to a negative or complex power", where);
    return {0, 0};
  }
  // Small whole powers by products, as Python does.
  if (b.im == 0 && b.re == __builtin_floor(b.re) && -100 <= b.re && b.re <= 100) {
    i64 n = i64(b.re < 0 ? -b.re : b.re);
    c128 r(1, 0), p = a;
    for (; n; n >>= 1, p = p * p)
      if (n & 1)
        r = r * p;
    return b.re < 0 ? c128(1, 0) / r : r;
  }
  double size = np_libm_hypot(a.re, a.im), length = np_libm_pow(size, b.re);
  double angle = np_libm_atan2(a.im, a.re), phase = angle * b.re;
  if (b.im != 0) {
    length *= np_libm_exp(-angle * b.im);
    phase += b.im * np_libm_log(size);
  }
  return {length * np_libm_cos(phase), length * np_libm_sin(phase)};
}

// --- conversions
inline bool truth(const str &s) { return s.size() != 0; }
inline bool truth(wide x) { return x.value != 0; }
template <class T> inline bool truth(const list<T> &l) { return l.size() != 0; }
template <class T> inline bool truth(scalar<T> x) { return truth(x.value); }
inline double to_float(i64 x) { return double(x); }
inline double to_float(bool x) { return x; }
inline double to_float(double x) { return x; }
inline double to_float(wide x) { return double(x.value); }
inline c128 to_complex(i64 x) { return double(x); }
inline c128 to_complex(double x) { return x; }
inline c128 to_complex(bool x) { return double(x); }
inline c128 to_complex(wide x) { return double(x.value); }
inline c128 to_complex(c128 x) { return x; }
inline i64 to_int(bool x, at = nowhere) { return x; }
inline i64 to_int(i64 x, at = nowhere) { return x; }
inline i64 to_int(wide x, at where) { return narrow(x, where); }
inline i64 narrow_parts(int status, i64 high, u64 low, at where) {
  check(status, where);
  return high != i64(low) >> 63 ? overflow(where), 0 : i64(low);
}
inline i64 to_int(double x, at where) {
  if (-9e18 < x && x < 9e18)
    return i64(x);
  i64 high;
  u64 low;
  int status = np_py_trunc_int(x, &high, &low);
  return narrow_parts(status, high, low, where);
}
inline i64 int_of_str(const str &s, i64 base, at where) {
  i64 high;
  u64 low;
  int status = np_parse_int(s.data(), s.size(), int(base), &high, &low);
  return narrow_parts(status, high, low, where);
}
inline i64 int_of_str(const str &s, at where) { return int_of_str(s, 10, where); }
inline double float_of_str(const str &s, at where) {
  double x;
  check(np_parse_float(s.data(), s.size(), &x), where);
  return x;
}
inline i64 py_round(double x, at where) {
  i64 high;
  u64 low;
  int status = np_py_round_int(x, &high, &low);
  return narrow_parts(status, high, low, where);
}
inline i64 py_round(i64 x, at) { return x; }
inline double py_round(double x, i64 digits, at where) {
  double r;
  check(np_py_round(x, digits, &r), where);
  return r;
}
// round(int, n): to a multiple of a power of ten, halves to even.
inline i64 py_round(i64 x, i64 digits, at where) {
  if (digits >= 0)
    return x;
  if (digits < -18)
    return 0;
  i64 unit = 1;
  for (; digits < 0; ++digits)
    unit *= 10;
  i64 rest = py_mod(x, unit), down = x - rest;
  bool up = rest > unit - rest || (rest == unit - rest && (down / unit) % 2 != 0);
  return up ? py_add(down, unit, where) : down;
}
template <class... T> inline tuple<T...> make_tuple(const T &...items) { return {items...}; }
template <class T, int N> inline bool same_object(const array<T, N> &a, const array<T, N> &b) {
  bool same = a.buffer == b.buffer && a.data == b.data;
  for (int axis = 0; axis < N; ++axis)
    same = same && a.shape_.n[axis] == b.shape_.n[axis] && a.strides_.n[axis] == b.strides_.n[axis];
  return same;
}
template <class T> inline bool same_object(const list<T> &a, const list<T> &b) { return a.is(b); }
template <class A, class B> inline bool same_object(const A &, const B &) { return false; }
template <class T> inline i64 max0(T x) { return x < 0 ? 0 : x; }

// --- the math module: libm; its special values become Python's errors
[[noreturn]] inline void domain(at where) { fail(NP_VALUE_ERROR, "math domain error", where); }
inline double math_result(double r, bool nan_in, bool finite_in, bool overflows, at where) {
  if (isnan(r) && !nan_in)
    domain(where);
  if (isinf(r) && finite_in) {
    if (!overflows)
      domain(where);
    fail(NP_OVERFLOW_ERROR, "math range error", where);
  }
  return r;
}
#define NP_MATH(name, function, overflows)                                                                             \
  inline double math_##name(double x, at where) {                                                                      \
    return math_result(function(x), isnan(x), isfinite(x), overflows, where);                                          \
  }
NP_MATH(sqrt, __builtin_sqrt, false)
NP_MATH(exp, np_libm_exp, true)
NP_MATH(log, np_libm_log, false)
inline double math_log(double x, double base, at where) {
  double divisor = math_log(base, where);
  return py_truediv(math_log(x, where), divisor, where);
}
NP_MATH(log2, np_libm_log2, false)
NP_MATH(log10, np_libm_log10, false)
NP_MATH(log1p, np_libm_log1p, false)
NP_MATH(expm1, np_libm_expm1, true)
NP_MATH(sin, np_libm_sin, false)
NP_MATH(cos, np_libm_cos, false)
NP_MATH(tan, np_libm_tan, false)
NP_MATH(asin, np_libm_asin, false)
NP_MATH(acos, np_libm_acos, false)
NP_MATH(atan, np_libm_atan, false)
NP_MATH(sinh, np_libm_sinh, true)
NP_MATH(cosh, np_libm_cosh, true)
NP_MATH(tanh, np_libm_tanh, false)
NP_MATH(asinh, np_libm_asinh, false)
NP_MATH(acosh, np_libm_acosh, false)
NP_MATH(atanh, np_libm_atanh, false)
NP_MATH(erf, np_libm_erf, false)
NP_MATH(erfc, np_libm_erfc, false)
NP_MATH(fabs, __builtin_fabs, false)
#undef NP_MATH
inline double math_gamma(double x, at where) {
  if ((x <= 0 && x == __builtin_floor(x)) || (isinf(x) && x < 0))
    domain(where);
  return math_result(np_libm_tgamma(x), isnan(x), isfinite(x), true, where);
}
inline double math_lgamma(double x, at where) {
  if (x <= 0 && x == __builtin_floor(x) && isfinite(x))
    domain(where);
  return math_result(np_libm_lgamma(x), isnan(x), isfinite(x), true, where);
}
inline double math_degrees(double x) { return x * (180.0 / pi); }
inline double math_radians(double x) { return x * (pi / 180.0); }
inline double math_degrees(double x, at) { return math_degrees(x); }
inline double math_radians(double x, at) { return math_radians(x); }
inline double math_pow(double x, double y, at where) {
  if (x == 0 && y < 0 && isfinite(y))
    domain(where);
  return math_result(np_libm_pow(x, y), isnan(x) || isnan(y), isfinite(x) && isfinite(y), true, where);
}
inline double math_atan2(double y, double x, at = nowhere) { return np_libm_atan2(y, x); }
inline double math_fmod(double x, double y, at where) {
  return math_result(np_libm_fmod(x, y), isnan(x) || isnan(y), true, false, where);
}
inline double math_hypot(double x, double y, at where) {
  return math_result(np_libm_hypot(x, y), isnan(x) || isnan(y), isfinite(x) && isfinite(y), true, where);
}
inline double math_copysign(double x, double y, at = nowhere) { return __builtin_copysign(x, y); }
inline i64 math_floor(double x, at where) { return to_int(__builtin_floor(x), where); }
inline i64 math_ceil(double x, at where) { return to_int(__builtin_ceil(x), where); }
inline bool math_isnan(double x, at = nowhere) { return isnan(x); }
inline bool math_isinf(double x, at = nowhere) { return isinf(x); }
inline bool math_isfinite(double x, at = nowhere) { return isfinite(x); }
inline i64 math_gcd(i64 a, i64 b, at where) {
  while (b) {
    i64 r = b == -1 ? 0 : a % b;
    a = b, b = r;
  }
  return py_abs(a, where);
}
inline i64 math_factorial(i64 n, at where) {
  if (n < 0)
    fail(NP_VALUE_ERROR, "factorial() not defined for negative values", where);
  i64 product = 1;
  for (i64 k = 2; k <= n; ++k)
    product = py_mul(product, k, where);
  return product;
}
inline i64 math_isqrt(i64 n, at where) {
  if (n < 0)
    fail(NP_VALUE_ERROR, "isqrt() argument must be nonnegative", where);
  i64 root = i64(__builtin_sqrt(double(n)));
  while (root > 3037000499 || root * root > n)
    --root;
  while (root < 3037000499 && (root + 1) * (root + 1) <= n)
    ++root;
  return root;
}
inline i64 math_comb(i64 n, i64 k, at where) {
  if (n < 0)
    fail(NP_VALUE_ERROR, "n must be a non-negative integer", where);
  if (k < 0)
    fail(NP_VALUE_ERROR, "k must be a non-negative integer", where);
  if (k > n)
    return 0;
  k = k > n - k ? n - k : k;
  __int128 c = 1; // after step i it is comb(n - k + i, i), a whole number
  for (i64 i = 1; i <= k; ++i) {
    c = c * (n - k + i) / i;
    if (c != i64(c))
      overflow(where);
  }
  return i64(c);
}

// --- the world
// Clocks wait for the device, so that what was timed has happened.
inline double time_time() {
  np_device_wait();
  return np_time();
}
inline double time_perf_counter() {
  np_device_wait();
  return np_perf_counter();
}
inline double time_process_time() { return np_process_time(); }
inline void time_sleep(double seconds) { np_sleep(seconds); }
inline void time_sleep(i64 seconds) { np_sleep(double(seconds)); }
inline list<str> sys_argv() {
  list<str> l;
  for (int i = 0; i < np_argument_count(); ++i)
    l.append(str(np_argument(i)));
  return l;
}
[[noreturn]] inline void sys_exit(i64 status) { throw Error{NP_SYSTEM_EXIT, str(), nowhere, int(status & 255)}; }
[[noreturn]] inline void sys_exit() { sys_exit(0); }
// sys.exit("text"): the text goes to standard error.
[[noreturn]] inline void sys_exit(const str &text) {
  print_to(2, " ", "\n", text);
  sys_exit(1);
}
inline str input(const str &prompt, at where = nowhere) {
  builder line;
  check(np_input(prompt.data(), prompt.size(), &line), where);
  return line.take();
}
inline str input(at where = nowhere) { return input("", where); }

} // namespace np
