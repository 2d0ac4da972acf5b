"""A kernel that starts before its notebook is known, so that nobody waits for its start."""

from __future__ import annotations

import os
from contextlib import ExitStack, suppress
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from analysis.publishing.run.environment import environment
from analysis.publishing.run.provisioner import ARGUMENTS
from analysis.publishing.run.scratch import scratch_folder

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.publishing.run.kernel_manager import StartedKernel
    from analysis.publishing.run.warm import WarmKernels

NO_HISTORY_FILE = "--HistoryManager.hist_file=:memory:"  # as nbclient starts a kernel


class KernelReserve:
    """At most one started kernel; each can run one notebook of the folder `notebooks`.

    It has imported nothing of ours but the module of its output stream, and what that imports. This
    process imports them too: when one of them changes, the preview starts this process again.
    """

    def __init__(self, warm: WarmKernels, notebooks: Path) -> None:
        self.warm = warm
        self._notebooks = notebooks
        self._started: SimpleQueue[StartedKernel] = SimpleQueue()

    def fill(self) -> None:
        """Start a kernel, unless there is one; it goes on starting while this process works."""
        if self._started.empty() and (kernel := self._start()):
            self._started.put(kernel)

    def take(self, notebooks: Path) -> StartedKernel | None:
        """Hand out the kernel; None if it has ended, was handed out, or is for another folder."""
        if notebooks != self._notebooks:
            return None
        with suppress(Empty):
            kernel = self._started.get_nowait()
            if kernel.process.poll() is None:
                return kernel
            kernel.stack.close()
        return None

    def _start(self) -> StartedKernel | None:
        from analysis.publishing.run import outstream  # noqa: F401 - see above
        from analysis.publishing.run.kernel_manager import (
            KERNEL,
            StartedKernel,
            ThisPython,
            kernel_manager,
        )

        with ExitStack() as stack:
            private = stack.enter_context(scratch_folder())
            log = private / "kernel.log"
            log.touch()
            manager = kernel_manager(private)
            manager.write_connection_file(jupyter_session="")
            names = {"connection_file": os.path.realpath(manager.connection_file)}
            command = [*ThisPython().get_kernel_spec(KERNEL).argv, NO_HISTORY_FILE]
            request = {
                "arguments": [one.format(**names) for one in command[ARGUMENTS:]],
                "environment": dict(environment(private)),
                "folder": str(self._notebooks),
                "log": str(log),
            }
            process = self.warm.start(request)
            if process is None:
                return None
            stack.callback(process.release)
            return StartedKernel(process, manager, private, log, stack.pop_all())
