"""A report is made, stopped and locked without what only POSIX systems have."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import filelock
import pytest

from analysis import lock as locking
from analysis.errors import TimedOutError
from analysis.folders import left_behind, staged
from analysis.lock import Lock, lock_beside, locked_folder
from analysis.publishing import reports
from analysis.publishing.run import guard, scratch, warm
from analysis.publishing.run.limits import KernelLimits
from analysis.publishing.run.pool import usual_workers
from publishing.run.small import figure, run_report, write_notebook, write_project
from without_posix import hidden_elsewhere, hide

if TYPE_CHECKING:
    from analysis.paths import Project


@pytest.fixture(autouse=True)
def _hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    hide(monkeypatch)


def test_what_is_hidden_is_hidden() -> None:
    assert not hasattr(vars(guard)["os"], "killpg")
    assert not hasattr(vars(guard)["signal"], "SIGKILL")
    assert hasattr(os, "killpg") == (os.name == "posix")
    assert not warm.can_fork()
    assert usual_workers() == (os.cpu_count() or 1) + 1


@pytest.mark.parametrize("line", ["import fcntl", "from os import fork", "import os; os.execve"])
def test_a_module_of_ours_cannot_import_it_later(line: str) -> None:
    exec("import os; os.path; os.open", {"__name__": "analysis.later"})  # noqa: S102
    with pytest.raises((ImportError, AttributeError)):
        exec(line, {"__name__": "analysis.later"})  # noqa: S102


@pytest.fixture
def _no_open_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(path: str, flags: int, mode: int = 0o777) -> int:
        if os.path.isdir(path):  # noqa: PTH112 - a path of any kind
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return os.open(path, flags, mode)

    monkeypatch.setattr(vars(locking)["os"], "open", opened)


@pytest.mark.usefixtures("_no_open_folders")
def test_a_folder_that_cannot_be_opened_is_locked_by_a_file_next_to_it(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    with locked_folder(folder) as mine:
        assert lock_beside(folder) in set(tmp_path.iterdir())
        with locked_folder(folder, wait=False) as other:
            assert (mine, other) == (Lock.HELD, Lock.BUSY)
        assert list(folder.iterdir()) == [], "an open file would keep the folder from moving"
    with locked_folder(folder, wait=False) as state:
        assert state is Lock.HELD


@pytest.mark.usefixtures("_no_open_folders")
def test_a_folder_in_use_stays_and_what_a_killed_run_left_goes(tmp_path: Path) -> None:
    (tmp_path / ".2023.0123abcd").mkdir()
    with staged(tmp_path / "2023") as first:
        (first / "a.csv").write_text("first", encoding="utf-8")
        with staged(tmp_path / "2023"):
            assert left_behind(tmp_path / "2023") == []
        assert (first / "a.csv").exists()
    folders = [path.name for path in tmp_path.iterdir() if path.is_dir()]
    assert folders == ["2023"]


def test_the_lock_of_a_killed_run_is_removed_by_the_next_one(tmp_path: Path) -> None:
    left, others = tmp_path / "..2023.0123abcd.lock", tmp_path / "..2023.draft.0123abcd.lock"
    left.touch()
    others.touch()
    (tmp_path / ".2023.draft.0123abcd").mkdir()
    with staged(tmp_path / "2023"):
        assert not left.exists()
    assert others.exists(), "its folder may be in use"


@pytest.mark.usefixtures("_no_open_folders")
def test_a_folder_in_a_place_that_is_not_ours_is_used_without_a_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(filelock.FileLock, "acquire", refuse)
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
def test_a_cell_that_takes_too_long_ends_its_kernel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = write_project(tmp_path, {"een": [figure("een")]})
    write_notebook(project, "een", "import time; time.sleep(600)")
    monkeypatch.setattr(reports, "limits_of", lambda _: KernelLimits(cell=1))
    with pytest.raises(TimedOutError, match="the cell ran longer than 1 s"):
        run_report(project)


#: A first line that fails in a kernel where the names are not hidden.
HIDDEN_HERE = "import analysis.lock; assert not hasattr(analysis.lock.os, 'uname')\n"


@pytest.mark.kernel
def test_the_command_makes_a_draft_without_posix_or_any_program(built_copy: Project) -> None:
    """In new processes, the kernel included, with nothing on the `PATH`: no make, no sh."""
    project = built_copy
    with (project.root / "params/2023.yaml").open("a", encoding="utf-8") as settings:
        settings.write("# the tables are built again\n")
    notebook = project.notebooks / "vsi.ipynb"
    content = json.loads(notebook.read_text(encoding="utf-8"))
    cell = next(one for one in content["cells"] if "show(" in "".join(one["source"]))
    cell["source"] = HIDDEN_HERE + "".join(cell["source"])
    notebook.write_text(json.dumps(content), encoding="utf-8")
    made = subprocess.run(
        [sys.executable, "-m", "analysis", "report", "2023", "--chapter", "vsi"],
        cwd=project.root,
        env=os.environ | {"PYTHONPATH": hidden_elsewhere(project.root / "hidden"), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    assert (project.root / "reports/2023.draft/index.html").is_file()
