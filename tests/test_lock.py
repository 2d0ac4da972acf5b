"""Locks are taken where the disk has them; where it has none, work goes on after one warning."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import filelock
import pytest

from analysis import lock as locking
from analysis.folders import left_behind, staged
from analysis.lock import BusyError, Lock, lock, locked, locked_folder
from analysis.publishing.run.scratch import LOCK, scratch_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WITHOUT = [errno.ENOLCK, errno.EOPNOTSUPP, errno.EINVAL, errno.ENOSYS, errno.EPERM]


@pytest.fixture
def _fresh() -> Iterator[None]:
    """Let each test warn anew."""
    locking.report_no_locks.cache_clear()
    yield
    locking.report_no_locks.cache_clear()


@pytest.fixture(params=WITHOUT, ids=errno.errorcode.get)
def without_locks(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, _fresh: None
) -> None:
    """A disk on which every attempt to lock fails."""

    def refuse(*_: object, **__: object) -> bool:
        raise OSError(request.param, "no locks")

    monkeypatch.setattr(filelock, "lock_descriptor", refuse)


@pytest.mark.usefixtures("without_locks")
def test_work_goes_on_after_one_warning(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    for year in ("2023", "2024"):
        with locked(tmp_path / f"{year}.lock", "the tables"), staged(tmp_path / year) as folder:
            (folder / "a.csv").write_text(year)
        with scratch_folder() as scratch:
            assert not (scratch / LOCK).exists(), "nobody can tell that it is abandoned"
    assert (tmp_path / "2024" / "a.csv").read_text() == "2024"
    (warning,) = [record.getMessage() for record in caplog.records]
    assert warning.startswith("This disk has no locks (")


@pytest.mark.usefixtures("without_locks")
def test_a_folder_that_may_be_in_use_is_left_alone(tmp_path: Path) -> None:
    with staged(tmp_path / "2023") as first:
        (first / "a.csv").write_text("first")
        with staged(tmp_path / "2023") as second:
            (second / "a.csv").write_text("second")
        assert (first / "a.csv").read_text() == "first"
        assert left_behind(tmp_path / "2023") == []
    assert (tmp_path / "2023" / "a.csv").read_text() == "first"


@pytest.mark.usefixtures("_fresh")
def test_locks_that_work_say_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with locked_folder(tmp_path) as mine, locked_folder(tmp_path, wait=False) as other:
        assert (mine, other) == (Lock.HELD, Lock.BUSY)
    with (tmp_path / "a").open("w") as stream:
        assert lock(stream.fileno(), wait=True) is Lock.HELD
    assert caplog.records == []


def test_a_second_run_names_the_first(tmp_path: Path) -> None:
    path, what = tmp_path / "a.lock", "the tables of 2023"
    busy = pytest.raises(BusyError, match="is writing the tables of 2023")
    with locked(path, what), busy, locked(path, what):
        pass


def test_the_byte_that_windows_locks_says_nothing(tmp_path: Path) -> None:
    """Another process cannot read it there."""
    path = tmp_path / "a.lock"
    with locked(path):
        text = path.read_text(encoding="utf-8")
    assert text[locking.FREE_BYTES :].startswith("process ")
    assert text[: locking.FREE_BYTES].isspace()
