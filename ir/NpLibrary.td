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
def Np_ConcatenateOp : Np_Library<"concatenate", "np.concatenate np.concat", "arrays: arrays, axis: static = 0, out: out = None", "concatenate", "np::concatenate", "join along an axis">;

// Products.
def Np_MatmulOp : Np_Library<"matmul", "np.matmul @", "x1: array, x2: array, out: out = None", "matmul", "np::matmul", "matrix product">;
def Np_DotOp    : Np_Library<"dot", "np.dot .dot", "a: array, b: array, out: out = None", "dot", "np::dot", "dot product">;
def Np_VdotOp   : Np_Library<"vdot", "np.vdot", "a: array, b: array", "vdot", "np::vdot", "dot product of the conjugate">;
def Np_InnerOp  : Np_Library<"inner", "np.inner", "a: array, b: array", "inner", "np::inner", "sum over the last axes">;

// Linear algebra: LinAlgError.
def Np_SolveOp : Np_Library<"solve", "np.linalg.solve", "a: array, b: array", "solve", "np::linalg_solve", "x with a @ x = b">;
def Np_InvOp   : Np_Library<"inv", "np.linalg.inv", "a: array", "linalg", "np::linalg_inv", "the inverse">;
def Np_DetOp   : Np_Library<"det", "np.linalg.det", "a: array", "det", "np::linalg_det", "the determinant">;
def Np_CholeskyOp : Np_Library<"cholesky", "np.linalg.cholesky", "a: array", "linalg", "np::linalg_cholesky", "lower triangular L with L @ L.H = a">;

// Scans.
def Np_CumsumOp  : Np_Library<"cumsum", "np.cumsum .cumsum", "a: array, axis: static = None, dtype: dtype = None, out: out = None", "scan", "np::cumsum", "running sum", [Pure]>;
def Np_CumprodOp : Np_Library<"cumprod", "np.cumprod .cumprod", "a: array, axis: static = None, dtype: dtype = None, out: out = None", "scan", "np::cumprod", "running product", [Pure]>;

// Sorting and searching.
def Np_SortOp : Np_Library<"sort", "np.sort", "a: array, axis: static = -1, kind: str = None", "sort", "np::sort", "sorted along an axis", [Pure]>;
def Np_ArgsortOp : Np_Library<"argsort", "np.argsort .argsort", "a: array, axis: static = -1, kind: str = None", "argsort", "np::argsort", "the order that sorts", [Pure]>;
def Np_SearchsortedOp : Np_Library<"searchsorted", "np._searchsorted", "a: array, v: array, side: str = 'left'", "searchsorted", "np::searchsorted", "where to insert">;
def Np_NonzeroOp : Np_Library<"nonzero", "", "a: array", "nonzero", "np::nonzero", "indices of the true elements, an array for each axis">;
def Np_CountNonzeroOp : Np_Library<"count_nonzero", "", "a: array", "count", "np::count_nonzero", "how many are true", [Pure]>;
def Np_BincountOp : Np_Library<"bincount", "np.bincount", "x: array, weights: array = None, minlength: int = 0", "bincount", "np::bincount", "how often each value">;
def Np_SharesMemoryOp : Np_Library<"shares_memory", "", "a: arrayref, b: arrayref", "count_bool", "np::shares_memory", "do they share an element">;

def Np_SortInPlaceOp : Np_Mutator<"sort_in_place", ".sort", "a: target, axis: static = -1, kind: str = None", "np::sort_in_place", "a.sort()">;
def Np_PutOp : Np_Mutator<"put", "np.put .put", "a: target, ind: array, v: array", "np::put", "flat store">;

// What lib/*.py builds on, by names that begin with an underscore; their arguments are all given.
def Np_SetPrintOptionOp : Np_Library<"set_print_option", "np._set_print_option", "name: str, value: scalar", "none", "np::set_print_option", "one option of printing", Draws>;
def Np_PushPrintOptionsOp : Np_Library<"push_print_options", "np._push_print_options", "", "none", "np::push_print_options", "keep the options of printing", Draws>;
def Np_PopPrintOptionsOp : Np_Library<"pop_print_options", "np._pop_print_options", "", "none", "np::pop_print_options", "the options of printing that were kept", Draws>;
def Np_StaticOp : Np_Library<"static", "np._static", "value: static", "none", "", "asks for a value when compiling: no code", [Pure]>;
def Np_ZerosLikeOp : Np_Library<"zeros_like", "np.zeros_like", "a: array, dtype: dtype = None, order: str = 'K', subok: bool = True, shape: shape = None", "like", "np::zeros_like", "all 0, like a">;
def Np_OnesLikeOp  : Np_Library<"ones_like", "np.ones_like", "a: array, dtype: dtype = None, order: str = 'K', subok: bool = True, shape: shape = None", "like", "np::ones_like", "all 1, like a">;
def Np_EmptyLikeOp : Np_Library<"empty_like", "np.empty_like", "prototype: array, dtype: dtype = None, order: str = 'K', subok: bool = True, shape: shape = None", "like", "np::empty_like", "not initialised, like a">;
def Np_FullLikeOp  : Np_Library<"full_like", "np.full_like", "a: array, fill_value: array, dtype: dtype = None, order: str = 'K', subok: bool = True, shape: shape = None", "like", "np::full_like", "all one value, like a">;
def Np_RepeatOp : Np_Library<"repeat", "np.repeat .repeat", "a: array, repeats: array, axis: static = None", "sort", "np::repeat", "each element several times">;
def Np_ByteswapOp : Np_Library<"byteswap", ".byteswap", "a: array", "same", "np::byteswap", "the bytes of each element in reverse order", [Pure]>;
def Np_TileOp   : Np_Library<"tile", "np.tile", "A: array, reps: shape", "tile", "np::tile", "the array several times along its axes">;
def Np_RollOp   : Np_Library<"roll", "np._roll", "a: array, shift: int, axis: static", "sort", "np::roll", "shifted round an axis", [Pure]>;
def Np_TakeOp   : Np_Library<"take", "np.take .take", "a: array, indices: array, axis: static = None, out: out = None, mode: str = 'raise'", "take", "np::take", "elements at indices">;
def Np_CompressOp : Np_Library<"compress", "np._compress", "a: array, condition: array, axis: static", "sort", "np::compress", "lines where a condition is true">;
def Np_PutmaskOp : Np_Mutator<"putmask", "np.putmask", "a: target, mask: array, values: array", "np::putmask", "a.flat[i] = values[i] where a mask is true">;
def Np_PlaceOp   : Np_Mutator<"place", "np.place", "arr: target, mask: array, vals: array", "np::place", "the true positions take the values in turn">;
def Np_PartitionOp : Np_Library<"partition", "np.partition", "a: array, kth: int, axis: static = -1, kind: str = 'introselect'", "sort", "np::partition", "the kth element where sorting puts it">;
def Np_ArgpartitionOp : Np_Library<"argpartition", "np.argpartition .argpartition", "a: array, kth: int, axis: static = -1, kind: str = 'introselect'", "argsort", "np::argpartition", "the order that partitions">;
def Np_LexsortOp : Np_Library<"lexsort", "np.lexsort", "keys: arrays, axis: static = -1", "positions", "np::lexsort", "the order that sorts by several keys, the last first">;
def Np_DigitizeOp : Np_Library<"digitize", "np.digitize", "x: array, bins: array, right: bool = False", "positions", "np::digitize", "the bin of each element">;
def Np_CummaxOp : Np_Library<"cummax", "np._accumulate_maximum", "array: array, axis: static = 0", "sort", "np::cummax", "running maximum", [Pure]>;
def Np_CumminOp : Np_Library<"cummin", "np._accumulate_minimum", "array: array, axis: static = 0", "sort", "np::cummin", "running minimum", [Pure]>;
def Np_UniqueOp : Np_Library<"unique", "np._unique", "a: array", "unique", "np::unique", "the sorted different elements", [Pure]>;
def Np_UniqueCountsOp : Np_Library<"unique_counts", "np._unique_counts", "a: array", "unique_counts", "np::unique_counts", "and how often each is there", [Pure]>;
def Np_UniqueAllOp : Np_Library<"unique_all", "np._unique_all", "a: array", "unique_all", "np::unique_all", "values, first positions, inverse, counts", [Pure]>;
def Np_HistogramUniformOp : Np_Library<"histogram_uniform", "np._histogram_uniform", "a: array, edges: array, weights: array, first: float, span: float", "histogram", "np::histogram_uniform", "counts in bins of one width">;
def Np_HistogramEdgesOp : Np_Library<"histogram_edges", "np._histogram_edges", "a: array, edges: array, weights: array", "histogram", "np::histogram_edges", "counts between edges">;
def Np_EinsumOp : Np_Library<"einsum", "np._einsum", "a: array, b: array = None, c: array = None, d: array = None, subscripts: str", "einsum", "np::einsum<$rank>", "sums of products by subscripts">;
def Np_SlogdetOp : Np_Library<"slogdet", "np.linalg._slogdet", "a: array", "slogdet", "np::linalg_slogdet", "sign and logarithm of the determinant">;
def Np_QrOp   : Np_Library<"qr", "np.linalg._qr", "a: array, mode: str", "qr", "np::linalg_qr", "Q and R: mode 'reduced' or 'complete'">;
def Np_QrROp  : Np_Library<"qr_r", "np.linalg._qr_r", "a: array", "linalg", "np::linalg_qr_r", "R alone">;
def Np_SvdOp  : Np_Library<"svd", "np.linalg._svd", "a: array, full: bool", "svd", "np::linalg_svd", "U, the singular values, V.H">;
def Np_SvdvalsOp : Np_Library<"svdvals", "np.linalg.svdvals", "x: array", "svdvals", "np::linalg_svdvals", "the singular values">;
def Np_EigOp  : Np_Library<"eig", "np.linalg._eig", "a: array", "eig", "np::linalg_eig", "complex eigenvalues and vectors; are they real?">;
def Np_EigvalsOp : Np_Library<"eigvals", "np.linalg._eigvals", "a: array", "eigvals", "np::linalg_eigvals", "complex eigenvalues; are they real?">;
def Np_EighOp : Np_Library<"eigh", "np.linalg._eigh", "a: array, UPLO: str = 'L'", "eigh", "np::linalg_eigh", "eigenvalues and vectors of a Hermitian matrix">;
def Np_EigvalshOp : Np_Library<"eigvalsh", "np.linalg.eigvalsh", "a: array, UPLO: str = 'L'", "svdvals", "np::linalg_eigvalsh", "eigenvalues of a Hermitian matrix">;
def Np_LstsqOp : Np_Library<"lstsq", "np.linalg._lstsq", "a: array, b: array, rcond: float", "lstsq", "np::linalg_lstsq", "least squares: solution, residuals, rank, singular values">;

// Random numbers. `size` extents; a missing size draws a Python scalar.
def Np_SeedOp : Np_Library<"random_seed", "np.random.seed", "seed: scalar = None", "none", "np::random_seed", "seed the global generator", Draws>;
def Np_DefaultRngOp : Np_Library<"default_rng", "np.random.default_rng", "seed: scalar = None", "generator", "np::default_rng", "a new PCG64 generator", Draws>;

def Np_RandomStateOp : Np_Library<"random_state", "np.random.RandomState", "seed: scalar = None", "generator", "np::random_state", "a generator like the global one", Draws>;

// Draws. Without a size and with scalar parameters the result is a Python number; a size is printed as `{n, m}`.
// C++: runtime/np/random.h, np::random_NAME
//   np::random_normal<double>(rng, loc, scale, {n, m}, NP_AT(7))    an array
//   np::random_normal(loc, scale, NP_AT(7))                         a number, of the global generator
class Np_Draws<string mnemonic, string names, string signature, string cxx, string rule = "random">
    : Np_Library<mnemonic, names, signature, rule, cxx, "random numbers", Draws>;
def Np_RandOp    : Np_Draws<"rand", "np.random.rand", "d: shape = *", "np::random_random">;
def Np_RandnOp   : Np_Draws<"randn", "np.random.randn", "d: shape = *", "np::random_standard_normal">;
def Np_RandomOp  : Np_Draws<"random", "np.random.random np.random.random_sample np.random.ranf np.random.sample", "size: shape = None", "np::random_random">;
def Np_StandardNormalOp : Np_Draws<"standard_normal", "np.random.standard_normal", "size: shape = None", "np::random_standard_normal">;
def Np_StandardExponentialOp : Np_Draws<"standard_exponential", "np.random.standard_exponential", "size: shape = None", "np::random_standard_exponential">;
def Np_StandardCauchyOp : Np_Draws<"standard_cauchy", "np.random.standard_cauchy", "size: shape = None", "np::random_standard_cauchy">;
def Np_OfRandOp   : Np_Draws<"of_rand", "generator.rand", "self: generator, d: shape = *", "np::random_random">;
def Np_OfRandnOp  : Np_Draws<"of_randn", "generator.randn", "self: generator, d: shape = *", "np::random_standard_normal">;
def Np_OfRandomOp : Np_Draws<"of_random", "generator.random generator.random_sample", "self: generator, size: shape = None, dtype: dtype = float64", "np::random_random">;
def Np_OfStandardNormalOp : Np_Draws<"of_standard_normal", "generator.standard_normal", "self: generator, size: shape = None, dtype: dtype = float64", "np::random_standard_normal">;
def Np_OfStandardExponentialOp : Np_Draws<"of_standard_exponential", "generator.standard_exponential", "self: generator, size: shape = None, dtype: dtype = float64", "np::random_standard_exponential">;
def Np_OfStandardCauchyOp : Np_Draws<"of_standard_cauchy", "generator.standard_cauchy", "self: generator, size: shape = None", "np::random_standard_cauchy">;

// Distributions with parameters, which lib/np.random.py and lib/generator.py call: of the global generator, and of one.
multiclass Np_Draw<string name, string parameters, string rule = "random", string more = ""> {
  def Op : Np_Draws<"random_" # name, "np.random._" # name, parameters # ", size: shape = None" # more, "np::random_" # name, rule>;
  def OfOp : Np_Draws<"of_random_" # name, "np.random._of_" # name, "self: generator, " # parameters # ", size: shape = None" # more, "np::random_" # name, rule>;
}
defm Np_RandomUniform : Np_Draw<"uniform", "low: scalar, high: scalar">;
defm Np_RandomNormal : Np_Draw<"normal", "loc: scalar, scale: scalar">;
defm Np_RandomLognormal : Np_Draw<"lognormal", "mean: scalar, sigma: scalar">;
defm Np_RandomExponential : Np_Draw<"exponential", "scale: scalar">;
defm Np_RandomStandardGamma : Np_Draw<"standard_gamma", "shape: scalar">;
defm Np_RandomGamma : Np_Draw<"gamma", "shape: scalar, scale: scalar">;
defm Np_RandomBeta : Np_Draw<"beta", "a: scalar, b: scalar">;
defm Np_RandomChisquare : Np_Draw<"chisquare", "df: scalar">;
defm Np_RandomNoncentralChisquare : Np_Draw<"noncentral_chisquare", "df: scalar, nonc: scalar">;
defm Np_RandomF : Np_Draw<"f", "dfnum: scalar, dfden: scalar">;
defm Np_RandomNoncentralF : Np_Draw<"noncentral_f", "dfnum: scalar, dfden: scalar, nonc: scalar">;
defm Np_RandomStandardT : Np_Draw<"standard_t", "df: scalar">;
defm Np_RandomLaplace : Np_Draw<"laplace", "loc: scalar, scale: scalar">;
defm Np_RandomGumbel : Np_Draw<"gumbel", "loc: scalar, scale: scalar">;
defm Np_RandomLogistic : Np_Draw<"logistic", "loc: scalar, scale: scalar">;
defm Np_RandomRayleigh : Np_Draw<"rayleigh", "scale: scalar">;
defm Np_RandomWeibull : Np_Draw<"weibull", "a: scalar">;
defm Np_RandomPareto : Np_Draw<"pareto", "a: scalar">;
defm Np_RandomPower : Np_Draw<"power", "a: scalar">;
defm Np_RandomVonmises : Np_Draw<"vonmises", "mu: scalar, kappa: scalar">;
defm Np_RandomWald : Np_Draw<"wald", "mean: scalar, scale: scalar">;
defm Np_RandomTriangular : Np_Draw<"triangular", "left: scalar, mode: scalar, right: scalar">;
defm Np_RandomPoisson : Np_Draw<"poisson", "lam: scalar", "random_int">;
defm Np_RandomBinomial : Np_Draw<"binomial", "n: scalar, p: scalar", "random_int">;
defm Np_RandomNegativeBinomial : Np_Draw<"negative_binomial", "n: scalar, p: scalar", "random_int">;
defm Np_RandomGeometric : Np_Draw<"geometric", "p: scalar", "random_int">;
defm Np_RandomZipf : Np_Draw<"zipf", "a: scalar", "random_int">;
defm Np_RandomLogseries : Np_Draw<"logseries", "p: scalar", "random_int">;
defm Np_RandomHypergeometric : Np_Draw<"hypergeometric", "ngood: scalar, nbad: scalar, nsample: scalar", "random_int">;
defm Np_RandomIntegers : Np_Draw<"integers", "low: scalar, high: scalar", "random_int", ", dtype: dtype, endpoint: bool">;
defm Np_RandomChoice : Np_Draw<"choice", "n: int", "random_index", ", of_array: bool, replace: bool, shuffle: bool">;
defm Np_RandomChoiceP : Np_Draw<"choice_p", "n: int, p: array", "random_index", ", of_array: bool, replace: bool, shuffle: bool">;
defm Np_RandomMultinomial : Np_Draw<"multinomial", "n: scalar, pvals: array", "multinomial">;
defm Np_RandomDirichlet : Np_Draw<"dirichlet", "alpha: array", "dirichlet">;
def Np_RandomPermutationOp : Np_Draws<"random_permutation", "np.random._permutation", "n: int", "np::random_permutation", "permutation">;
def Np_OfRandomPermutationOp : Np_Draws<"of_random_permutation", "np.random._of_permutation", "self: generator, n: int", "np::random_permutation", "permutation">;
def Np_RandomShuffleOp : Np_Mutator<"random_shuffle", "np.random._shuffle", "x: target", "np::random_shuffle", "shuffle along the first axis">;
def Np_OfRandomShuffleOp : Np_Mutator<"of_random_shuffle", "np.random._of_shuffle", "x: target, self: generator, axis: static = 0", "np::random_shuffle", "shuffle along an axis">;
def Np_OfRandomPermutedOp : Np_Mutator<"of_random_permuted", "np.random._of_permuted", "x: target, self: generator, axis: static", "np::random_permuted", "shuffle each line by itself">;

// What the importer does itself.
def Np_CallArray   : Np_Frontend<"array", "np.array", "object: array, dtype: dtype = None, copy: bool = True, order: str = 'K', ndmin: static = 0", "array", "a new array of a nested list, a scalar or an array">;
def Np_CallAsArray : Np_Frontend<"asarray", "np.asarray np.asanyarray", "a: array, dtype: dtype = None, order: str = 'K'", "asarray", "the array itself, or a new one of something else">;
def Np_CallContiguous : Np_Frontend<"ascontiguousarray", "np.ascontiguousarray", "a: array, dtype: dtype = None", "contiguous", "in C order: the array itself where it is">;
def Np_CallFortran : Np_Frontend<"asfortranarray", "np.asfortranarray", "a: array, dtype: dtype = None", "fortran", "in Fortran order: the array itself where it is">;
def Np_CallIinfo : Np_Frontend<"iinfo", "np.iinfo", "type: array", "iinfo", "the limits of an integer dtype">;
def Np_CallFinfo : Np_Frontend<"finfo", "np.finfo", "dtype: array", "finfo", "the limits of a float dtype">;
def Np_CallResultType : Np_Frontend<"result_type", "np.result_type", "arrays_and_dtypes: array = *", "resulttype", "the dtype that promotion gives">;
def Np_CallPromoteTypes : Np_Frontend<"promote_types", "np.promote_types", "type1: dtype, type2: dtype", "promotetypes", "the smallest dtype that holds both">;
def Np_CallCanCast : Np_Frontend<"can_cast", "np.can_cast", "from_: array, to: dtype, casting: str = 'safe'", "cancast", "does a casting rule allow it">;
def Np_CallIssubdtype : Np_Frontend<"issubdtype", "np.issubdtype", "arg1: dtype, arg2: dtype", "issubdtype", "is one dtype, or class of dtypes, of another class">;
def Np_CallErrstate : Np_Frontend<"errstate", "np.errstate np.seterr", "all: str = None, divide: str = None, over: str = None, under: str = None, invalid: str = None", "errstate", "which floating-point warnings are shown: np2gpu shows none">;
def Np_CallStrided : Np_Frontend<"as_strided", "np._as_strided", "x: array, shape: shape, strides: shape", "strided", "a view with these extents and strides">;
def Np_CallRecord : Np_Frontend<"record", "np._record", "type: str, fields: str, items: array", "record", "a tuple whose items have names, NumPy's SVDResult and the like">;
def Np_CallIndexer : Np_Frontend<"indexer", "np.c_ np.r_ np.mgrid np.ogrid np.s_ np.index_exp", "", "indexer", "what is made by subscripts: lib/ has a function for each, of the tuple of items">;
def Np_CallAstype  : Np_Frontend<"astype", ".astype np.astype", "a: array, dtype: dtype, order: str = 'K', casting: str = 'unsafe', copy: bool = True", "astype", "a copy with another dtype">;
def Np_CallCopyF   : Np_Frontend<"copy_function", "np.copy", "a: array, order: str = 'K'", "copy", "a copy">;
def Np_CallCopy    : Np_Frontend<"copy", ".copy", "a: array, order: str = 'C'", "copy", "a copy">;
def Np_CallReshape : Np_Frontend<"reshape", "np.reshape .reshape", "a: array, shape: shape = *", "reshape", "the same elements with other extents; a view where the order allows it">;
def Np_CallTranspose : Np_Frontend<"transpose", "np.transpose .transpose np.permute_dims", "a: array, axes: static = *", "transpose", "axes permuted: a view">;
def Np_CallBroadcast : Np_Frontend<"broadcast_to", "np.broadcast_to", "array: array, shape: shape, subok: bool = False", "broadcast", "a read-only view with these extents">;
def Np_CallDiagonal : Np_Frontend<"diagonal", "np.diagonal .diagonal", "a: array, offset: int = 0, axis1: static = 0, axis2: static = 1", "diagonal", "a view of a diagonal">;
def Np_CallArange  : Np_Frontend<"arange", "np.arange", "start: scalar, stop: scalar = None, step: scalar = None, dtype: dtype = None", "range", "evenly spaced, stop excluded">;
def Np_CallLinspace : Np_Frontend<"linspace", "np.linspace", "start: float, stop: float, num: int = 50, endpoint: bool = True, retstep: bool = False, dtype: dtype = None, axis: static = 0", "spaced", "num points from start to stop">;
def Np_CallFill    : Np_Frontend<"fill", ".fill", "a: target, value: scalar", "fill", "a[...] = value">;
def Np_CallItem    : Np_Frontend<"item", ".item", "a: array, args: scalar = *", "item", "an element as a Python scalar">;
def Np_CallToList  : Np_Frontend<"tolist", ".tolist", "a: array", "list", "a nested list of Python scalars">;
def Np_CallView    : Np_Frontend<"view", ".view", "a: array, dtype: dtype = None", "bitcast", "the same memory as another dtype">;
def Np_CallNonzero : Np_Frontend<"nonzero", "np.nonzero .nonzero", "a: array", "nonzero", "indices of the true elements">;
def Np_CallExpand  : Np_Frontend<"expand_dims", "np.expand_dims", "a: array, axis: static", "expand", "a new axis of length 1">;
def Np_CallWhere   : Np_Frontend<"where", "np.where", "condition: array, x: array = None, y: array = None", "select", "x where condition, else y">;
def Np_CallClip    : Np_Frontend<"clip", "np.clip .clip", "a: array, a_min: array = None, a_max: array = None, out: out = None, min: array = None, max: array = None", "clip", "between two bounds">;
def Np_CallRound   : Np_Frontend<"round", "np.round np.around .round", "a: array, decimals: int = 0, out: out = None", "round", "half to even">;
def Np_CallShape   : Np_Frontend<"shape", "np.shape", "a: array", "shape", "the extents">;
def Np_CallSize    : Np_Frontend<"size", "np.size", "a: array, axis: static = None", "sizeof", "the number of elements">;
def Np_CallCount   : Np_Frontend<"count_nonzero", "np.count_nonzero", "a: array, axis: static = None", "count", "how many are true">;
def Np_CallShares  : Np_Frontend<"shares_memory", "np.shares_memory np.may_share_memory", "a: array, b: array", "mayshare", "do they share an element">;
