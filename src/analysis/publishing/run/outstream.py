"""A kernel's output stream that flushes early, so that endless printing fills no memory."""

from __future__ import annotations

from typing import Any

from ipykernel.iostream import OutStream

PORTION = 1 << 18  # characters that may be unsent


class PromptStream(OutStream):
    """A kernel's stdout or stderr that flushes once much is unsent.

    ipykernel sends whatever was printed five times a second, in one message: hundreds of megabytes
    for a loop that prints. The memory of the kernel or the run would be full before the limit on a
    cell's output could end it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as the base's
        super().__init__(*args, **kwargs)  # type: ignore[no-untyped-call] # has no types
        self._waiting = 0

    def write(self, string: str) -> int | None:  # type: ignore[override] # as the base's
        """Write, and flush when much is unsent."""
        written = super().write(string)
        self._waiting += len(string)
        if self._waiting >= PORTION:
            self.flush()
        return written

    def flush(self) -> None:
        """Flush unless nothing was printed."""
        if self._waiting:
            self._waiting = 0
            super().flush()  # type: ignore[no-untyped-call] # has no types
