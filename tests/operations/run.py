"""Every operation on dtypes, shapes and strides, under Python and under np2gpu: what is printed must be equal.

    run.py [np2gpu] [-k TEXT] [--part X] [--share X] [--seed N] [--device NAME]

The templates are in specs.py; cases.py makes cases of them. Many cases make one script, each in a `try` of its own; a
case that is refused (exit status 2), that fails to compile or that ends the process is found by halving, and reported.
Known failures are in failing.txt, by template: one whose cases all pass must leave the list.
"""

import argparse
import concurrent.futures
import glob
import os
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import cases
import specs

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*(?:e[-+]?\d+)?|\.\d+|inf|nan)(?![\d.]|[A-Za-ik-z_])")
PRELUDE = """import numpy as np
def show(value):
    print(repr(value))
    if isinstance(value, np.ndarray):
        print(value.dtype, value.shape)
        if value.size > 0 and 1 not in value.shape:
            print(value.strides)
"""


def script(chosen):
    """The text of these cases, and the first line of each."""
    text, places = PRELUDE, []
    for i, case in enumerate(chosen):
        places.append(text.count("\n") + 1)
        body = "".join(f"    {line}\n" for line in [*case.arrays.values(), *case.lines()])
        text += f"def case_{i}():\n{body}"
        text += f"try:\n    case_{i}()\nexcept Exception as error:\n    print(type(error).__name__, str(error))\nprint('#{i}')\n"
    return text, places


def execute(command, text, options):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "cases.py")
        path.write_text(text)
        try:
            done = subprocess.run([*command, str(path)], capture_output=True, text=True, timeout=options.timeout, env=options.environment)
        except subprocess.TimeoutExpired:
            return -1, "", "timeout"
    return done.returncode, done.stdout, done.stderr


def parts(output):
    found = re.split(r"^#(\d+)\n", output, flags=re.M)
    return {int(number): text for text, number in zip(found[::2], found[1::2])}


def equal(case, wanted, got):
    if wanted == got:
        return True
    if not case.close:
        return False
    a, b = NUMBER.findall(wanted), NUMBER.findall(got)
    shape = lambda text: re.sub(r"[-\s]", "", NUMBER.sub("0", re.sub(r"(?<!e)\+", " +", text)).replace("0", "").replace(".", ""))
    if len(a) != len(b) or shape(wanted) != shape(got):
        return False
    for x, y in zip(map(float, a), map(float, b)):
        if x != y and not (x != x and y != y) and abs(x - y) > case.epsilon * max(abs(x), abs(y), 1):
            return False
    return True


def difference(wanted, got):
    """The first lines that differ."""
    for a, b in zip((wanted + "\n\n").splitlines(), (got + "\n\n").splitlines()):
        if a != b:
            return f"Python  {a}\n    np2gpu  {b}"
    return f"Python prints {len(wanted.splitlines())} lines, np2gpu {len(got.splitlines())}"


def problems(chosen, options):
    """(case, what is wrong) for each case that differs."""
    if not chosen:
        return []
    text, places = script(chosen)
    status, out, err = execute([options.np2gpu, "run", *options.flags], text, options)
    if status == 0:
        _, wanted, _ = execute([options.python], text, options)
        wanted, got = parts(wanted), parts(out)
        return [(case, difference(wanted.get(i, "?"), got.get(i, "?")))
                for i, case in enumerate(chosen) if not equal(case, wanted.get(i, "?"), got.get(i, ""))]
    message = next((line for line in err.splitlines() if "error" in line), err.strip().splitlines()[-1] if err.strip() else f"status {status}")
    if len(chosen) == 1:
        return [(chosen[0], re.sub(r"\S*/(?=cases\.py|lib/)", "", message.strip())[:400])]
    if status == 2:  # a located refusal costs one more run, not log n
        lines = [int(n) for n in re.findall(r"cases\.py:(\d+):", err)]
        for line in lines[:1]:
            at = max((i for i, place in enumerate(places) if place <= line), default=None)
            if at is not None:
                return [(chosen[at], re.sub(r"\S*/(?=cases\.py|lib/)", "", message.strip())[:400])] + problems(chosen[:at] + chosen[at + 1:], options)
    half = len(chosen) // 2
    return problems(chosen[:half], options) + problems(chosen[half:], options)


def environment(python):
    result = dict(os.environ, PYTHONWARNINGS="ignore", PYTHONDONTWRITEBYTECODE="1")
    site = subprocess.run([python, "-c", "import numpy; print(numpy.__path__[0])"], capture_output=True, text=True, check=True).stdout.strip()
    if libraries := glob.glob(site + ".libs/libscipy_openblas64*"):
        result.setdefault("NP2GPU_OPENBLAS", libraries[0])
    return result


def select(options):
    rng = random.Random(options.seed)
    only = set(Path(options.only).read_text().splitlines()) if options.only else None
    chosen = []
    for template in specs.TEMPLATES:
        if options.k not in template or rng.random() >= options.part or (only and template not in only):
            continue
        made = list(cases.expand(template, options.seed, options.draws))
        keep = max(1, round(len(made) * options.share))
        chosen += rng.sample(made, keep) if keep < len(made) else made
    return chosen


def main():
    parser = argparse.ArgumentParser()
    venv = ROOT / ".venv" / "bin" / "python"
    parser.add_argument("np2gpu", nargs="?", default=str(ROOT / "build" / "bin" / "np2gpu-dev"))
    parser.add_argument("-k", default="", metavar="TEXT", help="only templates that hold this text")
    parser.add_argument("-j", type=int, default=os.cpu_count())
    parser.add_argument("--share", type=float, default=1.0, help="of each template's cases")
    parser.add_argument("--part", type=float, default=1.0, help="of the templates")
    parser.add_argument("--only", metavar="FILE", help="only the templates in this file, such as what an earlier run printed")
    parser.add_argument("--draws", type=int, default=1, help="cases for each dtype of a template")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--batch", type=int, default=30, help="cases a script")
    parser.add_argument("--device", help="passed on as --device=")
    parser.add_argument("--timeout", type=float, default=120)
    parser.add_argument("--python", default=str(venv) if venv.exists() else sys.executable)
    parser.add_argument("--examples", type=int, default=2, help="failures shown of each template")
    parser.add_argument("--print", action="store_true", help="only print the scripts")
    options = parser.parse_args()
    options.flags = [f"--device={options.device}"] if options.device else []
    options.environment = environment(options.python)
    chosen = select(options)
    batches = [chosen[i:i + options.batch] for i in range(0, len(chosen), options.batch)]
    if options.print:
        for batch in batches:
            print(script(batch)[0])
        return 0
    listed = (HERE / "failing.txt").read_text().splitlines() if (HERE / "failing.txt").exists() else []
    known = {line for line in listed if line and not line.startswith("#")}
    print(f"{len(chosen)} cases of {len({case.template for case in chosen})} templates, seed {options.seed}", flush=True)
    failed, failing, shown = 0, set(), {}
    with concurrent.futures.ThreadPoolExecutor(options.j) as pool:
        for found in pool.map(lambda batch: problems(batch, options), batches):
            for case, what in found:
                failing.add(case.template)
                if case.template in known:
                    continue
                failed += 1
                shown[case.template] = shown.get(case.template, 0) + 1
                if shown[case.template] <= options.examples:
                    print(f"{case.template}\n  {case.text}\n    {what}", flush=True)
    for template in sorted(known & {case.template for case in chosen} - failing) if options.share == 1.0 else []:
        failed += 1
        print(f"{template}\n  passes now: take it off failing.txt")
    print(f"{len(chosen)} cases, {failed} failed, {len(failing & known)} templates of failing.txt still fail")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
