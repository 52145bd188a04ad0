// RUN: np2gpu-opt %s -split-input-file -pass-pipeline='builtin.module(py.func(np-drop-own,np-verify-versions))' | FileCheck %s
// np.own goes where no version of the object is written and its value is fresh memory.

// CHECK-LABEL: py.func @read_only
// CHECK-NEXT:    %[[S:[a-zA-Z0-9_#]+]] = np.add
// CHECK-NEXT:    %[[M:[a-zA-Z0-9_#]+]] = np.max %[[S]]
// CHECK-NEXT:    py.print %[[S]], %[[M]]
py.func @read_only(%x: tensor<?xf64>) {
  %s = np.add %x, %x : (tensor<?xf64>, tensor<?xf64>) -> tensor<?xf64>
  %a = np.own %s : tensor<?xf64>
  %m = np.max %a : (tensor<?xf64>) -> !np.scalar<f64>
  py.print %a, %m : tensor<?xf64>, !np.scalar<f64>
  py.return
}

// -----

// CHECK-LABEL: py.func @written
// CHECK:         np.own
py.func @written(%x: tensor<?xf64>, %v: f64) {
  %s = np.add %x, %x : (tensor<?xf64>, tensor<?xf64>) -> tensor<?xf64>
  %a = np.own %s : tensor<?xf64>
  %b = np.update %a through %a, %v : tensor<?xf64>, tensor<?xf64>, f64
  py.print %b : tensor<?xf64>
  py.return
}

// -----

// Written through a view, in a loop that carries it.
// CHECK-LABEL: py.func @written_later
// CHECK:         np.own
py.func @written_later(%x: tensor<?x?xf64>, %v: f64, %n: index) {
  %zero = py.constant 0 : index -> index
  %one = py.constant 1 : index -> index
  %s = np.add %x, %x : (tensor<?x?xf64>, tensor<?x?xf64>) -> tensor<?x?xf64>
  %a = np.own %s : tensor<?x?xf64>
  %r = py.for %i = range(%zero, %n, %one) iter(%c = %a) : tensor<?x?xf64> {
    %t = np.transpose %c [1, 0] : tensor<?x?xf64> -> tensor<?x?xf64>
    %b = np.update %c through %t, %v : tensor<?x?xf64>, tensor<?x?xf64>, f64
    py.continue %b : tensor<?x?xf64>
  }
  py.print %r : tensor<?x?xf64>
  py.return
}

// -----

// A view of an argument is not fresh.
// CHECK-LABEL: py.func @not_fresh
// CHECK:         np.own
py.func @not_fresh(%x: tensor<?x?xf64>) {
  %t = np.transpose %x [1, 0] : tensor<?x?xf64> -> tensor<?x?xf64>
  %a = np.own %t : tensor<?x?xf64>
  py.print %a : tensor<?x?xf64>
  py.return
}
