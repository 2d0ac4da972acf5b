from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from analysis.errors import DataError, DocumentError, SettingsError
from analysis.paths import Project
from analysis.plan.ingest import new_year
from analysis.plan.ingest.new_year import add_year
from analysis.plan.ingest.screen import show_new_year
from analysis.plan.tables.raw import RAW_COLUMNS
from analysis.settings import load_year_settings
from conftest import copied

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

YEAR = 2031


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def usual_path(small_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small plan without the status that nobody has used before."""
    path = tmp_path_factory.mktemp("plan") / "usual.txt"
    text = small_path.read_text(encoding="utf-8")
    path.write_text(text.replace("Uitgesteld", "On hold"), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def with_year(usual_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with the year, whose labels have a measure each; only to read."""
    project = copied(tmp_path_factory.mktemp("with-year"))
    made = add_year(project, YEAR, usual_path)
    file = project.raw(YEAR) / "measures.csv"
    rows = "".join(f'm{n},"{label}",,,other,\n' for n, label in enumerate(made.unknown))
    file.write_text(file.read_text(encoding="utf-8") + rows, encoding="utf-8")
    return project


@pytest.fixture
def complete(with_year: Project, tmp_path: Path) -> Project:
    """The same project, to change at will."""
    return Project(shutil.copytree(with_year.root, tmp_path / "complete"))


def test_a_year_gets_its_folder_its_settings_and_last_years_measures(
    project: Project, small_path: Path
) -> None:
    made = add_year(project, YEAR, small_path)
    folder = project.raw(YEAR)
    assert {path.name for path in folder.iterdir()} >= {
        *("milestones.csv", "figures.csv", "measures.csv", "source.yaml", "ingest.md"),
    }
    assert load_year_settings(project, YEAR).year == YEAR
    assert made.crosswalk_of == 2023
    assert (folder / "measures.csv").read_bytes() == (
        project.raw(2023) / "measures.csv"
    ).read_bytes()
    assert (folder / "figures.csv").read_text().splitlines() == [
        "section,measure,indicator,unit,year,value,line,page"
    ]


def test_it_lists_the_labels_that_are_not_known_and_what_else_is_not_right(
    project: Project, small_path: Path
) -> None:
    made = add_year(project, YEAR, small_path)
    assert (made.unknown["Kaaigeld"], made.unknown["Vaarpremie"]) == ("norms", "budget")
    assert [(problem.found, problem.where.split(",")[0]) for problem in made.problems] == [
        ("'Uitgesteld'", "data/raw/2031/milestones.csv")
    ]


def test_a_first_year_gets_an_empty_list_of_measures(project: Project, small_path: Path) -> None:
    shutil.rmtree(project.raw(2023))
    assert add_year(project, YEAR, small_path).crosswalk_of is None
    text = (project.raw(YEAR) / "measures.csv").read_text()
    assert text == "measure,name,objective,chapter,phase,aliases\n"


def test_settings_that_are_there_stay(project: Project, small_path: Path) -> None:
    project.year_params(YEAR).write_text("year: 2031\nparameters: {confidence: 0.9}\n")
    add_year(project, YEAR, small_path)
    assert load_year_settings(project, YEAR).parameters == {"confidence": 0.9}


def test_a_year_that_is_there_is_not_overwritten(project: Project, small_path: Path) -> None:
    add_year(project, YEAR, small_path)
    before = contents(project.root)
    with pytest.raises(SettingsError, match="Give --force to read it again"):
        add_year(project, YEAR, small_path)
    assert contents(project.root) == before


def test_with_force_a_valid_year_is_read_again_and_what_is_kept_by_hand_stays(
    complete: Project, usual_path: Path
) -> None:
    measures = (complete.raw(YEAR) / "measures.csv").read_bytes()
    (complete.raw(YEAR) / "letters.csv").write_text("spoiled")
    made = add_year(complete, YEAR, usual_path, force=True)
    assert (made.unknown, made.problems) == ({}, ())
    assert (complete.raw(YEAR) / "measures.csv").read_bytes() == measures
    assert (complete.raw(YEAR) / "letters.csv").read_text().startswith("department,")


def test_with_force_tables_that_are_not_valid_leave_the_old_ones(
    complete: Project, small_path: Path
) -> None:
    before = contents(complete.root)
    with pytest.raises(DataError, match="'Uitgesteld'"):
        add_year(complete, YEAR, small_path, force=True)
    assert contents(complete.root) == before
    assert [path.name for path in complete.raw(YEAR).parent.iterdir() if path.name[0] == "."] == []


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit, OSError])
@pytest.mark.parametrize("moment", ["fill", "_first_check", "_write_settings"])
def test_a_stop_in_the_middle_leaves_the_old_tables(
    complete: Project,
    usual_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    moment: str,
    stop: type[BaseException],
) -> None:
    before = contents(complete.root)

    def stopped(*_: object) -> None:
        raise stop

    monkeypatch.setattr(new_year, moment, stopped)
    with pytest.raises(stop):
        add_year(complete, YEAR, usual_path, force=True)
    assert contents(complete.root) == before


@pytest.mark.parametrize("moment", ["fill", "_first_check"])
def test_a_stop_in_the_middle_of_a_new_year_leaves_nothing(
    project: Project, small_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    before = contents(project.root)

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(new_year, moment, stopped)
    with pytest.raises(KeyboardInterrupt):
        add_year(project, YEAR, small_path)
    assert contents(project.root) == before


def test_a_document_of_another_year_makes_nothing(project: Project, small_path: Path) -> None:
    before = contents(project.root)
    with pytest.raises(DocumentError, match="planned for 2031"):
        add_year(project, 2030, small_path)
    assert contents(project.root) == before


KEPT_BY_HAND = (
    *("figures.csv", "measures.csv", "repeats.csv", "remarks.csv", "review.csv"),
    "corrections.yaml",
)


def test_each_file_kept_by_hand_is_made_and_named(project: Project, small_path: Path) -> None:
    made = add_year(project, YEAR, small_path)
    folder = project.raw(YEAR)
    assert made.by_hand == ("figures", "measures", "repeats", "remarks", "review", "corrections")
    header = ",".join(RAW_COLUMNS["repeats"])
    assert (folder / "repeats.csv").read_text().splitlines() == [header]
    console = Console(record=True, width=200)
    show_new_year(made, console)
    shown = console.export_text()
    for name in KEPT_BY_HAND:
        assert f"data/raw/{YEAR}/{name}" in shown


def test_a_forced_year_lists_nothing_that_is_there(complete: Project, usual_path: Path) -> None:
    (complete.raw(YEAR) / "corrections.yaml").write_text("[]\n")
    made = add_year(complete, YEAR, usual_path, force=True)
    assert made.by_hand == ()
    console = Console(record=True, width=200)
    show_new_year(made, console)
    shown = console.export_text()
    for name in KEPT_BY_HAND:
        assert f"data/raw/{YEAR}/{name}" not in shown


def test_what_the_year_before_had_and_this_one_lacks_is_noted(
    project: Project, small_path: Path
) -> None:
    shutil.copytree(project.raw(2023), project.raw(YEAR - 1))
    notes = add_year(project, YEAR, small_path).report.notes
    reasons = [note.reason for note in notes if note.line == 0]
    assert any(reason.startswith("norms: ") and "64 in 2030" in reason for reason in reasons)
