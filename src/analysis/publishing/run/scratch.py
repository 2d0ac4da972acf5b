"""Folders to work in that go when the work ends; of a killed process, when the next one begins."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX = "pm-"  # short: the path of a Unix socket has little room
LOCK = "planmonitor.lock"


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Give a folder among the system's temporary files; it is removed when the context ends."""
    with TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as name, _held(Path(name)):
        yield Path(name)


def _held(folder: Path) -> IO[bytes]:
    """Open the folder's lock; it gets its name once it is held, so that none is found free."""
    coming = folder / f"{LOCK}.coming"
    stream = coming.open("wb")
    with suppress(ImportError, OSError):  # a system or a disk without locks: nothing is removed
        import fcntl

        fcntl.flock(stream, fcntl.LOCK_EX)
        coming.rename(folder / LOCK)
    return stream


def remove_abandoned() -> None:
    """Remove the folders that processes of this user left when they were killed.

    A lock in each, which the system gives up with its owner, tells that somebody is at work in it.
    What has no such lock is not touched.
    """
    for folder in Path(gettempdir()).glob(f"{PREFIX}*"):
        with suppress(ImportError, OSError):  # it has no lock, or somebody holds it
            import fcntl

            if folder.lstat().st_uid != os.getuid():
                continue
            with (folder / LOCK).open("rb") as stream:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
