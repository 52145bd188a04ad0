// Subscripts of arrays, read and written. Basic indices (integers, slices, newaxis, Ellipsis) are a chain of views on the
// array's object; integer arrays and masks are np.gather and np.scatter on what the basic part leaves.
#include "frontend/Frame.h"
#include "ir/Types.h"

using namespace mlir;
using namespace np2gpu;

namespace {
// One item of an index, after Ellipsis is filled in: what it does to which axes.
struct Item {
  enum Kind { Integer, Slice, NewAxis, Array, Mask } kind;
  Binding value;
};
} // namespace

struct Importer::Index {
  std::vector<Item> items;
  bool advanced = false;
  bool allIntegers = true; // one element
  bool isObject = false;   // x[:] is a Python object of its own: somebody outside may ask whether it is x
};

Importer::Index Importer::parseIndex(const Binding &array, const Binding &index, const ast::Node *at) {
  std::vector<Binding> given;
  if (index.tag == Tag::Tuple)
    given = index.items;
  else
    given = {index};
  Index result;
  int64_t used = 0;
  int ellipsis = -1;
  for (Binding item : given) {
    if (item.tag == Tag::Ellipsis) {
      if (ellipsis >= 0)
        raise("IndexError", "an index can only have a single ellipsis ('...')", at);
      ellipsis = result.items.size();
      continue;
    }
    if (item.tag == Tag::None) {
      result.items.push_back({Item::NewAxis, item});
      continue;
    }
    if (item.tag == Tag::Slice) {
      result.items.push_back({Item::Slice, item});
      ++used;
      continue;
    }
    if (item.tag == Tag::Int || item.tag == Tag::Wide || (item.tag == Tag::Scalar && isInt(item.type))) {
      result.items.push_back({Item::Integer, item});
      ++used;
      continue;
    }
    if (item.tag == Tag::StaticList || item.tag == Tag::List || item.tag == Tag::Tuple || item.tag == Tag::Range) {
      bool empty = item.tag != Tag::List && item.tag != Tag::Range && item.items.empty();
      item = asArray(item, at, empty ? builder.getI64Type() : Type());
    }
    if (item.tag == Tag::Bool)
      item = asArray(item, at);
    if (item.isNumPy() && isBool(item.dtype())) {
      item = asArray(item, at);
      result.items.push_back({Item::Mask, item});
      used += item.rank();
      result.advanced = true;
    } else if (item.isArray() && isInt(item.dtype())) {
      if (item.rank() == 0) {
        result.items.push_back({Item::Integer, item});
      } else {
        result.items.push_back({Item::Array, item});
        result.advanced = true;
      }
      ++used;
    } else if (item.isNumPy()) {
      raise("IndexError", item.tag == Tag::Scalar ? "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices" : "arrays used as indices must be of integer (or boolean) type", at);
    } else {
      raise("IndexError", "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices", at);
    }
  }
  int64_t rank = array.rank();
  if (used > rank)
    raise("IndexError", rank == 0 && !result.advanced ? "too many indices for array: array is 0-dimensional, but " + Twine(used) + " were indexed"
                                    : "too many indices for array: array is " + Twine(rank) + "-dimensional, but " + Twine(used) + " were indexed", at);
  // Whole axes where the ellipsis stands, or at the end.
  Binding whole;
  whole.tag = Tag::Slice;
  whole.items = {none(), none(), none()};
  size_t where = ellipsis >= 0 ? ellipsis : result.items.size();
  result.items.insert(result.items.begin() + where, rank - used, Item{Item::Slice, whole});
  result.allIntegers = ellipsis < 0 && llvm::all_of(result.items, [](const Item &i) { return i.kind == Item::Integer; });
  return result;
}

// The basic part as views: slices and new axes, and integers too unless an index array stands beside them (then they
// are index arrays, which decide where the new axes go).
Binding Importer::basicView(const Binding &array, Index &index, const ast::Node *at) {
  SmallVector<Value> starts, lengths, steps;
  SmallVector<int64_t> drop, newAxes;
  Value shape = dimSource(array, at);
  int64_t axis = 0, place = 0;
  bool trivial = true;
  std::vector<Item> left;
  auto wholeAxis = [&] {
    starts.push_back(constantIndex(0, at));
    lengths.push_back(create<np::DimOp>(at, builder.getIndexType(), shape, axis));
    steps.push_back(constantIndex(1, at));
    ++axis, ++place;
  };
  for (Item &item : index.items) {
    switch (item.kind) {
    case Item::NewAxis:
      newAxes.push_back(place++);
      trivial = false;
      left.push_back({Item::Slice, {}});
      continue;
    case Item::Integer:
      if (index.advanced) {
        left.push_back({Item::Array, item.value});
        wholeAxis();
        continue;
      }
      starts.push_back(wrapIndex(asIndex(item.value, at), shape, axis, at));
      drop.push_back(axis++);
      trivial = false;
      continue;
    case Item::Slice: {
      const Binding &slice = item.value;
      left.push_back(item);
      auto part = [&](int i) { return slice.items[i].tag == Tag::None ? Value() : asIndex(slice.items[i], at); };
      Value length = create<np::DimOp>(at, builder.getIndexType(), shape, axis);
      if (slice.items[0].tag == Tag::None && slice.items[1].tag == Tag::None && slice.items[2].tag == Tag::None) {
        wholeAxis();
        continue;
      }
      Value step = part(2) ? part(2) : constantIndex(1, at);
      auto bounds = create<np::SliceBoundsOp>(at, builder.getIndexType(), builder.getIndexType(), length, part(0), part(1), step);
      starts.push_back(bounds.getFirst()), lengths.push_back(bounds.getCount()), steps.push_back(step);
      ++axis, ++place;
      trivial = false;
      continue;
    }
    case Item::Array:
      left.push_back(item);
      wholeAxis();
      continue;
    case Item::Mask:
      left.push_back(item);
      for (int64_t i = 0, n = item.value.rank(); i < n; ++i)
        wholeAxis();
      continue;
    }
  }
  index.items = std::move(left);
  if (trivial && !index.isObject)
    return array;
  Binding result = array;
  if (axis > 0 || !drop.empty()) {
    SmallVector<Value> operands(starts);
    operands.append(lengths), operands.append(steps);
    int32_t segments[] = {1, int32_t(starts.size()), int32_t(lengths.size()), int32_t(steps.size())};
    result = view(array, np::SliceOp::getOperationName(), operands,
                  {builder.getNamedAttr("drop", builder.getDenseI64ArrayAttr(drop)),
                   builder.getNamedAttr("operandSegmentSizes", builder.getDenseI32ArrayAttr(segments))},
                  arrayType(array.dtype(), lengths.size()), at);
  }
  if (!newAxes.empty())
    result = view(result, np::ExpandDimsOp::getOperationName(), {}, builder.getNamedAttr("axes", builder.getDenseI64ArrayAttr(newAxes)),
                  arrayType(array.dtype(), result.rank() + newAxes.size()), at);
  return result;
}

Value Importer::dimSource(const Binding &array, const ast::Node *at) {
  return array.tag == Tag::Ref ? array.value : tensor(array, at);
}

Value Importer::wrapIndex(Value index, Value shapeSource, int64_t axis, const ast::Node *at) {
  Value length = create<np::DimOp>(at, builder.getIndexType(), shapeSource, axis);
  return create<np::WrapIndexOp>(at, builder.getIndexType(), index, length, builder.getI64IntegerAttr(axis), UnitAttr());
}

// `:`, `a`, `m` for each axis, and the operands of the a's and m's in order.
std::string Importer::patternOf(const Index &index, SmallVectorImpl<Value> &operands, const ast::Node *at) {
  std::string pattern;
  for (const Item &item : index.items) {
    if (item.kind == Item::Slice) {
      pattern += ':';
    } else if (item.kind == Item::Mask) {
      pattern += std::string(std::max<int64_t>(item.value.rank(), 1), 'm');
      operands.push_back(tensor(item.value, at));
    } else {
      pattern += 'a';
      operands.push_back(item.value.isArray() ? tensor(item.value, at) : asIndex(item.value, at));
    }
  }
  return pattern;
}

// NumPy's rule for the result's rank: index arrays broadcast together to one group of axes.
static int64_t gatherRank(const Importer::Index &index);

Binding Importer::arraySubscript(const Binding &array, const ast::Expr *slice, const ast::Node *at) {
  Binding index = expression(slice);
  return dispatch(index, at, [&](const Binding &each) { return arrayItem(array, each, at); });
}

Binding Importer::arrayItem(const Binding &array, const Binding &given, const ast::Node *at) {
  if (given.tag == Tag::Tuple)
    for (const Binding &item : given.items)
      if (item.tag == Tag::Either)
        return dispatch(given.items, at, [&](ArrayRef<Binding> chosen) { return arrayItem(array, tuple(std::vector<Binding>(chosen)), at); });
  if (array.tag == Tag::Scalar)
    return arrayItem(asArray(array, at), given, at);
  Index index = parseIndex(array, given, at);
  if (index.allIntegers) { // an element: read at once
    SmallVector<Value> indices;
    Value shape = dimSource(array, at);
    for (auto [axis, item] : llvm::enumerate(index.items))
      indices.push_back(wrapIndex(asIndex(item.value, at), shape, axis, at));
    return ofValue(create<np::ExtractOp>(at, scalarType(array.dtype()), tensor(array, at), indices));
  }
  index.isObject = entry && !index.advanced;
  Binding view = basicView(array, index, at);
  if (!index.advanced)
    return view;
  SmallVector<Value> operands;
  std::string pattern = patternOf(index, operands, at);
  return ofValue(create<np::GatherOp>(at, arrayType(array.dtype(), gatherRank(index)), tensor(view, at), operands, builder.getStringAttr(pattern)));
}

int64_t gatherRank(const Importer::Index &index) {
  int64_t group = 0, rest = 0;
  for (const Item &item : index.items) {
    if (item.kind == Item::Slice)
      ++rest;
    else if (item.kind == Item::Mask)
      group = std::max<int64_t>(group, 1);
    else if (item.value.isArray())
      group = std::max(group, item.value.rank());
  }
  return group + rest;
}

//===--- Writing --------------------------------------------------------------------------------------------------===//

// A value on its way into an array: a scalar of its dtype, or a tensor (copied where it may overlap).
Value Importer::storedValue(const Binding &target, const Binding &value, const ast::Node *at) {
  if (value.tag == Tag::Scalar || value.isPythonNumber())
    return scalarOf(value, target.dtype(), at);
  if (value.tag == Tag::Str)
    return scalarOf(ofValue(asFloat(value, at)), target.dtype(), at);
  if (value.tag == Tag::None)
    raise("TypeError", "float() argument must be a string or a real number, not 'NoneType'", at);
  Binding array = asArray(value, at);
  Value elements = tensor(array, at);
  if (array.isArray() && mayAlias(target, array) && !hasFault("no-overlap-copy"))
    elements = create<np::CopyOp>(at, elements.getType(), elements, builder.getStringAttr("K"));
  return elements;
}

void Importer::assignAll(const Binding &target, const Binding &value, const ast::Node *at, bool checked) {
  if (!checked)
    checkWritable(target, "assignment destination", at);
  Value elements = storedValue(target, value, at);
  if (isa<RankedTensorType>(elements.getType()) && !checked)
    create<np::CheckAssignOp>(at, dimSource(target, at), elements, UnitAttr());
  write(
      target, at, [&](Value base, Value through) { return create<np::UpdateOp>(at, base.getType(), base, through, elements).getResult(); },
      [&](Value ref) { create<np::RefUpdateOp>(at, ref, elements); });
}

void Importer::storeItem(const Binding &array, const Binding &given, const Binding &value, const ast::Node *at) {
  if (given.tag == Tag::Tuple)
    for (const Binding &item : given.items)
      if (item.tag == Tag::Either) {
        dispatch(given.items, at, [&](ArrayRef<Binding> chosen) { return storeItem(array, tuple(std::vector<Binding>(chosen)), value, at), none(); });
        return;
      }
  checkWritable(array, "assignment destination", at);
  Index index = parseIndex(array, given, at);
  if (index.allIntegers) {
    SmallVector<Value> indices;
    Value shape = dimSource(array, at);
    for (auto [axis, item] : llvm::enumerate(index.items))
      indices.push_back(wrapIndex(asIndex(item.value, at), shape, axis, at));
    Value element;
    if (value.isArray() && value.rank() > 0) {
      element = create<np::ElementOfOp>(at, scalarType(array.dtype()), tensor(value, at)); // one element, or ValueError
    } else if (!value.isArray() && value.tag != Tag::Scalar && !value.isPythonNumber() && value.tag != Tag::Str) {
      if (value.tag == Tag::None)
        storedValue(array, value, at);
      element = create<np::ElementOfOp>(at, scalarType(array.dtype()), tensor(asArray(value, at), at));
    } else {
      element = value.tag == Tag::Str ? storedValue(array, value, at) : scalarOf(value, array.dtype(), at);
    }
    write(
        array, at,
        [&](Value base, Value through) { return create<np::InsertOp>(at, base.getType(), base, through, element, indices).getResult(); },
        [&](Value ref) { create<np::RefInsertOp>(at, element, ref, indices); });
    return;
  }
  Binding view = basicView(array, index, at);
  if (!index.advanced)
    return assignAll(view, value, at);
  scatter(view, index, value, "", at);
}

void Importer::scatter(const Binding &view, const Index &index, const Binding &value, StringRef op, const ast::Node *at) {
  SmallVector<Value> operands;
  std::string pattern = patternOf(index, operands, at);
  Value elements = storedValue(view, value, at);
  // An index array that is (a view of) the target itself is read before the write.
  size_t next = 0;
  for (const Item &item : index.items) {
    if (item.kind == Item::Slice)
      continue;
    if (item.value.isArray() && mayAlias(view, item.value) && isa<RankedTensorType>(operands[next].getType()))
      operands[next] = create<np::CopyOp>(at, operands[next].getType(), operands[next], builder.getStringAttr("K"));
    ++next;
  }
  write(
      view, at,
      [&](Value base, Value through) {
        return create<np::ScatterOp>(at, base.getType(), base, through, elements, operands, builder.getStringAttr(pattern), builder.getStringAttr(op)).getResult();
      },
      [&](Value ref) { create<np::RefScatterOp>(at, elements, ref, operands, builder.getStringAttr(pattern), builder.getStringAttr(op)); });
}

// ufunc.at: every index counts, also a repeated one.
void Importer::scatterAt(const Binding &array, const Binding &given, const Binding &value, StringRef op, const ast::Node *at) {
  Index index = parseIndex(array, given, at);
  index.advanced = true;
  Binding view = basicView(array, index, at);
  scatter(view, index, value, op, at);
}

//===--- op= ------------------------------------------------------------------------------------------------------===//

static StringRef symbolOf(ast::Operator op) {
  static const StringRef symbols[] = {"+", "-", "*", "@", "/", "%", "**", "<<", ">>", "|", "^", "&", "//"};
  return symbols[int(op)];
}

// The result of array op value, castable into the array, or NumPy's UFuncTypeError.
Binding Importer::inPlaceResult(const Binding &array, ast::Operator op, const Binding &value, const ast::Node *at) {
  Block *block = builder.getInsertionBlock();
  Operation *last = block->empty() ? nullptr : &block->back();
  inPlaceTarget = array.rank() > 0 ? &array : nullptr;
  Binding result = binary(op, array, value, at);
  inPlaceTarget = nullptr;
  if (!result.isNumPy())
    return result;
  if (!canCastSameKind(result.dtype(), array.dtype())) {
    // NumPy looks at dtypes before it looks at shapes: no check of them comes first.
    while (!block->empty() && &block->back() != last)
      block->back().erase();
    const Row *row = rows.numpy(symbolOf(op));
    StringRef name = row->names[0];
    name.consume_front("np.");
    raise("UFuncTypeError", "Cannot cast ufunc '" + name + "' output from dtype('" + dtypeName(result.dtype()) + "') to dtype('" + dtypeName(array.dtype()) + "') with casting rule 'same_kind'", at);
  }
  return result;
}

void Importer::augmentedAssign(const Binding &array, ast::Operator op, const Binding &value, const ast::Node *at) {
  if (value.tag == Tag::Either) {
    dispatch(value, at, [&](const Binding &each) { return augmentedAssign(array, op, each, at), none(); });
    return;
  }
  checkWritable(array, "output array", at);
  Binding result = inPlaceResult(array, op, value, at);
  if (result.isArray() && result.rank() > 0)
    create<np::CheckAssignOp>(at, dimSource(array, at), tensor(result, at), builder.getUnitAttr());
  assignAll(array, result, at, /*checked=*/true);
}

// a[i] op= value: the index is evaluated once; a[mask] and a[[i, j]] read, compute, store.
void Importer::augmentedElement(const Binding &array, const ast::Subscript *element, const ast::AugAssign *stmt) {
  Binding index = expression(element->slice);
  if (index.tag == Tag::Array && index.object < 0) // used twice
    index = named(index, site(element->slice, "index"));
  dispatch(index, stmt, [&](const Binding &each) {
    Binding old = arrayItem(array, each, stmt);
    Binding value = expression(stmt->value);
    return dispatch(value, stmt, [&](const Binding &operand) {
      if (old.isArray() && old.tag != Tag::Scalar && (old.object >= 0 || old.tag == Tag::Ref)) { // a view: in place
        augmentedAssign(old, stmt->op, operand, stmt);
        return none();
      }
      Binding target = array;
      Binding result = old.tag == Tag::Scalar ? binary(stmt->op, old, operand, stmt) : inPlaceResult(old, stmt->op, operand, stmt);
      storeItem(target, each, result, stmt);
      return none();
    });
  });
}
