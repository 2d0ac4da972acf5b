"""Makes SIGTERM and SIGHUP end a run as Ctrl-C does, and repeats a signal that gets lost."""

from __future__ import annotations

import _thread
import signal
import threading
import time
import weakref
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator

INTERRUPTED = 130  # the exit code after Ctrl-C or a signal
LOOK_SECONDS = 0.05
GRACE_SECONDS = 1.0  # for code that catches the error, says so and leaves the block


class Terminated(KeyboardInterrupt):
    """The user or a supervisor asked the process to end, or its terminal is gone."""


# Windows has no SIGHUP.
ENDING = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)


@contextmanager
def terminable() -> Iterator[None]:
    """Raise `Terminated` at SIGINT, SIGTERM and SIGHUP; raise it again if something swallows it.

    Destructors and weak reference callbacks swallow errors (importlib has such a callback for each
    module), and so does C code that clears all errors. This works in the main thread only, which
    alone gets signals. An ignored signal stays ignored, as SIGHUP under `nohup`.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    left = threading.Event()

    def end(signum: int, _: object) -> NoReturn:
        error = Terminated()
        watching = [weakref.ref(error), left, signum]
        threading.Thread(target=_raise_again, args=watching, daemon=True).start()
        try:
            raise error
        finally:
            del error  # else its traceback, and so this frame, keeps it alive

    heard = [one for one in ENDING if signal.getsignal(one) is not signal.SIG_IGN]
    before = {one: signal.signal(one, end) for one in heard}
    try:
        yield
    finally:
        left.set()
        for one, handler in before.items():
            signal.signal(one, handler)


def _raise_again(
    error: weakref.ref[Terminated], left: threading.Event, signum: signal.Signals
) -> None:
    """Repeat a signal if its error vanishes before it leaves the block that waits for it."""
    while error() is not None:
        time.sleep(LOOK_SECONDS)
    if not left.wait(GRACE_SECONDS):
        _thread.interrupt_main(signum)
