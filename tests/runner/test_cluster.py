"""The same jobs on Dask: two workers that are given no folder of the client's."""

from __future__ import annotations

import subprocess
import sys
from platform import node
from typing import TYPE_CHECKING

import pytest

from analysis.errors import NotebookError
from analysis.report.provenance import output_checksums
from analysis.report.run import run_report
from analysis.runner.cluster import ClusterError, Parcel, run_parcel
from analysis.runner.failure import Failure
from analysis.runner.limits import Limits
from runner.small import figure, jobs_of, write_notebook, write_project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

distributed = pytest.importorskip("distributed", reason="the extra `cluster` is not installed")

READS = """
import os
from analysis.paths import find_project
assert ('client' in str(find_project().root)) == ('AT_THE_CLIENT' in os.environ)
title = (find_project().raw(2023) / 'source.yaml').read_text()
assert title == 'title: Het plan', title
"""
WORKER = ["--nthreads", "1", "--no-dashboard", "--nworkers", "1", "--death-timeout", "30"]


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler with two worker processes, each in a folder of its own."""
    folder = tmp_path_factory.mktemp("cluster")
    started: list[subprocess.Popen[bytes]] = []

    def start(*command: str) -> None:
        place = folder / str(len(started))
        place.mkdir()
        with (place / "log").open("wb") as log:
            run = [sys.executable, "-m", "distributed.cli.dask_" + command[0], *command[1:]]
            started.append(subprocess.Popen(run, cwd=place, stdout=log, stderr=log))  # noqa: S603 - ours

    file = str(folder / "scheduler.json")
    start("scheduler", "--scheduler-file", file, "--host", "127.0.0.1", "--port", "0",
          "--no-dashboard")  # fmt: skip
    for _ in range(2):
        start("worker", "--scheduler-file", file, *WORKER)
    try:
        with distributed.Client(scheduler_file=file, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
            yield client.scheduler.address
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(30)


def test_a_cluster_gives_the_same_bytes_and_the_same_failures(
    scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The notebook reads a table, and finds it in a folder that is not the client's."""
    project = write_project(tmp_path / "client", {"a": [READS, figure("a")], "b": [figure("b")]})
    (project.raw(2023) / "source.yaml").write_text("title: Het plan")
    page = run_report(project, 2023, scheduler=scheduler)
    there = output_checksums(page.parent)
    monkeypatch.setenv("AT_THE_CLIENT", "yes")
    run_report(project, 2023, cold=True, fresh=True)
    assert output_checksums(page.parent) == there
    write_notebook(project, "b", "1 / 0")
    with pytest.raises(NotebookError, match="ZeroDivisionError: division by zero"):
        run_report(project, 2023, scheduler=scheduler)
    kept = project.root / "reports/2023.failed/b.ipynb"
    assert "ZeroDivisionError" in kept.read_text()
    assert output_checksums(page.parent) == there


def test_a_workers_kernels_are_forked_from_a_process_that_has_imported(
    scheduler: str, tmp_path: Path
) -> None:
    """Its parent is no worker but our fork server; with `cold` it is none of ours."""
    shows = "import os; assert 'forkserver' in open(f'/proc/{os.getppid()}/cmdline').read()"
    project = write_project(tmp_path / "client", {"a": [shows, figure("a")]})
    run_report(project, 2023, scheduler=scheduler)
    with pytest.raises(NotebookError, match="AssertionError"):
        run_report(project, 2023, scheduler=scheduler, cold=True, fresh=True)


def test_a_worker_with_another_version_is_refused_and_told(tmp_path: Path) -> None:
    """It would give a figure that nobody here can make again."""
    (job,) = jobs_of(write_project(tmp_path, {"a": [figure("a")]}))
    found = run_parcel(Parcel(job, job.notebook.read_bytes(), Limits(), "another"), {}).outcome
    assert isinstance(found, Failure)
    assert found.message == (
        f"the worker on {node()} has another version of this package than the client; "
        "install the same one there and start the worker again"
    )


def test_an_address_where_nobody_answers_is_told(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"a": []})
    with pytest.raises(ClusterError, match="Start the scheduler, or correct the address"):
        run_report(project, 2023, scheduler="nonsense://127.0.0.1:1")
