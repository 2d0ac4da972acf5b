"""A kernel buffers little of what it prints."""

from __future__ import annotations

from typing import Any

from ipykernel.iostream import IOPubThread
from jupyter_client.session import Session

from analysis.publishing.run.outstream import PORTION, PromptStream


class Idle(IOPubThread):
    """Never sends what is scheduled for later."""

    def __init__(self) -> None:
        self.thread = self.io_loop = None  # type: ignore[assignment] # not started

    def schedule(self, f: object) -> None:
        """Do nothing."""


class Recorded(Session):
    """Records what it is given to send."""

    sent: list[str]

    def send(self, *given: Any, **_: Any) -> dict[str, Any]:  # noqa: ANN401 - as the base
        """Keep the text."""
        self.sent.append(given[1]["content"]["text"])
        return {}


def test_long_output_is_sent_in_chunks_and_complete() -> None:
    session = Recorded()
    session.sent = []
    stream = PromptStream(session, Idle(), "stdout", watchfd=False)
    line = "x" * (PORTION // 4)
    for _ in range(10):
        stream.write(line)
    assert session.sent == [4 * line, 4 * line]
    stream.flush()
    assert "".join(session.sent) == 10 * line
