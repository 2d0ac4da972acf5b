"""Puts a finished folder in another's place: a stop at any moment leaves the old one or the new."""

from __future__ import annotations

import ctypes
import errno
import os
import re
import secrets
import shutil
from contextlib import ExitStack, contextmanager, suppress
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
    killed is removed first; if that was between two renames, the old folder is put back. Several at
    once do not wait for each other: what the last one gives stays.

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
    folder = target.parent / f".{target.name}.{secrets.token_hex(4)}"
    with ExitStack() as held:
        with _locked(target.parent):
            _tidy(target)
            folder.mkdir()
            held.enter_context(_locked(folder))  # tells others that somebody is at work in it
        try:
            yield folder
            with _locked(target.parent):
                _put_in_place(folder, target)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def discard(folder: Path) -> None:
    """Remove a folder that `staged` gave, while another thread may be at work in it.

    It gets another name first, so that it cannot be put in place any more. One that has been is
    not touched.
    """
    other = folder.with_name(f"{folder.stem}.{secrets.token_hex(4)}")
    with _locked(folder.parent), suppress(FileNotFoundError):
        folder.rename(other)
    shutil.rmtree(other, ignore_errors=True)


@contextmanager
def _locked(folder: Path, *, wait: bool = True) -> Iterator[bool]:
    """Hold a folder's lock, and tell whether we do; it ends with its owner, however that ends.

    The lock is on the folder itself and leaves no file. A system or a disk that has no such locks
    goes without.
    """
    try:
        import fcntl  # noqa: PLC0415 - Unix has it
    except ImportError:
        yield True
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
        except OSError:
            yield True
        else:
            yield True
    finally:
        os.close(handle)


def left_behind(target: Path) -> list[Path]:
    """Return the folders beside a target that killed runs left, which the next `staged` removes.

    Those that somebody is at work in are not among them.
    """
    target = target.resolve()
    if not target.parent.is_dir():
        return []
    found = []
    with _locked(target.parent):
        for folder in _beside(target):
            with _locked(folder, wait=False) as abandoned:
                found += [folder] if abandoned else []
    return found


def _beside(target: Path) -> list[Path]:
    hidden = re.compile(rf"\.{re.escape(target.name)}\.[0-9a-f]{{8}}({re.escape(OLD)})?")
    found = sorted(target.parent.glob(f".{target.name}.*"))
    return [folder for folder in found if hidden.fullmatch(folder.name)]


def _tidy(target: Path) -> None:
    for folder in _beside(target):
        if folder.suffix == OLD and not target.exists():
            folder.rename(target)
            continue
        with suppress(FileNotFoundError), _locked(folder, wait=False) as abandoned:
            if abandoned:
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
