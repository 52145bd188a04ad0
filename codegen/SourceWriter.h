// Lines of C++ with indentation, wrapped where they are too long.
#pragma once
#include "llvm/ADT/StringRef.h"
#include <string>

namespace np2gpu::codegen {

class SourceWriter {
public:
  // One line; breaks at commas and operators if it is longer than a page is wide.
  void line(llvm::StringRef text);
  // One line as it is (comments).
  void verbatim(llvm::StringRef text);
  void blank();
  // `text {`, deeper; and back: `} text`.
  void open(llvm::StringRef text);
  void close(llvm::StringRef text = "");
  // `} else {` and the like.
  void reopen(llvm::StringRef text);
  const std::string &str() const { return text; }

private:
  static constexpr unsigned width = 120, step = 4;
  std::string text;
  unsigned depth = 0;
};

} // namespace np2gpu::codegen
