// Expressions. An operand is a reference: arrays are looked up by what consumes them, scalars at once.
#include "frontend/Exceptions.h"
#include "frontend/Frame.h"
#include "frontend/KnownNames.h"
#include "frontend/Program.h"
#include "ir/Types.h"
#include "llvm/ADT/ScopeExit.h"

using namespace mlir;
using namespace np2gpu;

Binding Importer::expression(const ast::Expr *expr) {
  using namespace ast;
  IntContext outer = std::exchange(intContext, IntContext::Checked);
  auto inContext = [&](IntContext context, const Expr *operand) {
    intContext = context;
    return expression(operand);
  };
  return llvm::TypeSwitch<const Expr *, Binding>(expr)
      .Case([&](const Constant *e) { return constantOf(e); })
      .Case([&](const Name *e) { return name(e->id, e); })
      .Case([&](const BinOp *e) {
        auto [forLeft, forRight] = operandContexts(e, outer);
        Binding left = inContext(forLeft, e->left);
        if (left.isArray() && hasFault("early-version"))
          left = ofValue(create<np::CopyOp>(e, left.type, tensor(left, e), builder.getStringAttr("K")));
        Binding right = inContext(forRight, e->right);
        intContext = outer;
        auto leave = llvm::make_scope_exit([&] { intContext = IntContext::Checked; });
        return binary(e->op, left, right, e);
      })
      .Case([&](const UnaryOp *e) { return unary(e->op, inContext(outer, e->operand), e); })
      .Case([&](const BoolOp *e) { return boolOp(e, 0); })
      .Case([&](const Compare *e) { return comparison(e, expression(e->left), 0); })
      .Case([&](const Call *e) { return importCall(e); })
      .Case([&](const ast::Attribute *e) {
        Binding base = expression(e->value);
        return dispatch(base, e, [&](const Binding &each) { return attribute(each, e->attr, e); });
      })
      .Case([&](const Subscript *e) {
        Binding base = expression(e->value);
        return dispatch(base, e, [&](const Binding &each) { return subscript(each, e->slice, e); });
      })
      .Case([&](const Tuple *e) { return tuple(items(e->elts)); })
      .Case([&](const List *e) { return listDisplay(items(e->elts), e); })
      .Case([&](const Dict *e) { return dictDisplay(e); })
      .Case([&](const Set *e) { return setOf(items(e->elts), e); })
      .Case([&](const IfExp *e) {
        Binding test = condition(e->test);
        if (std::optional<bool> known = staticBool(test))
          return inContext(outer, *known ? e->body : e->orelse);
        return branch(test.value, e, [&] { return named(inContext(outer, e->body), site(e->body)); },
                      [&] { return named(inContext(outer, e->orelse), site(e->orelse)); });
      })
      .Case([&](const Lambda *e) { return functionValue(e, e->args); })
      .Case([&](const JoinedStr *e) { return joinedStr(e); })
      .Case([&](const NamedExpr *e) {
        Binding value = named(expression(e->value), site(e));
        assign(e->target, value, e);
        return value;
      })
      .Case([&](const ListComp *e) { return comprehension(e->elt, e->generators, e); })
      .Case([&](const DictComp *e) { return dictComprehension(e); })
      .Case([&](const SetComp *e) { return setComprehension(e); })
      .Case([&](const GeneratorExp *e) { return comprehension(e->elt, e->generators, e); })
      .Case([&](const Slice *e) {
        Binding slice;
        slice.tag = Tag::Slice;
        for (const Expr *part : {e->lower, e->upper, e->step})
          slice.items.push_back(part ? expression(part) : none());
        return slice;
      })
      .Case<Yield, YieldFrom>([&](const Expr *e) -> Binding {
        unsupported(e, "a generator ('yield')", "collect the values in a list and return it");
      })
      .Case([&](const SetComp *e) -> Binding { unsupported(e, "a set comprehension", "use a list comprehension, or np.unique of an array"); })
      .Default([&](const Expr *e) -> Binding { unsupported(e, "this expression", "write it with arrays, lists and calls"); });
}

std::vector<Binding> Importer::items(ast::Seq<ast::Expr> exprs) {
  std::vector<Binding> result;
  for (const ast::Expr *expr : exprs) {
    if (auto *starred = llvm::dyn_cast<ast::Starred>(expr)) {
      std::optional<std::vector<Binding>> inner = staticItems(expression(starred->value));
      if (!inner)
        unsupported(expr, "'*' of a sequence whose length is not known when compiling", "use np.concatenate or list.extend");
      result.insert(result.end(), inner->begin(), inner->end());
      continue;
    }
    result.push_back(expression(expr));
  }
  return result;
}

Binding Importer::constantOf(const ast::Constant *e) {
  switch (e->valueKind) {
  case ast::ConstantKind::None: return none();
  case ast::ConstantKind::False: return constantBool(false, e);
  case ast::ConstantKind::True: return constantBool(true, e);
  case ast::ConstantKind::Ellipsis: { Binding b; b.tag = Tag::Ellipsis; return b; }
  case ast::ConstantKind::Int:
    if (e->words.empty() || e->fitsInt64())
      return constantInt(e->words.empty() ? 0 : e->asInt64(), e);
    return constantWide(e->asAPInt(), e);
  case ast::ConstantKind::Float: return constantFloat(e->number, e);
  case ast::ConstantKind::Complex: {
    Value re = constantFloat(0, e).value, im = constantFloat(e->number, e).value;
    return ofValue(create<py::ComplexOp>(e, ComplexType::get(builder.getF64Type()), ValueRange{re, im}));
  }
  case ast::ConstantKind::Str: return constantStr(e->bytes, e);
  case ast::ConstantKind::Bytes: unsupported(e, "a bytes object", "use a str or an array of np.uint8");
  }
  llvm_unreachable("all kinds of constants are handled");
}

Binding Importer::constantWide(const llvm::APInt &value, const ast::Node *at) {
  if (value.getSignificantBits() > 128)
    unsupported(at, "an int of more than 128 bits", "keep integers below 2**127");
  Attribute attribute = builder.getIntegerAttr(builder.getIntegerType(128), value.sextOrTrunc(128));
  Binding result = ofValue(create<py::ConstantOp>(at, py::WideType::get(&context), attribute));
  result.constant = attribute;
  return result;
}

//===--- Names ----------------------------------------------------------------------------------------------------===//

Binding Importer::name(StringRef id, const ast::Node *at) {
  std::string key = frame->keyOf(id);
  State::Slot *slot = frame->slot(key);
  bool isLocal = frame->scope->parent && frame->scope->locals.count(id.str());
  if (!slot || slot->kind.tag == Tag::Unbound) {
    if (!isLocal)
      if (std::optional<Binding> builtin = builtinName(id))
        return *builtin;
    unbound(id, at);
  }
  Binding value = frame->load(*slot, at);
  if (value.tag != Tag::Either)
    return value;
  // One of the alternatives is "unbound": raise there, go on without it.
  for (auto [i, item] : llvm::enumerate(value.items)) {
    if (item.tag != Tag::Unbound)
      continue;
    auto check = create<py::IfOp>(at, TypeRange{}, is(value.value, i, at));
    State before = frame->state;
    region(check.getThenRegion().front(), [&] { unbound(id, at); });
    frame->state = before;
    std::vector<Binding> rest;
    for (const Binding &other : value.items)
      if (other.tag != Tag::Unbound)
        rest.push_back(other);
    if (rest.size() == 1) {
      Binding only = rest[0];
      frame->store(key, only, at);
      return only;
    }
    break;
  }
  return value;
}

void Importer::unbound(StringRef id, const ast::Node *at) {
  if (frame->scope->parent && frame->scope->locals.count(id.str()))
    raise("UnboundLocalError", "cannot access local variable '" + id + "' where it is not associated with a value", at);
  for (const Scope *outer = frame->scope->parent; outer && outer->parent; outer = outer->parent)
    if (outer->locals.count(id.str()))
      raise("NameError", "cannot access free variable '" + id + "' where it is not associated with a value in enclosing scope", at);
  if (std::optional<StringRef> instead = knownName("", id))
    unsupported(at, "the builtin '" + id + "'", *instead);
  // Python offers the nearest name of the function, else of the module, else of the builtins.
  StringRef near;
  SmallVector<StringRef> candidates;
  for (const Frame *each = frame; each && near.empty(); each = each->caller) {
    candidates.clear();
    for (auto &[key, slot] : each->state.names)
      if (slot.kind.tag != Tag::Unbound && StringRef(key).find_first_of(":@") == StringRef::npos)
        candidates.push_back(key);
    near = suggestion(id, candidates);
  }
  if (near.empty()) {
    candidates.clear();
    for (const Row &row : rows.all())
      if (row.kind == "builtin")
        candidates.append(row.names.begin(), row.names.end());
    knownNames("", candidates);
    exceptionNames(candidates);
  }
  raiseUnknown("NameError", "name '" + id + "' is not defined", id, candidates, at);
}

//===--- and, or, comparisons -------------------------------------------------------------------------------------===//

// Each operand nests in the one before it.
void Importer::checkOperands(const ast::Expr *e, size_t count) {
  if (count > 200)
    unsupported(e, "an expression of more than 200 operands", "use all() or any() of a list");
}

// `x and y` is one of its operands; the later ones are evaluated only if needed.
Binding Importer::boolOp(const ast::BoolOp *e, size_t from) {
  checkOperands(e, from);
  Binding value = expression(e->values[from]);
  if (from + 1 == e->values.size())
    return value;
  bool isAnd = e->op == ast::BoolOperator::And;
  value = named(value, site(e->values[from]));
  Binding test = truth(value, e->values[from]);
  if (std::optional<bool> known = staticBool(test))
    return *known == isAnd ? boolOp(e, from + 1) : value;
  auto rest = [&] { return named(boolOp(e, from + 1), site(e->values[from + 1])); };
  auto stop = [&] { return value; };
  return isAnd ? branch(test.value, e, rest, stop) : branch(test.value, e, stop, rest);
}

// The truth of an expression: its operands' values are not kept, so they need no common kind.
Binding Importer::condition(const ast::Expr *e) {
  if (auto *logic = llvm::dyn_cast<ast::BoolOp>(e))
    return condition(logic, 0);
  if (auto *negation = llvm::dyn_cast<ast::UnaryOp>(e); negation && negation->op == ast::UnaryOperator::Not)
    return unary(negation->op, condition(negation->operand), e);
  return truth(expression(e), e);
}

Binding Importer::condition(const ast::BoolOp *e, size_t from) {
  checkOperands(e, from);
  Binding test = condition(e->values[from]);
  bool isAnd = e->op == ast::BoolOperator::And;
  if (from + 1 == e->values.size())
    return test;
  if (std::optional<bool> known = staticBool(test))
    return *known == isAnd ? condition(e, from + 1) : test;
  auto rest = [&] { return condition(e, from + 1); };
  auto stop = [&] { return constantBool(!isAnd, e); };
  return isAnd ? branch(test.value, e, rest, stop) : branch(test.value, e, stop, rest);
}

// a < b < c: b is evaluated once, c only if a < b.
Binding Importer::comparison(const ast::Compare *e, const Binding &left, size_t from) {
  checkOperands(e, from);
  // `x in {1, 2, 3}` needs no set.
  auto *set = llvm::dyn_cast<ast::Set>(e->comparators[from]);
  bool isMembership = e->ops[from] == ast::CmpOperator::In || e->ops[from] == ast::CmpOperator::NotIn;
  Binding right = set && isMembership ? tuple(items(set->elts)) : expression(e->comparators[from]);
  if (from + 1 < e->ops.size())
    right = named(right, site(e->comparators[from]));
  Binding result = dispatch({left, right}, e, [&](ArrayRef<Binding> pair) { return compare(e->ops[from], pair[0], pair[1], e); });
  if (from + 1 == e->ops.size())
    return result;
  Binding test = truth(result, e);
  if (std::optional<bool> known = staticBool(test))
    return *known ? comparison(e, right, from + 1) : result;
  return branch(test.value, e, [&] { return comparison(e, right, from + 1); }, [&] { return result; });
}

//===--- Calls ----------------------------------------------------------------------------------------------------===//

Binding Importer::importCall(const ast::Call *e) {
  Binding callee = expression(e->func);
  Arguments arguments;
  arguments.call = e;
  arguments.at = e;
  bool isPrint = callee.tag == Tag::Builtin && rows.python(callee.name) && rows.python(callee.name)->rule == Rule::of_print;
  arguments.positional = isPrint ? printed(e) : items(e->args);
  for (const ast::Keyword *keyword : e->keywords) {
    Binding value = expression(keyword->value);
    if (!keyword->arg.empty()) {
      arguments.keywords.push_back({keyword->arg.str(), value, keyword});
      continue;
    }
    if (value.tag != Tag::Dict)
      unsupported(keyword, "'**' of this value", "pass the arguments by name");
    for (auto [key, item] : llvm::zip(value.keys, value.items))
      arguments.keywords.push_back({llvm::cast<StringAttr>(key).getValue().str(), item, keyword});
  }
  return dispatch(callee, e, [&](const Binding &each) { return call(each, arguments); });
}

// print(*sequence): a sequence whose length is not static is one text, with print's separator in it.
std::vector<Binding> Importer::printed(const ast::Call *e) {
  std::vector<Binding> result;
  for (const ast::Expr *expr : e->args) {
    auto *starred = llvm::dyn_cast<ast::Starred>(expr);
    Binding value = expression(starred ? starred->value : expr);
    std::optional<std::vector<Binding>> known = starred ? staticItems(value) : std::nullopt;
    if (known)
      result.insert(result.end(), known->begin(), known->end());
    if (known || !starred) {
      if (!starred)
        result.push_back(value);
      continue;
    }
    if (e->args.size() > 1)
      unsupported(expr, "'*' of a sequence whose length is not known when compiling, beside other arguments", "print them with a call of their own and end=' '");
    Binding sep = constantStr(" ", e);
    for (const ast::Keyword *keyword : e->keywords)
      if (keyword->arg == "sep")
        sep = expression(keyword->value);
    std::string key = "printed@" + std::to_string(uintptr_t(e));
    frame->store(key, dynamicList({}, kindOf(py::StrType::get(&context)), e), e);
    eachItem(value, expr, [&](const Binding &item) {
      Arguments one;
      one.positional = {ofValue(text(item, false, expr))};
      one.at = expr;
      listMethod(frame->load(*frame->slot(key), expr), "append", one);
    });
    Value all = frame->load(*frame->slot(key), expr).value;
    frame->state.names.erase(key);
    result.push_back(ofValue(create<py::StrJoinOp>(expr, sep.value.getType(), ValueRange{sep.value, all})));
  }
  return result;
}

Binding Importer::call(const Binding &callee, Arguments &arguments) {
  switch (callee.tag) {
  case Tag::Function:
    return callFunction(callee, arguments);
  case Tag::Row:
    return callRow(*rows.numpy(callee.name), arguments, arguments.at);
  case Tag::Builtin:
    return callBuiltin(callee.name, arguments);
  case Tag::Method: {
    const Binding &receiver = callee.items[0];
    return dispatch(receiver, arguments.at, [&](const Binding &each) {
      return each.isNumPy() ? arrayMethod(each, callee.name, arguments) : callMethod(each, callee.name, arguments);
    });
  }
  case Tag::Dtype:
    return callDtype(callee, arguments);
  case Tag::Opaque: {
    Binding result;
    result.tag = Tag::Opaque;
    return result;
  }
  default:
    raise("TypeError", "'" + typeName(callee) + "' object is not callable", arguments.at);
  }
}

Binding Importer::attribute(const Binding &base, StringRef attr, const ast::Node *at) {
  if (base.tag == Tag::Module)
    return moduleAttribute(base, attr, at);
  if (base.tag == Tag::Opaque)
    return base;
  if (base.isNumPy())
    return arrayAttribute(base, attr, at);
  return valueAttribute(base, attr, at);
}
