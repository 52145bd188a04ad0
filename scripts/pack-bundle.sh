#!/usr/bin/env bash
# Packs into .bundle/ what a machine with a GPU needs that has neither LLVM nor NumPy: the static binary (compressed:
# 20 MB), NumPy's BLAS, the programs of samples/ and tests/programs/, and what Python prints for each of them.
# scripts/gpu-suite.sh runs it there.
set -euo pipefail
cd "$(dirname "$0")/.."
bundle=.bundle
python=.venv/bin/python

rm -rf "$bundle"
mkdir -p "$bundle/expected"
xz -T0 -3 -c build/bin/np2gpu >"$bundle/np2gpu.xz"
blas=$("$python" -c 'import glob, numpy; print(*glob.glob(numpy.__path__[0] + ".libs/lib*openblas64*")[:1])')
[ -z "$blas" ] || xz -T0 -3 -c "$blas" >"$bundle/openblas.so.xz"
# Programs find their helpers beside them, so folders stay as they are.
cp -r --parents samples tests/programs "$bundle"
find "$bundle" -name __pycache__ -prune -exec rm -rf {} +

# Where Python fails is not compared here: tests/programs/run.py does that, on any machine.
export PYTHONPATH="$PWD/tests/programs" PYTHONDONTWRITEBYTECODE=1 PYTHONHASHSEED=0
count=0
for program in samples/*.py tests/programs/*.py; do
  [ "$program" != tests/programs/run.py ] || continue
  name=${program//\//-}
  arguments=$(sed -n 's/^# argv: *//p' "$program" | head -1)
  # shellcheck disable=SC2086  # the arguments are words
  if (cd "$(dirname "$program")" && timeout 300 "$OLDPWD/$python" "$(basename "$program")" $arguments) \
    >"$bundle/expected/$name.out" 2>/dev/null </dev/null; then
    echo "$program $arguments" >>"$bundle/programs"
    count=$((count + 1))
  else
    rm "$bundle/expected/$name.out"
  fi
done
echo "$count programs in $bundle, $(du -sh "$bundle" | cut -f1)"
