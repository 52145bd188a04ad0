// lib/: NumPy functions written in Python. Thousands of lines of which a script uses a few functions, so their places
// are found by looking at the lines (`def` in the first column), and a function is parsed when it is first asked for.
#ifndef NP2GPU_FRONTEND_LIBRARY_H
#define NP2GPU_FRONTEND_LIBRARY_H
#include "frontend/Program.h"
#include "llvm/ADT/StringMap.h"

namespace np2gpu {

class Library {
public:
  struct Function {
    const ast::FunctionDef *def = nullptr;
    ProgramFile *file = nullptr; // that holds this function alone, on its own lines
  };
  /// A file of functions and nothing else. The text must outlive this.
  void add(llvm::StringRef fileName, llvm::StringRef moduleName, llvm::StringRef text);
  /// "np.cov" is cov of the module np; ".cov" a function of any module that is marked @method,
  /// or @only_method, which is nothing else. Null if there is none.
  const Function *find(llvm::StringRef name);
  /// The functions of a module that do not begin with _.
  void publicNames(llvm::StringRef moduleName, llvm::SmallVectorImpl<llvm::StringRef> &names) const;
  /// The files as they are, for those who quote lines.
  const std::vector<SourceFile> &sources() const { return texts; }

private:
  struct Entry {
    llvm::StringRef fileName, moduleName, text; // of the function and its decorators
    int line = 1;                               // of the first of them
    std::unique_ptr<ProgramFile> file;
    Function function;
  };
  std::vector<SourceFile> texts;
  std::vector<std::unique_ptr<Entry>> entries;
  llvm::StringMap<Entry *> byName;
};

} // namespace np2gpu
#endif
