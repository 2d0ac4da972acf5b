"""The same jobs on Dask, with two workers that share no folder with the client."""

from __future__ import annotations

import gc
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from platform import node
from threading import Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

import pytest

from analysis.errors import NotebookError
from analysis.publishing.provenance import output_checksums
from analysis.publishing.reports import RunOptions
from analysis.publishing.run.cluster import ClusterError, OnWorkers, RemoteJob, cluster, run_remote
from analysis.publishing.run.executed import Executed
from analysis.publishing.run.failure import Failure
from analysis.publishing.run.guard import Guards
from analysis.publishing.run.limits import KernelLimits
from publishing.run.small import figure, jobs_of, run_report, write_notebook, write_project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from analysis.paths import Project

distributed = pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
psutil = pytest.importorskip("psutil", reason="comes with the extra `cluster`")

READS = """
import os
from analysis.paths import find_project
assert ('client' in str(find_project().root)) == ('AT_THE_CLIENT' in os.environ)
title = (find_project().raw(2023) / 'source.yaml').read_text()
assert title == 'title: Het plan', title
"""
FORKED = "import os; assert 'forkserver' in open(f'/proc/{os.getppid()}/cmdline').read()"
WAITS = """
from pathlib import Path
from time import sleep
Path({here!r}, 'begun').touch()
while not Path({here!r}, 'other ended').exists():
    sleep(0.05)
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


@pytest.mark.kernel
def test_a_cluster_gives_the_same_bytes_and_failures(
    scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The notebook reads a table from a folder that is not the client's."""
    project = write_project(tmp_path / "client", {"a": [READS, figure("a")], "b": [figure("b")]})
    (project.raw(2023) / "source.yaml").write_text("title: Het plan")
    page = run_report(project, 2023, RunOptions(scheduler=scheduler))
    there = output_checksums(page.parent)
    monkeypatch.setenv("AT_THE_CLIENT", "yes")
    run_report(project, 2023, RunOptions(cold=True, fresh=True))
    assert output_checksums(page.parent) == there
    write_notebook(project, "b", "1 / 0")
    with pytest.raises(NotebookError, match="ZeroDivisionError: division by zero"):
        run_report(project, 2023, RunOptions(scheduler=scheduler))
    kept = project.root / "reports/2023.failed/b.ipynb"
    assert "ZeroDivisionError" in kept.read_text()
    assert output_checksums(page.parent) == there


@pytest.mark.posix  # fork
@pytest.mark.kernel
def test_a_workers_kernels_are_forked_from_a_warm_process(scheduler: str, tmp_path: Path) -> None:
    """The parent is our fork server, not a worker; with `cold` it is neither."""
    project = write_project(tmp_path / "client", {"a": [FORKED, figure("a")]})
    run_report(project, 2023, RunOptions(scheduler=scheduler))
    with pytest.raises(NotebookError, match="AssertionError"):
        run_report(project, 2023, RunOptions(scheduler=scheduler, cold=True, fresh=True))


@pytest.mark.posix  # fork
@pytest.mark.kernel
def test_a_run_that_ends_leaves_another_runs_kernels_on_the_workers(
    scheduler: str, tmp_path: Path
) -> None:
    """The short run begins and ends within the long one, which has a notebook to come."""
    waits = WAITS.format(here=str(tmp_path))
    long = write_project(tmp_path / "long", {"a": [FORKED, waits], "b": [FORKED]})
    short = write_project(tmp_path / "short", {"a": [FORKED]})
    (first, second), (only,) = jobs_of(long), jobs_of(short)
    with ThreadPoolExecutor(1) as pool, ExitStack() as stack:
        execute = stack.enter_context(_run(scheduler, long))
        waiting = pool.submit(execute, first, _nothing)
        stack.callback((tmp_path / "other ended").touch)
        with _run(scheduler, short) as other:
            while not (tmp_path / "begun").exists():
                assert not waiting.done(), waiting.result()
                sleep(0.05)
            assert isinstance(other(only, _nothing), Executed)
        (tmp_path / "other ended").touch()
        assert isinstance(waiting.result(), Executed)
        assert isinstance(execute(second, _nothing), Executed)
    assert not _kept(scheduler)


@pytest.mark.posix  # fork
@pytest.mark.kernel
def test_an_unused_fork_server_on_a_worker_ends_after_a_while() -> None:
    """While a job uses it, it stays; the next job after its end gets a new one."""
    from analysis.publishing.run.worker import WarmWorker  # noqa: PLC0415 - imports Dask

    kept = WarmWorker(frozenset(), unused=0.2)
    kept.setup(None)
    try:
        with kept.kernels():
            first = _fork_server()
        first.wait(30)
        with kept.kernels():
            second = _fork_server()
            sleep(1)  # longer than an unused one may stay
            assert second.is_running()
        second.wait(30)
    finally:
        kept.teardown(None)


def test_a_worker_with_another_version_is_refused_with_the_reason(tmp_path: Path) -> None:
    """Its figures could not be reproduced here."""
    (job,) = jobs_of(write_project(tmp_path, {"a": [figure("a")]}))
    found = run_remote(
        RemoteJob(job, job.notebook.read_bytes(), KernelLimits(), "another"), {}
    ).outcome
    assert isinstance(found, Failure)
    assert found.message == (
        f"the worker on {node()} has another version of this package than the client; "
        "install the same one there and start the worker again"
    )


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("nonsense", "not an address: missing port number in address 'nonsense'"),
        ("http://127.0.0.1:8786", "not an address: unknown address scheme 'http'"),
        ("tcp://:8786", "not an address: it names no host"),
        ("tcp://127.0.0.1:99999", "not an address: port 99999 is not between 1 and 65535"),
        ("tcp://a..b:8786", "not an address: encoding with 'idna' codec failed"),
    ],
)
def test_an_invalid_address_is_reported_before_a_client_is_created(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, found: str
) -> None:
    """A Dask client that fails this way would wait for itself and log an ignored exception."""
    monkeypatch.setattr(distributed, "Client", None)
    project = write_project(tmp_path, {"a": []})
    with pytest.raises(ClusterError, match="such as tcp://host:8786") as told:
        run_report(project, 2023, RunOptions(scheduler=address))
    assert f"--scheduler {address}\n  found:    {found}" in str(told.value)


@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
def test_an_address_without_a_server_is_reported(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"a": []})
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))  # and does not listen
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(ClusterError, match=r"no answer: .*refused"):
            run_report(project, 2023, RunOptions(scheduler=address))
    gc.collect()


@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
def test_an_address_of_another_program_is_reported(tmp_path: Path) -> None:
    """Such as the port of the scheduler's web page."""
    project = write_project(tmp_path, {"a": []})
    with socket.create_server(("127.0.0.1", 0)) as server:
        talking = Thread(target=_answer_as_a_web_page, args=[server])
        talking.start()
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        with pytest.raises(ClusterError, match="not from a scheduler: "):
            run_report(project, 2023, RunOptions(scheduler=address))
        talking.join()
    gc.collect()


@pytest.mark.kernel
def test_the_address_of_a_worker_is_reported(scheduler: str, tmp_path: Path) -> None:
    with distributed.Client(scheduler, set_as_default=False) as client:
        address, *_ = client.nthreads()
    with pytest.raises(ClusterError, match=r"found: +a worker, not a scheduler"):
        run_report(write_project(tmp_path, {"a": []}), 2023, RunOptions(scheduler=address))


@contextmanager
def _run(scheduler: str, project: Project) -> Iterator[OnWorkers]:
    with cluster(
        scheduler,
        project,
        limits=KernelLimits(),
        guards=Guards(),
        scratch=project.root / "scratch",
        imports=frozenset(),
    ) as (execute, _):
        yield execute


def _kept(scheduler: str) -> list[str]:
    """Return the names of what runs keep on the workers."""
    with distributed.Client(scheduler, set_as_default=False) as client:
        found = client.run(lambda dask_worker: list(dask_worker.plugins)).values()
    return [name for names in found for name in names if name.startswith("planmonitor")]


def _fork_server() -> Any:  # noqa: ANN401 - a process of psutil
    """Return the fork server; it has its command line a moment after it has been forked."""
    end = monotonic() + 60
    while not (found := _fork_servers()):
        assert monotonic() < end
        sleep(0.01)
    (server,) = found
    return server


def _fork_servers() -> list[Any]:
    children = psutil.Process().children()
    return [child for child in children if "forkserver" in " ".join(child.cmdline())]


def _answer_as_a_web_page(server: socket.socket) -> None:
    for _ in range(2):  # first who only knocks, then who asks
        connection, _ = server.accept()
        with connection:
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")


def _nothing() -> None:
    pass
