// Python's ints (architecture.md, D1). Constants fold exactly. An int is 64 checked bits; where that may not be enough it
// is a wide int of 128:
//
//   (a * x + c) % m      what a remainder, a mask, a shift or a quotient brings back is computed wide (IntContext)
//   f *= i; a, b = b, a + b      a name whose value grows with itself from round to round of a loop (IntGrowth)
//
// `bits` of a binding bounds its magnitude, so that most index arithmetic needs neither.
#include "frontend/Frame.h"
#include "ir/Types.h"

using namespace mlir;
using namespace np2gpu;

//===--- Constants ------------------------------------------------------------------------------------------------===//

static std::optional<APInt> constantOfInt(const Binding &value) {
  auto integer = dyn_cast_or_null<IntegerAttr>(value.constant);
  if (!integer || (value.tag != Tag::Int && value.tag != Tag::Wide && value.tag != Tag::Bool))
    return std::nullopt;
  return value.tag == Tag::Bool ? integer.getValue().zext(512) : integer.getValue().sext(512);
}

Binding Importer::constantOfBits(const APInt &value, const ast::Node *at) {
  return value.getSignificantBits() <= 64 ? constantInt(value.getSExtValue(), at) : constantWide(value, at);
}

// x op y of constants in 512 bits; nothing where it raises, is no int, or does not fit.
static std::optional<APInt> fold(ast::Operator op, const APInt &x, const APInt &y) {
  using ast::Operator;
  constexpr unsigned width = 512, limit = 400;
  switch (op) {
  case Operator::Add: return x + y;
  case Operator::Sub: return x - y;
  case Operator::Mult: return x.getSignificantBits() + y.getSignificantBits() < limit ? std::optional(x * y) : std::nullopt;
  case Operator::FloorDiv: case Operator::Mod: {
    if (y.isZero())
      return std::nullopt;
    APInt quotient(width, 0), rest(width, 0);
    APInt::sdivrem(x, y, quotient, rest);
    if (!rest.isZero() && rest.isNegative() != y.isNegative())
      --quotient, rest += y;
    return op == Operator::Mod ? rest : quotient;
  }
  case Operator::LShift: case Operator::RShift: {
    if (y.isNegative() || y.sgt(limit))
      return std::nullopt;
    unsigned count = y.getZExtValue();
    if (op == Operator::RShift)
      return x.ashr(count);
    return x.getSignificantBits() + count < limit ? std::optional(x.shl(count)) : std::nullopt;
  }
  case Operator::Pow: {
    if (y.isNegative() || (y.getActiveBits() + 1) > 12)
      return std::nullopt;
    APInt result(width, 1);
    for (uint64_t i = 0, n = y.getZExtValue(); i < n; ++i) {
      if (result.getSignificantBits() + x.getSignificantBits() >= limit)
        return std::nullopt;
      result *= x;
    }
    return result;
  }
  case Operator::BitAnd: return x & y;
  case Operator::BitOr: return x | y;
  case Operator::BitXor: return x ^ y;
  default: return std::nullopt;
  }
}

// Constants fold exactly; what leaves int64 is a wide constant.
std::optional<Binding> Importer::foldInts(ast::Operator op, const Binding &left, const Binding &right, const ast::Node *at) {
  std::optional<APInt> x = constantOfInt(left), y = constantOfInt(right);
  if (!x || !y)
    return std::nullopt;
  if (op == ast::Operator::Div) {
    bool exact = x->getSignificantBits() <= 54 && y->getSignificantBits() <= 54 && !y->isZero();
    return exact ? std::optional(constantFloat(double(x->getSExtValue()) / double(y->getSExtValue()), at)) : std::nullopt;
  }
  std::optional<APInt> result = fold(op, *x, *y);
  if (!result || result->getSignificantBits() > 128)
    return std::nullopt;
  return constantOfBits(*result, at);
}

// The value of an expression of constants, without importing it.
std::optional<APInt> Importer::peekInt(const ast::Expr *expr) {
  if (auto *constant = llvm::dyn_cast<ast::Constant>(expr))
    return constant->valueKind == ast::ConstantKind::Int ? std::optional(constant->words.empty() ? APInt(512, 0) : constant->asAPInt().zextOrTrunc(512)) : std::nullopt;
  if (auto *name = llvm::dyn_cast<ast::Name>(expr)) {
    State::Slot *slot = frame->slot(frame->keyOf(name->id));
    return slot ? constantOfInt(slot->kind) : std::nullopt;
  }
  auto *binary = llvm::dyn_cast<ast::BinOp>(expr);
  std::optional<APInt> left = binary ? peekInt(binary->left) : std::nullopt, right = left ? peekInt(binary->right) : std::nullopt;
  return right ? fold(binary->op, *left, *right) : std::nullopt;
}

//===--- How large, how fast --------------------------------------------------------------------------------------===//

unsigned np2gpu::bitsOf(const Binding &value) {
  if (std::optional<APInt> known = constantOfInt(value))
    return known->abs().getActiveBits();
  if (value.tag == Tag::Bool)
    return 1;
  return value.bits ? value.bits : value.tag == Tag::Int ? 63 : 127;
}

static unsigned resultBits(ast::Operator op, const Binding &left, const Binding &right) {
  using ast::Operator;
  unsigned x = bitsOf(left), y = bitsOf(right);
  std::optional<APInt> a = constantOfInt(left), b = constantOfInt(right);
  switch (op) {
  case Operator::Add: case Operator::Sub: return std::max(x, y) + 1;
  case Operator::Mult: return x + y;
  case Operator::FloorDiv: return x + 1; // -2**63 // -1
  case Operator::Mod: return y;
  case Operator::LShift: return b && b->ult(1000) ? x + b->getZExtValue() : 1000;
  case Operator::RShift: return b && b->ult(x) ? x - b->getZExtValue() : x;
  case Operator::BitAnd: return b && !b->isNegative() ? y : a && !a->isNegative() ? x : std::max(x, y);
  case Operator::BitOr: case Operator::BitXor: return std::max(x, y);
  case Operator::Pow: return b && b->ult(1000) ? x * b->getZExtValue() : 1000;
  default: return 1000;
  }
}

// With which factors loop-carried names go into the result; above 1 together, they may grow exponentially.
static std::shared_ptr<const IntGrowth> resultGrowth(ast::Operator op, const Binding &left, const Binding &right) {
  using ast::Operator;
  constexpr double many = 1e9;
  if ((!left.growth && !right.growth) || op == Operator::Mod || op == Operator::BitAnd || op == Operator::Div)
    return nullptr;
  std::optional<APInt> x = constantOfInt(left), y = constantOfInt(right);
  auto valueOf = [](const std::optional<APInt> &c) { return c ? c->signedRoundToDouble() : many; };
  double factor = 1;
  if (op == Operator::Mult)
    factor = x ? valueOf(x) : valueOf(y);
  else if (op == Operator::Pow)
    factor = y && y->ule(1) ? 1 : many;
  else if (op == Operator::LShift)
    factor = y && y->ult(30) ? double(1u << y->getZExtValue()) : many;
  else if (op == Operator::FloorDiv)
    factor = y && y->abs().ugt(1) ? 1 / valueOf(y) : 1;
  else if (op == Operator::RShift)
    factor = y && y->ult(30) ? 1.0 / (1u << y->getZExtValue()) : 1;
  bool adds = op == Operator::Add || op == Operator::Sub || op == Operator::Mult || op == Operator::Pow;
  IntGrowth sum;
  for (const Binding *each : {&left, &right})
    if (each->growth)
      for (auto &[name, own] : *each->growth) {
        double &total = sum[name], more = own * factor * (op == Operator::Sub && each == &right ? -1 : 1);
        total = std::clamp(adds ? total + more : std::max(std::abs(total), std::abs(more)), -many, many);
      }
  return std::make_shared<IntGrowth>(std::move(sum));
}

std::shared_ptr<const IntGrowth> np2gpu::joinedGrowth(const Binding &a, const Binding &b) {
  if (!a.growth || !b.growth)
    return a.growth ? a.growth : b.growth;
  IntGrowth joined = *a.growth;
  for (auto &[name, factor] : *b.growth)
    joined[name] = std::max(std::abs(joined[name]), std::abs(factor));
  return std::make_shared<IntGrowth>(std::move(joined));
}

// The names of a loop that grow exponentially: in the graph of what each comes from, on a cycle and fed more than once from it.
std::set<std::string> np2gpu::growingNames(const std::map<std::string, IntGrowth> &sources) {
  auto reaches = [&](const std::string &from, const std::string &to) {
    std::set<std::string> seen;
    std::vector<std::string> open{from};
    while (!open.empty()) {
      std::string name = open.back();
      open.pop_back();
      auto found = sources.find(name);
      if (found == sources.end())
        continue;
      for (auto &[source, factor] : found->second) {
        if (source == to)
          return true;
        if (seen.insert(source).second)
          open.push_back(source);
      }
    }
    return false;
  };
  std::set<std::string> growing;
  for (auto &[name, from] : sources) {
    double fed = 0;
    for (auto &[source, factor] : from)
      if (source == name || reaches(source, name))
        fed += std::abs(factor);
    if (fed > 1)
      growing.insert(name);
  }
  return growing;
}

//===--- Operators ------------------------------------------------------------------------------------------------===//

// In what its operands are computed: what this operator brings back may be narrower than they are.
std::pair<Importer::IntContext, Importer::IntContext> Importer::operandContexts(const ast::BinOp *e, IntContext outer) {
  using ast::Operator;
  auto isCompound = [](const ast::Expr *expr) { return llvm::isa<ast::BinOp, ast::UnaryOp, ast::IfExp>(expr); };
  switch (e->op) {
  case Operator::Add: case Operator::Sub: case Operator::Mult: case Operator::BitOr: case Operator::BitXor:
    return {outer, outer};
  case Operator::LShift:
    return {outer, IntContext::Checked};
  case Operator::RShift: case Operator::FloorDiv:
    return {IntContext::Exact, IntContext::Checked};
  case Operator::Mod: {
    if (!isCompound(e->left))
      return {IntContext::Checked, IntContext::Checked};
    std::optional<APInt> modulus = peekInt(e->right);
    bool low = modulus && modulus->isPowerOf2() && modulus->getActiveBits() <= 127;
    return {low ? IntContext::Low : IntContext::Exact, IntContext::Checked};
  }
  case Operator::BitAnd: {
    auto masks = [&](const ast::Expr *expr) {
      std::optional<APInt> mask = peekInt(expr);
      return mask && !mask->isNegative() && mask->getActiveBits() <= 127;
    };
    bool low = outer == IntContext::Low;
    if (isCompound(e->left) && (low || masks(e->right)))
      return {IntContext::Low, low ? IntContext::Low : IntContext::Checked};
    if (isCompound(e->right) && (low || masks(e->left)))
      return {low ? IntContext::Low : IntContext::Checked, IntContext::Low};
    return {IntContext::Exact, IntContext::Exact};
  }
  default:
    return {IntContext::Checked, IntContext::Checked};
  }
}

// Ints among themselves, not both constant.
Binding Importer::intBinary(ast::Operator op, const Binding &left, const Binding &right, IntContext context, const ast::Node *at) {
  using ast::Operator;
  Binding x = left, y = right;
  unsigned bits = resultBits(op, x, y);
  if (x.tag == Tag::Int && y.tag == Tag::Int && bits > 63 && context != IntContext::Checked && op != Operator::FloorDiv && op != Operator::RShift)
    x = widen(x, Tag::Wide, at);
  bool isWide = x.tag == Tag::Wide || y.tag == Tag::Wide;
  if (std::optional<APInt> modulus = constantOfInt(y); isWide && op == Operator::Mod && modulus && modulus->isPowerOf2()) {
    op = Operator::BitAnd; // the same for every int, and no division
    y = constantOfBits(*modulus - 1, at);
    bits = bitsOf(y);
  }
  std::shared_ptr<const IntGrowth> growth = resultGrowth(op, left, right);
  if (isWide)
    x = widen(x, Tag::Wide, at), y = widen(y, Tag::Wide, at);
  Operation *made = createOp(rows.python(operatorSymbol(op))->op, at, {x.value, y.value}, x.value.getType());
  Binding result = ofValue(made->getResult(0));
  result.bits = bits < (isWide ? 127 : 63) ? bits : 0;
  result.growth = isWide ? nullptr : growth;
  if (!isWide)
    return result;
  // Sums and products that fit 128 bits, or whose low bits are all that is wanted, need no check.
  bool mayGrow = op == Operator::Add || op == Operator::Sub || op == Operator::Mult || op == Operator::LShift;
  if (mayGrow && (context == IntContext::Low || bits <= 127))
    made->setAttr("proved", builder.getUnitAttr());
  bool narrows = op == Operator::Mod || op == Operator::BitAnd || op == Operator::RShift;
  if (!narrows || bits > 63)
    return result;
  Binding low = ofValue(create<py::LowOp>(at, builder.getIndexType(), ValueRange{result.value}));
  low.bits = bits < 63 ? bits : 0;
  return low;
}

// int ** int: an int for exponents >= 0, a float below; a constant exponent decides, else the sign is asked at run time.
Binding Importer::pythonPower(const Binding &x, const Binding &y, Tag tag, const ast::Node *at) {
  auto emit = [&](const Binding &a, const Binding &b) {
    return ofValue(createOp(rows.python("**")->op, at, {a.value, b.value}, a.value.getType())->getResult(0));
  };
  if (tag != Tag::Int && tag != Tag::Wide)
    return emit(x, y);
  std::optional<APInt> exponent = constantOfInt(y);
  auto floats = [&] { return emit(widen(x, Tag::Float, at), widen(y, Tag::Float, at)); };
  if (exponent && exponent->isNegative())
    return floats();
  if (std::optional<Binding> folded = foldInts(ast::Operator::Pow, x, y, at))
    return *folded;
  // A constant base above 1 reaches 64 bits soon.
  std::optional<APInt> base = constantOfInt(x);
  bool isWide = tag == Tag::Wide || intContext != IntContext::Checked || (base && base->abs().ugt(1));
  if (exponent && tag == Tag::Int && resultBits(ast::Operator::Pow, x, y) <= 63)
    isWide = false;
  auto power = [&] {
    Binding result = isWide ? emit(widen(x, Tag::Wide, at), widen(y, Tag::Wide, at)) : emit(x, y);
    if (!isWide)
      result.growth = resultGrowth(ast::Operator::Pow, x, y);
    return result;
  };
  if (exponent || bitsOf(y) < 63)
    return power();
  Value negative = createOp(rows.python("<")->op, at, {y.value, widen(constantInt(0, at), y.tag, at).value}, builder.getI1Type())->getResult(0);
  return branch(negative, at, floats, power);
}
