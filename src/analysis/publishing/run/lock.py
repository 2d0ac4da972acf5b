"""Lets one run at a time write a report: a second one waits, and is told for whom."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from analysis.errors import PlanmonitorError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LOOK_SECONDS = 0.2


class BusyError(PlanmonitorError):
    """Another run is writing the same report."""


@contextmanager
def locked(
    path: Path, *, seconds: float = 0, waiting: Callable[[str], None] | None = None
) -> Iterator[None]:
    """Hold a lock while the context lasts.

    The system gives the lock up when its owner ends, however it ends: none can be left behind. The
    file that remains says who had it last, and means nothing by itself.

    Parameters
    ----------
    path
        The lock's file.
    seconds
        How long to wait for another owner.
    waiting
        Is told once who has it, when there is somebody to wait for.

    Raises
    ------
    BusyError
        When another process still has it after that time.
    """
    try:
        import fcntl
    except ImportError:  # no Unix: two runs at a time are not noticed, each still publishes whole
        yield
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as stream:
        end = time.monotonic() + seconds
        while True:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                owner = _owner(stream)
            if time.monotonic() >= end:
                raise BusyError(_busy(path, owner))
            if waiting:
                waiting(owner)
                waiting = None
            time.sleep(LOOK_SECONDS)
        stream.truncate(0)
        stream.write(f"process {os.getpid()} on {os.uname().nodename}\n")
        stream.flush()
        yield


def _owner(stream: IO[str]) -> str:
    stream.seek(0)
    return stream.read().strip() or "another process"


def _busy(path: Path, owner: str) -> Problem:
    return Problem(
        str(path),
        f"{owner} is at work on the same year",
        "one run of a year at a time",
        "Wait until it has ended, or end it.",
    )
