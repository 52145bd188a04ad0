// if, for, while, try and branches inside expressions. Every way out of a block is noted as an Exit; states are joined
// when all of them are known.
#include "frontend/Frame.h"
#include "ir/Types.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace mlir;
using namespace np2gpu;

//===--- Blocks ---------------------------------------------------------------------------------------------------===//

bool Importer::region(Block &block, llvm::function_ref<void()> body) {
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToEnd(&block);
  // Clang takes 256 levels of brackets.
  constexpr unsigned deepest = 200;
  llvm::SaveAndRestore nesting(regionDepth, regionDepth + 1);
  if (regionDepth > deepest)
    unsupported(nullptr, "code that nests this deeply", "split it into functions or smaller statements");
  frame->state.reachable = true;
  try {
    body();
  } catch (Unreachable &) {
    frame->state.reachable = false;
  }
  return frame->state.reachable;
}

Binding Importer::branch(Value condition, const ast::Node *at, llvm::function_ref<Binding()> then,
                         llvm::function_ref<Binding()> otherwise) {
  auto branch = create<py::IfOp>(at, TypeRange{}, condition);
  branch.getElseRegion().push_back(new Block);
  State before = frame->state;
  std::vector<Exit> exits;
  for (auto [block, body] : {std::pair(&branch.getThenRegion().front(), then), std::pair(&branch.getElseRegion().front(), otherwise)}) {
    frame->state = before;
    Binding result;
    if (region(*block, [&] { result = body(); })) {
      OpBuilder::InsertionGuard guard(builder);
      builder.setInsertionPointToEnd(block);
      frame->store("result@", result, at);
      exits.push_back({create<py::YieldOp>(at), frame->state, {}});
    }
  }
  const ast::Stmt *statement = frame->currentStatement;
  frame->currentStatement = nullptr; // inside an expression: every name may still be read
  joinStates(exits, at);
  frame->currentStatement = statement;
  if (exits.empty())
    throw Unreachable();
  auto found = frame->state.names.find("result@");
  Binding result = frame->load(found->second, at);
  frame->state.names.erase(found);
  return result;
}

void Importer::importIf(const ast::If *stmt) {
  Binding test = condition(stmt->test);
  if (std::optional<bool> known = staticBool(test))
    return block(*known ? stmt->body : stmt->orelse);
  auto branch = create<py::IfOp>(stmt, TypeRange{}, test.value);
  State before = frame->state;
  std::vector<Exit> exits;
  auto side = [&](Block &block, ast::Seq<ast::Stmt> statements) {
    frame->state = before;
    if (region(block, [&] { this->block(statements); })) {
      OpBuilder::InsertionGuard guard(builder);
      builder.setInsertionPointToEnd(&block);
      exits.push_back({create<py::YieldOp>(stmt), frame->state, {}});
    }
  };
  side(branch.getThenRegion().front(), stmt->body);
  branch.getElseRegion().push_back(new Block);
  side(branch.getElseRegion().front(), stmt->orelse);
  frame->currentStatement = stmt;
  joinStates(exits, stmt);
  if (!frame->state.reachable)
    throw Unreachable();
}

SmallVector<size_t> Frame::exitCounts() const {
  SmallVector<size_t> counts{returns.size()};
  for (const Loop *loop : loops)
    counts.append({loop->breaks.size(), loop->continues.size()});
  return counts;
}

void Frame::dropExits(ArrayRef<size_t> counts) {
  returns.resize(counts[0]);
  for (auto [i, loop] : llvm::enumerate(loops)) {
    loop->breaks.resize(counts[1 + 2 * i]);
    loop->continues.resize(counts[2 + 2 * i]);
  }
}

//===--- Loops ----------------------------------------------------------------------------------------------------===//

// Kinds at a loop's head, from earlier imports of the loop.
struct Importer::LoopHead {
  std::map<std::string, Binding> kinds;
  std::set<std::string> variable; // names whose constant differs between iterations
  std::set<std::pair<ObjectId, ObjectId>> aliases;
};

// Are the constants known at the head still right at the end of the body?
static bool stillConstant(const Binding &head, const Binding &end) {
  return (!head.constant || head.constant == end.constant) && (!head.bits || head.bits == end.bits) &&
         std::equal(head.items.begin(), head.items.end(), end.items.begin(), end.items.end(), stillConstant);
}

static bool hasElse(const ast::Stmt *stmt) {
  if (auto *loop = llvm::dyn_cast<ast::For>(stmt))
    return !loop->orelse.empty();
  auto *loop = llvm::dyn_cast<ast::While>(stmt);
  return loop && !loop->orelse.empty();
}

void Importer::loop(const ast::Node *node, const Names &assignedPlain, bool maySkip,
                    llvm::function_ref<Block *()> makeLoop, llvm::function_ref<void()> body) {
  std::shared_ptr<LoopHead> &memo = loopHeads[{node, frame->specialization ? frame->specialization->key : std::string(), unrollCopy}];
  if (!memo)
    memo = std::make_shared<LoopHead>();
  std::shared_ptr<LoopHead> head = memo;
  auto *stmt = llvm::dyn_cast<ast::Stmt>(node);
  const ast::Stmt *statement = frame->currentStatement;
  const Names *live = stmt ? &frame->file->scopes->liveAtHead(node) : nullptr;
  Names assigned;
  for (const std::string &name : assignedPlain)
    assigned.insert(frame->keyOf(name));
  State entry = frame->state;
  SmallVector<size_t> exitsBefore = frame->exitCounts();
  Block *parent = builder.getInsertionBlock();
  Operation *last = parent->empty() ? nullptr : &parent->back();
  for (int round = 0;; ++round) {
    if (round > 40)
      unsupported(node, "the types in this loop do not settle");
    frame->state = entry;
    // Names that nobody reads from here on have no kind to agree on.
    if (live)
      std::erase_if(frame->state.names, [&](auto &name) {
        return frame->isDead(name.first, *live);
      });
    State target = frame->state;
    for (auto &[key, slot] : target.names)
      if (assigned.count(key) || head->variable.count(key)) {
        dropConstants(slot.kind);
        if (slot.kind.tag == Tag::Int)
          slot.kind.growth = std::make_shared<IntGrowth>(IntGrowth{{key, 1}});
      }
    for (auto &[key, kind] : head->kinds) {
      State::Slot &slot = target.names[key];
      slot.kind = kind;
      slot.cells = {};
      frame->canonicalCells(key, slot);
    }
    // Conversions to the kinds at the head, before the loop.
    Exit in{nullptr, frame->state, {}};
    addAliases(in, target);
    target.aliases.insert(head->aliases.begin(), head->aliases.end());
    {
      Operation *marker = create<py::YieldOp>(node); // conversions go before something
      in.terminator = marker;
      convertState(in, target, node);
      marker->erase();
    }
    frame->state = target;
    Loop context{node, {}, {}, false, finals.size()};
    Block *block = makeLoop();
    frame->loops.push_back(&context);
    bool falls;
    try {
      falls = region(*block, body);
    } catch (...) {
      frame->loops.pop_back();
      throw;
    }
    frame->loops.pop_back();
    if (falls) {
      OpBuilder::InsertionGuard guard(builder);
      builder.setInsertionPointToEnd(block);
      context.continues.push_back({create<py::ContinueOp>(node), frame->state, {}});
    }
    // Stable?
    bool stable = true;
    for (Exit &exit : context.continues) {
      std::set<std::string> keys;
      for (auto &[key, slot] : target.names)
        keys.insert(key);
      for (auto &[key, slot] : exit.state.names)
        if (key.find('@') == std::string::npos)
          keys.insert(key);
      for (const std::string &key : keys) {
        if (live && frame->isDead(key, *live))
          continue;
        auto slotIn = [&](const State &state) {
          auto found = state.names.find(key);
          return found != state.names.end() ? found->second : frame->hiddenSlots.count(key) ? frame->hiddenSlots[key] : State::Slot();
        };
        State::Slot atHead = slotIn(target), atEnd = slotIn(exit.state);
        if (sameKind(atHead.kind, atEnd.kind) && !stillConstant(atHead.kind, atEnd.kind) && !head->variable.count(key)) {
          head->variable.insert(key);
          stable = false;
        }
        // What was made in this loop is another object in the next iteration.
        bool madeHere = false;
        walk(atEnd.kind, [&](const Binding &b) {
          if (b.tag == Tag::Array && b.object >= 0 && frame->objects[b.object].loop == node)
            madeHere = true;
        });
        if (sameKind(atHead.kind, atEnd.kind) && !madeHere)
          continue;
        if (madeHere && head->kinds.count(key) && canConvert(atEnd.kind, head->kinds[key]))
          continue;
        Site where = site(node, key);
        Binding joined = joinKinds({atHead.kind, madeHere ? asMadeBefore(atEnd.kind, where, node) : atEnd.kind}, where);
        noteSources(joined, atEnd.kind);
        if (!sameKind(joined, atHead.kind)) {
          head->kinds[key] = joined;
          stable = false;
        }
      }
      std::map<std::string, IntGrowth> sources;
      for (auto &[key, slot] : exit.state.names)
        if (slot.kind.tag == Tag::Int && slot.kind.growth && !(live && frame->isDead(key, *live)))
          sources[key] = *slot.kind.growth;
      for (const std::string &key : growingNames(sources)) {
        Binding wide;
        wide.tag = Tag::Wide;
        if (target.names.count(key))
          head->kinds[key] = joinKinds({target.names[key].kind, wide}, site(node, key)), stable = false;
      }
      State after = target;
      after.aliases.clear();
      addAliases(exit, after);
      for (auto pair : after.aliases)
        if (!target.aliases.count(pair) && frame->objects[pair.first].loop != node && frame->objects[pair.second].loop != node) {
          head->aliases.insert(pair);
          stable = false;
        }
    }
    if (!stable) {
      while (&parent->back() != last) {
        if (parent->empty())
          break;
        parent->back().dropAllUses();
        parent->back().erase();
        if (parent->empty() && !last)
          break;
      }
      frame->dropExits(exitsBefore);
      continue;
    }
    for (Exit &exit : context.continues)
      convertState(exit, target, node);
    // The end: the loop is done at its head, or broken off. What the first end must convert, it converts behind the
    // loop, where the second one passes too: a flag tells them apart.
    std::vector<Exit> exits;
    Operation *marker = nullptr;
    py::IfOp atEnd;
    Value flag;
    if (maySkip && context.breaks.empty()) {
      marker = create<py::YieldOp>(node);
      exits.push_back({marker, target, {}});
    } else if (maySkip) {
      flag = frame->cell("broke@" + std::to_string(uintptr_t(node)) + "." + std::to_string(unrollCopy), "flag", builder.getI1Type());
      auto set = [&](Operation *before, bool value) {
        OpBuilder::InsertionGuard guard(builder);
        builder.setInsertionPoint(before);
        create<py::StoreOp>(node, constantBool(value, node).value, flag);
      };
      set(block->getParentOp(), false);
      if (!hasFault("lost-flag"))
        for (Exit &exit : context.breaks)
          set(exit.terminator, true);
      Value broke = create<py::LoadOp>(node, builder.getI1Type(), flag);
      atEnd = create<py::IfOp>(node, TypeRange{}, create<py::NotOp>(node, builder.getI1Type(), ValueRange{broke}));
      OpBuilder::InsertionGuard guard(builder);
      builder.setInsertionPointToEnd(&atEnd.getThenRegion().front());
      exits.push_back({create<py::YieldOp>(node), target, {}});
    }
    for (Exit &exit : context.breaks)
      exits.push_back(exit);
    // What only the loop's `else` reads is live here, though not after the statement.
    frame->currentStatement = stmt && !hasElse(stmt) ? stmt : nullptr;
    joinStates(exits, node);
    frame->currentStatement = stmt ? stmt : statement;
    if (marker)
      marker->erase();
    if (atEnd && llvm::hasSingleElement(atEnd.getThenRegion().front())) { // nothing to convert: no flag
      Value condition = atEnd.getCondition();
      atEnd.erase();
      Operation *isNot = condition.getDefiningOp(), *load = isNot->getOperand(0).getDefiningOp();
      isNot->erase();
      load->erase();
      for (Operation *store : llvm::make_early_inc_range(flag.getUsers()))
        if (!isa<py::LoadOp>(store) && llvm::none_of(flag.getUsers(), [](Operation *user) { return isa<py::LoadOp>(user); }))
          store->erase();
    }
    for (auto &[key, slot] : frame->state.names)
      slot.kind.growth = entry.names.count(key) ? entry.names[key].kind.growth : nullptr;
    if (!frame->state.reachable)
      throw Unreachable();
    return;
  }
}

void Importer::indexLoop(const ast::Node *node, Value start, Value stop, Value step, const Names &assigned,
                         llvm::function_ref<void(Value)> body) {
  py::ForOp op;
  loop(node, assigned, /*maySkip=*/true,
       [&] {
         op = create<py::ForOp>(node, start, stop, step, ValueRange{});
         return &op.getBody().front();
       },
       [&] { body(op.getInductionVar()); });
}

void Importer::importWhile(const ast::While *stmt) {
  Names assigned;
  assignedNames(stmt->body, assigned);
  loopFlag(stmt, stmt->orelse);
  loop(stmt, assigned, /*maySkip=*/false,
       [&] { return &create<py::WhileOp>(stmt, ValueRange{}).getBody().front(); },
       [&] {
         frame->currentStatement = stmt;
         Binding test = condition(stmt->test);
         std::optional<bool> known = staticBool(test);
         if (!known || !*known) {
           Value stop = create<py::NotOp>(stmt->test, builder.getI1Type(), ValueRange{test.value});
           auto leave = create<py::IfOp>(stmt->test, TypeRange{}, stop);
           OpBuilder::InsertionGuard guard(builder);
           builder.setInsertionPointToEnd(&leave.getThenRegion().front());
           frame->loops.back()->breaks.push_back({create<py::BreakOp>(stmt), frame->state, {}});
           builder.setInsertionPointAfter(leave);
           leave.getElseRegion().push_back(new Block);
           builder.setInsertionPointToEnd(&leave.getElseRegion().front());
           create<py::YieldOp>(stmt);
         }
         block(stmt->body);
       });
  elseOfLoop(stmt, stmt->orelse);
}

void Importer::importFor(const ast::For *stmt) {
  Binding iterable = expression(stmt->iter);
  if (iterable.tag == Tag::Either) { // one loop for each type that it may have
    dispatch(iterable, stmt, [&](const Binding &each) { return forOver(stmt, each), none(); });
    return;
  }
  forOver(stmt, iterable);
}

void Importer::forOver(const ast::For *stmt, const Binding &given) {
  Binding iterable = iterated(given, stmt->iter);
  loopFlag(stmt, stmt->orelse);
  Names assigned;
  assignedNames(stmt->body, assigned);
  targetNames(stmt->target, assigned);
  if (std::optional<std::vector<Binding>> items = staticItems(iterable)) {
    unrolled(stmt, *items);
    return elseOfLoop(stmt, stmt->orelse);
  }
  Binding sequence = named(iterable, site(stmt, "iterable"));
  // The sequence is held in a name of its own: a loop may rebind what it was.
  std::string key = "iterable@" + std::to_string(uintptr_t(stmt));
  bool isRange = sequence.tag == Tag::Range;
  if (!isRange)
    frame->store(key, sequence, stmt);
  Value start = isRange ? Value() : constantIndex(0, stmt), step = isRange ? Value() : constantIndex(1, stmt), stop;
  if (isRange)
    start = sequence.items[0].value, stop = sequence.items[1].value, step = sequence.items[2].value;
  else
    stop = lengthOf(sequence, stmt->iter).value;
  indexLoop(stmt, start, stop, step, assigned, [&](Value index) {
    frame->currentStatement = stmt;
    Binding item = isRange ? rangeItem(sequence, index) : itemAt(frame->load(*frame->slot(key), stmt), index, stmt->iter);
    assign(stmt->target, item, stmt->target);
    block(stmt->body);
  });
  frame->state.names.erase(key);
  elseOfLoop(stmt, stmt->orelse);
}

// Do these statements break or continue the loop that they are the body of?
static bool hasJump(ast::Seq<ast::Stmt> statements) {
  return llvm::any_of(statements, [](const ast::Stmt *stmt) {
    return llvm::TypeSwitch<const ast::Stmt *, bool>(stmt)
        .Case<ast::Break, ast::Continue>([](auto *) { return true; })
        .Case<ast::If>([](auto *s) { return hasJump(s->body) || hasJump(s->orelse); })
        .Case<ast::For, ast::While>([](auto *s) { return hasJump(s->orelse); })
        .Case<ast::With>([](auto *s) { return hasJump(s->body); })
        .Case<ast::Try>([](auto *s) {
          return hasJump(s->body) || hasJump(s->orelse) || hasJump(s->finalbody) ||
                 llvm::any_of(s->handlers, [](const ast::ExceptHandler *h) { return hasJump(h->body); });
        })
        .Default([](const ast::Stmt *) { return false; });
  });
}

// A loop over a tuple or a list of static length: its body once for each item. Where it has jumps, each copy is a
// py.while that runs once: `continue` leaves it, `break` also sets a flag that the later copies test.
void Importer::unrolled(const ast::For *stmt, ArrayRef<Binding> items) {
  unsigned outer = unrollCopy;
  std::string id = std::to_string(uintptr_t(stmt)), stopped = "stopped@" + id;
  auto key = [&](size_t i) { return "item@" + id + "." + std::to_string(i); };
  // The items are held in names: the body may write what they show.
  for (auto [i, item] : llvm::enumerate(items))
    frame->store(key(i), named(item, site(stmt, "item" + std::to_string(i))), stmt);
  bool jumps = hasJump(stmt->body);
  if (jumps)
    frame->store(stopped, constantBool(false, stmt), stmt);
  Names assigned;
  assignedNames(stmt->body, assigned);
  targetNames(stmt->target, assigned);
  for (size_t i = 0; i < items.size() && frame->state.reachable; ++i) {
    unrollCopy = outer * 64 + i + 1;
    auto body = [&] {
      frame->currentStatement = stmt;
      assign(stmt->target, frame->load(*frame->slot(key(i)), stmt), stmt->target);
      block(stmt->body);
    };
    auto once = [&] {
      loop(stmt, assigned, /*maySkip=*/false,
           [&] { return &create<py::WhileOp>(stmt, ValueRange{}).getBody().front(); },
           [&] {
             frame->loops.back()->unrolled = true;
             body();
             leaveLoop(stmt);
           });
      return none();
    };
    if (!jumps) {
      body();
      continue;
    }
    Binding stop = frame->load(*frame->slot(stopped), stmt);
    std::optional<bool> known = staticBool(stop);
    if (known && *known)
      break;
    if (known)
      once();
    else
      branch(stop.value, stmt, [&] { return none(); }, once);
  }
  unrollCopy = outer;
  for (size_t i = 0; i < items.size(); ++i)
    frame->state.names.erase(key(i));
  frame->state.names.erase(stopped);
}

// The jump out of the innermost loop.
void Importer::leaveLoop(const ast::Node *at) {
  Operation *jump = create<py::BreakOp>(at);
  frame->loops.back()->breaks.push_back({jump, frame->state, {}});
  throw Unreachable();
}

void Importer::importBreak(const ast::Break *stmt) {
  Loop &loop = *frame->loops.back();
  runFinals(loop.finals);
  if (loop.unrolled)
    frame->store("stopped@" + std::to_string(uintptr_t(loop.node)), constantBool(true, stmt), stmt);
  noteBreak(loop.node);
  leaveLoop(stmt);
}

void Importer::importContinue(const ast::Continue *stmt) {
  Loop &loop = *frame->loops.back();
  runFinals(loop.finals);
  if (loop.unrolled)
    leaveLoop(stmt);
  if (hasFault("no-continue"))
    return;
  Operation *jump = create<py::ContinueOp>(stmt);
  loop.continues.push_back({jump, frame->state, {}});
  throw Unreachable();
}

//===--- else of loops --------------------------------------------------------------------------------------------===//

static std::string flagName(const ast::Node *loop) { return "broke@" + std::to_string(uintptr_t(loop)); }

void Importer::loopFlag(const ast::Stmt *stmt, ast::Seq<ast::Stmt> orelse) {
  if (!orelse.empty())
    frame->store(flagName(stmt), constantBool(false, stmt), stmt);
}

void Importer::noteBreak(const ast::Node *loop) {
  if (frame->state.names.count(flagName(loop)) && !hasFault("lost-flag"))
    frame->store(flagName(loop), constantBool(true, loop), loop);
}

void Importer::elseOfLoop(const ast::Stmt *stmt, ast::Seq<ast::Stmt> orelse) {
  if (orelse.empty())
    return;
  Binding broke = frame->load(*frame->slot(flagName(stmt)), stmt);
  frame->state.names.erase(flagName(stmt));
  if (std::optional<bool> known = staticBool(broke)) {
    if (!*known)
      block(orelse);
    return;
  }
  branch(broke.value, stmt, [&] { return none(); }, [&] { return block(orelse), none(); });
}
