"""The papermill engine of this project: a kernel of this very Python, isolated, guarded and quiet.

Imports papermill, which takes a second; import this module only where a notebook is executed.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import ensure_event_loop
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, papermill_engines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from analysis.runner.guard import KernelGuard

NAME = "planmonitor"
KERNEL = "python3"
START_SECONDS = 60
LONGEST_SOCKET = 80  # a Unix socket's path has room for 107 bytes; jupyter_client adds to ours

# Belongs to no hierarchy and lets nothing through: failures reach the user as records, not as logs.
SILENT = logging.Logger("planmonitor.kernel", level=logging.CRITICAL + 1)  # noqa: LOG001 - so


@dataclass(frozen=True, slots=True)
class Setting:
    """What one run of the engine needs beyond papermill's own arguments."""

    folder: Path  # the kernel's working directory
    guard: KernelGuard
    cell_seconds: int
    started: Callable[[], None]
    cell_done: Callable[[], None]
    log: IO[bytes]  # what the kernel's process writes to its own stdout and stderr


class ThisPython(KernelSpecManager):
    """Knows one kernel, of the Python that runs this; whatever the user has installed elsewhere."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:  # noqa: ARG002 - the base's signature
        """Return the only kernel there is."""
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=command, display_name="Python 3", language="python")


class GuardedClient(PapermillNotebookClient):  # type: ignore[misc]
    """Executes the cells; a deadline or a dead kernel becomes an error in its cell."""

    def __init__(self, nb_man: Any, setting: Setting, private: Path, **kwargs: Any) -> None:  # noqa: ANN401 - papermill's own, untyped
        super().__init__(nb_man, **kwargs)
        self._setting = setting
        self._private = private

    km: Any  # a manager whose provisioner runs the kernel as a process here
    nb: NotebookNode

    def create_kernel_manager(self) -> Any:  # noqa: ANN401 - nbclient's own, untyped
        """Make the manager: sockets in a private folder where their path is short enough."""
        self.km = AsyncKernelManager(
            kernel_name=KERNEL,
            kernel_spec_manager=ThisPython(log=SILENT),
            connection_file=str(self._private / "kernel.json"),
            transport=transport(self._private),
            log=SILENT,
        )
        return self.km

    def start_new_kernel(self, **kwargs: Any) -> None:  # noqa: ANN401 - nbclient's own, untyped
        """Start the kernel and put it under guard before anything waits for it."""
        super().start_new_kernel(**kwargs)
        process: int = self.km.provisioner.pid
        self._setting.guard.watch(process)

    def execute(self) -> NotebookNode:
        """Run the cells, without papermill's last question to the kernel: it can wait forever."""
        self.reset_execution_trackers()
        log = self._setting.log
        folder = str(self._setting.folder)
        with self.setup_kernel(cwd=folder, env=environment(self._private), stdout=log, stderr=log):
            self._setting.started()
            self.papermill_execute_cells()
            self.set_widgets_metadata()
        return self.nb

    def execute_cell(self, cell: NotebookNode, cell_index: int) -> None:
        """Execute one cell.

        Raises
        ------
        CellExecutionError
            When it raises, when it passes a deadline, or when its kernel dies.
        """
        try:
            super().execute_cell(cell, cell_index)
        except (CellTimeoutError, DeadKernelError) as error:
            name, value = self._explain(error)
            output = {"output_type": "error", "ename": name, "evalue": value, "traceback": []}
            cell.outputs.append(NotebookNode(output))  # type: ignore[no-untyped-call] # no types
            raise CellExecutionError(value, name, value) from None
        finally:
            if cell.cell_type == "code":
                self._setting.cell_done()

    def _explain(self, error: Exception) -> tuple[str, str]:
        if self._setting.guard.reason:
            return "Ended", f"the notebook was ended: {self._setting.guard.reason}"
        if isinstance(error, CellTimeoutError):
            return "Timeout", f"the cell ran longer than {self._setting.cell_seconds} s"
        return "KernelDied", "the kernel died: out of memory, or a crash in a library"


class GuardedEngine(NBClientEngine):  # type: ignore[misc]
    """Papermill's way to our client."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,  # noqa: ANN401 - papermill's own, untyped
        kernel_name: str,
        *,
        setting: Setting,
        **_: Any,  # noqa: ANN401 - papermill passes all its options
    ) -> None:
        """Execute the notebook that `nb_man` holds, in place."""
        with (
            TemporaryDirectory(prefix="pm-", ignore_cleanup_errors=True) as private,
            event_loop(),
        ):
            GuardedClient(
                nb_man,
                setting,
                Path(private),
                kernel_name=kernel_name,
                timeout=setting.cell_seconds,
                startup_timeout=START_SECONDS,
                shutdown_kernel="immediate",
                record_timing=False,
                log=SILENT,
            ).execute()


@contextmanager
def event_loop() -> Iterator[None]:
    """Close the loop that jupyter_client leaves open in each thread, with what waits in it."""
    loop = ensure_event_loop()
    try:
        yield
    finally:
        waiting = asyncio.all_tasks(loop)
        for task in waiting:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*waiting, return_exceptions=True))
        loop.close()


def transport(folder: Path) -> str:
    """Choose Unix sockets, which no port clash can stop, or TCP where their path is too long."""
    fits = len(os.fsencode(folder / "kernel-ipc-1")) <= LONGEST_SOCKET
    return "ipc" if os.name == "posix" and fits else "tcp"


def environment(private: Path) -> Mapping[str, str]:
    """Return the kernel's environment: ours, without what would make two runs differ."""
    return {
        **os.environ,
        "IPYTHONDIR": str(private / "ipython"),  # no start-up files of the user
        "PYTHONHASHSEED": "0",  # sets in the same order each time
        "SOURCE_DATE_EPOCH": "0",  # no date of today in a figure
        "OMP_NUM_THREADS": "1",  # notebooks run side by side: one thread each
        "OPENBLAS_NUM_THREADS": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # no debugger's warning
    }


papermill_engines.register(NAME, GuardedEngine)  # papermill finds an engine by its name only
