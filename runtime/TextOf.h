// What a writer of the C ABI appends, as a std::string. Internal to the runtime's printing.
#pragma once
#include "abi/base.h"
#include <string>

template <typename Write> static inline std::string npTextOf(Write write) {
  np_text text = {};
  write(&text);
  std::string result(text.data ? text.data : "", text.size);
  np_text_free(&text);
  return result;
}
