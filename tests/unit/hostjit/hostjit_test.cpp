// HostJit: texts in, code out, and exceptions across the border in both directions.
#include "driver/HostJit.h"

#include "llvm/Support/raw_ostream.h"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>

using namespace np2gpu;

// The same types stand in the texts: type descriptors are compared by name across the border, so they may
// not be in an unnamed namespace.
struct Base {
  int code;
  explicit Base(int code) : code(code) {}
  virtual ~Base() {}
};
struct Derived : Base {
  using Base::Base;
};

namespace {

int failures = 0;

void check(bool condition, const char *what) {
  std::printf("%s: %s\n", condition ? "ok" : "FAILED", what);
  failures += !condition;
}

// Links `text` into `jit`; a failure to compile ends the test.
void addText(HostJit &jit, llvm::StringRef text, int optLevel = 1, llvm::ArrayRef<std::string> defines = {}) {
  auto object = jit.compile(text, "test.cu", optLevel, defines);
  if (!object) {
    llvm::errs() << llvm::toString(object.takeError()) << "\n";
    std::exit(1);
  }
  llvm::cantFail(jit.add(std::move(*object)));
}

template <typename Function> Function *find(HostJit &jit, llvm::StringRef name) {
  return reinterpret_cast<Function *>(llvm::cantFail(jit.lookup(name)));
}

std::unique_ptr<HostJit> makeJit() { return llvm::cantFail(HostJit::create()); }

const char classes[] = R"(
struct Base { int code; explicit Base(int code) : code(code) {} virtual ~Base() {} };
struct Derived : Base { using Base::Base; };
)";

void hostThrows(int code) { throw Derived(code); }

void values() {
  auto jit = makeJit();
  addText(*jit, R"(
#include "np.h"
extern "C" np_i64 sum(np_i64 n) { np_i64 s = 0; for (np_i64 i = 0; i < n; ++i) s += i; return s; }
extern "C" int fail() { return np_fail(NP_VALUE_ERROR, "bad %s", "shape"); }
extern "C" const char *text() { return np_error_text(); }
)");
  check(find<long long(long long)>(*jit, "sum")(10) == 45, "a text that includes np.h");
  check(find<int()>(*jit, "fail")() == 1, "a variadic function of the runtime");
  check(std::string(find<const char *()>(*jit, "text")()) == "bad shape", "the runtime's state is the process's");

  addText(*jit, "extern \"C\" long long sum(long long); extern \"C\" long long twice(long long n) { return 2 * sum(n); }");
  check(find<long long(long long)>(*jit, "twice")(10) == 90, "an object added later sees an earlier one");

  addText(*jit, R"(
extern "C" double exp(double);
extern "C" void *malloc(unsigned long); extern "C" void free(void *);
extern "C" double e() { auto *p = new double[3]; p[1] = exp(1.0); double r = p[1]; delete[] p; free(malloc(9)); return r; }
extern "C" long long quotient(long long a, long long b) { return (long long)(((__int128)a << 64) / ((__int128)b << 62)); }
extern "C" double half(double x) { return (double)(_Float16)x; }
)");
  check(find<double()>(*jit, "e")() == 2.718281828459045, "libm, libc, new and delete");
  check(find<long long(long long, long long)>(*jit, "quotient")(-6, 3) == -8, "128-bit division");
  check(find<double(double)>(*jit, "half")(0.1) == 0.0999755859375, "half precision");

  addText(*jit, "struct S { int *p; ~S() { ++*p; } };"
                "extern \"C\" int local(int *p) { static S s{p}; { S t{p}; } return *s.p; }");
  int destroyed = 0;
  check(find<int(int *)>(*jit, "local")(&destroyed) == 1, "a local static with a destructor");
  // It would count at exit, when `destroyed` is gone; the process's atexit belongs to the JIT's object instead.
}

void optimisation() {
  auto jit = makeJit();
  addText(*jit,
          "extern \"C\" void axpy(float *__restrict y, const float *x, long n) {"
          "  for (long i = 0; i < n; ++i) y[i] = LEVEL * x[i] + y[i]; }"
          "extern \"C\" int level() {\n#ifdef __OPTIMIZE__\nreturn 1;\n#else\nreturn 0;\n#endif\n}",
          3, {"LEVEL=2.0f", "FLAG"});
  float x[100], y[100];
  for (int i = 0; i < 100; ++i)
    x[i] = i, y[i] = 1;
  find<void(float *, const float *, long)>(*jit, "axpy")(y, x, 100);
  check(y[99] == 199 && y[0] == 1, "-O3 with defines");
  check(find<int()>(*jit, "level")() == 1, "optimisation is on");

  // A define that np.h mentions: np.h is parsed again under it.
  auto other = makeJit();
  addText(*other, "#include \"np.h\"\nextern \"C\" int ok() { return NP_OK; }\nextern \"C\" int renamed(int x) { return np_fial(x, \"\"); }"
                  "extern \"C\" int np_fial(int kind, const char *, ...) { return kind + 1; }",
          0, {"np_fail=np_fial"});
  check(find<int(int)>(*other, "renamed")(4) == 5, "a define that np.h reads is honoured");
}

void errors() {
  auto jit = makeJit();
  auto bad = jit->compile("\nint f() { return x; }\n", "script.cu", 1);
  std::string message = bad ? "" : llvm::toString(bad.takeError());
  check(message.find("script.cu:2:18: error: use of undeclared identifier 'x'") != std::string::npos,
        "an error in a text is located in it");
  auto missing = jit->compile("#include <vector>\n", "script.cu", 1);
  check(!missing, "no header of the machine is found");
  llvm::consumeError(missing.takeError());

  auto none = jit->lookup("not_there");
  check(!none && llvm::toString(none.takeError()).find("not_there") != std::string::npos, "an unknown symbol is named");

  auto other = makeJit();
  addText(*other, "extern \"C\" void np_does_not_exist(); extern \"C\" void f() { np_does_not_exist(); }");
  auto unlinked = other->lookup("f");
  check(!unlinked && llvm::toString(unlinked.takeError()).find("np_does_not_exist") != std::string::npos,
        "a call of an undefined function is found when linking");
}

void exceptions() {
  auto jit = makeJit();
  addText(*jit, std::string(classes) + R"(
struct Count { int *n; ~Count() { ++*n; } };
extern "C" void deep(int code, int *destroyed) { Count c{destroyed}; if (code) { Count d{destroyed}; throw Derived(code); } }
extern "C" void outer(int code, int *destroyed) { Count c{destroyed}; deep(code, destroyed); }
extern "C" int caught(void (*thrower)(int), int *destroyed) {
  try { Count c{destroyed}; thrower(7); } catch (const Base &e) { return e.code; } catch (...) { return -1; }
  return 0;
}
extern "C" void rethrow(void (*thrower)(int), int *destroyed) {
  Count c{destroyed};
  try { thrower(8); } catch (Base &e) { e.code += 100; throw; }
}
extern "C" int inside(int code) { try { throw Derived(code); } catch (Base &e) { return e.code; } }
extern "C" void integer() { throw 42; }
extern "C" void none() noexcept { try { throw "text"; } catch (const char *) {} }
)");
  int destroyed = 0;
  int code = 0;
  try {
    find<void(int, int *)>(*jit, "outer")(5, &destroyed);
  } catch (const Base &error) {
    code = error.code;
  }
  check(code == 5, "thrown in a text, caught in the process by base class");
  check(destroyed == 3, "destructors of three frames of the text ran");

  destroyed = 0;
  check(find<int(void (*)(int), int *)>(*jit, "caught")(hostThrows, &destroyed) == 7,
        "thrown in the process, caught in the text");
  check(destroyed == 1, "a destructor of the text ran");

  destroyed = code = 0;
  try {
    find<void(void (*)(int), int *)>(*jit, "rethrow")(hostThrows, &destroyed);
  } catch (const Derived &error) {
    code = error.code;
  }
  check(code == 108 && destroyed == 1, "thrown in the process, changed and rethrown by the text");

  check(find<int(int)>(*jit, "inside")(9) == 9, "thrown and caught in the text");
  try {
    find<void()>(*jit, "integer")();
  } catch (int value) {
    code = value;
  }
  check(code == 42, "an int crosses");
  find<void()>(*jit, "none")();
  try {
    find<void(int, int *)>(*jit, "outer")(6, &destroyed);
  } catch (...) {
    code = -1;
  }
  check(code == -1, "catch (...) in the process");

  // Through three layers: process, text, process, text.
  static auto *inner = find<void(int, int *)>(*jit, "outer");
  auto through = [](int value) {
    int ignored = 0;
    inner(value, &ignored);
  };
  check(find<int(void (*)(int), int *)>(*jit, "caught")(through, &destroyed) == 7, "text, process, text");
}

void threads() {
  auto jit = makeJit();
  std::unique_ptr<llvm::MemoryBuffer> objects[2];
  auto make = [&](int i) {
    objects[i] = llvm::cantFail(jit->compile("extern \"C\" int f" + std::to_string(i) + "() { return 1; }", "t.cu", 3));
  };
  std::thread other(make, 1);
  make(0);
  other.join();
  for (auto &object : objects)
    llvm::cantFail(jit->add(std::move(object)));
  check(find<int()>(*jit, "f0")() + find<int()>(*jit, "f1")() == 2, "two threads compile at once");

  auto again = makeJit();
  addText(*again, "extern \"C\" int f0() { return 5; }");
  check(find<int()>(*again, "f0")() == 5 && find<int()>(*jit, "f0")() == 1, "two JITs in one process");
  check(again->fingerprint() == jit->fingerprint() && !jit->fingerprint().empty(), "the fingerprint is stable");
}

} // namespace

int main() {
  std::setvbuf(stdout, nullptr, _IONBF, 0); // a crash must not swallow the lines before it
  values();
  optimisation();
  errors();
  exceptions();
  threads();
  std::printf("%s\n", failures ? "FAILED" : "all passed");
  return failures != 0;
}
