// try, raise, assert. Names assigned in the body and read in a handler have a second variable that every assignment in
// the body stores into (`name@try`), of the kind that holds all that they may be when an exception leaves the body.
#include "frontend/Exceptions.h"
#include "frontend/Frame.h"
#include "frontend/KnownNames.h"
#include "ir/FunctionAttributes.h"

using namespace mlir;
using namespace np2gpu;

struct Importer::TryNames {
  const ast::Node *node;
  std::map<std::string, Binding> kinds;              // the joined kinds, from an earlier import
  std::map<std::string, std::vector<Binding>> seen;  // what the body bound
};

static std::string shadow(const std::string &key, const ast::Node *node) { return key + "@try" + std::to_string(uintptr_t(node)); }

void Importer::noteBinding(const std::string &key, const Binding &value, const ast::Node *at) {
  for (TryNames *names : tries) {
    names->seen[key].push_back(value);
    auto found = names->kinds.find(key);
    if (found != names->kinds.end())
      frame->store(shadow(key, names->node), convert(value, found->second, at), at);
  }
}

void Importer::importTry(const ast::Try *stmt) {
  if (!stmt->finalbody.empty())
    return importFinally(stmt);
  tryWithHandlers(stmt);
}

void Importer::tryWithHandlers(const ast::Try *stmt) {
  if (stmt->handlers.empty())
    return block(stmt->body);
  auto &memo = tryKinds[{stmt, frame->specialization ? frame->specialization->key : std::string(), unrollCopy}];
  if (!memo)
    memo = std::make_shared<TryNames>();
  std::shared_ptr<TryNames> names = memo;
  names->node = stmt;
  State entry = frame->state;
  SmallVector<size_t> exitsBefore = frame->exitCounts();
  Block *parent = builder.getInsertionBlock();
  for (;;) {
    frame->state = entry;
    Operation *last = parent->empty() ? nullptr : &parent->back();
    names->seen.clear();
    for (auto &[key, kind] : names->kinds) {
      State::Slot *slot = frame->slot(key);
      Binding before = slot ? frame->load(*slot, stmt) : Binding();
      frame->store(shadow(key, stmt), convert(before, kind, stmt), stmt);
    }
    SmallVector<Attribute> handlerKinds;
    for (const ast::ExceptHandler *handler : stmt->handlers)
      handlerKinds.push_back(builder.getI64ArrayAttr(handlerCodes(handler->type)));
    auto op = create<py::TryOp>(stmt, builder.getArrayAttr(handlerKinds), UnitAttr(), unsigned(1 + stmt->handlers.size()));
    for (Region &region : op.getBlocks())
      region.push_back(new Block);
    std::vector<Exit> exits;
    auto close = [&](Block &block) {
      OpBuilder::InsertionGuard guard(builder);
      builder.setInsertionPointToEnd(&block);
      exits.push_back({create<py::YieldOp>(stmt), frame->state, {}});
    };
    tries.push_back(names.get());
    bool falls;
    try {
      falls = region(op.getBlocks()[0].front(), [&] { block(stmt->body); });
    } catch (...) {
      tries.pop_back();
      throw;
    }
    tries.pop_back();
    State afterBody = frame->state;
    bool bodyFalls = falls;
    if (falls && stmt->orelse.empty())
      close(op.getBlocks()[0].front());
    // What may a name be when an exception arrives in a handler?
    bool stable = true;
    for (auto &[key, seen] : names->seen) {
      std::vector<Binding> kinds = seen;
      auto before = entry.names.find(key);
      kinds.push_back(before == entry.names.end() ? Binding() : before->second.kind);
      bool same = llvm::all_of(kinds, [&](const Binding &k) { return sameKind(k, kinds[0]); });
      if (same && !names->kinds.count(key))
        continue;
      auto known = names->kinds.find(key);
      if (known != names->kinds.end())
        kinds.push_back(known->second);
      Binding joined = joinKinds(kinds, site(stmt, key + "@try"));
      if (known == names->kinds.end() || !sameKind(joined, known->second)) {
        names->kinds[key] = joined;
        stable = false;
      }
    }
    if (!stable) {
      while (!parent->empty() && &parent->back() != last) {
        parent->back().dropAllUses();
        parent->back().erase();
      }
      frame->dropExits(exitsBefore);
      continue;
    }
    State inHandler = entry;
    for (auto &[key, seen] : names->seen) {
      State::Slot &slot = inHandler.names[key];
      if (!names->kinds.count(key)) {
        dropConstants(slot.kind);
        continue;
      }
      slot.kind = names->kinds[key];
      slot.cells.clear();
      frame->canonicalCells(shadow(key, stmt), slot);
    }
    for (auto [i, handler] : llvm::enumerate(stmt->handlers)) {
      Block &block = op.getBlocks()[1 + i].front();
      Value exception = block.addArgument(py::ExceptionType::get(&context), loc(handler));
      frame->state = inHandler;
      for (auto &[key, kind] : names->kinds) // back into the name's own cells
        if (names->seen.count(key)) {
          OpBuilder::InsertionGuard guard(builder);
          builder.setInsertionPointToEnd(&block);
          frame->store(key, frame->load(inHandler.names[key], stmt), stmt);
        }
      if (region(block, [&] {
            Binding caught;
            caught.tag = Tag::Caught;
            caught.value = exception;
            caught.name = handler->type && llvm::isa<ast::Name>(handler->type) ? llvm::cast<ast::Name>(handler->type)->id.str() : "Exception";
            handling.push_back(caught);
            if (!handler->name.empty())
              bind(handler->name, caught, handler);
            this->block(handler->body);
            handling.pop_back();
            if (!handler->name.empty())
              frame->state.names.erase(frame->keyOf(handler->name));
          }))
        close(block);
    }
    if (bodyFalls && !stmt->orelse.empty()) { // else: after the body, outside its handlers' reach only if it cannot raise
      frame->state = afterBody;
      if (region(op.getBlocks()[0].front(), [&] { block(stmt->orelse); }))
        close(op.getBlocks()[0].front());
    }
    frame->currentStatement = stmt;
    joinStates(exits, stmt);
    if (!frame->state.reachable)
      throw Unreachable();
    return;
  }
}

// finally: after the body on every way out. An exception runs it in a handler of its own and goes on.
void Importer::importFinally(const ast::Try *stmt) {
  auto op = create<py::TryOp>(stmt, builder.getArrayAttr(builder.getI64ArrayAttr({})), UnitAttr(), 2u);
  for (Region &region : op.getBlocks())
    region.push_back(new Block);
  State entry = frame->state;
  finals.push_back(stmt);
  std::vector<Exit> exits;
  bool falls = region(op.getBlocks()[0].front(), [&] { tryWithHandlers(stmt); });
  finals.pop_back();
  if (falls) {
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToEnd(&op.getBlocks()[0].front());
    exits.push_back({create<py::YieldOp>(stmt), frame->state, {}});
  }
  Block &handler = op.getBlocks()[1].front();
  Value exception = handler.addArgument(py::ExceptionType::get(&context), loc(stmt));
  frame->state = entry;
  region(handler, [&] {
    block(stmt->finalbody);
    create<py::ReraiseOp>(stmt, exception);
    throw Unreachable();
  });
  frame->currentStatement = nullptr;
  joinStates(exits, stmt);
  if (!frame->state.reachable)
    throw Unreachable();
  block(stmt->finalbody);
}

void Importer::runFinals(size_t down) {
  auto saved = finals;
  while (finals.size() > down) {
    const ast::Try *stmt = finals.back();
    finals.pop_back();
    block(stmt->finalbody);
  }
  finals = saved;
}

//===--- raise, assert --------------------------------------------------------------------------------------------===//

void Importer::raise(StringRef exception, Value message, const ast::Node *at) {
  auto op = create<py::RaiseOp>(at, builder.getI32IntegerAttr(codeOf(exception)), message);
  if (ownExceptions.count(exception.str()))
    op->setAttr(pythonNameAttr, builder.getStringAttr(exception));
  throw Unreachable();
}

void Importer::raise(StringRef exception, const Twine &message, const ast::Node *at) {
  raise(exception, constantStr(message.str(), at).value, at);
}

void Importer::raiseUnknown(StringRef exception, const Twine &message, StringRef name, ArrayRef<StringRef> candidates, const ast::Node *at) {
  StringRef near = suggestion(name, candidates);
  auto op = create<py::RaiseOp>(at, builder.getI32IntegerAttr(exceptionCode(exception)), constantStr(message.str(), at).value);
  if (!near.empty())
    op->setAttr(py::suggestionAttr, builder.getStringAttr(near));
  throw Unreachable();
}

Binding Importer::raised(StringRef exception, const Twine &message, const ast::Node *at) {
  raise(exception, message, at);
  return none();
}

SmallVector<int64_t> Importer::handlerCodes(const ast::Expr *type) {
  SmallVector<int64_t> codes;
  if (!type)
    return codes; // everything
  SmallVector<const ast::Expr *> types;
  if (auto *tuple = llvm::dyn_cast<ast::Tuple>(type))
    types.append(tuple->elts.begin(), tuple->elts.end());
  else
    types.push_back(type);
  for (const ast::Expr *each : types) {
    Binding exception = expression(each);
    if (exception.tag != Tag::Exception)
      unsupported(each, "an except clause with this expression", "name a built-in exception or np.linalg.LinAlgError");
    codes.append(codesOf(exception.name));
  }
  return codes;
}

void Importer::importRaise(const ast::Raise *stmt) {
  if (!stmt->exc) {
    if (handling.empty())
      raise("RuntimeError", "No active exception to reraise", stmt);
    create<py::ReraiseOp>(stmt, handling.back().value);
    throw Unreachable();
  }
  if (auto *call = llvm::dyn_cast<ast::Call>(stmt->exc)) {
    Binding exception = expression(call->func);
    if (exception.tag == Tag::Exception) {
      Value message;
      if (call->args.size() == 1)
        message = text(expression(call->args[0]), exception.name == "KeyError", call);
      else if (call->args.size() > 1) {
        std::vector<Binding> items;
        for (const ast::Expr *arg : call->args)
          items.push_back(expression(arg));
        message = text(tuple(items), true, call);
      }
      raise(exception.name, message, stmt);
    }
  }
  Binding exception = expression(stmt->exc);
  if (exception.tag == Tag::Exception)
    raise(exception.name, Value(), stmt);
  if (exception.tag == Tag::Caught) {
    create<py::ReraiseOp>(stmt, exception.value);
    throw Unreachable();
  }
  raise("TypeError", "exceptions must derive from BaseException", stmt);
}

void Importer::importAssert(const ast::Assert *stmt) {
  Binding test = condition(stmt->test);
  std::optional<bool> known = staticBool(test);
  if (known && *known)
    return;
  auto fail = [&] {
    raise("AssertionError", stmt->msg ? text(expression(stmt->msg), false, stmt->msg) : Value(), stmt);
    return none();
  };
  if (known)
    fail();
  branch(test.value, stmt, [&] { return none(); }, fail);
}
