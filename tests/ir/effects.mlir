// RUN: np2gpu-opt %s -split-input-file -pass-pipeline='builtin.module(py.func(canonicalize{region-simplify=disabled},cse,np-hoist-invariants,canonicalize{region-simplify=disabled},cse),np-drop-unused)' | FileCheck %s
// What MLIR's passes may and may not do with checks, reads, writes and objects (architecture.md, D2 and D4).

// x + y that nobody reads: the sum goes, the check of the shapes stays.
// CHECK-LABEL: py.func @unused_sum
// CHECK-NEXT:    np.broadcast_shape
// CHECK-NEXT:    py.return
py.func @unused_sum(%x: tensor<?xf64>, %y: tensor<?xf64>) {
  %n = np.broadcast_shape %x, %y : tensor<?xf64>, tensor<?xf64> -> index
  %s = np.add %x, %y into[%n] : (tensor<?xf64>, tensor<?xf64>) -> tensor<?xf64>
  py.return
}

// -----

// v[10] that nobody reads: the read goes, the check of the index stays.
// CHECK-LABEL: py.func @unused_element
// CHECK:         np.wrap_index
// CHECK-NOT:     np.extract
// CHECK:         py.return
py.func @unused_element(%v: tensor<?xf64>) {
  %ten = py.constant 10 : index -> index
  %n = np.dim %v, 0 : tensor<?xf64>
  %i = np.wrap_index %ten, %n axis 0
  %e = np.extract %v[%i] : tensor<?xf64> -> <f64>
  py.return
}

// -----

// `if array: pass`
// CHECK-LABEL: py.func @unused_truth
// CHECK-NEXT:    np.array_truth
// CHECK-NEXT:    py.return
py.func @unused_truth(%v: tensor<?xf64>) {
  %t = np.array_truth %v : tensor<?xf64>
  py.if %t {
    py.yield
  } else {
    py.yield
  }
  py.return
}

// -----

// v[k] in a loop that may not run stays there, and so does its check. k * 2 may overflow: it stays; x * 2.0 goes.
// CHECK-LABEL: py.func @zero_trips
// CHECK:         py.mul %{{.*}}, %{{.*}} : (f64, f64) -> f64
// CHECK:         py.for
// CHECK:           py.mul %{{.*}}, %{{.*}} : (index, index) -> index
// CHECK:           np.wrap_index
// CHECK:           np.extract
py.func @zero_trips(%v: tensor<?xf64>, %k: index, %n: index, %x: f64) {
  %zero = py.constant 0 : index -> index
  %one = py.constant 1 : index -> index
  %two = py.constant 2 : index -> index
  %twof = py.constant 2.0 : f64 -> f64
  %d = np.dim %v, 0 : tensor<?xf64>
  py.for %i = range(%zero, %n, %one) {
    %y = py.mul %x, %twof : (f64, f64) -> f64
    %j = py.mul %k, %two : (index, index) -> index
    %w = np.wrap_index %j, %d axis 0
    %e = np.extract %v[%w] : tensor<?xf64> -> <f64>
    py.print %e, %y : !np.scalar<f64>, f64
    py.continue
  }
  py.return
}

// -----

// A proved check may be moved, the read behind it may not.
// CHECK-LABEL: py.func @proved
// CHECK:         py.for
// CHECK:           np.extract
py.func @proved(%v: tensor<?xf64>, %k: index, %n: index) {
  %zero = py.constant 0 : index -> index
  %one = py.constant 1 : index -> index
  %d = np.dim %v, 0 : tensor<?xf64>
  py.for %i = range(%zero, %n, %one) {
    %w = np.wrap_index %k, %d axis 0 proved
    %e = np.extract %v[%w] : tensor<?xf64> -> <f64>
    py.print %e : !np.scalar<f64>
    py.continue
  }
  py.return
}

// -----

// Array arithmetic leaves a loop that certainly runs, and no other.
// CHECK-LABEL: py.func @arrays
// CHECK:         %[[TWICE:[a-zA-Z0-9_#]+]] = np.add %[[X:[a-zA-Z0-9_#]+]], %[[X]]
// CHECK-NEXT:    py.for
// CHECK-NEXT:      py.print %[[TWICE]]
// CHECK:         py.for
// CHECK-NEXT:      %[[SQUARE:[a-zA-Z0-9_#]+]] = np.multiply
// CHECK-NEXT:      py.print %[[SQUARE]]
py.func @arrays(%x: tensor<?xf64>, %n: index) {
  %zero = py.constant 0 : index -> index
  %one = py.constant 1 : index -> index
  %ten = py.constant 10 : index -> index
  py.for %i = range(%zero, %ten, %one) {
    %s = np.add %x, %x : (tensor<?xf64>, tensor<?xf64>) -> tensor<?xf64>
    py.print %s : tensor<?xf64>
    py.continue
  }
  py.for %i = range(%zero, %n, %one) {
    %s = np.multiply %x, %x : (tensor<?xf64>, tensor<?xf64>) -> tensor<?xf64>
    py.print %s : tensor<?xf64>
    py.continue
  }
  py.return
}

// -----

// a = x + x; b = x + x; a[0] = 5: one sum, two objects.
// CHECK-LABEL: py.func @two_objects
// CHECK:         %[[SUM:[a-zA-Z0-9_#]+]] = np.add
// CHECK-NOT:     np.add
// CHECK:         %[[A:[a-zA-Z0-9_#]+]] = np.own %[[SUM]]
// CHECK-NEXT:    %[[B:[a-zA-Z0-9_#]+]] = np.own %[[SUM]]
// CHECK-NEXT:    %[[C:[a-zA-Z0-9_#]+]] = np.insert %{{.*}}, %[[A]] through %[[A]]
// CHECK-NEXT:    py.print %[[C]], %[[B]]
py.func @two_objects(%x: tensor<?xf64>, %v: f64) {
  %zero = py.constant 0 : index -> index
  %s = np.add %x, %x : (tensor<?xf64>, tensor<?xf64>) -> tensor<?xf64>
  %a = np.own %s : tensor<?xf64>
  %t = np.add %x, %x : (tensor<?xf64>, tensor<?xf64>) -> tensor<?xf64>
  %b = np.own %t : tensor<?xf64>
  %c = np.insert %v, %a through %a[%zero] : f64, tensor<?xf64>, tensor<?xf64>
  py.print %c, %b : tensor<?xf64>, tensor<?xf64>
  py.return
}

// -----

// The object of each iteration is made in it, though its value is always the same.
// CHECK-LABEL: py.func @object_per_iteration
// CHECK:         %[[SUM:[a-zA-Z0-9_#]+]] = np.add
// CHECK:         py.for
// CHECK-NEXT:      %[[A:[a-zA-Z0-9_#]+]] = np.own %[[SUM]]
// CHECK-NEXT:      np.insert %{{.*}}, %[[A]]
py.func @object_per_iteration(%x: tensor<?xf64>, %v: f64) {
  %zero = py.constant 0 : index -> index
  %one = py.constant 1 : index -> index
  %ten = py.constant 10 : index -> index
  py.for %i = range(%zero, %ten, %one) {
    %s = np.add %x, %x : (tensor<?xf64>, tensor<?xf64>) -> tensor<?xf64>
    %a = np.own %s : tensor<?xf64>
    %c = np.insert %v, %a through %a[%i] : f64, tensor<?xf64>, tensor<?xf64>
    py.print %c : tensor<?xf64>
    py.continue
  }
  py.return
}

// -----

// A list may have changed between two looks at it.
// CHECK-LABEL: py.func @list
// CHECK:         py.truth
// CHECK:         py.list_append
// CHECK:         py.truth
py.func @list(%l: !py.list<index>, %i: index) {
  %a = py.truth %l : (!py.list<index>) -> i1
  py.list_append %l, %i : (!py.list<index>, index) -> ()
  %b = py.truth %l : (!py.list<index>) -> i1
  py.print %a, %b : i1, i1
  py.return
}

// -----

// Constants that fit need no check: (uint8)(3) is no effect, (uint8)(300) raises.
// CHECK-LABEL: py.func @fits
// CHECK-NOT:     np.weak %{{.*}} -> <ui8>
// CHECK:         np.weak %{{.*}} : index -> <i8>
// CHECK:         py.return
py.func @fits() {
  %three = py.constant 3 : index -> index
  %much = py.constant 300 : index -> index
  %a = np.weak %three : index -> <ui8>
  %b = np.weak %much : index -> <i8>
  py.return
}

// -----

// `if c: continue` in a loop, and an endless loop, are no dead code.
// CHECK-LABEL: py.func @jumps
// CHECK:         py.for
// CHECK:           py.if
// CHECK:             py.continue
// CHECK:         py.while
py.func @jumps(%c: i1, %n: index) {
  %zero = py.constant 0 : index -> index
  %one = py.constant 1 : index -> index
  py.for %i = range(%zero, %n, %one) {
    py.if %c {
      py.continue
    }
    py.print %i : index
    py.continue
  }
  py.while {
    py.continue
  }
  py.return
}
