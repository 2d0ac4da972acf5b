from __future__ import annotations

import json
import platform
from typing import TYPE_CHECKING

import pytest

from analysis.desk.health import Verdict, check, kept_runs, rap, status
from analysis.desk.health.environment import environment, pinned
from analysis.desk.health.finding import Finding, some
from analysis.desk.health.inputs import data, notebooks, parameters, review
from analysis.desk.health.reports import report
from analysis.desk.scaffold import new_chapter
from analysis.folders import staged
from analysis.plan.ingest.proposals import Proposal, write_proposals
from analysis.plan.review.decisions import read_decisions
from analysis.publishing.provenance import input_checksums, output_checksums
from analysis.publishing.reports import RunForecast

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.paths import Project

pytestmark = pytest.mark.slow


def publish(project: Project) -> None:
    """Leave what a run leaves, without running."""
    folder = project.reports(2023)
    folder.mkdir(parents=True)
    (folder / "index.html").write_text("<html>")
    content = {
        "made": "2023-03-01T10:00:00+00:00",
        "inputs": input_checksums(project, [2023], []),
        "outputs": output_checksums(folder),
        "notebooks": {"vsi": {}},
        "seconds": {"notebooks": 4.0, "rendering": 1.5},
    }
    (folder / "provenance.json").write_text(json.dumps(content))


def test_valid_tables_that_are_not_built_are_stale(project: Project) -> None:
    found = data(project, 2023)
    assert found.verdict is Verdict.STALE
    assert found.remedy == "planmonitor data 2023"


def test_built_tables_are_good_until_a_raw_one_changes(built_copy: Project) -> None:
    assert data(built_copy, 2023).verdict is Verdict.GOOD
    norms = built_copy.raw(2023) / "norms.csv"
    norms.write_text(norms.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    found = data(built_copy, 2023)
    assert (found.verdict, found.evidence) == (Verdict.STALE, "norms.csv changed since the build")


def test_a_broken_cell_is_the_evidence(project: Project) -> None:
    letters = project.raw(2023) / "letters.csv"
    lines = letters.read_text(encoding="utf-8").splitlines()
    lines[1] = lines[1].replace(lines[1].split(",")[1], "veel", 1)
    letters.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = data(project, 2023)
    assert found.verdict is Verdict.BAD
    assert found.evidence.startswith("data/raw/2023/letters.csv, row 2, column 'letters': 'veel'")


def test_a_parameter_that_no_notebook_takes_is_bad(project: Project) -> None:
    assert parameters(project, 2023).verdict is Verdict.GOOD
    project.year_params(2023).write_text("year: 2023\nparameters:\n  confidance: 0.9\n")
    found = parameters(project, 2023)
    assert found.verdict is Verdict.BAD
    assert found.remedy == "Did you mean 'confidence'?"


def test_a_notebook_that_breaks_a_rule_is_named(project: Project) -> None:
    path, _ = new_chapter(project, "wonen")
    path.write_text(path.read_text().replace("Zeg hier", "Zeg in 3 zinnen"))
    found = notebooks(project)
    assert found.verdict is Verdict.BAD
    project.report_params.write_text(
        "title: T\npublisher: P\nchapters:\n"
        "  - {id: wonen, title: Wonen, notebook: wonen.ipynb}\n"
        "  - {id: weg, title: Weg, notebook: weg.ipynb}\n"
    )
    assert notebooks(project).evidence == (
        "wonen.ipynb: no number is typed in prose (Zeg in 3 zinnen wat een leze), "
        "weg.ipynb is missing"
    )


def test_a_report_is_good_until_something_under_it_changes(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analysis.desk.health.reports.would_run", lambda *_: RunForecast(()))
    assert report(project, 2023).evidence == "not made yet"
    publish(project)
    assert report(project, 2023).verdict is Verdict.GOOD
    project.year_params(2023).write_text("year: 2023 # again\n")
    found = report(project, 2023)
    assert (found.verdict, found.evidence) == (
        Verdict.STALE,
        "params/2023.yaml changed since it was made",
    )
    (project.reports(2023) / "index.html").write_text("<html>!")
    assert report(project, 2023).verdict is Verdict.BAD


LOCK = f"""\
pandas==0.1 \\
    --hash=sha256:00
no-such-package==1.0 \\
    --hash=sha256:00
pytest=={pytest.__version__} \\
    --hash=sha256:00
elsewhere==1.0 ; python_full_version < '3.0' \\
    --hash=sha256:00
here==1.0 ; platform_python_implementation == '{platform.python_implementation()}' \\
    --hash=sha256:00
"""


def test_an_environment_apart_from_the_lock_is_named(tmp_path: Path, project: Project) -> None:
    assert environment(project).evidence == "no requirements.lock"
    assert environment(project).verdict is Verdict.ASK, "a project of an installed package has none"
    (tmp_path / "Makefile").touch()
    assert environment(project).verdict is Verdict.BAD
    lock = tmp_path / "requirements.lock"
    lock.write_text(LOCK)
    assert [pin.name for pin in pinned(lock)] == ["pandas", "no-such-package", "pytest", "here"]
    found = environment(project)
    assert found.verdict is Verdict.BAD
    assert "the lock has 0.1" in found.evidence
    assert "no-such-package is missing" in found.evidence


def test_every_pin_of_the_lock_is_read(repository: Project) -> None:
    lock = repository.root / "requirements.lock"
    lines = lock.read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if "==" in line and not line.startswith((" ", "#"))]
    unmarked = [line for line in pins if ";" not in line]
    assert len(list(pinned(lock))) >= len(unmarked) > 100


def test_what_waits_for_a_person_is_asked(project: Project) -> None:
    assert review(project, 2023).verdict is Verdict.GOOD
    write_proposals([Proposal("label", "label-1", "GESCO", 5, "gesco", 90)], project.raw(2023))
    found = review(project, 2023)
    assert found.verdict is Verdict.ASK
    decided = len(read_decisions(project, 2023))
    assert decided > 180
    assert found.evidence == f"{decided} decisions; 1 of kind label wait"


def test_a_decision_that_no_longer_fits_is_stale(project: Project) -> None:
    path = project.raw(2023) / "review.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}label,label-1,Dijkpremie,accepted,gesco,,,\n", encoding="utf-8")
    found = review(project, 2023)
    assert found.verdict is Verdict.STALE
    assert "label 'Dijkpremie': no table has this label" in found.evidence


def test_one_bad_answer_does_not_hide_the_next(project: Project) -> None:
    project.report_params.write_text("title: [")
    found = {one.subject: one.verdict for one in check(project)}
    assert found["parameters 2023"] is Verdict.BAD
    of_2023 = {f"{name} 2023" for name in ("data", "review", "parameters", "report")}
    assert set(found) == {"environment", "notebooks", *of_2023}


@pytest.mark.process
def test_the_repository_reaches_every_level_that_a_program_can_judge(repository: Project) -> None:
    points = [one for one in rap(repository) if "logs" not in one.subject]
    assert [str(one) for one in points if not one.verdict.is_well] == []
    assert {one.subject.split(",")[0] for one in points} == {"baseline", "silver", "gold"}


def test_what_only_people_know_is_asked(project: Project) -> None:
    found = {one.subject: one for one in rap(project)}
    assert found["baseline, code peer-reviewed"].verdict is Verdict.ASK
    assert found["silver, a testing framework"].verdict is Verdict.BAD


def test_the_status_of_a_year_lists_its_parts(project: Project) -> None:
    (only,) = status(project)
    assert (only.year, only.processed, only.made, only.seconds) == (2023, 0, None, 0)
    publish(project)
    (after,) = status(project)
    assert (after.made, after.seconds) == ("2023-03-01T10:00:00+00:00", 5.5)
    assert after.chapters[0] == 1 < after.chapters[1]
    assert after.bytes > only.bytes


def test_the_status_shows_what_killed_runs_left(project: Project) -> None:
    """Not what merely looks like it, nor what a run that goes on is filling."""
    for name in (".2023.0123abcd", ".2023.draft.0123abcd", ".2023.notes", ".2024.0123abcd"):
        (project.reports(2023).parent / name).mkdir(parents=True)
    with staged(project.processed(2023)):
        (only,) = status(project)
    assert only.left_behind == ("reports/.2023.0123abcd", "reports/.2023.draft.0123abcd")


def test_runs_that_are_kept_are_counted(project: Project) -> None:
    assert kept_runs(project) == (0, 0)
    folder = project.root / ".cache" / "2023" / "vsi"
    folder.mkdir(parents=True)
    (folder / "a.json").write_text("{}")
    assert kept_runs(project) == (1, 2)


def test_a_finding_is_one_line_with_its_remedy() -> None:
    found = Finding("data 2023", Verdict.STALE, "not built", "planmonitor data 2023")
    assert str(found) == "stale  data 2023: not built. To do: planmonitor data 2023"
    assert some("abcde") == "a, b, c and 2 more"
