"""A minute of the aliasing fuzzer with a fresh seed, the programs that it found earlier, and the faults that it must find.

NP2GPU_FUZZ_SECONDS changes the minute, NP2GPU_FUZZ_SEED the seed.
"""

import os
import pathlib
import random
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import fuzz  # noqa: E402

FAULTS = ["early-version", "no-overlap-copy", "lost-flag", "no-continue", "no-references"]


def test_found():
    files = sorted((HERE / "found").glob("*.py"))
    compiler, wrong = fuzz.Compiler(), []
    for start in range(0, len(files), fuzz.BATCH):
        batch = files[start:start + fuzz.BATCH]
        for file, (category, message) in zip(batch, compiler.outcomes([file.read_text() for file in batch])):
            if category != "ok":
                wrong.append(f"{file.name}: {category}: {message}")
    compiler.close()
    assert not wrong, "\n".join(wrong)


def test_fresh_seed():
    seed = int(os.environ.get("NP2GPU_FUZZ_SEED", random.SystemRandom().randrange(10**9)))
    print(f"seeds from {seed}")
    total, refused, found = fuzz.search(seed, seconds=float(os.environ.get("NP2GPU_FUZZ_SECONDS", 60)))
    print(f"{total} programs")
    assert not found, "\n".join(f"tests/fuzz/fuzz.py --shrink {seed}: {category}: {message}" for seed, category, message in found)
    assert sum(refused.values()) * 100 < max(total, 100), refused


@pytest.mark.parametrize("fault", FAULTS)
def test_fault(fault):
    _, _, found = fuzz.search(0, count=500, fault=fault, stop=bool)
    seeds = [seed for seed, category, _ in found if category in ("output", "status", "exception", "crash")]
    sound = fuzz.Compiler()
    caught = [seed for seed in seeds if sound.outcomes([fuzz.generate(seed)])[0][0] == "ok"]
    sound.close()
    assert caught, f"500 programs ran as they should with {fault}"
