"""Each change makes the draft again, with a worker that has the code as it is."""

from __future__ import annotations

import time
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest

from analysis.checksums import PACKAGE
from analysis.desk.preview.making import Making, _ended
from analysis.desk.preview.state import DraftState
from analysis.desk.preview.watching import Changed
from analysis.desk.preview.workshop import WorkerError
from analysis.errors import PlanmonitorError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from analysis.paths import Project

SECONDS = 60


class FakeWorker:
    """Answers each run with what comes next; waits at a run without an answer until stopped."""

    def __init__(self, answers: list[dict[str, Any] | None]) -> None:
        self._answers = answers
        self.sent: list[dict[str, Any]] = []
        self._written: list[dict[str, Any]] = []

    def send(self, document: dict[str, Any]) -> None:
        """Note what was sent, and write the next answer to a run."""
        self.sent.append(document)
        if "run" in document:
            answer = self._answers.pop(0)
            early = [answer.pop("early")] if answer and "early" in answer else []
            outcome = [{"outcome": answer}] if answer else []
            self._written += [{"busy": "vsi"}, *early, *outcome]
        else:
            self._written += [{"outcome": {"stopped": True}}] * 2

    def receive(self, seconds: float) -> dict[str, Any] | None:
        """Return the oldest line that was not read."""
        del seconds
        if not self._written:
            time.sleep(0.001)
            return None
        found = self._written.pop(0)
        if found == {"outcome": {"died": True}}:
            raise WorkerError
        return found


class FakeWorkshop:
    """Lends the same worker, and notes what ends."""

    kernels = ""

    def __init__(self, worker: FakeWorker) -> None:
        self._worker = worker
        self.ended: list[str] = []

    def worker(self, wanted: Callable[[], bool]) -> FakeWorker:
        """Lend the worker."""
        del wanted
        return self._worker

    def end_worker(self) -> None:
        """Note it."""
        self.ended.append("worker")

    def end(self) -> None:
        """Note it."""
        self.ended.append("server")


class Software:
    """Nothing is installed while the test runs, unless the test says so."""

    loaded: frozenset[str] | None = None
    changed = Changed.NOTHING

    def look_at_software(self) -> Changed:
        """Return what the test says, once."""
        found, self.changed = self.changed, Changed.NOTHING
        return found


class Followed(DraftState):
    """A state whose changes can be waited for."""

    def __init__(self) -> None:
        super().__init__()
        self._happened = Event()

    def change(self, **values: object) -> None:
        """Change, and wake the test."""
        super().change(**values)
        self._happened.set()

    def wait_for(self, claim: Callable[[], bool]) -> None:
        """Wait until the claim holds after some change."""
        end = time.monotonic() + SECONDS
        while not claim():
            assert time.monotonic() < end, self.now
            self._happened.wait(0.05)
            self._happened.clear()


PROBLEM = {
    "where": "vsi, cell 2",
    "found": "KeyError",
    "expected": "a figure",
    "remedy": "Mend it.",
}


@pytest.fixture
def made(project: Project, tmp_path: Path) -> Iterator[Callable[..., Making]]:
    """Start the thread with a worker that gives these answers."""
    page = tmp_path / "index.html"
    page.write_text('<body><section id="vsi">Een</section></body>', encoding="utf-8")
    started: list[Making] = []

    def make(*answers: Any) -> Making:  # noqa: ANN401 - JSON
        outcomes = [
            {"page": str(page), "problems": []} if one == "page" else one for one in answers
        ]
        workshop, state = FakeWorkshop(FakeWorker(outcomes)), Followed()
        making = Making(
            project,
            2023,
            ["vsi"],
            tmp_path / "draft",
            state,
            workshop,  # type: ignore[arg-type] # has what is used
            Software(),  # type: ignore[arg-type] # as above
        )
        making.start()
        started.append(making)
        return making

    yield make
    for one in started:
        one.end()


def _sent(making: Making) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = making.workshop._worker.sent  # type: ignore[union-attr] # noqa: SLF001 - a stand-in
    return sent


def _wait(making: Making, claim: Callable[[], bool]) -> None:
    making.state.wait_for(claim)  # type: ignore[attr-defined] # of the stand-in


def test_the_first_draft_needs_no_change(made: Callable[..., Making]) -> None:
    making = made("page")
    _wait(making, lambda: "vsi" in making.state.now.page.chapters)
    assert making.state.now.busy == ""
    assert _sent(making)[0]["run"]["chapters"] == ["vsi"]


def test_an_error_is_shown_over_the_last_good_page_and_goes(made: Callable[..., Making]) -> None:
    making = made("page", {"page": None, "problems": [PROBLEM]}, "page")
    _wait(making, lambda: not making.state.now.busy)
    making.note(Changed.INPUT)
    _wait(making, lambda: bool(making.state.now.problems))
    assert making.state.now.problems[0].where == "vsi, cell 2"
    assert "vsi" in making.state.now.page.chapters
    making.note(Changed.INPUT)
    _wait(making, lambda: not making.state.now.problems)


@pytest.mark.parametrize(
    ("error", "found"),
    [
        (PlanmonitorError(Problem(**PROBLEM)), "KeyError"),
        (ZeroDivisionError(), "ZeroDivisionError: "),
    ],
)
def test_a_problem_of_the_preview_itself_is_shown_and_goes(
    made: Callable[..., Making], monkeypatch: pytest.MonkeyPatch, error: Exception, found: str
) -> None:
    making = made("page", "page")
    _wait(making, lambda: not making.state.now.busy)

    def refuse(_: Callable[[], bool]) -> FakeWorker:
        raise error

    with monkeypatch.context() as refusing:
        refusing.setattr(making.workshop, "worker", refuse)
        making.note(Changed.CODE)
        _wait(making, lambda: [one.found for one in making.state.now.problems] == [found])
    making.note(Changed.CODE)
    _wait(making, lambda: not making.state.now.problems)


@pytest.mark.parametrize(
    ("changed", "ended"),
    [
        (Changed.INPUT, []),
        (Changed.CODE, ["worker"]),
        (Changed.SOFTWARE, ["server"]),
        (Changed.CODE | Changed.SOFTWARE, ["server"]),
    ],
)
def test_what_changed_decides_what_starts_again(
    made: Callable[..., Making], changed: Changed, ended: list[str]
) -> None:
    making = made("page", "page")
    _wait(making, lambda: not making.state.now.busy)
    making.note(changed)
    _wait(making, lambda: len(_sent(making)) == 2 and not making.state.now.busy)
    assert making.workshop.ended == ended  # type: ignore[attr-defined] # of the stand-in


def test_a_save_while_a_run_goes_on_stops_it_and_starts_another(
    made: Callable[..., Making],
) -> None:
    making = made(None, "page")
    _wait(making, lambda: making.state.now.busy == "vsi")
    making.note(Changed.INPUT)
    _wait(making, lambda: "vsi" in making.state.now.page.chapters)
    assert [next(iter(one)) for one in _sent(making)] == ["run", "stop", "run"]


def test_software_that_changed_during_a_run_is_seen_before_the_next_run(
    made: Callable[..., Making],
) -> None:
    making = made(None, "page")
    _wait(making, lambda: making.state.now.busy == "vsi")
    making.watched.changed = Changed.SOFTWARE  # type: ignore[attr-defined] # of the stand-in
    making.note(Changed.INPUT)
    _wait(making, lambda: "vsi" in making.state.now.page.chapters)
    assert making.workshop.ended == ["server"]  # type: ignore[attr-defined] # of the stand-in


def test_a_save_of_code_does_not_wait_for_the_old_worker(made: Callable[..., Making]) -> None:
    making = made(None, "page")
    _wait(making, lambda: making.state.now.busy == "vsi")
    making.note(Changed.CODE)
    _wait(making, lambda: "vsi" in making.state.now.page.chapters)
    assert [next(iter(one)) for one in _sent(making)] == ["run", "run"]
    assert "worker" in making.workshop.ended  # type: ignore[attr-defined] # of the stand-in


def test_the_open_chapter_is_named_with_what_comes_before_it_and_shown_before_the_rest(
    made: Callable[..., Making], tmp_path: Path
) -> None:
    first = {"page": str(tmp_path / "index.html"), "problems": [], "counts": {"vsi": [4, 2]}}
    early = {"chapter": "vsi", "html": '<section id="vsi">Twee</section>\n'}
    making = made(first, {"early": early, "page": None, "problems": [PROBLEM]})
    _wait(making, lambda: not making.state.now.busy)
    assert _sent(making)[0]["run"]["opened"] is None
    making.state.opened = "vsi"
    making.note(Changed.INPUT)
    _wait(making, lambda: bool(making.state.now.problems))
    assert _sent(making)[1]["run"]["opened"] == {"id": "vsi", "counts": [4, 2]}
    assert making.state.now.page.chapters["vsi"] == '<section id="vsi">Twee</section>'


def test_the_modules_of_the_worker_are_known_between_runs_alone(
    made: Callable[..., Making], tmp_path: Path
) -> None:
    page = {"page": str(tmp_path / "index.html"), "problems": [], "modules": ["dutch.py"]}
    making = made(page, None)
    _wait(making, lambda: not making.state.now.busy)
    assert making.watched.loaded == frozenset({"dutch.py"})
    making.note(Changed.INPUT)
    _wait(making, lambda: making.state.now.busy == "vsi")
    assert making.watched.loaded is None


def test_a_worker_that_dies_is_a_problem_with_a_remedy(made: Callable[..., Making]) -> None:
    making = made({"died": True}, "page")
    _wait(making, lambda: bool(making.state.now.problems))
    assert "Save the file again" in making.state.now.problems[0].remedy
    making.note(Changed.INPUT)
    _wait(making, lambda: not making.state.now.problems)


def test_the_end_removes_the_draft_and_ends_the_server(
    made: Callable[..., Making], tmp_path: Path
) -> None:
    making = made("page")
    _wait(making, lambda: not making.state.now.busy)
    (tmp_path / "draft").mkdir()
    (tmp_path / "draft.failed").mkdir()
    making.end()
    assert not (tmp_path / "draft").exists()
    assert not (tmp_path / "draft.failed").exists()
    assert making.workshop.ended[-1] == "server"  # type: ignore[attr-defined] # of the stand-in


def test_a_worker_that_ends_in_a_traceback_names_the_innermost_line_of_ours() -> None:
    log = f"""Traceback (most recent call last):
  File "{PACKAGE / "paths.py"}", line 3, in <module>
  File "{PACKAGE / "settings.py"}", line 7, in <module>
  File "/usr/lib/python3/abc.py", line 9, in f
NameError: name 'x' is not defined"""
    found = _ended(log)
    assert found["where"] == "src/analysis/settings.py, line 7"
    assert found["found"] == "NameError: name 'x' is not defined"
    assert _ended("Killed")["where"] == "the preview"


def test_the_end_removes_the_draft_and_what_a_run_that_was_ended_left(
    made: Callable[..., Making],
) -> None:
    making = made("page")
    _wait(making, lambda: not making.state.now.busy)
    others = making.folder.with_name("draft-8781")
    others.mkdir()
    for name in ("draft", "draft.failed", ".draft.0123abcd"):
        making.folder.with_name(name).mkdir()
    making.end()
    assert [path for path in making.folder.parent.glob("*draft*") if path.is_dir()] == [others]
