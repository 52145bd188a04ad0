# Chosen before project(): the Clang of the LLVM that we link (it reads MLIR's headers two to three times as fast as
# g++ 12) and ccache where there is one. -DCMAKE_CXX_COMPILER=... and CXX=... still win.
if(NOT DEFINED CMAKE_CXX_COMPILER AND NOT DEFINED ENV{CXX})
  find_program(NP2GPU_CLANGXX NAMES clang++-22 HINTS /usr/lib/llvm-22/bin)
  find_program(NP2GPU_CLANG NAMES clang-22 HINTS /usr/lib/llvm-22/bin)
  if(NOT NP2GPU_CLANGXX OR NOT NP2GPU_CLANG)
    message(FATAL_ERROR "clang-22 is needed: `make setup` installs it")
  endif()
  set(CMAKE_CXX_COMPILER ${NP2GPU_CLANGXX})
  set(CMAKE_C_COMPILER ${NP2GPU_CLANG})
endif()

if(NOT DEFINED CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "RelWithDebInfo (daily) or Release (what a wheel holds)")
endif()

# Without these leniences ccache takes no file that has a precompiled header.
find_program(NP2GPU_CCACHE ccache)
if(NP2GPU_CCACHE AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${NP2GPU_CCACHE})
endif()
