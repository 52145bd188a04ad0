# lit's configuration: `// RUN:` tests of the stages in tests/**/*.mlir and *.test. NP2GPU_BUILD names another build
# folder than build/.
#   np2gpu, np2gpu-opt, ...   the binaries of the build; FileCheck, not, split-file: LLVM's
#   %golden FILE              compares standard input with FILE; `make golden` rewrites FILE instead
import os
import shutil
import sys

import lit.formats

root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
build = os.environ.get("NP2GPU_BUILD", os.path.join(root, "build"))
file_check = shutil.which("FileCheck-22") or "/usr/lib/llvm-22/bin/FileCheck"

config.name = "np2gpu"
config.test_format = lit.formats.ShTest(False)
config.suffixes = [".mlir", ".test"]
config.test_source_root = os.path.dirname(os.path.abspath(__file__))
config.test_exec_root = os.path.join(build, "lit")
llvm_bin = os.path.dirname(os.path.realpath(file_check))
config.environment["PATH"] = os.pathsep.join([os.path.join(build, "bin"), llvm_bin, os.environ["PATH"]])
if "NP2GPU_GOLDEN" in os.environ:
    config.environment["NP2GPU_GOLDEN"] = os.environ["NP2GPU_GOLDEN"]
config.substitutions.append(("%golden", f"{sys.executable} {os.path.join(config.test_source_root, 'golden.py')}"))
# Users get the static binary; the one for daily work stands in for it here, since it is the one just built.
config.substitutions.append((r"(?<![-/\w])np2gpu(?![-./\w])", os.path.join(build, "bin", "np2gpu-dev")))
