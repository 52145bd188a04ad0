"""The module is the one of the build: build/python."""

import os
import pathlib
import sys

BUILD = pathlib.Path(os.environ.get("NP2GPU_BUILD", pathlib.Path(__file__).resolve().parents[2] / "build")).resolve()
sys.path.insert(0, str(BUILD / "python"))
