"""Runs jobs on a Dask cluster, whose workers need this package but no shared folder."""

from __future__ import annotations

import asyncio
import socket
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from platform import node
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from jupyter_core.utils import run_sync

from analysis.errors import PlanmonitorError, Problem
from analysis.input_files import input_files
from analysis.publishing.run.failure import Failure
from analysis.publishing.run.fingerprint import Fingerprints
from analysis.publishing.run.lean import start_lean
from analysis.publishing.run.scratch import scratch_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from analysis.paths import Project
    from analysis.publishing.run.executed import Executed
    from analysis.publishing.run.guard import Guards
    from analysis.publishing.run.limits import KernelLimits
    from analysis.publishing.run.plan import Job

REACH_SECONDS = 5  # for the TCP connection alone; allows for two lost packets
CONNECT_SECONDS = 10  # for a busy scheduler
LAST_PORT = 65535
SENT = ("params", "data/raw", "data/processed")  # what a notebook may read, for all years


class ClusterError(PlanmonitorError):
    """The cluster cannot be used."""


@dataclass(frozen=True, slots=True)
class RemoteJob:
    """A job that can run anywhere; its notebook's path is the sender's, so the bytes come along.

    `code` is the checksum of the sender's package; the worker must have the same one. `warm` names
    the plugin that starts the sender's kernels; None to start the kernel as a new Python.
    """

    job: Job
    notebook: bytes
    limits: KernelLimits
    code: str  # workers with older versions read the fields up to here
    warm: str | None = None


@dataclass(frozen=True, slots=True)
class RemoteOutcome:
    """The outcome of a job on a worker, with a failed notebook's bytes."""

    outcome: Executed | Failure
    partial: bytes | None


def run_remote(remote: RemoteJob, files: Mapping[str, bytes]) -> RemoteOutcome:
    """Run a job on a worker, in a temporary folder with the project's files by their paths."""
    start_lean()
    from analysis.paths import Project
    from analysis.publishing.run.execute import Execution  # slow to import
    from analysis.publishing.run.worker import kernels_of_worker  # imports Dask

    job = remote.job
    with scratch_folder() as unresolved:
        folder = unresolved.resolve()
        project = Project(folder / "project")
        if Fingerprints(project).package_checksum() != remote.code:
            return RemoteOutcome(_failure(job, _other_version()), None)
        notebook = project.notebooks / f"{job.chapter}.ipynb"
        written = {project.root / place: content for place, content in files.items()}
        _write({**written, notebook: remote.notebook})
        with kernels_of_worker(remote.warm) as warm:
            execute = Execution(folder / "out", remote.limits, warm=warm)
            outcome = execute(replace(job, notebook=notebook), lambda: None)
        failed = isinstance(outcome, Failure) and outcome.partial is not None
        partial = outcome.partial.read_bytes() if failed else None  # type: ignore[union-attr] # checked above
        return RemoteOutcome(replace(outcome, job=job), partial)


def _write(files: Mapping[Path, bytes]) -> None:
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


@dataclass(frozen=True, slots=True)
class OnWorkers:
    """Executes a job on the workers of a cluster, through Dask's executor; call it with the job.

    The project's files are scattered to the cluster. `code` and `warm` are those of `RemoteJob`.
    """

    executor: Any
    files: Any
    code: str
    limits: KernelLimits
    guards: Guards
    scratch: Path
    warm: str | None = None

    def __call__(self, job: Job, cell_done: Callable[[], None]) -> Executed | Failure:
        """Execute one notebook; a failure is returned, not raised."""
        del cell_done  # a worker reports nothing until it has finished
        remote = RemoteJob(job, job.notebook.read_bytes(), self.limits, self.code, self.warm)
        future = self.executor.submit(run_remote, remote, self.files)
        ending = _Cancelling(future)
        self.guards.add(ending)
        try:
            return _received(future.result(), self.scratch)
        except CancelledError:
            return replace(_failure(job, ending.reason), timeout=ending.timeout)
        except Exception as error:  # noqa: BLE001 - the other jobs go on, whatever fails
            return _failure(job, f"{type(error).__name__}: {error}")


@contextmanager
def cluster(  # noqa: PLR0913 - where and what; how it ends by name
    address: str,
    project: Project,
    *,
    limits: KernelLimits,
    guards: Guards,
    scratch: Path,
    imports: frozenset[str] | None = None,
) -> Iterator[tuple[OnWorkers, int]]:
    """Yield the function that executes a job on a Dask cluster, and how many jobs run at a time.

    The address is the scheduler's, such as `tcp://host:8786`. `scratch` gets the failed notebooks.
    Each worker does the imports once and forks its kernels from them; None to start each kernel as
    a new Python.

    Raises
    ------
    ClusterError
        When Dask is not installed, the address is wrong, no scheduler answers, or it has no worker.
    """
    with _connected(address) as client:
        slots = sum(client.nthreads().values())
        if not slots:
            raise ClusterError(_no_worker(address))
        with _warmed(client, imports) as warm:
            files = client.scatter(_files(project), hash=True)  # once, named by its content
            code = Fingerprints(project).package_checksum()
            executor = client.get_executor(pure=False)
            yield OnWorkers(executor, files, code, limits, guards, scratch, warm), slots


@contextmanager
def _warmed(client: Any, imports: frozenset[str] | None) -> Iterator[str | None]:  # noqa: ANN401 - Dask's own
    """Let each worker start a fork server, under a name that no other run has."""
    if imports is None:
        yield None
        return
    from analysis.publishing.run.worker import WarmWorker

    name = f"planmonitor-{token_hex(8)}"
    try:
        # A worker with another version may not support it; its jobs then fail with the reason.
        with suppress(Exception):
            client.register_plugin(WarmWorker(imports), name=name)
        yield name
    finally:
        with suppress(Exception):  # not every worker has it, or the scheduler is gone
            client.unregister_worker_plugin(name)


@dataclass(slots=True)
class _Cancelling:
    """Cancels a job on the cluster."""

    future: Any  # Dask's, which behaves as Python's own
    reason: str = "the cluster cancelled it"
    timeout: str | None = None

    def end(self, reason: str, timeout: str | None = None) -> None:
        self.reason, self.timeout = reason, timeout
        self.future.cancel()


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    try:
        from distributed import Client
    except ImportError:
        problem = Problem(
            f"--scheduler {address}",
            "no Dask in this environment",
            "the package `distributed`",
            "Install it: pip install 'planmonitor[cluster]'",
        )
        raise ClusterError(problem) from None
    _reach(address)
    try:
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call] # no types
    except (OSError, ImportError) as error:  # it stopped, or its version does not match
        raise ClusterError(_no_scheduler(address, str(error))) from None
    with client:
        yield client


def _reach(address: str) -> None:
    """Refuse an address without a scheduler, which Dask's client would keep trying.

    Raises
    ------
    ClusterError
        When the address is wrong, or no scheduler answers.
    """
    try:
        place = _host_and_port(address)
        socket.create_connection(place, timeout=REACH_SECONDS).close()
    except ValueError as error:  # also for an invalid host name
        raise ClusterError(_no_address(address, str(error))) from None
    except OSError as error:
        raise ClusterError(_no_scheduler(address, f"no answer: {error}")) from None
    try:
        kind = run_sync(_kind)(address)
    except TimeoutError:
        found = f"no scheduler answers within {CONNECT_SECONDS} s"
        raise ClusterError(_no_scheduler(address, found)) from None
    except Exception as error:  # noqa: BLE001 - the answer may be anything
        found = f"an answer that is not from a scheduler: {error}"
        raise ClusterError(_no_scheduler(address, found)) from None
    if kind != "Scheduler":
        raise ClusterError(_no_scheduler(address, f"a {kind.lower()}, not a scheduler"))


def _host_and_port(address: str) -> tuple[str, int]:
    """Return both parts of an address; raise ValueError when it is wrong."""
    from distributed.comm.addressing import get_address_host_port

    host, port = get_address_host_port(address)
    if not host:
        message = "it names no host"
        raise ValueError(message)
    if not 0 < port <= LAST_PORT:
        message = f"port {port} is not between 1 and {LAST_PORT}"
        raise ValueError(message)
    return host, port


async def _kind(address: str) -> str:
    """Return the kind of Dask server at an address, such as Scheduler or Worker."""
    from distributed import Security
    from distributed.core import rpc

    async with asyncio.timeout(CONNECT_SECONDS):
        security = Security().get_connection_args("client")  # type: ignore[no-untyped-call] # no types
        async with rpc(address, connection_args=security) as asked:  # type: ignore[no-untyped-call] # no types
            return str((await asked.identity())["type"])


def _files(project: Project) -> dict[str, bytes]:
    paths = (path for place in SENT for path in input_files(project.root / place))
    return {path.relative_to(project.root).as_posix(): path.read_bytes() for path in paths}


def _received(returned: RemoteOutcome, scratch: Path) -> Executed | Failure:
    outcome = returned.outcome
    if returned.partial is None or not isinstance(outcome, Failure):
        return outcome
    target = scratch / str(outcome.job.year) / f"{outcome.job.chapter}.ipynb"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(returned.partial)
    return replace(outcome, partial=target)


def _failure(job: Job, message: str) -> Failure:
    return Failure(job, 0, "", "WorkerError", message, "", None)


def _other_version() -> str:
    return (
        f"the worker on {node()} has another version of this package than the client; "
        "install the same one there and start the worker again"
    )


def _no_worker(address: str) -> Problem:
    return Problem(
        f"--scheduler {address}",
        "a scheduler without workers",
        "at least one worker",
        f"Start one where this package is installed: dask worker {address}",
    )


def _no_address(address: str, found: str) -> Problem:
    return Problem(
        f"--scheduler {address}",
        f"not an address: {found}",
        "a host and a port, as `dask scheduler` prints them, such as tcp://host:8786",
        "Correct the address.",
    )


def _no_scheduler(address: str, found: str) -> Problem:
    return Problem(
        f"--scheduler {address}",
        found,
        "the address that `dask scheduler` prints, such as tcp://host:8786",
        "Start the scheduler, or correct the address.",
    )
