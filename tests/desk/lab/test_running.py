from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from analysis.desk.lab import running
from analysis.desk.lab.intentions import in_dutch, intentions, intentions_html
from analysis.desk.lab.progress import ProgressBars
from analysis.desk.lab.running import RunPanel, result_html, run_panel
from analysis.errors import NotebookError, Problem
from analysis.publishing.outcome import RunOutcome, Status, YearOutcome
from analysis.publishing.outputs.registry import of_tables
from analysis.publishing.reports import RunForecast, RunOptions
from analysis.publishing.run.explain import Reason
from analysis.publishing.run.observer import StopRun

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysis.paths import Project

JOB: Any = SimpleNamespace(chapter="vsi", title="Inspectie", cells=12)


def forecast(
    project: Project,  # noqa: ARG001 - as `would_run` is called
    years: Iterable[int],  # noqa: ARG001 - as above
    options: RunOptions,
) -> RunForecast:
    reasons = (
        Reason(2023, "activering", ("src/analysis/dutch.py changed",)),
        Reason(2023, "vsi", ()),
    )
    chosen = options.chapters
    return RunForecast(tuple(one for one in reasons if not chosen or one.chapter in chosen))


def test_only_the_chosen_chapters_are_explained(built: Project) -> None:
    planned = intentions(built, 2023, forecast, ["vsi"])
    assert [(one.title, one.runs) for one in planned] == [("Vlaamse Sociale Inspectie", False)]


def test_causes_are_shown_in_dutch(built: Project) -> None:
    first, second = intentions(built, 2023, forecast)
    assert (first.title, first.runs) == ("Activering", True)
    assert first.why == "src/analysis/dutch.py is gewijzigd"
    assert not second.runs
    assert "<td>overnemen</td>" in intentions_html([second])


@pytest.mark.parametrize(
    ("causes", "words"),
    [
        ((), "niets veranderd sinds de vorige uitvoering"),
        (("no run is cached",), "nog niet eerder uitgevoerd"),
        (
            ("parameter confidence changed from 0.95 to 0.9",),
            "parameter confidence: van 0.95 naar 0.9",
        ),
        (("Python changed from 3.11 to 3.12",), "Python: van 3.11 naar 3.12"),
        (("a is new", "b is gone", "c", "d", "e"), "a is nieuw, b is weg, c, en nog 2"),
    ],
)
def test_causes_in_dutch(causes: tuple[str, ...], words: str) -> None:
    assert in_dutch(causes) == words


def test_the_plan_follows_the_selection(built: Project) -> None:
    panel = RunPanel(built, 2023, forecast)
    assert panel.plan.value.count("<tr>") == 3
    panel.chapters.value = ("vsi",)
    assert panel.plan.value.count("<tr>") == 2


def test_it_runs_what_the_command_line_runs(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[RunOptions] = []

    def run(
        project: Project, years: list[int], options: RunOptions, *, observer: object
    ) -> RunOutcome:
        assert isinstance(observer, ProgressBars)
        asked.append(options)
        folder = project.reports(years[0])
        page = folder / "index.html"
        return RunOutcome((YearOutcome(years[0], folder, Status.MADE, page=page),))

    monkeypatch.setattr(running, "make_reports", run)
    panel = RunPanel(built, 2023, forecast)
    panel.chapters.value = ("vsi",)
    panel.start().join()
    expected = RunOptions(chapters=("vsi",), outputs=tuple(of_tables()))
    assert asked == [expected], "or the command line would make the report again"
    assert 'href="../reports/2023/index.html"' in panel.result.outputs[0]["data"]["text/html"]
    assert (panel.run.disabled, panel.stop.disabled) == (False, True)


FAILED = YearOutcome(
    2023, Path(), Status.FAILED, error=NotebookError(Problem("vsi.ipynb", "found", "expected"))
)


@pytest.mark.parametrize(
    ("outcome", "words"),
    [(RunOutcome((FAILED,)), "vsi.ipynb"), (RunOutcome(stopped=True), "Afgebroken")],
)
def test_a_run_that_fails_or_stops_says_so(
    built: Project, monkeypatch: pytest.MonkeyPatch, outcome: RunOutcome, words: str
) -> None:
    monkeypatch.setattr(running, "make_reports", lambda *_, **__: outcome)
    panel = RunPanel(built, 2023, forecast)
    panel.start().join()
    assert words in panel.result.outputs[0]["data"]["text/html"]
    assert (panel.run.disabled, panel.stop.disabled) == (False, True)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(28, "No space left on device", "a.csv"), "No space left on device"),
        (ZeroDivisionError("by zero"), "ZeroDivisionError: by zero"),
    ],
)
def test_an_unexpected_error_is_shown(
    built: Project, monkeypatch: pytest.MonkeyPatch, error: Exception, words: str
) -> None:
    def run(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(running, "make_reports", run)
    panel = RunPanel(built, 2023, forecast)
    panel.start().join()
    assert words in panel.result.outputs[0]["data"]["text/html"]
    assert (panel.run.disabled, panel.stop.disabled) == (False, True)


def test_a_forecast_that_fails_is_reported_and_the_run_stays_possible(built: Project) -> None:
    """Such as an unreadable file: the panel stays and reports it."""

    def refuses(*_: object, **__: object) -> RunForecast:
        raise PermissionError(13, "Permission denied", "params/report.yaml")

    panel = RunPanel(built, 2023, refuses)
    assert "Permission denied" in panel.plan.value
    assert not panel.run.disabled


def test_a_bar_moves_with_its_notebook() -> None:
    bars = ProgressBars()
    bars.reused([JOB, JOB])
    bars.planned([JOB], {})
    line, bar = bars.panel.children
    assert line.value == "2 hoofdstukken ongewijzigd overgenomen"
    bars.started(JOB)
    bars.cell_done(JOB, 5)
    assert (bar.value, bar.max) == (5, 12)
    bars.finished(SimpleNamespace(job=JOB, timing=SimpleNamespace(total=3.21)))  # type: ignore[arg-type] # a stand-in
    assert (bar.value, bar.description) == (12, "Inspectie (3,2 s)")


def test_stop_works_between_cells_and_within_one() -> None:
    bars = ProgressBars()
    bars.planned([JOB], {})
    bars.waiting()
    bars.stop_asked = True
    with pytest.raises(StopRun):
        bars.cell_done(JOB, 1)
    with pytest.raises(StopRun):
        bars.waiting()


def test_papermill_sees_the_plan_of_the_run(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(built.notebooks)
    html: list[str] = []
    monkeypatch.setattr(running, "show_html", html.append)
    run_panel(2023)
    assert '<th scope="col">Waarom</th>' in html[0]


def test_a_link_is_relative_to_the_notebooks(built: Project) -> None:
    link = result_html(built.reports(2023) / "index.html", built)
    assert link.startswith('<p>Klaar: <a href="../reports/2023/index.html"')
