// Which functions of a text are worth the optimiser's time.
#pragma once

namespace llvm {
class PassBuilder;
}

namespace np2gpu {

// Puts a pass in front of the optimiser that leaves the functions that run once or are dear anyway as Clang wrote them
// (`optnone`: the fast instruction selector, a fifth of the time). Optimised are
//   kernels, the script's functions that have a loop, are called from one or are recursive, and
//   np.h's functions that are small or loop over elements;
// not the script's straight code and the rest of np.h, which is calls of the C ABI.
void addHostTiers(llvm::PassBuilder &builder);

} // namespace np2gpu
