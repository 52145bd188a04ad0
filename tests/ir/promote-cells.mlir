// RUN: np2gpu-opt %s -split-input-file -pass-pipeline='builtin.module(py.func(py-promote-cells,np-verify-versions))' -mlir-print-debuginfo | FileCheck %s
// Variables become values: carried by loops, given by ifs, handed on by jumps.

// A sum; what nobody reads later is not carried.
// CHECK-LABEL: py.func @sum
// CHECK-SAME:  (%[[N:[a-zA-Z0-9_#]+]]: index
// CHECK:       %[[ZERO:[a-zA-Z0-9_#]+]] = py.constant 0
// CHECK:       %[[R:[a-zA-Z0-9_#]+]] = py.for %[[I:[a-zA-Z0-9_#]+]] = range({{.*}}) iter(%[[S:[a-zA-Z0-9_#]+]] = %[[ZERO]]) : index {
// CHECK-NEXT:    %[[SQUARE:[a-zA-Z0-9_#]+]] = py.mul %[[I]], %[[I]]
// CHECK-NEXT:    %[[NEXT:[a-zA-Z0-9_#]+]] = py.add %[[S]], %[[SQUARE]]
// CHECK-NEXT:    py.continue %[[NEXT]] : index
// CHECK:       py.return %[[R]] : index
py.func @sum(%n: index) -> index {
  %s = py.cell "s" : <index>
  %t = py.cell "t" : <index>
  %zero = py.constant 0 : index -> index
  %one = py.constant 1 : index -> index
  py.store %zero, %s : <index>
  py.for %i = range(%zero, %n, %one) {
    %square = py.mul %i, %i : (index, index) -> index
    py.store %square, %t : <index>
    %a = py.load %s : <index>
    %b = py.load %t : <index>
    %c = py.add %a, %b : (index, index) -> index
    py.store %c, %s : <index>
    py.continue
  }
  %r = py.load %s : <index>
  py.return %r : index
}

// -----

// The first index whose value is right: `break` carries the loop's results, `continue` the next arguments.
// CHECK-LABEL: py.func @first
// CHECK:       %[[R:[a-zA-Z0-9_#]+]]:2 = py.for %[[I:[a-zA-Z0-9_#]+]] = range({{.*}}) iter(%[[FOUND:[a-zA-Z0-9_#]+]] = %{{.*}}, %[[SEEN:[a-zA-Z0-9_#]+]] = %{{.*}}) : index, index {
// CHECK:         py.if %{{.*}} {
// CHECK-NEXT:      py.break %[[I]], %[[SEEN]] : index, index
// CHECK-NEXT:    }
// CHECK:         %[[MORE:[a-zA-Z0-9_#]+]] = py.add %[[SEEN]], %{{.*}}
// CHECK-NEXT:    py.continue %[[FOUND]], %[[MORE]] : index, index
// CHECK:       py.print %[[R]]#0, %[[R]]#1
py.func @first(%n: index, %wanted: index) {
  %found = py.cell "found" : <index>
  %seen = py.cell "seen" : <index>
  %none = py.constant -1 : index -> index
  %zero = py.constant 0 : index -> index
  %one = py.constant 1 : index -> index
  py.store %none, %found : <index>
  py.store %zero, %seen : <index>
  py.for %i = range(%zero, %n, %one) {
    %c = py.eq %i, %wanted : (index, index) -> i1
    py.if %c {
      py.store %i, %found : <index>
      py.break
    }
    %a = py.load %seen : <index>
    %b = py.add %a, %one : (index, index) -> index
    py.store %b, %seen : <index>
    py.continue
  }
  %x = py.load %found : <index>
  %y = py.load %seen : <index>
  py.print %x, %y : index, index
  py.return
}

// -----

// An if gives what differs; the name goes with it.
// CHECK-LABEL: py.func @clamp
// CHECK-SAME:  (%[[X:[a-zA-Z0-9_#]+]]: f64
// CHECK:       %[[R:[a-zA-Z0-9_#]+]] = py.if %{{.*}} -> f64 {
// CHECK-NEXT:    py.yield %[[LIMIT:[a-zA-Z0-9_#]+]] : f64
// CHECK:       } else {
// CHECK:         py.yield %[[X]] : f64
// CHECK:       } loc(#[[NAME:[a-z0-9]+]])
// CHECK:       py.return %[[R]] : f64
// CHECK:       #[[NAME]] = loc("y"
py.func @clamp(%x: f64, %limit: f64) -> f64 {
  %y = py.cell "y" : <f64>
  py.store %x, %y : <f64>
  %c = py.gt %x, %limit : (f64, f64) -> i1
  py.if %c {
    py.store %limit, %y : <f64>
    py.yield
  }
  %r = py.load %y : <f64>
  py.return %r : f64
}

// -----

// What the body of a try assigns and a handler reads stays a variable; what neither the handlers nor what follows
// reads does not.
// CHECK-LABEL: py.func @attempt
// CHECK:       %[[CELL:[a-zA-Z0-9_#]+]] = py.cell "step"
// CHECK-NOT:   py.cell "other"
// CHECK:       py.try
// CHECK:         %[[Q:[a-zA-Z0-9_#]+]] = py.floordiv
// CHECK-NEXT:    py.store %[[Q]], %[[CELL]]
// CHECK:         py.print %[[Q:[a-zA-Z0-9_#]+]], %{{.*}}
// CHECK:         py.load %[[CELL]]
py.func @attempt(%a: index, %b: index) {
  %step = py.cell "step" : <index>
  %other = py.cell "other" : <index>
  %zero = py.constant 0 : index -> index
  py.store %zero, %step : <index>
  py.try [array<i64>] {
    %q = py.floordiv %a, %b : (index, index) -> index
    py.store %q, %step : <index>
    %m = py.mod %b, %a : (index, index) -> index
    py.store %m, %other : <index>
    %o = py.load %other : <index>
    py.print %q, %o : index, index
    py.yield
  }, {
  ^bb0(%e: !py.exception):
    %s = py.load %step : <index>
    py.print %s : index
    py.yield
  }
  py.return
}

// -----

// Versions are carried like any value; a constant under one name keeps it.
// CHECK-LABEL: py.func @versions
// CHECK:       %[[RATE:[a-zA-Z0-9_#]+]] = py.name "rate" %{{.*}} : f64
// CHECK:       %[[R:[a-zA-Z0-9_#]+]] = py.for {{.*}} iter(%[[A:[a-zA-Z0-9_#]+]] = %{{.*}}) : tensor<?xf64> {
// CHECK:         %[[B:[a-zA-Z0-9_#]+]] = np.update %[[A]] through %[[A]], %[[RATE]]
// CHECK-NEXT:    py.continue %[[B]]
// CHECK:       py.print %[[R]]
py.func @versions(%x: tensor<?xf64>, %n: index) {
  %a = py.cell "a" : <tensor<?xf64>>
  %rate = py.cell "rate" : <f64>
  %half = py.constant 5.000000e-01 : f64 -> f64
  %zero = py.constant 0 : index -> index
  %one = py.constant 1 : index -> index
  py.store %half, %rate : <f64>
  %own = np.own %x : tensor<?xf64>
  py.store %own, %a : <tensor<?xf64>>
  py.for %i = range(%zero, %n, %one) {
    %v = py.load %a : <tensor<?xf64>>
    %r = py.load %rate : <f64>
    %w = np.update %v through %v, %r : tensor<?xf64>, tensor<?xf64>, f64
    py.store %w, %a : <tensor<?xf64>>
    py.continue
  }
  %last = py.load %a : <tensor<?xf64>>
  py.print %last : tensor<?xf64>
  py.return
}
