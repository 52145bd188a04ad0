# Flags of every file here. Exceptions and RTTI stay on (Debian's LLVM has RTTI, pybind11 and the driver need both);
# asserts stay on in every build type: they are how our own bugs show.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON) # the same objects go into the Python module
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1 -gsplit-dwarf")
set(CMAKE_CXX_FLAGS_RELEASE "-O2")

add_compile_options(-Wall -Wextra -Wno-unused-parameter -ffunction-sections -fdata-sections)
add_compile_options($<$<COMPILE_LANG_AND_ID:CXX,Clang>:-fcolor-diagnostics>)
# lld links in a tenth of GNU ld's time.
add_link_options(-fuse-ld=lld -Wl,--gc-sections -Wl,--as-needed)
