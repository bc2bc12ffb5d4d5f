#!/usr/bin/env python3
"""How fast jikenbo reads everything, beside ja-timex (PyPI) reading dates alone: the same notices, in one run, on one core.

ja-timex goes into a virtual environment under target/. Both take processor time, so that what else the machine does weighs little.
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
HOME = ROOT / "target" / "ja-timex"
VERSION = "0.2.8"
ROUNDS = 5


def main():
    if len(sys.argv) == 2 and sys.argv[1] == "--inside":
        return inside()
    python = HOME / "bin" / "python"
    if not python.exists():
        venv.create(HOME, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", f"ja-timex=={VERSION}"], check=True)
    # The texts that `cargo dev bench` reads: the corpus's notices, as `jikenbo read` cuts them out.
    bench = subprocess.run(["cargo", "dev", "bench", "--json"], cwd=ROOT, check=True, capture_output=True, text=True)
    ours = json.loads(bench.stdout)
    texts = subprocess.run(["cargo", "dev", "bench", "--texts"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    theirs = json.loads(subprocess.run([python, __file__, "--inside"], input=texts, check=True, capture_output=True, text=True).stdout)
    if theirs["bytes"] != ours["bytes"]:
        sys.exit(f"expected the same texts, found {ours['bytes']} and {theirs['bytes']} bytes")
    ratio = ours["read_bytes_per_second"] / theirs["bytes_per_second"]
    print(f"{ours['notices']} notices, {ours['bytes']} bytes, one core, processor time, medians")
    print(f"jikenbo, every fact          {ours['read_bytes_per_second'] / 1e3:>10.0f} KB/s, peak {ours['peak_kib'] / 1024:.0f} MiB")
    print(f"ja-timex {VERSION}, dates alone  {theirs['bytes_per_second'] / 1e3:>10.0f} KB/s, peak {theirs['peak_kib'] / 1024:.0f} MiB")
    print(f"ratio                        {ratio:>10.0f}")


def inside():
    """Runs in the virtual environment: the notices from standard input, a JSON string a line."""
    from ja_timex import TimexParser

    texts = [json.loads(line) for line in sys.stdin]
    size = sum(len(text.encode()) for text in texts)
    parser = TimexParser()
    rounds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for text in texts:
            parser.parse(text)
        rounds.append(size / (time.process_time() - start))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"bytes": size, "bytes_per_second": statistics.median(rounds), "peak_kib": peak}))


if __name__ == "__main__":
    main()
