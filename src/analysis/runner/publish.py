"""Publishes a folder as a whole, and tells why it cannot: the disk is full, or not ours."""

from __future__ import annotations

import errno
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from analysis import folders
from analysis.errors import PlanmonitorError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class WriteError(PlanmonitorError):
    """A report cannot be written: the disk is full, or the folder may not be changed."""


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """Give an empty folder that takes the place of `target` when the context ends well.

    As `analysis.folders.staged`: a reader finds the old one or the new one, never a mixture.

    Parameters
    ----------
    target
        The folder to publish; it need not exist.

    Raises
    ------
    WriteError
        When the disk is full or the place cannot be written to.
    """
    with _told(target), folders.staged(target) as folder:
        yield folder


def keep(files: Iterable[Path], folder: Path) -> None:
    """Make a folder that holds these files and nothing else, to look into after a failed run."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for file in files:
        shutil.copy2(file, folder / file.name)


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
