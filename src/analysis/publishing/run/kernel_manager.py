"""The manager of one kernel of this very Python, with its command and its sockets."""

from __future__ import annotations

import logging
import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager

from analysis.publishing.run.fingerprint import STREAM_MODULE
from analysis.publishing.run.kernel_client import ReadyClient

if TYPE_CHECKING:
    from contextlib import ExitStack
    from pathlib import Path

    from analysis.publishing.run.warm import ForkedProcess

KERNEL = "python3"
STREAM = f"{STREAM_MODULE}.PromptStream"
LONGEST_SOCKET = 80  # a Unix socket's path has 107 bytes, and jupyter_client adds to ours

# Detached from the root logger: failures reach the user as `Failure`, not as log lines.
SILENT = logging.Logger("planmonitor.kernel", level=logging.CRITICAL + 1)  # noqa: LOG001 - so


@dataclass(frozen=True, slots=True)
class StartedKernel:
    """A kernel whose process runs, and the manager that knows its connection.

    `private` is its folder. Closing `stack` removes the folder and ends the kernel.
    """

    process: ForkedProcess
    manager: AsyncKernelManager
    private: Path
    log: Path
    stack: ExitStack


class ThisPython(KernelSpecManager):
    """Knows one kernel, of this very Python, whatever kernels the user has installed."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:  # noqa: ARG002 - the base's signature
        """Return the only kernel."""
        options = ["-f", "{connection_file}", f"--IPKernelApp.outstream_class={STREAM}"]
        command = [sys.executable, "-m", "ipykernel_launcher", *options]
        return KernelSpec(argv=command, display_name="Python 3", language="python")


def kernel_manager(private: Path) -> AsyncKernelManager:
    """Make a kernel's manager, with sockets in its private folder if their path is short enough."""
    return AsyncKernelManager(
        kernel_name=KERNEL,
        kernel_spec_manager=ThisPython(log=SILENT),
        connection_file=str(private / "kernel.json"),
        transport=transport(private),
        client_factory=ReadyClient,
        log=SILENT,
    )


def transport(folder: Path) -> str:
    """Choose Unix sockets, where ports cannot clash, or TCP where their path is too long."""
    fits = len(os.fsencode(folder / "kernel-ipc-1")) <= LONGEST_SOCKET
    return "ipc" if os.name == "posix" and fits else "tcp"
