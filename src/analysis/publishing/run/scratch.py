"""Temporary folders, removed when a run ends, or by the next run when it was killed."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import IO, TYPE_CHECKING

from analysis.lock import Lock, lock

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX = "pm-"  # short: the path of a Unix socket has little room
LOCK = "planmonitor.lock"


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Make a temporary folder that is removed when the context ends."""
    with TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as name, _held(Path(name)):
        yield Path(name)


def _held(folder: Path) -> IO[bytes]:
    """Lock the folder; the lock file gets its name once locked, so that nobody finds it free."""
    coming = folder / f"{LOCK}.coming"
    stream = coming.open("wb")
    if lock(stream.fileno(), wait=True) is not Lock.HELD:
        return stream  # nobody removes the folder
    try:
        coming.rename(folder / LOCK)
    except PermissionError:  # Windows renames no open file; nor does it let anybody remove one
        stream.close()
        stream = (folder / LOCK).open("wb")
        lock(stream.fileno(), wait=True)
    return stream


def remove_abandoned() -> None:
    """Remove the folders that killed processes of this user left.

    Each folder has a lock, which the system releases when its owner ends; a locked folder is in
    use. Folders without a lock file are not touched.
    """
    for folder in Path(gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):  # it has no lock file, or is gone
            if hasattr(os, "getuid") and folder.lstat().st_uid != os.getuid():
                continue
            with (folder / LOCK).open("rb") as stream:
                if lock(stream.fileno(), wait=False) is not Lock.HELD:
                    continue
                shutil.rmtree(folder, ignore_errors=True)
            (folder / LOCK).unlink()  # Windows removes it only once it is closed
            folder.rmdir()
