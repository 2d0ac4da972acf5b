"""Publishes a folder as a whole: a reader finds the old one or the new one, never a mixture."""

from __future__ import annotations

import ctypes
import os
import secrets
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

AT_FDCWD = -100  # renameat2: paths are not relative to an open folder
RENAME_EXCHANGE = 2


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """Give an empty folder that takes the place of `target` when the context ends well.

    It lies beside the target, so on the same disk. When the context ends with an error the folder
    is removed, and the target is as it was.

    Parameters
    ----------
    target
        The folder to publish; it need not exist.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    folder = target.parent / f".{target.name}.{secrets.token_hex(4)}"
    folder.mkdir()
    try:
        yield folder
        publish(folder, target)
    finally:
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
        old = folder.with_name(f"{folder.name}.old")
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
