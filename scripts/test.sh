#!/usr/bin/env bash
# The tests that gate a change: printing and scalar functions against NumPy, whole programs against Python. All of
# tests/ (random streams, reductions, the library, the parser): scripts/test.sh all
set -euo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python
export NP2GPU_RUNTIME_SO="$PWD/build/lib/libnpruntime.so"
if [ "${1:-}" = all ]; then
  shift
  exec "$python" -m pytest -q -p no:cacheprovider -n "${JOBS:-$(nproc)}" --dist loadgroup tests "$@"
fi
"$python" -m pytest -q -p no:cacheprovider tests/unit/print
exec "$python" tests/programs/run.py build/bin/np2gpu-dev --timeout 60
