"""What the build makes for driver/Embed.cpp and driver/HostSymbols.h. Four commands:

  header IN OUT ROOT  IN with every `#include "..."` replaced by that file, each once (system includes stay)
  table OUT NAME=FILE...
                     an assembly file that holds the files under these names
  symbols NM OUT OBJECT...
                     a C++ file that lists the np_* symbols that the objects define
  needs NM OUT OBJECT...
                     which symbols each object of the runtime defines and which of the others' it needs, a line each:
                     "Sort.cpp: np_sort np_argsort : np_fail"; driver/Standalone.cpp takes the files of a text by it
"""

import os
import re
import subprocess
import sys

INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"')


def amalgamate(path, root, seen):
    """The lines of a file, included ones in place. A name is looked up beside the file, then in `root`."""
    if path in seen:
        return
    seen.add(path)
    with open(path, encoding="utf-8") as file:
        for line in file:
            include = INCLUDE.match(line)
            if include:
                for folder in (os.path.dirname(path), root):
                    found = os.path.realpath(os.path.join(folder, include[1]))
                    if os.path.exists(found):
                        yield from amalgamate(found, root, seen)
                        break
                else:
                    sys.exit(f"{path}: {include[1]} not found")
            elif not re.match(r"\s*#\s*pragma\s+once", line):
                yield line


def header(source, output, root):
    seen = set()
    lines = list(amalgamate(os.path.realpath(source), root, seen))
    write(output, "#pragma once\n" + "".join(lines))
    # Ninja reads what the header was made of.
    write(output + ".d", f"{output}: " + " ".join(sorted(seen)) + "\n")


def table(output, *files):
    rows = sorted(file.split("=", 1) for file in files)
    text = ['.section .rodata,"a",@progbits']
    for index, (name, path) in enumerate(rows):
        text += [f'.Lname{index}: .asciz "{name}"', ".balign 16", f".Lbegin{index}:"]
        text += [f'.incbin "{path}"', f".Lend{index}: .byte 0"]
    text += ['.section .data.rel.ro,"aw",@progbits', ".balign 8"]
    text += [".globl np2gpuEmbedded", ".hidden np2gpuEmbedded", "np2gpuEmbedded:"]
    text += [f".quad .Lname{index}, .Lbegin{index}, .Lend{index}" for index in range(len(rows))]
    text += [".quad 0, 0, 0", '.section .note.GNU-stack,"",@progbits', ""]
    write(output, "\n".join(text))


def symbols(nm, output, *objects):
    listing = subprocess.run(
        [nm, "--defined-only", "--extern-only", "--format=just-symbols", *objects],
        check=True, capture_output=True, text=True,
    ).stdout
    names = sorted({line for line in listing.split() if line.startswith("np_")})
    text = ['// Made by driver/embed.py of the objects of runtime/.', '#include "driver/HostSymbols.h"', ""]
    text += ['extern "C" {', *(f"extern char {name}[];" for name in names), "}", ""]
    text += ["llvm::ArrayRef<np2gpu::HostSymbol> np2gpu::runtimeSymbols() {"]
    text += ["  static const HostSymbol table[] = {"]
    text += [f'      {{"{name}", {name}}},' for name in names]
    text += ["  };", "  return table;", "}", ""]
    write(output, "\n".join(text))


def externals(nm, kind, path):
    """The external names of an object, inline C++ functions apart (every file has its own copy of those)."""
    listing = subprocess.run([nm, kind, "--extern-only", path], check=True, capture_output=True, text=True).stdout
    return [fields[-1] for fields in map(str.split, listing.splitlines()) if fields and not (fields[-2] in "VWvw" and fields[-1].startswith("_Z"))]


def needs(nm, output, *objects):
    defined = {path: externals(nm, "--defined-only", path) for path in objects}
    own = set().union(*defined.values())
    text = ""
    for path, names in defined.items():
        needed = [name for name in externals(nm, "--undefined-only", path) if name in own]
        text += f"{os.path.basename(path).removesuffix('.o')}: {' '.join(names)} : {' '.join(needed)}\n"
    write(output, text)


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    {"header": header, "table": table, "symbols": symbols, "needs": needs}[sys.argv[1]](*sys.argv[2:])
