"""Locks: one run at a time writes a report or a year's tables; another one waits and says so."""

from __future__ import annotations

import logging
import os
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING

from analysis.errors import PlanmonitorError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import ModuleType

LOOK_SECONDS = 0.2
UNKNOWN = "another process"

_log = logging.getLogger(__name__)


class BusyError(PlanmonitorError):
    """Another run is writing the same report or tables."""


def warn(message: str) -> None:
    """Log that the run waits for another one."""
    _log.warning("%s", message)


@contextmanager
def locked(
    path: Path,
    what: str | None = None,
    *,
    seconds: float = 0,
    waiting: Callable[[str], None] = warn,
) -> Iterator[None]:
    """Hold a lock while the context lasts.

    The system releases the lock when its owner ends, however it ends. The file that remains names
    the last owner, and means nothing by itself.

    Parameters
    ----------
    path
        The lock's file.
    what
        What it protects, as messages name it; the file's name by default.
    seconds
        How long to wait for another owner.
    waiting
        Called at once, and once, when there is an owner to wait for: with a message that says what
        the run waits for, who owns it and since when. By default it is logged.

    Raises
    ------
    BusyError
        When another process still owns the lock after that time.
    """
    try:
        import fcntl
    except ImportError:  # no Unix: two runs at a time go unnoticed, each still publishes whole
        yield
        return
    what = what or path.name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as stream:
        end = time.monotonic() + seconds
        announced = False
        while not _acquired(stream, fcntl):
            owner = _owner(stream)
            if time.monotonic() >= end:
                raise BusyError(_busy(path, what, owner))
            if not announced:
                waiting(f"Waiting for {what}: {owner} is writing it")
                announced = True
            time.sleep(LOOK_SECONDS)
        _sign(stream)
        yield


def _acquired(stream: IO[str], fcntl: ModuleType) -> bool:
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _sign(stream: IO[str]) -> None:
    """Write who owns the lock, and since when."""
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    stream.truncate(0)
    stream.write(f"process {os.getpid()} on {os.uname().nodename} (since {now})\n")
    stream.flush()


def _owner(stream: IO[str]) -> str:
    stream.seek(0)
    return stream.read().strip() or UNKNOWN


def _busy(path: Path, what: str, owner: str) -> Problem:
    return Problem(
        str(path),
        f"{owner} is writing {what}",
        "one run of a year at a time",
        "Wait until it has ended, or end it.",
    )
