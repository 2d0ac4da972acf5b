"""Scratch folders: those of killed processes are removed, and no others."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from analysis.publishing.run.scratch import LOCK, remove_abandoned, scratch_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

AT_WORK = """
from analysis.publishing.run.scratch import scratch_folder
with scratch_folder() as folder:
    (folder / "half").write_text("made")
    print(folder, flush=True)
    input()
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@contextmanager
def somebody_at_work(temporary: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Another process with a folder of its own, and the folder's name."""
    command = [sys.executable, "-c", AT_WORK]
    environment, pipe = os.environ | {"TMPDIR": str(temporary)}, subprocess.PIPE
    with subprocess.Popen(  # noqa: S603 - ours
        command, env=environment, stdin=pipe, stdout=pipe, text=True
    ) as process:
        assert process.stdout is not None
        yield process, os.path.basename(process.stdout.readline().strip())  # noqa: PTH119 - a name
        process.kill()


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.process
def test_the_folder_of_a_killed_process_is_removed_and_that_of_a_living_one_stays(
    temporary: Path,
) -> None:
    with somebody_at_work(temporary) as (_, living), somebody_at_work(temporary) as (dead, left):
        dead.kill()
        dead.wait()
        assert names(temporary) == {living, left}
        with scratch_folder() as mine:
            remove_abandoned()
            assert names(temporary) == {living, mine.name}
        assert names(temporary) == {living}


@pytest.mark.posix  # files have owners
def test_folders_without_our_lock_or_of_another_user_stay(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (temporary / "pm-of-another-program").mkdir()
    remove_abandoned()
    assert "pm-of-another-program" in names(temporary)
    (temporary / "pm-of-another-program/lock").touch()
    remove_abandoned()
    assert "pm-of-another-program" in names(temporary)
    (temporary / "pm-of-another-program" / LOCK).touch()
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(os, "getuid", lambda: -1)
        remove_abandoned()
        assert "pm-of-another-program" in names(temporary)
    remove_abandoned()
    assert "pm-of-another-program" not in names(temporary)
