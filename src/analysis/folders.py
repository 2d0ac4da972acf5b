"""Replaces a folder atomically: an interruption leaves either the old folder or the new one."""

from __future__ import annotations

import ctypes
import errno
import os
import re
import secrets
import shutil
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from analysis.lock import Lock, lock_beside, locked_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

AT_FDCWD = -100  # renameat2: resolve relative paths from the working directory
RENAME_EXCHANGE = 2
OLD = ".old"


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """Yield an empty folder that replaces `target` when the context exits without an error.

    The folder is next to the target, hence on the same disk. An error or an interruption removes
    it and leaves the target unchanged. Folders that a killed process left behind are removed first;
    if it was killed between two renames, the old folder is restored. Concurrent calls do not wait
    for each other: the last one to finish wins.

    Parameters
    ----------
    target
        The folder to replace; it need not exist.

    Raises
    ------
    OSError
        If the disk refuses, or `target` is not a folder.
    """
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists() and not target.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(target))
    folder = target.parent / f".{target.name}.{secrets.token_hex(4)}"
    with ExitStack() as locks:
        with locked_folder(target.parent):
            _clean_up(target)
            folder.mkdir()
            locks.enter_context(locked_folder(folder))  # marks the folder as in use
        try:
            yield folder
            with locked_folder(target.parent):
                _replace(folder, target)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def discard(folder: Path) -> None:
    """Remove a folder of `staged` while another thread may still write to it.

    The folder is renamed first, so that it can no longer replace its target. Nothing happens if it
    already has.
    """
    other = folder.with_name(f"{folder.stem}.{secrets.token_hex(4)}")
    with locked_folder(folder.parent), suppress(FileNotFoundError):
        folder.rename(other)
    shutil.rmtree(other, ignore_errors=True)


def left_behind(target: Path) -> list[Path]:
    """Return the folders that killed processes left next to a target, without those in use.

    The next call of `staged` removes them.
    """
    target = target.resolve()
    if not target.parent.is_dir():
        return []
    found = []
    with locked_folder(target.parent):
        for folder in _staged_folders(target):
            with locked_folder(folder, wait=False) as state:
                found += [folder] if state is Lock.HELD else []
    return found


def _staged_folders(target: Path) -> list[Path]:
    pattern = re.compile(rf"\.{re.escape(target.name)}\.[0-9a-f]{{8}}({re.escape(OLD)})?")
    found = sorted(target.parent.glob(f".{target.name}.*"))
    return [folder for folder in found if pattern.fullmatch(folder.name)]


def _clean_up(target: Path) -> None:
    """Remove abandoned folders, and restore the old one if a rename was interrupted."""
    for folder in _staged_folders(target):
        if folder.suffix == OLD and not target.exists():
            folder.rename(target)
            continue
        with suppress(FileNotFoundError), locked_folder(folder, wait=False) as state:
            if state is Lock.HELD:  # without locks it may be in use
                shutil.rmtree(folder, ignore_errors=True)
    for file in target.parent.glob(lock_beside(target.with_name(f".{target.name}.*")).name):
        if not target.with_name(file.stem[1:]).exists():
            with suppress(OSError):  # Windows keeps a file that is open
                file.unlink()


def _replace(folder: Path, target: Path) -> None:
    """Exchange the two folders atomically if the system can, otherwise with two renames."""
    if not target.exists():
        folder.rename(target)
    elif not _exchange(folder, target):
        old = folder.with_name(f"{folder.name}{OLD}")
        try:
            target.rename(old)
            folder.rename(target)
        finally:
            # After an interruption between the renames the target is missing: restore it.
            if target.exists():
                shutil.rmtree(old, ignore_errors=True)
            else:
                old.rename(target)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange the names of two folders; return whether the system could."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):  # not Linux, or an old C library
        return False
    names = os.fsencode(one), os.fsencode(other)
    return bool(rename(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE) == 0)
