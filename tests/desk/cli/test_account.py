from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from nbformat import NotebookNode

from analysis.desk.cli.account import accounts, as_document, stamps
from analysis.desk.cli.record import Record
from analysis.publishing.run.failure import Failure
from analysis.publishing.run.outcome import Executed, Timing
from analysis.publishing.run.plan import Job

if TYPE_CHECKING:
    from analysis.paths import Project

NOTHING = NotebookNode()  # type: ignore[no-untyped-call] # no types


def job(project: Project, chapter: str) -> Job:
    path = project.notebooks / f"{chapter}.ipynb"
    return Job(2023, chapter, chapter, path, path.name, {}, 3)


def publish(project: Project, made: str, **seconds: float) -> None:
    """Leave what a run leaves, without running."""
    folder = project.reports(2023)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(made)
    notebooks = {name: {"seconds": {"total": total}} for name, total in seconds.items()}
    (folder / "provenance.json").write_text(json.dumps({"made": made, "notebooks": notebooks}))


def test_a_report_that_lies_here_as_it_should_is_kept_whole(project: Project) -> None:
    publish(project, "before", vsi=2.0, activering=1.0)
    (found,) = accounts(project, Record(), stamps(project, [2023]), {})
    assert found.became == "kept"
    told = [(one.chapter, str(one.became), one.seconds) for one in found.chapters]
    assert told == [("activering", "kept", 1.0), ("vsi", "kept", 2.0)], "in the report's order"


def test_each_chapter_is_told_as_the_run_told_it(project: Project) -> None:
    publish(project, "before", vsi=2.0)
    before, record = stamps(project, [2023]), Record()
    names = ("activering", "loopbanen", "competenties", "vsi")
    run, failing, late, kept = (job(project, name) for name in names)
    record.reused([kept])
    record.planned([run, failing, late])
    record.finished(Executed(run, NOTHING, Timing(1.5, 0.5, 1)))
    record.failed(Failure(failing, 2, "1/0", "ZeroDivisionError", "by zero", "", Path("x.ipynb")))
    why = {(2023, "activering"): ("no run is kept",)}
    (found,) = accounts(project, record, before, why)
    assert [str(one.became) for one in found.chapters] == ["run", "failed", "not run", "kept"]
    (document,) = as_document([found], project)
    assert (document["status"], document["report"]) == ("failed", "reports/2023/index.html")
    assert document["chapters"][0] == {
        "chapter": "activering",
        "status": "run",
        "why": ["no run is kept"],
        "seconds": 1.5,
        "notebook": None,
    }
    assert document["chapters"][1]["failure"] == {
        "cell": 2,
        "error": "ZeroDivisionError",
        "message": "by zero",
        "helper": None,
        "opens": "reports/2023.failed/loopbanen.ipynb",
    }


def test_a_report_that_was_not_here_before_is_made(project: Project) -> None:
    before, record = stamps(project, [2023]), Record()
    record.planned([job(project, "vsi")])
    record.finished(Executed(job(project, "vsi"), NOTHING, Timing(1.5, 0.5, 1)))
    (unfinished,) = accounts(project, record, before, {})
    assert (unfinished.became, unfinished.page) == ("not run", None)
    publish(project, "now", vsi=1.5)
    (found,) = accounts(project, record, before, {})
    assert found.became == "made"
