// RUN: np2gpu-opt %s -pass-pipeline='builtin.module(py.func(cse,np-remake-creations))' | FileCheck %s
// u = np.zeros(n); v = np.zeros(n): two arrays, no copy.

// CHECK-LABEL: py.func @two_buffers
// CHECK:         %[[Y:[a-z0-9]+]] = np.zeros
// CHECK-NEXT:    %[[Z:[a-z0-9]+]] = np.zeros
// CHECK-NEXT:    np.own %[[Z]]
// CHECK-NEXT:    np.own %[[Y]]
py.func @two_buffers(%n: index, %v: f64) {
  %x = np.zeros %n {dtype = f64} : (index) -> tensor<?xf64>
  %a = np.own %x : tensor<?xf64>
  %y = np.zeros %n {dtype = f64} : (index) -> tensor<?xf64>
  %b = np.own %y : tensor<?xf64>
  %c = np.update %a through %a, %v : tensor<?xf64>, tensor<?xf64>, f64
  %d = np.update %b through %b, %v : tensor<?xf64>, tensor<?xf64>, f64
  py.print %c, %d : tensor<?xf64>, tensor<?xf64>
  py.return
}
