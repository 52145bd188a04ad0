// The C ABI of NumPy's random streams, bit for bit: np.random.* (the global RandomState), RandomState(seed),
// default_rng(seed), Generator over PCG64 and MT19937, SeedSequence.
//
// An np_rng is a reference-counted object that every draw changes. It has a family (whose algorithms: RandomState's or
// Generator's) and a bit generator; any pair is possible. One object must not be used by two threads at once.
//
// Everywhere: functions return an np_status (base.h) with NumPy's text unless the comment says otherwise; one that
// fails has neither drawn nor written anything. The caller allocates outputs, of any strides; they are filled in C
// order. A missing size is a 0-d output (or NumPy's shape of the parameters, see np_rng_shape).
#pragma once
#include "base.h"

struct np_rng;
struct np_seed_sequence;

enum np_rng_family { NP_RNG_RANDOMSTATE, NP_RNG_GENERATOR };
enum np_rng_bits { NP_RNG_MT19937, NP_RNG_PCG64 };

// THE TABLE of the distributions: one line each. Enumerator NP_RNG_<name>, result (F: float64, or float32 where
// np_rng_has_float32; I: int64; U: uint64), parameters in NumPy's order with what each must satisfy (Check in
// RandomChecks.h). The algorithms are the members of the same name in RandomShared.h, RandomLegacy.h, RandomModern.h.
//
// Other names: rand, random_sample, ranf, sample are `random`; randn is `standard_normal`. random_raw is the bit
// generator's.
#define NP_RNG_TABLE(ROW)                                                                                              \
  ROW(random, F)                                                                                                       \
  ROW(standard_normal, F)                                                                                              \
  ROW(standard_exponential, F)                                                                                         \
  ROW(standard_exponential_inv, F) /* standard_exponential(method='inv') */                                            \
  ROW(standard_gamma, F, (Real, shape, NonNegative))                                                                   \
  ROW(standard_cauchy, F)                                                                                              \
  ROW(tomaxint, I)                                                                                                     \
  ROW(random_raw, U)                                                                                                   \
  ROW(uniform, F, (Real, low, Any), (Real, high, Any))                                                                 \
  ROW(normal, F, (Real, loc, Any), (Real, scale, NonNegative))                                                         \
  ROW(lognormal, F, (Real, mean, Any), (Real, sigma, NonNegative))                                                     \
  ROW(exponential, F, (Real, scale, NonNegative))                                                                      \
  ROW(gamma, F, (Real, shape, NonNegative), (Real, scale, NonNegative))                                                \
  ROW(beta, F, (Real, a, Positive), (Real, b, Positive))                                                               \
  ROW(chisquare, F, (Real, df, Positive))                                                                              \
  ROW(noncentral_chisquare, F, (Real, df, Positive), (Real, nonc, NonNegative))                                        \
  ROW(f, F, (Real, dfnum, Positive), (Real, dfden, Positive))                                                          \
  ROW(noncentral_f, F, (Real, dfnum, Positive), (Real, dfden, Positive), (Real, nonc, NonNegative))                    \
  ROW(standard_t, F, (Real, df, Positive))                                                                             \
  ROW(laplace, F, (Real, loc, Any), (Real, scale, NonNegative))                                                        \
  ROW(gumbel, F, (Real, loc, Any), (Real, scale, NonNegative))                                                         \
  ROW(logistic, F, (Real, loc, Any), (Real, scale, NonNegative))                                                       \
  ROW(rayleigh, F, (Real, scale, NonNegative))                                                                         \
  ROW(weibull, F, (Real, a, NonNegative))                                                                              \
  ROW(pareto, F, (Real, a, Positive))                                                                                  \
  ROW(power, F, (Real, a, Positive))                                                                                   \
  ROW(vonmises, F, (Real, mu, Any), (Real, kappa, NonNegative))                                                        \
  ROW(wald, F, (Real, mean, Positive), (Real, scale, Positive))                                                        \
  ROW(triangular, F, (Real, left, Any), (Real, mode, Any), (Real, right, Any))                                         \
  ROW(poisson, I, (Real, lam, Poisson))                                                                                \
  ROW(binomial, I, (Int, n, NonNegative), (Real, p, Fraction))                                                         \
  ROW(negative_binomial, I, (Real, n, Trials), (Real, p, Success))                                                     \
  ROW(geometric, I, (Real, p, PositiveFraction))                                                                       \
  ROW(zipf, I, (Real, a, AboveOne))                                                                                    \
  ROW(logseries, I, (Real, p, BelowOne))                                                                               \
  ROW(hypergeometric, I, (Int, ngood, NonNegative), (Int, nbad, NonNegative), (Int, nsample, Sample))

enum np_rng_distribution {
#define NP_RNG_ROW(name, ...) NP_RNG_##name,
  NP_RNG_TABLE(NP_RNG_ROW)
#undef NP_RNG_ROW
  NP_RNG_DISTRIBUTIONS
};

// What a script passed as seed.
enum np_seed_kind {
  NP_SEED_NONE,     // None or nothing: from the operating system
  NP_SEED_INT,      // a Python int or bool, a NumPy integer: high:low, 128 bits, signed
  NP_SEED_SEQUENCE, // a list, tuple or range, as an array; also a Python float (a 0-d float64 array: TypeError)
  NP_SEED_ARRAY,    // an ndarray (np.random.seed squeezes it, which makes an int of an array of one element)
  NP_SEED_WORDS,    // a non-negative Python int of any size: its 32-bit words, lowest first, one at least
  NP_SEED_OBJECT    // a SeedSequence
};
struct np_seed {
  int kind; // enum np_seed_kind
  np_i64 high;
  np_u64 low;
  const struct np_ref *array;
  const unsigned *words;
  np_i64 count;
  struct np_seed_sequence *object;
};

struct np_mt19937_state {
  unsigned key[624];
  int pos; // words of key that are used up
  int has_gauss; // RandomState's kept half of a pair of normals; 0 in a Generator
  double gauss;
};
struct np_pcg64_state {
  np_u64 state_high, state_low, inc_high, inc_low;
  int has_uint32; // the kept upper half of a 64-bit word
  unsigned uinteger;
  int has_gauss; // as above
  double gauss;
};

// A parameter of a distribution, or a result: `integer` for Int parameters and I and U results.
union np_rng_value {
  double real;
  np_i64 integer;
};

extern "C" {
// --- objects (Random.cpp). New objects come with one reference.
// The global RandomState, seeded from the operating system at its first use. Borrowed: never freed.
struct np_rng *np_rng_global(void);
// From now on `current` says which one that is (a process that shares another library's state); null: the above.
void np_rng_set_global(struct np_rng *(*current)(void));
int np_rng_randomstate(const struct np_seed *, struct np_rng **out); // RandomState(seed)
int np_rng_default(const struct np_seed *, struct np_rng **out);     // default_rng(seed)
// RandomState(PCG64(seed)), Generator(MT19937(seed)), ...: the bit generator is seeded by SeedSequence.
int np_rng_new(int family, int bits, const struct np_seed *, struct np_rng **out);
struct np_rng *np_rng_retain(struct np_rng *); // its argument
void np_rng_release(struct np_rng *);          // null is allowed
int np_rng_family_of(const struct np_rng *);
int np_rng_bits_of(const struct np_rng *);
// np.random.seed(seed), RandomState.seed.
int np_rng_seed(struct np_rng *, const struct np_seed *);
// Generator.spawn(n): n new objects.
int np_rng_spawn(struct np_rng *, np_i64 n, struct np_rng **out);

// get_state, set_state, bit_generator.state. Refused (ValueError) for the other bit generator.
int np_rng_get_mt19937(const struct np_rng *, struct np_mt19937_state *);
int np_rng_set_mt19937(struct np_rng *, const struct np_mt19937_state *);
int np_rng_get_pcg64(const struct np_rng *, struct np_pcg64_state *);
int np_rng_set_pcg64(struct np_rng *, const struct np_pcg64_state *);
// PCG64.advance(high:low, signed, modulo 2^128), in place; PCG64.jumped(high:low): a new object. MT19937 has neither
// (its jumped() is not implemented).
int np_rng_advance(struct np_rng *, np_i64 high, np_u64 low);
int np_rng_jumped(const struct np_rng *, np_i64 high, np_u64 low, struct np_rng **out);

// --- SeedSequence (RandomSeed.cpp)
// `spawn_key`: words (each key's own 32-bit words), usually none.
int np_seed_sequence_new(const struct np_seed *entropy, const unsigned *spawn_key, np_i64 count,
                         struct np_seed_sequence **out);
struct np_seed_sequence *np_seed_sequence_retain(struct np_seed_sequence *);
void np_seed_sequence_release(struct np_seed_sequence *);
int np_seed_sequence_spawn(struct np_seed_sequence *, np_i64 n, struct np_seed_sequence **out);
// out: 1-d, uint32 or uint64 (else NumPy's ValueError).
int np_seed_sequence_generate_state(const struct np_seed_sequence *, const struct np_ref *out);

// --- distributions (RandomFill.cpp)
const char *np_rng_name(int distribution); // NumPy's
int np_rng_parameters(int distribution);   // how many
int np_rng_has_float32(int distribution);  // whether Generator's function takes dtype=np.float32
int np_rng_result(int distribution);       // the dtype of the result: NP_F64, NP_I64 or NP_U64
// NumPy's checks of the parameters (values, then shapes) and the shape of its result (room for 64 extents). size_ndim
// is -1 for size=None, where all-0-d parameters give a 0-d result: in NumPy a Python float (of float32 too) or int.
int np_rng_shape(const struct np_rng *, int distribution, const struct np_ref *params, int nparams, int size_ndim,
                 const np_i64 *size, int *ndim, np_i64 *shape);
// Draws out's elements. params: as many as the distribution has, of any real dtype, broadcast to out's shape. Checks
// like np_rng_shape. out: the dtype of np_rng_result, or NP_F32.
int np_rng_fill(struct np_rng *, int distribution, const struct np_ref *params, int nparams, const struct np_ref *out);
// One draw with checked scalar parameters (null if there are none): what a loop of scalar calls wants.
int np_rng_draw(struct np_rng *, int distribution, const union np_rng_value *params, union np_rng_value *result);
double np_rng_random(struct np_rng *); // random()
double np_rng_gauss(struct np_rng *);  // standard_normal()

// --- integers (RandomIntegers.cpp): randint or integers, by the object's family, in out's dtype (an integer one or
// bool). [low, high), or [low, high] if endpoint. The call with one argument passes low = 0. float64 bounds must have
// been made integers (towards zero).
int np_rng_integers(struct np_rng *, np_i64 low_high, np_u64 low_low, np_i64 high_high, np_u64 high_low, int endpoint,
                    const struct np_ref *out);
// The same with arrays of bounds, of any real dtype: the shape of the result (see np_rng_shape), the draws.
int np_rng_integers_shape(const struct np_rng *, const struct np_ref *low, const struct np_ref *high, int endpoint,
                          int dtype, int size_ndim, const np_i64 *size, int *ndim, np_i64 *shape);
int np_rng_integers_fill(struct np_rng *, const struct np_ref *low, const struct np_ref *high, int endpoint,
                         const struct np_ref *out);
void np_rng_bytes(struct np_rng *, np_i64 n, void *out); // n >= 0

// --- orders and samples (RandomShuffle.cpp, RandomChoice.cpp)
// In place along `axis` (RandomState: 0). TypeError for a 0-d array, AxisError.
int np_rng_shuffle(struct np_rng *, const struct np_ref *x, int axis);
// The shuffled 0, 1, ..., n-1: permutation(n); of an array or a list: the index where each element comes from (the
// same words of the stream as shuffle). out: 1-d, int64.
int np_rng_permutation(struct np_rng *, const struct np_ref *out);
// Generator.permuted, in place: each lane along `axis` by itself; `flat`: axis=None, all elements in the order of
// memory (NumPy permutes a copy in K order: np_copy_layout).
int np_rng_permuted(struct np_rng *, const struct np_ref *x, int axis, int flat);
// The indices that choice(n or array of n, size, replace, p) takes, into out (int64, the shape of size; 0-d for
// size=None). p: null or the probabilities. `of_array`: the population is an array, which changes one error's text;
// `shuffle`: Generator's argument.
int np_rng_choice(struct np_rng *, np_i64 n, int of_array, int replace, int shuffle, const struct np_ref *p,
                  const struct np_ref *out);

// --- vectors (RandomVectors.cpp)
// multinomial: out (int64) has the shape of the result and one more axis, as long as the last of pvals. The shape of
// the result without that axis: np_rng_multinomial_shape (RandomState: n is 0-d, pvals 1-d).
int np_rng_multinomial_shape(const struct np_rng *, const struct np_ref *n, const struct np_ref *pvals, int size_ndim,
                             const np_i64 *size, int *ndim, np_i64 *shape);
int np_rng_multinomial(struct np_rng *, const struct np_ref *n, const struct np_ref *pvals, const struct np_ref *out);
// dirichlet: alpha has one axis; out (float64) has the same as its last.
int np_rng_dirichlet(struct np_rng *, const struct np_ref *alpha, const struct np_ref *out);
}
