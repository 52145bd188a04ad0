// The GPU's copies and fills: kernels made of a line of text each, by dtypes and rank.
#include "Cuda.h"
#include "Nest.h"
#include <cstring>

namespace np::device {

namespace {

// A kernel's view of array k of a nest (device/view.h).
struct View {
  std::vector<np_i64> words;

  View(const Nest &nest, int k, void *data) : words(1 + 2 * nest.ndim) {
    std::memcpy(words.data(), &data, sizeof data);
    for (int axis = 0; axis < nest.ndim; ++axis) {
      words[1 + axis] = nest.shape[axis];
      words[1 + nest.ndim + axis] = nest.strides[k][axis];
    }
  }
  void *argument() { return words.data(); }
};

std::string viewType(const char *element, const Nest &nest) {
  return std::string("np::view<") + element + ", " + std::to_string(nest.ndim) + ">";
}
// "np::i64 i0, np::i64 i1" and "i0, i1"
std::string indices(const Nest &nest, const char *type) {
  std::string text;
  for (int axis = 0; axis < nest.ndim; ++axis)
    text += (axis ? ", " : "") + std::string(type) + "i" + std::to_string(axis);
  return text;
}
std::string eachElement(const Nest &nest, const std::string &statement) {
  return "np::each(out.shape, [&](" + indices(nest, "np::i64 ") + ") { " + statement + " });";
}

// A value in a dtype.
struct Value {
  alignas(16) char bytes[16] = {};

  Value(int dtype, int from, const void *value) {
    np_ref to = {bytes, nullptr, nullptr, 0, dtype};
    np_fill(&to, from, value);
  }
  bool isZero() const {
    for (char byte : bytes)
      if (byte)
        return false;
    return true;
  }
};

} // namespace

void CudaDevice::copy(const np_ref &to, const np_ref &from) {
  Nest nest{&to, &from};
  np_i64 size = nest.size();
  if (to.dtype == from.dtype && nest.isDense(0) && nest.isDense(1))
    return check(driver.copyWithin(Driver::Address(to.data), Driver::Address(from.data), size * np_element_size(to.dtype), stream),
                 "a copy");
  const char *type = elementType(to.dtype);
  std::string at = "(" + indices(nest, "") + ")", in = std::string("const ") + elementType(from.dtype);
  Driver::Function f = kernel(viewType(type, nest) + " out, " + viewType(in.c_str(), nest) + " in",
                              eachElement(nest, "out" + at + " = np::cast<" + type + ">(in" + at + ");"));
  View target(nest, 0, to.data), source(nest, 1, from.data);
  elementwise(f, size, {target.argument(), source.argument()});
}

void CudaDevice::fill(const np_ref &to, int dtype, const void *value) {
  Nest nest{&to};
  Value typed(to.dtype, dtype, value);
  if (nest.isDense(0) && typed.isZero())
    return check(driver.fillBytes(Driver::Address(to.data), 0, nest.size() * np_element_size(to.dtype), stream), "a fill");
  const char *type = elementType(to.dtype);
  Driver::Function f = kernel(viewType(type, nest) + " out, " + type + " value",
                              eachElement(nest, "out(" + indices(nest, "") + ") = value;"));
  View target(nest, 0, to.data);
  elementwise(f, nest.size(), {target.argument(), typed.bytes});
}

void CudaDevice::ramp(const np_ref &to, const void *first, const void *step) {
  Nest nest{&to};
  std::string type = elementType(to.dtype);
  Driver::Function f = kernel(viewType(type.c_str(), nest) + " out, " + type + " first, " + type + " step",
                              eachElement(nest, "out(i0) = " + type + "(first + np::cast<" + type + ">(i0) * step);"));
  View target(nest, 0, to.data);
  Value start(to.dtype, to.dtype, first), delta(to.dtype, to.dtype, step);
  elementwise(f, nest.size(), {target.argument(), start.bytes, delta.bytes});
}

void CudaDevice::maskFill(const np_ref &to, const np_ref &mask, int dtype, const void *value) {
  Nest nest{&to, &mask};
  Value typed(to.dtype, dtype, value);
  const char *type = elementType(to.dtype);
  std::string at = "(" + indices(nest, "") + ")";
  Driver::Function f = kernel(viewType(type, nest) + " out, " + viewType("const bool", nest) + " mask, " + type + " value",
                              eachElement(nest, "if (mask" + at + ") out" + at + " = value;"));
  View target(nest, 0, to.data), flags(nest, 1, mask.data);
  elementwise(f, nest.size(), {target.argument(), flags.argument(), typed.bytes});
}

} // namespace np::device
