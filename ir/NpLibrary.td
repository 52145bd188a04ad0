// Kind 2 of the table: library calls. Rules are in Types.cpp; C++ functions are in runtime/np/.

// Creation. `shape` operands were checked by np.check_extent.
def Np_ZerosOp : Np_Library<"zeros", "np.zeros", "shape: shape, dtype: dtype = float64, order: str = 'C'", "created", "np::zeros", "all 0", [Pure]>;
def Np_OnesOp  : Np_Library<"ones", "np.ones", "shape: shape, dtype: dtype = float64, order: str = 'C'", "created", "np::ones", "all 1", [Pure]>;
def Np_EmptyOp : Np_Library<"empty", "np.empty np.ndarray", "shape: shape, dtype: dtype = float64, order: str = 'C'", "created", "np::empty", "not initialised", [Pure]>;
def Np_FullOp  : Np_Library<"full", "np.full", "shape: shape, fill_value: array, dtype: dtype = None, order: str = 'C'", "full", "np::full", "all one value">;
def Np_ArangeOp : Np_Library<"arange", "", "start: scalar, stop: scalar, step: scalar, dtype: dtype", "arange", "np::arange", "evenly spaced, stop excluded">;
def Np_LinspaceOp : Np_Library<"linspace", "", "start: float, stop: float, num: int, endpoint: bool", "linspace", "np::linspace", "num points from start to stop">;
def Np_EyeOp   : Np_Library<"eye", "np.eye", "N: int, M: int = None, k: int = 0, dtype: dtype = float64", "eye", "np::eye", "ones on a diagonal">;

// Joining. The operands are the arrays of a static list; a list that grows is one operand.
def Np_ConcatenateOp : Np_Library<"concatenate", "np.concatenate np.concat", "arrays: arrays, axis: static = 0", "concatenate", "np::concatenate", "join along an axis">;

// Products.
def Np_MatmulOp : Np_Library<"matmul", "np.matmul @", "x1: array, x2: array", "matmul", "np::matmul", "matrix product">;
def Np_DotOp    : Np_Library<"dot", "np.dot .dot", "a: array, b: array", "dot", "np::dot", "dot product">;
def Np_VdotOp   : Np_Library<"vdot", "np.vdot", "a: array, b: array", "vdot", "np::vdot", "dot product of the conjugate">;
def Np_InnerOp  : Np_Library<"inner", "np.inner", "a: array, b: array", "inner", "np::inner", "sum over the last axes">;

// Linear algebra: LinAlgError.
def Np_SolveOp : Np_Library<"solve", "np.linalg.solve", "a: array, b: array", "solve", "np::linalg_solve", "x with a @ x = b">;
def Np_InvOp   : Np_Library<"inv", "np.linalg.inv", "a: array", "linalg", "np::linalg_inv", "the inverse">;
def Np_DetOp   : Np_Library<"det", "np.linalg.det", "a: array", "det", "np::linalg_det", "the determinant">;
def Np_CholeskyOp : Np_Library<"cholesky", "np.linalg.cholesky", "a: array", "linalg", "np::linalg_cholesky", "lower triangular L with L @ L.H = a">;

// Scans.
def Np_CumsumOp  : Np_Library<"cumsum", "np.cumsum .cumsum", "a: array, axis: static = None, dtype: dtype = None", "scan", "np::cumsum", "running sum", [Pure]>;
def Np_CumprodOp : Np_Library<"cumprod", "np.cumprod .cumprod", "a: array, axis: static = None, dtype: dtype = None", "scan", "np::cumprod", "running product", [Pure]>;

// Sorting and searching.
def Np_SortOp : Np_Library<"sort", "np.sort", "a: array, axis: static = -1, kind: str = None", "sort", "np::sort", "sorted along an axis", [Pure]>;
def Np_ArgsortOp : Np_Library<"argsort", "np.argsort .argsort", "a: array, axis: static = -1, kind: str = None", "argsort", "np::argsort", "the order that sorts", [Pure]>;
def Np_SearchsortedOp : Np_Library<"searchsorted", "np.searchsorted .searchsorted", "a: array, v: array, side: str = 'left'", "searchsorted", "np::searchsorted", "where to insert">;
def Np_NonzeroOp : Np_Library<"nonzero", "", "a: array", "nonzero", "np::nonzero", "indices of the true elements, an array for each axis">;
def Np_CountNonzeroOp : Np_Library<"count_nonzero", "", "a: array", "count", "np::count_nonzero", "how many are true", [Pure]>;
def Np_BincountOp : Np_Library<"bincount", "np.bincount", "x: array, weights: array = None, minlength: int = 0", "bincount", "np::bincount", "how often each value">;
def Np_SharesMemoryOp : Np_Library<"shares_memory", "", "a: arrayref, b: arrayref", "count_bool", "np::shares_memory", "do they share an element">;

def Np_SortInPlaceOp : Np_Mutator<"sort_in_place", ".sort", "a: target, axis: static = -1, kind: str = None", "np::sort_in_place", "a.sort()">;
def Np_PutOp : Np_Mutator<"put", "np.put .put", "a: target, ind: array, v: array", "np::put", "flat store">;

// Random numbers. `size` extents; a missing size draws a Python scalar.
def Np_SeedOp : Np_Library<"random_seed", "np.random.seed", "seed: scalar = None", "none", "np::random_seed", "seed the global generator", Draws>;
def Np_DefaultRngOp : Np_Library<"default_rng", "np.random.default_rng", "seed: scalar = None", "generator", "np::default_rng", "a new PCG64 generator", Draws>;

// What the importer does itself.
def Np_CallArray   : Np_Frontend<"array", "np.array", "object: array, dtype: dtype = None, copy: bool = True, order: str = 'K', ndmin: static = 0", "array", "a new array of a nested list, a scalar or an array">;
def Np_CallAsArray : Np_Frontend<"asarray", "np.asarray np.ascontiguousarray np.asanyarray", "a: array, dtype: dtype = None, order: str = 'K'", "asarray", "the array itself, or a new one of something else">;
def Np_CallAstype  : Np_Frontend<"astype", ".astype np.astype", "a: array, dtype: dtype, order: str = 'K', casting: str = 'unsafe', copy: bool = True", "astype", "a copy with another dtype">;
def Np_CallCopyF   : Np_Frontend<"copy_function", "np.copy", "a: array, order: str = 'K'", "copy", "a copy">;
def Np_CallCopy    : Np_Frontend<"copy", ".copy", "a: array, order: str = 'C'", "copy", "a copy">;
def Np_CallReshape : Np_Frontend<"reshape", "np.reshape .reshape", "a: array, shape: shape = *", "reshape", "the same elements with other extents; a view where the order allows it">;
def Np_CallTranspose : Np_Frontend<"transpose", "np.transpose .transpose np.permute_dims", "a: array, axes: static = *", "transpose", "axes permuted: a view">;
def Np_CallBroadcast : Np_Frontend<"broadcast_to", "np.broadcast_to", "array: array, shape: shape, subok: bool = False", "broadcast", "a read-only view with these extents">;
def Np_CallDiagonal : Np_Frontend<"diagonal", "np.diagonal .diagonal", "a: array, offset: int = 0, axis1: static = 0, axis2: static = 1", "diagonal", "a view of a diagonal">;
def Np_CallArange  : Np_Frontend<"arange", "np.arange", "start: scalar, stop: scalar = None, step: scalar = None, dtype: dtype = None", "range", "evenly spaced, stop excluded">;
def Np_CallLinspace : Np_Frontend<"linspace", "np.linspace", "start: float, stop: float, num: int = 50, endpoint: bool = True, retstep: bool = False, dtype: dtype = None", "spaced", "num points from start to stop">;
def Np_CallFill    : Np_Frontend<"fill", ".fill", "a: target, value: scalar", "fill", "a[...] = value">;
def Np_CallItem    : Np_Frontend<"item", ".item", "a: array, args: scalar = *", "item", "an element as a Python scalar">;
def Np_CallToList  : Np_Frontend<"tolist", ".tolist", "a: array", "list", "a nested list of Python scalars">;
def Np_CallView    : Np_Frontend<"view", ".view", "a: array, dtype: dtype = None", "bitcast", "the same memory as another dtype">;
def Np_CallNonzero : Np_Frontend<"nonzero", "np.nonzero .nonzero", "a: array", "nonzero", "indices of the true elements">;
def Np_CallExpand  : Np_Frontend<"expand_dims", "np.expand_dims", "a: array, axis: static", "expand", "a new axis of length 1">;
def Np_CallSqueeze : Np_Frontend<"squeeze", "np.squeeze .squeeze", "a: array, axis: static = None", "squeeze", "without these axes of length 1">;
def Np_CallWhere   : Np_Frontend<"where", "np.where", "condition: array, x: array = None, y: array = None", "select", "x where condition, else y">;
def Np_CallClip    : Np_Frontend<"clip", "np.clip .clip", "a: array, a_min: array = None, a_max: array = None, out: out = None, min: array = None, max: array = None", "clip", "between two bounds">;
def Np_CallRound   : Np_Frontend<"round", "np.round np.around .round", "a: array, decimals: int = 0, out: out = None", "round", "half to even">;
def Np_CallShape   : Np_Frontend<"shape", "np.shape", "a: array", "shape", "the extents">;
def Np_CallSize    : Np_Frontend<"size", "np.size", "a: array, axis: static = None", "sizeof", "the number of elements">;
def Np_CallCount   : Np_Frontend<"count_nonzero", "np.count_nonzero", "a: array, axis: static = None", "count", "how many are true">;
def Np_CallShares  : Np_Frontend<"shares_memory", "np.shares_memory np.may_share_memory", "a: array, b: array", "mayshare", "do they share an element">;
