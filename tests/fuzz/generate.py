"""Random programs about who shares memory with whom: generate(seed) gives the text of one, always the same.

A program makes a few arrays, defines a few functions that write their arguments or return views of them, and then views,
swaps, stores, calls, branches and loops at random; it prints in between and prints everything at its end. Values stay
small integers and halves, so that every result is exact and Python's text is the only right one.

How it stays valid: beside the text, the generator keeps a dummy for each name (an array of the right shape and dtype,
full of zeros) and tries every statement on the dummies first; one that raises is thrown away, or goes into a `try`. What
a loop or a branch may have changed (a dtype, an extent) is marked as uncertain and from then on only used in ways that
suit all of it. So nearly all programs run to their end, and those that don't must end with Python's exception.
"""

import copy
import random
import warnings

import numpy as np

warnings.simplefilter("ignore")
np.seterr(all="ignore")

DTYPES = ["np.int64"] * 5 + ["np.float64"] * 4 + ["np.int32", "np.float32"]
SHAPES = [(6,)] * 6 + [(2, 3)] * 4 + [(3, 2)] * 2 + [(3, 3), (4,), (1,), (0,), (1, 4), (3, 1), (2, 0), (2, 2, 3), ()]
GLOBAL_NAMES = list("abcdfghpqruvwxyz")
LOCAL_NAMES = ["s1", "s2", "s3", "t1", "t2", "t3", "t4"]


class Function:
    """What callers know: a stand-in for each parameter, and for the result (None for a procedure)."""

    def __init__(self, parameters, result):
        self.parameters, self.result = parameters, result

    def __call__(self, *arguments):
        return copy.deepcopy(self.result)


class Scope:
    """The names of one function (or of the script): dummies, and which of them are uncertain."""

    def __init__(self, names, outer=None):
        self.values, self.uncertain, self.free, self.outer = {}, set(), list(names), outer
        self.rebindable = set()  # of the outer scope: those that a `global` statement lists
        self.fixed = set()       # names that statements may read but not assign: loop counters, parameters in use


def is_array(value):
    return isinstance(value, np.ndarray)


def kind(value):
    if is_array(value):
        return ("array", value.dtype.str, value.shape)
    if isinstance(value, (list, tuple)):
        return (type(value).__name__, len(value), kind(value[0]) if value else None)
    return (type(value).__name__,)


class Generator:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines, self.depth = [], 0
        self.scope = Scope(GLOBAL_NAMES)
        self.functions, self.counter, self.loops = {}, 0, 0
        self.inLoop = False
        self.guarded = False  # inside a try: statements may use what is uncertain
        self.calls = True

    # --- small helpers -----------------------------------------------------------------------------------------------
    def chance(self, probability):
        return self.random.random() < probability

    def pick(self, items):
        return self.random.choice(list(items))

    def emit(self, text):
        self.lines.append("    " * self.depth + text)

    def number(self):
        self.counter += 1
        return self.counter

    def fresh(self):
        """A name that is not in use; None if all are."""
        free = [n for n in self.scope.free if n not in self.scope.values]
        return self.pick(free[:5]) if free else None

    def names(self, test, scopes="all"):
        found = []
        scope = self.scope
        while scope:
            found += [n for n, v in scope.values.items() if test(v) and (self.guarded or n not in scope.uncertain)]
            scope = scope.outer if scopes == "all" else None
        return found

    def environment(self):
        chain, scope = [], self.scope
        while scope:
            chain.append(scope.values)
            scope = scope.outer
        merged = {"np": np}
        for values in reversed(chain):
            merged.update(values)
        merged.update(self.functions)
        return merged

    def value(self, text):
        """The dummy of an expression, or None where it raises."""
        scope = self.scope
        while scope:
            if text in scope.values:
                return scope.values[text]
            scope = scope.outer
        try:
            return eval(text, self.environment())
        except Exception:
            return None

    def runs(self, statement):
        """Tries a statement on the dummies (their values may change, their shapes and dtypes can't)."""
        try:
            exec(statement, {k: list(v) if isinstance(v, list) else v for k, v in self.environment().items()})
            return True
        except Exception:
            return False

    def bind(self, name, value):
        """A name gets a value: what nested code changes is uncertain outside of it (block() compares)."""
        self.scope.values[name] = value
        self.scope.uncertain.discard(name)

    # --- scalars ---------------------------------------------------------------------------------------------------
    def integer(self):
        ints = self.names(lambda v: type(v) is int)
        if ints and self.chance(0.4):
            return self.pick(ints)
        return str(self.random.randint(-2, 5))

    def scalar(self, integral):
        choice = self.random.random()
        if choice < 0.5:
            return self.integer()
        if choice < 0.6 and not integral:
            return self.pick(["0.5", "1.5", "-2.0"])
        arrays = self.names(is_array)
        if arrays and choice < 0.9:
            for _ in range(5):
                name = self.pick(arrays)
                array = self.value(name)
                if integral and array.dtype.kind != "i":
                    continue
                if array.size and array.ndim in (1, 2) and self.chance(0.7):
                    return f"{name}[{', '.join(self.index(n) for n in array.shape)}]"
                if array.dtype.kind in "if":
                    return f"{name}.{self.pick(['sum', 'sum', 'min', 'max'] if array.size else ['sum'])}()"
        return str(self.random.randint(1, 3))

    def index(self, extent):
        """An index that is in bounds."""
        loops = [n for n in self.names(lambda v: type(v) is int) if n.startswith("i")]
        if loops and extent >= 3 and self.chance(0.4):
            return self.pick(loops) if extent >= 4 else f"{self.pick(loops)} % {extent}"
        return str(self.random.randint(-extent, extent - 1)) if extent else "0"

    def condition(self):
        choice = self.random.random()
        arrays = self.names(lambda v: is_array(v) and v.dtype.kind in "if")
        if choice < 0.3:
            return f"{self.integer()} {self.pick(['<', '>', '==', '!=', '<='])} {self.integer()}"
        if choice < 0.6 and arrays:
            return f"{self.pick(arrays)}.sum() % {self.pick([2, 3])} == {self.pick([0, 1])}"
        if choice < 0.8 and arrays:
            return f"({self.pick(arrays)} > {self.integer()}).{self.pick(['any', 'all'])}()"
        if choice < 0.9 and arrays:
            return f"{self.pick(arrays)}.size {self.pick(['<', '>'])} {self.random.randint(0, 6)}"
        return f"{self.scalar(False)} {self.pick(['<', '>'])} {self.scalar(False)}"

    # --- arrays ----------------------------------------------------------------------------------------------------
    def slice(self, extent):
        choice = self.random.random()
        if choice < 0.25:
            return "::-1"
        if choice < 0.4:
            return self.pick(["::2", "1::2", "::-2", ":0", "2:2", "-1:", ":1"])
        low, high = sorted(self.random.randint(0, extent) for _ in range(2))
        if choice < 0.6:
            return self.pick([f"{low}:", f":{high}", f":-{self.random.randint(1, 3)}", f"-{self.random.randint(1, 3)}:"])
        if choice < 0.7:
            return f"{high}:{low}:-1" if self.chance(0.5) else f"{low}:{high}:2"
        return f"{low}:{high}"

    def basic(self, shape, integers=0.35):
        """A basic index for this shape: '[...]'."""
        parts = []
        for axis, extent in enumerate(shape):
            if axis and self.chance(0.15):
                break
            if extent and self.chance(integers):
                parts.append(self.index(extent))
            else:
                parts.append(":" if self.chance(0.3) else self.slice(extent))
        if self.chance(0.06):
            parts.insert(self.random.randint(0, len(parts)), "None")
        if self.chance(0.05):
            parts.append("...")
        return f"[{', '.join(parts)}]" if parts else "[...]"

    def view(self, text, steps=1):
        """A chain of views of an array's expression."""
        for _ in range(steps):
            array = self.value(text)
            if not is_array(array):
                return text
            choice = self.random.random()
            if choice < 0.6:
                text += self.basic(array.shape)
            elif choice < 0.75:
                text += ".T"
            elif choice < 0.9:
                sizes = {6: ["2, 3", "3, 2", "6", "-1", "6, 1", "1, 6"], 9: ["3, 3", "-1"], 4: ["2, 2", "-1", "4, 1"],
                         12: ["3, 4", "2, 6", "-1"], 1: ["1", "1, 1", "-1"], 0: ["0", "0, 2"]}
                text += f".reshape({self.pick(sizes.get(array.size, ['-1']))})"
            elif choice < 0.95:
                text += self.pick([".ravel()", "[:]", "[...]", "[None]"])
            else:
                text = self.pick([f"np.asarray({text})", f"np.transpose({text})", f"np.reshape({text}, -1)"])
        return text

    def atom(self):
        """A name, a list's element, or a view of one; None if there is no array."""
        arrays = self.names(is_array)
        lists = self.names(lambda v: isinstance(v, list) and v and is_array(v[0]))
        if lists and (not arrays or self.chance(0.15)):
            name = self.pick(lists)
            text = f"{name}[{self.random.randint(-1, len(self.value(name)) - 1)}]"
        elif arrays:
            text = self.pick(arrays)
        else:
            return None
        return self.view(text, self.pick([0, 0, 1, 1, 1, 2]))

    def creation(self, shape, dtype=None):
        dtype = dtype or self.pick(DTYPES)
        size = int(np.prod(shape))
        extents = ", ".join(map(str, shape)) + ("," if len(shape) == 1 else "")
        choice = self.random.random()
        isInt = np.dtype(eval(dtype)).kind == "i"
        if choice < 0.5 or dtype in ("np.int32", "np.float32"):
            first = self.random.randint(-1, 3)
            text = f"np.arange({first}, {first + size}, dtype={dtype})"
            return text if len(shape) == 1 else f"{text}.reshape({extents.rstrip(',') if shape else '()'})"
        if choice < 0.7:
            values = [self.random.randint(0, 6) + (0 if isInt else 0.5) for _ in range(size)]
            if size and len(shape) <= 2:
                return f"np.array({np.array(values).reshape(shape).tolist()})"
        if choice < 0.85:
            return f"np.{self.pick(['zeros', 'ones'])}(({extents}), dtype={dtype})"
        return f"np.full(({extents}), {self.random.randint(0, 4)}{'' if isInt else '.0'})"

    def computed(self):
        """A new array (mostly) of whatever shape comes out."""
        x = self.atom()
        if x is None:
            return self.creation(self.pick(SHAPES))
        array = self.value(x)
        if not is_array(array):
            return x
        integral = array.dtype.kind == "i"
        y = self.atom() if self.chance(0.5) else self.scalar(integral)
        choice = self.random.random()
        if array.dtype.kind == "b":
            return self.pick([f"~{x}", f"{x} | {x}", f"np.where({x}, {self.integer()}, {self.integer()})", f"{x}.astype(np.int64)"])
        if choice < 0.4:
            return f"{x} {self.pick('+-+-')} {y}"
        if choice < 0.5:
            return f"{x} * {self.random.randint(-1, 3)}"
        if choice < 0.56:
            return f"{x} * {y} % 10"
        if choice < 0.62:
            return self.pick([f"-{x}", f"abs({x})", f"{x} // 2", f"{x} % 3", f"{x} / 2"])
        if choice < 0.7:
            return self.pick([f"{x}.copy()", f"{x}.copy()", f"np.array({x})", f"{x}.flatten()", f"{x}.astype(np.float64)"])
        if choice < 0.78:
            return self.pick([f"np.where({x} > {self.integer()}, {x}, {y})", f"np.minimum({x}, {y})", f"np.maximum({x}, {y})"])
        if choice < 0.84 and array.ndim:
            return self.pick([f"np.concatenate(({x}, {x}))[:{max(1, array.shape[0])}]", f"np.cumsum({x}, axis=0)", f"{x}[::-1] + {x}"])
        if choice < 0.88 and array.ndim > 1:
            return f"{x}.{self.pick(['sum', 'sum', 'max'] if array.size else ['sum'])}(axis={self.pick([0, 1])})"
        if choice < 0.96:
            return self.call() or f"{x} + 1"
        return self.creation(array.shape)

    def array(self, test, tries=9, fresh=False):
        """An expression whose dummy passes the test; None after some tries."""
        for _ in range(tries):
            text = self.computed() if fresh or self.chance(0.5) else self.atom()
            if text is None:
                return None
            value = self.value(text)
            if is_array(value) and test(value):
                return text
        return None

    def like(self, value, fresh=False):
        """An expression of the same dtype and shape, made for the purpose if none is found."""
        same = [] if fresh else self.names(lambda v: is_array(v) and kind(v) == kind(value))
        if same and self.chance(0.3):
            return self.pick(same)
        text = self.array(lambda v: kind(v) == kind(value), fresh=fresh)
        if text:
            return text
        dtype = {"<i8": "np.int64", "<f8": "np.float64", "<i4": "np.int32", "<f4": "np.float32"}.get(value.dtype.str)
        return self.creation(value.shape, dtype) if dtype else None

    def call(self):
        """A call of a function of the program, with arguments of the kinds that it takes."""
        callable_ = [n for n in self.functions if self.functions[n] is not None]
        if not callable_ or not self.calls:
            return None
        name = self.pick(callable_)
        arguments = []
        calls, self.calls = self.calls, self.chance(0.2)  # a call inside a call, sometimes
        for parameter in self.functions[name].parameters:
            if is_array(parameter):
                arguments.append(self.array(lambda v: v.shape == parameter.shape and v.dtype.kind == parameter.dtype.kind) or self.like(parameter))
            else:
                arguments.append(self.integer())
        self.calls = calls
        return None if None in arguments else f"{name}({', '.join(arguments)})"

    # --- statements: each emits and returns True, or does nothing and returns False ---------------------------------
    def assign(self, name, text):
        value = self.value(text)
        if value is None or not self.runs(f"{name} = {text}"):
            return False
        self.emit(f"{name} = {text}")
        self.bind(name, copy.deepcopy(value))
        return True

    def targets(self):
        """Names that may be bound again here."""
        return [n for n in self.names(is_array, "own") if n not in self.scope.fixed]

    def newView(self):
        name, text = self.fresh(), self.atom()
        return bool(name and text and is_array(self.value(text))) and self.assign(name, self.view(text))

    def newArray(self):
        name, text = self.fresh(), self.array(lambda v: True, fresh=True)
        return bool(name and text) and self.assign(name, text)

    def rebind(self):
        names = self.targets()
        if not names:
            return False
        name = self.pick(names)
        text = self.like(self.scope.values[name])
        return bool(text) and self.assign(name, text)

    def retype(self):
        """x = x / 2: the dtype changes, the shape stays."""
        names = self.targets()
        if not names:
            return False
        name = self.pick(names)
        return self.assign(name, self.pick([f"{name} / 2", f"{name} + 0.5", f"{name} * 1.5", f"{name} - {name}.sum()"]))

    def choose(self):
        """v = a if c else b."""
        name = self.fresh() if self.chance(0.6) or not self.targets() else self.pick(self.targets())
        first = self.atom()
        if not name or not first or not is_array(self.value(first)):
            return False
        if name in self.scope.values:
            first = self.like(self.scope.values[name])
            if not first:
                return False
        second = self.like(self.value(first))
        return bool(second) and self.assign(name, f"{first} if {self.condition()} else {second}")

    def swap(self):
        names = self.targets()
        self.random.shuffle(names)
        for a in names:
            same = [b for b in names if b != a and kind(self.scope.values[b]) == kind(self.scope.values[a])]
            if len(same) > 1 and self.chance(0.3):
                self.emit(f"{a}, {same[0]}, {same[1]} = {same[0]}, {same[1]}, {a}")
                return True
            if same:
                right = self.pick([f"{same[0]}, {a}", f"{same[0]}, {a}", f"{same[0]}, {a}", f"{same[0]}[::-1], {a}", f"{same[0]} + 1, {a}"])
                statement = f"{a}, {same[0]} = {right}"
                if self.runs(statement):
                    self.emit(statement)
                    return True
        return False

    def operator(self, dtype):
        return self.pick({"i": ["+=", "+=", "-=", "*=", "%=", "//="], "f": ["+=", "+=", "-=", "*=", "/="], "b": ["|=", "&=", "^="]}[dtype.kind])

    def operand(self, array, operator):
        """What may stand right of `array operator`."""
        if array.dtype.kind == "b":
            return self.array(lambda v: v.dtype.kind == "b" and v.shape == array.shape) or self.pick(["True", "False"])
        if operator in ("*=", "/=", "//=", "%="):
            return str(self.random.randint(2, 4)) if operator != "*=" else self.pick(["2", "-1", "3"])
        integral = array.dtype.kind == "i"
        if self.chance(0.35):
            return self.scalar(integral)
        shapes = {array.shape, array.shape[1:], array.shape[:-1] + (1,) if array.ndim else ()}
        return self.array(lambda v: v.shape in shapes and (v.dtype.kind == "i" or not integral and v.dtype.kind == "f")) or self.scalar(integral)

    def augment(self):
        """x op= y, through a name or a view."""
        names = self.names(is_array)
        own = set(self.names(is_array, "own"))
        if not names:
            return False
        name = self.pick(names)
        array = self.value(name)
        target = name
        if name not in own or name in self.scope.fixed or self.chance(0.55):
            target = name + self.basic(array.shape, 0.25)
        array = self.value(target)
        if not is_array(array):
            return False
        operator = self.operator(array.dtype)
        statement = f"{target} {operator} {self.operand(array, operator)}"
        if not self.runs(statement):
            return False
        self.emit(statement)
        return True

    def store(self):
        """x[index] = y."""
        x = self.atom()
        array = self.value(x) if x else None
        if not is_array(array) or not array.ndim:
            return False
        target = x + self.basic(array.shape, 0.4)
        array = self.value(target)
        if array is None:
            return False
        if is_array(array) and array.dtype.kind != "b":
            right = self.operand(array, "+=")
        else:
            right = self.scalar(np.asarray(array).dtype.kind != "f") if np.asarray(array).dtype.kind != "b" else "True"
            if self.chance(0.4) and np.asarray(array).dtype.kind in "if":
                statement = f"{target} {self.pick(['+=', '-='])} {right}"
                if self.runs(statement):
                    self.emit(statement)
                    return True
        statement = f"{target} = {right}"
        if not self.runs(statement):
            return False
        self.emit(statement)
        return True

    def fancy(self):
        """Stores by index arrays and masks, plain and augmented."""
        names = self.names(lambda v: is_array(v) and v.ndim in (1, 2) and v.dtype.kind in "if")
        if not names:
            return False
        name = self.pick(names)
        array = self.value(name)
        integral = array.dtype.kind == "i"
        if self.chance(0.5):
            mask = f"{self.pick([name, name, self.pick(names)])} {self.pick(['>', '<', '=='])} {self.integer()}"
            right = self.pick([self.scalar(integral), self.scalar(integral), f"{name}[{mask}]", f"{name}[{mask}] + 1"])
            statement = f"{name}[{mask}] {self.pick(['=', '=', '+=', '*='])} {right}"
        else:
            extent = array.shape[0]
            if not extent:
                return False
            count = self.random.randint(1, 3)
            index = "[" + ", ".join(str(self.random.randint(-extent, extent - 1)) for _ in range(count)) + "]"
            if array.ndim == 2 and array.shape[1] and self.chance(0.4):
                index = self.pick([":, [0, -1]", f"{index}, {self.slice(array.shape[1])}", f"{index}, 0"])
            right = self.pick([self.scalar(integral), f"{name}[{index}]", f"{name}[{index}][::-1]", f"{name}[{index}] + 1"])
            statement = f"{name}[{index}] {self.pick(['=', '=', '+=', '-='])} {right}"
        if not self.runs(statement):
            return False
        self.emit(statement)
        return True

    def into(self):
        """np.add(x, y, out=v): operands may overlap with the output."""
        out = self.atom()
        array = self.value(out) if out else None
        if not is_array(array) or array.dtype.kind not in "if":
            return False
        statement = f"np.{self.pick(['add', 'subtract', 'multiply', 'maximum'])}({self.like(array)}, {self.operand(array, '+=')}, out={out})"
        if statement.startswith("np.multiply"):
            statement += f"\n{out} %= 8"
        lines = statement.split("\n")
        if len(lines) > 1 and "(" in out:
            return False
        if not self.runs(statement):
            return False
        for line in lines:
            self.emit(line)
        return True

    def callStatement(self):
        text = self.call()
        if not text:
            return False
        result = self.value(text)
        name = self.fresh() if self.chance(0.5) else None
        if is_array(result) and name:
            return self.assign(name, text)
        if is_array(result) and self.chance(0.5):
            targets = [n for n in self.targets() if kind(self.scope.values[n]) == kind(result)]
            if targets:
                target = self.pick(targets)
                return self.assign(target, self.pick([text, f"{target} + {text}", f"{text} + {target}"]))
        if is_array(result):
            names = [n for n in self.names(lambda v: is_array(v) and v.shape == result.shape and v.dtype.kind == result.dtype.kind)]
            if names and self.runs(f"{names[0]}[...] += {text}"):
                self.emit(f"{self.pick(names)}[...] {self.pick(['+=', '=', '-='])} {text}")
                return True
        self.emit(text)
        return True

    def lists(self):
        lists = self.names(lambda v: isinstance(v, list) and v and is_array(v[0]))
        own = self.names(lambda v: isinstance(v, list), "own")
        if not lists or self.chance(0.25):
            name = self.fresh()
            first = self.atom()
            value = self.value(first) if first else None
            if not name or not is_array(value):
                return False
            items = [first] + [self.like(value) for _ in range(self.random.randint(1, 2))]
            if None in items:
                return False
            return self.assign(name, f"[{', '.join(items)}]")
        name = self.pick(lists)
        values = self.value(name)
        at = self.random.randint(-1, len(values) - 1)
        element = values[0]
        choice = self.random.random()
        if choice < 0.3:
            operator = self.operator(element.dtype)
            statement = f"{name}[{at}]{self.pick(['', self.basic(element.shape)])} {operator} {self.operand(element, operator)}"
        elif choice < 0.5:
            statement = f"{name}[{at}] = {self.like(element)}"
        elif choice < 0.65:
            statement = f"{name}[0], {name}[-1] = {name}[-1], {name}[0]"
        elif choice < 0.8:
            statement = f"{name}.append({self.like(element)})"
            if name in own and not self.inLoop and self.depth == 0:
                self.scope.values[name] = values + [copy.deepcopy(element)]
        else:
            loop = self.fresh()
            if not loop or not element.ndim:
                return False
            operator = self.operator(element.dtype)
            self.emit(f"for {loop} in {name}:")
            self.emit(f"    {loop}{self.pick(['', '[0]', '[::-1]', '[...]'] if element.shape[0] else [''])} {operator} {self.random.randint(2, 3)}")
            self.scope.values[loop] = copy.deepcopy(element)
            return True
        if not self.runs(statement):
            return False
        self.emit(statement)
        return True

    def containers(self):
        """Tuples and dicts of arrays, chained assignment, comprehensions, zip."""
        name, first = self.fresh(), self.atom()
        value = self.value(first) if first else None
        if not name or not is_array(value):
            return False
        pairs = self.names(lambda v: isinstance(v, (tuple, dict)))
        lists = self.names(lambda v: isinstance(v, list) and v and is_array(v[0]))
        choice = self.random.random()
        if pairs and choice < 0.4:
            pair = self.pick(pairs)
            content = self.value(pair)
            key = self.pick(content) if isinstance(content, dict) else self.random.randint(0, len(content) - 1)
            element = f"{pair}[{key!r}]"
            array = content[key]
            operator = self.operator(array.dtype)
            if isinstance(content, tuple):
                target = element + self.pick(["[...]", self.basic(array.shape)])
                statement = f"{target} {operator} {self.operand(array, operator)}"
            else:
                statement = self.pick([f"{element} {operator} {self.operand(array, operator)}", f"{element} = {self.like(array)}", f"{element}{self.basic(array.shape)} {operator} 2"])
            if self.chance(0.3):
                return self.assign(name, self.view(element))
            if isinstance(content, tuple) and len(content) == 2 and self.chance(0.3):
                other = self.fresh()
                if other == name:
                    return False
                self.emit(f"{name}, {other} = {pair}")
                self.bind(name, copy.deepcopy(content[0]))
                self.bind(other, copy.deepcopy(content[1]))
                return True
            if not self.runs(statement):
                return False
            self.emit(statement)
            return True
        second = self.like(value)
        if second is None:
            return False
        if choice < 0.55:
            return self.assign(name, self.pick([f"({first}, {second})", "{'p': %s, 'q': %s}" % (first, second)]))
        if choice < 0.7:
            other = self.fresh()
            if other == name:
                return False
            self.emit(f"{name} = {other} = {self.pick([first, second])}")
            self.bind(name, copy.deepcopy(value))
            self.bind(other, copy.deepcopy(value))
            return True
        source = self.pick(lists) if lists else f"[{first}, {second}]"
        element = self.value(source)[0]
        if choice < 0.85:
            body = self.pick(["v", "v * 2", "v[::-1]", "v[...]", "v + 1"] if element.ndim else ["v", "v * 2"])
            return self.assign(name, f"[{body} for v in {source}]")
        if value.ndim == 0 or element.ndim == 0:
            return False
        number = self.number()
        self.emit(f"for x{number}, y{number} in zip({source}, {self.pick([source, f'[{first}, {second}]'])}):")
        self.emit(f"    x{number}[{self.pick(['...', ':1', '::-1'])}] {self.operator(element.dtype)} {self.random.randint(2, 4)}")
        self.emit(f"    print(x{number}, y{number})")
        return True

    def methods(self):
        """What writes an array and is no assignment."""
        x = self.atom()
        array = self.value(x) if x else None
        if not is_array(array) or array.dtype.kind not in "if":
            return False
        extent = array.shape[0] if array.ndim else 0
        index = ", ".join(str(self.random.randint(-extent, extent - 1)) for _ in range(3)) if extent else ""
        statement = self.pick([f"{x}.fill({self.integer()})", f"{x}.sort()", f"np.copyto({x}, {self.operand(array, '+=')})",
                               f"np.add.at({x}, [{index}], {self.integer()})", f"{x}.flat[{self.random.randint(0, 2)}] = {self.integer()}",
                               f"np.negative({x}, out={x})", f"np.square({x} % 3, out={x})"])
        if not self.runs(statement):
            return False
        self.emit(statement)
        return True

    def scalars(self):
        ints = [n for n in self.names(lambda v: type(v) is int, "own") if n not in self.scope.fixed]
        if ints and self.chance(0.6):
            name = self.pick(ints)
            self.emit(self.pick([f"{name} += {self.random.randint(1, 3)}", f"{name} = ({name} * 3 + {self.integer()}) % 7", f"{name} = {name} // 2", f"{name} -= 1"]))
            return True
        name = f"{self.pick('kmn')}{self.number()}"
        choice = self.random.random()
        if choice < 0.4:
            text = f"{self.random.randint(0, 5)}"
        elif choice < 0.6:
            text = self.scalar(False)
        elif choice < 0.8:
            text = f"int({self.scalar(True)})"
        else:
            text = self.condition()
        return self.assign(name, text)

    def show(self):
        names = self.names(lambda v: not callable(v))
        if not names:
            return False
        choice = self.random.random()
        arrays = self.names(is_array)
        if choice < 0.15 and len(arrays) > 1:
            self.emit(f"print(np.shares_memory({self.pick(arrays)}, {self.pick(arrays)}))")
        elif choice < 0.25 and arrays:
            name = self.pick(arrays)
            strides = f"{name}.strides" if self.value(name).size > 0 and name not in self.scope.uncertain else f"{name}.ndim"
            self.emit(f"print({name}.shape, {strides}, {name}.dtype)")
        elif choice < 0.35:
            self.emit(f"print(f'{{{self.pick(names)}}} {{{self.pick(names)}}}')")
        else:
            self.emit(f"print({', '.join(self.random.sample(names, min(len(names), self.random.randint(1, 3))))})")
        return True

    def unbound(self):
        name = self.fresh()
        if not name or self.loops > 1:
            return False
        self.emit("try:")
        self.emit(f"    print({name} + 1)")
        self.emit("except NameError as e:")
        self.emit("    print(type(e).__name__, e)")
        return True

    def error(self):
        """A statement that raises at run time (inside a try)."""
        arrays = self.names(lambda v: is_array(v) and v.ndim)
        if not arrays:
            return False
        name = self.pick(arrays)
        array = self.value(name)
        big = array.shape[0] + self.random.randint(0, 2)
        self.emit(self.pick([f"{name}[{big}] = 1", f"{name}[[0, {big}]] += 1", f"{name}[-{array.shape[0] + 1}] += 1", f"{name}[...] = {name}[None].repeat({big + 2})",
                             f"{name} = {name}.reshape({array.size + 1})" if name in self.targets() else f"{name}.reshape({array.size + 1})",
                             f"raise ValueError('{name}')", f"assert {name}.sum() > 1000, {name}", f"{name}[...] += np.zeros({array.shape[0] + 2})",
                             f"print({name}[{big}])", f"print(1 // ({self.integer()} - {self.integer()}))"]))
        return True

    # --- control flow --------------------------------------------------------------------------------------------
    def block(self, count, body=None):
        """Statements one level deeper; what they change is uncertain after them, what they bind is gone."""
        before, uncertain = dict(self.scope.values), set(self.scope.uncertain)
        self.depth += 1
        start = len(self.lines)
        if body:
            body()
        for _ in range(count):
            self.statement()
        if len(self.lines) == start:
            self.emit("pass")
        self.depth -= 1
        changed = {n for n, v in before.items() if kind(v) != kind(self.scope.values[n])}
        born = {n for n in self.scope.values if n not in before}
        for name in born:
            if self.chance(0.1):
                changed.add(name)
            else:
                del self.scope.values[name]
                if name in self.scope.free:
                    self.scope.free.remove(name)
        for name in before:
            if kind(before[name]) != kind(self.scope.values[name]):
                changed.add(name)
        self.scope.uncertain = uncertain | self.scope.uncertain | changed

    def branch(self):
        self.emit(f"if {self.condition()}:")
        self.block(self.random.randint(1, 3))
        if self.chance(0.3):
            self.emit(f"elif {self.condition()}:")
            self.block(self.random.randint(1, 2))
        if self.chance(0.5):
            self.emit("else:")
            self.block(self.random.randint(1, 3))
        return True

    def leave(self):
        self.emit(f"if {self.condition()}:")
        self.emit(f"    {self.pick(['break', 'continue'])}")
        return True

    def loop(self):
        if self.loops >= 2:
            return False
        counter = None
        choice = self.random.random()
        rows = self.names(lambda v: is_array(v) and v.ndim == 2 and v.dtype.kind in "if")
        number = self.number()
        bound = {}
        if choice < 0.6:
            counter = f"i{number}"
            bound[counter] = 0
            self.emit(f"for {counter} in range({self.pick(['3', '4', '2', '0', '1', '3, 0, -1', '0, 4, 2', '1, 1', self.integer()])}):")
        elif choice < 0.7 and rows:
            name = self.pick(rows)
            row = f"r{number}"
            bound[row] = np.zeros(self.value(name).shape[1:], self.value(name).dtype)
            self.emit(self.pick([f"for {row} in {name}:", f"for i{number}, {row} in enumerate({name}):"]))
            if "enumerate" in self.lines[-1]:
                bound[f"i{number}"] = 0
        else:
            counter = f"n{number}"
            self.emit(f"{counter} = {self.random.randint(0, 4)}")
            self.emit(f"while {counter} > 0{self.pick(['', '', f' and {self.condition()}'])}:")
            bound[counter] = 1
        isWhile = self.lines[-1].lstrip().startswith("while")
        self.loops += 1
        wasInLoop, self.inLoop = self.inLoop, True
        self.scope.values.update(bound)
        self.scope.fixed |= set(bound)

        def body():
            if isWhile:
                self.emit(f"{counter} -= 1")
            if self.chance(0.25):
                self.leave()

        self.block(self.random.randint(2, 5), body)
        self.loops -= 1
        self.inLoop = wasInLoop
        if self.chance(0.2):
            self.emit("else:")
            self.block(1)
        if not isWhile:
            for name in bound:
                self.scope.values.pop(name, None)
        return True

    def attempt(self):
        self.emit("try:")
        guarded, self.guarded = self.guarded, True
        fail = self.chance(0.6)
        self.block(self.random.randint(1, 2))
        if fail:
            self.depth += 1
            self.error()
            self.depth -= 1
            if self.chance(0.3):
                self.block(1)
        self.guarded = guarded
        self.emit(self.pick(["except Exception as e:", "except Exception as e:", "except (IndexError, ValueError, AssertionError, ZeroDivisionError, TypeError) as e:"]))
        self.emit("    print(type(e).__name__, e)")
        if self.chance(0.3):
            self.block(1)
        if self.chance(0.15):
            self.emit("else:")
            self.block(1)
        if self.chance(0.15):
            self.emit("finally:")
            self.block(1)
        return True

    def statement(self):
        deep = self.depth - (1 if self.scope.outer else 0) >= 3
        table = [(6, self.newView), (4, self.newArray), (5, self.rebind), (1, self.retype), (4, self.choose), (4, self.swap),
                 (10, self.augment), (7, self.store), (4, self.fancy), (3, self.into), (4, self.callStatement),
                 (4, self.lists), (3, self.containers), (2, self.methods), (3, self.scalars), (4, self.show), (1, self.unbound)]
        if not deep:
            table += [(4, self.branch), (5, self.loop), (2, self.attempt)]
        if self.inLoop and self.depth > 0:
            table += [(1, self.leave)]
        for _ in range(20):
            weights, makers = zip(*table)
            if self.random.choices(makers, weights)[0]():
                return

    # --- functions ---------------------------------------------------------------------------------------------
    def function(self):
        number = self.number()
        name = f"f{number}"
        arrays = self.names(is_array)
        count = self.random.choice([1, 1, 2])
        parameters, scope = [], Scope(LOCAL_NAMES, self.scope)
        for i in range(count):
            parameter = "xy"[i] + str(number)
            shape = self.value(self.pick(arrays)).shape
            scope.values[parameter] = np.zeros(shape, self.pick([np.int64, np.float64]))
            parameters.append(parameter)
        if self.chance(0.5):
            parameters.append(f"k{number}")
            scope.values[f"k{number}"] = 1
        outer, self.scope = self.scope, scope
        outerFixed = set(scope.fixed)
        stands = [copy.deepcopy(scope.values[p]) for p in parameters]
        defaults = [p if not (p.startswith("k") and self.chance(0.3)) else f"{p}={self.random.randint(0, 3)}" for p in parameters]
        self.emit(f"def {name}({', '.join(defaults)}):")
        self.depth += 1
        guarded, self.guarded = self.guarded, False
        rebound = None
        if self.chance(0.2) and outer.outer is None:
            rebound = self.pick([n for n, v in outer.values.items() if is_array(v)])
            self.emit(f"global {rebound}")
        closure = None
        if self.chance(0.2):
            closure = f"h{number}"
            inner = self.pick(parameters[:count])
            array = scope.values[inner]
            self.emit(f"def {closure}(j):")
            if array.ndim and array.shape[0]:
                self.emit(f"    {inner}[{self.pick(['0', '-1', '::2', f'j % {array.shape[0]}'])}] += j")
            else:
                self.emit(f"    {inner}[...] += j")
            self.emit(f"    return {self.pick([inner, inner + '[::-1]' if array.ndim else inner, 'j + 1'])}")
        for _ in range(self.random.randint(1, 4)):
            if self.loops == 0 or True:
                self.statement()
            if closure and self.chance(0.5):
                self.emit(f"{closure}({self.integer()})")
        if rebound:
            self.emit(f"{rebound} = {self.like(outer.values[rebound]) or rebound}")
        result = None
        choice = self.random.random()
        own = self.names(is_array, "own")
        if choice < 0.8 and own:
            text = self.view(self.pick(own), self.pick([0, 1, 1]))
            result = self.value(text)
            if is_array(result):
                other = self.like(result) if self.chance(0.3) else None
                if other and self.chance(0.5):
                    self.emit(f"if {self.condition()}:")
                    self.emit(f"    return {other}")
                    self.emit(f"return {text}")
                elif other:
                    self.emit(f"return {text} if {self.condition()} else {other}")
                else:
                    self.emit(f"return {text}")
            else:
                result = None
        self.depth -= 1
        self.guarded = guarded
        self.scope = outer
        self.functions[name] = Function(stands, copy.deepcopy(result))
        self.emit("")

    def recursive(self):
        """A function that calls itself with a view of its argument."""
        number = self.number()
        shape = self.value(self.pick(self.names(is_array))).shape
        array = np.zeros(shape, self.pick([np.int64, np.float64]))
        step = self.pick(["x[::-1]", "x", "x.copy()", "x + 1", "x[...]"] if shape else ["x", "x + 1"])
        self.emit(f"def f{number}(x, k):")
        self.emit("    if k <= 0:")
        self.emit("        return x")
        self.emit(f"    x[{self.pick(['0', '...', '-1:', '::2'] if shape and shape[0] else ['...'])}] += k")
        if self.chance(0.3):
            self.emit("    print(x)")
        self.emit(f"    return f{number}({step}, k - 1)")
        self.emit("")
        self.functions[f"f{number}"] = Function([array, 1], array)

    def short(self):
        """A lambda under a name."""
        number = self.number()
        array = self.value(self.pick(self.names(is_array)))
        body = self.pick(["x[::-1]", "x", "x + 1", "x.T", "x[:1]"] if array.ndim else ["x", "x + 1"])
        self.emit(f"f{number} = lambda x: {body}")
        result = eval(body, {"x": array})
        if is_array(result):
            self.functions[f"f{number}"] = Function([copy.deepcopy(array)], result)

    def program(self):
        self.emit("import numpy as np")
        self.emit("")
        for _ in range(self.random.randint(2, 3)):
            name = self.fresh()
            self.assign(name, self.creation(self.pick(SHAPES[:12])))
        if self.chance(0.4):
            name = self.fresh()
            self.assign(name, self.creation(self.pick(SHAPES)))
        for _ in range(self.random.choice([0, 1, 1, 2])):
            self.function()
        if self.chance(0.15):
            self.recursive()
        if self.chance(0.15):
            self.short()
        for _ in range(self.random.randint(6, 14)):
            self.statement()
        for name, value in self.scope.values.items():
            if not callable(value):
                self.emit(f"print({name!r}, {name})")
        return "\n".join(self.lines) + "\n"


def generate(seed):
    return Generator(seed).program()


if __name__ == "__main__":
    import sys
    print(generate(int(sys.argv[1])), end="")
