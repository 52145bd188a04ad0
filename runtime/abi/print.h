// The C ABI for turning values into text and back, exactly as Python and NumPy do: str, repr, format specs,
// %-formatting, print options, rounding, float("...") and int("...").
//
// Every writer appends UTF-8 to an np_text; one that fails appends nothing and returns an np_status. Texts come in as
// pointer and size in bytes (UTF-8, no NUL needed). Integers of 128 bits travel as two words: high (signed), low.
// Widths and lengths count characters (code points), as Python's do.
#pragma once
#include "base.h"

extern "C" {

// --- Python's own scalars (runtime/PrintScalar.cpp). For numbers str() and repr() are the same text.
void np_repr_bool(struct np_text *, int value);
void np_repr_int(struct np_text *, np_i64 value);
void np_repr_int128(struct np_text *, np_i64 high, np_u64 low);
void np_repr_float(struct np_text *, double value);
void np_repr_complex(struct np_text *, double real, double imag);
void np_repr_str(struct np_text *, const char *data, np_i64 size);
void np_ascii_str(struct np_text *, const char *data, np_i64 size); // ascii(s): repr with every non-ASCII escaped

// --- NumPy's scalars (runtime/PrintScalar.cpp): `value` points at one element of `dtype`. Options never apply.
void np_str_scalar(struct np_text *, int dtype, const void *value);  // 2.0
void np_repr_scalar(struct np_text *, int dtype, const void *value); // np.float64(2.0)

// --- print options (runtime/PrintOptions.cpp), one stack a thread

// One entry of formatter={key: function}: writes the word of one element, unpadded, and returns a status. `release`
// (may be null) is called with `context` when no option set holds the entry any more.
struct np_formatter {
  const char *key; // "bool", "int", "float", "complexfloat", "int_kind", "float_kind", "complex_kind", "all"
  int (*call)(void *context, struct np_text *word, int dtype, const void *element);
  void *context;
  void (*release)(void *context);
};

enum np_print_option {
  NP_PRINT_PRECISION = 1,
  NP_PRINT_THRESHOLD = 2,
  NP_PRINT_EDGEITEMS = 4,
  NP_PRINT_LINEWIDTH = 8, // max_line_width of array2string, array_str, array_repr
  NP_PRINT_SUPPRESS = 16, // suppress_small of the same
  NP_PRINT_NANSTR = 32,
  NP_PRINT_INFSTR = 64,
  NP_PRINT_SIGN = 128,
  NP_PRINT_FLOATMODE = 256,
  NP_PRINT_FORMATTER = 512,
  // The argument has a type that NumPy refuses: the field is not read, NumPy's TypeError is raised in its turn.
  NP_PRINT_PRECISION_NOT_INT = 1024,
  NP_PRINT_THRESHOLD_NOT_NUMBER = 2048
};

// Which options are given (an argument None is one that is not given) and their values. Texts are NUL-terminated.
struct np_print_options {
  unsigned given; // np_print_option bits
  np_i64 precision;
  double threshold; // inf and sys.maxsize are allowed, so no integer
  np_i64 edgeitems;
  double linewidth;
  int suppress;
  const char *nanstr, *infstr;
  const char *sign;      // "-", "+" or " "
  const char *floatmode; // "fixed", "unique", "maxprec" or "maxprec_equal"
  const struct np_formatter *formatters;
  int formatter_count;
};

// Replaces what is given; formatter is always replaced (NumPy resets it at every call).
int np_set_printoptions(const struct np_print_options *);
// All options of the thread, every bit of `given` set but the two error bits; pointers stay good until the thread
// sets, pushes or pops options.
void np_get_printoptions(struct np_print_options *);
// The errors that set_printoptions and array2string raise for these arguments; stores nothing.
int np_check_printoptions(const struct np_print_options *);
// with np.printoptions(...): push, set, body, pop (also when the body raises).
void np_push_printoptions(void);
void np_pop_printoptions(void);

// --- arrays (runtime/PrintArray.cpp). They fail for a negative precision and when a formatter fails.
int np_str_array(struct np_text *, const struct np_ref *);
int np_repr_array(struct np_text *, const struct np_ref *);
// np.array_str(a, ...), np.array_repr(a, ...): linewidth, precision and suppress may be given; null = none.
int np_array_str(struct np_text *, const struct np_ref *, const struct np_print_options *given);
int np_array_repr(struct np_text *, const struct np_ref *, const struct np_print_options *given);
// np.array2string(a, ...): all but nanstr and infstr may be given; separator null = " ", prefix and suffix null = "".
int np_array2string(struct np_text *, const struct np_ref *, const struct np_print_options *given,
                    const char *separator, const char *prefix, const char *suffix);

// --- format(value, spec), f-strings, str.format (runtime/Format.cpp), with Python's errors
int np_format_bool(struct np_text *, int value, const char *spec, np_i64 size);
int np_format_int(struct np_text *, np_i64 value, const char *spec, np_i64 size);
int np_format_int128(struct np_text *, np_i64 high, np_u64 low, const char *spec, np_i64 size);
int np_format_float(struct np_text *, double value, const char *spec, np_i64 size);
int np_format_complex(struct np_text *, double real, double imag, const char *spec, np_i64 size);
int np_format_str(struct np_text *, const char *data, np_i64 length, const char *spec, np_i64 size);
// A NumPy scalar converts to Python's type first, also for an empty spec.
int np_format_scalar(struct np_text *, int dtype, const void *value, const char *spec, np_i64 size);
int np_format_array(struct np_text *, const struct np_ref *, const char *spec, np_i64 size);
// Any other object (list, tuple, dict, None, ...): its str(), which only an empty spec may ask for; `type` is the
// name of its type.
int np_format_object(struct np_text *, const char *type, const char *str, np_i64 length, const char *spec, np_i64 size);

// --- text % values (runtime/Percent.cpp): one conversion at a time

enum np_percent_flag {
  NP_PERCENT_LEFT = 1,               // -
  NP_PERCENT_PLUS = 2,               // +
  NP_PERCENT_SPACE = 4,              // ' '
  NP_PERCENT_ALTERNATE = 8,          // #
  NP_PERCENT_ZERO = 16,              // 0
  NP_PERCENT_WIDTH_ARGUMENT = 32,    // "*": np_percent_parse only; the caller fills in width (np_percent_star)
  NP_PERCENT_PRECISION_ARGUMENT = 64 // ".*"
};

struct np_percent {
  unsigned flags;
  np_i64 width, precision; // -1: none
  int conversion;          // one of d i u o x X e E f F g G c s r a %
  np_i64 key, key_size;    // np_percent_parse: where %(key) stands in the text; key -1: none
};

// Parses the conversion whose '%' stands at byte `*at` of the text, and moves `*at` behind it.
int np_percent_parse(const char *text, np_i64 size, np_i64 *at, struct np_percent *);
// Puts the argument of "*" (`precision` 0) or ".*" (`precision` 1) in: a negative width means left, precision 0.
int np_percent_star(struct np_percent *, np_i64 argument, int precision);

int np_percent_bool(struct np_text *, const struct np_percent *, int value);
int np_percent_int(struct np_text *, const struct np_percent *, np_i64 value);
int np_percent_int128(struct np_text *, const struct np_percent *, np_i64 high, np_u64 low);
int np_percent_float(struct np_text *, const struct np_percent *, double value);
int np_percent_complex(struct np_text *, const struct np_percent *, double real, double imag);
int np_percent_str(struct np_text *, const struct np_percent *, const char *data, np_i64 size);
int np_percent_scalar(struct np_text *, const struct np_percent *, int dtype, const void *value);
int np_percent_array(struct np_text *, const struct np_percent *, const struct np_ref *);
// Any other object: `text` is its str() for %s, its repr() for %r and %a; numeric conversions raise.
int np_percent_object(struct np_text *, const struct np_percent *, const char *type, const char *text, np_i64 size);

// --- rounding and parsing (runtime/Number.cpp)

// round(float, n): correctly rounded, halves to even. OverflowError if the result is none of float's.
int np_py_round(double value, np_i64 digits, double *result);
// round(float): half to even; int(float): towards zero. Errors for inf, nan, and what 128 bits cannot hold.
int np_py_round_int(double value, np_i64 *high, np_u64 *low);
int np_py_trunc_int(double value, np_i64 *high, np_u64 *low);
// float("...") and int("...", base): spaces around, underscores between digits, inf and nan, 0x 0o 0b.
int np_parse_float(const char *data, np_i64 size, double *result);
int np_parse_int(const char *data, np_i64 size, int base, np_i64 *high, np_u64 *low);

// --- digits (runtime/Digits.cpp): np.format_float_scientific and np.format_float_positional. `value` is an exact
// float16, float32 or float64 according to `dtype`, whose shortest digits `unique` means. precision and min_digits
// count places after the point, -1 = none; trim is 'k', '.', '0' or '-'; sign is 0 or '+' (shown for non-negative).
// pad_left, pad_right, exponent digits: -1 or 0 = none.
void np_digits_scientific(struct np_text *, double value, int dtype, np_i64 precision, np_i64 min_digits, int unique,
                          char trim, char sign, np_i64 pad_left, np_i64 exponent_digits);
void np_digits_positional(struct np_text *, double value, int dtype, np_i64 precision, np_i64 min_digits, int unique,
                          char trim, char sign, np_i64 pad_left, np_i64 pad_right);
}
