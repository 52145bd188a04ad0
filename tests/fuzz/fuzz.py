"""The aliasing fuzzer: random programs (generate.py) under Python and under np2gpu, shrunk (shrink.py) where they differ.

    fuzz.py [--seconds S | --count N] [--seed FIRST] [-j N]      look for differences
    fuzz.py --file program.py ...                                compare these programs
    fuzz.py --text SEED                                          print a program

Seeds count up from FIRST (without --seed: from a number drawn at random, which is printed). Every program runs in Python
and, through build/tests/fuzz-batch, on each device; standard output, exit status, an uncaught exception's text and line
must be equal. A program that differs is shrunk and saved in found/, where it stays as a test. Refused programs are
counted by message. Exit status: 0 if there was no difference and fewer than 1% were refused.
"""

import argparse
import collections
import contextlib
import io
import multiprocessing
import os
import pathlib
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
import traceback

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(ROOT / "tests" / "programs")]

from generate import generate  # noqa: E402 (numpy warnings are off from here on)
from run import difference, exception  # noqa: E402
from shrink import shrink  # noqa: E402

BUILD = pathlib.Path(os.environ.get("NP2GPU_BUILD", ROOT / "build")).resolve()
BATCH = 24


class TooLong(BaseException):
    pass


def alarm(*_):
    raise TooLong


def python(text, file):
    """(status, standard output, traceback) of a program in this process; None if it takes too long."""
    out = io.StringIO()
    signal.signal(signal.SIGVTALRM, alarm)
    signal.setitimer(signal.ITIMER_VIRTUAL, 5)
    try:
        with contextlib.redirect_stdout(out):
            exec(compile(text, file, "exec"), {"__name__": "__main__"})
        return 0, out.getvalue(), ""
    except TooLong:
        return None
    except Exception:
        return 1, out.getvalue(), traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


class Compiler:
    """A running fuzz-batch."""

    def __init__(self, devices=("cpu",), fault=""):
        self.devices, self.fault = devices, fault
        self.process = None
        self.folder = tempfile.TemporaryDirectory(prefix="fuzz")

    def close(self):
        if self.process:
            self.process.stdin.close()
            self.process.wait()
        self.process = None

    def answers(self, files):
        """{device: (status, out, err)} of each program."""
        if not self.process:
            command = [BUILD / "tests" / "fuzz-batch", "--devices=" + ",".join(self.devices), *(["--fault=" + self.fault] if self.fault else [])]
            self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=self.folder.name)
        self.process.stdin.write(" ".join(files).encode() + b"\n")
        self.process.stdin.flush()
        for _ in files:
            answer = {}
            for device in self.devices:
                status, out, err = map(int, self.process.stdout.readline().split())
                answer[device] = status, self.process.stdout.read(out).decode(), self.process.stdout.read(err).decode()
            yield answer

    def outcomes(self, texts):
        """What is wrong with each program: a list of (category, message), ("ok", "") if nothing is."""
        files = []
        for number, text in enumerate(texts):
            files.append(f"p{number}.py")
            pathlib.Path(self.folder.name, files[-1]).write_text(text)
        answers = self.answers(files)
        return [judge(python(text, file), answer) for text, file, answer in zip(texts, files, answers)]


def judge(expected, answer):
    if expected is None:
        return "slow", ""
    for device, (status, out, err) in answer.items():
        if status == 2 and "internal error" in err:
            lines = [line for line in err.splitlines() if "error" in line]
            return "internal", re.sub(r"^batch.cu:\d+:\d+: ", "", lines[0])[:200]
        if status == 2 and not out:
            message = (re.findall(r": error: (.*)", err) or err.splitlines() or ["no message"])[0]
            return "refused", message
        if status < 0:
            last = (err.strip().splitlines() or [""])[-1 if "Assertion" not in err else 0]
            return "crash", f"{device}: signal {-status} {re.sub('.*Assertion', 'Assertion', last)}"
        if out != expected[1]:
            last = err.strip().splitlines()[-1:] if status != expected[0] else []
            return "output", f"{device}: {difference(expected[1], out)} {' '.join(last)}"
        if status != expected[0]:
            return "status", f"{device}: Python {expected[0]}, np2gpu {status} {err.strip().splitlines()[-1:]}"
        if status and exception(err) != exception(expected[2]):
            return "exception", f"{device}: Python {exception(expected[2])}, np2gpu {exception(err)}"
    return "ok", ""


def work(seeds, devices, fault):
    """One batch, in a worker process that keeps its compiler."""
    global compiler
    if "compiler" not in globals():
        compiler = Compiler(devices, fault)
    texts = [generate(seed) for seed in seeds]
    return list(zip(seeds, compiler.outcomes(texts)))


def batches(first, count, seconds):
    end = time.monotonic() + seconds if seconds else None
    for start in range(first, first + count, BATCH):
        if end and time.monotonic() > end:
            return
        yield range(start, min(start + BATCH, first + count))


def search(first, count=10**9, seconds=None, jobs=1, devices=("cpu",), fault="", stop=lambda found: False):
    """Runs programs; returns (number of programs, refusals by message, [(seed, category, message)])."""
    refused, found, total = collections.Counter(), [], 0
    with multiprocessing.Pool(jobs) as pool:
        pending = []
        todo = batches(first, count, seconds)
        for seeds in todo:
            pending.append(pool.apply_async(work, (seeds, devices, fault)))
            while len(pending) >= 2 * jobs or pending and pending[0].ready():
                total += take(pending.pop(0).get(), refused, found)
            if stop(found):
                break
        for result in pending:
            total += take(result.get(), refused, found)
    return total, refused, found


def take(results, refused, found):
    for seed, (category, message) in results:
        if category == "refused":
            refused[re.sub(r"'[^']*'", "'...'", message)] += 1
        elif category not in ("ok", "slow"):
            found.append((seed, category, message))
            print(f"seed {seed}: {category}: {message}", flush=True)
    return len(results)


def save(found, devices, folder):
    for seed, category, _ in found:
        compiler = Compiler(devices)
        text, message = shrink(generate(seed), category, compiler)
        compiler.close()
        (folder / f"{category}_{seed}.py").write_text(text)
        print(f"{folder / f'{category}_{seed}.py'}: {message}\n{text}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--count", type=int, default=10**9)
    parser.add_argument("--seed", type=int)
    parser.add_argument("-j", type=int, default=1)
    parser.add_argument("--devices", default="cpu", help="separated by commas")
    parser.add_argument("--fault", default="", help="put a fault in (README.md)")
    parser.add_argument("--text", type=int, metavar="SEED")
    parser.add_argument("--file", nargs="+", metavar="PROGRAM")
    parser.add_argument("--no-shrink", action="store_true")
    parser.add_argument("--log", action="store_true", help="add a line to totals.txt")
    parser.add_argument("--shrink", type=int, nargs="+", metavar="SEED", help="shrink these only")
    parser.add_argument("--save", default=HERE / "found", type=pathlib.Path, help="where shrunk programs go")
    options = parser.parse_args()
    devices = options.devices.split(",")
    if options.text is not None:
        print(generate(options.text), end="")
        return 0
    if options.file:
        compiler, failed = Compiler(devices), 0
        for file in options.file:
            category, message = compiler.outcomes([pathlib.Path(file).read_text()])[0]
            print(f"{file}: {category} {message}")
            failed |= category != "ok"
        return failed
    if options.shrink:
        compiler = Compiler(devices)
        outcomes = [compiler.outcomes([generate(seed)])[0] for seed in options.shrink]
        save([(seed, *outcome) for seed, outcome in zip(options.shrink, outcomes)], devices, options.save)
        return 0
    first = options.seed if options.seed is not None else random.SystemRandom().randrange(10**9)
    print(f"seeds from {first}", flush=True)
    began = time.monotonic()
    total, refused, found = search(first, options.count, options.seconds, options.j, devices, options.fault)
    for message, count in refused.most_common():
        print(f"refused {count} times: {message}")
    bad = sum(refused.values())
    print(f"{total} programs, {len(found)} differ, {bad} refused ({100 * bad / max(total, 1):.2f}%), "
          f"{total / (time.monotonic() - began):.1f} a second", flush=True)
    if options.log:
        commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True).stdout.strip()
        with open(HERE / "totals.txt", "a") as totals:
            totals.write(f"{commit}: seeds {first} to {first + total - 1} on {options.devices}: {total} programs, {len(found)} differ, {bad} refused\n")
    if not options.no_shrink:
        save(found[:10], devices, options.save)
    return bool(found) or bad * 100 >= max(total, 1)


if __name__ == "__main__":
    sys.exit(main())
