from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from analysis.desk.cli.messages import Messages
from analysis.desk.cli.reporting import Reporting
from analysis.errors import Problem, SettingsError
from analysis.publishing.run.plan import Job

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.paths import Project


def publish(project: Project) -> None:
    """Leave a report of one chapter, without running."""
    folder = project.reports(2023)
    folder.mkdir(parents=True)
    (folder / "provenance.json").write_text('{"notebooks": {"vsi": {"seconds": {"total": 9}}}}')


def break_off(
    messages: Messages, project: Project, error: BaseException, planned: Sequence[Job] = ()
) -> None:
    """End a run with an error, after it planned this much."""
    with Reporting(messages, draft=False) as reporting:
        reporting.begin(project, [2023], None)
        reporting.record.planned(planned)
        raise error


def told(capsys: pytest.CaptureFixture[str]) -> list[list[str]]:
    return [line.split() for line in capsys.readouterr().err.splitlines()]


def test_a_run_that_ends_before_anything_is_planned_has_no_rows(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """A report that lies there must not be called kept above the error."""
    publish(project)
    messages = Messages()
    with pytest.raises(SettingsError):
        break_off(messages, project, SettingsError(Problem("vsii", "an unknown chapter", "vsi")))
    assert told(capsys) == []
    assert "reports" not in messages.document


def test_a_run_that_breaks_off_after_it_was_planned_is_accounted_for(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project.notebooks / "vsi.ipynb"
    job = Job(2023, "vsi", "Inspectie", path, path.name, {}, 3)
    with pytest.raises(KeyboardInterrupt):
        break_off(Messages(), project, KeyboardInterrupt(), [job])
    assert ["2023", "vsi", "not", "run"] in told(capsys)


def test_the_run_is_timed_by_the_clock_and_what_is_kept_takes_none(
    project: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(project)
    clock = iter([100.0, 102.5])
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    messages: Any = Messages()
    with Reporting(messages, draft=False) as reporting:
        reporting.begin(project, [2023], None)
    monkeypatch.undo()
    rows = told(capsys)
    assert rows[1:] == [
        ["2023", "vsi", "kept"],
        ["2023", "report", "kept"],
        ["whole", "run", "2.5"],
    ]
    assert messages.document["seconds"] == 2.5
