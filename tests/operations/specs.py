"""The templates: what each operation is tried on (cases.py says how they are read)."""

UNARY = """negative positive absolute sign square conjugate invert logical_not isnan isinf isfinite signbit floor ceil trunc
rint fabs isposinf isneginf real imag isreal iscomplex iscomplexobj isrealobj ndim size shape""".split()
UNARY_CLOSE = """sqrt cbrt exp exp2 expm1 log log2 log10 log1p sin cos tan arcsin arccos arctan sinh cosh tanh arcsinh arccosh
arctanh deg2rad rad2deg spacing reciprocal angle sinc""".split()
BINARY = """add subtract multiply true_divide floor_divide remainder bitwise_and bitwise_or bitwise_xor left_shift right_shift
equal not_equal less less_equal greater greater_equal logical_and logical_or logical_xor maximum minimum fmax fmin
copysign nextafter heaviside gcd lcm fmod""".split()
BINARY_CLOSE = "power float_power arctan2 hypot logaddexp logaddexp2".split()
OPERATORS = "+ - * / // % ** & | ^ << >> == != < <= > >=".split()
REDUCTIONS = "sum prod max min any all mean".split()
CLOSE = {"/", "**", "power", "true_divide"}

TEMPLATES = []


def add(text):
    TEMPLATES.extend(line for line in text.strip().splitlines() if line.strip() and not line.startswith("#"))


# --- Ufuncs
for name in UNARY:
    mark = "~ " if name == "absolute" else ""
    add(f"{mark}np.{name}({{any.any}})\n{mark}np.{name}({{any.special}})")
for name in UNARY_CLOSE:
    add(f"~ np.{name}({{any.any}})\n~ np.{name}({{any.special}})")
for name in BINARY:
    add(f"~ np.{name}({{any.any}}, {{any.any}})\n~ np.{name}({{any.matrix|transposed|cube}}, {{=.row|column|scalar|m}})\n"
        f"~ np.{name}({{any.special}}, {{=.vector|reversed|special}})")
for name in BINARY_CLOSE:
    add(f"~ np.{name}({{any.any}}, {{any.any}})\n~ np.{name}({{any.v}}, {{=.v}})")
for symbol in OPERATORS:
    add(f"~ {{any.any}} {symbol} {{any.any}}\n~ {{any.any}} {symbol} 3\n~ {{any.any}} {symbol} 2.0\n~ 2 {symbol} {{any.v}}\n"
        f"~ x = {{any.m|v}}.copy(); x {symbol}= 2; x" if symbol not in OPERATORS[12:] else f"{{any.any}} {symbol} {{any.any}}\n"
        f"{{any.any}} {symbol} 3\n{{any.any}} {symbol} 2.5\n-1 {symbol} {{any.special}}\n{{any.special}} {symbol} 300")
add("""
-{any.any}
+{any.any}
~{bits.any}
abs({any.any})
np.ldexp({float.v}, {i4.v})
np.divmod({ordered.v}, {=.reversed})
divmod({ordered.v}, 3)
~ np.modf({float.any})
~ np.frexp({float.v})
np.add({any.m}, {=.m}, out=np.zeros((3, 4), {=.one}.dtype))
out = np.zeros((3, 4)); r = np.add({real.m}, {real.row}, out=out); show(r is out); out
out = np.zeros((3, 4), np.int32); np.add({any.m}, {any.m}, out=out); out
np.add({number.m}, {=.m}, where={?.m}, out=np.ones((3, 4), np.complex128))
out = np.full((3, 4), 9.0); np.multiply({real.m}, 2, out=out, where={?.row}); out
~ np.sqrt({float.m}, where={float.m} > 0, out=np.zeros((3, 4)))
np.add({real.v}, {real.v}, dtype=np.float64)
np.multiply({ints.v}, 3, dtype=np.float32)
np.add.reduce({any.m})
np.add.reduce({any.m}, axis=1)
np.add.reduce({any.c}, axis=(0, 2))
np.add.reduce({any.m}, axis=None)
np.multiply.reduce({any.v})
np.maximum.reduce({ordered.m}, axis=1)
np.minimum.reduce({ordered.m})
np.logical_and.reduce({any.m})
np.logical_or.reduce({any.m}, axis=1)
np.bitwise_or.reduce({bits.m})
np.bitwise_and.reduce({bits.v})
np.bitwise_xor.reduce({bits.m}, axis=1)
np.add.accumulate({any.v})
np.add.accumulate({any.m}, axis=1)
np.multiply.accumulate({any.v})
np.maximum.accumulate({ordered.m})
np.minimum.accumulate({ordered.m}, axis=1)
np.subtract.accumulate({number.v})
np.subtract.reduce({number.v})
np.add.outer({any.v}, {any.v})
np.multiply.outer({any.v}, {any.m})
np.subtract.outer({number.three}, {=.four})
np.less.outer({any.three}, {any.four})
~ np.power.outer({f8.three}, {f8.four})
x = {number.v}.copy(); np.add.at(x, [0, 1, 1, -1], 2); x
x = {number.v}.copy(); np.subtract.at(x, np.array([2, 2]), {=.vector}[:2]); x
x = {number.v}.copy(); np.multiply.at(x, [0, 1, 1], 3); x
x = {ordered.v}.copy(); np.maximum.at(x, [0, 1, 1], {=.three}); x
x = {number.m}.copy(); np.add.at(x, (slice(None), [0, 0]), 1); x
x = {number.m}.copy(); np.add.at(x, ([0, 0, 2], [1, 1, 3]), 5); x
np.where({?.m}, {any.m}, {any.row})
np.where({any.v}, {any.v}, 0)
np.where({?.any}, {any.any}, {any.any})
np.where({?.v}, 1, 2.5)
np.where({any.m})
np.clip({ordered.any}, 1, 3)
np.clip({real.any}, 0.5, 2.5)
np.clip({real.m}, {real.row}, {real.column})
{ordered.v}.clip(2)
{ordered.v}.clip(max=2)
np.clip({ordered.v}, None, 2)
np.clip({ordered.v}, -1000, 1000)
x = {ordered.m}.copy(); np.clip(x, 1, 2, out=x); x
np.round({any.any})
np.round({float.any}, 1)
{any.any}.round(1)
np.round({ints.v}, -1)
~ np.nan_to_num({any.special})
np.nan_to_num({float.special}, nan=1.0, posinf=2.0, neginf=3.0)
np.isclose({any.v}, {any.v})
np.allclose({any.m}, {any.m})
np.array_equal({any.any}, {any.any})
np.array_equal({any.m}, {=.m})
np.array_equiv({any.m}, {any.row})
np.real_if_close({any.v})
np.isscalar({any.any})
np.bitwise_count({ints.v})
np.sign({any.special})
np.heaviside({float.special}, 0.5)
""")

# --- Reductions
for name in REDUCTIONS:
    add("\n".join(f"~ np.{name}({{any.{forms}}}{rest})" for forms, rest in [
        ("any", ""), ("nd", ", axis=0"), ("m|c", ", axis=-1"), ("c", ", axis=1"), ("m", ", axis=0, keepdims=True"),
        ("c", ", axis=(0, 2)"), ("c", ", axis=(1, 2), keepdims=True"), ("c", ", axis=None, keepdims=True"), ("m", ", axis=2"),
        ("m", ", axis=-3"), ("hollow", ", axis=0"), ("hollow", ", axis=1"), ("special", ""), ("m", ", axis=(0, 0)"), ("c", ", axis=()")]))
    add(f"~ {{any.m}}.{name}()\n~ {{any.m}}.{name}(1)\n~ {{any.c}}.{name}(axis=2)")
    add(f"~ np.{name}({{any.m}}, axis=0, out=np.zeros(4, np.complex128))\n~ np.{name}({{number.m}}, axis=1, where={{?.row}})")
for name in ["var", "std"]:
    add("\n".join(f"~ np.{name}({{any.{forms}}}{rest})" for forms, rest in [
        ("any", ""), ("nd", ", axis=0"), ("c", ", axis=1"), ("c", ", axis=(0, 2)"), ("m", ", axis=1, keepdims=True"),
        ("m", ", ddof=1"), ("m", ", axis=0, ddof=1"), ("one", ", ddof=1"), ("hollow", ", axis=1")]))
    add(f"~ {{any.m}}.{name}()\n~ {{real.m}}.{name}(axis=0, dtype=np.float64)")
for name in ["argmax", "argmin"]:
    add("\n".join(f"np.{name}({{any.{forms}}}{rest})" for forms, rest in [
        ("any", ""), ("nd", ", axis=0"), ("c", ", axis=1"), ("c", ", axis=-1, keepdims=True"), ("m", ", keepdims=True"), ("special", ""), ("m", ", axis=2")]))
    add(f"{{any.m}}.{name}()\n{{any.m}}.{name}(axis=1)")
for name in ["cumsum", "cumprod"]:
    add("\n".join(f"~ np.{name}({{any.{forms}}}{rest})" for forms, rest in [
        ("any", ""), ("m", ", axis=0"), ("c", ", axis=1"), ("c", ", axis=-1"), ("special", ""), ("m", ", axis=2"), ("v", ", dtype=np.float64")]))
    add(f"~ {{any.m}}.{name}()\n~ {{any.m}}.{name}(axis=1)\n~ np.{name}({{real.m}}, axis=0, out=np.zeros((3, 4)))")
for name in ["nansum", "nanprod", "nanmean", "nanmax", "nanmin", "nanvar", "nanstd", "nanmedian"]:
    add(f"~ np.{name}({{real.special}})\n~ np.{name}({{real.m}}, axis=1)\n~ np.{name}({{float.v}}, keepdims=True)")
add("""
~ np.nancumsum({real.special})
~ np.nancumprod({real.special})
np.nanargmax({ordered.v})
np.nanargmin({ordered.m}, axis=1)
np.sum({ints.v}, dtype=np.int8)
~ np.sum({real.m}, axis=0, dtype=np.float32)
~ np.sum({real.v}, initial=10)
np.max({ordered.v}, initial=100)
np.min({ordered.empty}, initial=3)
~ np.mean({ints.m}, dtype=np.float32)
~ np.average({real.m})
~ np.average({real.m}, axis=1)
~ np.average({float.m}, axis=1, weights=[1, 2, 3, 4])
~ np.average({float.v}, weights={float.v}, returned=True)
~ np.median({real.any})
~ np.median({real.m}, axis=1)
~ np.median({real.c}, axis=(0, 1))
~ np.percentile({real.v}, 30)
~ np.percentile({real.m}, [10, 50, 90], axis=0)
~ np.quantile({real.v}, 0.25)
~ np.quantile({real.m}, [0.5, 0.75], axis=1, keepdims=True)
~ np.percentile({float.v}, 40, method="nearest")
~ np.percentile({float.v}, 40, method="lower")
np.ptp({ordered.m})
np.ptp({ordered.m}, axis=0)
np.count_nonzero({any.any})
np.count_nonzero({any.m}, axis=0)
~ np.cov({real.m})
~ np.cov({real.v}, {real.v})
~ np.cov({float.m}, rowvar=False, ddof=0)
~ np.corrcoef({float.m})
~ np.trace({any.sq})
~ np.trace({number.m}, offset=1)
~ np.cumulative_sum({number.v}, include_initial=True)
np.diff({any.v})
np.diff({any.m}, axis=0)
np.diff({any.m}, n=2)
np.diff({number.v}, prepend=0, append={=.three})
np.ediff1d({number.v})
~ np.gradient({float.v})
~ np.gradient({float.m})
~ np.gradient({real.v}, 2.0)
~ np.trapezoid({real.v})
~ np.trapezoid({float.m}, dx=0.5)
~ np.trapezoid({float.v}, x=np.arange(7.0))
""")

# --- Creation
add("""
np.zeros({i8.scalar} * 0 + 3)
np.zeros((2, 3), np.{any.one}.dtype) if False else np.zeros((2, 3), {any.one}.dtype)
np.ones((2, 0, 3), dtype={any.one}.dtype)
np.ones(4, int)
np.full((2, 3), 7)
np.full((2, 3), {any.scalar})
np.full((2, 3), 2.5, dtype={any.one}.dtype)
np.full((3, 4), {any.row})
np.empty((0, 3), {any.one}.dtype)
np.zeros((2, 3), order='F')
np.zeros(-1)
np.zeros((2, -3))
np.zeros_like({any.any})
np.ones_like({any.array})
np.ones_like({any.m}, dtype=np.int16)
np.full_like({any.array}, 3)
np.full_like({any.v}, 2.7)
np.full_like({any.v}, {=.scalar}, dtype=np.float32)
np.zeros_like({any.m}, shape=(2, 2))
np.empty_like({any.hollow})
np.eye(3)
np.eye(3, 4, 1, dtype={any.one}.dtype)
np.eye(3, k=-1)
np.identity(3, dtype={any.one}.dtype)
np.arange(5)
np.arange(2, 11, 3)
np.arange(10, 0, -3)
np.arange(0.5, 3.0, 0.25)
np.arange(5.0)
np.arange(0, 7, 2, dtype={number.one}.dtype)
np.arange({number.scalar})
np.arange(3, dtype=np.uint8)
np.arange(5, 2)
~ np.linspace(0, 1, 5)
~ np.linspace(2.0, -1.0, 7, endpoint=False)
~ np.linspace(0, 10, 5, dtype={number.one}.dtype)
~ np.linspace(0, 1, 11, retstep=True)
~ np.linspace(0, 5, 1)
~ np.linspace(0, 5, 0)
~ np.linspace({real.scalar}, 9, 4)
~ np.linspace(np.array([0.0, 1.0]), np.array([1.0, 3.0]), 3)
np.linspace(0, 1, -1)
~ np.logspace(0, 2, 5)
~ np.logspace(0, 3, 4, base=2)
~ np.geomspace(1, 1000, 4)
np.array([[1, 2], [3, 4]])
np.array([1, 2.5, True])
np.array([1, 2j])
np.array([[1], [2]], dtype={any.one}.dtype)
np.array({any.any})
np.array({any.m}, dtype=np.float32)
np.array({any.array}, ndmin=3)
np.array([{any.v}, {=.v}])
np.array([{any.scalar}, {any.scalar}])
np.array([])
np.array([[], []])
np.array(5)
np.array([np.array(1), 2.0])
np.array([[1, 2], [3]])
np.array([True, False])
np.array([2**63, 1])
np.array([2**64 - 1], dtype=np.uint64)
np.array([300], dtype=np.uint8)
np.array([-1], dtype=np.uint16)
np.array([1.7, -2.7], dtype=np.int32)
np.array((1, 2, 3), float)
np.array([range(3), range(3, 6)])
np.asarray({any.any})
np.asarray([1, 2, 3], dtype=np.float32)
np.asarray({any.v}, dtype=np.float64)
np.ascontiguousarray({any.m})
np.ascontiguousarray({any.scalar})
np.asfortranarray({any.m})
np.asfortranarray({any.v})
np.asanyarray({any.v})
np.copy({any.array})
{any.array}.copy()
{any.m}.copy(order='F')
{any.c}.copy('A')
np.fromfunction(lambda i, j: i * 10 + j, (2, 3))
np.fromfunction(lambda i, j: i == j, (3, 3), dtype=int)
np.tri(3, 4, 1)
np.tril({any.m})
np.triu({any.m}, 1)
np.tril({any.c}, -1)
np.tril_indices(3)
np.triu_indices(4, 1)
np.triu_indices_from({any.sq})
np.diag({any.v})
np.diag({any.m}, 1)
np.diag({any.v}, -2)
np.diagflat({any.m})
np.diag_indices(3)
~ np.vander({number.three})
np.indices((2, 3))
np.meshgrid({any.three}, {any.four})
np.meshgrid({any.three}, {any.four}, indexing='ij')
np.meshgrid({any.three}, {any.four}, sparse=True)
np.ix_([0, 2], [1, 3])
np.fromiter((i * i for i in range(4)), dtype=np.float64)
""")
for source in ["any", "special"]:
    for target in "bool_ int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex64 complex128".split():
        if source == "any":
            add(f"{{any.any}}.astype(np.{target})")
        elif target.startswith(("float", "complex", "bool")):  # casts of inf and nan to ints differ between CPUs
            add(f"{{any.special}}.astype(np.{target})")
        else:
            add(f"{{bits.special}}.astype(np.{target})")
add("""
{any.v}.astype(float)
{any.v}.astype('i4')
{any.m}.astype(int, order='C')
{any.v}.astype({=.one}.dtype)
np.astype({any.v}, np.float32)
""")

# --- Shapes, views, joining
add("""
{any.c}.reshape(4, 6)
{any.c}.reshape((2, -1))
{any.m}.reshape(-1)
np.reshape({any.m}, (4, 3))
np.reshape({any.m}, (2, 6), order='F')
{any.m}.reshape(5, 3)
{any.m}.reshape(-1, -1)
{any.m}.reshape(-1, 5)
{any.hollow}.reshape(2, 0)
{any.zerod}.reshape(1, 1)
x = {any.matrix}.copy(); y = x.reshape(4, 3); y[0] = 1; x
x = {any.matrix}.copy(); y = x.T.reshape(-1); y[0] = 1; x
{any.array}.ravel()
{any.m}.ravel('F')
np.ravel({any.c})
x = {any.matrix}.copy(); y = x.ravel(); y[:2] = 1; x
{any.array}.flatten()
{any.m}.flatten('F')
x = {any.matrix}.copy(); y = x.flatten(); y[:2] = 1; x
{any.array}.T
{any.c}.transpose()
{any.c}.transpose(1, 0, 2)
{any.c}.transpose((2, -3, 1))
np.transpose({any.c}, (0, 2, 1))
np.transpose({any.m})
{any.c}.transpose(0, 0, 1)
{any.c}.transpose(0, 1)
{any.c}.mT
np.matrix_transpose({any.c})
np.swapaxes({any.c}, 0, 2)
{any.c}.swapaxes(-1, 0)
np.moveaxis({any.c}, 0, -1)
np.moveaxis({any.c}, [0, 1], [-1, 0])
np.rollaxis({any.c}, 2)
{any.v}[np.newaxis]
{any.m}[:, None, :]
np.expand_dims({any.m}, 0)
np.expand_dims({any.m}, (0, -1))
np.squeeze({any.row}, axis=0)
np.squeeze({any.row})
{any.column}.squeeze()
{any.m}.squeeze()
np.squeeze({any.m}, axis=0)
np.broadcast_to({any.row}, (3, 4))
np.broadcast_to({any.scalar}, (2, 2))
np.broadcast_to({any.m}, (2, 3, 4))
np.broadcast_to({any.m}, (3, 5))
np.broadcast_arrays({any.row}, {any.column})
np.broadcast_shapes((3, 1), (1, 4))
np.atleast_1d({any.any})
np.atleast_2d({any.any})
np.atleast_3d({any.any})
np.concatenate([{any.m}, {any.m}])
np.concatenate([{any.m}, {any.m}], axis=1)
np.concatenate(({any.v}, {any.three}, {any.empty}))
np.concatenate([{any.m}, {any.c}], axis=None)
np.concatenate([{any.m}, {any.v}])
np.concatenate([{any.m}, {any.sq}])
np.concatenate([{any.zerod}, {any.zerod}])
np.concatenate([{any.m}, {any.m}], axis=2)
np.stack([{any.m}, {any.m}])
np.stack([{any.v}, {any.v}], axis=1)
np.stack([{any.m}, {=.m}], axis=-1)
np.stack([{any.m}, {any.v}])
np.vstack([{any.four}, {any.m}])
np.hstack([{any.v}, {any.three}])
np.hstack([{any.m}, {any.sq}])
np.dstack([{any.m}, {any.m}])
np.column_stack([{any.v}, {any.v}])
np.vstack([{any.scalar}, {any.one}])
np.block([[{any.sq}, {any.sq}], [{any.sq}, {any.sq}]])
np.append({any.v}, {any.v})
np.append({any.m}, {any.row}, axis=0)
np.split({any.strided}[:6], 3)
np.split({any.m}, [1, 3], axis=1)
np.split({any.v}, 2)
np.array_split({any.v}, 3)
np.hsplit({any.m}, 2)
np.vsplit({any.m}, 3)
np.dsplit({any.c}, 2)
np.tile({any.v}, 2)
np.tile({any.m}, (2, 1, 2))
np.repeat({any.v}, 2)
np.repeat({any.m}, 2, axis=0)
np.repeat({any.m}, [1, 0, 2], axis=0)
{any.m}.repeat(3)
np.roll({any.v}, 2)
np.roll({any.m}, 1, axis=0)
np.roll({any.m}, (1, 2), axis=(0, 1))
np.roll({any.m}, -5)
np.flip({any.m})
np.flip({any.c}, axis=1)
np.flip({any.c}, axis=(0, 2))
np.fliplr({any.m})
np.flipud({any.m})
np.rot90({any.m})
np.rot90({any.m}, 3)
np.resize({any.v}, (2, 5))
np.pad({any.v}, 2)
np.pad({any.m}, ((1, 2), (0, 1)), constant_values=1)
np.pad({any.v}, (1, 2), mode='edge')
np.pad({any.m}, 1, mode='reflect')
np.pad({any.m}, 2, mode='wrap')
np.pad({any.v}, 3, mode='symmetric')
np.delete({any.v}, 1)
np.delete({any.v}, [0, 2, -1])
np.delete({any.m}, 1, axis=1)
np.delete({any.v}, slice(1, 4))
np.insert({any.v}, 2, 1)
np.insert({any.v}, [0, 3], {=.three}[:2])
np.insert({any.m}, 1, {=.four}, axis=0)
np.unstack({any.m})
{any.m}.real
{any.m}.imag
{any.array}.shape
{any.array}.ndim
{any.array}.size
{any.array}.dtype
{any.array}.itemsize
{any.array}.nbytes
len({any.array})
{any.nd}.strides
{any.array}.tolist()
{any.scalar}.tolist()
{any.array}.item()
{any.m}.item(5)
{any.m}.item(1, 2)
{any.v}.item(20)
{any.m}.diagonal()
np.diagonal({any.c}, 1, 0, 2)
np.diagonal({any.c}, axis1=1, axis2=2)
{i4.v}.view(np.uint32)
{f4.v}.view(np.int32)
{f8.vector}.view(np.uint8)
x = {any.m}.copy(); x.fill(1); x
x = {any.v}.copy(); x[:] = 0; x.fill({any.scalar}); x
np.shares_memory({any.m}, {any.m})
x = {any.m}.copy(); show(np.shares_memory(x, x[1:])); show(np.shares_memory(x[::2], x[1::2])); np.may_share_memory(x, x.copy())
x = {any.m}; show(x.flags.writeable); show(x.flags.owndata); show(x.flags.c_contiguous); x.flags.f_contiguous
x = np.broadcast_to({any.row}, (3, 4)); show(x.flags.writeable); x[0] = 1
x = {any.v}.copy(); x.flags.writeable = False; x[0] = 1
""")

# --- Indexing
add("""
{any.v}[2]
{any.v}[-1]
{any.v}[7]
{any.v}[-8]
{any.m}[1]
{any.m}[1, 2]
{any.m}[-1, -4]
{any.m}[3, 0]
{any.m}[0, 4]
{any.m}[0, 0, 0]
{any.v}[1:5]
{any.v}[::-2]
{any.v}[10:2]
{any.v}[-3:]
{any.m}[:, 1]
{any.m}[..., 1]
{any.c}[..., 0]
{any.c}[1, ..., ::2]
{any.m}[None, :, 1:3]
{any.m}[[0, 2]]
{any.m}[:, [1, -1, 1]]
{any.m}[[0, 1], [2, 3]]
{any.m}[[[0], [2]], [1, 3]]
{any.m}[np.array([[0, 1], [2, 0]])]
{any.c}[:, [0, 2], 1]
{any.c}[0, :, [1, 2]]
{any.c}[[0, 1], :, [1, 2]]
{any.m}[{?.m}]
{any.m}[{?.three}]
{any.m}[:, {?.four}]
{any.m}[{?.three}, 1]
{any.m}[{?.v}]
{any.v}[{ordered.v} > 1]
{any.m}[[0, 5]]
{any.m}[[]]
{any.v}[np.array(2)]
{any.v}[{ints.three} * 0 + 1]
{any.zerod}[()]
{any.zerod}[...]
{any.v}[1.5]
{any.v}[True]
x = {any.v}.copy(); x[2] = 3; x
x = {any.v}.copy(); x[-1] = {any.scalar}; x
x = {any.v}.copy(); x[1:4] = 1; x
x = {any.v}.copy(); x[::2] = {any.four}; x
x = {any.m}.copy(); x[1] = {any.four}; x
x = {any.m}.copy(); x[:, 1] = {any.three}; x
x = {any.m}.copy(); x[...] = {any.row}; x
x = {any.m}.copy(); x[1:, ::2] = {any.column}[:2]; x
x = {any.m}.copy(); x[[0, 2]] = 1; x
x = {any.m}.copy(); x[:, [1, 3]] = {any.column}; x
x = {any.m}.copy(); x[[0, 1], [2, 3]] = {any.four}[:2]; x
x = {any.m}.copy(); x[{?.m}] = 1; x
x = {any.m}.copy(); x[{?.m}] = {any.vector}; x
x = {any.m}.copy(); x[{?.three}] = {any.four}; x
x = {number.v}.copy(); x[x > 0] += 1; x
x = {number.v}.copy(); x[[0, 0, 1]] += 1; x
x = {any.v}.copy(); x[1:] = x[:-1]; x
x = {any.v}.copy(); x[::-1] = x; x
x = {any.v}.copy(); x[9] = 1
x = {any.v}.copy(); x[1:3] = {any.three}
x = {any.m}.copy(); x[[0, 7]] = 1
x = {any.v}.copy(); x[0] = {any.three}
x = {any.v}.copy(); x[0] = 1.7; x
x = {any.v}.copy(); x[0] = 1j; x
x = {ints.v}.copy(); x[0] = 300; x
x = {any.m}.copy(); x.T[0] = 1; x
x = {any.m}.copy(); x[0][1] = 1; x
x = {any.m}.copy(); y = x[1:, 1:]; y += 1; x
x = {number.m}.copy(); x[0] -= x[1]; x
x = {any.zerod}.copy(); x[()] = 1; x
x = {any.m}.copy(); x.flat[5] = 1; x.flat[::4] = [0, 1]; x
x = {any.m}.copy(); y = x.T; y.flat[1:3] = 1; x
np.take({any.m}, [0, 5, -1])
np.take({any.m}, [1, 0], axis=1)
np.take({any.v}, 3)
{any.v}.take([[0, 1], [2, 3]])
np.take({any.v}, [9])
np.take({any.v}, [9, -9], mode='wrap')
np.take({any.v}, [9, -9], mode='clip')
np.take_along_axis({any.m}, np.array([[0], [3], [1]]), axis=1)
x = {any.m}.copy(); np.put_along_axis(x, np.array([[0], [3], [1]]), 1, axis=1); x
x = {any.m}.copy(); np.put(x, [0, 5, -1], [1, 0]); x
x = {any.v}.copy(); x.put([0, 2], {any.three}); x
x = {any.v}.copy(); np.put(x, [9], 1)
x = {any.m}.copy(); np.putmask(x, {?.m}, {=.three}); x
x = {any.v}.copy(); np.place(x, {?.vector}, [1, 0]); x
x = {any.m}.copy(); np.copyto(x, {=.row}); x
x = {any.m}.copy(); np.copyto(x, {=.row}, where={?.m}); x
x = {any.m}.copy(); np.fill_diagonal(x, 1); x
np.compress([True, False, True], {any.m}, axis=0)
np.extract({?.v}, {any.v})
np.choose([0, 1, 0, 1], [{any.four}, {any.four}])
np.select([{?.v}, {?.v}], [{any.v}, {any.v}], default=1)
np.nonzero({any.m})
{any.v}.nonzero()
np.flatnonzero({any.m})
np.argwhere({any.c})
np.unravel_index([3, 7], (3, 4))
np.unravel_index({ints.scalar} * 0 + 5, (3, 4))
np.unravel_index(12, (3, 4))
np.ravel_multi_index(([0, 2], [1, 3]), (3, 4))
""")

# --- Sorting, sets, searching
add("""
np.sort({any.any})
np.sort({any.m}, axis=0)
np.sort({any.m}, axis=None)
np.sort({any.special})
x = {any.m}.copy(); x.sort(); x
x = {any.m}.copy(); x.sort(axis=0); x
np.argsort({any.v}, kind='stable')
np.argsort({any.m}, axis=0, kind='stable')
{any.special}.argsort(kind='stable')
np.sort(np.partition({real.v}, 3)[:3])
x = {real.v}.copy(); x.partition(2); x[2]
{real.v}[np.argpartition({real.v}, 3)[3]]
np.lexsort(({any.v}, {any.v}))
np.searchsorted(np.array([1, 3, 5]), {real.v})
np.searchsorted(np.sort({real.vector}), {=.scalar})
np.searchsorted([1.0, 2.0, 3.0], {real.m}, side='right')
np.searchsorted([3, 1, 2], {ints.v}, sorter=[1, 2, 0])
np.sort({real.vector}).searchsorted(2)
np.digitize({real.v}, [0, 1, 2])
np.digitize({real.v}, [2.0, 1.0, 0.0], right=True)
np.unique({any.any})
np.unique({any.v}, return_counts=True)
np.unique({any.v}, return_index=True, return_inverse=True)
np.unique({any.special})
np.isin({real.m}, [0, 1, 2])
np.union1d({any.v}, {any.v})
np.intersect1d({any.v}, {any.v})
np.setdiff1d({any.v}, {any.v})
np.setxor1d({any.v}, {any.v})
np.bincount(np.abs({int.v}))
np.bincount({uint.v}, minlength=12)
np.bincount({u1.v}, weights={real.vector})
np.bincount({int.v})
~ np.histogram({real.v})
~ np.histogram({real.v}, bins=4)
~ np.histogram({real.v}, bins=[-2, 0, 1, 3])
~ np.histogram({real.v}, bins=5, range=(-3, 3), density=True)
~ np.histogram({float.vector}, weights={float.vector})
~ np.histogram2d({f8.vector}, {f8.vector}, bins=3)
~ np.histogram_bin_edges({real.v}, bins=3)
np.trim_zeros({real.v})
~ np.interp({real.v}, [0, 1, 2], [10, 20, 5])
~ np.interp(1.5, [0, 1, 2], [10, 20, 5])
~ np.interp({real.v}, [0, 1, 2], [10, 20, 5], left=-1, right=99)
np.apply_along_axis(np.sum, 1, {real.m})
np.apply_along_axis(lambda v: v * 2, 0, {number.m})
""")

# --- Products and linear algebra
add("""
~ np.dot({any.v}, {any.v})
~ np.dot({any.m}, {any.four})
~ np.dot({any.m}, {any.m})
~ np.dot({any.sq}, {=.sq})
~ np.dot({any.c}, {any.four})
~ np.dot({any.scalar}, {any.v})
~ {any.sq}.dot({any.sq})
~ np.dot({float.sq}, {float.sq}, out=np.zeros((3, 3)))
~ np.matmul({any.sq}, {any.sq})
~ {any.sq} @ {any.m}
~ {any.m} @ {any.four}
~ {any.three} @ {any.m}
~ {any.v} @ {any.v}
~ {any.stack} @ {any.stack}
~ {any.stack} @ {any.sq}
~ {any.m} @ {any.m}
~ {any.scalar} @ {any.v}
~ {any.hollow} @ {any.m}.T
~ {lapack.sq} @ {=.sq}
~ np.matmul({lapack.sq}, {=.sq}, out=np.zeros((3, 3), np.complex128))
~ np.vdot({any.m}, {any.m})
~ np.inner({any.m}, {any.m})
~ np.inner({any.v}, {any.v})
~ np.outer({any.v}, {any.v})
~ np.outer({any.m}, {any.three})
~ np.kron({any.sq}, {any.m})
~ np.kron({any.three}, {any.four})
~ np.tensordot({number.sq}, {number.m}, axes=1)
~ np.tensordot({number.c}, {number.c}, axes=([0, 1], [0, 1]))
~ np.cross({number.three}, {number.three})
~ np.cross({number.sq}, {number.three})
~ np.vecdot({number.m}, {number.m})
~ np.einsum('ij,jk->ik', {number.sq}, {number.m})
~ np.einsum('ij->ji', {any.m})
~ np.einsum('ii', {number.sq})
~ np.einsum('ij,ij->', {number.m}, {number.m})
~ np.einsum('i,j->ij', {number.three}, {number.four})
~ np.einsum('bij,bjk->bik', {lapack.stack}, {lapack.stack})
~ np.einsum('...j,j', {number.m}, {number.four})
~ np.linalg.solve({real.sq} + 20 * np.eye(3), {real.three})
~ np.linalg.solve({lapack.sq} + 20 * np.eye(3, dtype={=.one}.dtype), {=.sq})
~ np.linalg.inv({lapack.sq} + 20 * np.eye(3, dtype={=.one}.dtype))
~ np.linalg.inv({real.stack} + 20 * np.eye(3))
np.linalg.inv(np.zeros((3, 3), {lapack.one}.dtype))
np.linalg.inv({real.m})
np.linalg.solve(np.ones((2, 2)), np.ones(2))
~ np.linalg.det({real.sq} + 5 * np.eye(3))
~ np.linalg.det({lapack.stack} + 9 * np.eye(3, dtype={=.one}.dtype))
~ np.linalg.slogdet({real.sq} + 5 * np.eye(3))
~ np.linalg.norm({any.v})
~ np.linalg.norm({any.m})
~ np.linalg.norm({number.m}, axis=1)
~ np.linalg.norm({number.v}, 1)
~ np.linalg.norm({number.v}, np.inf)
~ np.linalg.norm({number.m}, 'fro')
~ np.linalg.norm({float.m}, 2)
~ np.linalg.norm({number.m}, axis=0, keepdims=True)
~ np.linalg.cholesky({real.sq} @ {=.sq}.T + 50 * np.eye(3))
np.linalg.cholesky(-np.eye(3))
~ q, r = np.linalg.qr({real.tall} * 1.0 + np.arange(15.0).reshape(5, 3) ** 2); np.abs(q @ r)
~ u, s, v = np.linalg.svd({real.m} * 1.0); show(s); (u * s) @ v[:3]
~ np.linalg.svd({real.m}, compute_uv=False)
~ x = {real.sq} + {=.sq}.T; w, v = np.linalg.eigh(x + 3 * np.eye(3)); show(w); v @ np.diag(w) @ v.T
~ np.linalg.eigvalsh({f8.sq})
~ np.sort(np.abs(np.linalg.eigvals({f8.sq})))
~ np.linalg.lstsq({f8.tall} + np.arange(15.0).reshape(5, 3) ** 2, np.arange(5.0), rcond=None)[0]
~ np.linalg.pinv({f8.tall} + np.arange(15.0).reshape(5, 3) ** 2)
np.linalg.matrix_rank({f8.m})
~ np.linalg.matrix_power({number.sq}, 3)
~ np.linalg.cond({f8.sq} + 7 * np.eye(3))
~ np.linalg.multi_dot([{f8.sq}, {f8.m}, {f8.four}])
~ np.convolve({number.v}, {number.three})
~ np.convolve({number.v}, {number.three}, 'same')
~ np.convolve({number.v}, {number.three}, 'valid')
~ np.correlate({number.v}, {number.three}, 'full')
~ np.polyfit(np.arange(7.0), {real.vector}, 2)
~ np.polyval([1.0, 2.0, 3.0], {number.v})
~ np.polyval({number.three}, 2)
~ np.polyadd({number.three}, {number.four})
~ np.polymul({number.three}, {number.four})
~ np.polyder({number.four})
~ np.polyint({real.four})
~ np.roots([1.0, -3.0, 2.0])
~ np.hanning(7)
~ np.hamming(5)
~ np.blackman(6)
~ np.bartlett(5)
~ np.kaiser(5, 14.0)
~ np.unwrap({float.v} * 3)
""")

# --- Random numbers: the streams have equal bits
LEGACY = """rand(3)
rand(2, 2)
rand()
randn(5)
randn(2, 3)
randn()
random(4)
random((2, 2))
random_sample(3)
randint(10)
randint(0, 5, size=7)
randint(-3, 4, (2, 3))
randint(0, 256, 5, dtype=np.uint8)
randint(0, 2**40, 3)
uniform()
uniform(-1, 1, 5)
uniform(0, [1, 2, 3])
normal()
normal(3, 2, (2, 2))
normal(size=3)
standard_normal(3)
exponential(2.0, 4)
poisson(3.0, 5)
binomial(10, 0.3, 5)
gamma(2.0, 1.5, 3)
beta(0.5, 2.0, 3)
choice(5)
choice(5, 3)
choice(5, 3, replace=False)
choice([10, 20, 30], 4)
choice(np.arange(4.0), size=(2, 2))
choice(3, 5, p=[0.2, 0.5, 0.3])
permutation(6)
permutation(np.arange(5) * 2)
permutation(np.arange(6).reshape(3, 2))
multivariate_normal([0, 1], [[1, 0.5], [0.5, 2]], 2)
multinomial(10, [0.2, 0.3, 0.5])
dirichlet([1.0, 2.0, 3.0])
laplace(0, 1, 3)
logistic(0, 1, 3)
lognormal(0, 1, 3)
chisquare(3, 3)
geometric(0.3, 4)
triangular(0, 1, 2, 3)
weibull(2.0, 3)
standard_t(4, 3)
vonmises(0, 1, 3)""".splitlines()
for call in LEGACY:
    add(f"~ np.random.seed(42); show(np.random.{call}); np.random.rand()")
    add(f"~ rng = np.random.RandomState(7); show(rng.{call}); rng.rand()")
MODERN = """random()
random(4)
random((2, 2))
random(3, dtype=np.float32)
standard_normal(5)
standard_normal((2, 2), dtype=np.float32)
normal()
normal(1, 2, 4)
integers(10)
integers(0, 5, 7)
integers(1, 6, (2, 3), endpoint=True)
integers(0, 100, 5, dtype=np.uint8)
integers(0, 2, 9, dtype=bool)
uniform(-1, 1, 5)
uniform(size=(2, 2))
exponential(2.0, 4)
poisson(3.0, 5)
binomial(10, 0.3, 5)
gamma(2.0, 1.5, 3)
beta(0.5, 2.0, 3)
choice(5, 3)
choice(5, 3, replace=False)
choice([10, 20, 30], 4)
choice(3, 5, p=[0.2, 0.5, 0.3])
permutation(6)
permutation(np.arange(6).reshape(3, 2))
permuted(np.arange(6).reshape(2, 3), axis=1)
multivariate_normal([0, 1], [[1, 0.5], [0.5, 2]], 2)
multinomial(10, [0.2, 0.3, 0.5])
dirichlet([1.0, 2.0, 3.0])
lognormal(0, 1, 3)
geometric(0.3, 4)
triangular(0, 1, 2, 3)""".splitlines()
for call in MODERN:
    add(f"~ rng = np.random.default_rng(42); show(rng.{call}); rng.random()")
add("""
np.random.seed(3); x = {any.v}.copy(); np.random.shuffle(x); x
np.random.seed(3); x = {any.m}.copy(); np.random.shuffle(x); x
rng = np.random.default_rng(3); x = {any.v}.copy(); rng.shuffle(x); x
rng = np.random.default_rng(3); x = {any.m}.copy(); rng.shuffle(x, axis=1); x
rng = np.random.default_rng(3); rng.choice({any.v}, 4)
np.random.seed(3); np.random.choice({any.v}, 4)
np.random.seed(3); np.random.permutation({any.m})
rng = np.random.default_rng([1, 2, 3]); rng.random(2)
np.random.seed([1, 2, 3]); np.random.rand(2)
""")

# --- Scalars and what tells about dtypes
add("""
{any.scalar}.dtype
{any.scalar}.shape
type({any.scalar}).__name__
int({real.scalar})
float({real.scalar})
complex({any.scalar})
bool({any.scalar})
int({real.one})
int({real.vector})
float({real.vector})
bool({any.vector})
f"{{{real.scalar}:.3f}}" if False else f"{float({real.scalar}):.3f}"
{any.scalar} + 1
{any.scalar} * 2.5
~ {any.scalar} / {any.scalar}
{ints.scalar} // {=.scalar}
{any.scalar} == {any.scalar}
{ordered.scalar} < {ordered.scalar}
~ {real.scalar} ** 2
{any.scalar}.item()
{any.scalar}.astype(np.float32)
round({float.scalar}, 1)
abs({number.scalar})
max({real.scalar}, 1)
np.iinfo({ints.one}.dtype).max
np.iinfo({ints.one}.dtype).min
np.iinfo(np.int32).bits
np.finfo({float.one}.dtype).eps
np.finfo(np.float32).max
np.finfo(float).tiny
np.result_type({any.one}, {any.one})
np.result_type({any.one}.dtype, np.float32)
np.promote_types({any.one}.dtype, {any.one}.dtype)
np.can_cast({any.one}.dtype, {any.one}.dtype)
np.issubdtype({any.one}.dtype, np.integer)
np.issubdtype({any.one}.dtype, np.floating)
np.dtype({any.one}.dtype).name
{any.one}.dtype.kind
{any.one}.dtype.itemsize
{any.one}.dtype == np.float64
str({any.one}.dtype)
isinstance({any.scalar}, np.floating)
isinstance({any.scalar}, np.integer)
isinstance({any.v}, np.ndarray)
np.isscalar(3)
list({any.v})
sum({number.v})
max({ordered.v})
sorted({ordered.v})
for x in {any.m}: show(x)
np.{any.scalar}
[x for x in {any.v}]
{any.v}.sum().item()
{any.v}.max() if {any.v}.size else 0
""")
# --- Other names of the same
for name in "asin acos atan asinh acosh atanh degrees radians".split():
    add(f"~ np.{name}({{any.v}})")
for name in "conj bitwise_invert bitwise_not fix".split():
    add(f"np.{name}({{any.any}})")
for name in "atan2 pow mod divide bitwise_left_shift bitwise_right_shift".split():
    add(f"~ np.{name}({{any.m}}, {{=.row}})")
for call in """f(3, 4, 3)
gumbel(0, 1, 3)
hypergeometric(5, 6, 4, 5)
logseries(0.4, 4)
negative_binomial(3, 0.4, 5)
noncentral_chisquare(3, 1.5, 3)
noncentral_f(3, 4, 1.5, 3)
pareto(3, 3)
power(2.0, 3)
rayleigh(2.0, 3)
standard_cauchy(3)
standard_exponential(3)
standard_gamma(2.0, 3)
wald(1, 2, 3)
zipf(2.5, 4)""".splitlines():
    add(f"~ np.random.seed(5); show(np.random.{call}); np.random.rand()\n~ rng = np.random.default_rng(5); show(rng.{call}); rng.random()")
add("""
~ np.random.seed(5); show(np.random.ranf(2)); show(np.random.sample(2)); np.random.random_integers(1, 6, 4)
{number.m}.conj()
np.amax({ordered.m})
np.amin({ordered.m}, axis=0)
np.around({float.v}, 1)
np.concat([{any.m}, {any.m}], axis=1)
np.permute_dims({any.c}, (1, 2, 0))
np.diag_indices_from({any.sq})
np.tril_indices_from({any.sq})
np.unique_counts({any.v}).counts
~ np.linalg.eig({f8.sq} * 0 + np.array([[2.0, 1.0, 0.0], [0.0, 3.0, 1.0], [0.0, 0.0, 5.0]]))[0]
~ np.linalg.matrix_norm({float.m})
~ np.linalg.vector_norm({number.m}, axis=1)
~ np.linalg.svdvals({f8.m})
~ np.linalg.tensorsolve({f8.sq} + 9 * np.eye(3), {f8.three})
np.c_[{any.v}, {any.v}]
np.c_[{any.m}, {any.three}]
np.r_[{any.v}, 0, {any.three}]
np.r_[0:5, 7, 1:2:3j]
np.mgrid[0:3, 1:8:2]
np.mgrid[-1:1:5j]
np.mgrid[0:1:3j, 0:2]
np.ogrid[0:3, 0:4]
{any.m}[np.s_[1:, ::2]]
{any.m}[np.index_exp[1, :]]
np.vectorize(lambda t: t + 1 if t > 0 else 0)({ordered.m})
np.vectorize(lambda s, t: s * t)({real.row}, {real.column})
np.vectorize(lambda t: (t, -t))({ordered.v})
np.lib.stride_tricks.sliding_window_view({any.v}, 3)
np.lib.stride_tricks.sliding_window_view({any.m}, (2, 3))
~ np.i0({float.vector})
~ np.cumulative_prod({number.v})
np.unique_all({real.v}).counts
np.unique_inverse({real.v}).inverse_indices
np.unique_values({real.v})
{i4.v}.byteswap()
np.lib.stride_tricks.as_strided({f8.vector}, (5, 3), (8, 8))
~ np.polysub({number.three}, {number.four})
np.set_printoptions(precision=3); print({float.m}); np.set_printoptions(precision=8, suppress=True); print({float.v} * 1e-7); np.set_printoptions(suppress=False)
with np.printoptions(precision=2): print({float.m} / 3)
""")

TEMPLATES = [t for t in TEMPLATES if t != "np.{any.scalar}" and "if False else" not in t]
TEMPLATES = list(dict.fromkeys(TEMPLATES))
