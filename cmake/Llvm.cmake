# LLVM, MLIR and Clang 22 as two interface libraries, np2gpu-llvm-shared and np2gpu-llvm-static, and their headers as
# np2gpu-llvm-headers.
list(APPEND CMAKE_PREFIX_PATH /usr/lib/llvm-22)
find_package(MLIR REQUIRED CONFIG QUIET)
find_package(Clang REQUIRED CONFIG QUIET HINTS ${LLVM_DIR}/../clang)
if(NOT LLVM_VERSION_MAJOR EQUAL 22)
  message(FATAL_ERROR "LLVM ${LLVM_PACKAGE_VERSION} found, 22 is needed")
endif()

add_library(np2gpu-llvm-headers INTERFACE)
target_include_directories(np2gpu-llvm-headers SYSTEM INTERFACE ${LLVM_INCLUDE_DIRS} ${MLIR_INCLUDE_DIRS}
                           ${CLANG_INCLUDE_DIRS})
separate_arguments(llvm_definitions NATIVE_COMMAND ${LLVM_DEFINITIONS})
target_compile_options(np2gpu-llvm-headers INTERFACE ${llvm_definitions})

add_library(np2gpu-llvm-shared INTERFACE)
target_link_libraries(np2gpu-llvm-shared INTERFACE MLIR clang-cpp LLVM)

# The targets of MLIR and Clang drag in libLLVM.so, so the archives are named; a linker takes from them only what is
# used. zstd has no -dev package among LLVM's dependencies, hence the name with a version.
file(GLOB llvm_archives ${LLVM_LIBRARY_DIR}/libMLIR*.a ${LLVM_LIBRARY_DIR}/libclang*.a ${LLVM_LIBRARY_DIR}/libLLVM*.a)
add_library(np2gpu-llvm-static INTERFACE)
target_link_libraries(np2gpu-llvm-static INTERFACE ${llvm_archives} -l:libzstd.so.1 -lz -lm -ldl)
target_link_options(np2gpu-llvm-static INTERFACE -static-libstdc++ -Wl,--exclude-libs,ALL)
