// Lists and tuples. A list display is static (its items are known one by one) until its site is known to be written;
// then it is a !py.list from the start. An element that is more than one value is a builtin tuple of them.
#include "frontend/Frame.h"
#include "ir/Types.h"
#include "llvm/ADT/ScopeExit.h"

using namespace mlir;
using namespace np2gpu;

// Tells loops of one place apart that are inside of each other.
static constexpr unsigned nestedCopy = 1u << 18;

//===--- Elements -------------------------------------------------------------------------------------------------===//

bool np2gpu::hasParts(const Binding &element) {
  return element.tag == Tag::Map || element.tag == Tag::MapSet || element.tag == Tag::Tuple || element.tag == Tag::StaticList || element.tag == Tag::Either || element.tag == Tag::None ||
         element.tag == Tag::Dict || (element.tag == Tag::List && element.element && hasParts(*element.element));
}

bool np2gpu::holdsEither(const Binding &list) {
  bool found = false;
  if (list.element)
    walk(*list.element, [&](const Binding &b) { found |= b.tag == Tag::Either || (b.element && holdsEither(b)); });
  return found;
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
  if (result.tag == Tag::Instance)
    unsupported(at, "objects in a list or a dict that grows at run time", "keep an array or a list for each attribute");
  if (result.tag == Tag::StaticList)
    return growing(result, at);
  if (result.tag == Tag::Dict)
    return growingDict(result, at);
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

Site Importer::siteOfContainer(const Binding &value) {
  if (value.tag != Tag::List && value.tag != Tag::StaticList)
    return Site{value.node, "dict", unsigned(std::max(value.object, 0))};
  const Binding &list = value;
  unsigned copy = list.keys.empty() ? 0 : unsigned(cast<IntegerAttr>(list.keys[0]).getInt());
  return Site{list.node, "", copy};
}

// A static list that is written after all: everything is imported again with a list that grows.
Binding Importer::growing(const Binding &list, const ast::Node *at) {
  if (list.tag == Tag::List)
    return list;
  if (!list.node)
    unsupported(at, "a change of this list", "make it with list(...) or [...] first");
  knowledge.growingLists.insert(siteOfContainer(list));
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
  learnElements(list, joined, at);
}

// Everything is imported again with a list, a dict or a set that holds such elements.
void Importer::learnElements(const Binding &container, const Binding &kind, const ast::Node *at) {
  Site where = siteOfContainer(container);
  Binding &known = knowledge.listElements[where];
  if (known.tag != Tag::Unbound && sameKind(known, withoutValues(kind)))
    unsupported(at, "a " + typeName(container) + " whose elements change their type", "use one type for its elements");
  known = withoutValues(kind);
  knowledge.growingLists.insert(where);
  throw Restart();
}

//===--- Methods, subscripts --------------------------------------------------------------------------------------===//

Binding Importer::listMethod(const Binding &given, StringRef method, Arguments &arguments) {
  const ast::Node *at = arguments.at;
  const Row *row = rows.python(("list." + method).str());
  auto &args = arguments.positional;
  bool reads = method == "index" || method == "count" || method == "copy";
  if (method == "sort")
    return sortList(growing(given, at), arguments), none();
  if (given.name == "tuple" && method != "index" && method != "count")
    raise("AttributeError", "'tuple' object has no attribute '" + method + "'", at);
  if (method == "copy")
    return listSubscript(given, callSliceAll(), at);
  if (!row)
    missingAttribute(given, method, at);
  Binding list = reads ? unchanging(given, at) : growing(given, at);
  SmallVector<Value> operands{list.value};
  SmallVector<Type> types;
  if ((method == "index" || method == "count" || method == "remove") && holdsEither(list))
    unsupported(at, "'" + method + "' of a list whose items have several types", "loop over it and compare the items");
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
  if (index.tag != Tag::Int && index.tag != Tag::Wide && index.tag != Tag::Bool && !index.isNumPy())
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
  if (given.tag == Tag::Tuple || given.name == "tuple")
    raise("TypeError", "'tuple' object does not support item assignment", at);
  Binding list = growing(given, at);
  if (index.tag == Tag::Slice)
    return storeSlice(list, index, value, at);
  Binding element = isolated(value, at);
  growElement(list, element, at);
  createOp(OperationName(py::ListSetOp::getOperationName(), &context), at, {list.value, asIndex(index, at), toElement(element, *list.element, at)}, {});
}

// l[a:b:c] = items; without items: del l[a:b:c].
void Importer::storeSlice(const Binding &list, const Binding &index, const Binding &value, const ast::Node *at) {
  Binding items = listOf(value, at);
  if (items.tag == Tag::StaticList)
    items = dynamicList(items.items, list.element ? *list.element : Binding(), at);
  if (items.element)
    growElement(list, *items.element, at);
  if (!items.element && list.element)
    items = dynamicList({}, *list.element, at);
  if (items.type != list.type)
    unsupported(at, "assignment of items of another type to a slice of a list", "use one type for its elements");
  auto part = [&](int i) { return index.items[i].tag == Tag::None ? Value() : asIndex(index.items[i], at); };
  Value step = part(2) ? part(2) : constantIndex(1, at);
  auto bounds = create<np::SliceBoundsOp>(at, builder.getIndexType(), builder.getIndexType(), lengthOf(list, at).value, part(0), part(1), step);
  createOp(OperationName(py::ListSetSliceOp::getOperationName(), &context), at, {list.value, bounds.getFirst(), bounds.getCount(), step, items.value}, {});
}

// del l[i], del l[a:b], del d[key].
void Importer::deleteElement(const ast::Subscript *target) {
  Binding base = expression(target->value), index = expression(target->slice);
  dispatch({base, index}, target, [&](ArrayRef<Binding> pair) {
    const Binding &container = pair[0];
    if (container.tag == Tag::Dict || container.tag == Tag::Map) {
      mapGet(growingDict(container, target), pair[1], py::DictPopOp::getOperationName(), target);
    } else if (container.tag == Tag::List || container.tag == Tag::StaticList) {
      Binding list = growing(container, target);
      if (pair[1].tag != Tag::Slice) {
        Arguments one;
        one.positional = {pair[1]};
        one.at = target;
        listMethod(list, "pop", one);
      } else if (pair[1].items[2].tag == Tag::None) {
        storeSlice(list, pair[1], tuple({}), target);
      } else {
        unsupported(target, "del of a slice with a step", "build a new list without the items");
      }
    } else {
      raise("TypeError", "'" + typeName(container) + "' object doesn't support item deletion", target);
    }
    return none();
  });
}

// A list of numbers of several types, or of arrays of several dtypes, as one of their common dtype; others as they are.
Binding Importer::uniform(const Binding &list, const ast::Node *at) {
  if (list.tag != Tag::List || !list.element || list.element->tag != Tag::Either)
    return list;
  Type joint;
  int64_t rank = -1;
  for (const Binding &each : list.element->items) {
    bool isNumber = each.isNumPy() || (each.isPythonNumber() && each.tag != Tag::Wide);
    int64_t own = each.isArray() ? each.rank() : 0;
    if (!isNumber || (rank >= 0 && rank != own))
      return list;
    SmallVector<Type> type;
    valueTypes(each, builder, type);
    Type dtype = each.isNumPy() ? each.dtype() : weakDtype(type[0], {});
    joint = joint ? promote(joint, dtype) : dtype;
    rank = own;
  }
  unsigned outer = std::exchange(unrollCopy, unrollCopy + nestedCopy);
  llvm::scope_exit restore([&] { unrollCopy = outer; });
  return collect(at, list, [&](const Binding &item) {
    Binding cast = dispatch(item, at, [&](const Binding &each) { return each.isArray() ? asArray(each, at, joint) : ofValue(scalarOf(each, joint, at)); });
    return std::pair(cast, constantBool(true, at));
  });
}

//===--- Iteration ------------------------------------------------------------------------------------------------===//

std::optional<std::vector<Binding>> Importer::staticItems(const Binding &iterable) {
  switch (iterable.tag) {
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
    if (StringRef(iterable.name).starts_with("dict_"))
      return staticItems(iterable.items[0]);
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
  if (auto length = special(value, "__len__", {}, at))
    return *length;
  switch (value.tag) {
  case Tag::Tuple: case Tag::StaticList: case Tag::Dict:
    return constantInt(value.items.size(), at);
  case Tag::Map: case Tag::MapSet:
    return ofValue(createOp(OperationName(py::DictLenOp::getOperationName(), &context), at, value.value, builder.getIndexType())->getResult(0));
  case Tag::Str:
    if (std::optional<StringRef> known = staticStr(value))
      if (llvm::all_of(*known, [](char c) { return (c & 0x80) == 0; }))
        return constantInt(known->size(), at);
    return bounded(ofValue(create<py::StrLenOp>(at, builder.getIndexType(), ValueRange{value.value})), 48);
  case Tag::List:
    return bounded(ofValue(createOp(OperationName(py::ListLenOp::getOperationName(), &context), at, value.value, builder.getIndexType())->getResult(0)), 48);
  case Tag::Array: case Tag::Ref:
    if (value.rank() == 0)
      raise("TypeError", "len() of unsized object", at);
    return bounded(ofValue(create<np::DimOp>(at, builder.getIndexType(), dimSource(value, at), 0)), 48);
  case Tag::Range: {
    SmallVector<Value> bounds{value.items[0].value, value.items[1].value, value.items[2].value};
    return ofValue(create<py::RangeLenOp>(at, builder.getIndexType(), bounds));
  }
  case Tag::Lazy: {
    if (StringRef(value.name).starts_with("dict_"))
      return lengthOf(value.items[0], at);
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

// The counter of a loop over a range. No run makes 2**45 rounds.
Binding Importer::rangeItem(const Binding &range, Value index) {
  unsigned start = bitsOf(range.items[0]), stop = bitsOf(range.items[1]), step = bitsOf(range.items[2]);
  unsigned bits = std::min(std::max(start, stop), std::max(start, step + 45) + 1);
  return bounded(ofValue(index), bits < 63 ? bits : 0);
}

// The numbers of a range whose bounds are known, if they are not too many.
std::optional<std::vector<Binding>> Importer::rangeItems(const Binding &range, const ast::Node *at) {
  std::optional<int64_t> start = staticInt(range.items[0]), stop = staticInt(range.items[1]), step = staticInt(range.items[2]);
  if (!start || !stop || !step || (*stop - *start) / *step > 64)
    return std::nullopt;
  std::vector<Binding> items;
  for (int64_t i = *start; *step > 0 ? i < *stop : i > *stop; i += *step)
    items.push_back(constantInt(i, at));
  return items;
}

Binding Importer::itemAt(const Binding &sequence, Value index, const ast::Node *at) {
  Binding place = bounded(ofValue(index), 48);
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
    if (StringRef(sequence.name).starts_with("dict_"))
      return itemAt(sequence.items[0], index, at);
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
  if (calledName == "filter") {
    Binding test = arguments.positional.at(0);
    return collect(at, iterated(arguments.positional.at(1), at), [&](const Binding &item) {
      Arguments one;
      one.positional = {item};
      one.at = at;
      return std::pair(item, truth(test.tag == Tag::None ? item : call(test, one), at));
    });
  }
  Binding result;
  result.tag = Tag::Lazy;
  result.name = calledName;
  for (auto [i, value] : llvm::enumerate(arguments.positional))
    result.items.push_back(named(iterated(value, at), site(at, "source " + std::to_string(i))));
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
Binding Importer::listOf(const Binding &given, const ast::Node *at) {
  Binding iterable = iterated(given, at);
  if (iterable.tag == Tag::List)
    return listSubscript(iterable, callSliceAll(), at);
  if (std::optional<std::vector<Binding>> items = staticItems(iterable))
    return listDisplay(*items, at);
  return collect(at, iterable, [&](const Binding &item) { return std::pair(item, constantBool(true, at)); });
}

Binding Importer::callList(Arguments &arguments) {
  return arguments.positional.empty() ? listDisplay({}, arguments.at) : listOf(arguments.positional[0], arguments.at);
}

Binding Importer::callTuple(Arguments &arguments) {
  if (arguments.positional.empty())
    return tuple({});
  if (std::optional<std::vector<Binding>> items = staticItems(arguments.positional[0]))
    return tuple(*items);
  Binding items = listOf(arguments.positional[0], arguments.at); // a list that nobody writes
  items.name = "tuple";
  items.node = nullptr;
  return items;
}

Binding Importer::callSorted(Arguments &arguments) {
  Binding list = unchanging(listOf(arguments.positional.at(0), arguments.at), arguments.at);
  sortList(list, arguments);
  return list;
}

// l.sort(key=, reverse=). Stable both ways: a reversed order keeps equal items in theirs.
void Importer::sortList(const Binding &list, Arguments &arguments) {
  const ast::Node *at = arguments.at;
  if (!list.element)
    return;
  const Binding *key = nullptr, *reversed = nullptr;
  const ast::Node *keysAt = at; // the list of keys is another one than the sorted list
  for (const Keyword &k : arguments.keywords) {
    (k.name == "key" ? key : reversed) = &k.value;
    if (k.name == "key")
      keysAt = k.at;
  }
  auto reverse = [&](const Binding &each) {
    auto flip = [&] { return createOp(rows.python("list.reverse")->op, at, each.value, {}), none(); };
    if (!reversed)
      return;
    Binding test = truth(*reversed, at);
    if (std::optional<bool> known = staticBool(test))
      return *known ? void(flip()) : void();
    branch(test.value, at, flip, [&] { return none(); });
  };
  // Numbers of several types are sorted by their values as floats.
  auto isNumber = [](const Binding &b) { return (b.isPythonNumber() && b.tag != Tag::Complex) || (b.tag == Tag::Scalar && !isComplex(b.type)); };
  bool byFloat = list.element->tag == Tag::Either && llvm::all_of(list.element->items, isNumber);
  bool hasKey = key && key->tag != Tag::None;
  if (!hasKey && !byFloat && (holdsEither(list) || list.element->isArray()))
    unsupported(at, "sorting a list of these items", "use items of one type that have an order");
  if (!hasKey && !byFloat) {
    reverse(list);
    createOp(rows.python("list.sort")->op, at, list.value, {});
    return reverse(list);
  }
  auto floats = [&](const Binding &from) {
    unrollCopy += nestedCopy; // its list is another one than the sorted list
    llvm::scope_exit restore([&] { unrollCopy -= nestedCopy; });
    return collect(keysAt, from, [&](const Binding &item) { return std::pair(ofValue(asFloat(item, at)), constantBool(true, at)); });
  };
  Binding keys = !hasKey ? floats(list) : collect(keysAt, list, [&](const Binding &item) {
    Arguments one;
    one.positional = {item};
    one.at = at;
    Binding value = dispatch(*key, at, [&](const Binding &function) { return call(function, one); });
    return std::pair(dispatch(value, at, [&](const Binding &each) {
      if (each.tag == Tag::None)
        raise("TypeError", "'<' not supported between instances of 'NoneType' and 'NoneType'", at);
      return each;
    }), constantBool(true, at));
  });
  if (!keys.element)
    return;
  if (keys.element->tag == Tag::Either && llvm::all_of(keys.element->items, isNumber))
    keys = floats(keys);
  if (holdsEither(keys) || keys.element->isArray())
    unsupported(at, "sorting by keys of several types", "use keys of one type that have an order");
  reverse(list), reverse(keys);
  createOp(OperationName(py::ListSortByOp::getOperationName(), &context), at, {list.value, keys.value}, {});
  reverse(list);
}

//===--- Comprehensions -------------------------------------------------------------------------------------------===//

// A loop that appends to a new list what `item` gives, where the test that it gives holds.
Binding Importer::collect(const ast::Node *at, const Binding &iterable, llvm::function_ref<std::pair<Binding, Binding>(const Binding &)> item) {
  knowledge.growingLists.insert(site(at));
  std::string key = "list@" + std::to_string(uintptr_t(at)), over = "over@" + std::to_string(uintptr_t(at));
  frame->store(over, named(iterable, site(at, "iterable")), at);
  frame->store(key, listDisplay({}, at), at);
  Value length = lengthOf(iterable, at).value;
  indexLoop(at, constantIndex(0, at), length, constantIndex(1, at), {}, [&](Value index) {
    auto [value, test] = item(itemAt(frame->load(*frame->slot(over), at), index, at));
    auto append = [&, value = value] {
      Arguments one;
      one.positional = {value};
      one.at = at;
      return listMethod(frame->load(*frame->slot(key), at), "append", one);
    };
    if (staticBool(test) == true)
      append();
    else
      branch(test.value, at, append, [&] { return none(); });
  });
  Binding result = frame->load(*frame->slot(key), at);
  frame->state.names.erase(key), frame->state.names.erase(over);
  return result;
}

void Importer::generate(ArrayRef<ast::Comprehension *> generators, const ast::Node *at, llvm::function_ref<void(bool)> start,
                        llvm::function_ref<void()> visit) {
  // The targets are the comprehension's own: what the function has under these names comes back afterwards.
  Names targets;
  for (const ast::Comprehension *generator : generators)
    targetNames(generator->target, targets);
  std::map<std::string, std::optional<State::Slot>> saved;
  Binding first = iterated(named(expression(generators[0]->iter), site(generators[0]->iter)), generators[0]->iter);
  for (const std::string &name : targets) {
    std::string key = frame->keyOf(name);
    auto found = frame->state.names.find(key);
    saved[key] = found == frame->state.names.end() ? std::nullopt : std::optional(found->second);
    frame->state.names.erase(key);
    if (saved[key]) // keep its cells from being stored into: a copy under another name
      frame->store(key + "@outer" + std::to_string(uintptr_t(at)), frame->load(*saved[key], at), at);
  }
  auto unroll = [&](ArrayRef<Binding> items, llvm::function_ref<void(const Binding &)> body) {
    unsigned outer = unrollCopy;
    for (auto [i, item] : llvm::enumerate(items)) {
      unrollCopy = outer * 64 + i + 1;
      body(item);
    }
    unrollCopy = outer;
  };
  std::optional<std::vector<Binding>> items = staticItems(first);
  if (knowledge.unrolled.count(at) && first.tag == Tag::Range)
    items = rangeItems(first, at);
  if (generators.size() == 1 && generators[0]->ifs.empty() && items && items->size() <= 64) {
    start(true);
    unroll(*items, [&](const Binding &item) {
      assign(generators[0]->target, item, generators[0]);
      visit();
    });
  } else {
    start(false);
    std::function<void(size_t, const Binding &)> nest = [&](size_t depth, const Binding &iterable) {
      const ast::Comprehension *generator = generators[depth];
      auto body = [&](const Binding &item) {
        assign(generator->target, item, generator);
        std::function<void(size_t)> filter = [&](size_t i) {
          if (i < generator->ifs.size()) {
            Binding test = truth(expression(generator->ifs[i]), generator->ifs[i]);
            if (std::optional<bool> known = staticBool(test))
              return *known ? filter(i + 1) : void();
            branch(test.value, generator->ifs[i], [&] { return filter(i + 1), none(); }, [&] { return none(); });
          } else if (depth + 1 < generators.size()) {
            const ast::Expr *inner = generators[depth + 1]->iter;
            Binding next = named(expression(inner), site(inner));
            dispatch(next, inner, [&](const Binding &each) { return nest(depth + 1, iterated(each, inner)), none(); });
          } else {
            visit();
          }
        };
        filter(0);
      };
      if (std::optional<std::vector<Binding>> known = staticItems(iterable))
        return unroll(*known, body);
      std::string over = "over@" + std::to_string(uintptr_t(generator));
      frame->store(over, iterable, at);
      bool isRange = iterable.tag == Tag::Range;
      Value start = isRange ? iterable.items[0].value : constantIndex(0, at), step = isRange ? iterable.items[2].value : constantIndex(1, at);
      Value stop = isRange ? iterable.items[1].value : lengthOf(iterable, at).value;
      Names own; // a target of this loop is not there before it
      targetNames(generator->target, own);
      auto forget = [&] {
        for (const std::string &name : own)
          frame->state.names.erase(frame->keyOf(name));
      };
      forget();
      indexLoop(generator, start, stop, step, targets, [&](Value index) {
        body(isRange ? rangeItem(iterable, index) : itemAt(frame->load(*frame->slot(over), at), index, at));
        forget();
      });
      frame->state.names.erase(over);
    };
    dispatch(first, at, [&](const Binding &each) { return nest(0, iterated(each, at)), none(); });
  }
  for (auto &[key, slot] : saved) {
    std::string copy = key + "@outer" + std::to_string(uintptr_t(at));
    frame->state.names.erase(key);
    if (slot) {
      frame->store(key, frame->load(*frame->slot(copy), at), at);
      frame->state.names.erase(copy);
    }
  }
}

Binding Importer::comprehension(const ast::Expr *element, ArrayRef<ast::Comprehension *> generators, const ast::Node *at) {
  std::vector<Binding> results;
  bool isStatic = false;
  std::string key = "list@" + std::to_string(uintptr_t(at));
  generate(
      generators, at,
      [&](bool unrolled) {
        isStatic = unrolled;
        if (unrolled)
          return;
        knowledge.growingLists.insert(site(at));
        frame->store(key, listDisplay({}, at), at);
      },
      [&] {
        Binding item = expression(element);
        if (isStatic)
          return results.push_back(named(item, site(element)));
        if (item.tag == Tag::Instance && knowledge.unrolled.insert(at).second) { // objects are static: one for each round
          knowledge.growingLists.erase(site(at));
          throw Restart();
        }
        Arguments one;
        one.positional = {item};
        one.at = at;
        listMethod(frame->load(*frame->slot(key), at), "append", one);
      });
  if (isStatic)
    return listDisplay(results, at);
  Binding result = frame->load(*frame->slot(key), at);
  frame->state.names.erase(key);
  return result;
}

// A dict or a set as it fills: static while all of it is.
Binding Importer::dictComprehension(const ast::DictComp *expr) {
  std::vector<std::pair<Binding, Binding>> pairs;
  bool isStatic = false;
  std::string name = "dict@" + std::to_string(uintptr_t(expr));
  generate(
      expr->generators, expr,
      [&](bool unrolled) {
        isStatic = unrolled;
        if (!unrolled)
          frame->store(name, newMap(Tag::Map, {}, expr), expr);
      },
      [&] {
        Binding key = expression(expr->key), value = expression(expr->value);
        if (isStatic)
          return pairs.push_back({key, named(value, site(expr->value))});
        mapStore(frame->load(*frame->slot(name), expr), key, value, expr);
      });
  if (isStatic)
    return dictOf(pairs, expr);
  Binding result = frame->load(*frame->slot(name), expr);
  frame->state.names.erase(name);
  return result;
}

Binding Importer::setComprehension(const ast::SetComp *expr) {
  std::string name = "set@" + std::to_string(uintptr_t(expr));
  generate(
      expr->generators, expr, [&](bool) { frame->store(name, newMap(Tag::MapSet, {}, expr), expr); },
      [&] { setAdd(frame->load(*frame->slot(name), expr), expression(expr->elt), expr); });
  Binding result = frame->load(*frame->slot(name), expr);
  frame->state.names.erase(name);
  return result;
}

// The repr of a list whose elements have parts: built item by item.
void Importer::listPiece(const Binding &list, Piece &out, const ast::Node *at) {
  unsigned outer = std::exchange(unrollCopy, unrollCopy + nestedCopy); // its items may be lists that are shown the same way
  llvm::scope_exit restore([&] { unrollCopy = outer; });
  std::string place = std::to_string(uintptr_t(at)) + "." + std::to_string(unrollCopy), key = "text@" + place, over = "over@" + place;
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

// A dict as Python shows it; a set is shown as the list of its items with other brackets.
void Importer::mapPiece(const Binding &map, Piece &out, const ast::Node *at) {
  Type str = py::StrType::get(&context);
  if (map.tag == Tag::MapSet) {
    Value length = lengthOf(map, at).value;
    Value empty = create<py::EqOp>(at, builder.getI1Type(), ValueRange{length, constantIndex(0, at)});
    Binding list = iterated(map, at);
    Binding shown = branch(empty, at, [&] { return constantStr("set()", at); }, [&] {
      Value all = text(list, true, at);
      Value size = create<py::SubOp>(at, builder.getIndexType(), ValueRange{create<py::StrLenOp>(at, builder.getIndexType(), ValueRange{all}), constantIndex(2, at)});
      Value inner = create<py::StrSliceOp>(at, str, ValueRange{all, constantIndex(1, at), size, constantIndex(1, at)});
      return ofValue(create<py::FormatOp>(at, str, builder.getStringAttr("{{{}}}"), inner));
    });
    out.format += "{}";
    out.operands.push_back(shown.value);
    return;
  }
  unsigned outer = std::exchange(unrollCopy, unrollCopy + nestedCopy);
  llvm::scope_exit restore([&] { unrollCopy = outer; });
  std::string key = "text@" + std::to_string(uintptr_t(at)) + "." + std::to_string(unrollCopy);
  frame->store(key, constantStr("{", at), at);
  eachItem(dictView(map, "items", at), at, [&](const Binding &pair) {
    Binding before = frame->load(*frame->slot(key), at);
    Value first = create<py::EqOp>(at, builder.getI1Type(), ValueRange{before.value, constantStr("{", at).value});
    Value comma = create<py::SelectOp>(at, str, ValueRange{first, constantStr("", at).value, constantStr(", ", at).value});
    SmallVector<Value> parts{before.value, comma, text(pair.items[0], true, at), text(pair.items[1], true, at)};
    frame->store(key, ofValue(create<py::FormatOp>(at, str, builder.getStringAttr("{}{}{}: {}"), parts)), at);
  });
  out.format += "{}}}";
  out.operands.push_back(frame->load(*frame->slot(key), at).value);
  frame->state.names.erase(key);
}
