from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.desk.cli.document import as_document
from analysis.publishing.outcome import OutputFile, RunOutcome
from desk.cli.conftest import PROJECT

if TYPE_CHECKING:
    from analysis.publishing.outcome import YearOutcome


def test_each_chapter_has_its_status_reason_and_failure(year_outcome: YearOutcome) -> None:
    found = as_document(RunOutcome((year_outcome,), 4.0404), PROJECT)
    assert found["seconds"] == 4.04
    (report,) = found["reports"]
    assert (report["status"], report["report"]) == ("failed", None)
    statuses = {one["chapter"]: one["status"] for one in report["chapters"]}
    assert list(statuses.values()) == ["run", "kept", "failed", "not run"]
    assert report["chapters"][0] == {
        "chapter": "vsi",
        "status": "run",
        "why": ["a.csv changed"],
        "seconds": 3.21,
        "notebook": None,
    }
    assert report["chapters"][2]["failure"] == {
        "cell": 4,
        "error": "ZeroDivisionError",
        "message": "\x1b[31mdivision <by> zero",
        "helper": None,
        "opens": "reports/2023.failed/activering.ipynb",
    }


def test_paths_of_pages_and_outputs_start_at_the_projects_root(year_outcome: YearOutcome) -> None:
    page = year_outcome.folder / "index.html"
    outputs = (OutputFile("data", year_outcome.folder / "data"),)
    year = replace(year_outcome, page=page, outputs=outputs)
    (report,) = as_document(RunOutcome((year,)), PROJECT)["reports"]
    assert report["report"] == "reports/2023/index.html"
    assert report["outputs"] == {"data": "reports/2023/data"}


def test_reports_are_left_out_when_nothing_was_planned(year_outcome: YearOutcome) -> None:
    found = as_document(RunOutcome((replace(year_outcome, chapters=()),)), PROJECT)
    assert found == {"seconds": 0.0}
