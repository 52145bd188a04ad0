// Classes. An instance is static: it is known by the place that makes it, and its attributes are variables of the
// functions, "object::attribute", which calls pass and give back as they do with globals (ImportFunctions.cpp). So are
// a class's own attributes and methods, "class::name". A place may make its next object when the last one is out of use.
#include "frontend/Exceptions.h"
#include "frontend/Frame.h"
#include "frontend/Program.h"
#include "ir/Types.h"

using namespace mlir;
using namespace np2gpu;

struct Importer::ClassInfo {
  const ast::ClassDef *def;
  std::string prefix;                       // of the keys of its attributes
  std::vector<const ast::ClassDef *> bases; // classes of the program
  bool isDataclass = false;
  std::vector<const ast::AnnAssign *> fields; // of a dataclass, those of its bases first
  std::set<std::string> properties, statics, classMethods;
};

static StringRef decoratorName(const ast::Expr *decorator) {
  if (auto *call = llvm::dyn_cast<ast::Call>(decorator))
    decorator = call->func;
  if (auto *attribute = llvm::dyn_cast<ast::Attribute>(decorator))
    return attribute->attr;
  auto *name = llvm::dyn_cast<ast::Name>(decorator);
  return name ? StringRef(name->id) : StringRef();
}

//===--- class ----------------------------------------------------------------------------------------------------===//

void Importer::importClass(const ast::ClassDef *stmt) {
  auto info = std::make_shared<ClassInfo>();
  info->def = stmt;
  info->prefix = stmt->name.str() + "@" + std::to_string(uintptr_t(stmt)) + "::";
  for (const ast::Expr *decorator : stmt->decoratorList) {
    if (decoratorName(decorator) != "dataclass")
      unsupported(decorator, "this decorator of a class", "write the methods that it would make");
    info->isDataclass = true;
  }
  for (const ast::Expr *base : stmt->bases) {
    Binding value = expression(base);
    if (value.tag == Tag::Exception)
      return importExceptionClass(stmt, value);
    if (value.tag == Tag::Class) {
      info->bases.push_back(llvm::cast<ast::ClassDef>(value.node));
      const ClassInfo &other = classOf(value.node);
      info->fields.insert(info->fields.end(), other.fields.begin(), other.fields.end());
    } else if (value.tag != Tag::Opaque && !(value.tag == Tag::Builtin && value.name == "object")) {
      unsupported(base, "this base class", "derive from classes of the program");
    }
  }
  classes[stmt] = info;
  auto keep = [&](const std::string &name, const Binding &value, const ast::Node *at) {
    std::string key = info->prefix + name;
    Binding bound = named(value, site(at, key));
    frame->store(key, bound, at);
    if (frame->caller)
      frame->reboundKeys.insert(key);
  };
  std::string outer = std::exchange(classPrefix, info->prefix);
  for (const ast::Stmt *each : stmt->body) {
    frame->currentStatement = each;
    if (auto *def = llvm::dyn_cast<ast::FunctionDef>(each)) {
      std::string name = def->name.str();
      for (const ast::Expr *decorator : def->decoratorList) {
        StringRef kind = decoratorName(decorator);
        if (kind == "property")
          info->properties.insert(name);
        else if (kind == "staticmethod")
          info->statics.insert(name);
        else if (kind == "classmethod")
          info->classMethods.insert(name);
        else if (kind == "setter")
          name += ".setter";
        else if (kind != "abstractmethod" && !isTransparentDecorator(decorator))
          unsupported(decorator, "this decorator of a method", "call the function that it makes by hand");
      }
      keep(name, functionValue(def, def->args), def);
    } else if (auto *assign = llvm::dyn_cast<ast::Assign>(each)) {
      Binding value = expression(assign->value);
      for (const ast::Expr *target : assign->targets) {
        auto *name = llvm::dyn_cast<ast::Name>(target);
        if (!name)
          unsupported(target, "this assignment in a class", "assign to a name");
        keep(name->id.str(), value, assign);
      }
    } else if (auto *annotated = llvm::dyn_cast<ast::AnnAssign>(each)) {
      auto *name = llvm::dyn_cast<ast::Name>(annotated->target);
      if (info->isDataclass) {
        std::erase_if(info->fields, [&](const ast::AnnAssign *old) { return llvm::cast<ast::Name>(old->target)->id == name->id; });
        info->fields.push_back(annotated);
      }
      auto *call = llvm::dyn_cast_or_null<ast::Call>(annotated->value);
      bool isFactory = call && decoratorName(call) == "field";
      if (annotated->value && !isFactory)
        keep(name->id.str(), expression(annotated->value), annotated);
    } else if (auto *text = llvm::dyn_cast<ast::ExprStmt>(each); !(text && llvm::isa<ast::Constant>(text->value)) && !llvm::isa<ast::Pass>(each)) {
      unsupported(each, "this statement in a class", "define methods and attributes there");
    }
  }
  classPrefix = outer;
  frame->currentStatement = stmt;
  Binding result;
  result.tag = Tag::Class;
  result.node = stmt;
  bind(stmt->name, result, stmt);
}

// class Name(ValueError): pass. A kind of its own for handlers; everything else is its base's.
void Importer::importExceptionClass(const ast::ClassDef *stmt, const Binding &base) {
  for (const ast::Stmt *each : stmt->body) {
    auto *text = llvm::dyn_cast<ast::ExprStmt>(each);
    if (!llvm::isa<ast::Pass>(each) && !(text && llvm::isa<ast::Constant>(text->value)))
      unsupported(each, "a class of exceptions with methods or attributes", "put what it should tell into its message");
  }
  Binding result;
  result.tag = Tag::Exception;
  result.name = stmt->name.str();
  ownExceptions.try_emplace(result.name, OwnException{1000 + int(ownExceptions.size()), base.name});
  bind(stmt->name, result, stmt);
}

int Importer::codeOf(StringRef exception) const {
  auto own = ownExceptions.find(exception.str());
  return own == ownExceptions.end() ? exceptionCode(exception) : own->second.code;
}

// The kinds that a handler of this class catches.
SmallVector<int64_t> Importer::codesOf(StringRef exception) const {
  SmallVector<int64_t> codes;
  if (isException(exception)) {
    SmallVector<int> known = exceptionAndSubclasses(exception);
    codes.append(known.begin(), known.end());
  } else {
    codes.push_back(codeOf(exception));
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (auto &[name, own] : ownExceptions)
      if (!llvm::is_contained(codes, own.code) && llvm::is_contained(codes, codeOf(own.base))) {
        codes.push_back(own.code);
        changed = true;
      }
  }
  return codes;
}

const Importer::ClassInfo &Importer::classOf(const ast::Node *def) { return *classes.at(def); }

// An attribute of the class or of the first of its bases that has it; null if none has.
std::optional<std::pair<const Importer::ClassInfo *, Binding>> Importer::classAttribute(const ast::Node *def, StringRef attr, const ast::Node *at, bool skipOwn) {
  const ClassInfo &info = classOf(def);
  if (!skipOwn)
    if (State::Slot *slot = frame->slot(info.prefix + attr.str()); slot && slot->kind.tag != Tag::Unbound)
      return std::pair(&info, frame->load(*slot, at));
  for (const ast::ClassDef *base : info.bases)
    if (auto found = classAttribute(base, attr, at))
      return found;
  return std::nullopt;
}

bool Importer::derivesFrom(const ast::Node *def, const ast::Node *base) {
  return def == base || llvm::any_of(classOf(def).bases, [&](const ast::ClassDef *each) { return derivesFrom(each, base); });
}

//===--- Objects --------------------------------------------------------------------------------------------------===//

// Does the statement give the name or the attribute a new value, and reads the old one once at most?
static bool isReplaced(const ast::Stmt *stmt, StringRef name, bool isAttribute) {
  const ast::Expr *target = nullptr;
  if (auto *assign = llvm::dyn_cast<ast::Assign>(stmt))
    target = assign->targets.size() == 1 ? assign->targets[0] : nullptr;
  else if (auto *update = llvm::dyn_cast<ast::AugAssign>(stmt))
    target = update->target;
  auto *variable = llvm::dyn_cast_or_null<ast::Name>(target);
  auto *attribute = llvm::dyn_cast_or_null<ast::Attribute>(target);
  bool isTarget = isAttribute ? attribute && attribute->attr == name : variable && variable->id == name;
  return isTarget && countMentions(stmt, name.str(), isAttribute) <= 2;
}

// May the program still reach the object of this identity? `p = Point(...)` and `p = p.moved()` give up p's.
bool Importer::isObjectInUse(const std::string &identity) {
  for (Frame *each = frame; each; each = each->caller)
    for (auto &[key, slot] : each->state.names) {
      bool holds = false;
      walk(slot.kind, [&](const Binding &b) { holds |= b.tag == Tag::Instance && b.name == identity; });
      if (!holds || StringRef(key).starts_with(identity + "::"))
        continue;
      std::string name = each->plainName(key);
      const ast::Stmt *stmt = each->currentStatement;
      bool isField = name.empty() && StringRef(key).contains("::");
      if (stmt && isReplaced(stmt, isField ? StringRef(key).rsplit("::").second : StringRef(name), isField))
        continue;
      if (name.empty() || !stmt)
        return true;
      if (!each->isDead(key, each->file->scopes->liveAfter(stmt)) || isReadIn(stmt, name))
        return true;
    }
  return false;
}

void Importer::takeIdentity(const std::string &identity, const ast::Node *at) {
  if (isObjectInUse(identity))
    unsupported(at, "a second object made at one place while the first is in use", "make each object in a statement of its own, or keep an array for each attribute");
  std::erase_if(frame->state.names, [&](auto &name) { return StringRef(name.first).starts_with(identity + "::"); });
  if (frame->specialization)
    frame->specialization->created.insert(identity);
}

static std::string placeOf(const ast::Node *at, unsigned copy) {
  return "@" + std::to_string(at->lineno) + "." + std::to_string(at->colOffset) + "." + std::to_string(copy);
}

Binding Importer::construct(const Binding &type, Arguments &arguments) {
  const ast::Node *at = arguments.at;
  const ClassInfo &info = classOf(type.node);
  Binding object;
  object.tag = Tag::Instance;
  object.node = type.node;
  object.name = info.def->name.str() + placeOf(at, unrollCopy);
  takeIdentity(object.name, at);
  if (auto init = classAttribute(type.node, "__init__", at)) {
    Arguments withSelf = arguments;
    withSelf.positional.insert(withSelf.positional.begin(), object);
    callFunction(init->second, withSelf);
    return object;
  }
  if (info.isDataclass)
    return fillFields(info, object, arguments), object;
  if (!arguments.positional.empty() || !arguments.keywords.empty())
    raise("TypeError", info.def->name + "() takes no arguments", at);
  return object;
}

// The __init__ of a dataclass.
void Importer::fillFields(const ClassInfo &info, const Binding &object, Arguments &arguments) {
  const ast::Node *at = arguments.at;
  size_t next = 0;
  for (const ast::AnnAssign *field : info.fields) {
    StringRef name = llvm::cast<ast::Name>(field->target)->id;
    std::optional<Binding> value;
    if (next < arguments.positional.size())
      value = arguments.positional[next++];
    for (const Keyword &keyword : arguments.keywords)
      if (keyword.name == name)
        value = keyword.value;
    auto *call = llvm::dyn_cast_or_null<ast::Call>(field->value);
    if (!value && call && decoratorName(call) == "field")
      for (const ast::Keyword *option : call->keywords) {
        Arguments none;
        none.at = at;
        value = option->arg == "default_factory" ? this->call(expression(option->value), none) : expression(option->value);
      }
    if (!value)
      if (auto fallback = classAttribute(info.def, name, at))
        value = fallback->second;
    if (!value)
      raise("TypeError", info.def->name + ".__init__() missing 1 required positional argument: '" + name + "'", at);
    storeField(object, name, *value, at);
  }
  if (auto after = classAttribute(info.def, "__post_init__", at)) {
    Arguments self;
    self.positional = {object};
    self.at = at;
    callFunction(after->second, self);
  }
}

void Importer::storeField(const Binding &object, StringRef attr, const Binding &value, const ast::Node *at) {
  if (auto setter = object.tag == Tag::Instance ? classAttribute(object.node, (attr + ".setter").str(), at) : std::nullopt) {
    Arguments both;
    both.positional = {object, value};
    both.at = at;
    callFunction(setter->second, both);
    return;
  }
  std::string key = (object.tag == Tag::Class ? classOf(object.node).prefix : object.name + "::") + attr.str();
  Binding bound = named(value, site(at, key));
  frame->store(key, bound, at);
  if (frame->caller)
    frame->reboundKeys.insert(key);
  noteBinding(key, bound, at);
}

// obj.attr, Class.attr.
Binding Importer::objectAttribute(const Binding &object, StringRef attr, const ast::Node *at) {
  bool isClass = object.tag == Tag::Class;
  StringRef className = llvm::cast<ast::ClassDef>(object.node)->name;
  if (!isClass) {
    std::string key = object.name + "::" + attr.str();
    if (State::Slot *slot = frame->slot(key); slot && slot->kind.tag != Tag::Unbound)
      return boundOnly(key, frame->load(*slot, at), at, [&] { raise("AttributeError", "'" + className + "' object has no attribute '" + attr + "'", at); });
  }
  auto found = classAttribute(object.node, attr, at);
  if (found && found->second.tag == Tag::Function) {
    const ClassInfo &owner = *found->first;
    std::string name = attr.str();
    if (owner.statics.count(name) || (isClass && !owner.classMethods.count(name)))
      return found->second;
    Binding method;
    method.tag = Tag::Method;
    method.name = name;
    method.items = {object};
    if (!owner.properties.count(name))
      return method;
    Arguments nothing;
    nothing.at = at;
    return call(method, nothing);
  }
  if (found)
    return found->second;
  Binding type = object;
  type.tag = Tag::Class;
  type.name.clear();
  if (attr == "__class__")
    return type;
  if (attr == "__name__" && isClass)
    return constantStr(className, at);
  raise("AttributeError", isClass ? "type object '" + className + "' has no attribute '" + attr + "'" : "'" + className + "' object has no attribute '" + attr + "'", at);
}

// obj.method(...): `skipOwn` for super().
Binding Importer::callObjectMethod(const Binding &object, const ast::Node *def, StringRef method, Arguments &arguments, bool skipOwn) {
  auto found = classAttribute(def, method, arguments.at, skipOwn);
  if (!found && skipOwn && method == "__init__")
    return none(); // object's
  if (!found)
    raise("AttributeError", "'" + typeName(object) + "' object has no attribute '" + method + "'", arguments.at);
  Arguments withSelf = arguments;
  Binding self = object;
  if (found->first->classMethods.count(method.str())) {
    self.tag = Tag::Class;
    self.name.clear();
  }
  if (!found->first->statics.count(method.str()))
    withSelf.positional.insert(withSelf.positional.begin(), self);
  return callFunction(found->second, withSelf);
}

// A protocol method (`__add__`) where the object's class has it.
std::optional<Binding> Importer::special(const Binding &object, StringRef method, ArrayRef<Binding> operands, const ast::Node *at) {
  if (object.tag != Tag::Instance || !classAttribute(object.node, method, at))
    return std::nullopt;
  Arguments arguments;
  arguments.positional.assign(operands.begin(), operands.end());
  arguments.at = at;
  return callObjectMethod(object, object.node, method, arguments, false);
}

std::optional<Binding> Importer::specialBinary(ast::Operator op, const Binding &left, const Binding &right, const ast::Node *at) {
  static const StringRef names[] = {"add", "sub", "mul", "matmul", "truediv", "mod", "pow", "lshift", "rshift", "or", "xor", "and", "floordiv"};
  StringRef name = names[int(op)];
  if (auto result = special(left, ("__" + name + "__").str(), right, at))
    return result;
  return special(right, ("__r" + name + "__").str(), left, at);
}

std::optional<Binding> Importer::specialCompare(ast::CmpOperator op, const Binding &left, const Binding &right, const ast::Node *at) {
  using ast::CmpOperator;
  if (left.tag != Tag::Instance && right.tag != Tag::Instance)
    return std::nullopt;
  static const StringRef names[] = {"__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"}, mirrored[] = {"__eq__", "__ne__", "__gt__", "__ge__", "__lt__", "__le__"};
  if (auto result = special(left, names[int(op)], right, at))
    return result;
  if (auto result = special(right, mirrored[int(op)], left, at))
    return result;
  if (op == CmpOperator::NotEq)
    if (auto equal = specialCompare(CmpOperator::Eq, left, right, at))
      return unary(ast::UnaryOperator::Not, *equal, at);
  if (op != CmpOperator::Eq && op != CmpOperator::NotEq)
    return std::nullopt;
  bool sameClass = left.tag == right.tag && left.node == right.node;
  if (sameClass && classOf(left.node).isDataclass && left.name != right.name) {
    std::vector<Binding> x, y;
    for (const ast::AnnAssign *field : classOf(left.node).fields) {
      x.push_back(objectAttribute(left, llvm::cast<ast::Name>(field->target)->id, at));
      y.push_back(objectAttribute(right, llvm::cast<ast::Name>(field->target)->id, at));
    }
    return compare(CmpOperator::Eq, tuple(x), tuple(y), at);
  }
  return constantBool(sameClass && left.name == right.name, at);
}

// str(obj), repr(obj).
Value Importer::objectText(const Binding &object, bool repr, const ast::Node *at) {
  for (StringRef method : {"__str__", "__repr__"})
    if (!repr || method == "__repr__")
      if (auto result = special(object, method, {}, at))
        return text(*result, false, at);
  const ClassInfo &info = classOf(object.node);
  if (!info.isDataclass)
    unsupported(at, "the text of an object without __str__ and __repr__", "define __repr__ in class " + info.def->name);
  Piece all;
  all.format = info.def->name.str() + "(";
  for (const ast::AnnAssign *field : info.fields) {
    StringRef name = llvm::cast<ast::Name>(field->target)->id;
    all.format += (field == info.fields.front() ? "" : ", ") + name.str() + "=";
    piece(objectAttribute(object, name, at), true, all, at);
  }
  all.format += ")";
  return formatted(all, at);
}

// super(): the object under the method's first parameter, seen as one of the bases of the class around the method.
Binding Importer::superOf(const ast::Node *at) {
  auto *method = llvm::dyn_cast<ast::FunctionDef>(frame->function);
  for (auto &[def, info] : classes)
    for (const ast::Stmt *each : info->def->body)
      if (each == method && !method->args->args.empty()) {
        Binding result;
        result.tag = Tag::Super;
        result.node = info->def;
        result.items = {name(method->args->args[0]->arg, at)};
        return result;
      }
  raise("RuntimeError", "super(): no arguments", at);
}

//===--- Through calls --------------------------------------------------------------------------------------------===//

static std::string identityOf(StringRef key) { return key.substr(0, key.find("::")).str(); }

// Objects that a function made and that nobody outside can reach are not given back.
void Importer::dropLocalObjects(Specialization &spec, ArrayRef<Binding> results, Frame &inner) {
  std::set<std::string> reached;
  auto note = [&](const Binding &kind) {
    bool isNew = false;
    walk(kind, [&](const Binding &b) { isNew |= b.tag == Tag::Instance && reached.insert(b.name).second; });
    return isNew;
  };
  for (const Binding &result : results)
    note(result);
  for (bool changed = true; changed;) {
    changed = false;
    for (const std::string &key : inner.reboundKeys)
      if (!spec.created.count(identityOf(key)) || reached.count(identityOf(key)))
        for (Exit &exit : inner.returns)
          if (auto found = exit.state.names.find(key); found != exit.state.names.end())
            changed |= note(found->second.kind);
  }
  std::erase_if(inner.reboundKeys, [&](const std::string &key) { return spec.created.count(identityOf(key)) && !reached.count(identityOf(key)); });
}

// What a call made is another object for each place of the call.
std::map<std::string, std::string> Importer::renamedObjects(const Specialization &spec, const ast::Node *at) {
  std::map<std::string, std::string> renamed;
  std::set<std::string> given;
  walk(spec.result, [&](const Binding &b) { if (b.tag == Tag::Instance) given.insert(b.name); });
  for (auto &[key, kind] : spec.rebound)
    given.insert(identityOf(key));
  for (const std::string &identity : spec.created)
    if (given.count(identity))
      renamed[identity] = identity + placeOf(at, unrollCopy);
  for (auto &[from, to] : renamed)
    takeIdentity(to, at);
  return renamed;
}

void Importer::renameObjects(Binding &value, const std::map<std::string, std::string> &renamed) {
  if (value.tag == Tag::Instance)
    if (auto found = renamed.find(value.name); found != renamed.end())
      value.name = found->second;
  for (Binding &item : value.items)
    renameObjects(item, renamed);
}
