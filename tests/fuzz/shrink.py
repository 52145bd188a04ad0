"""Makes a failing program small: deletes statements, unwraps blocks, simplifies expressions, as long as it fails the same
way (its category; for refusals and internal errors the message too)."""

import ast
import copy

BATCH = 16


def statements(tree):
    """(list, position) of every statement; the order is the same for every copy of a tree."""
    for node in ast.walk(tree):
        for field in ("body", "orelse", "finalbody", "handlers"):
            items = getattr(node, field, None)
            if isinstance(items, list):
                for at in range(len(items)):
                    yield items, at


def without(tree, numbers, unwrap=False):
    """A copy without some statements, or with a block's content in its place; None where that makes no sense."""
    candidate = copy.deepcopy(tree)
    places = list(statements(candidate))
    for items, at in sorted((places[n] for n in numbers), key=lambda place: -place[1]):
        inner = getattr(items[at], "body", [])
        if unwrap and (not isinstance(inner, list) or not inner or isinstance(items[at], ast.FunctionDef)):
            return None
        items[at:at + 1] = inner if unwrap else []
    for node in ast.walk(candidate):
        if isinstance(getattr(node, "body", None), list) and not node.body:
            node.body.append(ast.Pass())
    return candidate


def expressions(tree):
    """(owner, field, position or None) of every expression that is read."""
    def read(value):
        return isinstance(value, ast.expr) and not isinstance(getattr(value, "ctx", None), (ast.Store, ast.Del))

    for node in ast.walk(tree):
        for field, value in ast.iter_fields(node):
            if read(value):
                yield node, field, None
            elif isinstance(value, list):
                yield from ((node, field, at) for at, item in enumerate(value) if read(item))


def simpler(tree, number):
    """Copies with one expression replaced by a part of it or a small constant, or dropped from its list."""
    node, field, at = list(expressions(tree))[number]
    expression = getattr(node, field) if at is None else getattr(node, field)[at]
    parts = [child for child in ast.iter_child_nodes(expression) if isinstance(child, ast.expr)]
    if not isinstance(expression, (ast.Constant, ast.Name, ast.Slice)):
        parts.append(ast.Constant(1))
    if at is not None and len(getattr(node, field)) > 1 and isinstance(node, (ast.Call, ast.Tuple, ast.List)):
        parts.append(None)
    for part in parts:
        candidate = copy.deepcopy(tree)
        owner = list(expressions(candidate))[number][0]
        if part is None:
            del getattr(owner, field)[at]
        elif at is None:
            setattr(owner, field, copy.deepcopy(part))
        else:
            getattr(owner, field)[at] = copy.deepcopy(part)
        yield candidate


def text(tree):
    """The program, or None if there is none."""
    try:
        result = ast.unparse(ast.fix_missing_locations(tree)) + "\n"
        compile(result, "shrink", "exec")
        return result
    except (SyntaxError, ValueError, AttributeError, TypeError):
        return None


class Shrinker:
    def __init__(self, program, category, compiler):
        self.category, self.compiler = category, compiler
        self.message = compiler.outcomes([program])[0][1]
        self.best, self.tree = program, ast.parse(program)

    def failing(self, trees):
        """Which of the trees still fail in the same way: their positions."""
        texts = [tree and text(tree) for tree in trees]
        todo = [t for t in dict.fromkeys(texts) if t and t != self.best and len(t) <= len(self.best) + 8]
        fails = {}
        for t, (category, message) in zip(todo, self.compiler.outcomes(todo) if todo else []):
            same = category == self.category and (category not in ("refused", "internal") or message == self.message)
            if same:
                fails[t] = message
        return [(number, t, fails[t]) for number, t in enumerate(texts) if t in fails]

    def take(self, found):
        _, self.best, self.message = found
        self.tree = ast.parse(self.best)

    def halves(self):
        """Large pieces of the script."""
        size = len(self.tree.body) // 2
        while size > 1:
            trees = [without(self.tree, []) for _ in range(0, len(self.tree.body), size)]
            for number, tree in enumerate(trees):
                del tree.body[number * size:(number + 1) * size]
            if found := self.failing(trees):
                self.take(found[0])
            else:
                size //= 2

    def deletions(self, unwrap):
        changed = False
        end = sum(1 for _ in statements(self.tree))
        while end > 0:
            numbers = list(range(max(0, end - BATCH), end))
            end = numbers[0]
            found = self.failing([without(self.tree, [n], unwrap) for n in numbers])
            if not found:
                continue
            changed = True
            together = [numbers[number] for number, _, _ in found]
            all_ = self.failing([without(self.tree, together)]) if len(found) > 1 and not unwrap else None
            self.take((all_ or found)[0])
            end = min(end + BATCH, sum(1 for _ in statements(self.tree))) if not all_ else end
        return changed

    def simplifications(self):
        changed, number = False, 0
        while number < sum(1 for _ in expressions(self.tree)):
            trees = []
            at = number
            while len(trees) < BATCH and at < sum(1 for _ in expressions(self.tree)):
                trees += [(at, tree) for tree in simpler(self.tree, at)]
                at += 1
            found = self.failing([tree for _, tree in trees])
            if found:
                number = trees[found[0][0]][0]
                self.take(found[0])
                changed = True
            else:
                number = at
        return changed


def shrink(program, category, compiler):
    """(small program, its message)."""
    shrinker = Shrinker(program, category, compiler)
    shrinker.halves()
    while shrinker.deletions(False) or shrinker.deletions(True) or shrinker.simplifications():
        pass
    return shrinker.best, shrinker.message
