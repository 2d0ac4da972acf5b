"""Folders that are slow to make: one worker makes them, and all workers read them."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from analysis.lock import locked

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

#: Ten times as long as the slowest one takes, with another process on each core.
SECONDS = 600.0


def shared(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that all workers of this run share; `make` fills it at first use.

    Tests only read it: another worker may read it at the same time, and no test may depend on
    the tests before it.
    """
    root = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent
    folder, made = root / name, root / f"{name}.made"
    with locked(root / f"{name}.lock", seconds=SECONDS, waiting=lambda _: None):
        if not made.exists():
            shutil.rmtree(folder, ignore_errors=True)  # of a worker that failed
            folder.mkdir()
            make(folder)
            made.touch()
    return folder
