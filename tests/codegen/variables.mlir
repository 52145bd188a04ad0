// RUN: np2gpu-emit %s | FileCheck %s
// Values of one script name share a variable where they can; where two live at a time, one gets its own.

py.func @main() {
  %ten = py.constant 10 : index -> index
  %x = py.constant 0.5 : f64 -> f64
  %v = np.zeros %ten {dtype = f64} : (index) -> tensor<?xf64>
  %a = np.own %v : tensor<?xf64> loc("a")
  %f = py.call @fibonacci(%ten) : (index) -> index
  %r = py.call @rotate(%ten) : (index) -> index
  %o = py.call @both(%x) : (f64) -> f64
  %g = py.call @grow(%a, %ten) writes(%a) : (tensor<?xf64>, index, tensor<?xf64>) -> tensor<?xf64>
  py.call @buffers(%ten) : (index) -> ()
  %h = py.call @bound(%ten, %ten) : (index, index) -> index
  py.print %f, %r, %o, %g, %h : index, index, f64, tensor<?xf64>, index
  py.return
}

// a, b = b, a + b
// CHECK-LABEL: static np::i64 fibonacci(np::i64 n) {
// CHECK-NEXT:      np::i64 a = 0;
// CHECK-NEXT:      np::i64 b = 1;
// CHECK-NEXT:      for (np::i64 i = 0; i < n; ++i) {
// CHECK-NEXT:          np::i64 [[NEXT:b_2]] = np::py_add(a, b, NP_AT({{[0-9]+}}));
// CHECK-NEXT:          a = b;
// CHECK-NEXT:          b = [[NEXT]];
// CHECK-NEXT:      }
// CHECK-NEXT:      return a;
py.func @fibonacci(%n: index loc("n")) -> index {
  %zero = py.constant 0 : index -> index
  %one = py.constant 1 : index -> index
  %r:2 = py.for %i = range(%zero, %n, %one) iter(%a = %zero, %b = %one) : index, index {
    %next = py.add %a, %b : (index, index) -> index loc("b")
    py.continue %b, %next : index, index
  } {names = ["a", "b"]}
  py.return %r#0 : index
}

// a, b, c = b, c, a
// CHECK-LABEL: static np::i64 rotate(np::i64 n) {
// CHECK:           for (np::i64 i = 0; i < n; ++i) {
// CHECK-NEXT:          np::i64 [[OLD:.*]] = a;
// CHECK-NEXT:          a = b;
// CHECK-NEXT:          b = c;
// CHECK-NEXT:          c = [[OLD]];
// CHECK-NEXT:      }
py.func @rotate(%n: index loc("n")) -> index {
  %zero = py.constant 0 : index -> index
  %one = py.constant 1 : index -> index
  %two = py.constant 2 : index -> index
  %r:3 = py.for %i = range(%zero, %n, %one) iter(%a = %zero, %b = %one, %c = %two) : index, index, index {
    py.continue %b, %c, %a : index, index, index
  } {names = ["a", "b", "c"]}
  %s = py.sub %r#0, %r#1 : (index, index) -> index
  %t = py.sub %s, %r#2 : (index, index) -> index
  py.return %t : index
}

// y = x * x; x = y + x; both are read after it.
// CHECK-LABEL: static double both(
// CHECK-SAME:      double [[OLD:x_2]]) {
// CHECK-NEXT:      double x = [[OLD]] * [[OLD]] + [[OLD]];
// CHECK-NEXT:      return x - [[OLD]];
py.func @both(%x: f64 loc("x")) -> f64 {
  %y = py.mul %x, %x : (f64, f64) -> f64
  %z = py.add %y, %x : (f64, f64) -> f64 loc("x")
  %d = py.sub %z, %x : (f64, f64) -> f64
  py.return %d : f64
}

// Versions of one object need no variable of their own.
// CHECK-LABEL: static void grow(np::array<double, 1> a, np::i64 n) {
// CHECK:           for (np::i64 i = 0; i < n; ++i) {
// CHECK-NEXT:          np::fill(a, {{.*}});
// CHECK-NEXT:      }
// CHECK-NEXT:  }
py.func @grow(%a: tensor<?xf64> loc("a"), %n: index loc("n")) -> tensor<?xf64> attributes {mutates = array<i64: 0>} {
  %zero = py.constant 0 : index -> index
  %one = py.constant 1 : index -> index
  %twof = py.constant 2.0 : f64 -> f64
  %two = np.weak %twof : f64 -> <f64>
  %r = py.for %i = range(%zero, %n, %one) iter(%b = %a) : tensor<?xf64> {
    %c = np.update %b through %b, %two : tensor<?xf64>, tensor<?xf64>, !np.scalar<f64>
    py.continue %c : tensor<?xf64>
  }
  py.return %r : tensor<?xf64>
}

// Two buffers are swapped, and one of them is written.
// CHECK-LABEL: static void buffers(np::i64 n) {
// CHECK:           auto u = np::zeros
// CHECK-NEXT:      auto v = np::zeros
// CHECK-NEXT:      for (np::i64 i = 0; i < n; ++i) {
// CHECK-NEXT:          np::fill(u, {{.*}});
// CHECK-NEXT:          np::swap({{u, v|v, u}});
// CHECK-NEXT:      }
// CHECK-NEXT:      np::print(u);
py.func @buffers(%n: index loc("n")) {
  %zero = py.constant 0 : index -> index
  %one = py.constant 1 : index -> index
  %twof = py.constant 2.0 : f64 -> f64
  %two = np.weak %twof : f64 -> <f64>
  %x = np.zeros %n {dtype = f64} : (index) -> tensor<?xf64>
  %u = np.own %x : tensor<?xf64> loc("u")
  %y = np.zeros %n {dtype = f64} : (index) -> tensor<?xf64>
  %v = np.own %y : tensor<?xf64> loc("v")
  %r:2 = py.for %i = range(%zero, %n, %one) iter(%p = %u, %q = %v) : tensor<?xf64>, tensor<?xf64> {
    %w = np.update %p through %p, %two : tensor<?xf64>, tensor<?xf64>, !np.scalar<f64>
    py.continue %q, %w : tensor<?xf64>, tensor<?xf64>
  }
  py.print %r#0 : tensor<?xf64>
  py.return
}

// The bound is read before the loop's variables are set.
// CHECK-LABEL: static np::i64 bound(np::i64 n, np::i64 m) {
// CHECK-NEXT:      np::i64 [[STOP:.*]] = n;
// CHECK-NEXT:      n = m;
// CHECK-NEXT:      for (np::i64 i = 0; i < [[STOP]]; ++i) {
py.func @bound(%n: index loc("n"), %m: index loc("m")) -> index {
  %zero = py.constant 0 : index -> index
  %one = py.constant 1 : index -> index
  %r = py.for %i = range(%zero, %n, %one) iter(%k = %m) : index {
    %next = py.add %k, %one : (index, index) -> index
    py.continue %next : index
  } loc("n")
  py.return %r : index
}
