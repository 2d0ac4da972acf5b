"""A full disk, a read-only folder, concurrent runs."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analysis.lock import BusyError, locked
from analysis.publishing.provenance import output_checksums
from analysis.publishing.publish import WriteError, staged
from analysis.publishing.reports import RunOptions
from analysis.publishing.run.observer import Observer
from analysis.stages import refresh
from publishing.run.small import figure, run_report, write_notebook, write_project

if TYPE_CHECKING:
    from analysis.paths import Project

FULL = """
import resource, signal, sys
from pathlib import Path
from analysis.publishing.publish import WriteError, staged
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    with staged(Path(sys.argv[1])) as folder:
        (folder / "index.html").write_text("x" * 5000)
except WriteError as error:
    print(error)
"""


@pytest.mark.kernel
def test_a_full_disk_is_reported_and_leaves_the_report(tmp_path: Path) -> None:
    target = tmp_path / "2023"
    target.mkdir()
    (target / "index.html").write_text("old")
    command = [sys.executable, "-c", FULL, str(target)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - ours
    assert "found:    File too large" in told
    assert "to do:    Make room on the disk" in told
    assert (target / "index.html").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["2023"]


RUN_FULL = """
import resource, signal, sys
from pathlib import Path
from analysis.paths import Project
from analysis.publishing.reports import RunOptions, make_reports
from analysis.publishing.publish import WriteError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
try:
    options = RunOptions(cold=True, tables=())
    make_reports(Project(Path(sys.argv[1])), [2023], options).raise_for_failure()
except WriteError as error:
    print(error)
"""


@pytest.mark.kernel
def test_a_run_on_a_full_disk_leaves_the_report_and_the_next_one_makes_it(tmp_path: Path) -> None:
    """The page is larger than what the disk takes."""
    project = write_project(tmp_path, {"vsi": [figure("x")]})
    page = run_report(project, 2023, RunOptions(cold=True))
    before = output_checksums(page.parent)
    write_notebook(project, "vsi", "x = 1", figure("x"), prose="Nu vol.")
    room = page.stat().st_size // 2
    command = [sys.executable, "-c", RUN_FULL, str(tmp_path), str(room)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - ours
    assert "found:    File too large" in told
    assert "the published report is unchanged" in told
    assert output_checksums(page.parent) == before
    assert sorted(path.name for path in (tmp_path / "reports").iterdir()) == ["2023", "index.html"]
    run_report(project, 2023, RunOptions(cold=True))
    assert "Nu vol." in page.read_text()


@pytest.mark.kernel
def test_a_run_in_a_read_only_folder_leaves_the_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = write_project(tmp_path, {"vsi": [figure("x")]})
    page = run_report(project, 2023, RunOptions(cold=True))
    before = output_checksums(page.parent)
    write_notebook(project, "vsi", "x = 1", figure("x"))
    make = Path.mkdir

    def refused(path: Path, mode: int = 0o777, **how: bool) -> None:
        if path.parent == tmp_path / "reports":
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))
        make(path, mode, **how)

    monkeypatch.setattr(Path, "mkdir", refused)
    with pytest.raises(WriteError, match="Read-only file system") as caught:
        run_report(project, 2023, RunOptions(cold=True))
    assert "Check the folder's owner and permissions" in caught.value.problems[0].remedy
    assert output_checksums(page.parent) == before


@pytest.mark.process
@pytest.mark.parametrize("name", ["reports", "reports/2023"])
def test_a_file_in_the_place_of_a_folder_is_reported_and_unchanged(
    tmp_path: Path, name: str
) -> None:
    project = write_project(tmp_path, {"vsi": [figure("x")]})
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("mine")
    with pytest.raises(WriteError) as caught:
        run_report(project, 2023, RunOptions(cold=True))
    (problem,) = caught.value.problems
    assert (problem.where, problem.found) == (str(file), "a file")
    assert problem.remedy.startswith("Move or rename the file")
    assert file.read_text() == "mine"


def test_leftovers_of_killed_runs_are_removed_and_an_old_report_restored(tmp_path: Path) -> None:
    """Only the folders of this report: a draft of the same year may be in progress."""
    for name in (".2023.0123abcd", ".2023.aaaaaaaa.old", ".2023.draft.0123abcd", ".2023.mine"):
        (tmp_path / name).mkdir()
    (tmp_path / ".2023.aaaaaaaa.old" / "index.html").touch()
    with pytest.raises(KeyboardInterrupt), staged(tmp_path / "2023"):
        raise KeyboardInterrupt
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".2023.draft.0123abcd",
        ".2023.mine",
        "2023",
    ]
    assert (tmp_path / "2023" / "index.html").exists()


def test_a_second_run_is_refused_and_names_the_first(tmp_path: Path) -> None:
    path = tmp_path / "locks" / "2023"
    with (
        locked(path),
        pytest.raises(
            BusyError, match=rf"process {os.getpid()} on .* \(since .* UTC\) is writing 2023"
        ),
        locked(path),
    ):
        pass


def test_a_second_run_can_wait_for_the_first(tmp_path: Path) -> None:
    path, entered = tmp_path / "2023", threading.Event()
    told: list[str] = []

    def second() -> None:
        with locked(path, seconds=30, waiting=told.append):
            entered.set()

    thread = threading.Thread(target=second)
    with locked(path):
        thread.start()
        while not told:
            assert thread.is_alive()
        assert not entered.is_set()
    thread.join(30)
    assert entered.is_set()
    assert told[0].startswith(f"Waiting for 2023: process {os.getpid()} on ")


class Blocked(Observer):
    """Records what the run waits for, then lets the other one end."""

    def __init__(self) -> None:
        self.messages: list[str] = []
        self.other_may_end = threading.Event()

    def blocked(self, message: str) -> None:
        """Record it."""
        self.messages.append(message)
        self.other_may_end.set()


@pytest.mark.kernel
def test_a_run_says_at_once_which_run_it_waits_for(tmp_path: Path) -> None:
    project, observer = write_project(tmp_path, {"vsi": [figure("x")]}), Blocked()
    owned = threading.Event()

    def other() -> None:
        with locked(tmp_path / ".cache/locks/2023"):
            owned.set()
            observer.other_may_end.wait(60)

    thread = threading.Thread(target=other)
    thread.start()
    assert owned.wait(60)
    run_report(project, observer=observer)
    thread.join(60)
    (message,) = observer.messages
    assert re.fullmatch(
        r"Waiting for the report in reports/2023: "
        rf"process {os.getpid()} on \S+ \(since .+ UTC\) is writing it",
        message,
    )


@pytest.mark.process
def test_the_lock_of_a_dead_process_blocks_no_one(tmp_path: Path) -> None:
    path = tmp_path / "2023"
    killed = f"""
import os, signal
from pathlib import Path
from analysis.lock import locked
with locked(Path({str(path)!r})):
    os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", killed], check=False)  # noqa: S603 - ours
    assert path.read_text().strip().startswith("process ")
    with locked(path):
        assert path.read_text().strip().startswith(f"process {os.getpid()} ")


@pytest.mark.kernel
def test_two_concurrent_runs_build_the_tables_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = write_project(tmp_path, {"vsi": ["1"]})
    built: list[int] = []

    def build(_: Project, year: int) -> dict[str, int]:
        time.sleep(0.3)  # time enough for the other one to come
        built.append(year)
        return {"milestones": 1}

    monkeypatch.setattr("analysis.plan.tables.build.build", build)
    monkeypatch.setattr("analysis.stages.analyse", lambda *_: [])
    monkeypatch.setattr("analysis.stages.results_stand", lambda *_: True)
    with ThreadPoolExecutor(2) as threads:
        found = list(threads.map(refresh, [project] * 2, [2023] * 2))
    assert built == [2023]
    assert sorted([dict(one.rows) for one in made] for made in found) == [[], [{"milestones": 1}]]
