"""One papermill run: a notebook and its parameters in, an executed notebook or a failure out.

Imports papermill, which takes a second; import this module only where a notebook is executed.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

import nbformat
import papermill
from papermill.exceptions import PapermillExecutionError
from papermill.execute import ERROR_MARKER_TAG

from analysis.publishing.page.contract import INJECTED
from analysis.publishing.run import engine
from analysis.publishing.run.executed import Executed, NotebookTiming
from analysis.publishing.run.failure import Failure, plain
from analysis.publishing.run.guard import Guards, KernelGuard
from analysis.publishing.run.kernel_manager import KERNEL
from analysis.publishing.run.limits import KernelLimits
from analysis.publishing.run.reuse import settled, source_notebook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from nbformat import NotebookNode

    from analysis.publishing.run.plan import Job
    from analysis.publishing.run.reserve import KernelReserve
    from analysis.publishing.run.warm import WarmKernels

LOG_CHARACTERS = 2000
LOG_BYTES = 1 << 16  # enough for those characters, colour codes included


@dataclass(frozen=True, slots=True)
class Execution:
    """How notebooks are executed; call it with a job.

    Executed notebooks, failed ones included, go to a folder for each year in `folder`. `guards`
    gets the guard of each kernel, so that the run can be stopped. Without `warm` each kernel is a
    new Python. A kernel in `reserve` is taken first.
    """

    folder: Path
    limits: KernelLimits = field(default_factory=KernelLimits)
    guards: Guards = field(default_factory=Guards)
    warm: WarmKernels | None = None
    reserve: KernelReserve | None = None

    def __call__(self, job: Job, cell_done: Callable[[], None]) -> Executed | Failure:
        """Execute one notebook; `cell_done` is called after each code cell.

        A failure is returned, not raised, since the other notebooks go on.
        """
        target = self.folder / str(job.year) / f"{job.chapter}.ipynb"
        log = target.with_suffix(".log")
        guard = KernelGuard(self.limits.notebook, self.limits.memory)
        self.guards.add(guard)
        record = _Record()
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with guard, log.open("wb") as stream:
                setting = self._setting(job, guard, record, cell_done, stream)
                notebook = settled(_run(job, target, setting))
        except PapermillExecutionError as error:
            return _cell_failed(job, target, error, _tail(log), guard.timeout)
        except Exception as error:  # noqa: BLE001 - the other notebooks go on, whatever fails
            return _kernel_failed(job, guard.reason or str(error), _tail(log), guard.timeout)
        finally:
            log.unlink(missing_ok=True)
        return Executed(job, notebook, record.timing(), record.used)

    def _setting(
        self,
        job: Job,
        guard: KernelGuard,
        record: _Record,
        cell_done: Callable[[], None],
        log: IO[bytes],
    ) -> engine.EngineOptions:
        return engine.EngineOptions(
            folder=job.notebook.parent,
            guard=guard,
            limits=self.limits,
            started=record.kernel_answers,
            cell_done=cell_done,
            loaded=record.kernel_used,
            log=log,
            warm=self.warm,
            take=self.reserve.take if self.reserve else None,
        )


class _Record:
    """Records a notebook's run: when its kernel answers, and what it has used at its end."""

    def __init__(self) -> None:
        self._begun = self._answered = time.monotonic()
        self.used: frozenset[str] | None = None

    def kernel_answers(self) -> None:
        self._answered = time.monotonic()

    def kernel_used(self, names: frozenset[str]) -> None:
        self.used = names

    def timing(self) -> NotebookTiming:
        ended = time.monotonic()
        return NotebookTiming(
            ended - self._begun, self._answered - self._begun, ended - self._answered
        )


def _run(job: Job, target: Path, setting: engine.EngineOptions) -> NotebookNode:
    notebook: NotebookNode = papermill.execute_notebook(
        source_notebook(job),
        _literally(target),
        parameters=dict(job.parameters),
        engine_name=engine.NAME,
        kernel_name=KERNEL,
        language="python",
        progress_bar=False,
        request_save_on_cell_execute=False,  # once, at the end: each save writes the whole notebook
        autosave_cell_every=0,
        setting=setting,
    )
    stopped = [n for n, cell in enumerate(notebook.cells) if cell.metadata.papermill["exception"]]
    if stopped:  # papermill accepts `exit()`, though later cells did not run
        cell, message = notebook.cells[stopped[0]], "the notebook ends itself before its last cell"
        raise PapermillExecutionError(stopped[0], 0, cell.source, "SystemExit", message, [])
    return notebook


def _literally(path: Path) -> str:
    """Escape a path for papermill, which fills in `{names}`."""
    return str(path.resolve()).replace("{", "{{").replace("}", "}}")


def _cell_failed(
    job: Job, target: Path, error: PapermillExecutionError, log: str, timeout: str | None
) -> Failure:
    return Failure(
        job,
        cell=_number(target, error.cell_index),
        source=error.source,
        error=error.ename,
        message=plain(error.evalue),
        traceback=plain("\n".join(error.traceback)) or log,
        partial=target,
        timeout=timeout,
    )


def _kernel_failed(job: Job, message: str, log: str, timeout: str | None) -> Failure:
    return Failure(
        job,
        cell=0,
        source="",
        error="Timeout" if timeout else "KernelError",
        message=message,
        traceback="" if timeout else log,
        partial=None,
        timeout=timeout,
    )


def _number(partial: Path, index: int) -> int:
    """Return a cell's number as its author counts: code cells, without the injected one."""
    notebook = nbformat.read(partial, as_version=4)  # type: ignore[no-untyped-call] # as above
    cells = [
        cell for cell in notebook.cells if ERROR_MARKER_TAG not in cell.metadata.get("tags", [])
    ]
    return sum(
        cell.cell_type == "code" and INJECTED not in cell.metadata.get("tags", [])
        for cell in cells[: index + 1]
    )


def _tail(log: Path) -> str:
    """Return the end of what the kernel's process wrote to its stdout and stderr."""
    if not log.is_file():
        return ""
    with log.open("rb") as stream:
        stream.seek(max(0, log.stat().st_size - LOG_BYTES))
        return plain(stream.read().decode("utf-8", errors="replace"))[-LOG_CHARACTERS:].strip()
