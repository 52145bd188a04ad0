// The table, from the static methods of the registered operations' RowInterface.
#include "ir/Rows.h"
#include "ir/Np.h"
#include "ir/Py.h"

using namespace mlir;
using namespace np2gpu;

RowTable::RowTable(MLIRContext &context) {
  for (RegisteredOperationName name : context.getRegisteredOperations()) {
    bool isNumpy = name.getDialectNamespace() == np::NpDialect::getDialectNamespace();
    if (!isNumpy && name.getDialectNamespace() != py::PyDialect::getDialectNamespace())
      continue;
    auto *interface = name.getInterface<RowInterface>();
    if (!interface)
      continue;
    Row &row = rows.emplace_back(Row{name, interface->getRowKind(), interface->getRowSignature(), interface->getRowRule(),
                                     interface->getRowCxx(), interface->getRowSummary(), {}});
    llvm::SplitString(interface->getRowNames(), row.names);
    byOperation[name.getStringRef()] = &row;
    for (StringRef alias : row.names) {
      const Row *&entry = (isNumpy ? numpyRows : pythonRows)[alias];
      if (!entry || entry->kind != "builtin") // abs() and bool() are the builtins, not the operations they make
        entry = &row;
    }
  }
}
