from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from analysis.publishing.publish import keep, staged

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path, text: str) -> None:
    (folder / "index.html").write_text(text)


def test_a_folder_appears_complete(tmp_path: Path) -> None:
    target = tmp_path / "reports" / "2023"
    with staged(target) as folder:
        write(folder, "new")
        assert not target.exists()
    assert (target / "index.html").read_text() == "new"
    assert [path.name for path in target.parent.iterdir()] == ["2023"]


def test_an_error_leaves_the_old_folder_unchanged(tmp_path: Path) -> None:
    target = tmp_path / "2023"
    target.mkdir()
    write(target, "old")

    def fail_halfway() -> None:
        with staged(target) as folder:
            write(folder, "new")
            message = "halfway"
            raise RuntimeError(message)

    with pytest.raises(RuntimeError, match="halfway"):
        fail_halfway()
    assert (target / "index.html").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["2023"]


def test_a_reader_never_finds_the_report_missing(tmp_path: Path) -> None:
    """On Linux, where two names are exchanged atomically."""
    target, ended, missed = tmp_path / "2023", threading.Event(), []

    def read() -> None:
        while not ended.is_set():
            missed.extend([1] if not (target / "index.html").exists() else [])

    with staged(target) as folder:
        write(folder, "0")
    reader = threading.Thread(target=read)
    reader.start()
    for number in range(100):
        with staged(target) as folder:
            write(folder, str(number))
    ended.set()
    reader.join()
    assert (missed, (target / "index.html").read_text()) == ([], "99")


def test_files_kept_of_a_failed_run_replace_earlier_ones(tmp_path: Path) -> None:
    one, other, folder = tmp_path / "a.ipynb", tmp_path / "b.ipynb", tmp_path / "2023.failed"
    one.write_text("a")
    other.write_text("b")
    keep([one], folder)
    keep([other], folder)
    assert [path.name for path in folder.iterdir()] == ["b.ipynb"]
