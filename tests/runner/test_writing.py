"""A disk that is full, a folder that may not be written, a run that is not alone."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from analysis.runner.lock import BusyError, locked
from analysis.runner.publish import WriteError, staged

if TYPE_CHECKING:
    from pathlib import Path

FULL = """
import resource, signal, sys
from pathlib import Path
from analysis.runner.publish import WriteError, staged
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    with staged(Path(sys.argv[1])) as folder:
        (folder / "index.html").write_text("x" * 5000)
except WriteError as error:
    print(error)
"""


def test_a_full_disk_is_told_and_leaves_the_report(tmp_path: Path) -> None:
    target = tmp_path / "2023"
    target.mkdir()
    (target / "index.html").write_text("old")
    command = [sys.executable, "-c", FULL, str(target)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - ours
    assert "found:    File too large" in told
    assert "to do:    Make room on the disk" in told
    assert (target / "index.html").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["2023"]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """Here a file stands where the folder of the reports should be; root may write anywhere."""
    (tmp_path / "reports").touch()
    with (
        pytest.raises(WriteError, match="See to the folder's owner and rights"),
        staged(tmp_path / "reports" / "2023"),
    ):
        pass


def test_what_killed_runs_left_is_removed_and_an_old_report_put_back(tmp_path: Path) -> None:
    """Only the folders of this very report: a draft of the same year may be in the making."""
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


def test_a_second_run_is_refused_and_told_by_whom(tmp_path: Path) -> None:
    path = tmp_path / "locks" / "2023"
    with (
        locked(path),
        pytest.raises(BusyError, match=f"process {os.getpid()} on .* is writing this report"),
        locked(path),
    ):
        pass


def test_a_second_run_may_wait_for_the_first(tmp_path: Path) -> None:
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
    assert told[0].startswith(f"process {os.getpid()} on ")


def test_the_lock_of_a_process_that_is_gone_holds_nobody_up(tmp_path: Path) -> None:
    path = tmp_path / "2023"
    killed = f"""
import os, signal
from pathlib import Path
from analysis.runner.lock import locked
with locked(Path({str(path)!r})):
    os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", killed], check=False)  # noqa: S603 - ours
    assert path.read_text().startswith("process ")
    with locked(path):
        assert path.read_text().startswith(f"process {os.getpid()} ")
