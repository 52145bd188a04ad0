//===- Ast.h - the syntax tree of a Python script ---------------------------===//
//
// One struct a node of CPython's Python.asdl (3.11, and the type parameters of
// 3.12 and 3.13), with its node and field names. Where a name is taken in C++ or
// here it has a suffix: the statement `Expr` is `ExprStmt` (`Expr` is the base
// class of expressions), and the lower-case ASDL products are `Comprehension`,
// `ExceptHandler`, `Arguments`, `Arg`, `Keyword`, `Alias`, `WithItem`, `MatchCase`.
//
// Lines count from 1, columns from 0 in bytes of the UTF-8 text; the end is
// exclusive: all four as CPython's `ast` gives them.
//
// Nodes, names and lists live as long as the `Ast` that made them; nothing has a
// destructor. A pointer may be null only where the ASDL says `?`, and such a
// field is marked "optional" below. llvm::isa, cast, dyn_cast and TypeSwitch work
// on Node, Stmt, Expr, Pattern and TypeParam.
//
//===----------------------------------------------------------------------===//
#ifndef NP2GPU_FRONTEND_AST_H
#define NP2GPU_FRONTEND_AST_H

#include "llvm/ADT/APInt.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/Casting.h"

#include <cstring>
#include <utility>

namespace np2gpu {
namespace ast {

enum class Kind : uint8_t {
  Module,
  // Stmt
  FunctionDef, AsyncFunctionDef, ClassDef, Return, Delete, Assign, TypeAlias,
  AugAssign, AnnAssign, For, AsyncFor, While, If, With, AsyncWith, Match, Raise,
  Try, TryStar, Assert, Import, ImportFrom, Global, Nonlocal, ExprStmt, Pass,
  Break, Continue,
  // Expr
  BoolOp, NamedExpr, BinOp, UnaryOp, Lambda, IfExp, Dict, Set, ListComp, SetComp,
  DictComp, GeneratorExp, Await, Yield, YieldFrom, Compare, Call, FormattedValue,
  JoinedStr, Constant, Attribute, Subscript, Starred, Name, List, Tuple, Slice,
  // Pattern
  MatchValue, MatchSingleton, MatchSequence, MatchMapping, MatchClass, MatchStar,
  MatchAs, MatchOr,
  // TypeParam
  TypeVar, ParamSpec, TypeVarTuple,
  // the rest
  Comprehension, ExceptHandler, Arguments, Arg, Keyword, Alias, WithItem, MatchCase,
};

enum class ExprContext : uint8_t { Load, Store, Del };
enum class BoolOperator : uint8_t { And, Or };
enum class Operator : uint8_t { Add, Sub, Mult, MatMult, Div, Mod, Pow, LShift, RShift, BitOr, BitXor, BitAnd, FloorDiv };
enum class UnaryOperator : uint8_t { Invert, Not, UAdd, USub };
enum class CmpOperator : uint8_t { Eq, NotEq, Lt, LtE, Gt, GtE, Is, IsNot, In, NotIn };

template <typename T> using Seq = llvm::ArrayRef<T *>;
using Identifier = llvm::StringRef; // empty where an optional identifier is absent

/// What all nodes have. Comprehension, Arguments, WithItem and MatchCase have no
/// position in the ASDL; here they have that of their text, for diagnostics.
struct Node {
  Kind kind;
  int lineno = 0, colOffset = 0, endLineno = 0, endColOffset = 0;

protected:
  constexpr explicit Node(Kind kind) : kind(kind) {}
};

template <Kind First, Kind Last> struct Family : Node {
  static bool classof(const Node *node) { return First <= node->kind && node->kind <= Last; }

protected:
  using Node::Node;
};

/// Bases of the families, and `Is<Base, K>`: the base of the one struct of kind K.
struct Stmt : Family<Kind::FunctionDef, Kind::Continue> { using Family::Family; };
struct Expr : Family<Kind::BoolOp, Kind::Slice> { using Family::Family; };
struct Pattern : Family<Kind::MatchValue, Kind::MatchOr> { using Family::Family; };
struct TypeParam : Family<Kind::TypeVar, Kind::TypeVarTuple> { using Family::Family; };

template <typename Base, Kind K> struct Is : Base {
  static constexpr Kind kindValue = K;
  constexpr Is() : Base(K) {}
  static bool classof(const Node *node) { return node->kind == K; }
};

//===----------------------------------------------------------------------===//
// Parts of statements and expressions
//===----------------------------------------------------------------------===//

struct Comprehension : Is<Node, Kind::Comprehension> { Expr *target, *iter; Seq<Expr> ifs; bool isAsync; };
struct ExceptHandler : Is<Node, Kind::ExceptHandler> { Expr *type /*optional*/; Identifier name /*optional*/; Seq<Stmt> body; };
struct Arg : Is<Node, Kind::Arg> { Identifier arg; Expr *annotation /*optional*/; };
struct Arguments : Is<Node, Kind::Arguments> {
  Seq<Arg> posonlyargs, args;
  Arg *vararg; // optional
  Seq<Arg> kwonlyargs;
  Seq<Expr> kwDefaults; // one for each of kwonlyargs, null where it has none
  Arg *kwarg;           // optional
  Seq<Expr> defaults;   // of the last parameters of posonlyargs + args
};
struct Keyword : Is<Node, Kind::Keyword> { Identifier arg /*empty: `**value`*/; Expr *value; };
struct Alias : Is<Node, Kind::Alias> { Identifier name, asname /*optional*/; };
struct WithItem : Is<Node, Kind::WithItem> { Expr *contextExpr, *optionalVars /*optional*/; };
struct MatchCase : Is<Node, Kind::MatchCase> { Pattern *pattern; Expr *guard /*optional*/; Seq<Stmt> body; };

struct TypeVar : Is<TypeParam, Kind::TypeVar> { Identifier name; Expr *bound, *defaultValue /*both optional*/; };
struct ParamSpec : Is<TypeParam, Kind::ParamSpec> { Identifier name; Expr *defaultValue /*optional*/; };
struct TypeVarTuple : Is<TypeParam, Kind::TypeVarTuple> { Identifier name; Expr *defaultValue /*optional*/; };

//===----------------------------------------------------------------------===//
// Statements
//===----------------------------------------------------------------------===//

struct Module : Is<Node, Kind::Module> { Seq<Stmt> body; };

struct FunctionDef : Is<Stmt, Kind::FunctionDef> {
  Identifier name;
  Arguments *args;
  Seq<Stmt> body;
  Seq<Expr> decoratorList;
  Expr *returns; // optional
  Seq<TypeParam> typeParams;
};
struct AsyncFunctionDef : Is<Stmt, Kind::AsyncFunctionDef> {
  Identifier name;
  Arguments *args;
  Seq<Stmt> body;
  Seq<Expr> decoratorList;
  Expr *returns; // optional
  Seq<TypeParam> typeParams;
};
struct ClassDef : Is<Stmt, Kind::ClassDef> {
  Identifier name;
  Seq<Expr> bases;
  Seq<Keyword> keywords;
  Seq<Stmt> body;
  Seq<Expr> decoratorList;
  Seq<TypeParam> typeParams;
};
struct Return : Is<Stmt, Kind::Return> { Expr *value; /*optional*/ };
struct Delete : Is<Stmt, Kind::Delete> { Seq<Expr> targets; };
struct Assign : Is<Stmt, Kind::Assign> { Seq<Expr> targets; Expr *value; };
struct TypeAlias : Is<Stmt, Kind::TypeAlias> { Expr *name; Seq<TypeParam> typeParams; Expr *value; };
struct AugAssign : Is<Stmt, Kind::AugAssign> { Expr *target; Operator op; Expr *value; };
struct AnnAssign : Is<Stmt, Kind::AnnAssign> { Expr *target, *annotation, *value /*optional*/; bool simple; };
struct For : Is<Stmt, Kind::For> { Expr *target, *iter; Seq<Stmt> body, orelse; };
struct AsyncFor : Is<Stmt, Kind::AsyncFor> { Expr *target, *iter; Seq<Stmt> body, orelse; };
struct While : Is<Stmt, Kind::While> { Expr *test; Seq<Stmt> body, orelse; };
struct If : Is<Stmt, Kind::If> { Expr *test; Seq<Stmt> body, orelse; };
struct With : Is<Stmt, Kind::With> { Seq<WithItem> items; Seq<Stmt> body; };
struct AsyncWith : Is<Stmt, Kind::AsyncWith> { Seq<WithItem> items; Seq<Stmt> body; };
struct Match : Is<Stmt, Kind::Match> { Expr *subject; Seq<MatchCase> cases; };
struct Raise : Is<Stmt, Kind::Raise> { Expr *exc, *cause /*both optional*/; };
struct Try : Is<Stmt, Kind::Try> { Seq<Stmt> body; Seq<ExceptHandler> handlers; Seq<Stmt> orelse, finalbody; };
struct TryStar : Is<Stmt, Kind::TryStar> { Seq<Stmt> body; Seq<ExceptHandler> handlers; Seq<Stmt> orelse, finalbody; };
struct Assert : Is<Stmt, Kind::Assert> { Expr *test, *msg /*optional*/; };
struct Import : Is<Stmt, Kind::Import> { Seq<Alias> names; };
struct ImportFrom : Is<Stmt, Kind::ImportFrom> { Identifier module /*optional*/; Seq<Alias> names; int level; };
struct Global : Is<Stmt, Kind::Global> { llvm::ArrayRef<Identifier> names; };
struct Nonlocal : Is<Stmt, Kind::Nonlocal> { llvm::ArrayRef<Identifier> names; };
struct ExprStmt : Is<Stmt, Kind::ExprStmt> { Expr *value; };
struct Pass : Is<Stmt, Kind::Pass> {};
struct Break : Is<Stmt, Kind::Break> {};
struct Continue : Is<Stmt, Kind::Continue> {};

//===----------------------------------------------------------------------===//
// Expressions
//===----------------------------------------------------------------------===//

struct BoolOp : Is<Expr, Kind::BoolOp> { BoolOperator op; Seq<Expr> values; };
struct NamedExpr : Is<Expr, Kind::NamedExpr> { Expr *target, *value; };
struct BinOp : Is<Expr, Kind::BinOp> { Expr *left; Operator op; Expr *right; };
struct UnaryOp : Is<Expr, Kind::UnaryOp> { UnaryOperator op; Expr *operand; };
struct Lambda : Is<Expr, Kind::Lambda> { Arguments *args; Expr *body; };
struct IfExp : Is<Expr, Kind::IfExp> { Expr *test, *body, *orelse; };
struct Dict : Is<Expr, Kind::Dict> { Seq<Expr> keys /*null: `**value`*/, values; };
struct Set : Is<Expr, Kind::Set> { Seq<Expr> elts; };
struct ListComp : Is<Expr, Kind::ListComp> { Expr *elt; Seq<Comprehension> generators; };
struct SetComp : Is<Expr, Kind::SetComp> { Expr *elt; Seq<Comprehension> generators; };
struct DictComp : Is<Expr, Kind::DictComp> { Expr *key, *value; Seq<Comprehension> generators; };
struct GeneratorExp : Is<Expr, Kind::GeneratorExp> { Expr *elt; Seq<Comprehension> generators; };
struct Await : Is<Expr, Kind::Await> { Expr *value; };
struct Yield : Is<Expr, Kind::Yield> { Expr *value; /*optional*/ };
struct YieldFrom : Is<Expr, Kind::YieldFrom> { Expr *value; };
struct Compare : Is<Expr, Kind::Compare> { Expr *left; llvm::ArrayRef<CmpOperator> ops; Seq<Expr> comparators; };
struct Call : Is<Expr, Kind::Call> { Expr *func; Seq<Expr> args; Seq<Keyword> keywords; };
/// `conversion` is -1, or one of 's', 'r' and 'a'.
struct FormattedValue : Is<Expr, Kind::FormattedValue> { Expr *value; int conversion; Expr *formatSpec /*optional*/; };
struct JoinedStr : Is<Expr, Kind::JoinedStr> { Seq<Expr> values; };

enum class ConstantKind : uint8_t { None, False, True, Ellipsis, Int, Float, Complex, Str, Bytes };
struct Constant : Is<Expr, Kind::Constant> {
  ConstantKind valueKind = ConstantKind::None;
  bool isUnicodeLiteral = false;   // the ASDL's `kind` is 'u': written u"..."
  double number = 0;               // Float; Complex (its imaginary part, the real part is 0)
  llvm::ArrayRef<uint64_t> words;  // Int: magnitude, least significant first; literals have no sign
  llvm::StringRef bytes;           // Bytes; Str (UTF-8, a lone surrogate as its three bytes, may hold NUL)

  bool isNone() const { return valueKind == ConstantKind::None; }
  bool isBool() const { return valueKind == ConstantKind::True || valueKind == ConstantKind::False; }
  bool isInt() const { return valueKind == ConstantKind::Int; }
  bool isFloat() const { return valueKind == ConstantKind::Float; }
  bool isComplex() const { return valueKind == ConstantKind::Complex; }
  bool isStr() const { return valueKind == ConstantKind::Str; }
  bool isBytes() const { return valueKind == ConstantKind::Bytes; }
  /// Int: whether it is at most 2**63 - 1, and then its value.
  bool fitsInt64() const { return words.size() == 1 && words[0] <= uint64_t(INT64_MAX); }
  int64_t asInt64() const { return int64_t(words[0]); }
  /// Int: its value, with one more word, so that it reads the same signed and unsigned.
  llvm::APInt asAPInt() const { return llvm::APInt(words.size() * 64, words).zext(words.size() * 64 + 64); }
};

struct Attribute : Is<Expr, Kind::Attribute> { Expr *value; Identifier attr; ExprContext ctx; };
struct Subscript : Is<Expr, Kind::Subscript> { Expr *value, *slice; ExprContext ctx; };
struct Starred : Is<Expr, Kind::Starred> { Expr *value; ExprContext ctx; };
struct Name : Is<Expr, Kind::Name> { Identifier id; ExprContext ctx; };
struct List : Is<Expr, Kind::List> { Seq<Expr> elts; ExprContext ctx; };
struct Tuple : Is<Expr, Kind::Tuple> { Seq<Expr> elts; ExprContext ctx; };
struct Slice : Is<Expr, Kind::Slice> { Expr *lower, *upper, *step; /*all optional*/ };

//===----------------------------------------------------------------------===//
// Patterns of `match`
//===----------------------------------------------------------------------===//

struct MatchValue : Is<Pattern, Kind::MatchValue> { Expr *value; };
struct MatchSingleton : Is<Pattern, Kind::MatchSingleton> { ConstantKind value; /*None, False or True*/ };
struct MatchSequence : Is<Pattern, Kind::MatchSequence> { Seq<Pattern> patterns; };
struct MatchMapping : Is<Pattern, Kind::MatchMapping> { Seq<Expr> keys; Seq<Pattern> patterns; Identifier rest /*optional*/; };
struct MatchClass : Is<Pattern, Kind::MatchClass> { Expr *cls; Seq<Pattern> patterns; llvm::ArrayRef<Identifier> kwdAttrs; Seq<Pattern> kwdPatterns; };
struct MatchStar : Is<Pattern, Kind::MatchStar> { Identifier name; /*optional*/ };
struct MatchAs : Is<Pattern, Kind::MatchAs> { Pattern *pattern; Identifier name; /*both optional: `_`*/ };
struct MatchOr : Is<Pattern, Kind::MatchOr> { Seq<Pattern> patterns; };

} // namespace ast

/// Owner of the nodes, lists and names of one tree.
class Ast {
public:
  /// A node with its fields in the order of its struct; the position is set by the caller.
  template <typename T, typename... Fields> T *make(Fields &&...fields) {
    return new (allocator.Allocate<T>()) T{{}, std::forward<Fields>(fields)...};
  }
  template <typename T> llvm::ArrayRef<T> copy(llvm::ArrayRef<T> list) {
    return list.empty() ? llvm::ArrayRef<T>() : list.copy(allocator);
  }
  llvm::StringRef copy(llvm::StringRef text) { return text.empty() ? llvm::StringRef() : text.copy(allocator); }
  llvm::BumpPtrAllocator &arena() { return allocator; }

private:
  llvm::BumpPtrAllocator allocator;
};

} // namespace np2gpu

#endif // NP2GPU_FRONTEND_AST_H
