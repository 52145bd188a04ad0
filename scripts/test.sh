#!/usr/bin/env bash
# All tests, one after the other; fails if any fails. The last line counts the parts.
set -uo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python
passed=0
failed=0
part() {
  echo "== $1"
  shift
  if "$@"; then passed=$((passed + 1)); else
    failed=$((failed + 1))
    echo "FAILED: $*"
  fi
}
export NP2GPU_RUNTIME_SO="$PWD/build/lib/libnpruntime.so"
part "C++ units" ctest --test-dir build --output-on-failure
part "runtime against NumPy" "$python" -m pytest -q -p no:cacheprovider tests/unit
part "parser against ast" "$python" tests/frontend/compare_ast.py build/tests/ast-dump
part "syntax errors" "$python" tests/frontend/test_syntax_errors.py build/tests/ast-dump
part "programs against Python" "$python" tests/programs/run.py build/bin/np2gpu-dev
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
