// libnp2gpu (Api.h): the pipeline for one function.
#include "driver/Api.h"
#include "codegen/Emit.h"
#include "driver/Embed.h"
#include "driver/HostJit.h"
#include "driver/Library.h"
#include "frontend/ImportEntry.h"
#include "ir/Passes.h"
#include "mlir/Pass/PassManager.h"

using namespace mlir;
using namespace np2gpu;

struct np2gpu_function {
  std::unique_ptr<HostJit> jit;
  np_entry *entry = nullptr;
  std::string np, kernel, cuda;
  Entry interface; // what the importer filled in
};

static char *copyOf(StringRef text) {
  char *copy = static_cast<char *>(np_allocate(text.size() + 1));
  std::memcpy(copy, text.data(), text.size());
  copy[text.size()] = 0;
  return copy;
}

static void report(np2gpu_problem *problem, StringRef text, StringRef message, StringRef file = "", int line = 0, int column = 0) {
  *problem = {copyOf(text), copyOf(message), copyOf(file), line, column};
}

static void report(np2gpu_problem *problem, const CompileError &error) {
  std::string text;
  llvm::raw_string_ostream os(text);
  printDiagnostic(os, *error.file, Severity::Error, error.at, error.message, error.hint);
  report(problem, StringRef(text).rtrim(), error.message, error.file->name, error.at ? error.at->lineno : 0,
         error.at ? error.at->colOffset + 1 : 0);
}

static void report(np2gpu_problem *problem, llvm::Error error) {
  std::string text = llvm::toString(std::move(error));
  report(problem, "internal error: " + text, text);
}

static Entry entryOf(const np2gpu_request &request) {
  Entry entry;
  entry.function = request.function;
  for (int i = 0; i < request.count; ++i)
    entry.parameters.push_back({request.parameters[2 * i], request.parameters[2 * i + 1]});
  entry.global = [&request](StringRef module, StringRef name) {
    return request.global(request.context, module.str().c_str(), name.str().c_str());
  };
  entry.source = [&request](StringRef file) -> std::pair<const char *, const char *> {
    const char *name = nullptr, *text = nullptr;
    if (request.source(request.context, file.str().c_str(), &name, &text))
      return {nullptr, nullptr};
    return {name, text};
  };
  return entry;
}

// The stages up to the text; true if `problem` says why not.
static bool compile(np2gpu_function &function, np2gpu_problem *problem) {
  Program program;
  program.directory = ".";
  Library library;
  addCarried(library);
  program.lib = &library;
  MLIRContext context(MLIRContext::Threading::DISABLED);
  context.loadDialect<py::PyDialect, np::NpDialect>();
  OwningOpRef<ModuleOp> module;
  try {
    module = importEntry(context, program, function.interface);
  } catch (CompileError &error) {
    return report(problem, error), true;
  }
  llvm::raw_string_ostream(function.np) << *module;
  PassManager passes(&context);
  passes.enableVerifier(false);
  buildPasses(passes, false);
  if (failed(passes.run(*module)))
    return report(problem, "internal error: a pass failed", "a pass failed"), true;
  codegen::EmitOptions options;
  options.entry = true;
  options.sources = sourcesOf(program);
  llvm::raw_string_ostream text(function.cuda);
  if (llvm::Error error = codegen::emit(*module, text, options, &function.kernel))
    return report(problem, std::move(error)), true;
  return false;
}

static llvm::Error link(np2gpu_function &function) {
  auto jit = HostJit::create();
  if (!jit)
    return jit.takeError();
  function.jit = std::move(*jit);
  auto entry = function.jit->load(function.cuda, "function.cu", 1, "np_call");
  if (!entry)
    return entry.takeError();
  function.entry = reinterpret_cast<np_entry *>(*entry);
  return llvm::Error::success();
}

extern "C" {

const char *np2gpu_version(void) { return NP2GPU_VERSION; }

np2gpu_function *np2gpu_compile(const np2gpu_request *request, np2gpu_problem *problem) {
  auto function = std::make_unique<np2gpu_function>();
  function->interface = entryOf(*request);
  if (compile(*function, problem))
    return nullptr;
  if (llvm::Error error = link(*function)) {
    report(problem, std::move(error));
    return nullptr;
  }
  return function.release();
}

void np2gpu_problem_free(np2gpu_problem *problem) {
  for (char *text : {problem->text, problem->message, problem->file})
    np_deallocate(text);
}

void np2gpu_function_free(np2gpu_function *function) { delete function; }
np_entry *np2gpu_entry(const np2gpu_function *function) { return function->entry; }

const char *np2gpu_text(const np2gpu_function *function, const char *stage) {
  for (auto [name, text] : {std::pair("np", &function->np), std::pair("kernel", &function->kernel), std::pair("cuda", &function->cuda)})
    if (StringRef(stage) == name)
      return text->c_str();
  return nullptr;
}

static np2gpu_slot slotOf(const Entry::Slot &slot) { return {slot.module.c_str(), slot.name.c_str(), slot.constant}; }

int np2gpu_argument(const np2gpu_function *function, int number, np2gpu_slot *slot) {
  if (size_t(number) >= function->interface.slots.size())
    return 0;
  *slot = slotOf(function->interface.slots[number]);
  return 1;
}

const char *np2gpu_result(const np2gpu_function *function, int number, np2gpu_slot *slot) {
  if (number == 0)
    return function->interface.result.c_str();
  if (size_t(number) > function->interface.rebound.size())
    return nullptr;
  auto &[global, kind] = function->interface.rebound[number - 1];
  *slot = slotOf(global);
  return kind.c_str();
}

}
