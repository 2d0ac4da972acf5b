from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.plan.tables.build import processed_tables
from analysis.plan.tables.corrections import Correction, corrected, read_corrections

if TYPE_CHECKING:
    from analysis.paths import Project

GOOD = """
- table: workforce
  line: 8128
  column: statutory
  printed: "31"
  corrected: "32"
  reason: The grades have 32.
"""


def write(project: Project, text: str) -> None:
    (project.raw(2023) / "corrections.yaml").write_text(text, encoding="utf-8")


def problems(project: Project) -> list[tuple[str, str]]:
    with pytest.raises(DataError) as caught:
        read_corrections(project, 2023)
    return [(problem.where, problem.remedy) for problem in caught.value.problems]


def correction(**values: object) -> Correction:
    usual = {"table": "norms", "line": 7, "column": "change", "reason": "A sign error."}
    return Correction.model_validate(
        {**usual, "printed": "-1 ppt", "corrected": "+1 ppt", **values}
    )


def norms(*changes: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(changes, columns=["line", "change"], index=range(2, len(changes) + 2))


def test_a_year_without_the_file_has_none(project: Project) -> None:
    (project.raw(2023) / "corrections.yaml").unlink()
    assert read_corrections(project, 2023) == ()
    assert processed_tables(project, 2023)["corrections"].empty


def test_the_cell_is_corrected_and_the_raw_table_is_unchanged() -> None:
    raw = norms(("6", "-1 ppt"), ("7", "-1 ppt"))
    assert list(corrected(raw, "norms", [correction()], "c.yaml")["change"]) == ["-1 ppt", "+1 ppt"]
    assert list(raw["change"]) == ["-1 ppt", "-1 ppt"]


def test_the_printed_text_identifies_one_of_two_rows_of_a_line() -> None:
    raw = norms(("7", "-1 ppt"), ("7", "+3 ppt"))
    assert list(corrected(raw, "norms", [correction()], "c.yaml")["change"]) == ["+1 ppt", "+3 ppt"]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([("7", "+1 ppt")], "'+1 ppt'"),
        ([("8", "-1 ppt")], "0 rows on this line"),
        ([("7", "-1 ppt"), ("7", "-1 ppt")], "2 rows on this line that hold '-1 ppt'"),
    ],
)
def test_a_correction_that_no_longer_finds_its_cell_fails(
    rows: list[tuple[str, str]], found: str
) -> None:
    with pytest.raises(DataError) as caught:
        corrected(norms(*rows), "norms", [correction()], "c.yaml")
    (problem,) = caught.value.problems
    assert problem.where == "c.yaml, norms, line 7, column 'change'"
    assert (problem.found, problem.expected) == (found, "one row that holds '-1 ppt'")


def test_a_stale_correction_stops_the_build(project: Project) -> None:
    write(project, GOOD.replace('"31"', '"30"'))
    with pytest.raises(DataError, match="one row that holds '30'"):
        processed_tables(project, 2023)


@pytest.mark.parametrize(
    ("old", "new", "place", "remedy"),
    [
        ("workforce", "workfource", "key 'table'", "Did you mean 'workforce'?"),
        ("column: statutory", "column: statuary", "key 'column'", "Did you mean 'statutory'?"),
        ("column: statutory", "column: line", "key 'column'", "Choose one of the known names."),
        ("corrected:", "correct:", "key 'correct'", "Did you mean 'corrected'?"),
        ("reason: The grades have 32.", "", "key 'reason'", "Add the key."),
        ('"31"', "31", "key 'printed'", "Put quotation marks around a text."),
    ],
)
def test_a_mistake_in_the_file_is_reported_with_its_place_and_remedy(
    project: Project, old: str, new: str, place: str, remedy: str
) -> None:
    write(project, GOOD.replace(old, new))
    where = "data/raw/2023/corrections.yaml, correction 1, "
    assert (f"{where}{place}", remedy) in problems(project)


def test_all_mistakes_are_reported_at_once(project: Project) -> None:
    write(project, GOOD.replace("workforce", "x") + GOOD.replace("statutory", "y"))
    assert len(problems(project)) == 2


@pytest.mark.parametrize("text", ["a: [", "- just text", "text", "- 3", "a: b"])
def test_a_file_of_another_shape_is_refused_without_a_traceback(
    project: Project, text: str
) -> None:
    write(project, text)
    assert problems(project)[0][0].startswith("data/raw/2023/corrections.yaml")


def test_invalid_yaml_is_reported_with_its_line(project: Project) -> None:
    write(project, GOOD + "- x: [\n")
    lines = len(GOOD.splitlines())
    assert problems(project)[0][0] == f"data/raw/2023/corrections.yaml, line {lines + 2}"


def test_the_processed_tables_of_2023_hold_both_values(repository: Project) -> None:
    built = processed_tables(repository, 2023)
    level = built["workforce"].set_index("line").loc[8128]
    assert (level["statutory"], level["contractual"], level["total"]) == (32, 13, 45)
    norm = built["norms"].set_index("line").loc[8674]
    assert (norm["change"], norm["change_printed"]) == (13.4, -13.4)
    listed = built["corrections"].set_index("line")[["printed", "corrected"]]
    assert list(listed.loc[8128]) == ["31", "32"]
    assert list(listed.loc[8674]) == ["-13,4 ppt", "+13,4 ppt"]


def test_with_the_corrections_every_level_and_total_adds_up(repository: Project) -> None:
    staff = processed_tables(repository, 2023)["workforce"]
    heads = ["statutory", "contractual", "total"]
    grades = staff[staff["grade"] != ""].groupby("level")[heads].sum()
    levels = staff[staff["grade"] == ""].set_index("level")[heads].fillna(0)
    assert levels.drop(index="Eindtotaal").to_numpy().tolist() == grades.to_numpy().tolist()
    assert list(levels.loc["Eindtotaal"]) == list(grades.sum())
