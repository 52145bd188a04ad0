// The choice reads Clang's unoptimised code, so a loop's bound is a constant where the text has one: a loop over the
// axes of an array is no reason to optimise. See HostTiers.h.
#include "driver/HostTiers.h"

#include "llvm/ADT/SetVector.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"
#include "llvm/Passes/PassBuilder.h"

using namespace llvm;

namespace {

constexpr unsigned smallSize = 60; // instructions of a function that its callers may take in
constexpr int64_t shortTrip = 64;  // a loop that compares with a constant below this is not over elements

// By the Itanium ABI's names: members of namespace np and what is local to them.
bool isOfHeader(const Function &f) {
  StringRef name = f.getName();
  return name.starts_with("_ZN2np") || name.starts_with("_ZNK2np") || name.starts_with("_ZZN2np") || name.starts_with("_ZZNK2np");
}
bool isKernel(const Function &f) { return !isOfHeader(f) && f.hasLocalLinkage() && f.hasFnAttribute(Attribute::NoInline); }
bool isScript(const Function &f) { return !isOfHeader(f) && !isKernel(f); }

bool isShort(const Loop &loop) {
  auto *branch = dyn_cast<BranchInst>(loop.getHeader()->getTerminator());
  auto *compare = branch && branch->isConditional() ? dyn_cast<ICmpInst>(branch->getCondition()) : nullptr;
  if (!compare)
    return false;
  for (const Value *side : compare->operands())
    if (auto *bound = dyn_cast<ConstantInt>(side))
      return bound->getValue().sle(shortTrip) && bound->getValue().sge(-1);
  return false;
}

struct Tiers : PassInfoMixin<Tiers> {
  static bool isRequired() { return true; }

  PreservedAnalyses run(Module &module, ModuleAnalysisManager &) {
    SmallPtrSet<Function *, 16> looping;
    SetVector<Function *> kept; // kernels, lambdas, the script's hot functions, and what they need
    for (Function &f : module) {
      if (f.isDeclaration())
        continue;
      DominatorTree tree(f);
      LoopInfo loops(tree);
      if (any_of(loops.getLoopsInPreorder(), [](Loop *loop) { return !isShort(*loop); }))
        looping.insert(&f);
      if (isOfHeader(f))
        continue;
      if (isKernel(f) || looping.contains(&f) || f.getName().starts_with("_ZZ"))
        kept.insert(&f);
      for (Instruction &i : instructions(f))
        if (Function *callee = calleeOf(i); callee && isScript(*callee) && (callee == &f || loops.getLoopFor(i.getParent())))
          kept.insert(callee);
    }
    SmallPtrSet<Function *, 16> ofKernels;
    for (size_t k = 0; k < kept.size(); ++k) {
      Function *f = kept[k];
      bool inKernel = isKernel(*f) || f->getName().starts_with("_ZZ") || ofKernels.contains(f);
      for (Instruction &i : instructions(*f))
        if (Function *callee = calleeOf(i); callee && (inKernel || isScript(*callee))) {
          if (inKernel)
            ofKernels.insert(callee);
          kept.insert(callee);
        }
    }
    for (Function &f : module) {
      if (f.isDeclaration() || kept.contains(&f) || f.hasFnAttribute(Attribute::AlwaysInline))
        continue;
      // np.h's own static functions are per element.
      if (isOfHeader(f) && !f.hasFnAttribute(Attribute::Cold) && (f.hasLocalLinkage() || looping.contains(&f) || f.getInstructionCount() <= smallSize))
        continue;
      f.addFnAttr(Attribute::NoInline);
      f.addFnAttr(Attribute::OptimizeNone);
    }
    return PreservedAnalyses::none();
  }

  static Function *calleeOf(Instruction &i) {
    auto *call = dyn_cast<CallBase>(&i);
    Function *callee = call ? call->getCalledFunction() : nullptr;
    return callee && !callee->isDeclaration() ? callee : nullptr;
  }
};

} // namespace

void np2gpu::addHostTiers(PassBuilder &builder) {
  builder.registerPipelineStartEPCallback([](ModulePassManager &passes, OptimizationLevel level) {
    if (level != OptimizationLevel::O0)
      passes.addPass(Tiers());
  });
}
