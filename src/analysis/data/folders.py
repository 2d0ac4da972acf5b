"""Puts a finished folder in another's place: a stop at any moment leaves the old one or the new."""

from __future__ import annotations

import ctypes
import os
import re
import secrets
import shutil
from contextlib import contextmanager
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
    killed is removed first; if that was between two renames, the old folder is put back.

    Parameters
    ----------
    target
        The folder to fill; it need not exist.

    Raises
    ------
    OSError
        When the disk refuses.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    _tidy(target)
    folder = target.parent / f".{target.name}.{secrets.token_hex(4)}"
    folder.mkdir()
    try:
        yield folder
        _put_in_place(folder, target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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
        target.rename(old)
        try:
            folder.rename(target)
        except BaseException:
            old.rename(target)
            raise
        shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange the names of two folders; tell whether the system could."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):  # no Linux, or one with an old C library
        return False
    names = os.fsencode(one), os.fsencode(other)
    return bool(rename(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE) == 0)
