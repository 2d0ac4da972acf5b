"""Puts a finished folder in another's place: a stop at any moment leaves the old one or the new."""

from __future__ import annotations

import ctypes
import errno
import os
import re
import secrets
import shutil
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

AT_FDCWD = -100  # renameat2: paths are not relative to an open folder
RENAME_EXCHANGE = 2
OLD = ".old"


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """Give an empty folder that takes the place of `target` when the context ends well.

    It lies beside the target, so on the same disk. When the context ends with an error, or by a
    key, the folder is removed and the target is as it was. What an earlier run left when it was
    killed is removed first; if that was between two renames, the old folder is put back. Of several
    at once each waits for the one before it.

    Parameters
    ----------
    target
        The folder to fill; it need not exist.

    Raises
    ------
    OSError
        When the disk refuses, or something that is no folder has the name.
    """
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists() and not target.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(target))
    with _alone(target.parent):
        _tidy(target)
        folder = target.parent / f".{target.name}.{secrets.token_hex(4)}"
        folder.mkdir()
        try:
            yield folder
            _put_in_place(folder, target)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _alone(parent: Path) -> Iterator[None]:
    """Hold a folder's lock; the system gives it up when its owner ends, however it ends.

    The lock is on the folder itself and leaves no file. A system or a disk that has no such locks
    goes without: then two at a time are not noticed.
    """
    try:
        import fcntl  # noqa: PLC0415 - Unix has it
    except ImportError:
        yield
        return
    handle = os.open(parent, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _tidy(target: Path) -> None:
    hidden = re.compile(rf"\.{re.escape(target.name)}\.[0-9a-f]{{8}}({re.escape(OLD)})?")
    for folder in sorted(target.parent.glob(f".{target.name}.*")):
        if not hidden.fullmatch(folder.name):
            continue
        if folder.suffix == OLD and not target.exists():
            folder.rename(target)
        else:
            shutil.rmtree(folder, ignore_errors=True)


def _put_in_place(folder: Path, target: Path) -> None:
    """Exchange the names at one stroke where the system can; elsewhere with two renames."""
    if not target.exists():
        folder.rename(target)
    elif not _exchange(folder, target):
        old = folder.with_name(f"{folder.name}{OLD}")
        try:
            target.rename(old)
            folder.rename(target)
        finally:
            # A key may be pressed between the two: what has no successor goes back.
            if target.exists():
                shutil.rmtree(old, ignore_errors=True)
            else:
                old.rename(target)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange the names of two folders; tell whether the system could."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):  # no Linux, or one with an old C library
        return False
    names = os.fsencode(one), os.fsencode(other)
    return bool(rename(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE) == 0)
