// What the importer notes on a py.func for the emitter.
#pragma once

namespace np2gpu {
// Written in lib/: raises with the line of its call.
constexpr const char *libraryAttr = "library";
// The function's name in tracebacks: two specialisations have one.
constexpr const char *pythonNameAttr = "python_name";
} // namespace np2gpu
