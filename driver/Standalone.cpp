// Pastes np.h and the runtime's files around a script's text. Which files: those that define what the text's object
// leaves undefined, and what those need in turn (runtime.needs, which the build makes of the runtime's objects).
//
// Every file of the runtime is compiled by itself in the compiler's own build. Here they meet in one translation unit:
// system headers come first, the project's headers once each, and each .cpp is in a namespace of its own, so that
// file-local names may repeat. A C function that is defined in a namespace is still the one that abi/*.h declares.
#include "driver/Standalone.h"
#include "driver/Embed.h"
#include "driver/HostJit.h"

#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Object/ObjectFile.h"
#include "llvm/Support/Path.h"
#include <set>

using namespace llvm;
using np2gpu::embedded;

const char np2gpu::nvccFlags[] = "-std=c++20 -O2 -fmad=false -Xcompiler -march=native,-ffp-contract=off,-fwrapv";
const char np2gpu::hostFlags[] = "-std=c++20 -O2 -march=native -ffp-contract=off -fwrapv -x c++";
const char np2gpu::linkFlags[] = "-ldl -lpthread";

namespace {

class Paste {
public:
  // A header, in place, with what it includes before it.
  void header(StringRef name) {
    std::string body = expand(name);
    if (!StringRef(body).trim().empty())
      text += body;
  }
  void source(StringRef name) {
    std::string body = expand(name);
    StringRef stem = sys::path::stem(name);
    text += "\n// ---- " + name.str() + "\n#pragma GCC push_options\n";
    // Not where a file has a namespace of its own, nor where it defines members of a header's class, which must be in
    // a namespace that encloses the class.
    bool wrapped = !definesMembers.contains(stem) && !StringRef(body).contains("\nnamespace np");
    if (wrapped)
      text += "namespace np_file_" + stem.lower() + " {\n";
    text += body;
    for (const std::string &macro : macros)
      text += "#undef " + macro + "\n";
    text += (wrapped ? "}\n" : "") + std::string("#pragma GCC pop_options\n");
    macros.clear();
  }
  void append(StringRef more) { text += more; }
  std::string take(StringRef firstLines) {
    std::string result = firstLines.str();
    for (const std::string &include : system)
      result += "#include " + include + "\n";
    return result + text;
  }
  std::set<std::string, std::less<>> definesMembers; // the stems of such files

private:
  // The lines of a file but its includes: a project file that was not pasted yet goes to `text` at once, a system
  // header to the top.
  std::string expand(StringRef name) {
    if (!seen.insert(name.str()).second)
      return "";
    std::string body;
    bool isSource = name.ends_with(".cpp");
    for (StringRef rest = embedded(name); !rest.empty();) {
      StringRef line;
      std::tie(line, rest) = rest.split('\n');
      StringRef word = line.trim();
      if (word.consume_front("#")) {
        word = word.ltrim();
        if (word.consume_front("include")) {
          word = word.ltrim();
          if (word.starts_with("<"))
            system.insert(word.split('>').first.str() + ">");
          else
            header(find(name, word.split('"').second.split('"').first));
          continue;
        }
        if (word.starts_with("pragma once"))
          continue;
        if (isSource && word.consume_front("define"))
          macros.insert(word.ltrim().take_while([](char c) { return isAlnum(c) || c == '_'; }).str());
      }
      body += line.str() + "\n";
    }
    return body;
  }
  static std::string find(StringRef includer, StringRef name) {
    for (StringRef folder : {sys::path::parent_path(includer), StringRef("runtime")}) {
      SmallString<64> path(folder);
      sys::path::append(path, name);
      sys::path::remove_dots(path, /*remove_dot_dot=*/true);
      if (!embedded(path).empty())
        return path.str().str();
    }
    report_fatal_error("the runtime's file " + name + " is not embedded");
  }

  std::string text;
  std::set<std::string> seen, system, macros;
};

// A line of runtime.needs.
struct File {
  StringRef name;
  SmallVector<StringRef, 0> defined, needed;
};

std::vector<File> filesOfRuntime() {
  std::vector<File> files;
  for (StringRef rest = embedded("runtime.needs"); !rest.empty();) {
    StringRef line;
    std::tie(line, rest) = rest.split('\n');
    SmallVector<StringRef, 3> parts;
    line.split(parts, ':');
    File file;
    file.name = parts[0];
    SplitString(parts[1], file.defined);
    SplitString(parts[2], file.needed);
    files.push_back(std::move(file));
  }
  return files;
}

// The symbols that an object leaves to others.
Expected<std::vector<std::string>> undefinedSymbols(MemoryBufferRef buffer) {
  auto object = object::ObjectFile::createObjectFile(buffer);
  if (!object)
    return object.takeError();
  std::vector<std::string> names;
  for (const object::SymbolRef &symbol : (*object)->symbols()) {
    auto flags = symbol.getFlags();
    auto name = symbol.getName();
    if (!flags || !name)
      return flags ? name.takeError() : flags.takeError();
    if (*flags & object::SymbolRef::SF_Undefined)
      names.push_back(name->str());
  }
  return names;
}

} // namespace

Expected<std::string> np2gpu::standalone(StringRef text, StringRef name) {
  auto jit = HostJit::create();
  if (!jit)
    return jit.takeError();
  // Not optimised: what another compiler leaves of the calls is a part of these.
  auto object = (*jit)->compile(text, name, 0);
  if (!object)
    return object.takeError();
  auto symbols = undefinedSymbols(**object);
  if (!symbols)
    return symbols.takeError();

  std::vector<File> files = filesOfRuntime();
  StringMap<File *> definedIn;
  Paste paste;
  for (File &file : files)
    for (StringRef symbol : file.defined) {
      definedIn[symbol] = &file;
      if (symbol.starts_with("_Z"))
        paste.definesMembers.insert(sys::path::stem(file.name).str());
    }
  SetVector<File *> used;
  for (const std::string &symbol : *symbols)
    if (File *file = definedIn.lookup(symbol))
      used.insert(file);
  for (size_t i = 0; i < used.size(); ++i)
    for (StringRef symbol : used[i]->needed)
      used.insert(definedIn.lookup(symbol));

  std::string stem = sys::path::stem(name).str();
  std::string lines = ("// nvcc " + StringRef(nvccFlags) + " " + name + " -o " + stem + "\n").str();
  lines += ("// or, without CUDA: g++ " + StringRef(hostFlags) + " " + name + " -o " + stem + " " + linkFlags + "\n").str();
  lines += "//\n// np2gpu's runtime (np.h), then the script, then the parts of the runtime's library that it calls.\n";
  paste.header("runtime/np.h");
  paste.append("\n// ---- the script\n");
  paste.append(text.starts_with("#include \"np.h\"\n") ? text.split('\n').second : text);
  for (File &file : files) // in the order of their names
    if (used.contains(&file))
      paste.source(("runtime/" + file.name).str());
  return paste.take(lines);
}
