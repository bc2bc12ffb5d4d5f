#!/usr/bin/env python3
"""How fast jikenbo reads everything, beside ja-timex reading dates alone and SudachiPy (core dictionary, mode A) cutting words alone: the same
notices, in one run, on one core.

Both come from PyPI into a virtual environment under target/. All take processor time, so that what else the machine does weighs little.
"""

import json
import resource
import statistics
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "target" / "compare"
PACKAGES = ["ja-timex==0.2.8", "SudachiPy==0.6.11", "sudachidict_core==20260428"]
ROUNDS = 5


def main():
    if len(sys.argv) == 3 and sys.argv[1] == "--inside":
        return inside(sys.argv[2])
    python = HOME / "bin" / "python"
    if not python.exists():
        venv.create(HOME, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    # The texts that `cargo dev bench` reads: the corpus's notices, as `jikenbo read` cuts them out.
    texts = output(["cargo", "dev", "bench", "--texts"])
    ours = json.loads(output(["cargo", "dev", "bench", "--json"]))
    print(f"{ours['notices']} notices, {ours['bytes']} bytes, one core, processor time, medians")
    tell("jikenbo, every fact", ours["read_bytes_per_second"], ours["peak_kib"])
    for name, what in (("ja-timex", "dates alone"), ("SudachiPy", "words alone")):
        theirs = json.loads(output([python, __file__, "--inside", name], texts))
        if theirs["bytes"] != ours["bytes"]:
            sys.exit(f"expected the same texts, found {ours['bytes']} and {theirs['bytes']} bytes")
        ratio = ours["read_bytes_per_second"] / theirs["bytes_per_second"]
        tell(f"{name}, {what}", theirs["bytes_per_second"], theirs["peak_kib"], ratio)


def output(command, given=None):
    return subprocess.run(command, cwd=ROOT, input=given, check=True, capture_output=True, text=True).stdout


def tell(who, speed, peak, ratio=None):
    times = f", jikenbo is {ratio:.0f} times as fast" if ratio else ""
    print(f"{who:<28}{speed / 1e3:>10.0f} KB/s, peak {peak / 1024:.0f} MiB{times}")


def inside(name):
    """Runs in the virtual environment: the notices from standard input, a JSON string a line."""
    texts = [json.loads(line) for line in sys.stdin]
    size = sum(len(text.encode()) for text in texts)
    parse = PARSERS[name]()
    rounds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for text in texts:
            parse(text)
        rounds.append(size / (time.process_time() - start))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"bytes": size, "bytes_per_second": statistics.median(rounds), "peak_kib": peak}))


def ja_timex():
    from ja_timex import TimexParser

    return TimexParser().parse


def sudachi():
    from sudachipy import Dictionary, SplitMode

    tokenizer = Dictionary(dict="core").create(SplitMode.A)
    # It takes no text of more than 49,149 bytes; a line is what it is meant for.
    return lambda text: [[m.surface() for m in tokenizer.tokenize(line)] for line in text.splitlines()]


PARSERS = {"ja-timex": ja_timex, "SudachiPy": sudachi}

if __name__ == "__main__":
    main()
