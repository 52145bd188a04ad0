// RUN: np2gpu-opt %s -split-input-file -pass-pipeline='builtin.module(py.func(py-simplify-control),np-drop-unused)' | FileCheck %s
// A tag that a branch chose, asked by the next branch: one branch.

// CHECK-LABEL: py.func @tagged
// CHECK-SAME:  (%[[C:[a-z0-9]+]]: i1
// CHECK:         %[[A:[a-z0-9]+]] = py.to_float
// CHECK-NEXT:    %[[R:[a-z0-9]+]] = py.if %[[C]] -> f64 {
// CHECK-NEXT:      %[[T:[a-z0-9]+]] = py.add %[[A]], %[[A]]
// CHECK-NEXT:      py.yield %[[T]] : f64
// CHECK-NEXT:    } else {
// CHECK:           %[[U:[a-z0-9]+]] = py.mul
// CHECK-NEXT:      py.yield %[[U]] : f64
// CHECK-NEXT:    }
// CHECK-NOT:     py.if
// CHECK:         py.return %[[R]]
py.func @tagged(%c: i1, %i: index, %x: f64) -> f64 {
  %zero = py.constant 0 : index -> index
  %one = py.constant 1 : index -> index
  %none = py.undefined : f64
  %a = py.to_float %i : (index) -> f64
  %r:3 = py.if %c -> (index, f64, f64) {
    py.yield %zero, %a, %none : index, f64, f64
  } else {
    py.yield %one, %none, %x : index, f64, f64
  }
  %first = py.eq %r#0, %zero : (index, index) -> i1
  %s = py.if %first -> f64 {
    %t = py.add %r#1, %r#1 : (f64, f64) -> f64
    py.yield %t : f64
  } else {
    %u = py.mul %r#2, %r#2 : (f64, f64) -> f64
    py.yield %u : f64
  }
  py.return %s : f64
}

// -----

// An effect between the two keeps them apart.
// CHECK-LABEL: py.func @effect_between
// CHECK:         py.if
// CHECK:         py.print
// CHECK:         py.if
py.func @effect_between(%c: i1, %i: index, %j: index) {
  py.if %c {
    py.print %i : index
    py.yield
  } else {
    py.yield
  }
  py.print %j : index
  py.if %c {
    py.print %j : index
    py.yield
  } else {
    py.yield
  }
  py.return
}

// -----

// The opposite condition: sides change places.
// CHECK-LABEL: py.func @opposite
// CHECK:         py.if %{{.*}} {
// CHECK-NEXT:      py.print %[[I:[a-z0-9]+]] : index
// CHECK-NEXT:      py.yield
// CHECK-NEXT:    } else {
// CHECK-NEXT:      py.print %[[J:[a-z0-9]+]] : index
// CHECK-NOT:     py.if
py.func @opposite(%c: i1, %i: index, %j: index) {
  py.if %c {
    py.print %i : index
    py.yield
  } else {
    py.yield
  }
  %n = py.not %c : (i1) -> i1
  py.if %n {
    py.print %j : index
    py.yield
  } else {
    py.yield
  }
  py.return
}
