// NumPy's print options: one stack a thread, of which np.set_printoptions changes the top and the with-block
// np.printoptions pushes one (design: numpy-printing.md, section 9).
#include "abi/print.h"
#include <algorithm>
#include <cmath>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

namespace np_print_options_stack {
namespace {

struct Options {
  np_i64 precision = 8;
  double threshold = 1000;
  np_i64 edgeitems = 3;
  double linewidth = 75;
  bool suppress = false;
  std::string nanstr = "nan", infstr = "inf", sign = "-", floatmode = "maxprec";
  std::vector<np_formatter> formatters; // their keys are those of knownKeys
  // What the formatters' contexts stay alive by; copies of the options share it.
  std::vector<std::shared_ptr<void>> contexts;
};

const char *const knownKeys[] = {"bool",     "int",        "float",        "complexfloat",
                                 "int_kind", "float_kind", "complex_kind", "all"};

std::vector<Options> &stack() {
  static thread_local std::vector<Options> options(1);
  return options;
}

constexpr unsigned AllOptions = 2 * NP_PRINT_FORMATTER - 1;

void setFormatters(Options &options, const np_print_options &given) {
  options.formatters.clear();
  options.contexts.clear();
  if (!(given.given & NP_PRINT_FORMATTER))
    return;
  for (int i = 0; i < given.formatter_count; ++i) {
    np_formatter entry = given.formatters[i];
    if (entry.release)
      options.contexts.emplace_back(entry.context, entry.release);
    for (const char *key : knownKeys)
      if (std::string_view(key) == entry.key) {
        entry.key = key;
        options.formatters.push_back(entry);
      }
  }
}

} // namespace

extern "C" int np_check_printoptions(const np_print_options *given) {
  static const std::string modes[] = {"fixed", "unique", "maxprec", "maxprec_equal"};
  if (given->given & NP_PRINT_FLOATMODE &&
      std::find(std::begin(modes), std::end(modes), given->floatmode) == std::end(modes))
    return np_fail(NP_VALUE_ERROR,
                   "floatmode option must be one of \"fixed\", \"unique\", \"maxprec\", \"maxprec_equal\"");
  std::string sign = given->given & NP_PRINT_SIGN ? given->sign : "-";
  if (sign != "-" && sign != "+" && sign != " ")
    return np_fail(NP_VALUE_ERROR, "sign option must be one of ' ', '+', or '-'");
  if (given->given & NP_PRINT_THRESHOLD_NOT_NUMBER)
    return np_fail(NP_TYPE_ERROR, "threshold must be numeric");
  if (given->given & NP_PRINT_THRESHOLD && std::isnan(given->threshold))
    return np_fail(NP_VALUE_ERROR, "threshold must be non-NAN, try sys.maxsize for untruncated representation");
  if (given->given & NP_PRINT_PRECISION_NOT_INT)
    return np_fail(NP_TYPE_ERROR, "precision must be an integer");
  return NP_OK;
}

extern "C" int np_set_printoptions(const np_print_options *given) {
  if (int status = np_check_printoptions(given))
    return status;
  Options &options = stack().back();
  unsigned bits = given->given;
  if (bits & NP_PRINT_PRECISION)
    options.precision = given->precision;
  if (bits & NP_PRINT_THRESHOLD)
    options.threshold = given->threshold;
  if (bits & NP_PRINT_EDGEITEMS)
    options.edgeitems = given->edgeitems;
  if (bits & NP_PRINT_LINEWIDTH)
    options.linewidth = given->linewidth;
  if (bits & NP_PRINT_SUPPRESS)
    options.suppress = given->suppress;
  if (bits & NP_PRINT_NANSTR)
    options.nanstr = given->nanstr;
  if (bits & NP_PRINT_INFSTR)
    options.infstr = given->infstr;
  if (bits & NP_PRINT_SIGN)
    options.sign = given->sign;
  if (bits & NP_PRINT_FLOATMODE)
    options.floatmode = given->floatmode;
  setFormatters(options, *given);
  return NP_OK;
}

extern "C" void np_get_printoptions(np_print_options *result) {
  const Options &options = stack().back();
  *result = {AllOptions,
             options.precision,
             options.threshold,
             options.edgeitems,
             options.linewidth,
             options.suppress,
             options.nanstr.c_str(),
             options.infstr.c_str(),
             options.sign.c_str(),
             options.floatmode.c_str(),
             options.formatters.data(),
             static_cast<int>(options.formatters.size())};
}

extern "C" void np_push_printoptions(void) {
  Options copy = stack().back();
  stack().push_back(std::move(copy));
}

extern "C" void np_pop_printoptions(void) {
  if (stack().size() > 1)
    stack().pop_back();
}

} // namespace np_print_options_stack
