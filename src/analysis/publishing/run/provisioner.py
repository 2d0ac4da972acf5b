"""A Jupyter provisioner that gets its kernel from the fork server."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

from jupyter_client.provisioning.local_provisioner import LocalProvisioner

if TYPE_CHECKING:
    from collections.abc import Callable

    from jupyter_client.connect import KernelConnectionInfo

    from analysis.publishing.run.warm import ForkedProcess, WarmKernels

ARGUMENTS = 3  # a kernel's command is `python -m ipykernel_launcher`, then its arguments
KILL_SECONDS = 1.0  # Jupyter goes on waiting after that
LOOK_SECONDS = 0.004


class WarmProvisioner(LocalProvisioner):
    """Starts one kernel as a fork of the warm process; otherwise as for a local process.

    The file `log` gets the stdout and stderr of the kernel's process. `wanted` tells, while the
    kernel starts, whether it is still needed. `started` is its process where that runs already.
    """

    def __init__(
        self,
        warm: WarmKernels,
        log: str,
        wanted: Callable[[], bool],
        started: ForkedProcess | None = None,
        **kwargs: Any,  # noqa: ANN401 - Jupyter's own
    ) -> None:
        super().__init__(**kwargs)
        self._warm = warm
        self._log = log
        self._wanted = wanted
        self._forked = started

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:  # noqa: ANN401 - Jupyter's own
        """Start the kernel and return its connection; as a new Python if it cannot be forked.

        Raises
        ------
        OSError
            When the kernel is no longer needed.
        """
        self._forked = self._forked or self._warm.start(
            {
                "arguments": cmd[ARGUMENTS:],
                "environment": dict(kwargs["env"]),
                "folder": str(kwargs["cwd"]),
                "log": self._log,
            },
            self._wanted,
        )
        if self._forked is None:
            return await super().launch_kernel(cmd, **kwargs)
        self.process = self._forked  # type: ignore[assignment] # has what Jupyter uses of a Popen
        self.pid = self.pgid = self._forked.pid  # it heads a process group of its own
        self.cwd = kwargs["cwd"]
        return self.connection_info

    async def kill(self, restart: bool = False) -> None:  # noqa: FBT001, FBT002 - Jupyter's own
        """Kill the kernel, and wait for its end: Jupyter looks only ten times a second."""
        await super().kill(restart)
        end = time.monotonic() + KILL_SECONDS
        while self._forked and self._forked.poll() is None and time.monotonic() < end:  # noqa: ASYNC110 - no event tells it
            await asyncio.sleep(LOOK_SECONDS)

    async def cleanup(self, restart: bool = False) -> None:  # noqa: FBT001, FBT002 - Jupyter's own
        """Release the kernel's lease."""
        if self._forked is not None:
            self._forked.release()
        await super().cleanup(restart)
