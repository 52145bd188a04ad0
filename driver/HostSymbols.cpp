// The C++ run-time support that compiled text links to, taken from this binary's own libstdc++ and libgcc: so a text
// throws what the process catches even where both are linked statically, and a machine's older libgcc_s does not
// matter.
#include "driver/HostSymbols.h"

// Declared as data, which is all that an address needs; the names are fixed by the Itanium C++ ABI and by libgcc.
#define FOR_EACH_CXX_SYMBOL(X)                                                                                         \
  /* exceptions */                                                                                                     \
  X(__cxa_allocate_exception) X(__cxa_free_exception) X(__cxa_throw) X(__cxa_begin_catch) X(__cxa_end_catch)           \
  X(__cxa_rethrow) X(__cxa_get_exception_ptr) X(__cxa_call_unexpected) X(__cxa_throw_bad_array_new_length)             \
  X(__gxx_personality_v0) X(_Unwind_Resume) X(_ZSt9terminatev)                                                         \
  /* local statics, pure virtual functions, dynamic_cast */                                                            \
  X(__cxa_guard_acquire) X(__cxa_guard_release) X(__cxa_guard_abort) X(__cxa_atexit) X(__cxa_pure_virtual)             \
  X(__cxa_deleted_virtual) X(__cxa_bad_cast) X(__cxa_bad_typeid) X(__dynamic_cast)                                     \
  /* what type descriptors point to, and the descriptors of what a text is likely to throw */                          \
  X(_ZTVN10__cxxabiv117__class_type_infoE) X(_ZTVN10__cxxabiv120__si_class_type_infoE)                                 \
  X(_ZTVN10__cxxabiv121__vmi_class_type_infoE) X(_ZTVN10__cxxabiv119__pointer_type_infoE)                              \
  X(_ZTVN10__cxxabiv120__function_type_infoE) X(_ZTVN10__cxxabiv116__enum_type_infoE)                                  \
  X(_ZTVN10__cxxabiv117__array_type_infoE) X(_ZTIi) X(_ZTIl) X(_ZTIx) X(_ZTId) X(_ZTIPKc)                              \
  /* new and delete: plain, sized, aligned, nothrow */                                                                 \
  X(_Znwm) X(_Znam) X(_ZdlPv) X(_ZdaPv) X(_ZdlPvm) X(_ZdaPvm) X(_ZnwmSt11align_val_t) X(_ZnamSt11align_val_t)          \
  X(_ZdlPvSt11align_val_t) X(_ZdaPvSt11align_val_t) X(_ZdlPvmSt11align_val_t) X(_ZdaPvmSt11align_val_t)                \
  /* 128-bit integers, complex products and quotients, half precision */                                               \
  X(__divti3) X(__modti3) X(__udivti3) X(__umodti3) X(__floattidf) X(__floatuntidf) X(__floattisf) X(__floatuntisf)    \
  X(__fixdfti) X(__fixunsdfti) X(__fixsfti) X(__fixunssfti) X(__muldc3) X(__divdc3) X(__mulsc3) X(__divsc3)

#if defined(__x86_64__)
#define FOR_EACH_HALF_SYMBOL(X) X(__extendhfsf2) X(__truncsfhf2) X(__truncdfhf2)
#else
#define FOR_EACH_HALF_SYMBOL(X)
#endif

// By an assembler name, since the library's headers already declare some of them as what they are.
#define DECLARE(symbol) extern char at_##symbol[] __asm__(#symbol);
FOR_EACH_CXX_SYMBOL(DECLARE)
FOR_EACH_HALF_SYMBOL(DECLARE)

namespace np2gpu {

llvm::ArrayRef<HostSymbol> cxxSymbols() {
#define ROW(symbol) {#symbol, at_##symbol},
  static const HostSymbol table[] = {FOR_EACH_CXX_SYMBOL(ROW) FOR_EACH_HALF_SYMBOL(ROW)};
  return table;
}

} // namespace np2gpu
