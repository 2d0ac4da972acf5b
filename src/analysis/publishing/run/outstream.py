"""What a kernel prints goes out as it comes: one that prints without end fills no memory."""

from __future__ import annotations

from typing import Any

from ipykernel.iostream import OutStream

PORTION = 1 << 18  # characters that may wait to be sent


class PromptStream(OutStream):
    """A kernel's stdout or stderr that waits for what it holds to be sent, once that is much.

    ipykernel sends five times a second whatever was printed meanwhile, in one message: hundreds of
    megabytes, for a loop that prints. The kernel's memory is full, or its run's, before anyone can
    say that it prints too much.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as the base's
        super().__init__(*args, **kwargs)  # type: ignore[no-untyped-call] # has no types
        self._waiting = 0

    def write(self, string: str) -> int | None:  # type: ignore[override] # as the base's
        """Write, and wait while much is still to be sent."""
        written = super().write(string)
        self._waiting += len(string)
        if self._waiting >= PORTION:
            self.flush()
        return written

    def flush(self) -> None:
        """Wait until all is sent; of no cell that printed nothing, which most do not."""
        if self._waiting:
            self._waiting = 0
            super().flush()  # type: ignore[no-untyped-call] # has no types
