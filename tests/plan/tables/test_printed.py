"""The printed rows by the places that readers know them by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.paths import Project
from analysis.plan.tables.build import processed_tables
from analysis.plan.tables.places import numbers_of
from analysis.plan.tables.printed import printed_tables

if TYPE_CHECKING:
    from pathlib import Path


def test_each_numbered_row_of_2023_is_found_by_its_place(repository: Project) -> None:
    printed = printed_tables(repository, 2023)
    for name, table in processed_tables(repository, 2023).items():
        for place in table.get("place", []):
            key, rij, numbers = place.partition(", rij")
            if rij:
                (number,) = numbers_of(numbers)
                assert any(printed[key].rows[number]), f"{name}: {place}"


def test_a_row_has_the_cells_as_printed_under_headers_that_readers_know(
    repository: Project,
) -> None:
    norms = printed_tables(repository, 2023)["sectie 11.1, streefnormen"]
    assert norms.headers[2:] == ("Streefdoel", "Resultaat 2021", "Resultaat 2022", "Verandering")
    assert norms.rows[1] == (
        *("Vlaamse ondersteuningspremie", "100% aanvragen binnen 7 dagen ontvankelijk"),
        *("100%", "98,09%", "98,50%", "+0,41 ppt"),
    )


def test_a_column_that_a_table_does_not_print_is_left_out(repository: Project) -> None:
    printed = printed_tables(repository, 2023)
    assert printed["sectie 3.1.1, evaluatie"].headers == ("Thema of project", "Mijlpaal", "Status")
    assert printed["sectie 3.1.1, planning"].headers == ("Thema of project", "Mijlpaal", "Timing")


def test_a_row_without_cells_of_its_own_names_the_row_that_has_them(repository: Project) -> None:
    inspections = printed_tables(repository, 2023)["sectie 11.1.13, inspecties"]
    assert inspections.headers[-1] == "Cellen samen met"
    assert {row[0]: row[-1] for row in inspections.rows.values() if row[-1]}[
        "Beroepskaarten"
    ] == "Arbeidskaarten"
    assert {row[0]: row[-1] for row in inspections.rows.values()}["DAC"] is None


def test_a_report_of_other_data_has_no_printed_rows(tmp_path: Path) -> None:
    assert printed_tables(Project(tmp_path), 2023) == {}
