#!/usr/bin/env bash
# All tests in one pytest run: the runtime, lib/ and the parser against Python and NumPy, lit, whole programs (one test
# each), bad input. What follows is for pytest: scripts/test.sh -k softmax; scripts/test.sh tests/frontend.
set -euo pipefail
cd "$(dirname "$0")/.."
for last in "${@:-}"; do :; done
chosen=(tests)
[ -z "$last" ] || [ ! -e "$last" ] || chosen=()
exec .venv/bin/python -m pytest -q -p no:cacheprovider -n "${JOBS:-$(nproc)}" --dist loadgroup "${chosen[@]}" "$@"
