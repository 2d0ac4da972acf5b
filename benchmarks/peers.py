"""The peers, each used as its documentation says; run as a script in the benchmark's environment.

Every way executes the same notebooks with the same parameters, and renders each to HTML.
"""

# ruff: noqa: PLC0415 - each way imports its own tool, and none of the others

from __future__ import annotations

import json
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    Job = dict[str, Any]


def papermill_in_process(jobs: list[Job], out: Path, workers: int) -> None:
    """Call papermill and nbconvert in one process, one notebook after another."""
    del workers
    for job in jobs:
        _papermill(job, out)


def papermill_in_parallel(jobs: list[Job], out: Path, workers: int) -> None:
    """Call papermill and nbconvert in some processes at a time."""
    with ProcessPoolExecutor(workers) as pool:
        list(pool.map(partial(_papermill, out=out), jobs))


def jupyter_cache(jobs: list[Job], out: Path, workers: int) -> None:
    """Execute with jupyter-cache's parallel executor; it knows no parameters, so put them in."""
    import papermill
    from jupyter_cache import get_cache
    from jupyter_cache.executors import load_executor

    del workers  # it takes as many as there are cores
    cache = get_cache(out / "cache")
    for job in jobs:
        prepared = str(_output(job, out))
        papermill.execute_notebook(
            job["notebook"], prepared, parameters=job["parameters"], prepare_only=True
        )
        cache.add_nb_to_project(prepared)
    result = load_executor("local-parallel", cache).run_and_cache(timeout=300)
    if len(result.succeeded) != len(jobs):
        sys.exit(f"jupyter-cache: {len(result.succeeded)} of {len(jobs)} notebooks succeeded")
    for job in jobs:
        path = _output(job, out)
        _, notebook = cache.merge_match_into_file(path)
        _render(notebook, path)


def ploomber(jobs: list[Job], out: Path, workers: int) -> None:
    """Build a DAG of notebook tasks, which render themselves."""
    from ploomber import DAG
    from ploomber.executors import Parallel
    from ploomber.products import File
    from ploomber.tasks import NotebookRunner

    dag = DAG(executor=Parallel(processes=workers))
    for job in jobs:
        NotebookRunner(
            Path(job["notebook"]),
            product=File(_output(job, out).with_suffix(".html")),
            dag=dag,
            name=f"{job['year']}-{job['chapter']}",
            params=dict(job["parameters"]),
            static_analysis="disable",
        )
    dag.build()


WAYS: dict[str, Callable[[list[Job], Path, int], None]] = {
    "in-process": papermill_in_process,
    "parallel": papermill_in_parallel,
    "jupyter-cache": jupyter_cache,
    "ploomber": ploomber,
}


def command_lines(jobs: list[Job], out: Path, programs: Path) -> str:
    """Return a shell script that calls papermill and nbconvert, one notebook after another."""
    lines = ["set -e"]
    for job in jobs:
        path = _output(job, out)
        given = " ".join(f"-p {name} {value}" for name, value in job["parameters"].items())
        lines += [
            f"'{programs}/papermill' --no-progress-bar '{job['notebook']}' '{path}' {given}",
            f"'{programs}/jupyter-nbconvert' --to html '{path}'",
        ]
    return "\n".join(lines)


def _papermill(job: Job, out: Path) -> None:
    import papermill

    path = _output(job, out)
    notebook = papermill.execute_notebook(
        job["notebook"], str(path), parameters=job["parameters"], progress_bar=False
    )
    _render(notebook, path)


def _render(notebook: Any, path: Path) -> None:  # noqa: ANN401 - nbformat has no types
    from nbconvert import HTMLExporter

    html, _ = HTMLExporter().from_notebook_node(notebook)
    path.with_suffix(".html").write_text(html, encoding="utf-8")


def _output(job: Job, out: Path) -> Path:
    return out / f"{job['year']}-{job['chapter']}.ipynb"


if __name__ == "__main__":
    way, file, folder, number = sys.argv[1:]
    WAYS[way](json.loads(Path(file).read_text(encoding="utf-8")), Path(folder), int(number))
