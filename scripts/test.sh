#!/usr/bin/env bash
# All tests, as one pytest run (its summary is the last line of standard output). Arguments go to pytest:
# `scripts/test.sh -k life`.
set -euo pipefail
cd "$(dirname "$0")/.."
exec .venv/bin/python -m pytest -q -p no:cacheprovider -n "${JOBS:-$(nproc)}" --dist loadgroup tests "$@"
