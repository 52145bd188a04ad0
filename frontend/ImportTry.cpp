// try, raise, assert. Names assigned in the body and read in a handler have a second variable that every assignment in
// the body stores into (`name@try`), of the kind that holds all that they may be when an exception leaves the body.
#include "frontend/Exceptions.h"
#include "frontend/Frame.h"
#include "frontend/KnownNames.h"
#include "llvm/ADT/ScopeExit.h"

using namespace mlir;
using namespace np2gpu;

struct Importer::TryNames {
  std::string suffix;                                // of the second variables
  std::map<std::string, Binding> kinds;              // the joined kinds, from an earlier import
  std::map<std::string, std::vector<Binding>> seen;  // what the body bound
  std::set<std::pair<ObjectId, ObjectId>> aliases;   // what may have shared memory in the body
};

void Importer::noteBinding(const std::string &key, const Binding &value, const ast::Node *at) {
  for (TryNames *names : tries) {
    names->seen[key].push_back(value);
    names->aliases.insert(frame->state.aliases.begin(), frame->state.aliases.end());
    auto found = names->kinds.find(key);
    if (found != names->kinds.end())
      frame->store(key + names->suffix, convert(value, found->second, at), at);
  }
}

void Importer::importTry(const ast::Try *stmt) {
  if (!stmt->finalbody.empty())
    return importFinally(stmt);
  tryWithHandlers(stmt);
}

// Objects that stand for several may share memory with all that any of these did.
static void addJoinedAliases(Frame &frame, State &state) {
  std::set<ObjectId> joined;
  for (auto &[key, slot] : state.names)
    walk(slot.kind, [&](const Binding &b) {
      if (b.tag == Tag::Array && b.object >= 0 && !frame.objects[b.object].sources.empty())
        joined.insert(b.object);
    });
  auto before = state.aliases;
  auto paired = [&](ObjectId a, ObjectId b) { return a == b || before.count(std::minmax(a, b)); };
  auto anyPaired = [&](ObjectId join, ObjectId other) {
    return llvm::any_of(frame.objects[join].sources, [&](ObjectId source) { return paired(source, other); });
  };
  for (ObjectId join : joined) {
    for (ObjectId other = 0; other < ObjectId(frame.objects.size()); ++other)
      if (other != join && anyPaired(join, other))
        state.aliases.insert(std::minmax(join, other));
    for (ObjectId join2 : joined)
      if (join < join2 && llvm::any_of(frame.objects[join2].sources, [&](ObjectId source) { return anyPaired(join, source); }))
        state.aliases.insert({join, join2});
  }
}

// A py.try: a body, and what handles the exceptions of each list of kinds. All of it is imported again until the kinds
// that names have in the handlers are stable. `last`: nothing of the statement comes after it.
void Importer::guarded(const ast::Try *stmt, StringRef part, ArrayRef<Attribute> handlerKinds, bool last,
                       llvm::function_ref<void()> body, llvm::function_ref<void(size_t, Value)> handle) {
  auto &memo = tryKinds[{stmt, part.str() + (frame->specialization ? frame->specialization->key : ""), unrollCopy}];
  if (!memo)
    memo = std::make_shared<TryNames>();
  std::shared_ptr<TryNames> names = memo;
  names->suffix = "@" + part.str() + std::to_string(uintptr_t(stmt));
  State entry = frame->state;
  SmallVector<size_t> exitsBefore = frame->exitCounts();
  Block *parent = builder.getInsertionBlock();
  for (;;) {
    frame->state = entry;
    Operation *before = parent->empty() ? nullptr : &parent->back();
    names->seen.clear();
    for (auto &[key, kind] : names->kinds) {
      State::Slot *slot = frame->slot(key);
      Binding value = slot ? frame->load(*slot, stmt) : Binding();
      frame->store(key + names->suffix, convert(value, kind, stmt), stmt);
    }
    auto op = create<py::TryOp>(stmt, builder.getArrayAttr(handlerKinds), UnitAttr(), unsigned(1 + handlerKinds.size()));
    for (Region &region : op.getBlocks())
      region.push_back(new Block);
    std::vector<Exit> exits;
    auto close = [&](Block &block) {
      OpBuilder::InsertionGuard guard(builder);
      builder.setInsertionPointToEnd(&block);
      exits.push_back({create<py::YieldOp>(stmt), frame->state, {}});
    };
    {
      tries.push_back(names.get());
      auto pop = llvm::make_scope_exit([&] { tries.pop_back(); });
      if (region(op.getBlocks()[0].front(), body))
        close(op.getBlocks()[0].front());
    }
    // What may a name be when an exception arrives in a handler?
    bool stable = true;
    for (auto &[key, seen] : names->seen) {
      std::vector<Binding> kinds = seen;
      auto atEntry = entry.names.find(key);
      kinds.push_back(atEntry == entry.names.end() ? Binding() : atEntry->second.kind);
      bool same = llvm::all_of(kinds, [&](const Binding &k) { return sameKind(k, kinds[0]); });
      if (same && !names->kinds.count(key))
        continue;
      auto known = names->kinds.find(key);
      if (known != names->kinds.end())
        kinds.push_back(known->second);
      Binding joined = joinKinds(kinds, site(stmt, key + "@" + part.str()));
      if (known == names->kinds.end() || !sameKind(joined, known->second)) {
        names->kinds[key] = joined;
        stable = false;
      }
    }
    if (!stable) {
      while (!parent->empty() && &parent->back() != before) {
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
      frame->canonicalCells(key + names->suffix, slot);
    }
    inHandler.aliases.insert(names->aliases.begin(), names->aliases.end());
    addJoinedAliases(*frame, inHandler);
    for (size_t i = 0; i < handlerKinds.size(); ++i) {
      Block &block = op.getBlocks()[1 + i].front();
      Value exception = block.addArgument(py::ExceptionType::get(&context), loc(stmt));
      frame->state = inHandler;
      for (auto &[key, kind] : names->kinds) // back into the name's own cells
        if (names->seen.count(key)) {
          OpBuilder::InsertionGuard guard(builder);
          builder.setInsertionPointToEnd(&block);
          frame->store(key, frame->load(inHandler.names[key], stmt), stmt);
        }
      if (region(block, [&] { handle(i, exception); }))
        close(block);
    }
    frame->currentStatement = last ? stmt : nullptr;
    joinStates(exits, stmt);
    if (!frame->state.reachable)
      throw Unreachable();
    return;
  }
}

void Importer::tryWithHandlers(const ast::Try *stmt) {
  if (stmt->handlers.empty())
    return block(stmt->body);
  SmallVector<Attribute> handlerKinds;
  for (const ast::ExceptHandler *handler : stmt->handlers)
    handlerKinds.push_back(builder.getI64ArrayAttr(handlerCodes(handler->type)));
  // The `else` is out of the handlers' reach: it follows, if a flag says that the body came to its end.
  std::string completed = "completed@" + std::to_string(uintptr_t(stmt));
  bool hasElse = !stmt->orelse.empty();
  if (hasElse)
    frame->store(completed, constantBool(false, stmt), stmt);
  guarded(
      stmt, "try", handlerKinds, /*last=*/!hasElse && stmt->finalbody.empty(),
      [&] {
        block(stmt->body);
        if (hasElse)
          frame->store(completed, constantBool(true, stmt), stmt);
      },
      [&](size_t i, Value exception) {
        const ast::ExceptHandler *handler = stmt->handlers[i];
        Binding caught;
        caught.tag = Tag::Caught;
        caught.value = exception;
        caught.name = handler->type && llvm::isa<ast::Name>(handler->type) ? llvm::cast<ast::Name>(handler->type)->id.str() : "Exception";
        handling.push_back(caught);
        auto pop = llvm::make_scope_exit([&] { handling.pop_back(); });
        if (!handler->name.empty())
          bind(handler->name, caught, handler);
        block(handler->body);
        if (!handler->name.empty())
          frame->state.names.erase(frame->keyOf(handler->name));
      });
  if (!hasElse)
    return;
  Binding flag = frame->load(*frame->slot(completed), stmt);
  frame->state.names.erase(completed);
  std::optional<bool> known = staticBool(flag);
  if (known && *known)
    return block(stmt->orelse);
  if (!known)
    branch(flag.value, stmt, [&] { return block(stmt->orelse), none(); }, [&] { return none(); });
}

// finally: after the body on every way out. An exception runs it in a handler of its own and goes on.
void Importer::importFinally(const ast::Try *stmt) {
  Attribute everything = builder.getI64ArrayAttr({});
  guarded(
      stmt, "finally", everything, /*last=*/false,
      [&] {
        finals.push_back(stmt);
        auto pop = llvm::make_scope_exit([&] { finals.pop_back(); });
        tryWithHandlers(stmt);
      },
      [&](size_t, Value exception) {
        block(stmt->finalbody);
        create<py::ReraiseOp>(stmt, exception);
        throw Unreachable();
      });
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
  create<py::RaiseOp>(at, builder.getI32IntegerAttr(exceptionCode(exception)), message);
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
    for (int code : exceptionAndSubclasses(exception.name))
      codes.push_back(code);
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
