"""Starts what makes the draft: the fork server with the libraries, and a worker with our code."""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Any, Protocol

from analysis.checksums import PACKAGE
from analysis.desk.preview.channel import Channel
from analysis.desk.preview.worker import ENTRY, KEY_VARIABLE
from analysis.errors import PlanmonitorError, Problem
from analysis.imports import ImportReader
from analysis.publishing.report_kinds import YearReport
from analysis.publishing.run.environment import environment
from analysis.publishing.run.fingerprint import Fingerprints
from analysis.publishing.run.scratch import scratch_folder
from analysis.publishing.run.warm import warm_kernels

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from analysis.paths import Project
    from analysis.publishing.run.warm import WarmKernels

MODULE = ENTRY.partition(":")[0]
ANSWER_SECONDS = 120.0  # until a worker connects; a busy machine imports slowly
LOOK_SECONDS = 0.02
LOG_CHARACTERS = 2000
#: The code that this process must have in common with a worker and the fork server.
SHARED = ("desk/preview/channel.py", "desk/preview/worker.py", "publishing/run/forkserver.py")
#: Modules of ours whose imports from other packages a worker needs.
STARTED = (
    "analysis.publishing.reports",
    "analysis.publishing.page.assemble",
    "analysis.publishing.run.execute",
    "analysis.publishing.run.reuse",
    "analysis.plan.tables.build",
    "analysis.analyse",
)
#: What pandera imports at its first check.
AT_FIRST_USE = frozenset({"pandera.backends.pandas.builtin_checks"})
#: What these would import on a cluster or for other formats.
NOT_NEEDED = frozenset({"distributed", "dask", "pypandoc", "typst", "xlsxwriter"})


OTHER_CODE = Problem(
    "the preview",
    "its own code changed while it ran, as after a `git checkout`",
    "the code that it was started with",
    "Press Ctrl-C in the terminal of the preview and start it again, or restore the code.",
)


class WorkerError(Exception):
    """The worker ended; holds the end of what it wrote."""


class _Process(Protocol):
    def poll(self) -> int | None: ...

    def kill(self) -> None: ...


class Worker:
    """A worker at the other end of a channel."""

    def __init__(self, channel: Channel, end: Callable[[], None], log: Path) -> None:
        self._channel = channel
        self._end = end
        self._log = log

    def send(self, document: Mapping[str, Any]) -> None:
        """Send a request, or anything at all to stop a run."""
        with suppress(OSError):  # it ended; `receive` tells
            self._channel.send(document)

    def receive(self, seconds: float) -> dict[str, Any] | None:
        """Return what the worker wrote; None when it writes nothing for so long.

        Raises
        ------
        WorkerError
            When it has ended.
        """
        try:
            return self._channel.receive(seconds)
        except (EOFError, OSError, ValueError):
            raise WorkerError(_tail(self._log)) from None

    def end(self) -> None:
        """End the worker, and the kernels that it started."""
        self._end()
        self._channel.close()


class Workshop:
    """The fork server and the worker, each started when it is needed; a context manager."""

    def __init__(self, project: Project, years: Sequence[int], chapters: Sequence[str]) -> None:
        self._project = project
        self._years = years
        self._chapters = tuple(chapters)
        self._server: ExitStack | None = None
        self._kernels: WarmKernels | None = None
        self._folder: Path | None = None
        self._worker: Worker | None = None
        self._shared = _shared()

    @property
    def kernels(self) -> str:
        """The folder of the fork server, for a worker; empty where nothing can be forked."""
        return str(self._kernels.folder) if self._kernels else ""

    def worker(self, wanted: Callable[[], bool]) -> Worker:
        """Return the worker, starting one if needed; `wanted` says whether to go on.

        Raises
        ------
        PlanmonitorError
            When the preview's own code is no longer that of this process.
        WorkerError
            When it does not start.
        """
        if self._worker is None:
            if self._shared != _shared():
                raise PlanmonitorError(OTHER_CODE)
            try:
                self._start_server()
                self._worker = self._started(wanted)
            except OSError as error:  # also when a newer save arrived: it is no longer wanted
                raise WorkerError(str(error)) from None
        return self._worker

    def end_worker(self) -> None:
        """End the worker: our code has changed."""
        if self._worker is not None:
            self._worker.end()
        self._worker = None

    def end(self) -> None:
        """End the worker and the fork server: a library has changed, or the preview ends."""
        self.end_worker()
        if self._server is not None:
            self._server.close()
        self._server = self._kernels = None

    def _start_server(self) -> None:
        if self._server is not None:
            return
        with ExitStack() as starting:
            self._folder = starting.enter_context(scratch_folder())
            self._kernels = starting.enter_context(warm_kernels(self._imports, environment()))
            self._server = starting.pop_all()

    def _imports(self) -> frozenset[str]:
        reader = ImportReader(PACKAGE, self._project.cache / "imports.json")
        results = (f"analysis.subjects.{path.parent.name}.results" for path in _results())
        ours = reader.imports("\n".join(f"import {name}" for name in (*STARTED, *results))).others
        needed = {name for name in ours if name.split(".")[0] not in NOT_NEEDED}
        try:
            reports = (YearReport(self._project, year, self._chapters) for year in self._years)
            jobs = [job for report in reports for job in report.jobs()]
        except PlanmonitorError:  # the run reports it
            jobs = []
        return AT_FIRST_USE | needed | Fingerprints(self._project).imported_elsewhere(jobs)

    def _started(self, wanted: Callable[[], bool]) -> Worker:
        assert self._folder is not None  # noqa: S101 - for mypy: the server has been started
        log = self._folder / f"worker-{secrets.token_hex(4)}.log"
        log.touch()
        key = secrets.token_hex(16)
        with socket.create_server(("127.0.0.1", 0)) as listener, ExitStack() as failing:
            port = listener.getsockname()[1]
            variables = {**os.environ, KEY_VARIABLE: key}
            process, end = self._process(str(port), variables, log, wanted)
            failing.callback(end)
            channel = _connected(listener, process, key, wanted, log)
            failing.pop_all()
        return Worker(channel, end, log)

    def _process(
        self, port: str, variables: Mapping[str, str], log: Path, wanted: Callable[[], bool]
    ) -> tuple[_Process, Callable[[], None]]:
        """Fork the worker from the fork server, or start a new Python; also return what ends it."""
        request = {
            "arguments": [port],
            "environment": dict(variables),
            "folder": str(self._project.root),
            "log": str(log),
            "entry": ENTRY,
        }
        if self._kernels and (forked := self._kernels.start(request, wanted)):
            return forked, forked.release
        with log.open("ab") as stream:
            new = subprocess.Popen(  # noqa: S603 - our own module
                [sys.executable, "-m", MODULE, port],
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=stream,
                env=dict(variables),
                cwd=self._project.root,
            )

        def end() -> None:
            new.kill()
            new.wait()

        return new, end


def _connected(
    listener: socket.socket, process: _Process, key: str, wanted: Callable[[], bool], log: Path
) -> Channel:
    """Wait for the worker's connection; another program's lacks the key and is closed."""
    listener.settimeout(LOOK_SECONDS)
    for _ in range(int(ANSWER_SECONDS / LOOK_SECONDS)):
        if process.poll() is not None or not wanted():
            break
        with suppress(TimeoutError, EOFError, OSError, ValueError):
            channel = Channel(listener.accept()[0])
            if channel.receive(ANSWER_SECONDS) == {"key": key}:
                return channel
            channel.close()
    raise WorkerError(_tail(log))


def _shared() -> list[bytes | None]:
    paths = [PACKAGE / name for name in SHARED]
    return [path.read_bytes() if path.is_file() else None for path in paths]


def _results() -> list[Path]:
    return sorted((PACKAGE / "subjects").glob("*/results.py"))


def _tail(log: Path) -> str:
    with suppress(OSError):
        return log.read_text(encoding="utf-8", errors="replace")[-LOG_CHARACTERS:].strip()
    return ""
