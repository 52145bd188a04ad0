// Dicts and sets. A dict display with constant keys is static (its items are known one by one, of any kinds); one that is
// written through another name, or with a key that is known at run time only, is a !py.dict (Tag::Map) from the start,
// by the same restart as lists (ImportLists.cpp). Sets are dicts of their items, printed and gone through in CPython's
// order of numbers.
#include "frontend/Frame.h"
#include "ir/Types.h"

using namespace mlir;
using namespace np2gpu;

static bool isMap(const Binding &b) { return b.tag == Tag::Map || b.tag == Tag::MapSet; }

static int keyIndex(const Binding &dict, Attribute key) {
  for (auto [i, own] : llvm::enumerate(dict.keys)) {
    auto a = dyn_cast<IntegerAttr>(own), b = dyn_cast_or_null<IntegerAttr>(key);
    if (own == key || (a && b && a.getInt() == b.getInt()))
      return i;
  }
  return -1;
}

//===--- Displays -------------------------------------------------------------------------------------------------===//

// A key that a static dict may have: an int or a str that is known.
static Attribute staticKey(const Binding &key) {
  return key.tag == Tag::Str || key.tag == Tag::Int ? key.constant : Attribute();
}

Binding Importer::dictOf(ArrayRef<std::pair<Binding, Binding>> pairs, const ast::Node *at) {
  Site where{at, "dict", unrollCopy};
  bool isStatic = !knowledge.growingLists.count(where) && llvm::all_of(pairs, [](auto &pair) { return bool(staticKey(pair.first)); });
  if (!isStatic) {
    Binding map = newMap(Tag::Map, pairs, at);
    for (auto &[key, value] : pairs)
      mapStore(map, key, value, at);
    return map;
  }
  Binding dict;
  dict.tag = Tag::Dict;
  dict.node = at;
  dict.object = unrollCopy;
  for (auto &[key, value] : pairs) {
    Binding item = named(value, site(at, "item " + std::to_string(dict.items.size())));
    int found = keyIndex(dict, staticKey(key));
    if (found >= 0)
      dict.items[found] = item;
    else
      dict.keys.push_back(staticKey(key)), dict.items.push_back(item);
  }
  return dict;
}

Binding Importer::dictDisplay(const ast::Dict *expr) {
  std::vector<std::pair<Binding, Binding>> pairs;
  for (auto [keyExpr, valueExpr] : llvm::zip(expr->keys, expr->values)) {
    if (keyExpr) {
      Binding key = expression(keyExpr);
      pairs.push_back({key, expression(valueExpr)});
      continue;
    }
    Binding other = expression(valueExpr);
    if (other.tag != Tag::Dict)
      unsupported(expr, "'**' of this value", "call update() with it");
    for (auto [key, item] : llvm::zip(*staticItems(other), other.items))
      pairs.push_back({key, item});
  }
  return dictOf(pairs, expr);
}

// An empty !py.dict whose kinds hold these pairs and what was stored in it in earlier rounds.
Binding Importer::newMap(Tag tag, ArrayRef<std::pair<Binding, Binding>> pairs, const ast::Node *at) {
  Binding result;
  result.tag = tag;
  result.node = at;
  result.object = unrollCopy;
  Site where = siteOfContainer(result);
  knowledge.growingLists.insert(where);
  std::vector<Binding> keys, values;
  if (auto known = knowledge.listElements.find(where); known != knowledge.listElements.end()) {
    keys.push_back(known->second.items[0]);
    values.push_back(known->second.items[1]);
  }
  for (auto &[key, value] : pairs) {
    keys.push_back(withoutValues(key));
    values.push_back(isolated(value, at));
  }
  Type key = builder.getIndexType(), element = builder.getI1Type(); // of one that stays empty
  if (!keys.empty()) {
    Binding kind = tuple({joinKinds(keys, site(at, "key")), joinKinds(values, site(at, "element"))});
    dropConstants(kind);
    result.element = std::make_shared<Binding>(withoutValues(kind));
    key = elementType(kind.items[0]), element = elementType(kind.items[1]);
    if (kind.items[0].tag == Tag::Either || kind.items[0].isArray() || kind.items[0].tag == Tag::List || kind.items[0].tag == Tag::None)
      unsupported(at, "a dict or a set whose keys have several types", "use keys of one type");
  }
  result.type = py::DictType::get(&context, key, element);
  result.value = createOp(OperationName(py::DictOp::getOperationName(), &context), at, {}, result.type)->getResult(0);
  return result;
}

Binding Importer::growingDict(const Binding &dict, const ast::Node *at) {
  if (isMap(dict))
    return dict;
  if (!dict.node)
    unsupported(at, "a change of this dict", "make it with a display {...} or dict(...) first");
  knowledge.growingLists.insert(siteOfContainer(dict));
  throw Restart();
}

//===--- Reading and writing --------------------------------------------------------------------------------------===//

// A key in the type that the dict's keys have; nothing if no key can be equal to it.
std::optional<Value> Importer::mapKey(const Binding &map, const Binding &key, const ast::Node *at) {
  const Binding &kind = map.element->items[0];
  Binding own = key;
  if (own.tag == Tag::Scalar && kind.isPythonNumber())
    own = makeItem({{"a", own}}, at);
  if (own.isPythonNumber() && kind.tag == Tag::Scalar)
    own = ofValue(scalarOf(own, kind.type, at));
  if (own.isPythonNumber() && kind.isPythonNumber() && own.tag < kind.tag)
    own = widen(own, kind.tag, at);
  if (!canConvert(own, kind))
    return std::nullopt;
  return toElement(own, kind, at);
}

void Importer::mapStore(const Binding &map, const Binding &key, const Binding &given, const ast::Node *at) {
  if (key.isArray() || key.tag == Tag::List || key.tag == Tag::StaticList || key.tag == Tag::Dict || isMap(key))
    raise("TypeError", "unhashable type: '" + typeName(key) + "'", at);
  Binding value = isolated(given, at);
  if (!map.element || !mapKey(map, key, at) || !canConvert(value, map.element->items[1])) {
    std::vector<Binding> keys{key}, values{value};
    if (map.element) {
      keys.push_back(map.element->items[0]);
      values.push_back(map.element->items[1]);
      if (mapKey(map, key, at))
        keys.erase(keys.begin());
    }
    if (!map.node)
      unsupported(at, "a dict whose items change their type", "use one type for its keys and one for its values");
    Binding kind = tuple({joinKinds(keys, site(map.node, "key")), joinKinds(values, site(map.node, "element"))});
    dropConstants(kind);
    learnElements(map, kind, at);
  }
  createOp(OperationName(py::DictSetOp::getOperationName(), &context), at,
           {map.value, *mapKey(map, key, at), toElement(value, map.element->items[1], at)}, {});
}

Binding Importer::mapHas(const Binding &map, const Binding &key, const ast::Node *at) {
  std::optional<Value> own = map.element ? mapKey(map, key, at) : std::nullopt;
  if (!own)
    return constantBool(false, at);
  return ofValue(createOp(OperationName(py::DictHasOp::getOperationName(), &context), at, {map.value, *own}, builder.getI1Type())->getResult(0));
}

// d[key], d.pop(key).
Binding Importer::mapGet(const Binding &map, const Binding &key, StringRef op, const ast::Node *at) {
  std::optional<Value> own = map.element ? mapKey(map, key, at) : std::nullopt;
  if (!own)
    raise("KeyError", text(key, true, at), at);
  const Binding &kind = map.element->items[1];
  return fromElement(createOp(OperationName(op, &context), at, {map.value, *own}, elementType(kind))->getResult(0), kind, at);
}

Binding Importer::dictItem(const Binding &dict, const Binding &key, const ast::Node *at) {
  if (isMap(dict))
    return mapGet(dict, key, py::DictGetOp::getOperationName(), at);
  if (!staticKey(key)) {
    if (key.parameter >= 0 && frame->specialization)
      demandConstant(key, at, "a dict's key");
    return dictItem(growingDict(dict, at), key, at);
  }
  int found = keyIndex(dict, staticKey(key));
  if (found < 0)
    raise("KeyError", text(key, true, at), at);
  return dict.items[found];
}

// May something beside this name show the dict?
bool Importer::isShared(const Binding &dict, const std::string &key) {
  for (Frame *each = frame; each; each = each->caller)
    for (auto &[name, slot] : each->state.names) {
      bool shows = false;
      walk(slot.kind, [&](const Binding &b) { shows |= b.tag == Tag::Dict && b.node == dict.node; });
      if (shows && (each != frame || name != key))
        return true;
    }
  return false;
}

// A static dict under a name that is the only one: the name gets the dict with the new item.
void Importer::storeDictItem(const ast::Subscript *target, const Binding &dict, const Binding &key, const Binding &value) {
  auto *name = llvm::dyn_cast<ast::Name>(target->value);
  if (isMap(dict) || !name || !staticKey(key) || isShared(dict, frame->keyOf(name->id)))
    return mapStore(growingDict(dict, target), key, value, target);
  Binding changed = dict;
  int found = keyIndex(dict, staticKey(key));
  Binding item = named(value, site(target, "dict item"));
  if (found >= 0)
    changed.items[found] = item;
  else
    changed.keys.push_back(staticKey(key)), changed.items.push_back(item);
  bind(name->id, changed, target);
}

//===--- Views and methods ----------------------------------------------------------------------------------------===//

// What a loop goes through: the keys of a dict and the items of a set as a list; everything else as it is.
Binding Importer::iterated(const Binding &value, const ast::Node *at) {
  if (!isMap(value))
    return value;
  return mapList(value, value.tag == Tag::MapSet ? py::SetItemsOp::getOperationName() : py::DictKeysOp::getOperationName(), at);
}

Binding Importer::mapList(const Binding &map, StringRef op, const ast::Node *at) {
  if (!map.element)
    return dynamicList({}, Binding(), at);
  const Binding &kind = map.element->items[op == py::DictValuesOp::getOperationName()];
  Binding list;
  list.tag = Tag::List;
  list.node = at;
  list.keys = {builder.getI64IntegerAttr(unrollCopy)};
  list.element = std::make_shared<Binding>(kind);
  list.type = py::ListType::get(&context, elementType(kind));
  list.value = createOp(OperationName(op, &context), at, map.value, list.type)->getResult(0);
  return list;
}

Binding Importer::dictView(const Binding &dict, StringRef which, const ast::Node *at) {
  Binding view, items;
  view.tag = Tag::Lazy;
  view.name = ("dict_" + which).str();
  if (isMap(dict)) {
    auto keys = [&] { return mapList(dict, py::DictKeysOp::getOperationName(), at); };
    auto values = [&] { return mapList(dict, py::DictValuesOp::getOperationName(), at); };
    items = which == "keys" ? keys() : values();
    if (which == "items") {
      items = Binding();
      items.tag = Tag::Lazy;
      items.name = "zip";
      items.items = {keys(), values()};
    }
  } else {
    std::vector<Binding> keys = *staticItems(dict);
    for (auto [key, item] : llvm::zip(keys, dict.items))
      items.items.push_back(which == "keys" ? key : which == "values" ? item : tuple({key, item}));
    items.tag = Tag::Tuple;
  }
  view.items = {items};
  return view;
}

Binding Importer::dictMethod(const Binding &dict, StringRef method, Arguments &arguments) {
  const ast::Node *at = arguments.at;
  auto &args = arguments.positional;
  if (method == "keys" || method == "values" || method == "items")
    return dictView(dict, method, at);
  if (method == "get" || method == "pop" || method == "setdefault") {
    if (args.empty())
      raise("TypeError", method + " expected at least 1 argument, got 0", at);
    if (!isMap(dict) && method == "get") {
      if (!staticKey(args[0]) && args[0].parameter >= 0 && frame->specialization)
        demandConstant(args[0], at, "a dict's key");
      if (staticKey(args[0])) {
        int found = keyIndex(dict, staticKey(args[0]));
        return found >= 0 ? dict.items[found] : args.size() > 1 ? args[1] : none();
      }
    }
    Binding map = growingDict(dict, at);
    bool isPop = method == "pop";
    StringRef op = isPop ? py::DictPopOp::getOperationName() : py::DictGetOp::getOperationName();
    if (isPop && args.size() == 1)
      return mapGet(map, args[0], op, at);
    Binding fallback = named(args.size() > 1 ? args[1] : none(), site(at, "default"));
    Binding has = mapHas(map, args[0], at);
    auto otherwise = [&] {
      if (method == "setdefault")
        mapStore(map, args[0], fallback, at);
      return method == "setdefault" ? mapGet(map, args[0], op, at) : fallback;
    };
    if (method == "setdefault" && !map.element)
      otherwise(); // learns the kinds
    if (staticBool(has))
      return otherwise();
    return branch(has.value, at, [&] { return mapGet(map, args[0], op, at); }, otherwise);
  }
  if (method == "copy") {
    if (!isMap(dict)) { // a new dict with the same items
      std::vector<std::pair<Binding, Binding>> pairs;
      for (auto [key, item] : llvm::zip(*staticItems(dict), dict.items))
        pairs.push_back({key, item});
      return dictOf(pairs, at);
    }
    Binding result = dict;
    result.node = at;
    result.object = unrollCopy;
    result.value = createOp(OperationName(py::DictCopyOp::getOperationName(), &context), at, dict.value, dict.type)->getResult(0);
    return result;
  }
  if (method == "clear") {
    createOp(OperationName(py::DictClearOp::getOperationName(), &context), at, growingDict(dict, at).value, {});
    return none();
  }
  if (method == "update") {
    Binding map = growingDict(dict, at);
    for (const Binding &more : args)
      eachPair(more, at, [&](const Binding &key, const Binding &value) { mapStore(map, key, value, at); });
    for (const Keyword &keyword : arguments.keywords)
      mapStore(map, constantStr(keyword.name, at), keyword.value, at);
    return none();
  }
  if (method == "popitem" || method == "fromkeys")
    unsupported(at, "the dict method '" + method + "'", "use pop() with a key, or a dict comprehension");
  raise("AttributeError", "'dict' object has no attribute '" + method + "'", at);
}

// The pairs of a dict or of a sequence of pairs, one after the other.
void Importer::eachPair(const Binding &value, const ast::Node *at, llvm::function_ref<void(const Binding &, const Binding &)> visit) {
  Binding pairs = value.tag == Tag::Dict || value.tag == Tag::Map ? dictView(value, "items", at) : value;
  if (std::optional<std::vector<Binding>> known = staticItems(pairs)) {
    for (const Binding &pair : *known) {
      std::optional<std::vector<Binding>> two = staticItems(pair);
      if (!two || two->size() != 2)
        raise("TypeError", "cannot convert dictionary update sequence element #0 to a sequence", at);
      visit((*two)[0], (*two)[1]);
    }
    return;
  }
  eachItem(pairs, at, [&](const Binding &pair) {
    std::optional<std::vector<Binding>> two = staticItems(pair);
    if (two)
      visit((*two)[0], (*two)[1]);
    else
      visit(itemAt(pair, constantIndex(0, at), at), itemAt(pair, constantIndex(1, at), at));
  });
}

// A loop over a sequence, inside of an expression.
void Importer::eachItem(const Binding &iterable, const ast::Node *at, llvm::function_ref<void(const Binding &)> visit) {
  Binding sequence = iterated(iterable, at);
  if (std::optional<std::vector<Binding>> known = staticItems(sequence)) {
    for (const Binding &item : *known)
      visit(item);
    return;
  }
  unsigned outer = std::exchange(unrollCopy, unrollCopy + (1u << 17)); // inside of another loop of this place, perhaps
  std::string over = "over@" + std::to_string(uintptr_t(at)) + "." + std::to_string(unrollCopy);
  frame->store(over, named(sequence, site(at, "iterable")), at);
  Value length = lengthOf(sequence, at).value;
  indexLoop(at, constantIndex(0, at), length, constantIndex(1, at), {}, [&](Value index) {
    visit(itemAt(frame->load(*frame->slot(over), at), index, at));
  });
  unrollCopy = outer;
  frame->state.names.erase(over);
}

// dict(), dict(pairs), dict(other), dict(name=value).
Binding Importer::callDict(Arguments &arguments) {
  const ast::Node *at = arguments.at;
  std::vector<std::pair<Binding, Binding>> pairs;
  std::optional<std::vector<Binding>> known = std::vector<Binding>{};
  if (!arguments.positional.empty()) {
    const Binding &from = arguments.positional[0];
    known = staticItems(from.tag == Tag::Dict ? dictView(from, "items", at) : from);
  }
  if (known) {
    if (!arguments.positional.empty())
      eachPair(arguments.positional[0], at, [&](const Binding &key, const Binding &value) { pairs.push_back({key, value}); });
    for (const Keyword &keyword : arguments.keywords)
      pairs.push_back({constantStr(keyword.name, at), keyword.value});
    return dictOf(pairs, at);
  }
  Binding map = newMap(Tag::Map, {}, at);
  Arguments all = arguments;
  dictMethod(map, "update", all);
  return map;
}

//===--- Sets -----------------------------------------------------------------------------------------------------===//

Binding Importer::setOf(ArrayRef<Binding> items, const ast::Node *at) {
  std::vector<std::pair<Binding, Binding>> pairs;
  for (const Binding &item : items)
    pairs.push_back({item, constantBool(true, at)});
  Binding set = newMap(Tag::MapSet, pairs, at);
  for (const Binding &item : items)
    setAdd(set, item, at);
  return set;
}

void Importer::setAdd(const Binding &set, const Binding &item, const ast::Node *at) { mapStore(set, item, constantBool(true, at), at); }

Binding Importer::callSet(Arguments &arguments) {
  const ast::Node *at = arguments.at;
  if (arguments.positional.empty())
    return setOf({}, at);
  return asSet(arguments.positional[0], at, true);
}

// A set of what is iterable; a new one where asked for.
Binding Importer::asSet(const Binding &value, const ast::Node *at, bool fresh) {
  if (value.tag == Tag::MapSet && !fresh)
    return value;
  if (std::optional<std::vector<Binding>> known = staticItems(value))
    return setOf(*known, at);
  std::string key = "set@" + std::to_string(uintptr_t(at));
  frame->store(key, newMap(Tag::MapSet, {}, at), at);
  eachItem(value, at, [&](const Binding &item) { setAdd(frame->load(*frame->slot(key), at), item, at); });
  Binding set = frame->load(*frame->slot(key), at);
  frame->state.names.erase(key);
  return set;
}

// s | t, s & t, s - t, s ^ t: new sets; the comparisons of subsets.
Binding Importer::setBinary(ast::Operator op, const Binding &left, const Binding &right, const ast::Node *at) {
  using ast::Operator;
  if (!left.element || !right.element) {
    bool keeps = op == Operator::BitOr || op == Operator::BitXor || (op == Operator::Sub && left.element);
    return keeps ? asSet(left.element ? left : right, at, true) : setOf({}, at);
  }
  if (left.type != right.type)
    unsupported(at, "an operator on sets of unlike items", "use one type for their items");
  auto emit = [&](StringRef name, const Binding &x, const Binding &y) {
    Binding result = x;
    result.node = at;
    result.object = unrollCopy;
    SmallVector<Value> operands{x.value};
    if (&y != &x)
      operands.push_back(y.value);
    result.value = createOp(OperationName(name, &context), at, operands, x.type)->getResult(0);
    return result;
  };
  StringRef minus = py::SetDifferenceOp::getOperationName(), copy = py::DictCopyOp::getOperationName();
  if (op == Operator::BitAnd)
    return emit(py::SetIntersectionOp::getOperationName(), left, right);
  if (op == Operator::Sub)
    return emit(minus, left, right);
  Binding result = op == Operator::BitOr ? emit(copy, left, left) : emit(minus, left, right);
  Binding more = op == Operator::BitOr ? right : emit(minus, right, left);
  createOp(OperationName(py::DictUpdateOp::getOperationName(), &context), at, {result.value, more.value}, {});
  return result;
}

Binding Importer::setCompare(ast::CmpOperator op, const Binding &left, const Binding &right, const ast::Node *at) {
  using ast::CmpOperator;
  bool isEquality = op == CmpOperator::Eq || op == CmpOperator::NotEq;
  if (left.tag != right.tag || left.type != right.type || (!isEquality && left.tag != Tag::MapSet)) {
    if (isEquality) { // of one type only if both are empty
      auto size = [&](const Binding &b) { return compare(CmpOperator::Eq, lengthOf(b, at), constantInt(0, at), at); };
      bool possible = left.tag == right.tag && (!left.element || !right.element);
      Binding same = possible ? ofValue(createOp(rows.python("&")->op, at, {size(left).value, size(right).value}, builder.getI1Type())->getResult(0)) : constantBool(false, at);
      return invertIf(op == CmpOperator::NotEq, same, at);
    }
    static const StringRef symbols[] = {"==", "!=", "<", "<=", ">", ">="};
    raise("TypeError", "'" + symbols[int(op)] + "' not supported between instances of '" + typeName(left) + "' and '" + typeName(right) + "'", at);
  }
  auto test = [&](StringRef name, const Binding &x, const Binding &y) {
    return ofValue(createOp(OperationName(name, &context), at, {x.value, y.value}, builder.getI1Type())->getResult(0));
  };
  if (isEquality)
    return invertIf(op == CmpOperator::NotEq, test(py::DictEqOp::getOperationName(), left, right), at);
  bool swapped = op == CmpOperator::Gt || op == CmpOperator::GtE;
  Binding subset = test(py::SetSubsetOp::getOperationName(), swapped ? right : left, swapped ? left : right);
  if (op == CmpOperator::LtE || op == CmpOperator::GtE)
    return subset;
  Binding same = test(py::DictEqOp::getOperationName(), left, right);
  return ofValue(createOp(rows.python("&")->op, at, {subset.value, invertIf(true, same, at).value}, builder.getI1Type())->getResult(0));
}

Binding Importer::setMethod(const Binding &set, StringRef method, Arguments &arguments) {
  using ast::Operator;
  const ast::Node *at = arguments.at;
  auto &args = arguments.positional;
  static const std::map<StringRef, Operator> operators = {{"union", Operator::BitOr}, {"intersection", Operator::BitAnd},
      {"difference", Operator::Sub}, {"symmetric_difference", Operator::BitXor}};
  if (auto found = operators.find(method); found != operators.end()) {
    Binding result = set;
    for (const Binding &other : args)
      result = setBinary(found->second, result, asSet(other, at, false), at);
    return args.empty() ? asSet(set, at, true) : result;
  }
  if (method == "add" && args.size() == 1)
    return setAdd(set, args[0], at), none();
  if (method == "update") {
    for (const Binding &other : args)
      eachItem(other, at, [&](const Binding &item) { setAdd(set, item, at); });
    return none();
  }
  if (method == "copy")
    return asSet(set, at, true);
  if (method == "issubset" || method == "issuperset")
    return setCompare(method == "issubset" ? ast::CmpOperator::LtE : ast::CmpOperator::GtE, set, asSet(args.at(0), at, false), at);
  if (method == "isdisjoint")
    return compare(ast::CmpOperator::Eq, lengthOf(setBinary(Operator::BitAnd, set, asSet(args.at(0), at, false), at), at), constantInt(0, at), at);
  if (method == "remove")
    return mapGet(set, args.at(0), py::DictPopOp::getOperationName(), at), none();
  if (method == "discard") {
    Binding has = mapHas(set, args.at(0), at);
    if (!staticBool(has))
      branch(has.value, at, [&] { return mapGet(set, args[0], py::DictPopOp::getOperationName(), at); }, [&] { return constantBool(false, at); });
    return none();
  }
  if (method == "clear")
    return createOp(OperationName(py::DictClearOp::getOperationName(), &context), at, set.value, {}), none();
  raise("AttributeError", "'set' object has no attribute '" + method + "'", at);
}
