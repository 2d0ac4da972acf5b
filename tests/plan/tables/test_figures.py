from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.plan.tables.build import processed_tables
from analysis.plan.tables.raw import RAW_COLUMNS

if TYPE_CHECKING:
    from analysis.paths import Project

GOOD = ("3.1.1", "jobbonus", "premie", "euro", "2023", "€ 5,2 miljoen", "9", "")


def with_figures(project: Project, *rows: tuple[str, ...]) -> Project:
    frame = pd.DataFrame(rows, columns=RAW_COLUMNS["figures"])
    frame.to_csv(project.raw(2023) / "figures.csv", index=False)
    return project


def changed(**cells: str) -> tuple[str, ...]:
    return tuple({**dict(zip(RAW_COLUMNS["figures"], GOOD, strict=True)), **cells}.values())


def test_a_figure_is_a_number_beside_what_is_printed(project: Project) -> None:
    row = processed_tables(with_figures(project, GOOD), 2023)["figures"].iloc[0]
    assert (row["value"], row["value_printed"]) == (5_200_000.0, "€ 5,2 miljoen")
    assert (row["chapter"], row["measure"], row["name"]) == (
        "activering",
        "jobbonus",
        "Jobbonus en jobbonus plus",
    )
    assert (row["unit"], row["year"], row["line"]) == ("euro", 2023, 9)
    assert pd.isna(row["page"])


def test_a_figure_of_no_measure_and_no_chapter_has_none(project: Project) -> None:
    rows = with_figures(project, changed(section="1.1", measure=""))
    row = processed_tables(rows, 2023)["figures"].iloc[0]
    assert row[["measure", "name", "chapter"]].isna().all()


def test_a_year_without_figures_builds(project: Project) -> None:
    assert processed_tables(with_figures(project), 2023)["figures"].empty


@pytest.mark.parametrize(
    ("cells", "column", "found"),
    [
        ({"value": "ongeveer 5"}, "value", "'ongeveer 5'"),
        ({"unit": "euros"}, "unit", "'euros'"),
        ({"measure": "jobonus"}, "measure", "'jobonus'"),
        ({"year": "22"}, "year", "'22'"),
        ({"line": "0"}, "line", "'0'"),
        ({"section": "drie"}, "section", "'drie'"),
    ],
)
def test_a_bad_cell_is_told_with_its_place(
    project: Project, cells: dict[str, str], column: str, found: str
) -> None:
    with pytest.raises(DataError) as caught:
        processed_tables(with_figures(project, GOOD, changed(indicator="b", **cells)), 2023)
    (problem,) = caught.value.problems
    assert problem.where == f"data/raw/2023/figures.csv, row 3, column '{column}'"
    assert problem.found == found


def test_the_key_figures_of_2023_are_numbers(repository: Project) -> None:
    figures = processed_tables(repository, 2023)["figures"]
    job_bonus = figures.query("measure == 'jobbonus' and indicator == 'binnengetrokken dossiers'")
    assert job_bonus["value"].tolist() == [1_112_231]
    assert figures["value"].notna().all()
    printed = pd.read_csv(repository.raw(2023) / "figures.csv", dtype=str, keep_default_na=False)
    assert len(figures) == len(printed) > 100


def test_a_reference_to_no_section_has_no_title(repository: Project) -> None:
    references = processed_tables(repository, 2023)["references"].set_index("line")
    assert references.loc[749, "target_title"] == (
        "De dienstverlening vanuit de overheid performant en klantgericht uitbouwen"
    )
    assert references["target_title"].isna()[5035]
