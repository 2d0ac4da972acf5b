"""Publishes a folder whole or not at all, and explains why it cannot be written."""

from __future__ import annotations

import errno
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import folders
from analysis.errors import PlanmonitorError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
NO_FOLDER = frozenset({errno.ENOTDIR, errno.EEXIST})  # something else has its name


class WriteError(PlanmonitorError):
    """A report cannot be written: the disk is full, or the folder may not be changed."""


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """Give an empty folder that becomes `target` when the context ends well.

    As with `analysis.folders.staged`, a reader finds the old one or the new one, never a mixture.

    Raises
    ------
    WriteError
        When the disk is full, the place cannot be written to, or a file has a folder's name.
    """
    with explained(target), folders.staged(target) as folder:
        yield folder


def keep(files: Iterable[Path], folder: Path) -> None:
    """Make a folder with these files and nothing else, for inspection after a failed run."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for file in files:
        shutil.copy2(file, folder / file.name)


@contextmanager
def explained(target: Path) -> Iterator[None]:
    """Turn an error of the system, while `target` is written, into a `WriteError` with a remedy."""
    try:
        yield
    except OSError as error:
        raise WriteError(_problem(error, target)) from error


def _problem(error: OSError, target: Path) -> Problem:
    where, found = Path(error.filename or target), error.strerror or str(error)
    stays = "the published report is unchanged."
    if error.errno in FULL:
        remedy = f"Make room on the disk, then run it again; {stays}"
        return Problem(str(where), found, "room for a report", remedy)
    in_the_way = next((one for one in (where, *where.parents) if one.is_file()), None)
    if error.errno in NO_FOLDER and in_the_way:
        remedy = "Move or rename the file, then run it again."
        return Problem(str(in_the_way), "a file", "a folder, or nothing", remedy)
    remedy = f"Check the folder's owner and permissions; {stays}"
    return Problem(str(where), found, f"a place to write {target.name} in", remedy)
