// Functions (architecture.md, D6): specialised on the kinds of arguments, summaries, hidden parameters, recursion.
//
// An operation's arguments are the flattened values of the parameters, then of the hidden ones: names of outer scopes,
// found and passed when the body first reads them. Its results are the values of the Python result, the new bindings
// of outer names that it rebinds, and the new version of every array argument that it writes.
#include "frontend/Exceptions.h"
#include "frontend/Frame.h"
#include "frontend/ImportEntry.h"
#include "frontend/Program.h"
#include "ir/FunctionAttributes.h"

using namespace mlir;
using namespace np2gpu;

//===--- Names of scopes ------------------------------------------------------------------------------------------===//

// "scope::name": the script's and a function's own variables differ from a callee's of the same name.
static std::string qualified(const Scope *scope, StringRef name) {
  return (scope->parent ? scope->name + std::to_string(uintptr_t(scope->node)) : std::string()) + "::" + name.str();
}

std::string Frame::keyOf(StringRef name) const {
  if (name.contains('@'))
    return name.str();
  std::string id = name.str();
  if (!scope->parent) // a module: its names are what functions see as "::name"
    return moduleKey(id);
  if (scope->globals.count(id))
    return moduleKey(id);
  if (scope->locals.count(id))
    return scope->readByInner.count(id) ? qualified(scope, id) : id;
  for (const Scope *outer = scope->parent; outer && outer->parent; outer = outer->parent)
    if (outer->locals.count(id))
      return qualified(outer, id);
  return moduleKey(id);
}

std::string Frame::moduleKey(const std::string &name) const {
  return (file->moduleName == "__main__" ? std::string() : file->moduleName) + "::" + name;
}

State::Slot *Frame::slot(const std::string &key) {
  auto found = state.names.find(key);
  if (found != state.names.end())
    return &found->second;
  if (!caller && importer.entry)
    return importer.entry->global(key);
  if (key.find("::") == std::string::npos || ownsKey(key))
    return nullptr;
  auto hidden = hiddenSlots.find(key);
  if (hidden != hiddenSlots.end())
    return &(state.names[key] = hidden->second);
  // A name of an outer scope, met for the first time: one more hidden parameter.
  Binding value;
  if (auto closed = captured.find(key); closed != captured.end())
    value = closed->second;
  else if (caller) {
    State::Slot *outer = caller->slot(key);
    if (!outer)
      return nullptr;
    OpBuilder::InsertionGuard guard(importer.builder);
    Frame *self = importer.frame;
    importer.frame = caller;
    value = outer->kind;
    importer.frame = self;
  } else {
    return nullptr;
  }
  Binding kind = addArguments(value, key);
  if (importer.knowledge.constantKeys.count(key))
    kind = hiddenSlots[key].kind;
  specialization->hidden.push_back({key, kind});
  return &(state.names[key] = hiddenSlots[key]);
}

bool Frame::ownsKey(const std::string &key) const {
  if (!scope->parent)
    return key.rfind(moduleKey(""), 0) == 0;
  return key.rfind(qualified(scope, ""), 0) == 0;
}

// The constants that a hidden parameter keeps, also inside of tuples.
static void restoreConstants(Binding &kind, const Binding &value, bool all, int parameter) {
  kind.constant = all || keepsConstant(value) ? value.constant : Attribute();
  kind.parameter = parameter;
  for (auto [item, from] : llvm::zip_equal(kind.items, value.items))
    restoreConstants(item, from, all, parameter);
}

// Block arguments for the values of a binding of the caller, kept in cells from the entry on.
Binding Frame::addArguments(const Binding &callerValue, const std::string &key) {
  Importer &in = importer;
  OpBuilder::InsertionGuard guard(in.builder);
  Block &entry = op.getBody().front();
  if (!entryMarker || entryMarker->getBlock() != &entry) {
    in.builder.setInsertionPointToStart(&entry);
    // Cells are made before it, arguments are stored behind it.
    entryMarker = py::ConstantOp::create(in.builder, in.loc(nullptr), in.builder.getIndexType(), in.builder.getIndexAttr(0));
  }
  StringRef shown = StringRef(key).substr(StringRef(key).rfind("::") == StringRef::npos ? 0 : StringRef(key).rfind("::") + 2);
  Location loc = NameLoc::get(in.builder.getStringAttr(shown));
  std::function<Binding(const Binding &, const std::string &)> add = [&](const Binding &given, const std::string &name) {
    Binding value = given;
    Site place{function, shown.str() + " parameter " + name, 0};
    if (value.tag == Tag::Array && !caller && in.knowledge.references.count(place))
      value.tag = Tag::Ref, value.object = -1; // of the entry; elsewhere it is the caller's array that is one
    Binding result = value;
    result.value = nullptr;
    dropConstants(result);
    if (value.tag == Tag::Array) {
      // What the callee sees is an object of its own: the caller's object through its path.
      Value argument = entry.addArgument(value.type, loc);
      result.path.clear();
      result.object = newObject(place, value.tensorType());
      Object &object = objects[result.object];
      object.parameter = argumentBindings.size();
      object.loop = nullptr;
      argumentBindings.push_back(value);
      in.builder.setInsertionPointAfter(entryMarker);
      py::StoreOp::create(in.builder, loc, argument, object.cell);
      return result;
    }
    SmallVector<Type> types;
    Binding own = value;
    own.items.clear();
    valueTypes(own, in.builder, types);
    for (Type type : types) {
      result.value = entry.addArgument(type, loc);
      argumentBindings.push_back(value);
    }
    for (auto [i, item] : llvm::enumerate(result.items))
      item = add(value.items[i], name + "." + std::to_string(i));
    return result;
  };
  Binding inside = add(callerValue, key);
  State saved = state;
  in.builder.setInsertionPointAfter(entryMarker);
  auto pending = std::move(pendingStores);
  pendingStores = {};
  Binding stored = inside;
  bool keepAll = in.knowledge.constantKeys.count(key), keeps = keepAll || keepsConstant(callerValue, key);
  if (keeps)
    stored.constant = callerValue.constant;
  store(key, stored, nullptr);
  restoreConstants(state.names[key].kind, callerValue, keepAll, Importer::firstHidden + int(specialization->hidden.size()));
  if (keeps)
    state.names[key].kind.constant = callerValue.constant;
  pendingStores = std::move(pending);
  hiddenSlots[key] = state.names[key];
  state = std::move(saved);
  return withoutValues(stored);
}

//===--- Calls ----------------------------------------------------------------------------------------------------===//

static const ast::Arguments *parametersOf(const ast::Node *function) {
  if (auto *def = llvm::dyn_cast<ast::FunctionDef>(function))
    return def->args;
  return llvm::cast<ast::Lambda>(function)->args;
}

static std::string nameOf(const ast::Node *function) {
  if (auto *def = llvm::dyn_cast<ast::FunctionDef>(function))
    return def->name.str();
  return "lambda_" + std::to_string(function->lineno);
}

// Python's binding of arguments to parameters, in the parameters' order.
std::vector<std::pair<std::string, Binding>> Importer::bindParameters(const Binding &function, Arguments &arguments) {
  const ast::Arguments *parameters = parametersOf(function.node);
  std::string name = nameOf(function.node);
  if (llvm::isa<ast::Lambda>(function.node))
    name = "<lambda>";
  SmallVector<const ast::Arg *> positional(parameters->posonlyargs.begin(), parameters->posonlyargs.end());
  positional.append(parameters->args.begin(), parameters->args.end());
  std::map<std::string, Binding> given;
  std::vector<Binding> extra;
  for (auto [i, value] : llvm::enumerate(arguments.positional)) {
    if (i < positional.size())
      given[positional[i]->arg.str()] = value;
    else if (parameters->vararg)
      extra.push_back(value);
    else
      raise("TypeError", name + "() takes " + Twine(positional.size()) + " positional argument" + (positional.size() == 1 ? "" : "s") + " but " +
                             Twine(arguments.positional.size()) + (arguments.positional.size() == 1 ? " was" : " were") + " given",
            arguments.at);
  }
  Binding rest;
  rest.tag = Tag::Dict;
  for (Keyword &keyword : arguments.keywords) {
    bool known = llvm::any_of(positional, [&](const ast::Arg *a) { return a->arg == keyword.name; }) ||
                 llvm::any_of(parameters->kwonlyargs, [&](const ast::Arg *a) { return a->arg == keyword.name; });
    if (given.count(keyword.name))
      raise("TypeError", name + "() got multiple values for argument '" + keyword.name + "'", arguments.at);
    if (known)
      given[keyword.name] = keyword.value;
    else if (parameters->kwarg) {
      rest.keys.push_back(builder.getStringAttr(keyword.name));
      rest.items.push_back(keyword.value);
    } else
      raise("TypeError", name + "() got an unexpected keyword argument '" + keyword.name + "'", arguments.at);
  }
  std::vector<std::pair<std::string, Binding>> result;
  std::vector<std::string> missing;
  size_t firstDefault = positional.size() - parameters->defaults.size();
  auto withDefault = [&](const ast::Arg *parameter, int defaultIndex) {
    auto found = given.find(parameter->arg.str());
    if (found != given.end())
      return result.push_back(*found);
    // Defaults were evaluated when the def ran: they are the function's first items.
    if (defaultIndex >= 0)
      return result.push_back({parameter->arg.str(), function.items[defaultIndex]});
    missing.push_back("'" + parameter->arg.str() + "'");
  };
  for (auto [i, parameter] : llvm::enumerate(positional))
    withDefault(parameter, i >= firstDefault ? int(i - firstDefault) : -1);
  if (!missing.empty()) {
    std::string list = missing.size() == 1 ? missing[0] : llvm::join(llvm::ArrayRef(missing).drop_back(), ", ") + (missing.size() > 2 ? "," : "") + " and " + missing.back();
    raise("TypeError", name + "() missing " + Twine(missing.size()) + " required positional argument" + (missing.size() == 1 ? "" : "s") + ": " + list, arguments.at);
  }
  int next = parameters->defaults.size();
  for (auto [i, parameter] : llvm::enumerate(parameters->kwonlyargs))
    withDefault(parameter, parameters->kwDefaults[i] ? next++ : -1);
  if (!missing.empty())
    raise("TypeError", name + "() missing " + Twine(missing.size()) + " required keyword-only argument" + (missing.size() == 1 ? "" : "s") + ": " + llvm::join(missing, ", "), arguments.at);
  if (parameters->vararg)
    result.push_back({parameters->vararg->arg.str(), tuple(extra)});
  if (parameters->kwarg)
    result.push_back({parameters->kwarg->arg.str(), rest});
  return result;
}

// Kinds are part of a specialisation; so are constants that decide much: texts, and globals that are assigned once.
bool np2gpu::keepsConstant(const Binding &value) { return value.tag == Tag::Str; }
bool Frame::keepsConstant(const Binding &value, const std::string &key) const {
  std::string prefix = moduleKey("");
  return value.constant && (np2gpu::keepsConstant(value) ||
                            (StringRef(key).starts_with(prefix) && file->scopes->assignedOnce().count(key.substr(prefix.size()))));
}

static std::string constantsText(const Binding &value) {
  std::string text;
  llvm::raw_string_ostream os(text);
  walk(value, [&](const Binding &b) {
    if (b.constant)
      os << b.constant << ';';
  });
  return text;
}

static Binding withoutConstants(Binding value, bool keep) {
  if (!keep || !keepsConstant(value))
    value.constant = nullptr;
  for (Binding &item : value.items)
    item = withoutConstants(item, keep);
  return value;
}

Binding Importer::callFunction(const Binding &function, Arguments &arguments) {
  if (depth > 200)
    unsupported(arguments.at, "calls that nest without end while compiling", "give the recursion a base case on its arguments' values");
  std::vector<std::pair<std::string, Binding>> parameters = bindParameters(function, arguments);
  for (auto &[name, value] : parameters)
    value = named(value, site(arguments.at, "argument " + name));
  if (!function.name.empty())
    return callCached(function, parameters, arguments.at);
  return callBound(function, std::move(parameters), arguments.at);
}

Binding Importer::callBound(const Binding &function, std::vector<std::pair<std::string, Binding>> parameters, const ast::Node *at) {
  std::set<unsigned> demanded = demands[function.node];
  for (;;) {
    try {
      return callWith(function, parameters, demanded, at);
    } catch (Demand &demand) {
      if (demand.function != function.node)
        throw;
      if (demanded.count(demand.parameter)) { // not known here either
        const auto &[name, value] = parameters[demand.parameter];
        demandConstant(value, at, name);
        unsupported(at, "'" + name + "' that changes before it is used where a constant is needed", "use it as it was passed");
      }
      demanded.insert(demand.parameter);
      demands[function.node].insert(demand.parameter);
    }
  }
}

// A function under functools.cache: what it gave for these arguments before, else what it gives now.
Binding Importer::callCached(const Binding &function, ArrayRef<std::pair<std::string, Binding>> parameters, const ast::Node *at) {
  std::vector<Binding> values;
  for (auto &[name, value] : parameters)
    values.push_back(value);
  Binding key = values.size() == 1 ? values[0] : tuple(values);
  auto results = [&] { return frame->load(*frame->slot(function.name), at); };
  auto compute = [&] {
    Binding plain = function;
    plain.name.clear();
    Binding result = callBound(plain, parameters.vec(), at);
    mapStore(results(), key, result, at);
    return result;
  };
  Binding known = mapHas(results(), key, at);
  if (staticBool(known))
    return compute();
  return branch(known.value, at, [&] { return mapGet(results(), key, py::DictGetOp::getOperationName(), at); }, compute);
}

Binding Importer::callWith(const Binding &function, ArrayRef<std::pair<std::string, Binding>> given,
                           const std::set<unsigned> &demanded, const ast::Node *at) {
  // Two arguments that may share memory, one of them written: both become references (decided after the import).
  std::string key = std::to_string(uintptr_t(function.node));
  std::vector<std::pair<std::string, Binding>> parameters(given);
  // A recursion that makes its texts longer must not be specialised on each.
  unsigned around = 0;
  for (Frame *each = frame; each; each = each->caller)
    around += each->function == function.node;
  bool isRecursive = around > 0;
  for (auto &[name, value] : parameters)
    growArgument(function.node, name, value, at);
  // Arrays without a name that an earlier import found to be references. The numbers are those of addArguments().
  unsigned number = 0;
  std::function<void(Binding &)> nameTemporaries = [&](Binding &value) {
    if (value.tag == Tag::Array) {
      Site where = argumentSite(site(at), number++);
      if (value.object < 0 && knowledge.references.count(where))
        value = named(value, where);
      return;
    }
    Binding own = value;
    own.items.clear();
    SmallVector<Type> types;
    valueTypes(own, builder, types);
    number += types.size();
    for (Binding &item : value.items)
      nameTemporaries(item);
  };
  for (auto &[name, value] : parameters)
    nameTemporaries(value);
  for (auto [i, parameter] : llvm::enumerate(parameters)) {
    if (around > 3 && parameter.second.tag == Tag::StaticList && parameter.second.node) // longer each time, it seems
      growing(parameter.second, at);
    if (!demanded.count(i))
      parameter.second = withoutConstants(parameter.second, !isRecursive);
    Binding shape = parameter.second; // the caller's object numbers and paths are not part of the kind
    key += '|' + kindText(asParameter(shape)) + constantsText(parameter.second);
  }
  key += kindText(asParameter(function));
  Specialization *spec = nullptr;
  for (auto &candidate : specializations)
    if (candidate->key == key && sameHidden(*candidate, function))
      spec = candidate.get();
  if (!spec)
    spec = specialize(function, parameters, key, at);
  noteDependence(*spec);
  if (spec->inProgress) {
    spec->usedWhileInProgress = true;
    if (!spec->known && !spec->neverReturns) { // the recursion's result is not known yet: what needs it is not imported in this round
      create<py::RaiseOp>(at, builder.getI32IntegerAttr(exceptionCode("RecursionError")), Value());
      throw Unreachable();
    }
  }
  return emitCall(*spec, function, parameters, at);
}

// What was imported on the way from a function in progress to this call holds for its present result only.
void Importer::noteDependence(const Specialization &callee) {
  std::set<const Specialization *> inProgress = callee.dependsOn;
  if (callee.inProgress)
    inProgress.insert(&callee);
  for (const Specialization *spec : inProgress)
    for (Frame *each = frame; each && each->specialization && each->specialization != spec; each = each->caller)
      each->specialization->dependsOn.insert(spec);
}

void Importer::dropDependents(const Specialization &spec) {
  std::erase_if(specializations, [&](auto &each) {
    if (!each->dependsOn.count(&spec))
      return false;
    each->op.erase();
    return true;
  });
}

// An argument that a recursion multiplies becomes a wide int, as a name of a loop does.
void Importer::growArgument(const ast::Node *function, const std::string &name, Binding &value, const ast::Node *at) {
  if (value.tag != Tag::Int || !value.growth || frame->function != function)
    return;
  auto found = value.growth->find(name + "()");
  if (found != value.growth->end() && std::abs(found->second) > 1)
    value = widen(value, Tag::Wide, at);
}

// The kind that a parameter has in the callee.
Binding Importer::asParameter(const Binding &value) {
  Binding result = value;
  if (result.tag == Tag::Array) {
    result.object = 0;
    result.path.clear();
  }
  for (Binding &item : result.items)
    item = asParameter(item);
  return result;
}

bool Importer::sameHidden(const Specialization &spec, const Binding &function) {
  for (auto &[key, kind] : spec.hidden) {
    Binding now;
    bool found = false;
    for (auto [captured, item] : llvm::zip(function.keys, capturedItems(function)))
      if (llvm::cast<StringAttr>(captured).getValue() == key)
        now = item, found = true;
    if (!found)
      if (State::Slot *slot = frame->slot(key))
        now = slot->kind;
    bool all = knowledge.constantKeys.count(key);
    if (!sameKind(asParameter(now), asParameter(kind)) ||
        (all ? constantsText(now) != constantsText(kind) : kind.constant && now.constant != kind.constant))
      return false;
  }
  return true;
}

ArrayRef<Binding> Importer::capturedItems(const Binding &function) {
  return ArrayRef(function.items).take_back(function.keys.size());
}

Importer::Specialization *Importer::specialize(const Binding &function, ArrayRef<std::pair<std::string, Binding>> parameters,
                                               const std::string &key, const ast::Node *at) {
  specializations.push_back(std::make_unique<Specialization>());
  Specialization *spec = specializations.back().get();
  spec->function = function.node;
  spec->key = key;
  Frame *callerFrame = frame;
  auto savedTries = std::move(tries);
  auto savedFinals = std::move(finals);
  auto savedHandling = std::move(handling);
  unsigned savedCopy = unrollCopy;
  auto restore = [&] {
    frame = callerFrame;
    tries = std::move(savedTries);
    finals = std::move(savedFinals);
    handling = std::move(savedHandling);
    unrollCopy = savedCopy;
    --depth;
  };
  ++depth;
  try {
    for (int round = 0;; ++round) {
      if (round > 8)
        unsupported(at, "a recursion whose result types do not settle");
      tries.clear(), finals.clear(), handling.clear();
      unrollCopy = 0;
      bool wasKnown = spec->known;
      Binding before = spec->result;
      auto mutatesBefore = spec->mutates;
      auto hiddenBefore = spec->hidden.size();
      importBody(*spec, function, parameters, callerFrame, {at, "", savedCopy});
      bool settled = wasKnown == spec->known && sameKind(before, spec->result) && mutatesBefore == spec->mutates && hiddenBefore == spec->hidden.size();
      if (!spec->usedWhileInProgress || (settled && (spec->known || spec->neverReturns)))
        break;
      spec->neverReturns = settled;
      dropDependents(*spec);
    }
    for (auto &each : specializations)
      each->dependsOn.erase(spec);
  } catch (...) {
    restore();
    dropDependents(*spec);
    if (spec->op)
      spec->op.erase();
    std::erase_if(specializations, [&](auto &s) { return s.get() == spec; });
    throw;
  }
  restore();
  return spec;
}

void Importer::importBody(Specialization &spec, const Binding &function, ArrayRef<std::pair<std::string, Binding>> parameters,
                          Frame *callerFrame, const Site &call) {
  OpBuilder::InsertionGuard guard(builder);
  const ProgramFile *file = fileOf(function.node);
  if (spec.op)
    spec.op.erase();
  builder.setInsertionPointToEnd(module.getBody());
  std::string symbol = uniqueSymbol(nameOf(function.node));
  frame = nullptr;
  Frame inner(*this, function.node, file);
  inner.caller = callerFrame;
  inner.call = call;
  inner.scope = file->scopes->of(function.node);
  inner.specialization = &spec;
  frame = &inner;
  spec.op = py::FuncOp::create(builder, loc(function.node), symbol, builder.getFunctionType({}, {}));
  spec.op->setAttr(pythonNameAttr, builder.getStringAttr(llvm::isa<ast::Lambda>(function.node) ? "<lambda>" : nameOf(function.node)));
  if (file->isLibrary)
    spec.op->setAttr(libraryAttr, builder.getUnitAttr());
  inner.op = spec.op;
  auto hidden = std::exchange(spec.hidden, {}); // of the last round: a recursive call passes all of them
  spec.inProgress = true;
  spec.usedWhileInProgress = false;
  spec.created.clear();
  for (auto [captured, item] : llvm::zip(function.keys, capturedItems(function)))
    inner.captured[llvm::cast<StringAttr>(captured).getValue().str()] = item;
  Block &entry = spec.op.getBody().front();
  builder.setInsertionPointToEnd(&entry);
  std::vector<Binding> kinds;
  for (auto [i, parameter] : llvm::enumerate(parameters)) {
    std::string name = inner.keyOf(parameter.first);
    Binding kind = inner.addArguments(parameter.second, name);
    kinds.push_back(kind);
    State::Slot slot = inner.hiddenSlots[name];
    inner.hiddenSlots.erase(name);
    // Constants of items of tuples: (axis, keepdims) packed.
    std::function<void(Binding &, const Binding &)> restore = [&](Binding &kind, const Binding &value) {
      kind.constant = value.constant;
      kind.parameter = i;
      for (auto [item, from] : llvm::zip_equal(kind.items, value.items))
        restore(item, from);
    };
    restore(slot.kind, parameter.second);
    slot.kind.parameter = i;
    if (slot.kind.tag == Tag::Int)
      slot.kind.growth = std::make_shared<IntGrowth>(IntGrowth{{parameter.first + "()", 1}});
    inner.state.names[name] = slot;
  }
  spec.parameters = kinds;
  for (auto &[key, kind] : hidden)
    inner.slot(key);
  builder.setInsertionPointToEnd(&entry);
  bool falls = region(entry, [&] {
    if (auto *def = llvm::dyn_cast<ast::FunctionDef>(function.node))
      block(def->body);
    else
      returnValue(expression(llvm::cast<ast::Lambda>(function.node)->body), function.node);
  });
  if (falls) {
    builder.setInsertionPointToEnd(&entry);
    try {
      returnValue(none(), function.node);
    } catch (Unreachable &) {
    }
  }
  finishFunction(spec, inner);
  spec.inProgress = false;
  frame = callerFrame;
}

void Importer::importReturn(const ast::Return *stmt) {
  Binding value = stmt->value ? expression(stmt->value) : none();
  if (!finals.empty()) {
    value = named(value, site(stmt, "returned"));
    frame->store("returned@", value, stmt);
    runFinals(0);
    value = frame->load(*frame->slot("returned@"), stmt);
  }
  returnValue(value, stmt);
}

void Importer::returnValue(const Binding &value, const ast::Node *at) {
  Binding result = closed(value, at);
  Operation *jump = create<py::ReturnOp>(at, ValueRange{});
  frame->returns.push_back({jump, frame->state, result});
  throw Unreachable();
}

// A function that leaves its frame takes along what it reads of it.
Binding Importer::closed(const Binding &value, const ast::Node *at) {
  Binding result = value;
  if (result.tag == Tag::Function) {
    Names names;
    freeNames(result.node, names);
    Frame probe(*this, result.node, fileOf(result.node));
    probe.scope = probe.file->scopes->of(result.node);
    for (const std::string &name : names) {
      std::string key = probe.keyOf(name);
      bool have = llvm::any_of(result.keys, [&](Attribute k) { return llvm::cast<StringAttr>(k).getValue() == key; });
      if (have || !frame->scope->parent || !(frame->ownsKey(key) || frame->captured.count(key)))
        continue;
      OpBuilder::InsertionGuard guard(builder);
      State::Slot *slot = frame->slot(key);
      if (!slot)
        continue;
      Binding captured = frame->load(*slot, at);
      if (captured.tag == Tag::Function && captured.node == result.node)
        continue; // itself: found again by name
      if (probe.scope->nonlocals.count(name))
        unsupported(result.node, "'nonlocal " + name + "' in a function that leaves the function around it", "keep it in a list: " + name + " = [0]; " + name + "[0] += 1");
      result.keys.push_back(builder.getStringAttr(key));
      result.items.push_back(closed(captured, at));
    }
    return result;
  }
  for (Binding &item : result.items)
    item = closed(item, at);
  return result;
}

// What a caller sees of a result: an argument itself, or a value of its own.
Binding Importer::asResult(const Binding &value, std::set<ObjectId> &taken, const ast::Node *at) {
  Binding result = value;
  if (value.tag == Tag::Array && value.object >= 0) {
    Object &object = frame->objects[value.object];
    if (object.parameter >= 0 && value.path.empty()) {
      result.object = -2 - object.parameter;
      return result;
    }
    for (auto [a, b] : frame->state.aliases)
      if ((a == value.object && frame->objects[b].parameter >= 0) || (b == value.object && frame->objects[a].parameter >= 0) ||
          (a == value.object && taken.count(b)) || (b == value.object && taken.count(a))) {
        noteReference(*frame, a), noteReference(*frame, b);
        throw Restart();
      }
    if (object.parameter >= 0 || !taken.insert(value.object).second)
      demandReference(value.object); // a view of an argument, or one object under two results
    result.object = -1;
    result.path.clear();
    result.value = tensor(value, at);
    return result;
  }
  for (Binding &item : result.items)
    item = asResult(item, taken, at);
  return result;
}

Binding Importer::joinResults(ArrayRef<Binding> kinds, Frame &inner) {
  // An argument on one path and something else on another: its identity is not static.
  for (const Binding &a : kinds)
    for (const Binding &b : kinds)
      if (a.tag == Tag::Array && a.object <= -2 && b.isArray() && !sameKind(a, b))
        for (size_t id = 0; id < inner.objects.size(); ++id)
          if (inner.objects[id].parameter == -2 - a.object)
            demandReference(id);
  return joinKinds(kinds, Site{inner.function, "result", 0});
}

// References and lists that are a parameter itself on every return: the same Python object, not only the same memory.
static bool hasIdentity(const Binding &value) { return value.tag == Tag::Ref || value.tag == Tag::List; }
static void noteIdentity(Binding &kind, ArrayRef<const Binding *> results) {
  const Binding &first = *results[0];
  if (hasIdentity(kind) && llvm::all_of(results, [&](const Binding *r) { return r->tag == kind.tag && r->parameter == first.parameter; }))
    kind.parameter = first.parameter;
  for (size_t i = 0; i < kind.items.size(); ++i) {
    SmallVector<const Binding *> inner;
    for (const Binding *result : results)
      if (result->tag == kind.tag && result->items.size() == kind.items.size())
        inner.push_back(&result->items[i]);
    if (inner.size() == results.size())
      noteIdentity(kind.items[i], inner);
  }
}

// Parameters of the callee as those of the caller; `of` gives the caller's binding of one.
static void passIdentity(Binding &result, llvm::function_ref<const Binding *(int)> of) {
  if (hasIdentity(result) && result.parameter >= 0) {
    const Binding *passed = of(result.parameter);
    result.parameter = passed && passed->tag == result.tag ? passed->parameter : -1;
  }
  for (Binding &item : result.items)
    passIdentity(item, of);
}

void Importer::finishFunction(Specialization &spec, Frame &inner) {
  // One kind for all returns.
  std::vector<Binding> kinds, results;
  for (Exit &exit : inner.returns) {
    builder.setInsertionPoint(exit.terminator);
    inner.state = exit.state;
    std::set<ObjectId> taken;
    results.push_back(asResult(exit.result, taken, inner.function));
    kinds.push_back(results.back());
  }
  for (Binding &kind : kinds)
    if (kind.tag == Tag::Int && kind.growth && kind.growth->count("()") && std::abs(kind.growth->at("()")) > 1) {
      kind = Binding();
      kind.tag = Tag::Wide;
    }
  spec.known = !kinds.empty();
  if (spec.known) {
    spec.result = joinResults(kinds, inner);
    spec.result = withoutValues(spec.result);
    SmallVector<const Binding *> all;
    for (const Binding &result : results)
      all.push_back(&result);
    noteIdentity(spec.result, all);
  }
  spec.mutates.clear();
  spec.rebound.clear();
  for (const Object &object : inner.objects)
    if (object.parameter >= 0 && object.written)
      spec.mutates.push_back(object.parameter);
  llvm::sort(spec.mutates);
  dropLocalObjects(spec, results, inner);
  for (const std::string &key : inner.reboundKeys) {
    std::vector<Binding> all;
    for (Exit &exit : inner.returns) {
      inner.state = exit.state;
      State::Slot *slot = inner.slot(key);
      all.push_back(slot ? slot->kind : Binding());
    }
    if (!all.empty())
      spec.rebound.push_back({key, joinKinds(all, Site{inner.function, key, 0})});
  }
  SmallVector<Type> types;
  bool first = true;
  std::map<std::string, Binding> nowKinds;
  for (auto [exit, result] : llvm::zip(inner.returns, results)) {
    builder.setInsertionPoint(exit.terminator);
    inner.state = exit.state;
    SmallVector<Value> values;
    flatten(convert(result, spec.result, inner.function), values);
    for (auto &[key, kind] : spec.rebound) {
      State::Slot *slot = inner.slot(key);
      Binding now = convert(slot ? inner.load(*slot, inner.function) : Binding(), kind, inner.function);
      inner.flushStores(inner.function);
      std::set<ObjectId> taken;
      Binding outside = asResult(now, taken, inner.function);
      flatten(outside, values);
      nowKinds[key] = outside;
    }
    for (int64_t argument : spec.mutates)
      for (const Object &object : inner.objects)
        if (object.parameter == argument)
          values.push_back(create<py::LoadOp>(inner.function, object.type, object.cell));
    SmallVector<Type> expected;
    valueTypes(spec.result, builder, expected);
    for (auto [value, type] : llvm::zip(values, expected))
      if (!value) // an alternative that is not the one
        value = create<py::UndefinedOp>(inner.function, type);
    exit.terminator->setOperands(values);
    if (first)
      for (Value value : values)
        types.push_back(value.getType());
    first = false;
  }
  for (auto &[key, kind] : spec.rebound)
    if (nowKinds.count(key))
      kind = withoutValues(nowKinds[key]);
  SmallVector<Type> inputs(inner.op.getBody().front().getArgumentTypes());
  inner.op.setFunctionType(builder.getFunctionType(inputs, types));
  inner.op.setMutates(spec.mutates);
}

Binding Importer::emitCall(Specialization &spec, const Binding &function, ArrayRef<std::pair<std::string, Binding>> parameters,
                           const ast::Node *at) {
  SmallVector<Value> values;
  std::vector<Binding> shown; // argument by argument, the binding that it shows
  std::function<void(const Binding &)> pass = [&](const Binding &value) {
    if (value.tag == Tag::Array) {
      values.push_back(tensor(value, at));
      shown.push_back(value);
      return;
    }
    SmallVector<Value> own;
    Binding alone = value;
    alone.items.clear();
    flatten(alone, own);
    SmallVector<Type> types;
    valueTypes(alone, builder, types);
    for (auto [v, type] : llvm::zip_equal(own, types)) {
      values.push_back(v ? v : create<py::UndefinedOp>(at, type));
      shown.push_back(value);
    }
    for (const Binding &item : value.items)
      pass(item);
  };
  for (auto &[name, value] : parameters)
    pass(value);
  for (size_t i = 0; i < spec.hidden.size(); ++i) {
    auto [key, kind] = spec.hidden[i];
    Binding value;
    bool found = false;
    for (auto [captured, item] : llvm::zip(function.keys, capturedItems(function)))
      if (llvm::cast<StringAttr>(captured).getValue() == key)
        value = item, found = true;
    if (!found)
      value = frame->load(*frame->slot(key), at);
    pass(value);
  }
  // Arguments that may share memory, one of them written.
  std::set<ObjectId> bases;
  SmallVector<Value> baseValues;
  SmallVector<ObjectId> baseObjects;
  for (int64_t argument : spec.mutates) {
    const Binding &written = shown[argument];
    if (written.tag != Tag::Array || written.object < 0)
      continue;
    for (auto [i, other] : llvm::enumerate(shown))
      if (int64_t(i) != argument && other.tag == Tag::Array && other.object >= 0 && mayAlias(written, other)) {
        noteReference(*frame, written.object), noteReference(*frame, other.object);
        throw Restart();
      }
    checkWrite(written.object);
    Object &object = frame->objects[written.object];
    object.written = true;
    baseObjects.push_back(written.object);
    baseValues.push_back(create<py::LoadOp>(at, object.type, object.cell));
  }
  SmallVector<Type> types(spec.op.getFunctionType().getResults());
  if (spec.inProgress) { // the operation's type is not set yet: as in the last round
    SmallVector<Type> known;
    valueTypes(spec.result, builder, known);
    types.assign(known.begin(), known.end());
    for (auto &[key, kind] : spec.rebound)
      valueTypes(kind, builder, types);
    for (Value base : baseValues)
      types.push_back(base.getType());
  } else if (baseObjects.size() == spec.mutates.size()) {
    for (auto [i, base] : llvm::enumerate(baseValues)) // a view is passed, the base comes back
      types[types.size() - baseValues.size() + i] = base.getType();
  }
  auto call = create<py::CallOp>(at, types, spec.op.getSymName(), values, baseValues);
  SmallVector<Value> all(call.getResults().begin(), call.getResults().end());
  ArrayRef<Value> results = all;
  if (!spec.known) // never returns
    raise("RuntimeError", Value(), at);
  SmallVector<Value> nothing;
  flatten(spec.result, nothing);
  Binding result = fromResult(withValues(spec.result, results.take_front(nothing.size())), shown);
  if (spec.inProgress && result.tag == Tag::Int) // a recursion that multiplies its own result
    result.growth = std::make_shared<IntGrowth>(IntGrowth{{"()", 1}});
  passIdentity(result, [&](int parameter) -> const Binding * {
    if (parameter < firstHidden)
      return size_t(parameter) < parameters.size() ? &parameters[parameter].second : nullptr;
    size_t number = parameter - firstHidden;
    State::Slot *slot = number < spec.hidden.size() ? frame->slot(spec.hidden[number].first) : nullptr;
    return slot ? &slot->kind : nullptr;
  });
  results = results.drop_front(nothing.size());
  std::vector<std::pair<std::string, Binding>> rebound;
  for (auto &[key, kind] : spec.rebound) {
    nothing.clear();
    flatten(kind, nothing);
    rebound.push_back({key, fromResult(withValues(kind, results.take_front(nothing.size())), shown)});
    results = results.drop_front(nothing.size());
  }
  for (auto [object, version] : llvm::zip(baseObjects, results))
    create<py::StoreOp>(at, version, frame->objects[object].cell);
  std::map<std::string, std::string> renamed = renamedObjects(spec, at);
  renameObjects(result, renamed);
  for (auto &[key, value] : rebound) {
    renameObjects(value, renamed);
    if (auto found = renamed.find(StringRef(key).substr(0, StringRef(key).find("::")).str()); found != renamed.end())
      key = found->second + key.substr(key.find("::"));
    Binding bound = named(value, site(at, key));
    frame->store(key, bound, at);
    noteBinding(key, bound, at);
    if (!frame->ownsKey(key) || (!frame->caller && entry))
      frame->reboundKeys.insert(key);
  }
  return result;
}

// A result in the caller: arguments that come back are the caller's own bindings.
Binding Importer::fromResult(const Binding &value, ArrayRef<Binding> shown) {
  if (value.tag == Tag::Array && value.object <= -2)
    return shown[-2 - value.object];
  Binding result = value;
  for (Binding &item : result.items)
    item = fromResult(item, shown);
  return result;
}

//===--- def ------------------------------------------------------------------------------------------------------===//

// Defaults are evaluated now and kept in the binding.
Binding Importer::functionValue(const ast::Node *function, const ast::Arguments *parameters) {
  Binding result;
  result.tag = Tag::Function;
  result.node = function;
  files[function] = frame->file;
  auto add = [&](const ast::Expr *value) {
    if (value)
      result.items.push_back(named(expression(value), site(value, "default")));
  };
  for (const ast::Expr *value : parameters->defaults)
    add(value);
  for (const ast::Expr *value : parameters->kwDefaults)
    add(value);
  return result;
}

void Importer::importDef(const ast::FunctionDef *stmt) {
  std::vector<std::pair<const ast::Expr *, Binding>> decorators;
  bool isCached = false;
  for (const ast::Expr *decorator : stmt->decoratorList) {
    auto *made = llvm::dyn_cast<ast::Call>(decorator);
    Binding value = isTransparentDecorator(decorator) ? none() : expression(made ? made->func : decorator);
    bool isCache = value.tag == Tag::Opaque && value.name == "cache";
    isCached |= isCache;
    if (!isCache && value.tag != Tag::None)
      decorators.push_back({decorator, made ? expression(decorator) : value});
  }
  Binding value = functionValue(stmt, stmt->args);
  if (isCached) { // its results, by its arguments
    value.name = "cache@" + std::to_string(uintptr_t(stmt)) + "::results";
    frame->store(value.name, newMap(Tag::Map, {}, stmt), stmt);
  }
  for (auto &[at, decorator] : llvm::reverse(decorators)) {
    if (decorator.tag == Tag::Opaque)
      unsupported(at, "this decorator", "call the function that it makes by hand: f = decorate(f)");
    Arguments one;
    one.positional = {value};
    one.at = at;
    value = call(decorator, one);
  }
  bind(stmt->name, value, stmt);
}

static bool holdsConstants(const Binding &value) {
  return llvm::all_of(value.items, [](const Binding &item) {
    return item.constant || item.tag == Tag::None || ((item.tag == Tag::Tuple || item.tag == Tag::StaticList) && holdsConstants(item));
  });
}

Attribute Importer::demandConstant(const Binding &value, const ast::Node *at, StringRef what) {
  if (value.constant)
    return value.constant;
  // Of a tuple: all that it holds.
  if ((value.tag == Tag::Tuple || value.tag == Tag::StaticList) && holdsConstants(value))
    return builder.getUnitAttr();
  if (value.tag == Tag::None)
    return builder.getUnitAttr();
  if (value.parameter >= firstHidden && frame->specialization &&
      size_t(value.parameter - firstHidden) < frame->specialization->hidden.size()) {
    // Of an outer scope: from now on its value is part of what the function is specialised on.
    if (knowledge.constantKeys.insert(frame->specialization->hidden[value.parameter - firstHidden].first).second)
      throw Restart();
  } else if (value.parameter >= 0 && frame->specialization)
    throw Demand{frame->function, unsigned(value.parameter)};
  unsupported(at, "'" + what + "' that is not known when compiling", "write it as a constant at the call");
}
