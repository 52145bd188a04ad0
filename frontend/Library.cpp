// See Library.h.
#include "frontend/Library.h"

using namespace np2gpu;
using llvm::StringRef;

void Library::add(StringRef fileName, StringRef moduleName, StringRef text) {
  texts.push_back({fileName.str(), text.str()});
  Entry *open = nullptr; // whose lines follow
  bool decorated = false, isMethod = false, isFunction = true;
  int number = 0;
  for (StringRef rest = text; !rest.empty();) {
    StringRef line = rest.take_until([](char c) { return c == '\n'; });
    ++number;
    bool isDecorator = line.starts_with("@"), isDef = line.starts_with("def ");
    if (isDecorator ? !decorated : isDef && !decorated) {
      entries.push_back(std::make_unique<Entry>(Entry{fileName, moduleName, StringRef(line.data(), 0), number, nullptr, {}}));
      open = entries.back().get();
    }
    if (isDecorator) {
      decorated = true;
      isFunction &= line.trim() != "@only_method";
      isMethod |= line.trim() == "@method" || !isFunction;
    } else if (isDef) {
      StringRef name = line.drop_front(4).take_until([](char c) { return c == '('; }).trim();
      if (isFunction)
        byName.try_emplace((moduleName + "." + name).str(), open);
      if (isMethod)
        byName.try_emplace(("." + name).str(), open);
      decorated = isMethod = false, isFunction = true;
    }
    rest = rest.drop_front(std::min(line.size() + 1, rest.size()));
    if (open)
      open->text = StringRef(open->text.data(), rest.data() - open->text.data());
  }
}

void Library::publicNames(StringRef moduleName, llvm::SmallVectorImpl<StringRef> &names) const {
  for (const auto &entry : byName)
    if (StringRef name = entry.getKey(); name.consume_front(moduleName) && name.consume_front(".") && !name.contains('.') && !name.starts_with("_"))
      names.push_back(name);
}

const Library::Function *Library::find(StringRef name) {
  Entry *entry = byName.lookup(name);
  if (!entry)
    return nullptr;
  if (!entry->file) {
    // On the lines that it has in its file.
    std::string text(entry->line - 1, '\n');
    text += entry->text;
    Program one;
    ProgramFile *file = one.add(entry->fileName, entry->moduleName, text, llvm::errs());
    assert(file && "lib/ has a syntax error");
    file->isLibrary = true;
    entry->file = std::move(one.files[0]);
    for (const ast::Stmt *stmt : file->module->body)
      if (auto *def = llvm::dyn_cast<ast::FunctionDef>(stmt))
        entry->function = {def, file};
  }
  return &entry->function;
}
