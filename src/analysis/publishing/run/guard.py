"""Ends a kernel and its child processes: at a deadline, or when the run stops."""

from __future__ import annotations

import os
import signal
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Protocol, Self

from analysis.publishing.run.limits import MEGABYTE

if TYPE_CHECKING:
    from collections.abc import Iterator


class Ending(Protocol):
    """Something that can be ended while it runs."""

    def end(self, reason: str, timeout: str | None = None) -> None:
        """End it; the first reason counts.

        `timeout` is the key of `timeouts` in the settings whose deadline passed, if one did.
        """


class KernelGuard:
    """Guards the kernel of one notebook, as a context manager around its run.

    `seconds` is the deadline for the whole notebook, kernel start included. `memory` is in
    megabytes of data; only Linux can cap it.
    """

    def __init__(self, seconds: float, memory: int | None = None) -> None:
        self._memory = memory
        self._lock = threading.Lock()
        self._process: int | None = None
        reason = f"the notebook ran longer than {seconds:g} s"
        self._timer = threading.Timer(seconds, self.end, [reason, "notebook"])
        self._timer.daemon = True
        self.reason: str | None = None
        self.timeout: str | None = None  # the key of `timeouts` whose deadline passed, if one did

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        with self._lock:
            self._process = None

    def watch(self, process: int) -> None:
        """Guard a kernel by its process id; end it at once when its time is up."""
        with self._lock:
            self._process = process
            if self.reason is not None:
                kill_group(process)
            elif self._memory is not None:
                _cap_memory(process, self._memory * MEGABYTE)

    def end(self, reason: str, timeout: str | None = None) -> None:
        """Kill the kernel's process group; the first reason counts."""
        with self._lock:
            if self.reason is None:
                self.reason, self.timeout = reason, timeout
            if self._process is not None:
                kill_group(self._process)


class Guards:
    """The guards of all running kernels, to end them with one call."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._guards: list[Ending] = []
        self._ended: tuple[str, str | None] | None = None

    def add(self, guard: Ending) -> None:
        """Add a guard; end it at once when the run has stopped."""
        with self._lock:
            self._guards.append(guard)
            if self._ended is not None:
                guard.end(*self._ended)

    def end_all(self, reason: str, timeout: str | None = None) -> None:
        """End everything that runs now or starts later; see `Ending.end`."""
        with self._lock:
            self._ended = reason, timeout
            for guard in self._guards:
                guard.end(reason, timeout)

    @contextmanager
    def deadline(self, seconds: float) -> Iterator[None]:
        """End everything when the context lasts longer than this."""
        reason = f"the whole run took longer than {seconds:g} s"
        timer = threading.Timer(seconds, self.end_all, [reason, "run"])
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


def kill_group(process: int) -> None:
    """Kill a kernel and its children; each kernel leads a process group.

    Windows has no process groups of that kind: there the kernel alone is ended, at once.
    """
    with suppress(ProcessLookupError, PermissionError):  # it ended by itself
        if hasattr(os, "killpg"):
            os.killpg(process, signal.SIGKILL)
        else:
            os.kill(process, signal.SIGTERM)


def _cap_memory(process: int, most: int) -> None:
    """Cap a kernel's data at this many bytes; its children inherit the cap.

    Data, not address space: libraries reserve far more address space than they use.
    """
    try:
        from resource import RLIMIT_DATA, prlimit
    except ImportError:  # not Linux
        return
    with suppress(ProcessLookupError):  # it ended by itself
        prlimit(process, RLIMIT_DATA, (most, most))
