#!/usr/bin/env bash
# Installs what is missing: Debian packages (as root or with sudo) and the Python environment .venv.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(llvm-22-dev libmlir-22-dev mlir-22-tools clang-22 libclang-22-dev lld-22 llvm-22-tools cmake ninja-build
  ccache make git python3-venv python3-dev zlib1g-dev clang-format-22 clang-tidy-22)
missing=()
for package in "${packages[@]}"; do
  dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
done
if ((${#missing[@]})); then
  echo "installing: ${missing[*]}"
  sudo=()
  [ "$(id -u)" = 0 ] || sudo=(sudo)
  "${sudo[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install -y -qq "${missing[@]}" >/dev/null
fi

if [ ! -x .venv/bin/python ] || ! cmp -s requirements.txt .venv/requirements.txt; then
  echo "making .venv"
  /usr/bin/python3 -m venv .venv
  .venv/bin/pip install -q -r requirements.txt
  cp requirements.txt .venv/requirements.txt
fi
