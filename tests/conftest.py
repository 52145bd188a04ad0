"""One pytest run holds all tests: those of tests/unit (Python), and through test_suites.py the others."""

import os
import pathlib

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[1]
BUILD = pathlib.Path(os.environ.get("NP2GPU_BUILD", ROOT / "build")).resolve()
os.environ.setdefault("NP2GPU_RUNTIME_SO", str(BUILD / "lib" / "libnpruntime.so"))


def pytest_collection_modifyitems(items):
    # In parallel (pytest -n) a file stays on one worker, since what it compiles first serves all of its tests; the
    # suites are independent of each other.
    for item in items:
        if item.path.name != "test_suites.py":
            item.add_marker(pytest.mark.xdist_group(str(item.path)))


def pytest_terminal_summary(terminalreporter):
    # What a test counted, by record_property("note", ...).
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "note":
                terminalreporter.write_line(value)
