"""Cases from templates: an operation's template names the arrays it wants, here it gets them.

A template is Python text with places `{kinds.forms}`: `np.sum({real.matrix}, axis=1)`. The first place takes every
dtype of its kinds in turn, the others a random one (`=` for the first place's dtype); a form is drawn from `a|b`, where
`v`, `m`, `c` and `any` stand for several. Statements end in `; `; the last is shown unless it calls `show` itself. A
template that begins with `~` is compared within the precision of its dtype, others exactly.
"""

import random
import re
from dataclasses import dataclass, field

INTS = ["i1", "i2", "i4", "i8"]
UINTS = ["u1", "u2", "u4", "u8"]
FLOATS = ["f2", "f4", "f8"]
COMPLEX = ["c8", "c16"]
KINDS = {
    "bool": ["?"], "int": INTS, "uint": UINTS, "float": FLOATS, "complex": COMPLEX, "wide": ["f4", "f8"],
    "ints": INTS + UINTS, "bits": ["?"] + INTS + UINTS, "inexact": FLOATS + COMPLEX, "lapack": ["f4", "f8", "c8", "c16"],
    "number": INTS + UINTS + FLOATS + COMPLEX, "real": ["?"] + INTS + UINTS + FLOATS, "ordered": INTS + UINTS + FLOATS,
    "any": ["?"] + INTS + UINTS + FLOATS + COMPLEX,
}
for _dtype in ["?"] + INTS + UINTS + FLOATS + COMPLEX:
    KINDS[_dtype] = [_dtype]

# shape of what is written down, then what is done to it
FORMS = {
    "scalar": ((), None), "zerod": ((), ""), "empty": ((0,), ""), "one": ((1,), ""), "vector": ((7,), ""),
    "special": ((7,), ""), "reversed": ((7,), "[::-1]"), "strided": ((14,), "[1::2]"), "ones_axis": ((7, 1), "[:, 0]"),
    "matrix": ((3, 4), ""), "transposed": ((4, 3), ".T"), "slab": ((6, 8), "[::2, 1::2]"), "upside": ((3, 4), "[::-1, ::-1]"),
    "row": ((1, 4), ""), "column": ((3, 1), ""), "hollow": ((0, 4), ""), "flat": ((3, 0), ""),
    "square": ((3, 3), ""), "turned": ((3, 3), ".T"), "four": ((4,), ""), "three": ((3,), ""), "tall": ((5, 3), ""),
    "cube": ((2, 3, 4), ""), "cube_t": ((4, 2, 3), ".transpose(1, 2, 0)"), "cube_s": ((2, 6, 4), "[:, ::-2]"),
    "stack": ((2, 3, 3), ""), "spread": None,
}
GROUPS = {
    "v": ["vector", "special", "reversed", "strided", "ones_axis"],
    "m": ["matrix", "transposed", "slab", "upside"],
    "c": ["cube", "cube_t", "cube_s"],
    "sq": ["square", "turned"],
}
GROUPS["any"] = ["scalar", "zerod", "empty", "one", "row", "column", "hollow", *GROUPS["v"], *GROUPS["m"], *GROUPS["c"]]
GROUPS["array"] = [form for form in GROUPS["any"] if form != "scalar"]
GROUPS["nd"] = ["empty", *GROUPS["v"], *GROUPS["m"], *GROUPS["c"]]
NAMES = {
    "?": "bool_", "i1": "int8", "i2": "int16", "i4": "int32", "i8": "int64", "u1": "uint8", "u2": "uint16", "u4": "uint32",
    "u8": "uint64", "f2": "float16", "f4": "float32", "f8": "float64", "c8": "complex64", "c16": "complex128",
}
PLACE = re.compile(r"\{([\w=?]+)\.([\w|]+)\}")


def _is_expression(text):
    try:
        compile(text, "case", "eval")
    except SyntaxError:
        return False
    return True


@dataclass
class Case:
    template: str
    text: str
    close: bool
    arrays: dict = field(default_factory=dict)  # name -> the statement that makes it
    epsilon: float = 0.0

    def lines(self):
        parts = self.text.split("; ")
        shown = parts[-1]
        if "show(" not in shown and _is_expression(shown):
            parts[-1] = f"show({shown})"
        return parts


def _number(dtype, rng, special):
    if dtype == "?":
        return rng.choice(["True", "False"])
    bits = 8 * int(dtype[1:])
    if dtype[0] == "i":
        extreme = [-(1 << (bits - 1)), (1 << (bits - 1)) - 1, -1, 0, 1]
        return str(rng.choice(extreme) if special else rng.randint(-6, 6))
    if dtype[0] == "u":
        return str(rng.choice([(1 << bits) - 1, 0, 1, 1 << (bits - 1)]) if special else rng.randint(0, 9))
    real = lambda: rng.choice(["np.nan", "np.inf", "-np.inf", "-0.0", "0.0", "1.5", "-2.5"]) if special else str(rng.randint(-12, 12) / 4)
    if dtype[0] == "f":
        return real()
    return f"complex({real()}, {real()})"


def _nested(shape, item):
    if not shape:
        return item()
    if 0 in shape:
        return None
    return "[" + ", ".join(_nested(shape[1:], item) for _ in range(shape[0])) + "]"


def array(dtype, form, number, rng):
    """The name of an array and the statement that makes it."""
    shape, change = FORMS[form]
    kind = {"?": "b1"}.get(dtype, dtype)
    name = f"{kind}_{form}{number or ''}"
    item = lambda: _number(dtype, rng, form == "special")
    if change is None:
        return name, f"{name} = np.{NAMES[dtype]}({item()})"
    values = _nested(shape, item)
    made = f"np.zeros({shape}, np.{NAMES[dtype]})" if values is None else f"np.array({values}, np.{NAMES[dtype]})"
    return name, f"{name} = {made}{change}"


def expand(template, seed, draws=1):
    close = template.startswith("~")
    body = template[1:].strip() if close else template
    places = PLACE.findall(body)
    firsts = KINDS[places[0][0]] if places else [None]
    for dtype in firsts:
        for draw in range(draws):
            rng = random.Random(f"{seed}/{template}/{dtype}/{draw}")
            chosen, arrays = [], {}
            for i, (kinds, forms) in enumerate(places):
                kind = dtype if i == 0 or kinds == "=" else rng.choice(KINDS[kinds])
                form = rng.choice([f for part in forms.split("|") for f in GROUPS.get(part, [part])])
                number = sum(1 for c in chosen if c == (kind, form))
                chosen.append((kind, form))
                name, statement = array(kind, form, number, random.Random(f"{seed}/{kind}/{form}/{number}"))
                arrays[name] = statement
            names = iter(arrays)
            text = PLACE.sub(lambda _: next(names), body)
            widest = max((kind for kind, _ in chosen), key=["f8", "c16", "f4", "c8", "f2"].index, default="f8") if all(
                kind in FLOATS + COMPLEX for kind, _ in chosen) and chosen else "f8"
            if any(kind in ("?", "i1", "u1", "f2") for kind, _ in chosen):
                widest = "f2"
            elif any(kind in ("i2", "u2", "f4", "c8") for kind, _ in chosen):
                widest = "f4"
            yield Case(template, text, close, arrays, {"f2": 4e-3, "f4": 2e-6, "c8": 2e-6}.get(widest, 4e-15))
