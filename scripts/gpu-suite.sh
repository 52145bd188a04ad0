#!/usr/bin/env bash
# Runs the project's tests on this machine's GPU, from a clone and .bundle/ (see pack-bundle.sh); NumPy is the oracle.
#
#   gpu-suite.sh [--device=cuda|sim|cpu] [--only=PART,PART...] [-k TEXT] [--python=FILE]
#
# Parts: programs, operations, counters (equal to the simulated device's), sanitizer (memcheck and racecheck on the
# samples), standalone (samples built with nvcc), python (the module), benchmarks. A line for each failure, and a
# summary at the end. Needs python with NumPy; the parts whose tools are absent say so.
set -uo pipefail
cd "$(dirname "$0")/.."
device=cuda only= chosen= python=python3
while [ $# -gt 0 ]; do
  case $1 in
  --device=*) device=${1#*=} ;;
  --only=*) only=,${1#*=}, ;;
  --python=*) python=${1#*=} ;;
  -k) chosen=$2 && shift ;;
  *) echo "unknown option $1" >&2 && exit 2 ;;
  esac
  shift
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for packed in .bundle/*.xz; do
  xz -dc "$packed" >"$work/$(basename "$packed" .xz)" || exit 2
done
chmod +x "$work/np2gpu"
np2gpu=$work/np2gpu
cores=$(nproc)
export NP2GPU_OPENBLAS=$work/libscipy_openblas64_.so PYTHONDONTWRITEBYTECODE=1
summary=() status=0

# part NAME COMMAND...: the command's last line is its summary; its other lines are shown if it fails.
part() {
  local name=$1 start=$SECONDS ok=ok
  shift
  [ -z "$only" ] || [[ $only == *,$name,* ]] || return 0
  echo "== $name"
  "$@" >"$work/log" 2>&1 || { ok=FAILED status=1; }
  if [ $ok = ok ]; then tail -1 "$work/log"; else tail -40 "$work/log" | cut -c1-400; fi
  summary+=("$ok  $name ($((SECONDS - start)) s): $(tail -1 "$work/log" | cut -c1-150)")
}

samples() { ls samples/*$chosen*.py | grep -v helper; }
arguments() { sed -n 's/^# argv: *//p' "$1" | head -1; }

programs() {
  "$python" tests/programs/run.py "$np2gpu" --python "$python" --device "$device" -j "$cores" -k "$chosen" --timeout 120
}

operations() {
  [ -e tests/operations/run.py ] || { echo "no tests/operations" && return 0; }
  "$python" tests/operations/run.py "$np2gpu" --device "$device" ${chosen:+-k "$chosen"}
}

# The counters' line of -v, without the device's name.
counters_of() {
  (cd "$(dirname "$2")" && PYTHONPATH=$OLDPWD/tests/programs timeout 120 "$np2gpu" run -v --device="$1" "$(basename "$2")" \
    $(arguments "$2")) 2>&1 >/dev/null | grep -o 'launches=.*'
}
counters() {
  local sample here simulated failed=0 count=0
  for sample in $(samples); do
    here=$(counters_of "$device" "$sample") simulated=$(counters_of sim "$sample") count=$((count + 1))
    [ -n "$here" ] && [ "$here" = "$simulated" ] && continue
    failed=$((failed + 1))
    echo "$sample: $device: ${here:-none}; sim: ${simulated:-none}"
  done
  echo "$((count - failed)) of $count samples have the simulated device's counters"
  [ $failed = 0 ]
}

sanitizer() {
  local tool sample failed=0 count=0
  command -v compute-sanitizer >/dev/null || PATH=$PATH:/usr/local/cuda/bin
  command -v compute-sanitizer >/dev/null || { echo "compute-sanitizer is not installed" && return 0; }
  for sample in $(samples); do
    for tool in memcheck racecheck; do
      count=$((count + 1))
      (cd samples && PYTHONPATH=../tests/programs timeout 300 compute-sanitizer --tool $tool --error-exitcode 99 \
        "$np2gpu" run --device="$device" "$(basename "$sample")") >"$work/sanitizer" 2>&1 && continue
      failed=$((failed + 1))
      echo "$tool $sample: $(grep -m3 '^=========' "$work/sanitizer" | tr '\n' ' ')"
    done
  done
  echo "$((count - failed)) of $count runs are clean"
  [ $failed = 0 ]
}

standalone() {
  local sample name failed=0 count=0
  command -v nvcc >/dev/null || PATH=$PATH:/usr/local/cuda/bin
  for sample in samples/hello.py samples/jacobi2d.py samples/kmeans.py; do
    name=$(basename "$sample" .py) count=$((count + 1))
    if "$np2gpu" --emit=exe -o "$work/$name" "$sample" && diff <("$work/$name" 2>&1) <("$python" "$sample" 2>&1); then
      continue
    fi
    failed=$((failed + 1))
    echo "$sample: standalone differs"
  done
  echo "$((count - failed)) of $count standalone programs print what Python prints"
  [ $failed = 0 ]
}

python_module() {
  [ -e "$work/libnp2gpu.so" ] && [ -x scripts/build-native.sh ] || { echo "no Python module in the bundle" && return 0; }
  PYTHON=$python PYTHONPATH=$PWD/.bundle scripts/build-native.sh "$work/libnp2gpu.so" "$work/package" || return 1
  "$python" -c 'import pytest' 2>/dev/null || { echo "built; pytest is not installed" && return 0; }
  PYTHONPATH=$work/package NP2GPU_PYTHON=$work/package NP2GPU_DEVICE=$device "$python" -m pytest -q -p no:cacheprovider tests/python
}

benchmarks() { "$python" benchmarks/run.py --np2gpu "$np2gpu" --python "$python" --device "$device"; }

part programs programs
part operations operations
[ "$device" = cpu ] || part counters counters
[ "$device" = cpu ] || part sanitizer sanitizer
part standalone standalone
part python python_module
if [ -z "$only" ] || [[ $only == *,benchmarks,* ]]; then
  echo "== benchmarks"
  benchmarks || status=1
fi
echo "== summary"
[ ${#summary[@]} = 0 ] || printf '%s\n' "${summary[@]}"
exit $status
