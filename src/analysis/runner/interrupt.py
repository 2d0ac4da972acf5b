"""Makes SIGTERM end a run as Ctrl-C does: kernels ended, last good report left, exit at once."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator


class Terminated(KeyboardInterrupt):
    """The process was asked to end, by its supervisor rather than by its user."""


@contextmanager
def terminable() -> Iterator[None]:
    """Raise `Terminated` in the main thread at SIGTERM; elsewhere signals cannot be caught."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _raise)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _raise(*_: object) -> NoReturn:
    raise Terminated
