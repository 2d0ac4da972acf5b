"""Makes SIGTERM and SIGHUP end a run as Ctrl-C does."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator

INTERRUPTED = 130  # the exit code after Ctrl-C or a signal


class Terminated(KeyboardInterrupt):
    """A supervisor asked the process to end, or its terminal is gone."""


# Windows has no SIGHUP.
ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def terminable() -> Iterator[None]:
    """Raise `Terminated` at SIGTERM and SIGHUP, in the main thread alone: only it gets signals.

    An ignored signal stays ignored, as SIGHUP under `nohup`.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard = [one for one in ENDING if signal.getsignal(one) is not signal.SIG_IGN]
    before = {one: signal.signal(one, _raise) for one in heard}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _raise(*_: object) -> NoReturn:
    raise Terminated
