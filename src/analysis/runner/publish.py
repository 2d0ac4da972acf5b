"""Publishes a folder as a whole: a reader finds the old one or the new one, never a mixture."""

from __future__ import annotations

import ctypes
import errno
import os
import re
import secrets
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from analysis.errors import PlanmonitorError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

AT_FDCWD = -100  # renameat2: paths are not relative to an open folder
RENAME_EXCHANGE = 2
OLD = ".old"
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class WriteError(PlanmonitorError):
    """A report cannot be written: the disk is full, or the folder may not be changed."""


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """Give an empty folder that takes the place of `target` when the context ends well.

    It lies beside the target, so on the same disk. When the context ends with an error the folder
    is removed, and the target is as it was. One run at a time may publish to a target.

    Parameters
    ----------
    target
        The folder to publish; it need not exist.

    Raises
    ------
    WriteError
        When the disk is full or the place cannot be written to.
    """
    with _told(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        tidy(target)
        with _folder_beside(target) as folder:
            yield folder
            publish(folder, target)


@contextmanager
def _folder_beside(target: Path) -> Iterator[Path]:
    folder = target.parent / f".{target.name}.{secrets.token_hex(4)}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def tidy(target: Path) -> None:
    """Remove what runs left beside a target when they were killed; put an old report back."""
    hidden = re.compile(rf"\.{re.escape(target.name)}\.[0-9a-f]{{8}}({re.escape(OLD)})?")
    for folder in sorted(target.parent.glob(f".{target.name}.*")):
        if not hidden.fullmatch(folder.name):
            continue
        if folder.suffix == OLD and not target.exists():  # killed between two renames
            folder.rename(target)
        else:
            shutil.rmtree(folder, ignore_errors=True)


def publish(folder: Path, target: Path) -> None:
    """Put a folder in another's place, and remove what stood there.

    Where the system can exchange two names at one stroke (Linux) there is no moment without a
    target; elsewhere there is one between two renames, and a failing one puts the old back.
    """
    if not target.exists():
        folder.rename(target)
        return
    if not _exchange(folder, target):
        old = folder.with_name(f"{folder.name}{OLD}")
        target.rename(old)
        try:
            folder.rename(target)
        except OSError:
            old.rename(target)
            raise
        old.rename(folder)
    shutil.rmtree(folder)


def keep(files: Iterable[Path], folder: Path) -> None:
    """Make a folder that holds these files and nothing else, to look into after a failed run."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for file in files:
        shutil.copy2(file, folder / file.name)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange the names of two folders at one stroke; tell whether the system could."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):  # no Linux, or one with an old C library
        return False
    names = os.fsencode(one), os.fsencode(other)
    return bool(rename(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE) == 0)


@contextmanager
def _told(target: Path) -> Iterator[None]:
    """Tell a system's error while a report is written as a problem that can be mended."""
    try:
        yield
    except OSError as error:
        full = error.errno in FULL
        raise WriteError(
            Problem(
                str(error.filename or target),
                f"{error.strerror or error}",
                "room for a report" if full else f"a place to write {target.name} in",
                "Make room on the disk, then run it again; what was published is as it was."
                if full
                else "See to the folder's owner and rights; what was published is as it was.",
            )
        ) from error
