"""`--explain` tells the whole chain: which tables and results were made again, what would run."""

from __future__ import annotations

import csv
import json
import shutil
from typing import TYPE_CHECKING

import pytest
import yaml

from analysis.checksums import Checksums
from analysis.desk.health.finding import Verdict
from analysis.desk.health.reports import report
from analysis.paths import Project
from analysis.publishing.outcome import Status
from analysis.publishing.report_kinds import YearReport, report_build
from analysis.publishing.reports import RunForecast, make_reports, would_run
from analysis.publishing.run.explain import RENDERED
from analysis.publishing.run.fingerprint import Fingerprints
from commanding import Commands
from publishing.run.small import write_notebook

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.kernel

SHOWS = {
    "activering": ("norms", "table"),
    "loopbanen": ("sequel", "successors_table"),
}
CODE = "src/analysis/subjects/sequel"


@pytest.fixture(scope="module")
def made(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A report of two chapters: one shows norms, the other a result."""
    project = Project(tmp_path_factory.mktemp("made"))
    for name in ("params", "data", ".cache"):
        shutil.copytree(built.root / name, project.root / name)
    content = yaml.safe_load(project.report_params.read_text(encoding="utf-8"))
    for chapter in content["chapters"]:
        if chapter["id"] not in SHOWS:
            chapter.pop("notebook", None)
    del content["parameters"]
    project.report_params.write_text(yaml.safe_dump(content, allow_unicode=True))
    project.notebooks.mkdir()
    for chapter, (subject, method) in SHOWS.items():
        opening = (
            "from analysis.chapter import open_chapter, show\npart = open_chapter(year, chapter)"
        )
        label = f"#| label: tbl-{chapter}-{subject}"
        write_notebook(project, chapter, opening, f"{label}\nshow(part.{subject}.{method}())")
    make_reports(project, [2023]).raise_for_failure()
    return project


@pytest.fixture
def copy(made: Project, tmp_path: Path) -> Project:
    """A copy of that project with its report and its cache, to change."""
    shutil.copytree(made.root, tmp_path / "project")
    return Project(tmp_path / "project")


def edit_code(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let one of our own files have another checksum, as if it had been edited."""
    before = Checksums.checksum

    def checksum(self: Checksums, path: Path) -> str:
        return "edited" if path.as_posix().endswith(name) else before(self, path)

    monkeypatch.setattr(Checksums, "checksum", checksum)


def correct_cell(project: Project) -> None:
    """Correct a norm of the chapter `activering` in the raw table."""
    path = project.raw(2023) / "norms.csv"
    text = path.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("Transitiepremie,"))
    path.write_text(
        text.replace(line, line.replace("100%,100%,100%,+0 ppt", "100%,98%,99%,+1 ppt"))
    )


def told(found: RunForecast) -> tuple[list[str], list[str]]:
    """Return what was made again, and what would run."""
    return [str(one) for one in found.refreshed], [str(one) for one in found.reasons]


def test_when_nothing_changed_nothing_is_made_again_and_nothing_runs(copy: Project) -> None:
    assert told(would_run(copy, [2023])) == (
        [],
        ["2023 activering: nothing changed", "2023 loopbanen: nothing changed"],
    )


def test_a_corrected_cell_runs_the_notebooks_that_show_its_rows(copy: Project) -> None:
    correct_cell(copy)
    refreshed, reasons = told(would_run(copy, [2023]))
    assert refreshed[0] == "2023 build tables: data/raw/2023/norms.csv changed"
    assert not [line for line in refreshed if "successors" in line]
    assert reasons == [
        "2023 activering: table norms of 2023 (chapter activering) changed",
        "2023 loopbanen: nothing changed",
    ]


def test_a_planned_theme_reaches_no_chapter_whose_milestones_do_not_name_it(copy: Project) -> None:
    """The scores of the search change everywhere, but not what the other chapter shows."""
    path = copy.raw(2023) / "milestones.csv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    row = next(one for one in rows if one["section"] == "4.1.1" and one["kind"] == "planned")
    row["theme"] = "Another theme"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(row))
        writer.writeheader()
        writer.writerows(rows)
    refreshed, reasons = told(would_run(copy, [2023]))
    assert "2023 analyse successor_search: table milestones of 2023 changed" in refreshed
    assert reasons == ["2023 activering: nothing changed", "2023 loopbanen: nothing changed"]


def test_an_edited_statistic_with_the_same_outcome_runs_no_notebook(
    copy: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit_code(monkeypatch, f"{CODE}/results.py")
    refreshed, reasons = told(would_run(copy, [2023]))
    assert refreshed
    assert all(
        line.endswith(": the code of sequel, or the software, changed") for line in refreshed
    )
    assert "2023 analyse successors: the code of sequel, or the software, changed" in refreshed
    assert reasons == ["2023 activering: nothing changed", "2023 loopbanen: nothing changed"]


def test_an_edited_statistic_with_the_same_outcome_keeps_the_report(
    copy: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (copy.reports(2023) / "provenance.json").read_bytes()
    edit_code(monkeypatch, f"{CODE}/results.py")
    outcome = make_reports(copy, [2023])
    assert [year.status for year in outcome.years] == [Status.KEPT]
    assert (copy.reports(2023) / "provenance.json").read_bytes() == before
    assert report(copy, 2023).verdict is Verdict.GOOD


@pytest.mark.parametrize(
    "name", ["page/html.py", "outputs/tables.py", "report_build.py", "run/engine.py"]
)
def test_edited_code_that_makes_reports_makes_the_report_again(
    copy: Project, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    edit_code(monkeypatch, f"src/analysis/publishing/{name}")
    build = report_build(YearReport(copy, 2023), Fingerprints(copy), ())
    assert not build.is_published()


def test_an_edited_helper_runs_the_notebooks_that_load_it(
    copy: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit_code(monkeypatch, f"{CODE}/tables.py")
    assert told(would_run(copy, [2023])) == (
        [],
        ["2023 activering: nothing changed", f"2023 loopbanen: {CODE}/tables.py changed"],
    )


def test_the_command_prints_the_chain_and_writes_it_as_json(
    copy: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(copy.root)
    run = Commands(copy.root, monkeypatch, capsys)
    correct_cell(copy)
    found = json.loads(run("report", 2023, "--explain", "--json").out)
    assert found["refreshed"][0] == {
        "year": 2023,
        "stage": "build",
        "name": "tables",
        "why": ["data/raw/2023/norms.csv changed"],
    }
    assert [(one["chapter"], one["runs"]) for one in found["would_run"]] == [
        ("activering", True),
        ("loopbanen", False),
    ]
    edit_code(monkeypatch, f"{CODE}/results.py")
    lines = run("report", 2023, "--explain").out.splitlines()
    assert lines[0].startswith("2023 analyse ")
    assert lines[-2:] == [
        "2023 activering: table norms of 2023 (chapter activering) changed",
        "2023 loopbanen: nothing changed",
    ]


def test_an_edited_sentence_is_rendered_again_and_not_executed(copy: Project) -> None:
    path = copy.notebooks / "activering.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("Waarom?", "Waarom nu?"))
    assert told(would_run(copy, [2023])) == (
        [],
        [
            f"2023 activering: {RENDERED}",
            "2023 loopbanen: nothing changed",
        ],
    )
