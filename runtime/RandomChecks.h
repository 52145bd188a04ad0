// What NumPy asks of each parameter of a distribution, with its texts: the table of abi/random.h as data, and the
// checks of a single value. Private to RandomFill.cpp.
#pragma once
#include "abi/random.h"
#include <cmath>
#include <vector>

namespace {

// --- the table -------------------------------------------------------------------------------------------------

enum Kind { Real, Int };
// What a parameter must satisfy; some differ between the families.
enum Check {
  Any,
  NonNegative,
  Positive,
  Fraction,
  PositiveFraction,
  AboveOne,
  BelowOne,
  Poisson,
  Trials, // of negative_binomial
  Success,
  Sample // of hypergeometric
};
struct Parameter {
  Kind kind;
  const char *name;
  Check check;
};
struct Row {
  const char *name;
  int result;
  int count;
  Parameter params[3];
};

enum { F = NP_F64, I = NP_I64, U = NP_U64 };
#define PARAM(kind, name, check) {kind, #name, check},
#define EACH1(first, ...) PARAM first __VA_OPT__(EACH2(__VA_ARGS__))
#define EACH2(first, ...) PARAM first __VA_OPT__(EACH3(__VA_ARGS__))
#define EACH3(first) PARAM first
#define COUNT(a, b, c, n, ...) n
#define NP_RNG_ROW(name, result, ...)                                                                                  \
  {#name, result, COUNT(__VA_ARGS__ __VA_OPT__(, ) 3, 2, 1, 0, 0), {__VA_OPT__(EACH1(__VA_ARGS__))}},
const Row rows[] = {NP_RNG_TABLE(NP_RNG_ROW)};

// --- one parameter ---------------------------------------------------------------------------------------------

// NumPy's largest lam of poisson: then all results are surely below 2^63.
const double greatestLam = 9223372036854775807.0 - std::sqrt(9223372036854775807.0) * 10;

// A condition that is an error, and the text, in which %1$s is the parameter's name.
struct Fault {
  bool (*applies)(double);
  const char *text;
};
bool negative(double x) { return !(x != x) && std::signbit(x); }
bool notPositive(double x) { return x <= 0; }
bool notFraction(double x) { return !(x >= 0 && x <= 1); }
bool notPositiveFraction(double x) { return !(x > 0 && x <= 1); }
bool isNotNumber(double x) { return x != x; }

const char nanText[] = "%1$s < 0, %1$s > 1 or %1$s is NaN", nansText[] = "%1$s < 0, %1$s > 1 or %1$s contains NaNs",
           nansPositiveText[] = "%1$s <= 0, %1$s > 1 or %1$s contains NaNs";

// The faults that a check looks for, one after the other. NumPy has other texts for arrays than for scalars.
std::vector<Fault> faultsOf(Check check, bool legacy, bool array) {
  switch (check) {
  case Any:
    return {};
  case NonNegative:
    return {{negative, "%1$s < 0"}};
  case Positive:
    return {{notPositive, "%1$s <= 0"}};
  case Fraction:
    return {{notFraction, array ? nansText : nanText}};
  case PositiveFraction:
    return {{notPositiveFraction, nansPositiveText}};
  case AboveOne:
    return {
        {[](double x) { return !(x > 1); }, array ? "%1$s <= 1 or %1$s contains NaNs" : "%1$s <= 1 or %1$s is NaN"}};
  case BelowOne:
    return {{[](double x) { return !(x >= 0 && x < 1); },
             array ? "%1$s < 0, %1$s >= 1 or %1$s contains NaNs" : "%1$s < 0, %1$s >= 1 or %1$s is NaN"}};
  case Poisson: {
    Fault large = {[](double x) { return !(x <= greatestLam); }, "%1$s value too large"};
    if (array)
      return {{[](double x) { return x < 0; }, "%1$s < 0 or %1$s contains NaNs"}, large};
    return {{[](double x) { return !(x >= 0); }, "%1$s < 0 or %1$s is NaN"}, large};
  }
  case Trials:
    if (legacy)
      return {{notPositive, "%1$s <= 0"}};
    return {{isNotNumber, "%1$s must not be NaN"}, {notPositive, "%1$s <= 0"}};
  case Success:
    return faultsOf(legacy ? Fraction : PositiveFraction, legacy, array);
  case Sample:
    if (!legacy)
      return {{negative, "%1$s < 0"}};
    return {{[](double x) { return x < 1; }, array ? "%1$s < 1 or %1$s contains NaNs" : "%1$s < 1 or %1$s is NaN"}};
  }
  return {};
}

int fault(const Fault &f, const char *name) { return np_fail(NP_VALUE_ERROR, f.text, name); }

// The cheap answer for the usual scalar.
bool plainlyGood(Check check, double x) {
  switch (check) {
  case Any:
    return true;
  case NonNegative:
    return x >= 0 && !std::signbit(x);
  case Positive:
    return x > 0;
  case Fraction:
  case BelowOne:
    return x >= 0 && x < 1;
  case PositiveFraction:
    return x > 0 && x <= 1;
  case Poisson:
    return x >= 0 && x <= 1e18;
  default:
    return false;
  }
}

} // namespace
