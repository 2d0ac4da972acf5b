"""A kernel is ready when the idle message of the client's own request has arrived."""

from __future__ import annotations

import asyncio
from collections import deque
from queue import Empty
from typing import Any

import pytest

from analysis.publishing.run.kernel_client import ReadyClient


def message(asked: str, state: str = "") -> dict[str, Any]:
    return {"parent_header": {"msg_id": asked}, "content": {"execution_state": state}}


class Scripted(ReadyClient):
    """Receives scripted messages in order; `later` come after the first request."""

    def script(self, shell: list[dict[str, Any]], iopub: list[dict[str, Any]]) -> None:
        """Set what arrives."""
        self.shell, self.iopub, self.asked = deque(shell), deque(iopub), 0
        self.later: list[dict[str, Any]] = []

    def kernel_info(self, *_: object, **__: object) -> str:
        """Make a request."""
        self.asked += 1
        if self.asked > 1:
            self.iopub.extend(self.later)
        return f"request {self.asked}"

    def _handle_kernel_info_reply(self, msg: dict[str, Any]) -> None:
        pass

    async def get_shell_msg(self, *_: object, **__: object) -> dict[str, Any]:
        """Return the next reply."""
        return _next(self.shell)

    async def get_iopub_msg(self, *_: object, **__: object) -> dict[str, Any]:
        """Return the next thing that the kernel shows."""
        return _next(self.iopub)


def _next(script: deque[dict[str, Any]]) -> dict[str, Any]:
    if not script:
        raise Empty
    return script.popleft()


def test_one_request_is_enough_and_nothing_older_is_left() -> None:
    client = Scripted()
    client.script(
        [message("request 1")],
        [message("", "starting"), message("request 1", "busy"), message("request 1", "idle")],
    )
    asyncio.run(client.wait_for_ready(timeout=60))
    assert (client.asked, list(client.iopub)) == (1, [])


def test_a_request_whose_messages_are_lost_is_repeated() -> None:
    """The first reply arrives before the client is subscribed, so its idle message does not."""
    client = Scripted()
    client.script([message("request 1"), message("request 2")], [])
    client.later = [message("request 1", "idle"), message("request 2", "idle")]
    asyncio.run(client.wait_for_ready(timeout=60))
    assert (client.asked, list(client.iopub)) == (2, [])


def test_a_kernel_that_never_answers_is_reported_in_time() -> None:
    client = Scripted()
    client.script([], [])
    with pytest.raises(RuntimeError, match=r"didn't respond in 0\.01 seconds"):
        asyncio.run(client.wait_for_ready(timeout=0.01))
    assert client.asked > 0
