// RUN: np2gpu-opt %s -split-input-file -verify-diagnostics -pass-pipeline='builtin.module(py.func(np-verify-versions))'
// Writes in place that would be seen through an older version, a view, or on another way round a loop.

py.func @stale(%x: tensor<?xf64>, %v: f64) {
  // expected-note @below {{this is read later}}
  %a = np.own %x : tensor<?xf64>
  // expected-error @below {{writes memory that an older version or a view still shows}}
  %b = np.update %a through %a, %v : tensor<?xf64>, tensor<?xf64>, f64
  py.print %a, %b : tensor<?xf64>, tensor<?xf64>
  py.return
}

// -----

py.func @extents_are_no_read(%x: tensor<?xf64>, %v: f64) {
  %a = np.own %x : tensor<?xf64>
  %b = np.update %a through %a, %v : tensor<?xf64>, tensor<?xf64>, f64
  %n = np.dim %a, 0 : tensor<?xf64>
  py.print %n, %b : index, tensor<?xf64>
  py.return
}

// -----

py.func @view(%x: tensor<?x?xf64>, %v: f64) {
  %a = np.own %x : tensor<?x?xf64>
  // expected-note @below {{this is read later}}
  %t = np.transpose %a [1, 0] : tensor<?x?xf64> -> tensor<?x?xf64>
  // expected-error @below {{writes memory}}
  %b = np.update %a through %a, %v : tensor<?x?xf64>, tensor<?x?xf64>, f64
  py.print %t, %b : tensor<?x?xf64>, tensor<?x?xf64>
  py.return
}

// -----

py.func @view_of_new_version(%x: tensor<?x?xf64>, %v: f64) {
  %a = np.own %x : tensor<?x?xf64>
  %b = np.update %a through %a, %v : tensor<?x?xf64>, tensor<?x?xf64>, f64
  %t = np.transpose %b [1, 0] : tensor<?x?xf64> -> tensor<?x?xf64>
  py.print %t : tensor<?x?xf64>
  py.return
}

// -----

// Two names for one creation: what CSE would do without np.own.
py.func @merged(%x: tensor<?xf64>, %v: f64) {
  %a = np.own %x : tensor<?xf64>
  // expected-note @below {{this is read later}}
  %b = np.update %a through %a, %v : tensor<?xf64>, tensor<?xf64>, f64
  // expected-error @below {{writes memory}}
  %c = np.update %a through %a, %v : tensor<?xf64>, tensor<?xf64>, f64
  py.print %b, %c : tensor<?xf64>, tensor<?xf64>
  py.return
}

// -----

// The array made before the loop is another one in the second iteration only if it is made there.
py.func @hoisted(%x: tensor<?xf64>, %v: f64, %n: index) {
  %zero = py.constant 0 : index -> index
  %one = py.constant 1 : index -> index
  // expected-note @below {{this is read later}}
  %a = np.own %x : tensor<?xf64>
  py.for %i = range(%zero, %n, %one) {
    // expected-error @below {{writes memory}}
    %b = np.update %a through %a, %v : tensor<?xf64>, tensor<?xf64>, f64
    py.print %b : tensor<?xf64>
    py.continue
  }
  py.return
}

// -----

py.func @carried(%x: tensor<?xf64>, %v: f64, %n: index) {
  %zero = py.constant 0 : index -> index
  %one = py.constant 1 : index -> index
  %a = np.own %x : tensor<?xf64>
  %r = py.for %i = range(%zero, %n, %one) iter(%c = %a) : tensor<?xf64> {
    %b = np.update %c through %c, %v : tensor<?xf64>, tensor<?xf64>, f64
    py.continue %b : tensor<?xf64>
  }
  py.print %r : tensor<?xf64>
  py.return
}

// -----

// A swap of two arrays is right: what is written is not what is read.
py.func @swap(%x: tensor<?xf64>, %n: index) {
  %zero = py.constant 0 : index -> index
  %one = py.constant 1 : index -> index
  %a = np.own %x : tensor<?xf64>
  %b = np.own %x : tensor<?xf64>
  %r:2 = py.for %i = range(%zero, %n, %one) iter(%p = %a, %q = %b) : tensor<?xf64>, tensor<?xf64> {
    %w = np.update %q through %q, %p : tensor<?xf64>, tensor<?xf64>, tensor<?xf64>
    py.continue %w, %p : tensor<?xf64>, tensor<?xf64>
  }
  py.print %r#0 : tensor<?xf64>
  py.return
}

// -----

// Carried twice, they are one object from the second iteration on.
py.func @one_of_two(%x: tensor<?xf64>, %v: f64, %n: index) {
  %zero = py.constant 0 : index -> index
  %one = py.constant 1 : index -> index
  %a = np.own %x : tensor<?xf64>
  %b = np.own %x : tensor<?xf64>
  // expected-note @below {{this is read later}}
  %r:2 = py.for %i = range(%zero, %n, %one) iter(%p = %a, %q = %b) : tensor<?xf64>, tensor<?xf64> {
    // expected-error @below {{writes memory}}
    %w = np.update %q through %q, %v : tensor<?xf64>, tensor<?xf64>, f64
    py.print %p : tensor<?xf64>
    py.continue %w, %w : tensor<?xf64>, tensor<?xf64>
  }
  py.print %r#0 : tensor<?xf64>
  py.return
}

// -----

// One side of an if gives the array itself.
py.func @maybe(%x: tensor<?xf64>, %v: f64, %c: i1) {
  // expected-note @below {{this is read later}}
  %a = np.own %x : tensor<?xf64>
  %r = py.if %c -> tensor<?xf64> {
    py.yield %a : tensor<?xf64>
  } else {
    %n = np.own %x : tensor<?xf64>
    py.yield %n : tensor<?xf64>
  }
  // expected-error @below {{writes memory}}
  %b = np.update %r through %r, %v : tensor<?xf64>, tensor<?xf64>, f64
  py.print %a, %b : tensor<?xf64>, tensor<?xf64>
  py.return
}

// -----

// A function that writes its argument.
py.func @fill(%x: tensor<?xf64>) -> tensor<?xf64> attributes {mutates = array<i64: 0>} {
  py.return %x : tensor<?xf64>
}
py.func @caller(%x: tensor<?xf64>) {
  // expected-note @below {{this is read later}}
  %a = np.own %x : tensor<?xf64>
  // expected-error @below {{writes memory}}
  %b = py.call @fill(%a) writes(%a) : (tensor<?xf64>, tensor<?xf64>) -> tensor<?xf64>
  py.print %a, %b : tensor<?xf64>, tensor<?xf64>
  py.return
}

// -----

// The handler reads what the body has written over.
py.func @handler(%x: tensor<?xf64>, %v: f64) {
  // expected-note @below {{this is read later}}
  %a = np.own %x : tensor<?xf64>
  py.try [array<i64>] {
    // expected-error @below {{writes memory}}
    %b = np.update %a through %a, %v : tensor<?xf64>, tensor<?xf64>, f64
    py.print %b : tensor<?xf64>
    py.yield
  }, {
  ^bb0(%e: !py.exception):
    py.print %a : tensor<?xf64>
    py.yield
  }
  py.return
}
