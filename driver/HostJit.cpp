// The one file with Clang's and ORC's headers (it takes 12 s and 1 GB to compile). See HostJit.h.
#include "driver/HostJit.h"
#include "driver/Embed.h"
#include "driver/HostSymbols.h"
#include "driver/HostTiers.h"

#include "clang/Basic/DiagnosticOptions.h"
#include "clang/CodeGen/CodeGenAction.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Frontend/TextDiagnosticPrinter.h"
#include "llvm/ExecutionEngine/Orc/AbsoluteSymbols.h"
#include "llvm/ExecutionEngine/Orc/LLJIT.h"
#include "llvm/Support/SmallVectorMemoryBuffer.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/VirtualFileSystem.h"
#include "llvm/Support/xxhash.h"
#include "llvm/TargetParser/Host.h"

using namespace llvm;

namespace np2gpu {
namespace {

const char headerFile[] = "/np/np.h";
const char pchSource[] = "/np/pch.h";
const char pchFile[] = "/np/np.pch";
const char pchText[] = "#include \"np.h\"\n";

// What both the precompiled header and the texts that read it are compiled with; whatever decides how np.h parses
// must stand here.
std::vector<std::string> languageArguments(StringRef triple) {
  return {"-triple",
          triple.str(),
          "-std=c++20",
          "-ffp-contract=off", "-fwrapv",
          "-fexceptions",
          "-fcxx-exceptions",
          "-funwind-tables=2",
          "-mrelocation-model",
          "pic",
          "-pic-level",
          "2",
          "-mframe-pointer=none",
          "-nostdsysteminc",
          "-nobuiltininc",
          "-I",
          "/np",
          "-w",
          "-ferror-limit",
          "5"};
}

void initializeTargets() {
  static const bool once = [] {
    InitializeNativeTarget();
    InitializeNativeTargetAsmPrinter();
    return true;
  }();
  (void)once;
}

using FileSystem = vfs::InMemoryFileSystem;

void addFile(FileSystem &files, StringRef path, StringRef text) {
  // The time is constant: Clang finds a header's #pragma once in the precompiled header by size and time.
  files.addFile(path, 0, MemoryBuffer::getMemBuffer(text, path, /*RequiresNullTerminator=*/false));
}

// Runs one action of Clang on files in memory. `output` receives what a CodeGenAction writes.
Error runClang(ArrayRef<std::string> arguments, IntrusiveRefCntPtr<FileSystem> files, clang::FrontendAction &action,
               std::unique_ptr<raw_pwrite_stream> output) {
  std::vector<const char *> argv;
  for (const std::string &argument : arguments)
    argv.push_back(argument.c_str());

  std::string messages;
  raw_string_ostream messageStream(messages);
  clang::DiagnosticOptions options; // must outlive the printer and everything that holds it
  clang::TextDiagnosticPrinter printer(messageStream, options);
  auto diagnostics = clang::CompilerInstance::createDiagnostics(*files, options, &printer, /*ShouldOwnClient=*/false);

  auto invocation = std::make_shared<clang::CompilerInvocation>();
  bool done = clang::CompilerInvocation::CreateFromArgs(*invocation, argv, *diagnostics);
  invocation->getCodeGenOpts().PassBuilderCallbacks.push_back(addHostTiers);
  if (done) {
    clang::CompilerInstance instance(invocation);
    instance.setVirtualFileSystem(files);
    instance.createDiagnostics(&printer, /*ShouldOwnClient=*/false);
    instance.createFileManager();
    instance.setVerboseOutputStream(std::make_unique<raw_null_ostream>()); // "1 error generated."
    if (output)
      instance.setOutputStream(std::move(output));
    done = instance.ExecuteAction(action);
  }
  if (!done)
    return createStringError(messages.empty() ? "the C++ compiler failed without a message" : messages);
  return Error::success();
}

// Whether `name` stands in `text` as a whole word.
bool mentions(StringRef text, StringRef name) {
  auto isWord = [](char c) { return isAlnum(c) || c == '_'; };
  for (size_t at = text.find(name); at != StringRef::npos; at = text.find(name, at + 1)) {
    size_t end = at + name.size();
    if ((at == 0 || !isWord(text[at - 1])) && (end == text.size() || !isWord(text[end])))
      return true;
  }
  return false;
}

} // namespace

struct HostJit::State {
  std::string triple;
  std::vector<std::string> processor; // -target-cpu and -target-feature arguments
  std::string problems;               // what ORC reported while linking
  std::unique_ptr<orc::LLJIT> jit;
};

HostJit::HostJit(std::unique_ptr<State> state) : state(std::move(state)) {}
HostJit::~HostJit() = default;

Expected<std::unique_ptr<HostJit>> HostJit::create() {
  initializeTargets();
  auto state = std::make_unique<State>();
  state->triple = sys::getProcessTriple();
  state->processor = {"-target-cpu", sys::getHostCPUName().str()};
  for (const auto &feature : sys::getHostCPUFeatures()) {
    state->processor.push_back("-target-feature");
    state->processor.push_back((feature.second ? "+" : "-") + feature.first().str());
  }

  // This platform registers unwind tables of added objects; LLJIT's default one leaves a throw to std::terminate.
  auto jit = orc::LLJITBuilder().setPlatformSetUp(orc::setUpGenericLLVMIRPlatform).create();
  if (!jit)
    return jit.takeError();
  state->jit = std::move(*jit);
  // Kept for the error that lookup() returns; by default they go to standard error.
  state->jit->getExecutionSession().setErrorReporter([problems = &state->problems](Error error) {
    if (!problems->empty())
      *problems += "; ";
    *problems += toString(std::move(error));
  });

  // Beside the process's shared libraries, so that a text may still define a symbol of the same name.
  orc::SymbolMap symbols;
  for (ArrayRef<HostSymbol> table : {cxxSymbols(), runtimeSymbols()})
    for (const HostSymbol &symbol : table)
      symbols[state->jit->mangleAndIntern(symbol.name)] = {orc::ExecutorAddr::fromPtr(symbol.address),
                                                           JITSymbolFlags::Exported};
  if (Error error = state->jit->getProcessSymbolsJITDylib()->define(orc::absoluteSymbols(std::move(symbols))))
    return error;
  return std::unique_ptr<HostJit>(new HostJit(std::move(state)));
}

Expected<std::unique_ptr<MemoryBuffer>> HostJit::compile(StringRef cxxText, StringRef name, int optLevel,
                                                         ArrayRef<std::string> defines) {
  StringRef header = embedded("np.h");
  StringRef pch = embedded("np.pch");
  std::vector<std::string> arguments = languageArguments(state->triple);
  llvm::append_range(arguments, state->processor);
  arguments.push_back("-O" + std::to_string(optLevel));
  if (optLevel > 1)
    llvm::append_range(arguments, std::initializer_list<std::string>{"-vectorize-loops", "-vectorize-slp"});
  // What pays in compile time: unrolled loops double the code, and neither names nor the verifier serve anybody here.
  llvm::append_range(arguments, std::initializer_list<std::string>{"-fno-unroll-loops", "-discard-value-names",
                                                                   "-disable-llvm-verifier"});
  for (const std::string &define : defines) {
    if (mentions(header, StringRef(define).split('=').first))
      pch = {};
    arguments.push_back("-D" + define);
  }

  IntrusiveRefCntPtr<FileSystem> files = makeIntrusiveRefCnt<FileSystem>();
  addFile(*files, headerFile, header);
  if (!pch.empty()) {
    addFile(*files, pchSource, pchText); // its size is checked
    addFile(*files, pchFile, pch);
    llvm::append_range(arguments, std::initializer_list<std::string>{"-include-pch", pchFile, "-fno-validate-pch"});
  }
  addFile(*files, name, cxxText);
  llvm::append_range(arguments, std::initializer_list<std::string>{"-x", "c++", "-emit-obj", name.str()});

  SmallVector<char, 0> object;
  clang::EmitObjAction action;
  if (Error error = runClang(arguments, files, action, std::make_unique<raw_svector_ostream>(object)))
    return error;
  return std::make_unique<SmallVectorMemoryBuffer>(std::move(object), name, /*RequiresNullTerminator=*/false);
}

Error HostJit::precompile(StringRef headerText, StringRef path) {
  initializeTargets();
  std::vector<std::string> arguments = languageArguments(sys::getProcessTriple());
  // -O1 stands for every level above 0: they define the same macros. Templates that np.h itself uses are
  // instantiated here, once, and not in every text.
  llvm::append_range(arguments, std::initializer_list<std::string>{"-O1", "-emit-pch", "-fpch-instantiate-templates",
                                                                   "-fno-pch-timestamp", "-x", "c++-header", "-o",
                                                                   path.str(), pchSource});
  IntrusiveRefCntPtr<FileSystem> files = makeIntrusiveRefCnt<FileSystem>();
  addFile(*files, headerFile, headerText);
  addFile(*files, pchSource, pchText);
  clang::GeneratePCHAction action;
  return runClang(arguments, files, action, nullptr);
}

Error HostJit::add(std::unique_ptr<MemoryBuffer> object) { return state->jit->addObjectFile(std::move(object)); }

Expected<void *> HostJit::lookup(StringRef symbol) {
  auto address = state->jit->lookup(symbol);
  if (address)
    return address->toPtr<void *>();
  std::string message = toString(address.takeError());
  if (!state->problems.empty())
    message = std::exchange(state->problems, {}) + "; " + message;
  return createStringError(message);
}

Expected<void *> HostJit::load(StringRef cxxText, StringRef name, int optLevel, StringRef symbol) {
  auto object = compile(cxxText, name, optLevel);
  if (!object)
    return object.takeError();
  if (Error error = add(std::move(*object)))
    return std::move(error);
  return lookup(symbol);
}

std::string HostJit::fingerprint() const {
  std::string text = LLVM_VERSION_STRING " " + state->triple;
  for (const std::string &argument : state->processor)
    text += " " + argument;
  return text + " np.h:" + utohexstr(xxh3_64bits(embedded("np.h")));
}

} // namespace np2gpu

