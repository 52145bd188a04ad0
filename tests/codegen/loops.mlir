// RUN: np2gpu-emit %s | FileCheck %s
// Loops that carry values become variables under the script's names: one that is only summed up, a swap, a `while` with
// its condition in front, an early exit.

py.func @main() {
  %ten = py.constant 10 : index -> index
  %a = py.call @sum(%ten) : (index) -> index
  %b = py.call @swapped(%ten) : (index) -> index
  %c = py.call @collatz(%ten) : (index) -> index
  py.print %a, %b, %c : index, index, index
  py.return
}

// CHECK-LABEL: static np::i64 sum(np::i64 n) {
// CHECK-NEXT:      np::i64 s = 0;
// CHECK-NEXT:      for (np::i64 i = 0; i < n; ++i) {
// CHECK-NEXT:          s = np::py_add(s, i, NP_AT({{[0-9]+}}));
// CHECK-NEXT:      }
// CHECK-NEXT:      return s;
py.func @sum(%n: index loc("n")) -> index {
  %zero = py.constant 0 : index -> index
  %one = py.constant 1 : index -> index
  %s = py.for %i = range(%zero, %n, %one) iter(%t = %zero) : index {
    %u = py.add %t, %i : (index, index) -> index
    py.continue %u : index
  } loc("s")
  py.return %s : index
}

// CHECK-LABEL: static np::i64 swapped(np::i64 n) {
// CHECK:           for (np::i64 i = 0; i < n; ++i) {
// CHECK-NEXT:          np::swap([[A:[a-z_0-9]+]], [[B:[a-z_0-9]+]]);
// CHECK-NEXT:      }
// CHECK-NEXT:      return [[A]];
py.func @swapped(%n: index loc("n")) -> index {
  %zero = py.constant 0 : index -> index
  %one = py.constant 1 : index -> index
  %r:2 = py.for %i = range(%zero, %n, %one) iter(%a = %zero, %b = %one) : index, index {
    py.continue %b, %a : index, index
  }
  py.return %r#0 : index
}

// CHECK-LABEL: static np::i64 collatz(np::i64 n) {
// CHECK:           while (!(n == 1)) {
// CHECK-NEXT:          n = np::truth(np::py_mod(n, 2)) ? np::py_add(np::py_mul(3, n, NP_AT({{[0-9]+}})), 1, NP_AT({{[0-9]+}})) : np::py_floordiv(n, 2);
// CHECK-NEXT:          [[K:[a-z_0-9]+]] = np::py_add([[K]], 1, NP_AT({{[0-9]+}}));
// CHECK-NEXT:      }
// CHECK-NEXT:      return [[K]];
py.func @collatz(%n: index loc("n")) -> index {
  %zero = py.constant 0 : index -> index
  %one = py.constant 1 : index -> index
  %two = py.constant 2 : index -> index
  %three = py.constant 3 : index -> index
  %r:2 = py.while iter(%a = %n, %k = %zero) : index, index {
    %c = py.eq %a, %one : (index, index) -> i1
    py.if %c { py.break %a, %k : index, index }
    %m = py.mod %a, %two : (index, index) -> index
    %odd = py.truth %m : (index) -> i1
    %next = py.if %odd -> index {
      %t = py.mul %three, %a : (index, index) -> index
      %u = py.add %t, %one : (index, index) -> index
      py.yield %u : index
    } else {
      %h = py.floordiv %a, %two : (index, index) -> index
      py.yield %h : index
    }
    %k1 = py.add %k, %one : (index, index) -> index
    py.continue %next, %k1 : index, index
  }
  py.return %r#1 : index
}
