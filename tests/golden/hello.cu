// nvcc -std=c++20 -O2 -fmad=false -Xcompiler -march=native,-ffp-contract=off,-fwrapv $(np2gpu --flags) script.cu -o script
#include "np.h"

static void script() {
    // hello.py:4   a = np.arange(1, 6)
    auto a = np::arange<np::i64>(np::i64(1), np::i64(6), np::i64(1), NP_AT(4));
    // hello.py:5   print("Hello,", a, "adds up to", a.sum())
    np::print("Hello,", a, "adds up to", np::sum(a, np::later));
}

static const np::source_line lines[] = {
    {4, "a = np.arange(1, 6)"},
    {5, "print(\"Hello,\", a, \"adds up to\", a.sum())"},
    {0, nullptr}};
static const np::function_name functions[] = {{"script", "<module>"}, {nullptr, nullptr}};
static const np_kernel_name kernels[] = {{nullptr, nullptr}};
extern "C" int np_main(int argc, char **argv) {
    return np::run(script, {"hello.py", lines, functions, kernels}, argc, argv);
}
int main(int argc, char **argv) { return np_main(argc, argv); }
