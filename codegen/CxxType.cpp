#include "codegen/CxxType.h"
#include "ir/Np.h"

using namespace mlir;
using namespace np2gpu;

static std::string join(TypeRange types) {
  std::string text;
  for (Type type : types)
    text += (text.empty() ? "" : ", ") + codegen::cxxElement(type);
  return text;
}

std::string codegen::cxxType(Type type) {
  if (type.isIndex())
    return "np::i64";
  if (type.isInteger(1))
    return "bool";
  if (auto integer = dyn_cast<IntegerType>(type))
    return (integer.isUnsigned() ? "np::u" : "np::i") + std::to_string(integer.getWidth());
  if (type.isF16())
    return "np::f16";
  if (type.isF32())
    return "float";
  if (type.isF64())
    return "double";
  if (auto complex = dyn_cast<ComplexType>(type))
    return complex.getElementType().isF32() ? "np::c64" : "np::c128";
  if (auto scalar = dyn_cast<np::ScalarType>(type))
    return cxxType(scalar.getDtype());
  if (auto tensor = dyn_cast<RankedTensorType>(type))
    return "np::array<" + cxxType(tensor.getElementType()) + ", " + std::to_string(tensor.getRank()) + ">";
  if (auto ref = dyn_cast<np::RefType>(type))
    return cxxType(ref.getArray());
  if (auto list = dyn_cast<py::ListType>(type))
    return "np::list<" + cxxElement(list.getElement()) + ">";
  if (auto dict = dyn_cast<py::DictType>(type))
    return "np::dict<" + cxxElement(dict.getKey()) + ", " + cxxElement(dict.getElement()) + ">";
  if (auto tuple = dyn_cast<TupleType>(type))
    return "np::tuple<" + join(tuple.getTypes()) + ">";
  if (isa<py::StrType>(type))
    return "np::str";
  if (isa<py::WideType>(type))
    return "np::wide";
  if (isa<py::ExceptionType>(type))
    return "np::Error";
  if (isa<np::GeneratorType>(type))
    return "np::generator";
  if (auto cell = dyn_cast<py::CellType>(type))
    return cxxType(cell.getElement());
  llvm_unreachable("a type without a C++ spelling");
}

std::string codegen::cxxElement(Type type) {
  if (isa<np::ScalarType>(type))
    return "np::scalar<" + cxxType(type) + ">";
  return cxxType(type);
}

bool codegen::isPlainScalar(Type type) {
  return type.isIntOrIndexOrFloat() || isa<ComplexType, np::ScalarType, py::WideType, py::StrType>(type);
}

int64_t codegen::arrayRank(Type type) {
  if (auto ref = dyn_cast<np::RefType>(type))
    return ref.getArray().getRank();
  if (auto tensor = dyn_cast<RankedTensorType>(type))
    return tensor.getRank();
  return -1;
}
