"""Ends a kernel and all that it started: at its deadline, or when the run is broken off."""

from __future__ import annotations

import os
import signal
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType


class KernelGuard:
    """Watches over the kernel of one notebook, as a context manager around its run.

    Parameters
    ----------
    seconds
        The deadline for the whole notebook, kernel start included.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._process: int | None = None
        self._timer = threading.Timer(seconds, self.end, [f"longer than {seconds:g} s"])
        self._timer.daemon = True
        self.reason: str | None = None

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        with self._lock:
            self._process = None

    def watch(self, process: int) -> None:
        """Take charge of a kernel by its process id; end it at once when time is up."""
        with self._lock:
            self._process = process
            if self.reason is not None:
                _kill_group(process)

    def end(self, reason: str) -> None:
        """Kill the kernel's process group; the first reason given is the one that counts."""
        with self._lock:
            self.reason = self.reason or reason
            if self._process is not None:
                _kill_group(self._process)


class Guards:
    """The guards of all notebooks that run at a moment, so that one call ends them all."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._guards: list[KernelGuard] = []
        self._reason: str | None = None

    def add(self, guard: KernelGuard) -> None:
        """Take in a guard; a run that is broken off ends it at once."""
        with self._lock:
            self._guards.append(guard)
            if self._reason is not None:
                guard.end(self._reason)

    def end_all(self, reason: str) -> None:
        """End every kernel that runs, and every one that starts from now on."""
        with self._lock:
            self._reason = reason
            for guard in self._guards:
                guard.end(reason)


def _kill_group(process: int) -> None:
    """Kill a kernel and its children: jupyter_client starts each kernel in a session of its own."""
    with suppress(ProcessLookupError):  # it ended by itself
        os.killpg(process, signal.SIGKILL)
