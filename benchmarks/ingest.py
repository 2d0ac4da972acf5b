"""How long it takes to read a whole plan: the process from its start, and its parts.

Run it as `python benchmarks/ingest.py DOCUMENT YEAR`. Every figure is the median of some runs; the
parts come from runs in one process, so that they can be compared with each other.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from analysis.errors import DocumentError
from analysis.plan.ingest import read_document, write_plan
from analysis.plan.ingest.document.limits import LONGEST_LINE
from analysis.plan.ingest.document.text.fourfold import fourfold
from analysis.plan.ingest.plan import parse_plan

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 5
ALLOWED = 2.0  # seconds for a plan's text, all in
HOSTILE = 200_000  # letters without a boldface, as many as make a careless search take hours


def median_time(work: Callable[[], object]) -> float:
    """Return the median time of some runs, in seconds."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def whole_process(document: Path, year: int, folder: Path) -> None:
    """Read a plan as a user does: a new process that imports, reads and writes."""
    script = "import sys; from analysis.desk.cli import main; sys.exit(main())"
    words = ["ingest", str(document), "--year", str(year), "--out", str(folder / "whole")]
    command = [sys.executable, "-c", script, *words]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own command


def hostile(document: Path) -> dict[str, Callable[[], object]]:
    """Return what reads the largest documents that are no plan: noise, and almost a boldface."""
    rng = Random(1)  # noqa: S311 - noise keeps no secret
    noise = ("".join(rng.choices("0 nvt", k=LONGEST_LINE - 1)) for _ in range(900))
    document.write_text("\n".join(noise), encoding="utf-8")
    words = ["a", "ab"]
    while len(words[-1]) < HOSTILE:  # Fibonacci's word repeats itself three times, never four
        words.append(words[-1] + words[-2])

    def refuse() -> None:
        with suppress(DocumentError):
            parse_plan(read_document(document), 2031)

    return {"refuse noise": refuse, "find no boldface": lambda: fourfold([words[-1]])}


def main(name: str, year: int) -> None:
    """Print the median times of the whole and of its parts."""
    path = Path(name)
    document = read_document(path)
    plan = parse_plan(document, year)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        whole = median_time(lambda: whole_process(path, year, folder))
        processor = resource.getrusage(resource.RUSAGE_CHILDREN)
        parts = {
            "read the document": median_time(lambda: read_document(path)),
            "read its tables": median_time(lambda: parse_plan(document, year)),
            "write them": median_time(lambda: write_plan(plan, folder / "parts")),
        }
        worst = {
            work: median_time(reading) for work, reading in hostile(folder / "noise.txt").items()
        }
    parts["start and imports"] = whole - sum(parts.values())
    print(f"{path.name}: {len(document.lines)} lines, median of {RUNS} runs")
    for part, seconds in parts.items():
        print(f"  {part:<18} {seconds:6.2f} s  {seconds / whole:4.0%}")
    print(f"  {'the whole process':<18} {whole:6.2f} s  ({ALLOWED:.0f} s allowed for a text)")
    seconds = (processor.ru_utime + processor.ru_stime) / RUNS
    print(f"  {'of it computing':<18} {seconds:6.2f} s  (the rest is waiting for other programs)")
    for work, seconds in worst.items():
        print(f"  {work:<18} {seconds:6.2f} s  (1.8 MB that is no plan; {ALLOWED:.0f} s allowed)")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
