#!/usr/bin/env bash
# Runs the programs of .bundle/ (see pack-bundle.sh) on this machine's GPU and compares what they print with what
# Python printed: gpu-suite.sh [--device=auto|cuda|sim|cpu] [part of a program's name]. Timings are masked.
set -uo pipefail
cd "$(dirname "$0")/../.bundle"
device=--device=cuda
[[ ${1:-} != --device=* ]] || { device=$1; shift; }
chosen=${1:-}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
xz -dc np2gpu.xz >"$work/np2gpu"
chmod +x "$work/np2gpu"
if [ -e openblas.so.xz ]; then
  xz -dc openblas.so.xz >"$work/openblas.so"
  export NP2GPU_OPENBLAS=$work/openblas.so
fi

mask() { sed -E 's/[0-9]+(\.[0-9]+)?(e-?[0-9]+)? ?(s|ms|us|seconds)\b/<time>/g' "$1"; }

bundle=$PWD passed=0 failed=0
while read -r program arguments; do
  [[ $program == *$chosen* ]] || continue
  # shellcheck disable=SC2086  # the arguments are words
  (cd "$(dirname "$program")" && timeout 120 "$work/np2gpu" run "$device" "$(basename "$program")" $arguments) \
    >"$work/out" 2>"$work/err" </dev/null
  status=$? difference=
  if [ $status = 0 ] && difference=$(diff <(mask "$bundle/expected/${program//\//-}.out") <(mask "$work/out")); then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAILED: $program (status $status)"
    { echo "${difference:-}"; tail -3 "$work/err"; } | head -8
  fi
done <programs
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
