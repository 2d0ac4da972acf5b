"""The preview starts no worker whose code it does not share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.checksums import PACKAGE
from analysis.desk.preview import workshop as starting
from analysis.desk.preview.workshop import WorkerError, Workshop
from analysis.errors import PlanmonitorError
from without_posix import hide

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analysis.paths import Project


@pytest.fixture
def worker_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file with the worker's code, and no other."""
    path = tmp_path / "worker.py"
    path.write_text("now", encoding="utf-8")
    monkeypatch.setattr(starting, "PACKAGE", tmp_path)
    monkeypatch.setattr(starting, "SHARED", ("worker.py",))
    return path


def test_a_checkout_of_another_version_is_named_and_starts_nothing(
    repository: Project, worker_code: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[str] = []
    workshop = Workshop(repository, [2023], [])
    monkeypatch.setattr(workshop, "_start_server", lambda: started.append("server"))
    monkeypatch.setattr(workshop, "_started", lambda _: "worker")
    for text in ("long ago", None):
        if text is None:
            worker_code.unlink()
        else:
            worker_code.write_text(text, encoding="utf-8")
        with pytest.raises(PlanmonitorError, match="Press Ctrl-C in the terminal of the preview"):
            workshop.worker(lambda: True)
    assert started == []
    worker_code.write_text("now", encoding="utf-8")
    assert str(workshop.worker(lambda: True)) == "worker"


def test_a_start_that_a_newer_save_breaks_off_is_told_as_one(
    repository: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def abort(_: Callable[[], bool]) -> None:
        raise ConnectionAbortedError

    workshop = Workshop(repository, [2023], [])
    monkeypatch.setattr(workshop, "_start_server", lambda: None)
    monkeypatch.setattr(workshop, "_started", abort)
    with pytest.raises(WorkerError):
        workshop.worker(lambda: False)


def test_the_shared_code_is_in_the_package() -> None:
    assert all((PACKAGE / name).is_file() for name in starting.SHARED)


@pytest.mark.process
def test_without_fork_the_worker_is_a_new_process(
    repository: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    hide(monkeypatch)
    workshop = Workshop(repository, [2023], ["vsi"])
    try:
        worker = workshop.worker(lambda: True)
        assert workshop.kernels == ""
        worker.send({"stop": True})
        assert worker.receive(60) == {"outcome": {"stopped": True}}
    finally:
        workshop.end()
