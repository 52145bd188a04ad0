// Where control flow meets: one kind for several, and the conversions to it (architecture.md, D4, D5, D7).
//
//   if c: x = zeros(3)      x is (object 1)        joined: an object of its own, whose cell each side stores its
//   else: x = ones(3)       x is (object 2)        version into; it may alias 1 and 2 as long as these can be named
//
//   s = 0                   Int                    joined: Either{Int, Scalar f64} with a tag; operations on it are
//   for v in a: s += v      Scalar f64             dispatched on the tag
#include "frontend/Frame.h"
#include "ir/Types.h"

using namespace mlir;
using namespace np2gpu;

static void alternatives(const Binding &kind, std::vector<Binding> &result) {
  if (kind.tag == Tag::Either) {
    for (const Binding &item : kind.items)
      alternatives(item, result);
    return;
  }
  for (const Binding &seen : result)
    if (sameKind(seen, kind))
      return;
  Binding bare = withoutValues(kind);
  dropConstants(bare);
  result.push_back(std::move(bare));
}

Binding Importer::joinKinds(ArrayRef<Binding> kinds, Site where) {
  std::vector<Binding> all;
  for (const Binding &kind : kinds)
    alternatives(kind, all);
  if (all.size() == 1)
    return all[0];
  // Arrays of one dtype and rank are one object that may be each of them; with a reference among them, a reference.
  std::vector<Binding> merged;
  for (const Binding &kind : all) {
    if (!kind.isArray()) {
      merged.push_back(kind);
      continue;
    }
    auto same = llvm::find_if(merged, [&](const Binding &m) { return m.isArray() && m.type == kind.type; });
    if (same == merged.end()) {
      merged.push_back(kind);
      continue;
    }
    Site joined = where;
    llvm::raw_string_ostream(joined.name) << ' ' << kind.type;
    bool references = same->tag == Tag::Ref || kind.tag == Tag::Ref || knowledge.references.count(joined);
    if (references) {
      for (const Binding &each : all)
        if (each.tag == Tag::Array && each.type == kind.type && each.object >= 0)
          noteReference(*frame, each.object), restart = true;
      same->tag = Tag::Ref;
      same->object = -1;
      same->path.clear();
      continue;
    }
    Object &object = frame->objects[frame->newObject(joined, kind.tensorType())];
    ObjectId id = &object - frame->objects.data();
    for (const Binding &each : all)
      if (each.tag == Tag::Array && each.type == kind.type && each.object >= 0 && each.object != id &&
          !llvm::is_contained(object.sources, each.object))
        object.sources.push_back(each.object);
    same->object = id;
    same->path.clear();
  }
  if (restart)
    throw Restart();
  // What a list's place made in an earlier round is gone; lists of one type are one kind, wherever they were made.
  auto isCurrent = [&](const Binding &b) {
    auto known = knowledge.listElements.find(siteOfContainer(b));
    return known == knowledge.listElements.end() || (b.element && sameKind(*b.element, known->second));
  };
  auto samePlace = [](const Binding &a, const Binding &b) { return a.tag == b.tag && a.node && a.node == b.node && a.keys == b.keys && a.object == b.object; };
  std::vector<Binding> candidates = merged;
  std::erase_if(merged, [&](const Binding &b) {
    bool isContainer = b.tag == Tag::List || b.tag == Tag::Map || b.tag == Tag::MapSet;
    return isContainer && !isCurrent(b) && llvm::any_of(candidates, [&](const Binding &other) { return samePlace(other, b) && isCurrent(other); });
  });
  for (size_t i = 0; i < merged.size(); ++i)
    for (size_t k = merged.size(); --k > i;)
      if (sameContainer(merged[i], merged[k]))
        merged.erase(merged.begin() + k);
  // An int that is wide on one way is wide on all.
  if (llvm::any_of(merged, [](const Binding &b) { return b.tag == Tag::Wide; }))
    llvm::erase_if(merged, [](const Binding &b) { return b.tag == Tag::Int; });
  if (merged.size() == 1)
    return merged[0];
  // Tuples of one length are joined item by item.
  auto container = [&](Tag tag) {
    return llvm::all_of(merged, [&](const Binding &b) { return b.tag == tag && b.items.size() == merged[0].items.size() && b.keys == merged[0].keys; });
  };
  if (container(Tag::Tuple) || container(Tag::StaticList) || container(Tag::Dict) || container(Tag::Range) || container(Tag::Slice)) {
    Binding result = merged[0];
    for (size_t i = 0; i < result.items.size(); ++i) {
      std::vector<Binding> column;
      for (const Binding &kind : merged)
        column.push_back(kind.items[i]);
      Site inner = where;
      inner.name += "." + std::to_string(i);
      result.items[i] = joinKinds(column, inner);
    }
    return result;
  }
  if (merged.size() > 8)
    unsupported(where.node, "a variable with more than eight types", "use a name of its own for each type");
  llvm::sort(merged, [](const Binding &a, const Binding &b) { return kindText(a) < kindText(b); });
  Binding result;
  result.tag = Tag::Either;
  result.items = std::move(merged);
  return result;
}

// Can `value` become `target` (not itself an Either)?
static bool fits(const Binding &value, const Binding &target) {
  if (sameKind(value, target) || sameContainer(value, target) || (value.tag == Tag::Int && target.tag == Tag::Wide))
    return true;
  if (value.isArray() && target.isArray() && value.type == target.type)
    return target.tag == Tag::Array ? target.object >= 0 && target.path.empty() : value.tag == Tag::Array && value.object < 0;
  return value.tag == target.tag && value.items.size() == target.items.size() && !value.items.empty() &&
         value.keys == target.keys && value.tag != Tag::Either;
}

Binding Importer::convert(const Binding &value, const Binding &target, const ast::Node *at) {
  if (sameKind(value, target))
    return value;
  if (target.tag == Tag::Either) {
    Binding result = withoutValues(target);
    auto indexOf = [&](const Binding &alternative) {
      for (auto [i, item] : llvm::enumerate(target.items))
        if (sameKind(alternative, item))
          return i;
      for (auto [i, item] : llvm::enumerate(target.items))
        if (fits(alternative, item))
          return i;
      unsupported(at, "values of these types cannot meet in one variable");
    };
    if (value.tag != Tag::Either) {
      size_t index = indexOf(value);
      result.items[index] = convert(value, target.items[index], at);
      result.value = constantIndex(index, at);
      return result;
    }
    Value tag;
    for (auto [i, item] : llvm::enumerate(value.items)) {
      size_t index = indexOf(item);
      SmallVector<Value> values;
      flatten(item, values);
      if (llvm::all_of(values, [](Value v) { return bool(v); }))
        result.items[index] = convert(item, target.items[index], at);
      Value here = constantIndex(index, at);
      tag = tag ? create<py::SelectOp>(at, here.getType(), ValueRange{is(value.value, i, at), here, tag}).getResult() : here;
    }
    result.value = tag;
    return result;
  }
  if (value.tag == Tag::Either) // the other alternatives cannot be here
    for (const Binding &item : value.items)
      if (fits(item, target))
        return convert(item, target, at);
  if (value.tag == Tag::Int && target.tag == Tag::Wide)
    return widen(value, Tag::Wide, at);
  if (sameContainer(value, target)) {
    Binding result = target;
    result.value = value.value;
    return result;
  }
  if (value.isArray() && target.tag == Tag::Array && target.object >= 0) {
    frame->pendingStores.push_back({tensor(value, at), frame->objects[target.object].cell});
    return target;
  }
  if (value.tag == Tag::Array && target.tag == Tag::Ref) {
    Binding result = reference(value, site(at), at);
    return result;
  }
  if (value.items.size() == target.items.size() && value.tag == target.tag) {
    Binding result = target;
    result.value = value.value;
    for (size_t i = 0; i < value.items.size(); ++i)
      result.items[i] = convert(value.items[i], target.items[i], at);
    return result;
  }
  unsupported(at, "values of types '" + typeName(value) + "' and '" + typeName(target) + "' cannot meet in one variable");
}

Value Importer::is(Value tag, int64_t index, const ast::Node *at) {
  return create<py::EqOp>(at, builder.getI1Type(), ValueRange{tag, constantIndex(index, at)});
}

// Object pairs after an edge on which joined objects take the place of others: `became` maps a join to its source.
static void aliasesAfter(Frame &frame, const State &from, const std::map<ObjectId, ObjectId> &became,
                         std::set<std::pair<ObjectId, ObjectId>> &result) {
  auto paired = [&](ObjectId a, ObjectId b) { return a == b || from.aliases.count(std::minmax(a, b)); };
  for (auto pair : from.aliases)
    if (!became.count(pair.first) && !became.count(pair.second))
      result.insert(pair);
  for (auto [join, source] : became) {
    for (ObjectId other = 0; other < ObjectId(frame.objects.size()); ++other)
      if (!became.count(other) && other != join && paired(source, other))
        result.insert(std::minmax(join, other));
    for (auto [join2, source2] : became)
      if (join < join2 && paired(source, source2))
        result.insert({join, join2});
  }
}

void Importer::convertState(Exit &exit, const State &target, const ast::Node *at) {
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPoint(exit.terminator);
  State saved = std::move(frame->state);
  frame->state = exit.state;
  // All values are computed before the first store: a swap needs the old ones.
  SmallVector<std::pair<std::string, Binding>> converted;
  for (auto &[key, slot] : target.names) {
    State::Slot *from = frame->slot(key);
    if (from && sameKind(from->kind, slot.kind))
      continue;
    Binding value = from ? frame->load(*from, at) : Binding();
    converted.push_back({key, convert(value, slot.kind, at)});
  }
  auto objectStores = std::move(frame->pendingStores);
  frame->pendingStores = {};
  for (auto &[key, value] : converted)
    frame->store(key, value, at);
  frame->pendingStores.append(objectStores.begin(), objectStores.end());
  frame->flushStores(at);
  frame->state = std::move(saved);
}

// The objects that stand for others at this exit.
static std::map<ObjectId, ObjectId> becameAt(Frame &frame, const State &from, const State &target) {
  std::map<ObjectId, ObjectId> became;
  for (auto &[key, slot] : target.names) {
    auto found = from.names.find(key);
    if (found == from.names.end())
      continue;
    std::vector<Binding> targets, sources;
    auto arrays = [](const Binding &kind, std::vector<Binding> &list) {
      walk(kind, [&](const Binding &b) { if (b.tag == Tag::Array && b.object >= 0) list.push_back(b); });
    };
    arrays(slot.kind, targets), arrays(found->second.kind, sources);
    for (const Binding &t : targets)
      for (const Binding &s : sources)
        if (t.type == s.type && t.object != s.object && t.path.empty() && llvm::is_contained(frame.objects[t.object].sources, s.object))
          became[t.object] = s.object;
  }
  return became;
}

void Importer::addAliases(const Exit &exit, State &target) {
  aliasesAfter(*frame, exit.state, becameAt(*frame, exit.state, target), target.aliases);
}

void Importer::joinStates(MutableArrayRef<Exit> exits, const ast::Node *at) {
  State joined;
  if (exits.empty()) {
    frame->state.reachable = false;
    return;
  }
  if (exits.size() == 1) {
    frame->state = exits[0].state;
    frame->state.reachable = true;
    return;
  }
  std::set<std::string> keys;
  for (Exit &exit : exits)
    for (auto &[key, slot] : exit.state.names)
      keys.insert(key);
  const Names *live = frame->currentStatement && at == frame->currentStatement ? &frame->file->scopes->liveAfter(frame->currentStatement) : nullptr;
  for (const std::string &key : keys) {
    if (live && frame->isDead(key, *live))
      continue; // nobody reads it: let its types differ
    std::vector<Binding> kinds;
    State::Slot first;
    std::shared_ptr<const IntGrowth> growth;
    bool sameConstant = true;
    for (Exit &exit : exits) {
      auto found = exit.state.names.find(key);
      State::Slot slot = found != exit.state.names.end() ? found->second
                         : frame->hiddenSlots.count(key) ? frame->hiddenSlots[key]
                                                         : State::Slot();
      if (kinds.empty())
        first = slot;
      sameConstant &= sameConstants(slot.kind, first.kind);
      Binding known;
      known.growth = growth;
      growth = joinedGrowth(known, slot.kind);
      kinds.push_back(slot.kind);
    }
    State::Slot result = first;
    if (!llvm::all_of(kinds, [&](const Binding &k) { return sameKind(k, kinds[0]); })) {
      result.kind = joinKinds(kinds, site(at, key));
      dropConstants(result.kind);
      result.cells = {};
    }
    if (!sameConstant)
      dropConstants(result.kind);
    if (result.kind.tag == Tag::Int)
      result.kind.growth = growth;
    joined.names[key] = std::move(result);
  }
  for (Exit &exit : exits) {
    addAliases(exit, joined);
    convertState(exit, joined, at);
  }
  // The cells of joined kinds are canonical: ask for them once.
  for (auto &[key, slot] : joined.names)
    frame->canonicalCells(key, slot);
  joined.reachable = true;
  frame->state = std::move(joined);
}

bool Importer::canConvert(const Binding &value, const Binding &target) {
  if (sameKind(value, target))
    return true;
  std::vector<Binding> from, to;
  alternatives(value, from), alternatives(target, to);
  return llvm::all_of(from, [&](const Binding &f) { return llvm::any_of(to, [&](const Binding &t) { return fits(f, t); }); });
}

Binding Importer::asMadeBefore(const Binding &kind, const Site &where, const ast::Node *loop) {
  Binding result = kind;
  if (kind.tag == Tag::Array && kind.object >= 0 && frame->objects[kind.object].loop == loop) {
    Site joined = where;
    llvm::raw_string_ostream(joined.name) << ' ' << kind.type;
    if (knowledge.references.count(joined))
      demandReference(kind.object);
    ObjectId id = frame->newObject(joined, kind.tensorType());
    frame->objects[id].sources.push_back(kind.object);
    result.object = id;
    result.path.clear();
  }
  for (auto [i, item] : llvm::enumerate(result.items)) {
    Site inner = where;
    if (kind.tag != Tag::Either)
      inner.name += "." + std::to_string(i);
    item = asMadeBefore(item, inner, loop);
  }
  return result;
}

void Importer::noteSources(const Binding &joined, const Binding &source) {
  std::vector<Binding> to, from;
  walk(joined, [&](const Binding &b) { if (b.tag == Tag::Array && b.object >= 0) to.push_back(b); });
  walk(source, [&](const Binding &b) { if (b.tag == Tag::Array && b.object >= 0) from.push_back(b); });
  for (const Binding &t : to)
    for (const Binding &f : from) {
      auto &sources = frame->objects[t.object].sources;
      if (t.object != f.object && t.type == f.type && t.path.empty() && !llvm::is_contained(sources, f.object))
        sources.push_back(f.object);
    }
}
