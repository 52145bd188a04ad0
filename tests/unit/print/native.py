"""The runtime's printing functions as Python calls, each giving what Python itself would: a str, or the exception.

The library is the one that NP2GPU_RUNTIME_SO names, or is built here from the runtime's sources with $CXX (g++).
"""

import ctypes
import os
import pathlib
import subprocess
import tempfile

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[3]
SOURCES = "Digits PrintScalar PrintOptions PrintArray Format Percent Number Text Error".split()
I64, U64, F64 = ctypes.c_longlong, ctypes.c_ulonglong, ctypes.c_double
DTYPES = "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex64 complex128".split()
KINDS = {1: ValueError, 2: IndexError, 3: TypeError, 4: ZeroDivisionError, 5: OverflowError, 6: MemoryError}


class Text(ctypes.Structure):
    _fields_ = [("data", ctypes.c_void_p), ("size", I64), ("capacity", I64)]


class Ref(ctypes.Structure):
    _fields_ = [("data", ctypes.c_void_p), ("shape", ctypes.POINTER(I64)), ("strides", ctypes.POINTER(I64)),
                ("ndim", ctypes.c_int), ("dtype", ctypes.c_int)]


FORMATTER = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.POINTER(Text), ctypes.c_int, ctypes.c_void_p)


class Formatter(ctypes.Structure):
    _fields_ = [("key", ctypes.c_char_p), ("call", FORMATTER), ("context", ctypes.c_void_p),
                ("release", ctypes.c_void_p)]


class Options(ctypes.Structure):
    _fields_ = [("given", ctypes.c_uint), ("precision", I64), ("threshold", F64), ("edgeitems", I64),
                ("linewidth", F64), ("suppress", ctypes.c_int), ("nanstr", ctypes.c_char_p),
                ("infstr", ctypes.c_char_p), ("sign", ctypes.c_char_p), ("floatmode", ctypes.c_char_p),
                ("formatters", ctypes.POINTER(Formatter)), ("formatter_count", ctypes.c_int)]


class Percent(ctypes.Structure):
    _fields_ = [("flags", ctypes.c_uint), ("width", I64), ("precision", I64), ("conversion", ctypes.c_int),
                ("key", I64), ("key_size", I64)]


def load():
    path = os.environ.get("NP2GPU_RUNTIME_SO")
    if not path:
        folder = tempfile.TemporaryDirectory()
        load.folder = folder
        path = folder.name + "/print.so"
        subprocess.run([os.environ.get("CXX", "g++"), "-std=c++20", "-O1", "-Wall", "-ffp-contract=off", "-fPIC", "-shared",
                        f"-Wl,--no-undefined,--version-script={ROOT}/runtime/exports.map", f"-I{ROOT}/runtime"]
                       + [f"{ROOT}/runtime/{name}.cpp" for name in SOURCES] + ["-o", path], check=True)
    library = ctypes.CDLL(path)
    library.np_error_text.restype = ctypes.c_char_p
    return library


lib = load()
OPTION_BITS = dict(precision=1, threshold=2, edgeitems=4, linewidth=8, suppress=16, nanstr=32, infstr=64, sign=128,
                   floatmode=256, formatter=512)


def failure(status):
    return KINDS[status](lib.np_error_text().decode("utf-8", "surrogatepass"))


def text(function, *arguments):
    """What a function that appends to an np_text wrote."""
    out = Text()
    status = function(ctypes.byref(out), *arguments)
    written = ctypes.string_at(out.data, out.size).decode("utf-8", "surrogatepass") if out.data else ""
    lib.np_text_free(ctypes.byref(out))
    if status and function.restype is ctypes.c_int:
        assert not written
        raise failure(status)
    return written


for name in ("np_repr_bool np_repr_int np_repr_int128 np_repr_float np_repr_complex np_repr_str np_ascii_str np_str_scalar "
             "np_repr_scalar np_digits_scientific np_digits_positional").split():
    getattr(lib, name).restype = None


def utf8(value):
    data = value.encode("utf-8", "surrogatepass")
    return data, I64(len(data))


def words(value):
    """A Python int as the two words of the ABI."""
    return I64(value >> 64), U64(value & (2**64 - 1))


def joined(high, low):
    return (high.value << 64) | low.value


def ref(array):
    """An np_ref; it keeps the array and its shape alive."""
    count = max(array.ndim, 1)
    shape = (I64 * count)(*array.shape)
    strides = (I64 * count)(*(s // array.itemsize for s in array.strides))
    result = Ref(array.ctypes.data, shape, strides, array.ndim, DTYPES.index(array.dtype.name))
    result.keep = (array, shape, strides)
    return result


def element(value):
    """dtype and pointer of a NumPy scalar."""
    array = np.asarray(value)
    pointer = ctypes.c_void_p(array.ctypes.data)
    pointer.keep = array
    return ctypes.c_int(DTYPES.index(array.dtype.name)), pointer


def native_formatter(function):
    def call(_context, out, dtype, pointer):
        dtype = np.dtype(DTYPES[dtype])
        value = np.frombuffer(ctypes.string_at(pointer, dtype.itemsize), dtype)[0]
        data, size = utf8(function(value))
        lib.np_text_append(out, data, size)
        return 0

    return FORMATTER(call)


def options(**given):
    """np_print_options; None is an option that is not given."""
    result = Options()
    names = {"max_line_width": "linewidth", "suppress_small": "suppress"}
    for name, value in given.items():
        name = names.get(name, name)
        if value is None:
            continue
        if name == "precision" and not isinstance(value, int):
            result.given |= 1024
            continue
        if name == "threshold" and isinstance(value, str):
            result.given |= 2048
            continue
        result.given |= OPTION_BITS[name]
        if name == "formatter":
            entries = (Formatter * len(value))()
            for entry, (key, function) in zip(entries, value.items()):
                entry.key, entry.call = key.encode(), native_formatter(function)
            result.formatters, result.formatter_count = entries, len(value)
            result.keep = entries
        else:
            setattr(result, name, value.encode() if isinstance(value, str) else value)
    return result


def set_printoptions(**given):
    arguments = options(**given)
    set_printoptions.keep = arguments
    if status := lib.np_set_printoptions(ctypes.byref(arguments)):
        raise failure(status)


def array2string(array, separator=" ", prefix="", suffix="", **given):
    arguments = options(**given)
    return text(lib.np_array2string, ctypes.byref(ref(array)), ctypes.byref(arguments), separator.encode(),
                prefix.encode(), suffix.encode())


def array_repr(array, **given):
    return text(lib.np_array_repr, ctypes.byref(ref(array)), ctypes.byref(options(**given)))


def array_str(array, **given):
    return text(lib.np_array_str, ctypes.byref(ref(array)), ctypes.byref(options(**given)))


def array_text(function, array):
    return text(function, ctypes.byref(ref(array)))


def format_(value, spec):
    """format(value, spec)."""
    spec = utf8(spec)
    if isinstance(value, np.ndarray):
        return text(lib.np_format_array, ctypes.byref(ref(value)), *spec)
    if isinstance(value, np.generic):
        return text(lib.np_format_scalar, *element(value), *spec)
    if isinstance(value, bool):
        return text(lib.np_format_bool, ctypes.c_int(value), *spec)
    if isinstance(value, int):
        if -2**63 <= value < 2**63 and value % 2:
            return text(lib.np_format_int, I64(value), *spec)
        return text(lib.np_format_int128, *words(value), *spec)
    if isinstance(value, float):
        return text(lib.np_format_float, F64(value), *spec)
    if isinstance(value, complex):
        return text(lib.np_format_complex, F64(value.real), F64(value.imag), *spec)
    if isinstance(value, str):
        return text(lib.np_format_str, *utf8(value), *spec)
    return text(lib.np_format_object, type(value).__name__.encode(), *utf8(str(value)), *spec)


def percent_one(value, form):
    form = ctypes.byref(form)
    if isinstance(value, np.ndarray):
        return text(lib.np_percent_array, form, ctypes.byref(ref(value)))
    if isinstance(value, np.generic):
        return text(lib.np_percent_scalar, form, *element(value))
    if isinstance(value, bool):
        return text(lib.np_percent_bool, form, ctypes.c_int(value))
    if isinstance(value, int):
        if -2**63 <= value < 2**63 and value % 2:
            return text(lib.np_percent_int, form, I64(value))
        return text(lib.np_percent_int128, form, *words(value))
    if isinstance(value, float):
        return text(lib.np_percent_float, form, F64(value))
    if isinstance(value, complex):
        return text(lib.np_percent_complex, form, F64(value.real), F64(value.imag))
    if isinstance(value, str):
        return text(lib.np_percent_str, form, *utf8(value))
    return text(lib.np_percent_object, form, type(value).__name__.encode(), *utf8(str(value)))


def percent(pattern, arguments):
    """pattern % arguments, put together as the emitted text does."""
    data, size = utf8(pattern)
    arguments = list(arguments)
    result, at = b"", I64(0)
    while at.value < size.value:
        sign = data.find(b"%", at.value)
        sign = size.value if sign < 0 else sign
        result += data[at.value:sign]
        at.value = sign
        if sign == size.value:
            break
        form = Percent()
        if status := lib.np_percent_parse(data, size, ctypes.byref(at), ctypes.byref(form)):
            raise failure(status)
        for bit, precision in ((32, 0), (64, 1)):
            if form.flags & bit:
                if status := lib.np_percent_star(ctypes.byref(form), I64(arguments.pop(0)), precision):
                    raise failure(status)
        result += b"%" if chr(form.conversion) == "%" else percent_one(arguments.pop(0), form).encode("utf-8", "surrogatepass")
    return result.decode("utf-8", "surrogatepass")


def outcome(function, *arguments, **named):
    """What a call gives, in a form that can be compared: its result, or the exception's type and text."""
    try:
        return function(*arguments, **named)
    except (ValueError, TypeError, OverflowError, MemoryError) as error:
        return type(error).__name__, str(error)
