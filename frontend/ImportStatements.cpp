// Statements in the order of Python's grammar, assignment to every kind of target.
#include "frontend/Frame.h"
#include "frontend/Program.h"
#include "ir/Types.h"

using namespace mlir;
using namespace np2gpu;

void Importer::block(ast::Seq<ast::Stmt> statements) {
  for (const ast::Stmt *stmt : statements) {
    frame->currentStatement = stmt;
    statement(stmt);
  }
}

void Importer::statement(const ast::Stmt *stmt) {
  using namespace ast;
  llvm::TypeSwitch<const Stmt *>(stmt)
      .Case([&](const ExprStmt *s) {
        if (!llvm::isa<Constant>(s->value)) // a docstring
          expression(s->value);
      })
      .Case([&](const Assign *s) {
        Binding value = expression(s->value);
        if (s->targets.size() > 1) // a = b = value: one object under both names
          value = named(value, site(s->value));
        for (const Expr *target : s->targets)
          assign(target, value, s);
      })
      .Case([&](const AugAssign *s) { importAugAssign(s); })
      .Case([&](const AnnAssign *s) {
        if (s->value)
          assign(s->target, expression(s->value), s);
      })
      .Case([&](const If *s) { importIf(s); })
      .Case([&](const For *s) { importFor(s); })
      .Case([&](const While *s) { importWhile(s); })
      .Case([&](const Break *s) { importBreak(s); })
      .Case([&](const Continue *s) { importContinue(s); })
      .Case([&](const ast::Return *s) { importReturn(s); })
      .Case([&](const FunctionDef *s) { importDef(s); })
      .Case([&](const ast::Import *s) { importModules(s); })
      .Case([&](const ImportFrom *s) { importFrom(s); })
      .Case([&](const Try *s) { importTry(s); })
      .Case([&](const Raise *s) { importRaise(s); })
      .Case([&](const Assert *s) { importAssert(s); })
      .Case([&](const Delete *s) {
        for (const Expr *target : s->targets) {
          if (auto *element = llvm::dyn_cast<Subscript>(target)) {
            deleteElement(element);
            continue;
          }
          auto *name = llvm::dyn_cast<Name>(target);
          if (!name)
            unsupported(target, "del of an attribute", "assign None to it");
          this->name(name->id, name); // NameError if it is not bound
          frame->store(frame->keyOf(name->id), Binding(), s);
        }
      })
      .Case([&](const With *s) { importWith(s); })
      .Case<ast::Pass, Global, Nonlocal>([](auto *) {})
      .Case([&](const ClassDef *s) {
        unsupported(s, "a class", "use functions that take and return arrays; classes come in a later version");
      })
      .Case<AsyncFunctionDef, AsyncFor, AsyncWith>([&](const Stmt *s) {
        unsupported(s, "'async'", "write it without async and await: the program runs in order");
      })
      .Case([&](const Match *s) { unsupported(s, "a match statement", "write it with if and elif"); })
      .Case([&](const TryStar *s) { unsupported(s, "'except*'", "write except: there are no exception groups"); })
      .Default([&](const Stmt *s) { unsupported(s, "a type alias", "leave it out: annotations are not read"); });
}

//===--- Assignment -----------------------------------------------------------------------------------------------===//

void Importer::bind(StringRef id, const Binding &value, const ast::Node *at) {
  std::string key = frame->keyOf(id);
  Binding bound = named(value, site(at, id));
  frame->store(key, bound, at);
  if (key.find("::") != std::string::npos && frame->caller)
    frame->reboundKeys.insert(key);
  noteBinding(key, bound, at);
}

void Importer::targetNames(const ast::Expr *target, Names &names) {
  if (auto *name = llvm::dyn_cast<ast::Name>(target))
    names.insert(name->id.str());
  else if (auto *tuple = llvm::dyn_cast<ast::Tuple>(target))
    for (const ast::Expr *item : tuple->elts)
      targetNames(item, names);
  else if (auto *list = llvm::dyn_cast<ast::List>(target))
    for (const ast::Expr *item : list->elts)
      targetNames(item, names);
  else if (auto *starred = llvm::dyn_cast<ast::Starred>(target))
    targetNames(starred->value, names);
}

void Importer::assign(const ast::Expr *target, Binding value, const ast::Node *at) {
  using namespace ast;
  if (auto *name = llvm::dyn_cast<Name>(target))
    return bind(name->id, value, target);
  if (auto *tuple = llvm::dyn_cast<Tuple>(target))
    return unpack(tuple->elts, value, target);
  if (auto *list = llvm::dyn_cast<List>(target))
    return unpack(list->elts, value, target);
  if (auto *element = llvm::dyn_cast<Subscript>(target))
    return storeElement(element, value);
  if (auto *attribute = llvm::dyn_cast<ast::Attribute>(target))
    return storeAttribute(attribute, value);
  unsupported(target, "assignment to this expression");
}

void Importer::unpack(ast::Seq<ast::Expr> targets, const Binding &value, const ast::Node *at) {
  if (value.tag == Tag::Either) {
    dispatch(value, at, [&](const Binding &each) { return unpack(targets, each, at), none(); });
    return;
  }
  int star = -1;
  for (auto [i, target] : llvm::enumerate(targets))
    if (llvm::isa<ast::Starred>(target))
      star = i;
  size_t count = targets.size();
  std::optional<std::vector<Binding>> items = staticItems(value);
  if (!items) {
    Binding sequence = named(iterated(value, at), site(at, "unpacked"));
    Value length = lengthOf(sequence, at).value;
    if (star >= 0)
      return unpackStarred(targets, star, sequence, length, at);
    create<np::CheckUnpackOp>(at, length, builder.getI64IntegerAttr(count));
    std::vector<Binding> taken;
    for (size_t i = 0; i < count; ++i)
      taken.push_back(itemAt(sequence, constantIndex(i, at), at));
    for (size_t i = 0; i < count; ++i)
      assign(targets[i], taken[i], at);
    return;
  }
  if (star < 0 && items->size() > count)
    raise("ValueError", "too many values to unpack (expected " + Twine(count) + ")", at);
  if (star < 0 && items->size() < count)
    raise("ValueError", "not enough values to unpack (expected " + Twine(count) + ", got " + Twine(items->size()) + ")", at);
  if (star >= 0 && items->size() < count - 1)
    raise("ValueError", "not enough values to unpack (expected at least " + Twine(count - 1) + ", got " + Twine(items->size()) + ")", at);
  // Arrays that are fresh become objects before the first target is assigned: a target may be the other's name.
  for (auto [i, item] : llvm::enumerate(*items))
    item = named(item, site(at, "item " + std::to_string(i)));
  for (size_t i = 0, from = 0; i < count; ++i) {
    if (int(i) != star) {
      assign(targets[i], (*items)[from++], at);
      continue;
    }
    size_t length = items->size() - (count - 1);
    std::vector<Binding> rest(items->begin() + from, items->begin() + from + length);
    from += length;
    assign(llvm::cast<ast::Starred>(targets[i])->value, listDisplay(rest, at), at);
  }
}

// a, *b, c = a sequence whose length is known at run time.
void Importer::unpackStarred(ast::Seq<ast::Expr> targets, size_t star, const Binding &sequence, Value length, const ast::Node *at) {
  size_t count = targets.size();
  Value least = constantIndex(count - 1, at);
  branch(create<py::LtOp>(at, builder.getI1Type(), ValueRange{length, least}), at,
         [&]() -> Binding {
           Value text = create<py::FormatOp>(at, py::StrType::get(&context), builder.getStringAttr("not enough values to unpack (expected at least {}, got {})"), ValueRange{least, length});
           raise("ValueError", text, at);
         },
         [&] { return none(); });
  Binding list = listOf(sequence, at);
  auto from = [&](int64_t i) { return i == 0 ? none() : constantInt(i, at); };
  Binding middle;
  middle.tag = Tag::Slice;
  middle.items = {constantInt(star, at), from(int64_t(star) - int64_t(count) + 1), none()};
  std::vector<Binding> taken;
  for (size_t i = 0; i < count; ++i)
    taken.push_back(i == star ? listSubscript(list, middle, at) : listSubscript(list, constantInt(i < star ? int64_t(i) : int64_t(i) - int64_t(count), at), at));
  for (size_t i = 0; i < count; ++i)
    assign(i == star ? llvm::cast<ast::Starred>(targets[i])->value : targets[i], taken[i], at);
}

void Importer::importAugAssign(const ast::AugAssign *stmt) {
  using namespace ast;
  auto apply = [&](const Binding &old, const Binding &value) -> std::optional<Binding> {
    if (old.isArray()) { // in place, through the name's own memory
      augmentedAssign(old, stmt->op, value, stmt);
      return std::nullopt;
    }
    if (old.tag == Tag::List && stmt->op == Operator::Add) {
      Arguments arguments;
      arguments.positional = {value};
      arguments.at = stmt;
      callMethod(old, "extend", arguments);
      return std::nullopt;
    }
    return binary(stmt->op, old, value, stmt);
  };
  if (auto *name = llvm::dyn_cast<Name>(stmt->target)) {
    Binding old = this->name(name->id, name);
    Binding value = expression(stmt->value);
    if (old.tag == Tag::Either) {
      Binding result = dispatch(old, stmt, [&](const Binding &each) { return apply(each, value).value_or(each); });
      return bind(name->id, result, stmt);
    }
    if (std::optional<Binding> result = apply(old, value))
      bind(name->id, *result, stmt);
    return;
  }
  if (auto *element = llvm::dyn_cast<Subscript>(stmt->target)) {
    dispatch(expression(element->value), stmt, [&](const Binding &base) {
      if (base.isArray())
        return augmentedElement(base, element, stmt), none();
      // The base and the index are evaluated once, before the value.
      Binding index = expression(element->slice);
      Binding old = dispatch(index, element, [&](const Binding &each) {
        if (base.tag == Tag::Flat)
          return arrayItem(reshaped(base.items[0], constantIndex(-1, element), "C", element), each, element);
        return base.isNumPy() ? arrayItem(base, each, element) : valueItem(base, each, element);
      });
      Binding value = expression(stmt->value);
      std::optional<Binding> result;
      if (base.tag == Tag::Flat)
        result = binary(stmt->op, old, value, stmt);
      else if (old.tag == Tag::Either)
        result = dispatch(old, stmt, [&](const Binding &each) { return apply(each, value).value_or(each); });
      else
        result = apply(old, value);
      if (result)
        storeInto(base, index, *result, element);
      return none();
    });
    return;
  }
  auto *attribute = llvm::cast<ast::Attribute>(stmt->target);
  Binding old = this->attribute(expression(attribute->value), attribute->attr, attribute);
  if (std::optional<Binding> result = apply(old, expression(stmt->value)))
    storeAttribute(attribute, *result);
}

//===--- import ---------------------------------------------------------------------------------------------------===//

static Binding moduleBinding(StringRef name) {
  Binding module;
  module.tag = Tag::Module;
  module.name = name.str();
  return module;
}

void Importer::importModules(const ast::Import *stmt) {
  for (const ast::Alias *alias : stmt->names) {
    Binding module = importModule(alias->name, stmt);
    if (!alias->asname.empty())
      bind(alias->asname, module, stmt);
    else if (alias->name.contains('.'))
      bind(alias->name.split('.').first, importModule(alias->name.split('.').first, stmt), stmt);
    else
      bind(alias->name, module, stmt);
  }
}

void Importer::importFrom(const ast::ImportFrom *stmt) {
  if (stmt->module == "__future__")
    return;
  Binding module = importModule(stmt->module, stmt);
  for (const ast::Alias *alias : stmt->names) {
    if (alias->name == "*") {
      importStar(module, stmt);
      continue;
    }
    Binding value = moduleAttribute(module, alias->name, stmt);
    bind(alias->asname.empty() ? alias->name : alias->asname, value, stmt);
  }
}

Binding Importer::importModule(StringRef name, const ast::Node *at) {
  if (isKnownModule(name))
    return moduleBinding(name);
  if (isOpaqueModule(name)) {
    noteOpaque(name, at);
    Binding opaque;
    opaque.tag = Tag::Opaque;
    opaque.name = name.str();
    return opaque;
  }
  if (program.find(name))
    return importFile(name, at);
  unsupported(at, "import of module '" + name + "'",
              "np2gpu knows numpy, math, time, sys and the modules beside the script");
}
