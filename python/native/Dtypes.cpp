// NumPy's dtypes and ours.
#include "Native.h"
#include <cstring>

using namespace np2gpu;

namespace {
struct Row {
  int dtype, typeNumber;
  const char *name;
};
const Row rows[] = {{NP_BOOL, NPY_BOOL, "bool"},       {NP_I8, NPY_INT8, "int8"},       {NP_I16, NPY_INT16, "int16"},
                    {NP_I32, NPY_INT32, "int32"},      {NP_I64, NPY_INT64, "int64"},    {NP_U8, NPY_UINT8, "uint8"},
                    {NP_U16, NPY_UINT16, "uint16"},    {NP_U32, NPY_UINT32, "uint32"},  {NP_U64, NPY_UINT64, "uint64"},
                    {NP_F16, NPY_HALF, "float16"},     {NP_F32, NPY_FLOAT, "float32"},  {NP_F64, NPY_DOUBLE, "float64"},
                    {NP_C64, NPY_CFLOAT, "complex64"}, {NP_C128, NPY_CDOUBLE, "complex128"}};
} // namespace

int np2gpu::dtypeOf(int typeNumber) {
  static_assert(sizeof(long long) == 8);
  if (typeNumber == NPY_LONGLONG || typeNumber == NPY_LONG)
    return sizeof(long) == 8 || typeNumber == NPY_LONGLONG ? NP_I64 : NP_I32;
  if (typeNumber == NPY_ULONGLONG || typeNumber == NPY_ULONG)
    return sizeof(long) == 8 || typeNumber == NPY_ULONGLONG ? NP_U64 : NP_U32;
  for (const Row &row : rows)
    if (row.typeNumber == typeNumber)
      return row.dtype;
  return -1;
}

int np2gpu::typeNumberOf(int dtype) { return rows[dtype].typeNumber; }
const char *np2gpu::dtypeName(int dtype) { return rows[dtype].name; }

int np2gpu::dtypeOfName(const std::string &name) {
  for (const Row &row : rows)
    if (row.name == name)
      return row.dtype;
  return -1;
}

int np2gpu::dtypeOfScalar(PyObject *value) {
  if (!PyArray_IsScalar(value, Generic))
    return -1;
  PyArray_Descr *descr = PyArray_DescrFromScalar(value);
  int dtype = dtypeOf(descr->type_num);
  Py_DECREF(descr);
  return dtype;
}
