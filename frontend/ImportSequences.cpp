// str, list, tuple, dict: operators, subscripts, attributes and methods of values that are not arrays.
#include "frontend/Exceptions.h"
#include "frontend/Frame.h"
#include "frontend/KnownNames.h"
#include "ir/Types.h"

using namespace mlir;
using namespace np2gpu;

static bool isList(const Binding &b) { return b.tag == Tag::List || b.tag == Tag::StaticList; }

//===--- + * % ----------------------------------------------------------------------------------------------------===//

Binding Importer::sequenceBinary(ast::Operator op, const Binding &left, const Binding &right, const ast::Node *at) {
  using ast::Operator;
  static const StringRef symbols[] = {"+", "-", "*", "@", "/", "%", "**", "<<", ">>", "|", "^", "&", "//"};
  StringRef symbol = symbols[int(op)];
  Type str = py::StrType::get(&context);
  auto isInteger = [](const Binding &b) { return b.tag == Tag::Int || b.tag == Tag::Bool || (b.tag == Tag::Scalar && isInt(b.type)); };
  if (op == Operator::Mod && left.tag == Tag::Str)
    return percentFormat(left, right, at);
  if (op == Operator::Add && left.tag == Tag::Str && right.tag == Tag::Str) {
    if (left.constant && right.constant)
      return constantStr((*staticStr(left) + *staticStr(right)).str(), at);
    return ofValue(create<py::StrAddOp>(at, str, ValueRange{left.value, right.value}));
  }
  if (op == Operator::Mult && (left.tag == Tag::Str || right.tag == Tag::Str) && (isInteger(left) || isInteger(right))) {
    const Binding &text = left.tag == Tag::Str ? left : right, &count = left.tag == Tag::Str ? right : left;
    if (auto known = staticInt(count); known && text.constant && *known < 1000) {
      std::string all;
      for (int64_t i = 0; i < *known; ++i)
        all += *staticStr(text);
      return constantStr(all, at);
    }
    return ofValue(create<py::StrMulOp>(at, str, ValueRange{text.value, asIndex(count, at)}));
  }
  if (op == Operator::Add && left.tag == Tag::Tuple && right.tag == Tag::Tuple) {
    std::vector<Binding> all = left.items;
    all.insert(all.end(), right.items.begin(), right.items.end());
    return tuple(all);
  }
  if (op == Operator::Add && isList(left) && isList(right)) {
    if (left.tag == Tag::StaticList && right.tag == Tag::StaticList) {
      std::vector<Binding> all = left.items;
      all.insert(all.end(), right.items.begin(), right.items.end());
      return listDisplay(all, at);
    }
    Binding x = unchanging(left, at), y = unchanging(right, at);
    if (!x.element || !y.element)
      return listSubscript(x.element ? x : y, callSliceAll(), at);
    if (x.type != y.type)
      unsupported(at, "the sum of lists with elements of unlike types", "use one type for their elements");
    Binding result = x;
    result.node = at;
    result.value = createOp(OperationName(py::ListAddOp::getOperationName(), &context), at, {x.value, y.value}, x.type)->getResult(0);
    return result;
  }
  bool isAlgebra = op == Operator::BitOr || op == Operator::BitAnd || op == Operator::Sub || op == Operator::BitXor;
  if (left.tag == Tag::MapSet && right.tag == Tag::MapSet && isAlgebra)
    return setBinary(op, left, right, at);
  auto isDict = [](const Binding &b) { return b.tag == Tag::Dict || b.tag == Tag::Map; };
  if (op == Operator::BitOr && isDict(left) && isDict(right)) {
    Arguments arguments;
    arguments.at = at;
    arguments.positional = {left};
    Binding merged = growingDict(callDict(arguments), at);
    arguments.positional = {right};
    dictMethod(merged, "update", arguments);
    return merged;
  }
  const Binding *list = isList(left) || left.tag == Tag::Tuple ? &left : isList(right) || right.tag == Tag::Tuple ? &right : nullptr;
  const Binding &count = list == &left ? right : left;
  if (op == Operator::Mult && list && isInteger(count)) {
    std::optional<int64_t> known = staticInt(count);
    if (known && (list->tag != Tag::List) && *known * int64_t(list->items.size()) <= 32 && !knowledge.growingLists.count(site(at))) {
      std::vector<Binding> all;
      for (int64_t i = 0; i < *known; ++i)
        all.insert(all.end(), list->items.begin(), list->items.end());
      return list->tag == Tag::Tuple ? tuple(all) : listDisplay(all, at);
    }
    if (list->tag == Tag::Tuple)
      unsupported(at, "a tuple repeated a number of times that is not known when compiling", "use a list");
    Binding x = unchanging(*list, at);
    if (auto learnt = knowledge.listElements.find(site(at)); learnt != knowledge.listElements.end())
      x = dynamicList(list->items, learnt->second, at);
    Binding result = x;
    result.node = at;
    result.keys = {builder.getI64IntegerAttr(unrollCopy)};
    result.value = createOp(OperationName(py::ListMulOp::getOperationName(), &context), at, {x.value, asIndex(count, at)}, x.type)->getResult(0);
    return result;
  }
  if (op == Operator::Add && left.tag == Tag::Str)
    raise("TypeError", "can only concatenate str (not \"" + typeName(right) + "\") to str", at);
  if (op == Operator::Add && isList(left))
    raise("TypeError", "can only concatenate list (not \"" + typeName(right) + "\") to list", at);
  raise("TypeError", "unsupported operand type(s) for " + symbol + (symbol == "**" ? " or pow()" : "") + ": '" + typeName(left) + "' and '" + typeName(right) + "'", at);
}

//===--- == < in --------------------------------------------------------------------------------------------------===//

Binding Importer::compareSequences(ast::CmpOperator op, const Binding &left, const Binding &right, const ast::Node *at) {
  using ast::CmpOperator;
  bool isEquality = op == CmpOperator::Eq || op == CmpOperator::NotEq;
  auto items = [](const Binding &b) { return b.tag == Tag::Tuple || b.tag == Tag::StaticList; };
  bool bothLists = isList(left) && isList(right), bothTuples = left.tag == Tag::Tuple && right.tag == Tag::Tuple;
  if ((bothLists || bothTuples) && items(left) && items(right)) {
    if (isEquality) {
      if (left.items.size() != right.items.size())
        return constantBool(op == CmpOperator::NotEq, at);
      Binding all = constantBool(true, at);
      for (auto [x, y] : llvm::zip(left.items, right.items)) {
        Binding same = truth(dispatch({x, y}, at, [&](ArrayRef<Binding> pair) { return compare(CmpOperator::Eq, pair[0], pair[1], at); }), at);
        if (std::optional<bool> known = staticBool(same); known && *known)
          continue;
        if (std::optional<bool> known = staticBool(same); known && !*known)
          return constantBool(op == CmpOperator::NotEq, at);
        all = staticBool(all) ? same : ofValue(createOp(rows.python("&")->op, at, {all.value, same.value}, builder.getI1Type())->getResult(0));
      }
      return invertIf(op == CmpOperator::NotEq, all, at);
    }
    // Lexicographic: the first unequal items decide.
    std::function<Binding(size_t)> from = [&](size_t i) -> Binding {
      if (i == left.items.size() || i == right.items.size()) {
        int64_t a = left.items.size(), b = right.items.size();
        return compare(op, constantInt(a, at), constantInt(b, at), at);
      }
      Binding same = truth(compare(CmpOperator::Eq, left.items[i], right.items[i], at), at);
      auto decide = [&] { return truth(compare(op, left.items[i], right.items[i], at), at); };
      if (std::optional<bool> known = staticBool(same))
        return *known ? from(i + 1) : decide();
      return branch(same.value, at, [&] { return from(i + 1); }, decide);
    };
    return from(0);
  }
  auto isMap = [](const Binding &b) { return b.tag == Tag::Map || b.tag == Tag::MapSet; };
  if (isMap(left) && isMap(right))
    return setCompare(op, left, right, at);
  if (isEquality && (left.tag == Tag::Dict || left.tag == Tag::Map) && (right.tag == Tag::Dict || right.tag == Tag::Map)) {
    if (left.tag != right.tag)
      return compareSequences(op, growingDict(left, at), growingDict(right, at), at);
    if (left.keys.size() != right.keys.size())
      return constantBool(op == CmpOperator::NotEq, at);
    std::vector<Binding> own, others;
    for (auto [i, key] : llvm::enumerate(left.keys)) {
      auto found = llvm::find(right.keys, key);
      if (found == right.keys.end())
        return constantBool(op == CmpOperator::NotEq, at);
      own.push_back(left.items[i]);
      others.push_back(right.items[found - right.keys.begin()]);
    }
    return compareSequences(op, tuple(own), tuple(others), at);
  }
  if (bothLists && !isEquality) {
    Binding x = unchanging(left, at), y = unchanging(right, at);
    if (!x.element || !y.element)
      return compare(op, lengthOf(x, at), lengthOf(y, at), at);
    if (x.type == y.type) {
      bool swapped = op == CmpOperator::Gt || op == CmpOperator::LtE, inverted = op == CmpOperator::LtE || op == CmpOperator::GtE;
      Value less = createOp(OperationName(py::ListLessOp::getOperationName(), &context), at, {swapped ? y.value : x.value, swapped ? x.value : y.value}, builder.getI1Type())->getResult(0);
      return invertIf(inverted, ofValue(less), at);
    }
  }
  if (bothLists && isEquality) {
    Binding x = unchanging(left, at), y = unchanging(right, at);
    if (holdsEither(x) || holdsEither(y))
      unsupported(at, "a comparison of lists whose items have several types", "compare their items in a loop");
    if (x.type == y.type)
      return invertIf(op == CmpOperator::NotEq, ofValue(createOp(OperationName(py::ListEqOp::getOperationName(), &context), at, {x.value, y.value}, builder.getI1Type())->getResult(0)), at);
  }
  if (isEquality) { // values of unlike types are unequal
    if (left.tag == right.tag && (left.tag == Tag::None || left.tag == Tag::Function || left.tag == Tag::Builtin || left.tag == Tag::Exception))
      return constantBool(sameKind(left, right) == (op == CmpOperator::Eq), at);
    if (left.isArray() || right.isArray()) {
      const Binding &array = left.isArray() ? left : right;
      return ufunc(*rows.numpy(op == CmpOperator::Eq ? "!=" : "=="), {array, array}, at);
    }
    return constantBool(op == CmpOperator::NotEq, at);
  }
  static const StringRef symbols[] = {"==", "!=", "<", "<=", ">", ">="};
  raise("TypeError", "'" + symbols[int(op)] + "' not supported between instances of '" + typeName(left) + "' and '" + typeName(right) + "'", at);
}

Binding Importer::contains(const Binding &container, const Binding &item, const ast::Node *at) {
  if (auto found = special(container, "__contains__", item, at))
    return truth(*found, at);
  if (container.tag == Tag::Str && item.tag == Tag::Str) {
    if (container.constant && item.constant)
      return constantBool(staticStr(container)->contains(*staticStr(item)), at);
    return ofValue(create<py::StrContainsOp>(at, builder.getI1Type(), ValueRange{container.value, item.value}));
  }
  if (container.tag == Tag::Lazy && StringRef(container.name).starts_with("dict_"))
    return contains(container.items[0], item, at);
  if (container.tag == Tag::Map || container.tag == Tag::MapSet)
    return mapHas(container, item, at);
  if (container.tag == Tag::Dict) {
    if (item.constant)
      return constantBool(llvm::any_of(container.keys, [&](Attribute key) { return key == item.constant || (isa<IntegerAttr>(key) && isa<IntegerAttr>(item.constant) && cast<IntegerAttr>(key).getInt() == cast<IntegerAttr>(item.constant).getInt()); }), at);
  }
  if (container.tag == Tag::Range) {
    if (!item.isPythonNumber() && !item.isNumPy())
      return constantBool(false, at);
    SmallVector<Value> bounds{container.items[0].value, container.items[1].value, container.items[2].value};
    auto holds = [&](Value i) {
      return ofValue(create<py::RangeContainsOp>(at, builder.getI1Type(), ValueRange{i, bounds[0], bounds[1], bounds[2]}));
    };
    if (item.tag == Tag::Int || item.tag == Tag::Bool || (item.isNumPy() && isInt(item.dtype())))
      return holds(asIndex(item, at));
    // A float is in it if it is whole: compared with its own integer part, where it has one.
    Binding number = ofValue(asFloat(item, at));
    Arguments nothing;
    nothing.at = at;
    Binding whole = callMethod(number, "is_integer", nothing);
    return branch(whole.value, at, [&] { return holds(create<py::ToIntOp>(at, builder.getIndexType(), ValueRange{number.value})); },
                  [&] { return constantBool(false, at); });
  }
  if (container.isArray()) { // (array == item).any()
    Binding same = ufunc(*rows.numpy("=="), {container, item}, at);
    return truth(callReduction(*rows.of(OperationName(np::AnyOp::getOperationName(), &context)), {{"a", same}}, at), at);
  }
  if (std::optional<std::vector<Binding>> items = staticItems(container)) {
    Binding found = constantBool(false, at);
    for (const Binding &each : *items) {
      Binding same = each.tag == Tag::None || item.tag == Tag::None ? constantBool(each.tag == item.tag, at)
                                                                     : truth(dispatch({each, item}, at, [&](ArrayRef<Binding> pair) { return compare(ast::CmpOperator::Eq, pair[0], pair[1], at); }), at);
      if (std::optional<bool> known = staticBool(same)) {
        if (*known)
          return same;
        continue;
      }
      found = staticBool(found) ? same : ofValue(createOp(rows.python("|")->op, at, {found.value, same.value}, builder.getI1Type())->getResult(0));
    }
    return found;
  }
  if (container.tag == Tag::List && container.element && !holdsEither(container) && canConvert(item, *container.element))
    return ofValue(createOp(OperationName(py::ListContainsOp::getOperationName(), &context), at, {container.value, toElement(item, *container.element, at)}, builder.getI1Type())->getResult(0));
  if (container.tag == Tag::List && !container.element)
    return constantBool(false, at);
  if (container.tag == Tag::List || container.tag == Tag::Lazy) { // item by item: 2.0 may be in a list of ints
    std::string key = "found@" + std::to_string(uintptr_t(at));
    frame->store(key, constantBool(false, at), at);
    eachItem(container, at, [&](const Binding &each) {
      Binding same = truth(dispatch({each, item}, at, [&](ArrayRef<Binding> pair) { return compare(ast::CmpOperator::Eq, pair[0], pair[1], at); }), at);
      Binding before = frame->load(*frame->slot(key), at);
      frame->store(key, ofValue(createOp(rows.python("|")->op, at, {before.value, same.value}, builder.getI1Type())->getResult(0)), at);
    });
    Binding found = frame->load(*frame->slot(key), at);
    frame->state.names.erase(key);
    return found;
  }
  raise("TypeError", "argument of type '" + typeName(container) + "' is not iterable", at);
}

//===--- Subscripts -----------------------------------------------------------------------------------------------===//

Binding Importer::subscript(const Binding &base, const ast::Expr *slice, const ast::Node *at) {
  if (base.isNumPy())
    return arraySubscript(base, slice, at);
  if (base.tag == Tag::Flat) {
    Binding flat = reshaped(base.items[0], constantIndex(-1, at), "C", at);
    return arraySubscript(flat, slice, at);
  }
  Binding index = expression(slice);
  if (base.tag == Tag::Row && rows.numpy(base.name) && rows.numpy(base.name)->op.getStringRef() == np::CallIndexer::getOperationName())
    return indexerItem(base, index, at);
  return dispatch(index, at, [&](const Binding &each) { return valueItem(base, each, at); });
}

Binding Importer::valueItem(const Binding &base, const Binding &index, const ast::Node *at) {
  if (auto item = special(base, "__getitem__", index, at))
    return *item;
  switch (base.tag) {
  case Tag::List: case Tag::StaticList: case Tag::Tuple:
    return listSubscript(base, index, at);
  case Tag::Dict: case Tag::Map:
    return dictItem(base, index, at);
  case Tag::Str: {
    if (index.tag == Tag::Slice) {
      Value length = lengthOf(base, at).value;
      auto part = [&](int i) { return index.items[i].tag == Tag::None ? Value() : asIndex(index.items[i], at); };
      Value step = part(2) ? part(2) : constantIndex(1, at);
      auto bounds = create<np::SliceBoundsOp>(at, builder.getIndexType(), builder.getIndexType(), length, part(0), part(1), step);
      return ofValue(create<py::StrSliceOp>(at, base.value.getType(), ValueRange{base.value, bounds.getFirst(), bounds.getCount(), step}));
    }
    return ofValue(create<py::StrGetOp>(at, base.value.getType(), ValueRange{base.value, asIndex(index, at)}));
  }
  case Tag::Range: {
    Value wrapped = create<np::WrapIndexOp>(at, builder.getIndexType(), asIndex(index, at), lengthOf(base, at).value, builder.getI64IntegerAttr(-1), UnitAttr());
    return itemAt(base, wrapped, at);
  }
  case Tag::Opaque:
    return base;
  default:
    raise("TypeError", "'" + typeName(base) + "' object is not subscriptable", at);
  }
}

void Importer::storeElement(const ast::Subscript *target, const Binding &value) {
  Binding base = expression(target->value);
  storeInto(base, expression(target->slice), value, target);
}

void Importer::storeInto(const Binding &base, const Binding &givenIndex, const Binding &givenValue, const ast::Subscript *target) {
  dispatch({base, givenIndex, givenValue}, target, [&](ArrayRef<Binding> chosen) {
    const Binding &each = chosen[0], &index = chosen[1], &value = chosen[2];
    if (each.isArray()) {
      storeItem(each, index, value, target);
      return none();
    }
    if (each.tag == Tag::Flat && !value.isArray() && !isList(value) && value.tag != Tag::Tuple) {
      writeFlat(each.items[0], target, [&](const Binding &flat) { storeItem(flat, index, value, target); });
      return none();
    }
    if (each.tag == Tag::Flat) { // several values are taken in turn
      Arguments arguments;
      arguments.at = target;
      arguments.positional = {each.items[0], index, value};
      callFunction(*libraryFunction("np._flat_store"), arguments);
      return none();
    }
    if (each.tag == Tag::Scalar)
      raise("TypeError", "'" + typeName(each) + "' object does not support item assignment", target);
    if (special(each, "__setitem__", {index, value}, target))
      return none();
    if (isList(each) || each.tag == Tag::Tuple) {
      listStore(each, index, value, target);
      return none();
    }
    if (each.tag == Tag::Dict || each.tag == Tag::Map) {
      storeDictItem(target, each, index, value);
      return none();
    }
    raise("TypeError", "'" + typeName(each) + "' object does not support item assignment", target);
  });
}

// Writes x.flat: a view where x is known to be contiguous, else a copy that goes back into x.
void Importer::writeFlat(const Binding &array, const ast::Node *at, llvm::function_ref<void(const Binding &)> write) {
  if (isContiguous(array))
    return write(reshaped(array, constantIndex(-1, at), "C", at));
  Value elements = tensor(array, at);
  Binding copy = ofValue(create<np::CopyOp>(at, elements.getType(), elements, builder.getStringAttr("C")));
  Binding flat = named(reshaped(copy, constantIndex(-1, at), "C", at), site(at, "flat"));
  write(flat);
  SmallVector<Value> extents;
  for (int64_t axis = 0; axis < array.rank(); ++axis)
    extents.push_back(create<np::DimOp>(at, builder.getIndexType(), dimSource(array, at), axis));
  assignAll(array, reshaped(flat, extents, "C", at), at);
}

void Importer::storeAttribute(const ast::Attribute *target, const Binding &value) {
  Binding base = expression(target->value);
  if (base.tag == Tag::Opaque)
    return;
  if (base.tag == Tag::Instance || base.tag == Tag::Class)
    return storeField(base, target->attr, value, target);
  if (base.tag == Tag::Either) {
    dispatch(base, target, [&](const Binding &each) {
      if (each.tag != Tag::Instance)
        raise("AttributeError", "'" + typeName(each) + "' object has no attribute '" + target->attr + "'", target);
      return storeField(each, target->attr, value, target), none();
    });
    return;
  }
  if (base.isArray() && target->attr == "flat")
    return writeFlat(base, target, [&](const Binding &flat) { assignAll(flat, value, target); });
  if (base.isArray() && (target->attr == "real" || target->attr == "imag" || target->attr == "T"))
    return assignAll(attribute(base, target->attr, target), value, target);
  if (base.tag == Tag::Flags && target->attr == "writeable" && setWriteable(target, value))
    return;
  if (base.isArray() && target->attr == "shape")
    unsupported(target, "assignment to .shape", "x = x.reshape(...)");
  unsupported(target, "assignment to the attribute '" + target->attr + "'", "keep the value in a variable of its own");
}

// x.flags.writeable = False: the name shows its array through a view that may not be written, or no longer so.
bool Importer::setWriteable(const ast::Attribute *target, const Binding &value) {
  auto *flags = llvm::dyn_cast<ast::Attribute>(target->value);
  auto *name = flags ? llvm::dyn_cast<ast::Name>(flags->value) : nullptr;
  std::optional<bool> writeable = staticBool(value);
  if (!name || !writeable)
    return false;
  Binding array = expression(name);
  if (array.tag != Tag::Array || array.object < 0)
    return false;
  if (*writeable == !isReadOnly(array))
    return true;
  if (*writeable) {
    if (array.path.back().name.getStringRef() != np::BroadcastToOp::getOperationName())
      raise("ValueError", "cannot set WRITEABLE flag to True of this array", target);
    array.path.pop_back();
  } else {
    SmallVector<Value> extents;
    for (int64_t axis = 0; axis < array.rank(); ++axis)
      extents.push_back(create<np::DimOp>(target, builder.getIndexType(), dimSource(array, target), axis));
    array = view(array, np::BroadcastToOp::getOperationName(), extents, {}, array.tensorType(), target);
  }
  bind(name->id, array, target);
  return true;
}

//===--- Attributes and methods -----------------------------------------------------------------------------------===//

Binding Importer::valueAttribute(const Binding &base, StringRef attr, const ast::Node *at) {
  if (base.isPythonNumber()) {
    if (attr == "real" || attr == "imag") {
      if (base.tag == Tag::Complex)
        return ofValue(create<py::ComplexPartOp>(at, builder.getF64Type(), base.value, builder.getBoolAttr(attr == "imag")));
      return attr == "real" ? base : base.tag == Tag::Float ? constantFloat(0, at) : constantInt(0, at);
    }
  }
  if (base.tag == Tag::Flags && attr == "writeable" && base.items[0].tag == Tag::Array && isReadOnly(base.items[0]))
    return constantBool(false, at);
  if (base.tag == Tag::Flags && attr == "owndata" && base.items[0].tag == Tag::Array && !base.items[0].path.empty())
    return constantBool(false, at);
  if (base.tag == Tag::Flags && (attr == "writeable" || attr == "c_contiguous" || attr == "f_contiguous" || attr == "owndata"))
    return ofValue(create<np::FlagOp>(at, builder.getI1Type(), dimSource(base.items[0], at), builder.getStringAttr(attr)));
  if (attr == "__name__") {
    if (auto *def = llvm::dyn_cast_or_null<ast::FunctionDef>(base.node); def && base.tag == Tag::Function)
      return constantStr(def->name, at);
    if (base.tag == Tag::Function)
      return constantStr("<lambda>", at);
    if (base.tag == Tag::Dtype && base.type)
      return constantStr(dtypeName(base.type), at);
    if (base.tag == Tag::Builtin || base.tag == Tag::Exception)
      return constantStr(StringRef(base.name).rsplit('.').second.empty() ? base.name : StringRef(base.name).rsplit('.').second.str(), at);
    if (base.tag == Tag::Method && base.name == "class")
      return ofValue(create<py::FormatOp>(at, py::StrType::get(&context), builder.getStringAttr("{!t}"), base.items[0].value));
    if (base.tag == Tag::Row)
      return constantStr(StringRef(base.name).rsplit('.').second, at);
  }
  if (base.tag == Tag::Slice && (attr == "start" || attr == "stop" || attr == "step"))
    return base.items[attr == "start" ? 0 : attr == "stop" ? 1 : 2];
  if ((base.tag == Tag::Dict || base.tag == Tag::Tuple) && !base.name.empty()) // a record
    for (auto [key, item] : llvm::zip(base.keys, base.items))
      if (cast<StringAttr>(key).getValue() == attr)
        return item;
  if (base.tag == Tag::Dtype && base.type) {
    if (attr == "name") return constantStr(dtypeName(base.type), at);
    if (attr == "itemsize") return constantInt(dtypeSize(base.type), at);
    if (attr == "kind") return constantStr(isBool(base.type) ? "b" : isSignedInt(base.type) ? "i" : isUnsignedInt(base.type) ? "u" : isFloat(base.type) ? "f" : "c", at);
    if (attr == "type") { Binding type = base; type.name = "scalar"; return type; }
  }
  if (base.tag == Tag::Super || base.tag == Tag::Row || base.tag == Tag::Caught || base.tag == Tag::Str || isList(base) || base.tag == Tag::Dict || base.tag == Tag::Map || base.tag == Tag::MapSet || base.tag == Tag::Generator || base.tag == Tag::Tuple || base.isPythonNumber()) {
    Binding method;
    method.tag = Tag::Method;
    method.name = attr.str();
    method.items = {base};
    return method;
  }
  missingAttribute(base, attr, at);
}

void Importer::missingAttribute(const Binding &base, StringRef attr, const ast::Node *at) {
  std::string type = typeName(base);
  // NumPy's scalars have the attributes of arrays.
  missingAttribute(base.tag == Tag::Scalar ? "numpy.ndarray" : StringRef(type), "'" + type + "' object", attr, at);
}

void Importer::missingAttribute(StringRef owner, const Twine &text, StringRef attr, const ast::Node *at) {
  if (std::optional<StringRef> instead = knownName(owner, attr))
    unsupported(at, "'" + owner + "." + attr + "'", *instead);
  SmallVector<StringRef> candidates;
  knownNames(owner, candidates);
  std::string prefix = owner == "numpy.ndarray" ? "." : (owner + ".").str();
  for (const Row &row : rows.all())
    for (StringRef name : row.names)
      if (name.consume_front(prefix))
        candidates.push_back(name);
  llvm::sort(candidates);
  raiseUnknown("AttributeError", text + " has no attribute '" + attr + "'", attr, candidates, at);
}

Binding Importer::callMethod(const Binding &receiver, StringRef method, Arguments &arguments) {
  const ast::Node *at = arguments.at;
  auto &args = arguments.positional;
  if (isList(receiver))
    return listMethod(receiver, method, arguments);
  if (receiver.tag == Tag::Instance || receiver.tag == Tag::Class)
    return callObjectMethod(receiver, receiver.node, method, arguments, false);
  if (receiver.tag == Tag::Super)
    return callObjectMethod(receiver.items[0], receiver.node, method, arguments, true);
  if (receiver.tag == Tag::Row)
    return ufuncMethod(*rows.numpy(receiver.name), method, arguments);
  if (receiver.tag == Tag::Generator) {
    std::string name = "generator." + method.str();
    if (const Row *row = rows.numpy(name)) {
      Arguments withSelf = arguments;
      withSelf.positional.insert(withSelf.positional.begin(), receiver);
      return callRow(*row, withSelf, at);
    }
    if (const Binding *function = libraryFunction(name)) {
      Arguments withSelf = arguments;
      withSelf.positional.insert(withSelf.positional.begin(), receiver);
      return callFunction(*function, withSelf);
    }
    missingAttribute(receiver, method, at);
  }
  if (receiver.tag == Tag::Dict || receiver.tag == Tag::Map)
    return dictMethod(receiver, method, arguments);
  if (receiver.tag == Tag::MapSet)
    return setMethod(receiver, method, arguments);
  if (receiver.tag == Tag::Tuple && (method == "index" || method == "count"))
    return listMethod(unchanging(receiver, at), method, arguments);
  if (receiver.tag == Tag::Str) {
    if (method == "format")
      return strFormat(receiver, arguments);
    if (method == "join") {
      if (std::optional<std::vector<Binding>> items = staticItems(args.at(0))) {
        Piece all;
        for (auto [i, item] : llvm::enumerate(*items)) {
          if (i)
            piece(receiver, false, all, at);
          piece(item, false, all, at);
        }
        return ofValue(formatted(all, at));
      }
      Binding list = args[0].tag == Tag::List ? args[0] : listOf(args[0], at);
      return ofValue(create<py::StrJoinOp>(at, receiver.value.getType(), ValueRange{receiver.value, unchanging(list, at).value}));
    }
    if (const Row *row = rows.python(("str." + method).str())) {
      Arguments withSelf = arguments;
      withSelf.positional.insert(withSelf.positional.begin(), receiver);
      return callRowOfPython(*row, withSelf);
    }
  }
  if (receiver.isPythonNumber() && method == "conjugate" && receiver.tag != Tag::Complex)
    return receiver;
  if (receiver.tag == Tag::Float && method == "is_integer") {
    Binding floor = ofValue(createOp(rows.python("//")->op, at, {receiver.value, constantFloat(1, at).value}, builder.getF64Type())->getResult(0));
    return compare(ast::CmpOperator::Eq, floor, receiver, at);
  }
  missingAttribute(receiver, method, at);
}

// "{} {1:.3f} {name}".format(...): the template must be known.
Binding Importer::strFormat(const Binding &format, Arguments &arguments) {
  const ast::Node *at = arguments.at;
  std::string pattern = demandedStr(format, at);
  Piece all;
  size_t next = 0;
  for (size_t i = 0; i < pattern.size(); ++i) {
    char c = pattern[i];
    if (c == '}' || (c == '{' && i + 1 < pattern.size() && pattern[i + 1] == '{')) {
      if (c == '}' && (i + 1 >= pattern.size() || pattern[i + 1] != '}'))
        raise("ValueError", "Single '}' encountered in format string", at);
      all.format += std::string(2, c);
      ++i;
      continue;
    }
    if (c != '{') {
      all.format += c;
      continue;
    }
    size_t end = pattern.find('}', i);
    if (end == std::string::npos)
      raise("ValueError", "Single '{' encountered in format string", at);
    if (size_t inner = pattern.find('{', i + 1); inner < end)
      unsupported(at, "a replacement field inside a format spec", "use an f-string");
    auto [field, spec] = StringRef(pattern).slice(i + 1, end).split(':');
    bool repr = field.consume_back("!r");
    field.consume_back("!s");
    i = end;
    std::optional<Binding> value;
    size_t number;
    if (field.empty())
      number = next++;
    else if (field.getAsInteger(10, number)) {
      for (const Keyword &keyword : arguments.keywords)
        if (keyword.name == field)
          value = keyword.value;
      if (!value)
        raise("KeyError", "'" + field + "'", at);
    }
    if (!value) {
      if (number >= arguments.positional.size())
        raise("IndexError", "Replacement index " + Twine(number) + " out of range for positional args tuple", at);
      value = arguments.positional[number];
    }
    if (repr)
      piece(ofValue(text(*value, true, at)), false, all, at);
    else if (!spec.empty() || value->isNumPy()) {
      all.format += "{}";
      all.operands.push_back(formatSpec(*value, spec, at));
    } else
      piece(*value, false, all, at);
  }
  return ofValue(formatted(all, at));
}

// np.add.reduce, accumulate, outer, at.
Binding Importer::ufuncMethod(const Row &row, StringRef method, Arguments &arguments) {
  const ast::Node *at = arguments.at;
  auto &args = arguments.positional;
  StringRef name = row.names[0];
  name.consume_front("np.");
  if (method == "outer") {
    Binding x = asArray(args.at(0), at), y = asArray(args.at(1), at);
    SmallVector<int64_t> axes;
    for (int64_t i = 0; i < y.rank(); ++i)
      axes.push_back(x.rank() + i);
    Binding wide = view(x, np::ExpandDimsOp::getOperationName(), {}, builder.getNamedAttr("axes", builder.getDenseI64ArrayAttr(axes)), arrayType(x.dtype(), x.rank() + y.rank()), at);
    return ufunc(row, {wide, y}, at);
  }
  if (method == "at") {
    scatterAt(args.at(0), args.at(1), args.size() > 2 ? args[2] : constantInt(1, at), name, at);
    return none();
  }
  // reduce and accumulate: the library has a general form for any ufunc of two inputs.
  if (method == "reduce" || method == "accumulate") {
    std::string function = "np." + std::string(method == "reduce" ? "_reduce_" : "_accumulate_") + name.str();
    if (const Row *own = rows.numpy(function))
      return callRow(*own, arguments, at);
    if (const Binding *own = libraryFunction(function))
      return callFunction(*own, arguments);
  }
  // Any other ufunc of two inputs, element after element.
  if (const Binding *general = libraryFunction(("np._ufunc_" + method).str())) {
    Binding function;
    function.tag = Tag::Row;
    function.name = row.names[0].str();
    Arguments all = arguments;
    all.positional.insert(all.positional.begin(), function);
    return callFunction(*general, all);
  }
  unsupported(at, "the ufunc method '" + method + "' of np." + name, "write the loop");
}

void Importer::importWith(const ast::With *stmt) {
  for (const ast::WithItem *item : stmt->items) {
    Binding context = expression(item->contextExpr);
    if (context.tag == Tag::Instance)
      unsupported(item->contextExpr, "a with statement on an object", "call its methods before and after the block");
    if (context.tag != Tag::Opaque && context.tag != Tag::None)
      unsupported(item->contextExpr, "a with statement on this value", "np.errstate and np.printoptions are dropped or set by calls");
    if (item->optionalVars)
      assign(item->optionalVars, context, item);
  }
  block(stmt->body);
}
