from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analysis.plan.ingest import read_plan, write_plan
from analysis.plan.ingest.check import YearCheck, check_year, unknown_labels
from analysis.plan.tables.raw import RAW_COLUMNS

if TYPE_CHECKING:
    from analysis.paths import Project

pytestmark = pytest.mark.slow

REAL = Path(__file__).resolve().parents[4] / "shared" / "plans" / "ondernemingsplan-2023.txt"
YEAR = 2031
FIGURE = "1.1,m0,bruggen,aantal,2030,2,10,\n"


@pytest.fixture
def checked(project: Project, small_path: Path) -> Project:
    """A project with the small plan's tables, a measure for each label and one figure."""
    plan = read_plan(small_path, YEAR)
    write_plan(plan, project.raw(YEAR))
    none = pd.DataFrame(columns=RAW_COLUMNS["measures"], dtype=str)
    labels = enumerate(unknown_labels(plan.tables, none))
    rows = [(f"m{number}", label, "", "", "other", "") for number, label in labels]
    write(project, "measures", pd.DataFrame(rows, columns=RAW_COLUMNS["measures"]))
    path = project.raw(YEAR) / "figures.csv"
    path.write_text(f"{','.join(RAW_COLUMNS['figures'])}\n{FIGURE}", encoding="utf-8")
    return project


def write(project: Project, table: str, frame: pd.DataFrame) -> None:
    frame.to_csv(project.raw(YEAR) / f"{table}.csv", index=False)


def spoil(project: Project, file: str, old: str, new: str) -> None:
    path = project.raw(YEAR) / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def found(check: YearCheck) -> list[tuple[str, str, str]]:
    return [(problem.where, problem.found, problem.expected) for problem in check.problems]


def test_tables_that_are_what_the_document_says_have_no_problem(
    checked: Project, small_path: Path
) -> None:
    check = check_year(checked, YEAR, small_path)
    assert check.problems == ()
    assert (check.figures, check.without_measure, check.corrections) == (1, 0, 0)
    assert check.tables["milestones"] == 49
    assert check.labelled == {"norms": 6, "budget": 8, "inspections": 8}


@pytest.mark.parametrize(
    ("side", "said"),
    [
        ("prose@10:bruggen", None),
        ("prose@10:2 + norms@9:target", None),
        ("norms@9:target", None),
        ("prose@10:dijken", "'dijken', which is not on line 10"),
        ("norms@9:target + prose@99999:2", "'2', which is not on line 99999"),
    ],
)
def test_the_words_of_a_repetition_stand_on_their_line(
    checked: Project, small_path: Path, side: str, said: str | None
) -> None:
    path = checked.raw(YEAR) / "repeats.csv"
    path.write_text(f"left,relation,right,sure,about\n{side},equals,norms@9:norm,certain,\n")
    check = check_year(checked, YEAR, small_path)
    assert check.repeats == 1
    assert [problem.found for problem in check.problems] == ([said] if said else [])


def test_a_cell_that_was_changed_is_told_with_what_the_document_says(
    checked: Project, small_path: Path
) -> None:
    spoil(checked, "letters.csv", "afgewerkt", "klaar")
    (problem,) = check_year(checked, YEAR, small_path).problems
    assert problem.where == "data/raw/2031/letters.csv, row 2, column 'status'"
    assert problem.found == "'klaar'"
    assert problem.expected.startswith("'afgewerkt', as on line ")
    assert "corrections.yaml" in problem.remedy


def test_a_row_that_is_gone_is_told(checked: Project, small_path: Path) -> None:
    path = checked.raw(YEAR) / "letters.csv"
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:-1]))
    expected = ("data/raw/2031/letters.csv", "2 rows", "3 rows as in the document")
    assert found(check_year(checked, YEAR, small_path)) == [expected]


def test_a_figure_that_is_not_on_its_line_is_told(checked: Project, small_path: Path) -> None:
    spoil(checked, "figures.csv", "2,10,", "3,10,")
    (problem,) = check_year(checked, YEAR, small_path).problems
    assert problem.where == "data/raw/2031/figures.csv, row 2, column 'value', line 10"
    assert problem.remedy == "It stands on line 11: correct the line, or the value."


def test_a_label_without_a_measure_is_told_once_a_row(checked: Project, small_path: Path) -> None:
    spoil(checked, "measures.csv", "Kaaigeld", "Kaaiengeld")
    problems = check_year(checked, YEAR, small_path).problems
    assert {problem.found for problem in problems} == {"'Kaaigeld', a label of no measure"}
    assert list(dict.fromkeys(problem.where.split(",")[0] for problem in problems)) == [
        "data/raw/2031/norms.csv",
        "data/raw/2031/budget.csv",
        "data/raw/2031/inspections.csv",
    ]


def test_a_label_of_two_measures_is_told(checked: Project, small_path: Path) -> None:
    path = checked.raw(YEAR) / "measures.csv"
    path.write_text(f"{path.read_text()}more,Kaaigeld,,,other,\n")
    (problem,) = check_year(checked, YEAR, small_path).problems
    assert "a label of 'm" in problem.found


def test_a_stale_correction_is_told(checked: Project, small_path: Path) -> None:
    line = pd.read_csv(checked.raw(YEAR) / "letters.csv", dtype=str)["line"].iloc[0]
    text = (
        f'- {{table: letters, line: {line}, column: status, printed: x, corrected: "y", reason: z}}'
    )
    (checked.raw(YEAR) / "corrections.yaml").write_text(text)
    check = check_year(checked, YEAR, small_path)
    assert check.corrections == 1
    assert [each[1:] for each in found(check)] == [("'afgewerkt'", "one row that holds 'x'")]


def test_nothing_is_written(checked: Project, small_path: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in checked.root.rglob("*")}
    check_year(checked, YEAR, small_path)
    assert {path: path.stat().st_mtime_ns for path in checked.root.rglob("*")} == before


@pytest.mark.skipif(not REAL.is_file(), reason=f"the plan itself is not at {REAL}")
def test_the_tables_of_2023_are_proved_against_the_plan(repository: Project) -> None:
    check = check_year(repository, 2023, REAL)
    assert check.problems == ()
    assert check.labelled == {"norms": 64, "budget": 74, "inspections": 31}
    assert (check.figures, check.without_measure, check.corrections) == (304, 57, 2)
