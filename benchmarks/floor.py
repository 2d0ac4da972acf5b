"""The least that the notebooks can cost: what they import once, then the CPU time of their cells.

Run as a script in the benchmark's environment; prints both in seconds. No kernel, no messages, no
file: each notebook's code runs in a fork of a process that has done the imports.
"""

from __future__ import annotations

import ast
import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any

import analysis
from analysis.imports import ImportReader
from analysis.publishing.run.environment import SAME_EACH_TIME
from analysis.publishing.run.forkserver import KERNEL, freeze, warm_up
from analysis.publishing.run.warm import INLINE, to_import


def main() -> None:
    """Measure the jobs of a file."""
    jobs = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    sources = {job["notebook"]: _sources(Path(job["notebook"])) for job in jobs}
    reader = ImportReader(Path(analysis.__file__).parent)
    names = reader.imports("\n".join(s for one in sources.values() for s in one)).others
    os.environ.update(SAME_EACH_TIME | {"MPLBACKEND": INLINE})
    for module in [name for name in sys.modules if name.split(".")[0] == "analysis"]:
        del sys.modules[module]  # a notebook imports them itself
    begun = time.process_time()
    warm_up([*KERNEL, *to_import(names)], sys.stderr)
    freeze()
    imports = time.process_time() - begun
    cells = sum(_forked(sources[job["notebook"]], job) for job in jobs)
    print(json.dumps({"imports": imports, "cells": cells}))


def _sources(notebook: Path) -> list[str]:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def _forked(sources: list[str], job: dict[str, Any]) -> float:
    """Run a notebook's code in a fork, and return its CPU seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = os.fork()
    if process == 0:
        _run(sources, job)
        os._exit(0)
    _, status = os.waitpid(process, 0)
    if status:
        sys.exit(f"{job['notebook']} fails outside a kernel")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _run(sources: list[str], job: dict[str, Any]) -> None:
    os.chdir(Path(job["notebook"]).parent)
    sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - the process ends with it
    names: dict[str, Any] = {"__name__": "__main__"}
    for place, source in enumerate(sources):
        exec(compile(ast.parse(source), "cell", "exec"), names)  # noqa: S102 - our own notebooks
        if place == 0:
            names |= job["parameters"]


if __name__ == "__main__":
    main()
