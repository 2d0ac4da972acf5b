"""Makes a signal end a run as Ctrl-C does: kernels ended, last good report left, exit at once."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator

INTERRUPTED = 130  # what a process ends with that was stopped by a key or a signal


class Terminated(KeyboardInterrupt):
    """The process was asked to end, not by a key: by its supervisor, or its terminal is gone."""


# Windows has no SIGHUP.
ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def terminable() -> Iterator[None]:
    """Raise `Terminated` in the main thread at SIGTERM and SIGHUP; elsewhere none can be caught.

    A signal that is ignored stays so: SIGHUP is for what `nohup` started.
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
