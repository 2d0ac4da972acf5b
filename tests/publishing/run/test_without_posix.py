"""A report is made, stopped and locked without what only POSIX systems have."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from analysis.errors import TimedOutError
from analysis.lock import Lock, locked_folder
from analysis.publishing import reports
from analysis.publishing.run import guard, scratch, warm
from analysis.publishing.run.limits import KernelLimits
from analysis.publishing.run.pool import usual_workers
from publishing.run.small import figure, run_report, write_notebook, write_project
from without_posix import hide


@pytest.fixture(autouse=True)
def hidden(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The modules that use what is reduced."""
    return hide(monkeypatch)


def test_what_is_hidden_is_hidden(hidden: list[str]) -> None:
    assert {"analysis.publishing.run.guard", "analysis.publishing.run.warm"} <= set(hidden)
    assert not hasattr(vars(guard)["os"], "killpg")
    assert not hasattr(vars(guard)["signal"], "SIGKILL")
    assert hasattr(os, "killpg") == (os.name == "posix")
    assert not warm.can_fork()
    assert usual_workers() == (os.cpu_count() or 1) + 1


def test_a_folder_that_cannot_be_opened_is_locked_by_a_file_next_to_it(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    with locked_folder(folder) as mine:
        assert [path.name for path in tmp_path.iterdir() if path != folder] == [".reports.lock"]
        with locked_folder(folder, wait=False) as other:
            assert (mine, other) == (Lock.HELD, Lock.BUSY)
        folder = folder.rename(tmp_path / "moved")  # nothing in it is open
    assert list(tmp_path.iterdir()) == [folder]


def test_a_folder_in_a_place_that_is_not_ours_is_used_without_a_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    with locked_folder(tmp_path) as state:
        assert state is Lock.NONE


def test_a_lock_file_that_cannot_be_renamed_while_open_is_locked_by_its_own_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with scratch.scratch_folder() as folder:
        shutil.copytree(folder, tmp_path / "pm-of-a-killed-process")
        with monkeypatch.context() as windows:
            windows.setattr(Path, "rename", refuse)
            with scratch.scratch_folder() as mine:
                scratch.remove_abandoned()
                assert set(tmp_path.iterdir()) == {folder, mine}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.process
def test_a_process_is_ended_at_once() -> None:
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    guard.kill_group(process.pid)
    assert process.wait(60) in {-signal.SIGTERM, 1}


@pytest.mark.kernel
def test_a_report_is_made_with_kernels_that_are_not_forked(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"een": [figure("een")]})
    page = run_report(project)
    assert "Jaar 2023" in page.read_text(encoding="utf-8")


@pytest.mark.kernel
def test_a_cell_that_takes_too_long_ends_its_kernel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = write_project(tmp_path, {"een": [figure("een")]})
    write_notebook(project, "een", "import time; time.sleep(600)")
    monkeypatch.setattr(reports, "limits_of", lambda _: KernelLimits(cell=1))
    with pytest.raises(TimedOutError, match="the cell ran longer than 1 s"):
        run_report(project)
