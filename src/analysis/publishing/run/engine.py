"""The papermill engine of this project: isolated, guarded and quiet kernels of this Python.

Imports papermill, which takes a second; import this module only where a notebook is executed.
"""

from __future__ import annotations

import ast
import asyncio
import time
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from jupyter_core.utils import ensure_event_loop, run_sync
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbformat.validator import NotebookValidationError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, papermill_engines

from analysis.publishing.page.options import is_off, split_options
from analysis.publishing.run.environment import environment
from analysis.publishing.run.kernel_manager import SILENT, kernel_manager
from analysis.publishing.run.limits import MEGABYTE
from analysis.publishing.run.provisioner import WarmProvisioner
from analysis.publishing.run.scratch import scratch_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator, Mapping
    from pathlib import Path

    from analysis.publishing.run.guard import KernelGuard
    from analysis.publishing.run.kernel_manager import StartedKernel
    from analysis.publishing.run.limits import KernelLimits
    from analysis.publishing.run.warm import WarmKernels

NAME = "planmonitor"
PACKAGE = __name__.split(".", maxsplit=1)[0]
START_SECONDS = 60
ANSWER_SECONDS = 5
DIED = "Kernel died before replying"
# Evaluates to what a kernel has used, as one string (IPython shortens long lists): our modules
# and the tables read.
LOADED = f"""' '.join([
    *(m for m in __import__('sys').modules if m.split('.')[0] == {PACKAGE!r}),
    *getattr(__import__('sys').modules.get('analysis.plan.tables.load'), 'READS', ()),
])"""
LOOK_SECONDS = 0.2
SHOWING = frozenset({"stream", "display_data", "execute_result", "update_display_data"})


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """What the engine needs besides papermill's own arguments."""

    folder: Path  # the kernel's working directory
    guard: KernelGuard
    limits: KernelLimits
    started: Callable[[], None]
    cell_done: Callable[[], None]
    loaded: Callable[[frozenset[str]], None]  # receives what the kernel used
    log: IO[bytes]  # for the stdout and stderr of the kernel's process
    warm: WarmKernels | None = None
    take: Callable[[Path], StartedKernel | None] | None = None  # gives one for a folder, if any


class GuardedClient(PapermillNotebookClient):  # type: ignore[misc]
    """Executes the cells; a deadline or a dead kernel becomes an error in its cell."""

    km: Any  # a manager whose provisioner runs the kernel as a process here
    kc: Any  # a client of that kernel
    task_poll_for_reply: Any  # nbclient's wait for the present cell
    nb: NotebookNode

    def __init__(
        self,
        nb_man: Any,  # noqa: ANN401 - papermill's own, untyped
        setting: EngineOptions,
        private: Path,
        started: StartedKernel | None,
        **kwargs: Any,  # noqa: ANN401 - as above
    ) -> None:
        super().__init__(nb_man, **kwargs)
        self._setting = setting
        self._private = private
        self._started = started
        self._shown = 0  # bytes that the present cell has shown
        self._whole = True  # no cell has failed

    def create_kernel_manager(self) -> Any:  # noqa: ANN401 - nbclient's own, untyped
        """Make the manager, or take that of a started kernel."""
        self.km = self._started.manager if self._started else kernel_manager(self._private)
        if self._setting.warm:
            self.km.provisioner = WarmProvisioner(
                self._setting.warm,
                self._setting.log.name,
                lambda: self._setting.guard.reason is None,
                self._started.process if self._started else None,
                kernel_spec=self.km.kernel_spec,
                kernel_id=self.km.kernel_id,
                parent=self.km,
            )
        return self.km

    def start_new_kernel(self, **kwargs: Any) -> None:  # noqa: ANN401 - nbclient's own, untyped
        """Start the kernel, and guard it before anything waits for it."""
        super().start_new_kernel(**kwargs)
        process: int = self.km.provisioner.pid
        self._setting.guard.watch(process)

    def start_new_kernel_client(self, **kwargs: Any) -> None:  # noqa: ANN401 - nbclient's own, untyped
        """Connect to the kernel and wait for its first answer.

        Raises
        ------
        RuntimeError
            When it gives none. nbclient alone would wait a second or two for a killed kernel.
        """
        run_sync(self._connect)(**kwargs)

    async def _connect(self, **kwargs: Any) -> None:  # noqa: ANN401 - as above
        try:
            await self._answer(self.async_start_new_kernel_client(**kwargs))
        except RuntimeError:
            if self.km is not None:  # nbclient has not taken it down itself
                await self._async_cleanup_kernel()
            raise

    def execute(self) -> NotebookNode:
        """Run the cells, then ask the kernel what it used; papermill's own `execute` can hang."""
        self.reset_execution_trackers()
        log = self._setting.log
        folder = str(self._setting.folder)
        with self.setup_kernel(cwd=folder, env=environment(self._private), stdout=log, stderr=log):
            self._setting.started()
            self.kc.hb_channel.unpause()
            self.papermill_execute_cells()
            self.set_widgets_metadata()
            if self._whole:
                self._report_loaded()
        return self.nb

    def _report_loaded(self) -> None:
        """Ask the kernel which modules and tables it used, unless it has already ended."""
        with suppress(TimeoutError, RuntimeError, KeyError):
            answer = run_sync(self._ask)({"loaded": LOADED})
            loaded = answer["content"]["user_expressions"]["loaded"]["data"]["text/plain"]
            self._setting.loaded(frozenset(ast.literal_eval(loaded).split()))

    async def _ask(self, expressions: Mapping[str, str]) -> Any:  # noqa: ANN401 - a message
        asked = self.kc.execute("", silent=True, user_expressions=expressions, reply=True)
        return await self._answer(asyncio.wait_for(asked, ANSWER_SECONDS))

    async def _answer(self, coming: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401 - as above
        """Wait for an answer while the kernel can give one."""
        answer = asyncio.ensure_future(coming)
        while not answer.done() and not self._setting.guard.reason and await self.km.is_alive():
            await asyncio.wait({answer}, timeout=0.1)
        if answer.done():
            return answer.result()
        answer.cancel()
        raise RuntimeError(DIED)

    def execute_cell(self, cell: NotebookNode, cell_index: int) -> None:
        """Execute one cell, unless its option `eval` is false.

        Raises
        ------
        CellExecutionError
            When it raises, when it passes a deadline, or when its kernel dies.
        """
        self._shown = 0
        if cell.cell_type == "code" and is_off(split_options(cell.source)[0], "eval"):
            self._setting.cell_done()
            return
        try:
            super().execute_cell(cell, cell_index)
        except (
            CellTimeoutError,
            DeadKernelError,
            CellExecutionError,
            NotebookValidationError,
        ) as error:
            self._whole = False
            name, value = self._explain(error)
            own = any(output.output_type == "error" for output in cell.outputs)
            if not own or self._setting.guard.reason:  # papermill reads the outputs alone
                output = {"output_type": "error", "ename": name, "evalue": value, "traceback": []}
                cell.outputs.insert(0, NotebookNode(output))  # type: ignore[no-untyped-call] # no types
            raise CellExecutionError(value, name, value) from None
        finally:
            if cell.cell_type == "code":
                self._setting.cell_done()

    def _explain(self, error: Exception) -> tuple[str, str]:
        guard = self._setting.guard
        if isinstance(error, CellTimeoutError):
            guard.end(f"the cell ran longer than {self._setting.limits.cell} s", "cell")
        if guard.reason:
            reason = guard.reason if guard.timeout else f"the notebook was ended: {guard.reason}"
            return "Timeout" if guard.timeout else "Ended", reason
        if isinstance(error, CellExecutionError):
            return error.ename, error.evalue
        if isinstance(error, NotebookValidationError):
            return "InvalidOutput", _invalid(error)
        return "KernelDied", "the kernel died: out of memory, or a crash in a library"

    def process_message(self, msg: dict[str, Any], *args: Any) -> NotebookNode | None:  # noqa: ANN401 - nbclient's own
        """Process a message, unless the cell's output has passed its limit."""
        most = self._setting.limits.output
        self._shown += sum(map(len, _texts(msg["content"])))
        if self._shown > most * MEGABYTE:
            self._setting.guard.end(f"a cell showed more than {most} MB")
            if msg["msg_type"] in SHOWING:
                return None
        output: NotebookNode | None = super().process_message(msg, *args)
        return output

    async def _async_poll_kernel_alive(self) -> None:
        """Check that the kernel is alive, as nbclient does, and also its heartbeat."""
        watching = asyncio.ensure_future(super()._async_poll_kernel_alive())
        last = time.monotonic()
        try:
            while not watching.done():
                await asyncio.sleep(LOOK_SECONDS)
                if self.kc is None:  # the kernel has ended meanwhile
                    return
                last = time.monotonic() if self.kc.hb_channel.is_beating() else last
                most = self._setting.limits.heartbeat
                if time.monotonic() - last > most:
                    self._setting.guard.end(f"the kernel gave no sign of life for {most} s")
                if self._setting.guard.reason:  # killed: nbclient notices a second later
                    self.task_poll_for_reply.cancel()
                    return
        finally:
            watching.cancel()


class GuardedEngine(NBClientEngine):  # type: ignore[misc]
    """Connects papermill to our client."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,  # noqa: ANN401 - papermill's own, untyped
        kernel_name: str,
        *,
        setting: EngineOptions,
        **_: Any,  # noqa: ANN401 - papermill passes all its options
    ) -> None:
        """Execute the notebook that `nb_man` holds, in place."""
        with ExitStack() as stack:
            started = setting.take(setting.folder) if setting.take else None
            if started:
                stack.enter_context(started.stack)
                started.log.replace(setting.log.name)  # it goes on writing to it
            private = started.private if started else stack.enter_context(scratch_folder())
            stack.enter_context(event_loop())
            GuardedClient(
                nb_man,
                setting,
                private,
                started,
                kernel_name=kernel_name,
                timeout=setting.limits.cell,
                startup_timeout=START_SECONDS,
                shutdown_kernel="immediate",
                record_timing=False,
                coalesce_streams=True,  # when a kernel flushes is random
                log=SILENT,
            ).execute()


@contextmanager
def event_loop() -> Iterator[None]:
    """Close the event loop that jupyter_client leaves open in each thread, with its tasks."""
    loop = ensure_event_loop()
    asyncio.set_event_loop(loop)  # it may be an older one, and `asyncio.run` leaves none
    try:
        yield
    finally:
        waiting = asyncio.all_tasks(loop)
        for task in waiting:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*waiting, return_exceptions=True))
        loop.close()


def _invalid(error: NotebookValidationError) -> str:
    """Name the data that the cell displays and a notebook cannot hold."""
    types = " ".join(str(part) for part in error.relative_path if part != "data") or "an output"
    return f"the cell displays {types} with {error.instance!r:.60}, which a notebook cannot hold"


def _texts(content: Mapping[str, Any]) -> Iterator[str]:
    """Yield the texts in a message from the kernel, images included."""
    for value in content.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from _texts(value)


papermill_engines.register(NAME, GuardedEngine)  # papermill finds an engine by its name only
