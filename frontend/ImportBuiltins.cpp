// Python's builtins: a handler for each row of kind "builtin" (PyRows.td).
#include "frontend/Exceptions.h"
#include "frontend/Frame.h"
#include "ir/Types.h"

using namespace mlir;
using namespace np2gpu;

std::optional<Binding> Importer::builtinName(StringRef id) {
  Binding result;
  result.name = id.str();
  if (frame->file->isLibrary) { // inside lib/: np, and the other functions of lib/
    if (id == "np") {
      result.tag = Tag::Module;
      return result;
    }
    if (const Binding *function = libraryFunction(("np." + id).str()))
      return *function;
  }
  if (isException(id)) {
    result.tag = Tag::Exception;
    return result;
  }
  const Row *row = rows.python(id);
  if (!row || (row->kind != "builtin" && row->kind != "function"))
    return std::nullopt;
  result.tag = Tag::Builtin;
  return result;
}

Binding Importer::callBuiltin(StringRef name, Arguments &arguments) {
  using Handler = Binding (Importer::*)(Arguments &);
  static const std::map<Rule, Handler> handlers = {
      {Rule::of_print, &Importer::callPrint},   {Rule::of_range, &Importer::callRange},     {Rule::of_len, &Importer::callLen},
      {Rule::of_iterator, &Importer::callIterator}, {Rule::of_minmax, &Importer::callMinMax}, {Rule::of_convert, &Importer::callConvert},
      {Rule::of_text, &Importer::callText},     {Rule::of_isinstance, &Importer::callIsinstance}, {Rule::of_type, &Importer::callType},
      {Rule::of_sum, &Importer::callSum},       {Rule::of_anyall, &Importer::callAnyAll},   {Rule::of_abs, &Importer::callAbs},
      {Rule::of_round, &Importer::callRound},   {Rule::of_divmod, &Importer::callDivmod},   {Rule::of_pow, &Importer::callPow},
      {Rule::of_list, &Importer::callList},     {Rule::of_tuple, &Importer::callTuple},     {Rule::of_sorted, &Importer::callSorted},
      {Rule::of_dict, &Importer::callDict},     {Rule::of_set, &Importer::callSet},
      {Rule::of_slice, &Importer::callSlice},   {Rule::of_hasattr, &Importer::callHasattr}, {Rule::of_exit, &Importer::callExit},
  };
  const Row *row = rows.python(name);
  if (row->kind != "builtin")
    return callRowOfPython(*row, arguments);
  bool dispatches = row->rule != Rule::of_print && row->rule != Rule::of_text;
  for (auto [i, value] : llvm::enumerate(arguments.positional))
    if (dispatches && value.tag == Tag::Either)
      return dispatch(value, arguments.at, [&, i = i](const Binding &each) {
        Arguments again = arguments;
        again.positional[i] = each;
        return callBuiltin(name, again);
      });
  std::string outer = std::exchange(calledName, name.str());
  Binding result = (this->*handlers.at(row->rule))(arguments);
  calledName = outer;
  return result;
}

// A row of the py dialect that is a function of its arguments: math.sqrt, time.time.
Binding Importer::callRowOfPython(const Row &row, Arguments &arguments) {
  SmallVector<Parameter> parameters = parseSignature(row.signature);
  const ast::Node *at = arguments.at;
  StringRef shown = row.names[0];
  std::vector<Binding> given = arguments.positional;
  size_t required = llvm::count_if(parameters, [](const Parameter &p) { return !p.fallback; });
  for (size_t i = given.size(); i < parameters.size(); ++i) // by name; what is left out ends the list
    for (const Keyword &keyword : arguments.keywords)
      if (keyword.name == parameters[i].name)
        given.push_back(keyword.value);
  while (given.size() > required && given.back().tag == Tag::None)
    given.pop_back();
  size_t count = arguments.positional.size() + arguments.keywords.size();
  if (given.size() < required || count > parameters.size())
    raise("TypeError", shown + "() takes exactly " + Twine(parameters.size()) + " argument" + (parameters.size() == 1 ? "" : "s") + " (" + Twine(count) + " given)", at);
  for (auto [i, value] : llvm::enumerate(given))
    if (value.tag == Tag::Either)
      return dispatch(value, at, [&, i = i](const Binding &each) {
        Arguments again;
        again.at = at;
        again.positional = given;
        again.positional[i] = each;
        return callRowOfPython(row, again);
      });
  SmallVector<Value> operands;
  for (auto [parameter, value] : llvm::zip(parameters, given))
    if (parameter.kind == "str" && value.tag != Tag::Str)
      raise("TypeError", value.tag == Tag::None ? Twine("must be str, not None") : "must be str, not " + typeName(value), at);
  for (auto [parameter, value] : llvm::zip(parameters, given))
    operands.push_back(parameter.kind == "float" ? asFloat(value, at) : parameter.kind == "int" ? asIndex(value, at) : parameter.kind == "str" ? text(value, false, at) : value.value);
  SmallVector<Type> types;
  if (row.rule == Rule::of_float)
    types.push_back(builder.getF64Type());
  else if (row.rule == Rule::of_int)
    types.push_back(builder.getIndexType());
  else if (row.rule == Rule::of_bool)
    types.push_back(builder.getI1Type());
  else if (row.rule == Rule::of_str)
    types.push_back(py::StrType::get(&context));
  else if (row.rule == Rule::of_list_str)
    types.push_back(py::ListType::get(&context, py::StrType::get(&context)));
  Operation *op = createOp(row.op, at, operands, types);
  return types.empty() ? none() : ofValue(op->getResult(0));
}

static const Binding *keyword(const Arguments &arguments, StringRef name) {
  for (const Keyword &k : arguments.keywords)
    if (k.name == name)
      return &k.value;
  return nullptr;
}

//===--- Text -----------------------------------------------------------------------------------------------------===//

static void escape(StringRef text, std::string &format) {
  for (char c : text) {
    if (c == '{' || c == '}')
      format += c;
    format += c;
  }
}

static std::string quoted(StringRef text) { // repr of a str of plain characters; others are quoted at run time
  return "'" + text.str() + "'";
}

void Importer::piece(const Binding &value, bool repr, Piece &out, const ast::Node *at) {
  auto list = [&](StringRef open, StringRef close, bool comma) {
    escape(open, out.format);
    for (auto [i, item] : llvm::enumerate(value.items)) {
      if (i)
        out.format += ", ";
      if (!value.keys.empty() && value.tag == Tag::Tuple) // a named one
        out.format += cast<StringAttr>(value.keys[i]).getValue().str() + "=";
      if (!value.keys.empty() && value.tag == Tag::Dict) {
        if (auto key = dyn_cast<StringAttr>(value.keys[i]))
          escape(quoted(key.getValue()), out.format);
        else
          out.format += std::to_string(cast<IntegerAttr>(value.keys[i]).getInt());
        out.format += ": ";
      }
      piece(item, true, out, at);
    }
    if (comma)
      out.format += ',';
    escape(close, out.format);
  };
  switch (value.tag) {
  case Tag::None: out.format += "None"; return;
  case Tag::Ellipsis: out.format += "Ellipsis"; return;
  case Tag::Tuple:
    out.format += value.name;
    return list("(", ")", value.items.size() == 1);
  case Tag::StaticList: return list("[", "]", false);
  case Tag::Dict: return list("{", "}", false);
  case Tag::Map: case Tag::MapSet: return mapPiece(value, out, at);
  case Tag::Instance:
    out.format += "{}";
    out.operands.push_back(objectText(value, repr, at));
    return;
  case Tag::Class:
    out.format += "<class '__main__." + llvm::cast<ast::ClassDef>(value.node)->name.str() + "'>";
    return;
  case Tag::Range:
    out.format += "range(";
    piece(value.items[0], true, out, at), out.format += ", ", piece(value.items[1], true, out, at);
    if (staticInt(value.items[2]) != std::optional<int64_t>(1))
      out.format += ", ", piece(value.items[2], true, out, at);
    out.format += ")";
    return;
  case Tag::Slice:
    out.format += "slice";
    return list("(", ")", false);
  case Tag::Dtype:
    if (value.name == "dtype")
      out.format += repr ? "dtype('" + dtypeName(value.type).str() + "')" : dtypeName(value.type).str();
    else
      out.format += "<class '" + (value.name == "type" ? "" : std::string("numpy.")) + (value.name == "type" ? value.keys.empty() ? "" : cast<StringAttr>(value.keys[0]).getValue().str() : dtypeName(value.type).str()) + "'>";
    return;
  case Tag::Exception: out.format += "<class '" + value.name + "'>"; return;
  case Tag::Builtin: out.format += "<class '" + value.name + "'>"; return;
  case Tag::Str:
    if (value.constant && !repr)
      return escape(cast<StringAttr>(value.constant).getValue(), out.format);
    break;
  case Tag::Either:
    out.format += "{}";
    out.operands.push_back(text(value, repr, at));
    return;
  case Tag::Array: case Tag::Ref:
    out.format += repr ? "{!r}" : "{}";
    out.operands.push_back(tensor(value, at));
    return;
  case Tag::Lazy:
    if (StringRef(value.name).starts_with("dict_")) {
      out.format += value.name + "(";
      piece(value.items[0].tag == Tag::List ? value.items[0] : listOf(value.items[0], at), true, out, at);
      out.format += ")";
      return;
    }
    [[fallthrough]];
  case Tag::Function: case Tag::Module: case Tag::Method: case Tag::Row: case Tag::Generator: case Tag::Flags: case Tag::Flat:
    unsupported(at, "the text of a " + typeName(value), "print what you need of it");
  case Tag::Opaque: case Tag::Unbound: case Tag::NotImplemented: out.format += "<object>"; return;
  default:
    break;
  }
  if (value.tag == Tag::List && value.name == "tuple") { // the list's text with other brackets
    Binding list = value;
    list.name.clear();
    Value all = text(list, true, at), one = create<py::EqOp>(at, builder.getI1Type(), ValueRange{lengthOf(list, at).value, constantIndex(1, at)});
    Value size = create<py::SubOp>(at, builder.getIndexType(), ValueRange{create<py::StrLenOp>(at, builder.getIndexType(), ValueRange{all}), constantIndex(2, at)});
    out.operands.push_back(create<py::StrSliceOp>(at, all.getType(), ValueRange{all, constantIndex(1, at), size, constantIndex(1, at)}));
    out.operands.push_back(create<py::SelectOp>(at, all.getType(), ValueRange{one, constantStr(",", at).value, constantStr("", at).value}));
    out.format += "({}{})";
    return;
  }
  if (value.tag == Tag::List && value.element && hasParts(*value.element))
    return listPiece(value, out, at);
  out.format += repr ? "{!r}" : "{}";
  out.operands.push_back(value.value);
}

Value Importer::formatted(const Piece &piece, const ast::Node *at) {
  bool plain = piece.operands.empty();
  if (plain) { // no operand: a constant, without the doubled braces
    std::string text;
    for (size_t i = 0; i < piece.format.size(); ++i) {
      text += piece.format[i];
      if (piece.format[i] == '{' || piece.format[i] == '}')
        ++i;
    }
    return constantStr(text, at).value;
  }
  return create<py::FormatOp>(at, py::StrType::get(&context), builder.getStringAttr(piece.format), piece.operands);
}

Value Importer::text(const Binding &value, bool repr, const ast::Node *at) {
  if (value.tag == Tag::Either)
    return dispatch(value, at, [&](const Binding &each) { return ofValue(text(each, repr, at)); }).value;
  if (value.tag == Tag::Str && !repr)
    return value.value;
  Piece all;
  piece(value, repr, all, at);
  return formatted(all, at);
}

Binding Importer::callPrint(Arguments &arguments) {
  const ast::Node *at = arguments.at;
  SmallVector<Value> operands;
  std::string sep = " ", end = "\n";
  int32_t file = 1;
  Value dynamicSep, dynamicEnd;
  for (const Keyword &k : arguments.keywords) {
    if (k.name == "sep" || k.name == "end") {
      std::string &target = k.name == "sep" ? sep : end;
      if (k.value.tag != Tag::None && k.value.tag != Tag::Str)
        raise("TypeError", k.name + " must be None or a string, not " + typeName(k.value), at);
      if (std::optional<StringRef> known = staticStr(k.value))
        target = known->str();
      else if (k.value.tag == Tag::Str)
        (k.name == "sep" ? dynamicSep : dynamicEnd) = k.value.value;
    } else if (k.name == "file") {
      file = k.value.tag == Tag::Builtin && k.value.name == "sys.stderr" ? 2 : 1;
    } else if (k.name != "flush") {
      raise("TypeError", "'" + k.name + "' is an invalid keyword argument for print()", at);
    }
  }
  for (const Binding &value : arguments.positional) {
    if (value.isArray())
      operands.push_back(tensor(value, at));
    else if (value.isPythonNumber() || value.tag == Tag::Scalar || value.tag == Tag::Str || (value.tag == Tag::List && value.name.empty() && !(value.element && hasParts(*value.element))) || value.tag == Tag::Caught)
      operands.push_back(value.value);
    else
      operands.push_back(text(value, false, at));
  }
  if (dynamicSep || dynamicEnd) { // one text, with the separators in it
    Piece all;
    for (auto [i, operand] : llvm::enumerate(operands)) {
      if (i && dynamicSep)
        all.format += "{}", all.operands.push_back(dynamicSep);
      else if (i)
        escape(sep, all.format);
      all.format += "{}";
      all.operands.push_back(operand);
    }
    if (dynamicEnd)
      all.format += "{}", all.operands.push_back(dynamicEnd);
    else
      escape(end, all.format);
    operands = {formatted(all, at)};
    end = "";
  }
  create<py::PrintOp>(at, operands, builder.getStringAttr(sep), builder.getStringAttr(end), builder.getI32IntegerAttr(file));
  return none();
}

Binding Importer::callText(Arguments &arguments) {
  const ast::Node *at = arguments.at;
  if (arguments.positional.empty())
    return constantStr("", at);
  const Binding &value = arguments.positional[0];
  if (calledName == "bin" || calledName == "oct" || calledName == "hex") {
    Binding number = value.tag == Tag::Wide ? value : ofValue(asIndex(value, at));
    StringRef spec = calledName == "bin" ? "#b" : calledName == "oct" ? "#o" : "#x";
    return ofValue(formatSpec(number, spec, at));
  }
  if (calledName == "format") {
    std::string spec = arguments.positional.size() > 1 ? demandedStr(arguments.positional[1], at) : "";
    return ofValue(formatSpec(value, spec, at));
  }
  if (calledName == "str" && value.tag == Tag::Str)
    return value;
  return ofValue(text(value, calledName == "repr", at));
}

std::string Importer::demandedStr(const Binding &value, const ast::Node *at) {
  auto constant = dyn_cast<StringAttr>(demandConstant(value, at, "format"));
  return constant ? constant.getValue().str() : std::string();
}

// format(value, spec); without a spec a number's own text, of NumPy scalars that of the Python number.
Value Importer::formatSpec(const Binding &value, StringRef spec, const ast::Node *at) {
  if (value.tag == Tag::Either)
    return dispatch(value, at, [&](const Binding &each) { return ofValue(formatSpec(each, spec, at)); }).value;
  if (value.isArray() || value.tag == Tag::Scalar || value.isPythonNumber() || value.tag == Tag::Str) {
    if (spec.empty() && (value.isPythonNumber() || value.tag == Tag::Str))
      return text(value, false, at);
    Value operand = value.isArray() ? tensor(value, at) : value.value;
    return create<py::FormatOp>(at, py::StrType::get(&context), builder.getStringAttr("{:" + spec.str() + "}"), operand);
  }
  if (!spec.empty())
    raise("TypeError", "unsupported format string passed to " + typeName(value) + ".__format__", at);
  return text(value, false, at);
}

Binding Importer::joinedStr(const ast::JoinedStr *expr) {
  Piece all;
  for (const ast::Expr *part : expr->values) {
    if (auto *literal = llvm::dyn_cast<ast::Constant>(part)) {
      escape(literal->bytes, all.format);
      continue;
    }
    auto *field = llvm::cast<ast::FormattedValue>(part);
    Binding value = expression(field->value);
    if (field->conversion != -1) {
      Binding converted = ofValue(text(value, field->conversion != 's', field));
      value = converted;
    }
    Value dynamicSpec;
    std::string spec;
    if (field->formatSpec) {
      Binding parts = joinedStr(llvm::cast<ast::JoinedStr>(field->formatSpec));
      if (std::optional<StringRef> known = staticStr(parts))
        spec = known->str();
      else
        dynamicSpec = parts.value;
    }
    if (dynamicSpec) {
      all.format += "{:{}}"; // the next operand is the spec
      all.operands.push_back(value.isArray() ? tensor(value, field) : value.value ? value.value : text(value, false, field));
      all.operands.push_back(dynamicSpec);
    } else if ((value.tag == Tag::Scalar || value.isArray() || !spec.empty()) && value.tag != Tag::Either && value.tag != Tag::None) {
      if (!value.isArray() && value.tag != Tag::Scalar && !value.isPythonNumber() && value.tag != Tag::Str)
        raise("TypeError", "unsupported format string passed to " + typeName(value) + ".__format__", field);
      all.format += "{:" + spec + "}";
      all.operands.push_back(value.isArray() ? tensor(value, field) : value.value);
    } else if (value.tag == Tag::Either && !spec.empty()) {
      all.format += "{}";
      all.operands.push_back(formatSpec(value, spec, field));
    } else {
      piece(value, false, all, field);
    }
  }
  if (all.operands.empty()) {
    Value plain = formatted(all, expr);
    Binding result = ofValue(plain);
    if (auto constant = plain.getDefiningOp<py::ConstantOp>())
      result.constant = constant.getValue();
    return result;
  }
  return ofValue(formatted(all, expr));
}

Binding Importer::percentFormat(const Binding &format, const Binding &values, const ast::Node *at) {
  std::vector<Binding> items = values.tag == Tag::Tuple ? values.items : std::vector<Binding>{values};
  SmallVector<Value> operands;
  for (const Binding &item : items)
    operands.push_back(item.isArray() ? tensor(item, at) : item.value && item.tag != Tag::Either ? item.value : text(item, false, at));
  return ofValue(create<py::PercentOp>(at, py::StrType::get(&context), format.value, operands));
}

//===--- Numbers --------------------------------------------------------------------------------------------------===//

Binding Importer::callRange(Arguments &arguments) {
  const ast::Node *at = arguments.at;
  std::vector<Binding> bounds;
  for (const Binding &value : arguments.positional) {
    Binding bound = ofValue(asIndex(value, at));
    if (std::optional<int64_t> known = staticInt(value))
      bound = constantInt(*known, at);
    bounds.push_back(bound);
  }
  if (bounds.empty() || bounds.size() > 3)
    raise("TypeError", "range expected " + Twine(bounds.empty() ? "at least 1 argument, got 0" : "at most 3 arguments, got ") + (bounds.empty() ? "" : Twine(bounds.size()).str()), at);
  Binding result;
  result.tag = Tag::Range;
  if (bounds.size() == 1)
    bounds.insert(bounds.begin(), constantInt(0, at));
  if (bounds.size() == 2)
    bounds.push_back(constantInt(1, at));
  std::optional<int64_t> step = staticInt(bounds[2]);
  if (step == std::optional<int64_t>(0))
    raise("ValueError", "range() arg 3 must not be zero", at);
  if (!step)
    bounds[2] = ofValue(create<py::CheckStepOp>(at, builder.getIndexType(), ValueRange{bounds[2].value}));
  result.items = bounds;
  return result;
}

Binding Importer::callConvert(Arguments &arguments) {
  const ast::Node *at = arguments.at;
  std::string name = calledName;
  if (arguments.positional.empty()) {
    if (name == "int") return constantInt(0, at);
    if (name == "float") return constantFloat(0, at);
    if (name == "bool") return constantBool(false, at);
    return widen(constantFloat(0, at), Tag::Complex, at);
  }
  Binding value = arguments.positional[0];
  if (name == "bool")
    return truth(value, at);
  if (name == "float") {
    if (value.tag == Tag::Float)
      return value;
    if (value.tag == Tag::Complex)
      raise("TypeError", "float() argument must be a string or a real number, not 'complex'", at);
    if (auto known = staticStr(value))
      if (double parsed; StringRef(known->trim()).lower() == "inf" || StringRef(known->trim()).lower() == "-inf" || StringRef(known->trim()).lower() == "nan" || !known->trim().getAsDouble(parsed))
        return constantFloat(known->trim().lower() == "inf" ? INFINITY : known->trim().lower() == "-inf" ? -INFINITY : known->trim().lower() == "nan" ? NAN : parsed, at);
    if (value.tag == Tag::Int || value.tag == Tag::Bool)
      return widen(value, Tag::Float, at);
    return ofValue(asFloat(value, at));
  }
  if (name == "complex") {
    if (arguments.positional.size() == 2)
      return ofValue(create<py::ComplexOp>(at, ComplexType::get(builder.getF64Type()), ValueRange{asFloat(value, at), asFloat(arguments.positional[1], at)}));
    if (value.isNumPy())
      value = makeItem({{"a", value}}, at);
    return value.tag == Tag::Complex ? value : ofValue(create<py::ToComplexOp>(at, ComplexType::get(builder.getF64Type()), ValueRange{asFloat(value, at)}));
  }
  // int
  if (value.tag == Tag::Int || value.tag == Tag::Wide)
    return value;
  if (value.tag == Tag::Bool)
    return widen(value, Tag::Int, at);
  if (value.tag == Tag::Str)
    return ofValue(create<py::IntOfStrOp>(at, builder.getIndexType(), ValueRange{value.value}));
  if (value.isArray() && value.rank() > 0)
    raise("TypeError", "only 0-dimensional arrays can be converted to Python scalars", at);
  if (value.isNumPy()) {
    if (isInt(value.dtype()) || isBool(value.dtype()))
      return isBool(value.dtype()) ? widen(makeItem({{"a", value}}, at), Tag::Int, at) : makeItem({{"a", value}}, at);
    return ofValue(create<py::ToIntOp>(at, builder.getIndexType(), ValueRange{asFloat(value, at)}));
  }
  if (value.tag == Tag::Float)
    return ofValue(create<py::ToIntOp>(at, builder.getIndexType(), ValueRange{value.value}));
  raise("TypeError", "int() argument must be a string, a bytes-like object or a real number, not '" + typeName(value) + "'", at);
}

Binding Importer::callAbs(Arguments &arguments) {
  const Binding &value = arguments.positional.at(0);
  const ast::Node *at = arguments.at;
  if (auto result = special(value, "__abs__", {}, at))
    return *result;
  if (value.isNumPy())
    return ufunc(*rows.of(OperationName(np::AbsoluteOp::getOperationName(), &context)), value, at);
  if (!value.isPythonNumber())
    raise("TypeError", "bad operand type for abs(): '" + typeName(value) + "'", at);
  if (auto known = staticInt(value); known && *known != INT64_MIN)
    return constantInt(std::abs(*known), at);
  Binding x = value.tag == Tag::Bool ? widen(value, Tag::Int, at) : value;
  Type type = x.tag == Tag::Complex ? Type(builder.getF64Type()) : x.value.getType();
  return ofValue(createOp(OperationName(py::AbsOp::getOperationName(), &context), at, x.value, type)->getResult(0));
}

Binding Importer::callRound(Arguments &arguments) {
  const ast::Node *at = arguments.at;
  const Binding &value = arguments.positional.at(0);
  const Binding *digits = arguments.positional.size() > 1 ? &arguments.positional[1] : keyword(arguments, "ndigits");
  if (digits && digits->tag == Tag::None)
    digits = nullptr;
  if (value.isArray() && value.rank() > 0)
    raise("TypeError", "type numpy.ndarray doesn't define __round__ method", at);
  if (value.isNumPy()) {
    if (digits)
      return makeRound({{"a", value}, {"decimals", *digits}}, at);
    Binding item = makeItem({{"a", value}}, at);
    if (item.tag == Tag::Int)
      return item;
    return ofValue(create<py::RoundOp>(at, builder.getIndexType(), ValueRange{item.value}));
  }
  if (value.tag == Tag::Int || value.tag == Tag::Bool) {
    Binding x = widen(value, Tag::Int, at);
    return digits ? ofValue(create<py::RoundToOp>(at, builder.getIndexType(), ValueRange{x.value, asIndex(*digits, at)})) : x;
  }
  if (value.tag != Tag::Float)
    raise("TypeError", "type " + typeName(value) + " doesn't define __round__ method", at);
  if (digits)
    return ofValue(create<py::RoundToOp>(at, builder.getF64Type(), ValueRange{value.value, asIndex(*digits, at)}));
  return ofValue(create<py::RoundOp>(at, builder.getIndexType(), ValueRange{value.value}));
}

Binding Importer::callDivmod(Arguments &arguments) {
  const Binding &x = arguments.positional.at(0), &y = arguments.positional.at(1);
  return tuple({binary(ast::Operator::FloorDiv, x, y, arguments.at), binary(ast::Operator::Mod, x, y, arguments.at)});
}

Binding Importer::callPow(Arguments &arguments) {
  if (arguments.positional.size() == 3)
    return callFunction(*libraryFunction("math._power_modulo"), arguments);
  if (arguments.positional.size() != 2)
    raise("TypeError", "pow() missing required argument 'exp' (pos 2)", arguments.at);
  return binary(ast::Operator::Pow, arguments.positional[0], arguments.positional[1], arguments.at);
}

// min(a, b, c) and min(iterable): the first of equal ones; NumPy scalars and Python numbers keep their types. With key=
// an item is a pair of its key and itself.
Binding Importer::callMinMax(Arguments &arguments) {
  const ast::Node *at = arguments.at;
  bool isMax = calledName == "max";
  const Binding *function = keyword(arguments, "key"), *fallback = keyword(arguments, "default");
  if (function && function->tag == Tag::None)
    function = nullptr;
  auto keyed = [&](const Binding &item) {
    if (!function)
      return item;
    Arguments one;
    one.positional = {item};
    one.at = at;
    return tuple({call(*function, one), item});
  };
  auto better = [&](const Binding &candidate, const Binding &best) {
    return dispatch({candidate, best}, at, [&](ArrayRef<Binding> pair) {
      auto keyOf = [&](const Binding &b) { return function ? b.items[0] : b; };
      Binding test = truth(dispatch({keyOf(pair[0]), keyOf(pair[1])}, at, [&](ArrayRef<Binding> keys) {
        return compare(isMax ? ast::CmpOperator::Gt : ast::CmpOperator::Lt, keys[0], keys[1], at);
      }), at);
      if (std::optional<bool> known = staticBool(test))
        return *known ? pair[0] : pair[1];
      if (sameKind(pair[0], pair[1]) && pair[0].value && !pair[0].isArray())
        return ofValue(create<py::SelectOp>(at, pair[0].value.getType(), ValueRange{test.value, pair[0].value, pair[1].value}));
      return branch(test.value, at, [&] { return pair[0]; }, [&] { return pair[1]; });
    });
  };
  auto result = [&](const Binding &best) { return function ? best.items[1] : best; };
  std::vector<Binding> items = arguments.positional;
  auto empty = [&]() -> Binding {
    if (fallback)
      return *fallback;
    raise("ValueError", calledName + "() arg is an empty sequence", at);
  };
  if (items.size() == 1) {
    Binding iterable = iterated(items[0], at);
    std::optional<std::vector<Binding>> known = staticItems(iterable);
    if (!known) { // the first item, then a loop over the rest
      Binding sequence = named(iterable, site(at, "items"));
      Binding length = lengthOf(sequence, at);
      Value isEmpty = create<py::EqOp>(at, builder.getI1Type(), ValueRange{length.value, constantIndex(0, at)});
      return branch(isEmpty, at, empty, [&]() -> Binding {
        std::string key = "best@" + std::to_string(uintptr_t(at)), over = "over@" + std::to_string(uintptr_t(at));
        frame->store(over, sequence, at);
        frame->store(key, keyed(itemAt(sequence, constantIndex(0, at), at)), at);
        indexLoop(at, constantIndex(1, at), length.value, constantIndex(1, at), {key}, [&](Value index) {
          Binding item = keyed(itemAt(frame->load(*frame->slot(over), at), index, at));
          frame->store(key, better(item, frame->load(*frame->slot(key), at)), at);
        });
        Binding best = frame->load(*frame->slot(key), at);
        frame->state.names.erase(key), frame->state.names.erase(over);
        return result(best);
      });
    }
    items = *known;
    if (items.empty())
      return empty();
  }
  Binding best = keyed(items.at(0));
  for (size_t i = 1; i < items.size(); ++i)
    best = better(keyed(items[i]), best);
  return result(best);
}

Binding Importer::callSum(Arguments &arguments) {
  const ast::Node *at = arguments.at;
  Binding total = arguments.positional.size() > 1 ? arguments.positional[1] : keyword(arguments, "start") ? *keyword(arguments, "start") : constantInt(0, at);
  Binding items = iterated(arguments.positional.at(0), at);
  if (std::optional<std::vector<Binding>> known = staticItems(items)) {
    for (const Binding &item : *known)
      total = binary(ast::Operator::Add, total, item, at);
    return total;
  }
  Binding sequence = named(items, site(at, "items"));
  std::string key = "total@" + std::to_string(uintptr_t(at)), over = "over@" + std::to_string(uintptr_t(at));
  frame->store(over, sequence, at);
  frame->store(key, named(total, site(at, "total")), at);
  Value length = lengthOf(sequence, at).value;
  indexLoop(at, constantIndex(0, at), length, constantIndex(1, at), {key}, [&](Value index) {
    Binding item = itemAt(frame->load(*frame->slot(over), at), index, at);
    frame->store(key, named(binary(ast::Operator::Add, frame->load(*frame->slot(key), at), item, at), site(at, "total")), at);
  });
  Binding result = frame->load(*frame->slot(key), at);
  frame->state.names.erase(key), frame->state.names.erase(over);
  return result;
}

Binding Importer::callAnyAll(Arguments &arguments) {
  const ast::Node *at = arguments.at;
  bool isAny = calledName == "any";
  Binding items = iterated(arguments.positional.at(0), at);
  std::string key = "found@" + std::to_string(uintptr_t(at)), over = "over@" + std::to_string(uintptr_t(at));
  auto combine = [&](const Binding &old, const Binding &item) {
    Binding test = truth(item, at);
    const Row *row = rows.python(isAny ? "|" : "&");
    return ofValue(createOp(row->op, at, {old.value, test.value}, builder.getI1Type())->getResult(0));
  };
  Binding found = constantBool(!isAny, at);
  if (std::optional<std::vector<Binding>> known = staticItems(items)) {
    for (const Binding &item : *known)
      found = combine(found, item);
    return found;
  }
  Binding sequence = named(items, site(at, "items"));
  frame->store(over, sequence, at);
  frame->store(key, found, at);
  Value length = lengthOf(sequence, at).value;
  indexLoop(at, constantIndex(0, at), length, constantIndex(1, at), {key}, [&](Value index) {
    frame->store(key, combine(frame->load(*frame->slot(key), at), itemAt(frame->load(*frame->slot(over), at), index, at)), at);
  });
  Binding result = frame->load(*frame->slot(key), at);
  frame->state.names.erase(key), frame->state.names.erase(over);
  return result;
}

//===--- Types ----------------------------------------------------------------------------------------------------===//

// The names of the classes that a value is an instance of.
static bool isInstance(const Binding &value, const Binding &type) {
  if (type.tag == Tag::Builtin) {
    StringRef name = type.name;
    if (name == "int") return value.tag == Tag::Int || value.tag == Tag::Bool || value.tag == Tag::Wide;
    if (name == "float") return value.tag == Tag::Float || (value.tag == Tag::Scalar && value.type.isF64());
    if (name == "complex") return value.tag == Tag::Complex || (value.tag == Tag::Scalar && isComplex(value.type) && dtypeSize(value.type) == 16);
    if (name == "bool") return value.tag == Tag::Bool;
    if (name == "str") return value.tag == Tag::Str;
    if (name == "list" || name == "tuple") return name == typeName(value);
    if (name == "range") return value.tag == Tag::Range;
    return name == typeName(value);
  }
  if (type.tag == Tag::Dtype)
    return value.tag == Tag::Scalar && value.type == type.type;
  if (type.tag == Tag::Row) // np.ndarray
    return value.isArray();
  if (type.tag == Tag::Exception)
    return value.tag == Tag::Caught && llvm::is_contained(exceptionAndSubclasses(type.name), exceptionCode(value.name));
  return false;
}

Binding Importer::callIsinstance(Arguments &arguments) {
  const Binding &value = arguments.positional.at(0), &type = arguments.positional.at(1);
  std::vector<Binding> types = type.tag == Tag::Tuple ? type.items : std::vector<Binding>{type};
  for (const Binding &each : types) {
    if (each.tag == Tag::Module || each.tag == Tag::None)
      raise("TypeError", "isinstance() arg 2 must be a type, a tuple of types, or a union", arguments.at);
    if (each.tag == Tag::Dtype && each.name == "abstract") {
      if (value.tag == Tag::Scalar && isOfAbstractClass(value.type, cast<StringAttr>(each.keys[0]).getValue()))
        return constantBool(true, arguments.at);
      continue;
    }
    if (value.tag == Tag::Caught && each.tag == Tag::Exception && !(isException(each.name) && isException(value.name)))
      unsupported(arguments.at, "isinstance of a caught exception", "use an except clause for each class");
    if (each.tag == Tag::Class && value.tag == Tag::Instance && derivesFrom(value.node, each.node))
      return constantBool(true, arguments.at);
    if (isInstance(value, each))
      return constantBool(true, arguments.at);
  }
  return constantBool(false, arguments.at);
}

Binding Importer::callType(Arguments &arguments) {
  const Binding &value = arguments.positional.at(0);
  Binding result;
  if (value.tag == Tag::Scalar) {
    result.tag = Tag::Dtype;
    result.type = value.type;
    result.name = "scalar";
    return result;
  }
  if (value.tag == Tag::Instance) {
    result.tag = Tag::Class;
    result.node = value.node;
    return result;
  }
  result.tag = value.tag == Tag::Caught ? Tag::Exception : Tag::Builtin;
  result.name = typeName(value);
  if (value.tag == Tag::Caught) { // its class is known at run time only
    result.tag = Tag::Method;
    result.name = "class";
    result.items = {value};
  }
  return result;
}

Binding Importer::callHasattr(Arguments &arguments) {
  const Binding &value = arguments.positional.at(0);
  if (calledName == "callable")
    return constantBool(value.tag == Tag::Function || value.tag == Tag::Builtin || value.tag == Tag::Row || value.tag == Tag::Method || value.tag == Tag::Dtype, arguments.at);
  std::string name = demandedStr(arguments.positional.at(1), arguments.at);
  if (value.tag == Tag::Instance) {
    State::Slot *slot = frame->slot(value.name + "::" + name);
    return constantBool((slot && slot->kind.tag != Tag::Unbound) || classAttribute(value.node, name, arguments.at), arguments.at);
  }
  if (!value.isArray())
    return constantBool(false, arguments.at);
  static const std::set<std::string> known = {"shape", "ndim", "size", "dtype", "T", "real", "imag", "strides", "__len__"};
  return constantBool(known.count(name) || rows.numpy("." + name), arguments.at);
}

Binding Importer::callExit(Arguments &arguments) {
  const ast::Node *at = arguments.at;
  Binding status = arguments.positional.empty() ? none() : arguments.positional[0];
  Value code;
  if (status.tag == Tag::None)
    code = constantIndex(0, at);
  else if (status.tag == Tag::Str) {
    create<py::PrintOp>(at, ValueRange{status.value}, builder.getStringAttr(" "), builder.getStringAttr("\n"), builder.getI32IntegerAttr(2));
    code = constantIndex(1, at);
  } else {
    code = asIndex(status, at);
  }
  createOp(OperationName(py::ExitOp::getOperationName(), &context), at, code, {});
  raise("SystemExit", Value(), at);
}

Binding Importer::callSlice(Arguments &arguments) {
  Binding result;
  result.tag = Tag::Slice;
  result.items = arguments.positional;
  if (result.items.size() == 1)
    result.items.insert(result.items.begin(), none());
  while (result.items.size() < 3)
    result.items.push_back(none());
  return result;
}
