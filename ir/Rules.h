// The rules that rows of the table name: of result types (Types.cpp), or who handles a call of kind frontend or
// builtin (the handlers in frontend/ImportArrays.cpp and ImportBuiltins.cpp). A row with the rule "x" has Rule::of_x.
#ifndef NP2GPU_IR_RULES_H
#define NP2GPU_IR_RULES_H

namespace np2gpu {
enum class Rule {
  of_none,
  // Ufuncs: of the operands' common dtype.
  of_same, of_add, of_numeric, of_subtract, of_floordiv, of_power, of_truediv, of_float64, of_float, of_floatreal, of_abs,
  of_realpart, of_bits, of_bitcount, of_shift, of_integer, of_compare, of_logic, of_test, of_testreal, of_rounding, of_where, of_round,
  of_ldexp,
  // Reductions.
  of_accumulate, of_bool, of_int64, of_mean, of_var,
  // Library calls.
  of_created, of_full, of_eye, of_arange, of_linspace, of_concatenate, of_matmul, of_dot, of_inner, of_vdot, of_solve,
  of_linalg, of_det, of_scan, of_sort, of_argsort, of_searchsorted, of_nonzero, of_count, of_count_bool, of_bincount,
  of_generator, of_like, of_tile, of_take, of_positions, of_unique, of_unique_counts, of_unique_all, of_histogram,
  of_slogdet, of_qr, of_svd, of_svdvals, of_eig, of_eigvals, of_eigh, of_lstsq, of_einsum, of_random, of_random_int,
  of_random_index, of_permutation, of_multinomial, of_dirichlet,
  // Python's operators and functions.
  of_int, of_str, of_complex, of_wide, of_list, of_list_str, of_tuple, of_element, of_same1,
  // Handlers of calls of NumPy.
  of_array, of_asarray, of_astype, of_copy, of_reshape, of_transpose, of_broadcast, of_diagonal, of_range, of_spaced,
  of_fill, of_item, of_bitcast, of_expand, of_squeeze, of_select, of_clip, of_shape, of_sizeof, of_mayshare,
  of_contiguous, of_fortran, of_iinfo, of_finfo, of_resulttype, of_promotetypes, of_cancast, of_issubdtype, of_errstate,
  of_record, of_strided, of_indexer,
  // Handlers of Python's builtins.
  of_print, of_len, of_iterator, of_minmax, of_convert, of_text, of_isinstance, of_type, of_sum, of_anyall, of_divmod,
  of_pow, of_dict, of_set, of_sorted, of_slice, of_hasattr, of_exit,
};
} // namespace np2gpu
#endif
