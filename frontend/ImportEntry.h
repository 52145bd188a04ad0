//===- ImportEntry.h - a function that a running Python program calls -------------------------------------------===//
//
// The importer's entry for @np2gpu.jit: a function of a file, specialised on the kinds of its arguments and of the
// names of outer scopes that it turns out to read. It becomes a module whose first function, `call`, takes the flattened
// values of all of these and calls the function; everything else is as in a script.
//
// Kinds travel as texts, tokens with a blank between them. A <name> is its length, a colon and its bytes.
//
//   none  ellipsis  bool  int  wide  float  complex  str  generator     of values
//   const <kind of a number or str> <value>     the same; the value, where the importer asks for constants
//   scalar DTYPE                                a NumPy scalar
//   array ID DTYPE RANK   readonly ID DTYPE RANK   (DTYPE as `float64`; the caller numbers its arrays)
//   shares N ID... <array>                      it may share memory with these arrays
//   same ID                                     (an argument or a global) that very array
//   tuple N <kind>...  items N <kind>...        a tuple; a list of static length
//   growing <kind>                              a list whose elements have one kind (of an argument: no arrays)
//   dict N (<key> <kind>)...                    static keys, of type str
//   dtype DTYPE                                 x.dtype
//   range <kind> <kind> <kind>  slice ...       start, stop, step
//   function <file> LINE COLUMN <its name> N <default>... N (<name> <captured>)...
//                                               LINE, COLUMN: of a place in a lambda's body; a def's first line, -1
//   module <name>      file <file>      attribute <module> <name>      builtin <name>
//   of results also
//   argument N                                  the very array that is value number N of the arguments
//   whole N <array or list>                     the same, whose value is given nevertheless
//   either N <kind>...                          one of them, chosen by an int
//
//===----------------------------------------------------------------------------------------------------------------===//
#ifndef NP2GPU_FRONTEND_IMPORTENTRY_H
#define NP2GPU_FRONTEND_IMPORTENTRY_H
#include "frontend/Program.h"
#include "frontend/Frame.h"
#include <functional>

namespace np2gpu {

/// What is called, and how the importer asks about the running program.
struct Entry {
  std::string function;                             // its kind, without defaults: all parameters are given
  std::vector<std::pair<std::string, std::string>> parameters; // name, kind; in the order in which Python binds them
  /// The kind of a name of a module; null if the module has no such name.
  std::function<const char *(llvm::StringRef module, llvm::StringRef name)> global;
  /// The name and the text of a file that a function's kind mentions; null texts if there is none.
  std::function<std::pair<const char *, const char *>(llvm::StringRef file)> source;

  /// Filled in: the arguments of `call`, in order: the parameters (module "", their names), then globals.
  struct Slot {
    std::string module, name;
    bool constant; // the value is part of the specialisation
  };
  std::vector<Slot> slots;
  std::string result; // the kind of the result
  std::vector<std::pair<Slot, std::string>> rebound; // globals that are assigned, after the result: their new kinds
};

/// The module of the function's program, whose file 0 is the function's. Throws CompileError.
mlir::OwningOpRef<mlir::ModuleOp> importEntry(mlir::MLIRContext &context, Program &program, Entry &entry);

class EntryImport {
public:
  EntryImport(Importer &importer, Program &program, Entry &entry) : in(importer), program(program), entry(entry) {}
  mlir::OwningOpRef<mlir::ModuleOp> run();
  /// The slot of a name of a module in the entry's frame, asked for at its first use; null if the module has none.
  State::Slot *global(const std::string &key);
  bool mayBeReadOnly() const { return readOnly; }

private:
  Binding kind(llvm::StringRef text);
  Binding kind();
  Binding constantKind();
  Binding functionKind();
  Binding items(Tag tag, unsigned count);
  llvm::StringRef word();
  std::string name();
  unsigned number();
  const ast::Node *findFunction(const ProgramFile &file, int line, int column, llvm::StringRef name);
  const ProgramFile &fileOf(llvm::StringRef id);
  bool isModule(llvm::StringRef module);
  State::Slot argument(const std::string &key, llvm::StringRef text);
  std::string textOf(const Binding &kind);
  void nameItself(const Binding &function);

  Importer &in;
  Program &program;
  Entry &entry;
  Frame *frame = nullptr;
  Importer::Specialization *spec = nullptr;
  llvm::StringRef rest; // of the kind that is being read
  bool readOnly = false;
  std::vector<unsigned> arrayIds; // of the kind that was read last, in order
  struct KnownArray {
    std::string key; // the slot that it is in
    ObjectId object;
  };
  std::map<unsigned, KnownArray> arrays;
  std::vector<std::pair<unsigned, unsigned>> sharing;
  std::map<std::string, bool> known; // keys of globals that were asked for: is there one
};

} // namespace np2gpu
#endif
