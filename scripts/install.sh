#!/usr/bin/env bash
# Installs what is missing: Debian packages (as root or with sudo) and the Python environment .venv. Where all is
# there it takes a moment and prints nothing.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(llvm-22-dev libmlir-22-dev mlir-22-tools clang-22 libclang-22-dev lld-22 llvm-22-tools cmake ninja-build
  ccache make git python3-venv python3-dev zlib1g-dev clang-format-22 clang-tidy-22)
if ! command -v dpkg-query >/dev/null; then
  echo "not a Debian system: install LLVM, MLIR, Clang and lld 22, CMake, Ninja and Python 3.11 yourself" >&2
else
  present=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "${packages[@]}" 2>/dev/null | awk '$2 == "installed"' || true)
  missing=()
  for package in "${packages[@]}"; do
    grep -q "^$package " <<<"$present" || missing+=("$package")
  done
  if ((${#missing[@]})); then
    echo "installing: ${missing[*]}"
    sudo=()
    [ "$(id -u)" = 0 ] || sudo=(sudo)
    "${sudo[@]}" apt-get update -qq
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null
  fi
fi

# The copy of requirements.txt is written last, so that an environment left half made is made again.
if ! cmp -s requirements.txt .venv/requirements.txt; then
  echo "making .venv"
  /usr/bin/python3 -m venv --clear .venv
  .venv/bin/pip install -q --disable-pip-version-check -r requirements.txt
  cp requirements.txt .venv/requirements.txt
fi
