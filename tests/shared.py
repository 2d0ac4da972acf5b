"""Folders that are slow to make: one worker makes them, and all workers read them."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from analysis.lock import locked

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: Ten times as long as the slowest one takes, with another process on each core.
SECONDS = 600.0


def shared(root: Path, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that all workers share; `make` fills it when a worker first needs it.

    Tests only read it: another worker may read it at the same time, and no test may depend on
    the tests before it.

    Parameters
    ----------
    root
        The temporary folder of all workers.
    name
        The name of the folder in it.
    make
        Fills the folder, which is empty.
    """
    folder, made = root / name, root / f"{name}.made"
    with locked(root / f"{name}.lock", seconds=SECONDS, waiting=lambda _: None):
        if not made.exists():
            shutil.rmtree(folder, ignore_errors=True)  # of a worker that failed
            folder.mkdir()
            make(folder)
            made.touch()
    return folder
