"""A kernel client that knows at once when its kernel is ready."""

from __future__ import annotations

import math
import time
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient

REPLY_SECONDS = 1.0
MESSAGE_SECONDS = 0.04  # a message that got lost is asked for again


class ReadyClient(AsyncKernelClient):
    """Waits for the idle message of its own request.

    Jupyter's client waits until the kernel has been silent for 0.2 s, which costs every notebook
    that time. The idle message comes last and proves as much: the client receives what the kernel
    shows, and nothing older is left to receive.
    """

    async def wait_for_ready(self, timeout: float | None = None) -> None:  # noqa: ASYNC109 - as the base's
        """Wait until the kernel replies and its messages arrive.

        Raises
        ------
        RuntimeError
            When it does not within `timeout` seconds.
        """
        end = time.monotonic() + (math.inf if timeout is None else timeout)
        while time.monotonic() < end:
            asked: str = self.kernel_info()
            try:
                await self._receive_reply(asked)
                await self._receive_idle(asked)
            except Empty:  # what a kernel sends before the client is connected is lost: ask again
                continue
            return
        message = f"Kernel didn't respond in {timeout:g} seconds"
        raise RuntimeError(message)

    async def _receive_reply(self, asked: str) -> None:
        while True:
            message = await self.get_shell_msg(timeout=REPLY_SECONDS)
            if _answers(message, asked):
                self._handle_kernel_info_reply(message)
                return

    async def _receive_idle(self, asked: str) -> None:
        while True:
            message = await self.get_iopub_msg(timeout=MESSAGE_SECONDS)
            if _answers(message, asked) and message["content"].get("execution_state") == "idle":
                return


def _answers(message: dict[str, Any], asked: str) -> bool:
    return bool(message["parent_header"].get("msg_id") == asked)
