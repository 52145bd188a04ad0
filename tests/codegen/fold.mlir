// RUN: np2gpu-emit %s | FileCheck %s
// Expressions are folded into their statement, unless something on the way changes what they read.

// CHECK-LABEL: void script()
py.func @main() {
  %x = py.cell "x" : !py.cell<f64>
  %y = py.cell "y" : !py.cell<f64>
  %two = py.constant 2.0 : f64 -> f64
  %half = py.constant 5.000000e-01 : f64 -> f64
  // CHECK: double x = 2.0;
  py.store %two, %x : !py.cell<f64>
  // The sum keeps its grouping, the old value of x is saved.
  // CHECK-NEXT: double [[OLD:.*]] = x;
  %old = py.load %x : !py.cell<f64>
  %a = py.load %x : !py.cell<f64>
  %s = py.add %a, %half : (f64, f64) -> f64
  %t = py.sub %a, %s : (f64, f64) -> f64
  // CHECK-NEXT: x = x - (x + 0.5);
  py.store %t, %x : !py.cell<f64>
  %new = py.load %x : !py.cell<f64>
  %p = py.mul %old, %new : (f64, f64) -> f64
  // CHECK-NEXT: double y = [[OLD]] * x;
  py.store %p, %y : !py.cell<f64>
  %r = py.load %y : !py.cell<f64>
  // CHECK-NEXT: np::print(y);
  py.print %r : f64
  py.return
}
