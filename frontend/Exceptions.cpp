// The class tree of the exceptions that the runtime and `raise` know.
#include "frontend/Exceptions.h"
#include "runtime/abi/base.h"

using namespace np2gpu;

namespace {
struct Class {
  llvm::StringRef name, base, base2;
  int code; // -1: only a base
};
const Class classes[] = {
    {"BaseException", "", "", -1},
    {"SystemExit", "BaseException", "", NP_SYSTEM_EXIT},
    {"KeyboardInterrupt", "BaseException", "", NP_KEYBOARD_INTERRUPT},
    {"Exception", "BaseException", "", NP_EXCEPTION},
    {"ArithmeticError", "Exception", "", NP_ARITHMETIC_ERROR},
    {"ZeroDivisionError", "ArithmeticError", "", NP_ZERO_DIVISION_ERROR},
    {"OverflowError", "ArithmeticError", "", NP_OVERFLOW_ERROR},
    {"FloatingPointError", "ArithmeticError", "", NP_FLOATING_POINT_ERROR},
    {"AssertionError", "Exception", "", NP_ASSERTION_ERROR},
    {"AttributeError", "Exception", "", NP_ATTRIBUTE_ERROR},
    {"EOFError", "Exception", "", NP_EOF_ERROR},
    {"ImportError", "Exception", "", NP_IMPORT_ERROR},
    {"ModuleNotFoundError", "ImportError", "", NP_IMPORT_ERROR},
    {"LookupError", "Exception", "", NP_LOOKUP_ERROR},
    {"IndexError", "LookupError", "", NP_INDEX_ERROR},
    {"KeyError", "LookupError", "", NP_KEY_ERROR},
    {"MemoryError", "Exception", "", NP_MEMORY_ERROR},
    {"_ArrayMemoryError", "MemoryError", "", NP_ARRAY_MEMORY_ERROR},
    {"NameError", "Exception", "", NP_NAME_ERROR},
    {"UnboundLocalError", "NameError", "", NP_UNBOUND_LOCAL_ERROR},
    {"OSError", "Exception", "", NP_OS_ERROR},
    {"FileNotFoundError", "OSError", "", NP_FILE_NOT_FOUND_ERROR},
    {"RuntimeError", "Exception", "", NP_RUNTIME_ERROR},
    {"NotImplementedError", "RuntimeError", "", NP_NOT_IMPLEMENTED_ERROR},
    {"RecursionError", "RuntimeError", "", NP_RECURSION_ERROR},
    {"StopIteration", "Exception", "", NP_STOP_ITERATION},
    {"TypeError", "Exception", "", NP_TYPE_ERROR},
    {"UFuncTypeError", "TypeError", "", NP_UFUNC_TYPE_ERROR},
    {"ValueError", "Exception", "", NP_VALUE_ERROR},
    {"LinAlgError", "ValueError", "", NP_LINALG_ERROR},
    {"AxisError", "ValueError", "IndexError", NP_AXIS_ERROR},
};
const Class *find(llvm::StringRef name) {
  for (const Class &each : classes)
    if (each.name == name)
      return &each;
  return nullptr;
}
bool derives(const Class &from, llvm::StringRef base) {
  if (from.name == base)
    return true;
  for (llvm::StringRef parent : {from.base, from.base2})
    if (!parent.empty() && derives(*find(parent), base))
      return true;
  return false;
}
} // namespace

bool np2gpu::isException(llvm::StringRef name) { return find(name); }
void np2gpu::exceptionNames(llvm::SmallVectorImpl<llvm::StringRef> &names) {
  for (const Class &each : classes)
    names.push_back(each.name);
}
int np2gpu::exceptionCode(llvm::StringRef name) { return find(name)->code; }
llvm::SmallVector<int> np2gpu::exceptionAndSubclasses(llvm::StringRef name) {
  llvm::SmallVector<int> codes;
  for (const Class &each : classes)
    if (each.code >= 0 && derives(each, name))
      codes.push_back(each.code);
  return codes;
}
