// The function entry (ImportEntry.h): kinds from texts, `call`, the kind of its result as a text.
#include "frontend/ImportEntry.h"
#include "ir/Types.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;
using namespace np2gpu;

// Not a name that a script can have; the part after the colons is what the text shows.
static const char functionKey[] = "@argument::function@";
static std::string argumentKey(StringRef parameter) { return ("@argument::" + parameter).str(); }

OwningOpRef<ModuleOp> np2gpu::importEntry(MLIRContext &context, Program &program, Entry &entry) {
  Knowledge knowledge;
  RowTable rows(context);
  for (int round = 0;; ++round) {
    entry.slots.clear();
    entry.rebound.clear();
    Importer importer(context, program, knowledge, rows);
    importer.quiet = round > 0;
    EntryImport import(importer, program, entry);
    importer.entry = &import;
    try {
      return import.run();
    } catch (Restart &) { // every one notes something new; an endless one must not hang a running Python program
      static const SourceFile nowhere{"<function>", ""};
      if (round > 5000)
        throw CompileError{&nowhere, nullptr, "internal error: the import does not come to an end", ""};
    }
  }
}

OwningOpRef<ModuleOp> EntryImport::run() {
  const ProgramFile &script = fileOf("__main__");
  Location location = FileLineColLoc::get(&in.context, script.source.name, 0, 0);
  OwningOpRef<ModuleOp> result = ModuleOp::create(location);
  in.module = *result;
  in.builder.setInsertionPointToEnd(in.module.getBody());
  Importer::Specialization specialization;
  Frame main(in, script.module, &script);
  main.scope = script.scopes->of(script.module);
  main.specialization = spec = &specialization;
  in.frame = frame = &main;
  spec->function = script.module;
  main.op = spec->op = py::FuncOp::create(in.builder, location, in.uniqueSymbol("call"), in.builder.getFunctionType({}, {}));
  Block &entryBlock = main.op.getBody().front();
  in.builder.setInsertionPointToEnd(&entryBlock);
  in.region(entryBlock, [&] {
    for (const std::string &key : in.knowledge.constantKeys)
      if (StringRef module = StringRef(key).split("::").first; !module.contains('@') && !isModule(module)) // captured
        in.knowledge.constantKeys.insert(functionKey);
    Binding function = frame->load(argument(functionKey, entry.function), nullptr);
    nameItself(function);
    std::vector<std::pair<std::string, Binding>> arguments;
    for (auto &[parameter, text] : entry.parameters)
      arguments.push_back({parameter, frame->load(argument(argumentKey(parameter), text), nullptr)});
    in.returnValue(in.callBound(function, arguments, function.node), function.node);
  });
  // Names of functions in functions, which outlive nothing here.
  std::erase_if(main.reboundKeys, [&](const std::string &key) { return !isModule(StringRef(key).split("::").first); });
  in.finishFunction(*spec, main);
  for (auto &[key, kind] : spec->hidden) {
    auto [module, id] = StringRef(key).split("::");
    entry.slots.push_back({module.contains('@') ? "" : module.empty() ? "__main__" : module.str(), id.str(),
                           in.knowledge.constantKeys.count(key) || keepsConstant(kind)});
  }
  entry.result = spec->known ? textOf(spec->result) : "none";
  for (auto &[key, kind] : spec->rebound) {
    auto [module, id] = StringRef(key).split("::");
    entry.rebound.push_back({{module.empty() ? "__main__" : module.str(), id.str(), false}, textOf(kind)});
  }
  in.frame = nullptr;
  return result;
}

// A function inside of another one finds itself under its own name.
void EntryImport::nameItself(const Binding &function) {
  auto *def = llvm::dyn_cast<ast::FunctionDef>(function.node);
  Frame probe(in, function.node, in.files[function.node]);
  probe.scope = probe.file->scopes->of(function.node);
  if (!def || !probe.scope->parent->parent)
    return;
  State::Slot slot = frame->hiddenSlots[functionKey];
  for (const Scope *outer = probe.scope->parent; outer->parent; outer = outer->parent)
    if (outer->locals.count(def->name.str())) {
      std::string key = probe.keyOf(def->name);
      frame->state.names.try_emplace(key, slot);
      frame->hiddenSlots.try_emplace(key, slot);
      return;
    }
}

// One more argument of `call`, or another name of one.
State::Slot EntryImport::argument(const std::string &key, StringRef text) {
  if (text.consume_front("same ")) {
    unsigned array = 0;
    text.getAsInteger(10, array);
    State::Slot slot = frame->hiddenSlots[arrays.at(array).key];
    return frame->state.names[key] = frame->hiddenSlots[key] = slot;
  }
  arrayIds.clear();
  frame->addArguments(kind(text), key);
  State::Slot slot = frame->hiddenSlots[key];
  size_t next = 0;
  walk(slot.kind, [&](const Binding &each) {
    if (each.isArray())
      arrays[arrayIds[next++]] = {key, each.object};
  });
  for (auto [a, b] : sharing)
    if (arrays.count(a) && arrays.count(b) && arrays[a].object >= 0 && arrays[b].object >= 0)
      frame->addAlias(arrays[a].object, arrays[b].object);
  spec->hidden.push_back({key, slot.kind});
  return frame->state.names[key] = slot;
}

// Of the running program, by the part of a key before the colons.
bool EntryImport::isModule(StringRef module) {
  return llvm::any_of(program.files, [&](auto &file) { return file->moduleName == (module.empty() ? "__main__" : module); });
}

State::Slot *EntryImport::global(const std::string &key) {
  auto [module, id] = StringRef(key).split("::");
  if (!isModule(module))
    return nullptr;
  auto [found, isNew] = known.try_emplace(key, false);
  if (isNew)
    if (const char *text = entry.global(module.empty() ? "__main__" : module, id)) {
      if (StringRef problem = text; problem.consume_front("unsupported "))
        in.unsupported(nullptr, "'" + id + "': " + problem);
      found->second = true;
      OpBuilder::InsertionGuard guard(in.builder);
      Frame *current = std::exchange(in.frame, frame);
      argument(key, text);
      in.frame = current;
    }
  if (!found->second)
    return nullptr;
  return &(frame->state.names[key] = frame->hiddenSlots[key]);
}

//===--- Kinds from texts -----------------------------------------------------------------------------------------===//

Binding EntryImport::kind(StringRef text) {
  StringRef outer = std::exchange(rest, text);
  Binding result = kind();
  rest = outer;
  return result;
}

StringRef EntryImport::word() {
  auto [first, others] = rest.split(' ');
  rest = others;
  return first;
}

unsigned EntryImport::number() {
  unsigned value = 0;
  word().getAsInteger(10, value);
  return value;
}

std::string EntryImport::name() {
  auto [size, others] = rest.split(':');
  size_t count = 0;
  size.getAsInteger(10, count);
  std::string result = others.take_front(count).str();
  rest = others.drop_front(std::min(count, others.size()));
  rest.consume_front(" ");
  return result;
}

static Binding simple(Tag tag, StringRef name = "") {
  Binding result;
  result.tag = tag;
  result.name = name.str();
  return result;
}

Binding EntryImport::items(Tag tag, unsigned count) {
  Binding result = simple(tag);
  for (unsigned i = 0; i < count; ++i)
    result.items.push_back(kind());
  return result;
}

Binding EntryImport::kind() {
  StringRef what = word();
  if (std::optional<Tag> scalar = llvm::StringSwitch<std::optional<Tag>>(what)
                                      .Case("none", Tag::None)
                                      .Case("ellipsis", Tag::Ellipsis)
                                      .Case("bool", Tag::Bool)
                                      .Case("int", Tag::Int)
                                      .Case("wide", Tag::Wide)
                                      .Case("float", Tag::Float)
                                      .Case("complex", Tag::Complex)
                                      .Case("str", Tag::Str)
                                      .Case("generator", Tag::Generator)
                                      .Default(std::nullopt))
    return simple(*scalar);
  if (what == "const")
    return constantKind();
  if (what == "scalar") {
    Binding result = simple(Tag::Scalar);
    result.type = dtypeOfName(word(), &in.context);
    return result;
  }
  if (what == "shares") {
    SmallVector<unsigned> others;
    for (unsigned i = 0, count = number(); i < count; ++i)
      others.push_back(number());
    Binding array = kind();
    for (unsigned other : others)
      sharing.push_back({arrayIds.back(), other});
    return array;
  }
  if (what == "array" || what == "readonly") {
    arrayIds.push_back(number());
    Binding result = simple(Tag::Array);
    Type dtype = dtypeOfName(word(), &in.context);
    result.type = in.arrayType(dtype, number());
    result.object = 0;
    readOnly |= what == "readonly";
    return result;
  }
  if (what == "dtype") {
    Binding result = simple(Tag::Dtype, what);
    result.type = dtypeOfName(word(), &in.context);
    return result;
  }
  if (what == "tuple")
    return items(Tag::Tuple, number());
  if (what == "items")
    return items(Tag::StaticList, number());
  if (what == "range")
    return items(Tag::Range, 3);
  if (what == "slice")
    return items(Tag::Slice, 3);
  if (what == "growing") {
    Binding result = simple(Tag::List);
    Binding element = kind();
    result.element = std::make_shared<Binding>(element);
    result.type = py::ListType::get(&in.context, in.elementType(element));
    return result;
  }
  if (what == "dict") {
    Binding result = simple(Tag::Dict);
    for (unsigned i = 0, count = number(); i < count; ++i) {
      result.keys.push_back(in.builder.getStringAttr(name()));
      result.items.push_back(kind());
    }
    return result;
  }
  if (what == "function")
    return functionKind();
  if (what == "module")
    return simple(Tag::Module, name());
  if (what == "file") {
    std::string id = fileOf(name()).moduleName;
    in.importedFiles.insert(id);
    return simple(Tag::Module, id);
  }
  if (what == "attribute") {
    std::string module = name(), id = name();
    return in.moduleAttribute(simple(Tag::Module, module), id, nullptr);
  }
  assert(what == "builtin" && "the kinds of ImportEntry.h");
  std::string id = name();
  if (std::optional<Binding> builtin = in.builtinName(id))
    return *builtin;
  in.unsupported(nullptr, "'" + id + "'");
}

Binding EntryImport::constantKind() {
  Binding result = kind();
  Builder &builder = in.builder;
  if (result.tag == Tag::Str) {
    result.constant = builder.getStringAttr(name());
    return result;
  }
  StringRef text = word();
  if (result.tag == Tag::Float) {
    double value = 0;
    text.getAsDouble(value);
    result.constant = builder.getF64FloatAttr(value);
  } else {
    int64_t value = 0;
    text.getAsInteger(10, value);
    result.constant = result.tag == Tag::Bool ? Attribute(builder.getBoolAttr(value)) : builder.getIndexAttr(value);
  }
  return result;
}

const ProgramFile &EntryImport::fileOf(StringRef id) {
  for (auto &file : program.files)
    if (file->moduleName == id)
      return *file;
  auto [name, text] = entry.source(id);
  std::string errors;
  llvm::raw_string_ostream os(errors);
  ProgramFile *added = text ? program.add(name, id, text, os) : nullptr;
  if (!added) {
    static const SourceFile nowhere{"<function>", ""};
    throw CompileError{&nowhere, nullptr, text ? "a file with a syntax error: " + errors : "a function without source text", ""};
  }
  return *added;
}

static bool contains(const ast::Node *outer, int line, int column) {
  auto at = std::pair(line, column);
  return std::pair(outer->lineno, outer->colOffset) <= at && at < std::pair(outer->endLineno, outer->endColOffset);
}

const ast::Node *EntryImport::findFunction(const ProgramFile &file, int line, int column, StringRef name) {
  const ast::Node *found = nullptr;
  file.scopes->eachFunction([&](const ast::Node *node) {
    if (auto *def = llvm::dyn_cast<ast::FunctionDef>(node)) {
      int first = def->decoratorList.empty() ? def->lineno : def->decoratorList[0]->lineno;
      if (column < 0 && def->name == name && (first == line || def->lineno == line))
        found = def;
      return;
    }
    auto *lambda = llvm::cast<ast::Lambda>(node);
    // The innermost one: its body starts last.
    auto *best = llvm::dyn_cast_or_null<ast::Lambda>(found);
    if (column >= 0 && contains(lambda->body, line, column) && (!best || contains(best->body, lambda->lineno, lambda->colOffset)))
      found = lambda;
  });
  return found;
}

Binding EntryImport::functionKind() {
  std::string id = name();
  const ProgramFile &file = fileOf(id);
  int line = number(), column = -1;
  word().getAsInteger(10, column);
  std::string ownName = name();
  const ast::Node *node = findFunction(file, line, column, ownName);
  if (!node)
    in.unsupported(nullptr, "'" + ownName + "', which is not in " + file.source.name + " (any more)");
  Binding result = simple(Tag::Function);
  result.node = node;
  in.files[node] = &file;
  for (unsigned i = 0, count = number(); i < count; ++i)
    result.items.push_back(kind());
  // Names of enclosing functions are captured under the keys that the body looks them up by.
  Frame probe(in, node, &file);
  probe.scope = file.scopes->of(node);
  for (unsigned i = 0, count = number(); i < count; ++i) {
    std::string captured = name();
    result.keys.push_back(in.builder.getStringAttr(probe.keyOf(captured)));
    result.items.push_back(kind());
  }
  return result;
}

//===--- Texts of kinds -------------------------------------------------------------------------------------------===//

// How many arguments of `call` a slot is.
static size_t countValues(Binding kind, Builder &builder) {
  if (kind.tag == Tag::Array)
    return 1;
  std::vector<Binding> items = std::move(kind.items);
  kind.items.clear();
  SmallVector<Type> own;
  valueTypes(kind, builder, own);
  size_t count = own.size();
  for (const Binding &item : items)
    count += countValues(item, builder);
  return count;
}

std::string EntryImport::textOf(const Binding &kind) {
  auto all = [&](StringRef what) {
    std::string text = (what + " " + Twine(kind.items.size())).str();
    for (const Binding &item : kind.items)
      text += " " + textOf(item);
    return text;
  };
  auto array = [&] { return ("array 0 " + dtypeName(kind.dtype()) + " " + Twine(kind.rank())).str(); };
  switch (kind.tag) {
  case Tag::None: return "none";
  case Tag::Ellipsis: return "ellipsis";
  case Tag::Bool: return "bool";
  case Tag::Int: return "int";
  case Tag::Wide: return "wide";
  case Tag::Float: return "float";
  case Tag::Complex: return "complex";
  case Tag::Str: return "str";
  case Tag::Generator: return "generator";
  case Tag::Dtype: return kind.name == "dtype" ? "dtype " + dtypeName(kind.type).str() : "scalartype " + dtypeName(kind.type).str();
  case Tag::Scalar: return "scalar " + dtypeName(kind.type).str();
  case Tag::Array:
    return kind.object <= -2 ? "argument " + std::to_string(-2 - kind.object) : array();
  case Tag::Ref: case Tag::List: {
    std::string own = kind.tag == Tag::Ref ? array() : kind.element ? "growing " + textOf(*kind.element) : std::string("growing none");
    // An argument itself, where that is one array or list.
    size_t slot = kind.parameter - Importer::firstHidden;
    if (kind.parameter < Importer::firstHidden || slot >= spec->hidden.size() || spec->hidden[slot].second.tag != kind.tag)
      return own;
    size_t value = 0;
    for (size_t i = 0; i < slot; ++i)
      value += countValues(spec->hidden[i].second, in.builder);
    return "whole " + std::to_string(value) + " " + own;
  }
  case Tag::Tuple: return all("tuple");
  case Tag::StaticList: return all("items");
  case Tag::Range: return "range " + textOf(kind.items[0]) + " " + textOf(kind.items[1]) + " " + textOf(kind.items[2]);
  case Tag::Slice: return "slice " + textOf(kind.items[0]) + " " + textOf(kind.items[1]) + " " + textOf(kind.items[2]);
  case Tag::Either: return all("either");
  case Tag::Dict: {
    std::string text = "dict " + std::to_string(kind.items.size());
    for (auto [key, item] : llvm::zip(kind.keys, kind.items)) {
      auto string = dyn_cast<StringAttr>(key);
      if (!string)
        in.unsupported(spec->function, "a dict with keys other than str as a result", "return a tuple or a list");
      text += " " + std::to_string(string.size()) + ":" + string.str() + " " + textOf(item);
    }
    return text;
  }
  default:
    in.unsupported(nullptr, "a result of type '" + typeName(kind) + "'", "return arrays, numbers, strings, tuples, lists or dicts of them");
  }
}
