// Lists and tuples. A list display is static (its items are known one by one) until its site is known to be written;
// then it is a !py.list from the start. An element that is more than one value is a builtin tuple of them.
#include "frontend/Frame.h"
#include "ir/Types.h"

using namespace mlir;
using namespace np2gpu;

//===--- Elements -------------------------------------------------------------------------------------------------===//

bool np2gpu::hasParts(const Binding &element) {
  return element.tag == Tag::Tuple || element.tag == Tag::StaticList || element.tag == Tag::Either || element.tag == Tag::None ||
         element.tag == Tag::Dict || (element.tag == Tag::List && element.element && hasParts(*element.element));
}

Type Importer::elementType(const Binding &kind) {
  SmallVector<Type> types;
  valueTypes(kind, builder, types);
  return types.size() == 1 ? types[0] : Type(TupleType::get(&context, types));
}

Value Importer::toElement(const Binding &value, const Binding &kind, const ast::Node *at) {
  SmallVector<Value> values;
  SmallVector<Type> types;
  flatten(convert(value, kind, at), values);
  valueTypes(kind, builder, types);
  for (auto [v, type] : llvm::zip_equal(values, types))
    if (!v)
      v = create<py::UndefinedOp>(at, type);
  if (values.size() == 1)
    return values[0];
  return create<py::MakeTupleOp>(at, TupleType::get(&context, types), values);
}

Binding Importer::fromElement(Value value, const Binding &kind, const ast::Node *at) {
  SmallVector<Type> types;
  valueTypes(kind, builder, types);
  if (types.size() == 1)
    return withValues(kind, value);
  SmallVector<Value> values;
  for (auto [i, type] : llvm::enumerate(types))
    values.push_back(create<py::TupleGetOp>(at, type, value, i));
  return withValues(kind, values);
}

Binding Importer::isolated(const Binding &value, const ast::Node *at) {
  if (value.isArray())
    return reference(value, site(at, "element"), at);
  Binding result = value;
  if (result.tag == Tag::StaticList)
    return growing(result, at);
  for (auto [i, item] : llvm::enumerate(result.items))
    item = isolated(item, at);
  return result;
}

//===--- Displays -------------------------------------------------------------------------------------------------===//

Binding Importer::listDisplay(ArrayRef<Binding> items, const ast::Node *at) {
  if (knowledge.growingLists.count(site(at))) {
    Binding element;
    if (auto known = knowledge.listElements.find(site(at)); known != knowledge.listElements.end())
      element = known->second;
    return dynamicList(items, element, at);
  }
  Binding result;
  result.tag = Tag::StaticList;
  result.node = at;
  for (auto [i, item] : llvm::enumerate(items))
    result.items.push_back(named(item, site(at, "item " + std::to_string(i))));
  result.keys.push_back(builder.getI64IntegerAttr(unrollCopy)); // with `node`: its site
  return result;
}

Binding Importer::dynamicList(ArrayRef<Binding> items, const Binding &element, const ast::Node *at) {
  std::vector<Binding> kinds, values;
  if (element.tag != Tag::Unbound)
    kinds.push_back(element);
  for (const Binding &item : items) {
    values.push_back(isolated(item, at));
    kinds.push_back(values.back());
  }
  Binding result;
  result.tag = Tag::List;
  result.node = at;
  result.keys.push_back(builder.getI64IntegerAttr(unrollCopy));
  Type type = builder.getIndexType(); // of a list that stays empty
  if (!kinds.empty()) {
    Binding joined = joinKinds(kinds, site(at, "element"));
    walk(joined, [&](const Binding &b) { if (b.tag == Tag::Array) unsupported(at, "a list of these arrays"); });
    result.element = std::make_shared<Binding>(withoutValues(joined));
    type = elementType(joined);
  }
  SmallVector<Value> elements;
  for (const Binding &value : values)
    elements.push_back(toElement(value, *result.element, at));
  result.type = py::ListType::get(&context, type);
  result.value = createOp(OperationName(py::ListOp::getOperationName(), &context), at, elements, result.type)->getResult(0);
  return result;
}

static Site siteOfList(const Binding &list) {
  unsigned copy = list.keys.empty() ? 0 : unsigned(cast<IntegerAttr>(list.keys[0]).getInt());
  return Site{list.node, "", copy};
}

// A static list that is written after all: everything is imported again with a list that grows.
Binding Importer::growing(const Binding &list, const ast::Node *at) {
  if (list.tag == Tag::List)
    return list;
  if (!list.node)
    unsupported(at, "a change of this list", "make it with list(...) or [...] first");
  knowledge.growingLists.insert(siteOfList(list));
  throw Restart();
}

Binding Importer::unchanging(const Binding &list, const ast::Node *at) {
  if (list.tag == Tag::List)
    return list;
  Binding fresh = dynamicList(list.items, Binding(), at);
  return fresh;
}

// The list's elements must be able to be this value: else its site learns it and all is imported again.
void Importer::growElement(const Binding &list, const Binding &value, const ast::Node *at) {
  if (list.element && canConvert(value, *list.element))
    return;
  if (!list.node)
    unsupported(at, "a list whose elements change their type", "use one type for its elements");
  std::vector<Binding> kinds{value};
  if (list.element)
    kinds.push_back(*list.element);
  Binding joined = joinKinds(kinds, site(list.node, "element"));
  Site where = siteOfList(list);
  knowledge.listElements[where] = withoutValues(joined);
  knowledge.growingLists.insert(where);
  throw Restart();
}

//===--- Methods, subscripts --------------------------------------------------------------------------------------===//

Binding Importer::listMethod(const Binding &given, StringRef method, Arguments &arguments) {
  const ast::Node *at = arguments.at;
  const Row *row = rows.python(("list." + method).str());
  auto &args = arguments.positional;
  bool reads = method == "index" || method == "count" || method == "copy";
  if (method == "copy")
    return listSubscript(given, callSliceAll(), at);
  if (!row)
    missingAttribute(given, method, at);
  Binding list = reads ? unchanging(given, at) : growing(given, at);
  SmallVector<Value> operands{list.value};
  SmallVector<Type> types;
  if (row->rule == Rule::of_element) { // pop([i])
    if (!list.element)
      raise("IndexError", "pop from empty list", at);
    operands.push_back(args.empty() ? constantIndex(-1, at) : asIndex(args[0], at));
    Value element = createOp(row->op, at, operands, elementType(*list.element))->getResult(0);
    return fromElement(element, *list.element, at);
  }
  for (auto [i, value] : llvm::enumerate(args)) {
    bool isElement = method != "extend" && (method != "insert" || i == 1);
    if (!isElement && method == "insert") {
      operands.push_back(asIndex(value, at));
    } else if (!isElement) { // extend
      Binding more = value;
      if (std::optional<std::vector<Binding>> items = staticItems(value)) {
        for (const Binding &item : *items) {
          Arguments one;
          one.positional = {item};
          one.at = at;
          listMethod(list, "append", one);
        }
        return none();
      }
      if (more.tag != Tag::List) {
        more = listOf(more, at);
      }
      if (more.element)
        growElement(list, *more.element, at);
      if (more.type != list.type) {
        if (!more.element)
          return none();
        unsupported(at, "extend with a list of another element type", "append its items in a loop");
      }
      operands.push_back(more.value);
    } else {
      Binding element = isolated(value, at);
      growElement(list, element, at);
      operands.push_back(toElement(element, *list.element, at));
    }
  }
  if (row->rule == Rule::of_int)
    types.push_back(builder.getIndexType());
  Operation *op = createOp(row->op, at, operands, types);
  if (method == "sort")
    for (const Keyword &k : arguments.keywords) {
      if (k.name != "reverse")
        unsupported(at, "the key of sort()", "sort tuples whose first item is the key");
      if (cast<BoolAttr>(demandConstant(k.value, at, "reverse")).getValue())
        op->setAttr("reverse", builder.getUnitAttr());
    }
  return types.empty() ? none() : ofValue(op->getResult(0));
}

Binding Importer::callSliceAll() {
  Binding slice;
  slice.tag = Tag::Slice;
  slice.items = {none(), none(), none()};
  return slice;
}

Binding Importer::listSubscript(const Binding &given, const Binding &index, const ast::Node *at) {
  if (index.tag == Tag::Slice) {
    if (given.tag != Tag::List) {
      // A static slice of static items.
      std::vector<std::optional<int64_t>> parts;
      bool isStatic = true;
      for (const Binding &part : index.items) {
        parts.push_back(part.tag == Tag::None ? std::nullopt : staticInt(part));
        isStatic &= part.tag == Tag::None || parts.back();
      }
      if (isStatic) {
        int64_t n = given.items.size(), step = parts[2].value_or(1);
        if (step == 0)
          raise("ValueError", "slice step cannot be zero", at);
        auto clamp = [&](int64_t i) { return std::clamp<int64_t>(i < 0 ? i + n : i, step < 0 ? -1 : 0, step < 0 ? n - 1 : n); };
        int64_t start = parts[0] ? clamp(*parts[0]) : step < 0 ? n - 1 : 0, stop = parts[1] ? clamp(*parts[1]) : step < 0 ? -1 : n;
        std::vector<Binding> items;
        for (int64_t i = start; step > 0 ? i < stop : i > stop; i += step)
          items.push_back(given.items[i]);
        return given.tag == Tag::Tuple ? tuple(items) : listDisplay(items, at);
      }
    }
    if (given.tag == Tag::Tuple)
      unsupported(at, "a slice of a tuple with bounds that are not constants", "use a list");
    Binding list = unchanging(given, at);
    Value length = lengthOf(list, at).value;
    auto part = [&](int i) { return index.items[i].tag == Tag::None ? Value() : asIndex(index.items[i], at); };
    Value step = part(2) ? part(2) : constantIndex(1, at);
    auto bounds = create<np::SliceBoundsOp>(at, builder.getIndexType(), builder.getIndexType(), length, part(0), part(1), step);
    Binding result = list;
    result.node = at;
    result.value = createOp(OperationName(py::ListSliceOp::getOperationName(), &context), at, {list.value, bounds.getFirst(), bounds.getCount(), step}, list.type)->getResult(0);
    return result;
  }
  if (given.tag != Tag::List)
    if (std::optional<int64_t> known = staticInt(index)) {
      int64_t n = given.items.size(), i = *known < 0 ? *known + n : *known;
      if (i < 0 || i >= n)
        raise("IndexError", (given.tag == Tag::Tuple ? "tuple" : "list") + Twine(" index out of range"), at);
      return given.items[i];
    }
  if (index.tag != Tag::Int && index.tag != Tag::Bool && !index.isNumPy())
    raise("TypeError", (given.tag == Tag::Tuple ? "tuple" : "list") + Twine(" indices must be integers or slices, not ") + typeName(index), at);
  if (given.tag != Tag::List && given.items.empty())
    raise("IndexError", (given.tag == Tag::Tuple ? "tuple" : "list") + Twine(" index out of range"), at);
  if (given.tag != Tag::List && llvm::any_of(given.items, [](const Binding &b) { return b.isArray() || b.tag == Tag::Function; })) {
    // Items of several kinds: chosen by comparing the index.
    Value length = constantIndex(given.items.size(), at);
    Value wrapped = create<np::WrapIndexOp>(at, builder.getIndexType(), asIndex(index, at), length, builder.getI64IntegerAttr(-1), UnitAttr());
    std::function<Binding(size_t)> from = [&](size_t i) -> Binding {
      if (i + 1 == given.items.size())
        return given.items[i];
      return branch(is(wrapped, i, at), at, [&] { return given.items[i]; }, [&] { return from(i + 1); });
    };
    return from(0);
  }
  Binding list = unchanging(given, at);
  if (!list.element)
    raise("IndexError", "list index out of range", at);
  Value element = createOp(OperationName(py::ListGetOp::getOperationName(), &context), at, {list.value, asIndex(index, at)}, elementType(*list.element))->getResult(0);
  return fromElement(element, *list.element, at);
}

void Importer::listStore(const Binding &given, const Binding &index, const Binding &value, const ast::Node *at) {
  if (given.tag == Tag::Tuple)
    raise("TypeError", "'tuple' object does not support item assignment", at);
  Binding list = growing(given, at);
  if (index.tag == Tag::Slice)
    unsupported(at, "assignment to a slice of a list", "assign its elements one by one, or use an array");
  Binding element = isolated(value, at);
  growElement(list, element, at);
  createOp(OperationName(py::ListSetOp::getOperationName(), &context), at, {list.value, asIndex(index, at), toElement(element, *list.element, at)}, {});
}

//===--- Iteration ------------------------------------------------------------------------------------------------===//

// Items may be equal, and their order is that of Python's hashes.
void Importer::checkSet(const Binding &set, const ast::Node *at) {
  if (set.items.size() > 1)
    unsupported(at, "a set, other than behind 'in'", "use a list, or np.unique of an array");
}

std::optional<std::vector<Binding>> Importer::staticItems(const Binding &iterable) {
  switch (iterable.tag) {
  case Tag::Set:
    checkSet(iterable, nullptr);
    return iterable.items;
  case Tag::Tuple: case Tag::StaticList:
    return iterable.items;
  case Tag::Dict: {
    std::vector<Binding> keys;
    for (Attribute key : iterable.keys)
      keys.push_back(isa<StringAttr>(key) ? constantStr(cast<StringAttr>(key).getValue(), nullptr) : constantInt(cast<IntegerAttr>(key).getInt(), nullptr));
    return keys;
  }
  case Tag::Lazy: {
    if (iterable.name == "map")
      return std::nullopt;
    std::vector<std::vector<Binding>> columns;
    size_t shortest = SIZE_MAX;
    for (const Binding &source : ArrayRef(iterable.items).take_front(iterable.name == "enumerate" ? 1 : iterable.items.size())) {
      std::optional<std::vector<Binding>> items = staticItems(source);
      if (!items)
        return std::nullopt;
      shortest = std::min(shortest, items->size());
      columns.push_back(*items);
    }
    if (columns.empty())
      return std::vector<Binding>{};
    std::vector<Binding> result;
    for (size_t i = 0; i < shortest; ++i) {
      std::vector<Binding> row;
      if (iterable.name == "enumerate")
        row.push_back(binary(ast::Operator::Add, iterable.items[1], constantInt(i, nullptr), nullptr));
      if (iterable.name == "reversed") {
        result.push_back(columns[0][shortest - 1 - i]);
        continue;
      }
      for (auto &column : columns)
        row.push_back(column[i]);
      result.push_back(tuple(row));
    }
    return result;
  }
  default:
    return std::nullopt;
  }
}

Binding Importer::lengthOf(const Binding &value, const ast::Node *at) {
  switch (value.tag) {
  case Tag::Set:
    checkSet(value, at);
    return constantInt(value.items.size(), at);
  case Tag::Tuple: case Tag::StaticList: case Tag::Dict:
    return constantInt(value.items.size(), at);
  case Tag::Str:
    if (std::optional<StringRef> known = staticStr(value))
      if (llvm::all_of(*known, [](char c) { return (c & 0x80) == 0; }))
        return constantInt(known->size(), at);
    return ofValue(create<py::StrLenOp>(at, builder.getIndexType(), ValueRange{value.value}));
  case Tag::List:
    return ofValue(createOp(OperationName(py::ListLenOp::getOperationName(), &context), at, value.value, builder.getIndexType())->getResult(0));
  case Tag::Array: case Tag::Ref:
    if (value.rank() == 0)
      raise("TypeError", "len() of unsized object", at);
    return ofValue(create<np::DimOp>(at, builder.getIndexType(), dimSource(value, at), 0));
  case Tag::Range: {
    SmallVector<Value> bounds{value.items[0].value, value.items[1].value, value.items[2].value};
    return ofValue(create<py::RangeLenOp>(at, builder.getIndexType(), bounds));
  }
  case Tag::Lazy: {
    Binding length;
    for (const Binding &source : ArrayRef(value.items).take_front(value.name == "enumerate" ? 1 : value.items.size())) {
      if (value.name == "map" && &source == &value.items[0])
        continue;
      Binding own = lengthOf(source, at);
      if (length.tag == Tag::Unbound) {
        length = own;
        continue;
      }
      Value shorter = create<py::LtOp>(at, builder.getI1Type(), ValueRange{own.value, length.value});
      length = ofValue(create<py::SelectOp>(at, builder.getIndexType(), ValueRange{shorter, own.value, length.value}));
    }
    return length;
  }
  default:
    raise("TypeError", "'" + typeName(value) + "' object is not iterable", at);
  }
}

Binding Importer::itemAt(const Binding &sequence, Value index, const ast::Node *at) {
  Binding place = ofValue(index);
  switch (sequence.tag) {
  case Tag::Range: {
    Value offset = createOp(rows.python("*")->op, at, {index, sequence.items[2].value}, builder.getIndexType())->getResult(0);
    return ofValue(createOp(rows.python("+")->op, at, {sequence.items[0].value, offset}, builder.getIndexType())->getResult(0));
  }
  case Tag::Array: case Tag::Ref:
    if (sequence.rank() == 0)
      raise("TypeError", "iteration over a 0-d array", at);
    return arrayItem(sequence, place, at);
  case Tag::List: case Tag::Tuple: case Tag::StaticList:
    return listSubscript(sequence, place, at);
  case Tag::Str:
    return ofValue(create<py::StrGetOp>(at, py::StrType::get(&context), ValueRange{sequence.value, index}));
  case Tag::Lazy: {
    if (sequence.name == "reversed") {
      Value last = createOp(rows.python("-")->op, at, {lengthOf(sequence.items[0], at).value, constantIndex(1, at)}, builder.getIndexType())->getResult(0);
      Value mirrored = createOp(rows.python("-")->op, at, {last, index}, builder.getIndexType())->getResult(0);
      return itemAt(sequence.items[0], mirrored, at);
    }
    std::vector<Binding> items;
    if (sequence.name == "enumerate")
      return tuple({binary(ast::Operator::Add, sequence.items[1], place, at), itemAt(sequence.items[0], index, at)});
    for (const Binding &source : sequence.items)
      if (sequence.name != "map" || &source != &sequence.items[0])
        items.push_back(itemAt(source, index, at));
    if (sequence.name != "map")
      return tuple(items);
    Arguments arguments;
    arguments.positional = items;
    arguments.at = at;
    return call(sequence.items[0], arguments);
  }
  default:
    raise("TypeError", "'" + typeName(sequence) + "' object is not iterable", at);
  }
}

Binding Importer::callLen(Arguments &arguments) {
  const Binding &value = arguments.positional.at(0);
  switch (value.tag) {
  case Tag::None: case Tag::Bool: case Tag::Int: case Tag::Wide: case Tag::Float: case Tag::Complex: case Tag::Scalar:
  case Tag::Function: case Tag::Builtin: case Tag::Method: case Tag::Module: case Tag::Slice:
    raise("TypeError", "object of type '" + typeName(value) + "' has no len()", arguments.at);
  default:
    return lengthOf(value, arguments.at);
  }
}

Binding Importer::callIterator(Arguments &arguments) {
  const ast::Node *at = arguments.at;
  Binding result;
  result.tag = Tag::Lazy;
  result.name = calledName;
  for (auto [i, value] : llvm::enumerate(arguments.positional))
    result.items.push_back(named(value, site(at, "source " + std::to_string(i))));
  if (calledName == "enumerate") {
    for (const Keyword &keyword : arguments.keywords)
      if (keyword.name == "start")
        result.items.push_back(keyword.value);
    if (result.items.size() == 1)
      result.items.push_back(constantInt(0, at));
  }
  return result;
}

// list(x) of what is iterable: a new list.
Binding Importer::listOf(const Binding &iterable, const ast::Node *at) {
  if (iterable.tag == Tag::List)
    return listSubscript(iterable, callSliceAll(), at);
  if (std::optional<std::vector<Binding>> items = staticItems(iterable))
    return listDisplay(*items, at);
  return collect(at, iterable, [&](const Binding &item) { return std::optional<Binding>(item); });
}

Binding Importer::callList(Arguments &arguments) {
  return arguments.positional.empty() ? listDisplay({}, arguments.at) : listOf(arguments.positional[0], arguments.at);
}

Binding Importer::callTuple(Arguments &arguments) {
  if (arguments.positional.empty())
    return tuple({});
  if (std::optional<std::vector<Binding>> items = staticItems(arguments.positional[0]))
    return tuple(*items);
  unsupported(arguments.at, "tuple() of a sequence whose length is not known when compiling", "use list()");
}

Binding Importer::callSorted(Arguments &arguments) {
  Binding list = listOf(arguments.positional.at(0), arguments.at);
  list = unchanging(list, arguments.at);
  Arguments rest;
  rest.keywords = arguments.keywords;
  rest.at = arguments.at;
  listMethod(list, "sort", rest);
  return list;
}

//===--- Comprehensions -------------------------------------------------------------------------------------------===//

// A loop that appends what `item` gives to a new list.
Binding Importer::collect(const ast::Node *at, const Binding &iterable, llvm::function_ref<std::optional<Binding>(const Binding &)> item) {
  knowledge.growingLists.insert(site(at));
  std::string key = "list@" + std::to_string(uintptr_t(at)), over = "over@" + std::to_string(uintptr_t(at));
  frame->store(over, named(iterable, site(at, "iterable")), at);
  frame->store(key, listDisplay({}, at), at);
  Value length = lengthOf(iterable, at).value;
  indexLoop(at, constantIndex(0, at), length, constantIndex(1, at), {}, [&](Value index) {
    std::optional<Binding> value = item(itemAt(frame->load(*frame->slot(over), at), index, at));
    if (!value)
      return;
    Arguments one;
    one.positional = {*value};
    one.at = at;
    listMethod(frame->load(*frame->slot(key), at), "append", one);
  });
  Binding result = frame->load(*frame->slot(key), at);
  frame->state.names.erase(key), frame->state.names.erase(over);
  return result;
}

Binding Importer::comprehension(const ast::Expr *element, ArrayRef<ast::Comprehension *> generators, const ast::Node *at) {
  // The targets are the comprehension's own: what the function has under these names comes back afterwards.
  Names targets;
  for (const ast::Comprehension *generator : generators)
    targetNames(generator->target, targets);
  std::map<std::string, std::optional<State::Slot>> saved;
  for (const std::string &name : targets) {
    std::string key = frame->keyOf(name);
    auto found = frame->state.names.find(key);
    saved[key] = found == frame->state.names.end() ? std::nullopt : std::optional(found->second);
    frame->state.names.erase(key);
    if (saved[key]) // keep its cells from being stored into: a copy under another name
      frame->store(key + "@outer" + std::to_string(uintptr_t(at)), frame->load(*saved[key], at), at);
  }
  auto restore = [&] {
    for (auto &[key, slot] : saved) {
      std::string copy = key + "@outer" + std::to_string(uintptr_t(at));
      frame->state.names.erase(key);
      if (slot) {
        frame->store(key, frame->load(*frame->slot(copy), at), at);
        frame->state.names.erase(copy);
      }
    }
  };
  Binding first = named(expression(generators[0]->iter), site(generators[0]->iter));
  std::optional<std::vector<Binding>> items = staticItems(first);
  if (generators.size() == 1 && generators[0]->ifs.empty() && items && items->size() <= 64) {
    std::vector<Binding> results;
    unsigned outer = unrollCopy;
    for (auto [i, item] : llvm::enumerate(*items)) {
      unrollCopy = outer * 64 + i + 1;
      assign(generators[0]->target, item, generators[0]);
      results.push_back(named(expression(element), site(element)));
    }
    unrollCopy = outer;
    Binding result = listDisplay(results, at);
    restore();
    return result;
  }
  knowledge.growingLists.insert(site(at));
  std::string key = "list@" + std::to_string(uintptr_t(at));
  frame->store(key, listDisplay({}, at), at);
  std::function<void(size_t, const Binding &)> nest = [&](size_t depth, const Binding &iterable) {
    const ast::Comprehension *generator = generators[depth];
    auto body = [&](const Binding &item) {
      assign(generator->target, item, generator);
      std::function<void(size_t)> filter = [&](size_t i) {
        if (i < generator->ifs.size()) {
          Binding test = condition(generator->ifs[i]);
          branch(test.value, generator->ifs[i], [&] { return filter(i + 1), none(); }, [&] { return none(); });
        } else if (depth + 1 < generators.size()) {
          nest(depth + 1, named(expression(generators[depth + 1]->iter), site(generators[depth + 1]->iter)));
        } else {
          Arguments one;
          one.positional = {expression(element)};
          one.at = at;
          listMethod(frame->load(*frame->slot(key), at), "append", one);
        }
      };
      filter(0);
    };
    if (std::optional<std::vector<Binding>> known = staticItems(iterable)) {
      unsigned outer = unrollCopy;
      for (auto [i, item] : llvm::enumerate(*known)) {
        unrollCopy = outer * 64 + i + 1;
        body(item);
      }
      unrollCopy = outer;
      return;
    }
    std::string over = "over@" + std::to_string(uintptr_t(generator));
    frame->store(over, iterable, at);
    Names assigned = targets;
    bool isRange = iterable.tag == Tag::Range;
    Value start = isRange ? iterable.items[0].value : constantIndex(0, at), step = isRange ? iterable.items[2].value : constantIndex(1, at);
    Value stop = isRange ? iterable.items[1].value : lengthOf(iterable, at).value;
    for (const std::string &name : targets) // a target of this loop is not there before it
      if (Names own; targetNames(generator->target, own), own.count(name))
        frame->state.names.erase(frame->keyOf(name));
    indexLoop(generator, start, stop, step, assigned, [&](Value index) {
      body(isRange ? ofValue(index) : itemAt(frame->load(*frame->slot(over), at), index, at));
      for (const std::string &name : targets)
        if (Names own; targetNames(generator->target, own), own.count(name))
          frame->state.names.erase(frame->keyOf(name));
    });
    frame->state.names.erase(over);
  };
  nest(0, first);
  Binding result = frame->load(*frame->slot(key), at);
  frame->state.names.erase(key);
  restore();
  return result;
}

// The repr of a list whose elements have parts: built item by item.
void Importer::listPiece(const Binding &list, Piece &out, const ast::Node *at) {
  std::string key = "text@" + std::to_string(uintptr_t(at)), over = "over@" + std::to_string(uintptr_t(at));
  frame->store(key, constantStr("[", at), at);
  frame->store(over, list, at);
  Value length = lengthOf(list, at).value;
  indexLoop(at, constantIndex(0, at), length, constantIndex(1, at), {key}, [&](Value index) {
    Value item = text(itemAt(frame->load(*frame->slot(over), at), index, at), true, at);
    Value first = create<py::EqOp>(at, builder.getI1Type(), ValueRange{index, constantIndex(0, at)});
    Value comma = create<py::SelectOp>(at, item.getType(), ValueRange{first, constantStr("", at).value, constantStr(", ", at).value});
    Value joined = create<py::FormatOp>(at, item.getType(), builder.getStringAttr("{}{}{}"), ValueRange{frame->load(*frame->slot(key), at).value, comma, item});
    frame->store(key, ofValue(joined), at);
  });
  out.format += "{}]";
  out.operands.push_back(frame->load(*frame->slot(key), at).value);
  frame->state.names.erase(key), frame->state.names.erase(over);
}
