# np2gpu_ods(files...): the headers and definitions that mlir-tblgen makes of ir/*.td, in build/ir. A file X.td or
# XOps.td yields
#   where it defines a dialect:          XDialect XOps XTypes XAttrs XEnums, each .h.inc and .cpp.inc; of that dialect
#                                        alone, so one such file may include another
#   where it defines an OpInterface:     XInterfaces (XTypeInterfaces, XAttrInterfaces for the other two kinds)
#   where it holds rewrite patterns:     XPatterns.inc
# and nothing else, as a file does that others only include.
#
# A dialect of a hundred operations takes minutes to compile. Where X.cpp calls registerXDialectOperations(this), the
# definitions are compiled in shards, side by side: np2gpu_ods_sources lists them for the component. (Otherwise X.cpp
# includes XOps.cpp.inc itself.)
add_custom_target(np2gpu-ods)
set(NP2GPU_ODS_SHARDS 4)

function(np2gpu_tblgen td output)
  file(RELATIVE_PATH name ${PROJECT_BINARY_DIR} ${output})
  add_custom_command(
    OUTPUT ${output}
    COMMAND mlir-tblgen ${ARGN} ${td} -I ${PROJECT_SOURCE_DIR} -I ${CMAKE_CURRENT_SOURCE_DIR} -I ${MLIR_INCLUDE_DIRS}
            -o ${output} -d ${output}.d --write-if-changed
    DEPENDS ${td}
    DEPFILE ${output}.d
    COMMENT "mlir-tblgen ${name}"
    VERBATIM)
  set_property(TARGET np2gpu-ods APPEND PROPERTY np2gpu_outputs ${output})
endfunction()

function(np2gpu_ods)
  foreach(td ${ARGN})
    get_filename_component(stem ${td} NAME_WE)
    string(REGEX REPLACE "(.)Ops$" "\\1" stem ${stem})
    set(base ${CMAKE_CURRENT_BINARY_DIR}/${stem})
    # What a file defines is read when CMake runs; a change of the file runs it again.
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${td})
    file(READ ${td} text)
    if(text MATCHES "def +[A-Za-z0-9_]+ *: *Dialect *{[^}]*let +name *= *\"([a-z0-9_]+)\"")
      set(dialect ${CMAKE_MATCH_1})
      np2gpu_tblgen(${td} ${base}Dialect.h.inc -gen-dialect-decls -dialect=${dialect})
      np2gpu_tblgen(${td} ${base}Dialect.cpp.inc -gen-dialect-defs -dialect=${dialect})
      set(options "-op-include-regex=^${dialect}\\.")
      file(STRINGS ${stem}.cpp sharded REGEX "register${stem}DialectOperations")
      set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${stem}.cpp)
      if(sharded)
        list(APPEND options -op-shard-count=${NP2GPU_ODS_SHARDS})
        foreach(shard RANGE 1 ${NP2GPU_ODS_SHARDS})
          math(EXPR shard "${shard} - 1")
          file(CONFIGURE OUTPUT ${base}Ops${shard}.cpp @ONLY CONTENT [[
#include "ir/@stem@.h"
using namespace mlir;
using namespace np2gpu;
#define GET_OP_DEFS_@shard@
#include "ir/@stem@Ops.cpp.inc"
]])
          list(APPEND sources ${base}Ops${shard}.cpp)
        endforeach()
      endif()
      np2gpu_tblgen(${td} ${base}Ops.h.inc -gen-op-decls ${options})
      np2gpu_tblgen(${td} ${base}Ops.cpp.inc -gen-op-defs ${options})
      np2gpu_tblgen(${td} ${base}Types.h.inc -gen-typedef-decls -typedefs-dialect=${dialect})
      np2gpu_tblgen(${td} ${base}Types.cpp.inc -gen-typedef-defs -typedefs-dialect=${dialect})
      np2gpu_tblgen(${td} ${base}Attrs.h.inc -gen-attrdef-decls -attrdefs-dialect=${dialect})
      np2gpu_tblgen(${td} ${base}Attrs.cpp.inc -gen-attrdef-defs -attrdefs-dialect=${dialect})
      np2gpu_tblgen(${td} ${base}Enums.h.inc -gen-enum-decls)
      np2gpu_tblgen(${td} ${base}Enums.cpp.inc -gen-enum-defs)
    endif()
    foreach(kind Op Type Attr)
      if(text MATCHES "def +[A-Za-z0-9_]+ *: *${kind}Interface<")
        string(TOLOWER ${kind} generator)
        string(REPLACE Op "" infix ${kind})
        np2gpu_tblgen(${td} ${base}${infix}Interfaces.h.inc -gen-${generator}-interface-decls)
        np2gpu_tblgen(${td} ${base}${infix}Interfaces.cpp.inc -gen-${generator}-interface-defs)
      endif()
    endforeach()
    if(text MATCHES "[^A-Za-z]Pat(tern)?<")
      np2gpu_tblgen(${td} ${base}Patterns.inc -gen-rewriters)
    endif()
  endforeach()
  get_property(outputs TARGET np2gpu-ods PROPERTY np2gpu_outputs)
  add_custom_target(np2gpu-ods-files DEPENDS ${outputs})
  add_dependencies(np2gpu-ods np2gpu-ods-files)
  add_dependencies(np2gpu-pch-mlir np2gpu-ods)
  # Nobody steps through generated code, and its debug information is a sixth of the time.
  set_source_files_properties(${sources} PROPERTIES COMPILE_OPTIONS -g0)
  set(np2gpu_ods_sources ${sources} PARENT_SCOPE)
endfunction()
