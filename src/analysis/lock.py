"""Locks on files and folders, which the system releases when their owner ends, however it ends.

One run at a time writes a report or a year's tables; another one waits and says so. A folder in use
is locked, so that nobody removes it. On a disk without locks, as some network drives are, work goes
on after one warning.

`filelock` takes the lock, on each system in its own way.
"""

from __future__ import annotations

import logging
import os
import platform
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import Enum, auto
from functools import cache
from typing import IO, TYPE_CHECKING

from analysis.errors import PlanmonitorError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LOOK_SECONDS = 0.2
FREE_BYTES = 1  # Windows locks the first byte of a file, and lets nobody else read it
UNKNOWN = "another process"

_log = logging.getLogger(__name__)


class Lock(Enum):
    """What came of an attempt to lock something."""

    HELD = auto()
    BUSY = auto()  # another process holds it
    NONE = auto()  # this system or disk has no locks


class BusyError(PlanmonitorError):
    """Another run is writing the same report or tables."""


def warn(message: str) -> None:
    """Log that the run waits for another one."""
    _log.warning("%s", message)


def lock(handle: int, *, wait: bool) -> Lock:
    """Lock an open file or folder until it is closed; without `wait` another owner is busy."""
    from filelock import lock_descriptor

    try:
        return Lock.HELD if lock_descriptor(handle, blocking=wait) else Lock.BUSY
    except OSError as error:
        report_no_locks(os.strerror(error.errno) if error.errno else str(error))
        return Lock.NONE


@contextmanager
def locked_folder(folder: Path, *, wait: bool = True) -> Iterator[Lock]:
    """Lock a folder while the context lasts: itself, or a file next to it on Windows."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:  # Windows opens no folder
        with _locked_beside(folder, wait=wait) as state:
            yield state
        return
    try:
        yield lock(handle, wait=wait)
    finally:
        os.close(handle)


def lock_beside(folder: Path) -> Path:
    """Return the file that is locked instead of a folder."""
    return folder.parent / f".{folder.name}.lock"


@contextmanager
def _locked_beside(folder: Path, *, wait: bool) -> Iterator[Lock]:
    """Lock a file next to a folder: on Windows an open file in it would keep it from moving."""
    from filelock import FileLock, Timeout

    file = FileLock(lock_beside(folder), blocking=wait)  # on Windows it removes the file at the end
    state = Lock.HELD
    try:
        file.acquire()
    except Timeout:
        state = Lock.BUSY
    except OSError:  # the place is not ours to write
        state = Lock.NONE
    try:
        yield state
    finally:
        file.release()  # nothing where it is not held


@contextmanager
def locked(
    path: Path,
    what: str | None = None,
    *,
    seconds: float = 0,
    waiting: Callable[[str], None] = warn,
) -> Iterator[None]:
    """Hold a lock while the context lasts.

    The file that remains names the last owner, and means nothing by itself.

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
    what = what or path.name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as stream:
        end = time.monotonic() + seconds
        announced = False
        while lock(stream.fileno(), wait=False) is Lock.BUSY:
            owner = _owner(stream)
            if time.monotonic() >= end:
                raise BusyError(_busy(path, what, owner))
            if not announced:
                waiting(f"Waiting for {what}: {owner} is writing it")
                announced = True
            time.sleep(LOOK_SECONDS)
        _sign(stream)
        yield


@cache  # once in a process
def report_no_locks(why: str) -> None:
    """Log that this disk has no locks, and what that means."""
    _log.warning(
        "This disk has no locks (%s). Make a report or tables of one year once at a time: "
        "a second run at the same moment goes unnoticed.",
        why,
    )


def _sign(stream: IO[str]) -> None:
    """Write who owns the lock, and since when."""
    host = platform.node() or "a machine without a name"
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    stream.truncate(0)
    stream.write(" " * FREE_BYTES + f"process {os.getpid()} on {host} (since {now})\n")
    stream.flush()


def _owner(stream: IO[str]) -> str:
    stream.seek(FREE_BYTES)
    return stream.read().strip() or UNKNOWN


def _busy(path: Path, what: str, owner: str) -> Problem:
    return Problem(
        str(path),
        f"{owner} is writing {what}",
        "one run of a year at a time",
        "Wait until it has ended, or end it.",
    )
