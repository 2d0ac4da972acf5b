"""A kernel never holds much that it has printed and not sent."""

from __future__ import annotations

from typing import Any

from ipykernel.iostream import IOPubThread
from jupyter_client.session import Session

from analysis.publishing.run.outstream import PORTION, PromptStream


class Idle(IOPubThread):
    """Never gets round to what it is asked to send later."""

    def __init__(self) -> None:
        self.thread = self.io_loop = None  # type: ignore[assignment] # not started

    def schedule(self, f: object) -> None:
        """Do nothing."""


class Recorded(Session):
    """Keeps what it is given to send."""

    sent: list[str]

    def send(self, *given: Any, **_: Any) -> dict[str, Any]:  # noqa: ANN401 - as the base
        """Keep the text."""
        self.sent.append(given[1]["content"]["text"])
        return {}


def test_much_is_sent_in_portions_and_whole() -> None:
    session = Recorded()
    session.sent = []
    stream = PromptStream(session, Idle(), "stdout", watchfd=False)
    line = "x" * (PORTION // 4)
    for _ in range(10):
        stream.write(line)
    assert session.sent == [4 * line, 4 * line]
    stream.flush()
    assert "".join(session.sent) == 10 * line
