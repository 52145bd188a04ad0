// Cells, array objects and their versions, references (architecture.md, D4 and D5).
#include "frontend/Frame.h"
#include "frontend/ImportEntry.h"
#include "ir/Types.h"

using namespace mlir;
using namespace np2gpu;

//===--- Cells ----------------------------------------------------------------------------------------------------===//

Value Frame::cell(StringRef name, StringRef part, Type type) {
  Value &cell = cells[{name.str(), part.str(), type}];
  if (!cell) {
    OpBuilder::InsertionGuard guard(importer.builder);
    Block &entry = op.getBody().front();
    importer.builder.setInsertionPointToStart(&entry);
    StringRef plain = name.substr(name.rfind("::") == StringRef::npos ? 0 : name.rfind("::") + 2);
    // `@result` is none of the script's.
    std::string shown = (plain.contains('@') ? "@" : "") + plain.split('@').first.str();
    cell = py::CellOp::create(importer.builder, importer.loc(nullptr), py::CellType::get(importer.builder.getContext(), type),
                              importer.builder.getStringAttr(shown));
  }
  return cell;
}

ObjectId Frame::newObject(const Site &site, RankedTensorType type) {
  auto [found, isNew] = objectOf.try_emplace(site, objects.size());
  if (!isNew && objects[found->second].type != type) { // the same place with another type: another object
    Site other = site;
    std::string text;
    llvm::raw_string_ostream(text) << site.name << ' ' << type;
    other.name = text;
    return newObject(other, type);
  }
  if (isNew) {
    Object object;
    object.site = site;
    object.type = type;
    object.cell = cell(site.name, "object " + std::to_string(objects.size()), type);
    object.loop = loops.empty() ? nullptr : loops.back()->node;
    objects.push_back(std::move(object));
  }
  return found->second;
}

// Cells of an alternative of an Either are those that the alternative has alone: narrowing costs nothing.
static void partNames(const Binding &kind, const std::string &prefix, SmallVectorImpl<std::string> &parts) {
  SmallVector<Value> values;
  if (kind.tag == Tag::Either) {
    parts.push_back("tag " + kindText(kind));
    for (const Binding &item : kind.items)
      partNames(item, prefix, parts);
    return;
  }
  flatten(kind, values);
  std::string text = kindText(kind);
  for (size_t i = 0; i < values.size(); ++i)
    parts.push_back(prefix + text + ' ' + std::to_string(i));
}

void Frame::store(const std::string &key, const Binding &value, const ast::Node *at) {
  State::Slot slot;
  SmallVector<Value> values;
  SmallVector<std::string> parts;
  flatten(value, values);
  partNames(value, "", parts);
  SmallVector<Type> types;
  for (auto [i, v] : llvm::enumerate(values)) {
    if (!v) { // an alternative that is not the one: its cell keeps what it has
      slot.cells.push_back(nullptr);
      continue;
    }
    Value target = cell(key, parts[i], v.getType());
    slot.cells.push_back(target);
    pendingStores.push_back({v, target});
  }
  slot.kind = withoutValues(value);
  // Constants survive in the kind.
  slot.kind.constant = value.constant;
  state.names[key] = std::move(slot);
  flushStores(at);
}

void Frame::flushStores(const ast::Node *at) {
  for (auto [value, target] : pendingStores)
    py::StoreOp::create(importer.builder, importer.loc(at), value, target);
  pendingStores.clear();
}

Binding Frame::load(const State::Slot &slot, const ast::Node *at) {
  SmallVector<Value> values;
  for (Value cell : slot.cells)
    values.push_back(cell ? py::LoadOp::create(importer.builder, importer.loc(at),
                                               cast<py::CellType>(cell.getType()).getElement(), cell)
                                .getResult()
                          : Value());
  Binding result = withValues(slot.kind, values);
  result.constant = slot.kind.constant;
  return result;
}

std::string Frame::plainName(const std::string &key) const {
  if (key.find('@') != std::string::npos)
    return "";
  size_t scoped = key.rfind("::");
  if (scoped == std::string::npos)
    return key;
  return ownsKey(key) ? key.substr(scoped + 2) : std::string();
}

bool Frame::isDead(const std::string &key, const Names &live) const {
  std::string name = plainName(key);
  return !name.empty() && !live.count(name);
}

bool Frame::isLive(ObjectId object) const {
  if (objects[object].parameter >= 0)
    return true;
  for (auto &[name, slot] : state.names) {
    bool found = false;
    walk(slot.kind, [&](const Binding &b) { found |= b.tag == Tag::Array && b.object == object; });
    if (found && (!currentStatement || !isDead(name, file->scopes->liveAfter(currentStatement)) ||
                  isReadIn(currentStatement, plainName(name))))
      return true;
  }
  return false;
}

//===--- Reading --------------------------------------------------------------------------------------------------===//

Site Importer::site(const ast::Node *node, StringRef name) const { return {node, name.str(), unrollCopy}; }

static Value applyPath(Importer &importer, Value base, ArrayRef<ViewStep> path, const ast::Node *at) {
  for (const ViewStep &step : path) {
    SmallVector<Value> operands{base};
    operands.append(step.operands.begin(), step.operands.end());
    Type type = step.result;
    if (isa<np::RefType>(base.getType()))
      type = np::RefType::get(importer.builder.getContext(), step.result);
    base = importer.createOp(step.name, at, operands, type, step.attributes.getValue())->getResult(0);
  }
  return base;
}

Value Importer::tensor(const Binding &array, const ast::Node *at) {
  if (array.tag == Tag::Ref)
    return create<np::ReadOp>(at, array.type, array.value);
  assert(array.tag == Tag::Array);
  if (array.object < 0)
    return array.value;
  Object &object = frame->objects[array.object];
  return applyPath(*this, create<py::LoadOp>(at, object.type, object.cell), array.path, at);
}

//===--- Naming ---------------------------------------------------------------------------------------------------===//

Binding Importer::named(const Binding &value, Site where) {
  if (value.tag == Tag::Tuple || value.tag == Tag::StaticList || value.tag == Tag::Dict ||
      value.tag == Tag::Method || value.tag == Tag::Flags || value.tag == Tag::Flat || value.tag == Tag::Lazy) {
    Binding result = value;
    for (auto [i, item] : llvm::enumerate(result.items)) {
      Site inner = where;
      inner.name += "." + std::to_string(i);
      item = named(item, inner);
    }
    return result;
  }
  if (value.tag != Tag::Array || value.object >= 0)
    return value;
  auto *at = where.node;
  Binding result = value;
  result.value = nullptr;
  if (knowledge.references.count(where)) {
    Value own = create<np::OwnOp>(at, value.value.getType(), value.value);
    result.tag = Tag::Ref;
    result.value = create<np::MakeRefOp>(at, np::RefType::get(&context, value.tensorType()), own);
    return result;
  }
  result.object = frame->newObject(where, value.tensorType());
  Object &object = frame->objects[result.object];
  object.loop = frame->loops.empty() ? nullptr : frame->loops.back()->node;
  Value own = value.value;
  if (!hasFault("no-own"))
    own = create<np::OwnOp>(at, own.getType(), own);
  create<py::StoreOp>(at, own, object.cell);
  // A new object: whatever the last one of this site was paired with, this one is not.
  std::erase_if(frame->state.aliases, [&](auto &pair) { return pair.first == result.object || pair.second == result.object; });
  return result;
}

Binding Importer::view(const Binding &array, StringRef opName, ArrayRef<Value> operands, ArrayRef<NamedAttribute> attributes,
                       RankedTensorType result, const ast::Node *at) {
  ViewStep step{OperationName(opName, &context), {}, DictionaryAttr::get(&context, attributes), result};
  step.operands.append(operands.begin(), operands.end());
  Binding seen = array;
  seen.type = result;
  seen.constant = nullptr;
  seen.parameter = -1; // another Python object
  if (array.tag == Tag::Array && array.object >= 0) {
    seen.path.push_back(std::move(step));
    return seen;
  }
  seen.value = applyPath(*this, array.value, step, at);
  return seen;
}

Binding Importer::viewOrCopy(const Binding &array, Value value, const ast::Node *at) {
  Binding result;
  result.tag = Tag::Array;
  result.type = value.getType();
  if (array.tag != Tag::Array || array.object < 0) {
    result.value = value;
    return result;
  }
  // An object of its own that may share the other's memory: a write to either while both live makes them references.
  result.object = frame->newObject(site(at, "reshaped"), cast<RankedTensorType>(value.getType()));
  create<py::StoreOp>(at, value, frame->objects[result.object].cell);
  frame->objects[result.object].sources = {array.object};
  frame->addAlias(result.object, array.object);
  return result;
}

void Frame::addAlias(ObjectId a, ObjectId b) {
  if (a != b)
    state.aliases.insert(std::minmax(a, b));
}

bool Importer::mayAlias(const Binding &a, const Binding &b) {
  if (a.tag == Tag::Array && b.tag == Tag::Array)
    return a.object >= 0 && b.object >= 0 &&
           (a.object == b.object || frame->state.aliases.count(std::minmax(a.object, b.object)));
  return a.tag == Tag::Ref && b.tag == Tag::Ref;
}

//===--- Writing --------------------------------------------------------------------------------------------------===//

void Importer::write(const Binding &array, const ast::Node *at, llvm::function_ref<Value(Value, Value)> emit,
                     llvm::function_ref<void(Value)> emitRef) {
  if (array.tag == Tag::Ref)
    return emitRef(array.value);
  if (array.object < 0) { // a temporary: the write happens, nobody can look
    Value own = create<np::OwnOp>(at, array.value.getType(), array.value);
    emit(own, own);
    return;
  }
  checkWrite(array.object);
  Object &object = frame->objects[array.object];
  object.written = true;
  Value base = create<py::LoadOp>(at, object.type, object.cell);
  Value through = applyPath(*this, base, array.path, at);
  create<py::StoreOp>(at, emit(base, through), frame->objects[array.object].cell);
}

void Importer::checkWritable(const Binding &array, StringRef what, const ast::Node *at) {
  if (entry && entry->mayBeReadOnly() && (array.tag == Tag::Ref || array.object >= 0))
    create<np::CheckWritableOp>(at, dimSource(array, at))->setAttr("what", builder.getStringAttr(what));
}

void Importer::checkWrite(ObjectId object) {
  if (hasFault("no-references"))
    return;
  for (auto [a, b] : frame->state.aliases) {
    if (a != object && b != object)
      continue;
    ObjectId other = a == object ? b : a;
    if (frame->isLive(other) && frame->isLive(object)) {
      noteReference(*frame, object);
      noteReference(*frame, other);
      throw Restart();
    }
  }
}

void Importer::noteReference(Frame &where, ObjectId id) {
  std::set<std::pair<Frame *, ObjectId>> visited; // a site that was noted may have other sources in this import
  noteReference(where, id, visited);
}

void Importer::noteReference(Frame &where, ObjectId id, std::set<std::pair<Frame *, ObjectId>> &visited) {
  if (!visited.insert({&where, id}).second)
    return;
  Object &object = where.objects[id];
  if (object.parameter >= 0 && where.caller) {
    const Binding &argument = where.argumentBindings[object.parameter];
    if (argument.tag == Tag::Array && argument.object >= 0)
      noteReference(*where.caller, argument.object, visited);
    else if (argument.tag == Tag::Array)
      knowledge.references.insert(argumentSite(where.call, object.parameter));
    return;
  }
  knowledge.references.insert(object.site);
  for (ObjectId source : object.sources)
    noteReference(where, source, visited);
}

void Importer::demandReference(ObjectId object) {
  noteReference(*frame, object);
  throw Restart();
}

Binding Importer::reference(const Binding &array, Site where, const ast::Node *at) {
  if (array.tag == Tag::Ref)
    return array;
  if (array.object >= 0)
    demandReference(array.object);
  Binding result = array;
  result.tag = Tag::Ref;
  Value own = create<np::OwnOp>(at, array.value.getType(), array.value);
  result.value = create<np::MakeRefOp>(at, np::RefType::get(&context, array.tensorType()), own);
  return result;
}

void Frame::canonicalCells(const std::string &key, State::Slot &slot) {
  SmallVector<std::string> parts;
  partNames(slot.kind, "", parts);
  SmallVector<Type> types;
  valueTypes(slot.kind, importer.builder, types);
  slot.cells.clear();
  for (auto [part, type] : llvm::zip_equal(parts, types))
    slot.cells.push_back(cell(key, part, type));
}
