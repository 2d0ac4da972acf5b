"""The places of rows: what a reader calls them, and that each leads back to its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.plan.tables.build import processed_tables
from analysis.plan.tables.places import (
    NAMES,
    TEXT,
    TITLE,
    Place,
    Sections,
    brief,
    extent,
    places_of,
    read_place,
    together,
)
from analysis.plan.tables.raw import RAW_COLUMNS

if TYPE_CHECKING:
    from analysis.paths import Project

SECTIONS = Sections([(10, "3.1"), (50, "3.1.1"), (100, "9")])
MILESTONE = {"section": "3.1", "kind": "evaluated", "additional": "0"}
WITH_PLACES = [name for name, columns in RAW_COLUMNS.items() if "line" in columns]


def words(table: str, *rows: dict[str, str]) -> list[str]:
    return [str(place) for place in places_of(table, rows, SECTIONS)]


def test_rows_are_numbered_per_section_and_table_in_the_order_of_their_lines() -> None:
    rows = [
        MILESTONE | {"line": "12"},
        MILESTONE | {"line": "11"},
        MILESTONE | {"line": "20", "additional": "1"},
        MILESTONE | {"line": "30", "kind": "planned"},
        MILESTONE | {"line": "51", "section": "3.1.1", "page": "41"},
    ]
    assert words("milestones", *rows) == [
        "sectie 3.1, evaluatie, rij 2",
        "sectie 3.1, evaluatie, rij 1",
        "sectie 3.1, bijkomende mijlpalen, rij 1",
        "sectie 3.1, planning, rij 1",
        "sectie 3.1.1, evaluatie, rij 1, p. 41",
    ]


def test_a_row_without_a_section_is_in_that_of_its_line() -> None:
    assert words("norms", {"line": "101"}, {"line": "102"}) == [
        "sectie 9, streefnormen, rij 1",
        "sectie 9, streefnormen, rij 2",
    ]
    assert words("abbreviations", {"line": "5"}) == ["afkortingen, rij 1"]


def test_running_text_has_no_rows() -> None:
    assert words("figures", {"section": "3.1", "line": "12", "page": "4"}) == [
        "sectie 3.1, tekst, p. 4"
    ]


def test_an_objective_is_where_it_is_printed_and_not_in_the_section_it_is_about() -> None:
    rows = [{"section": "9", "line": "12"}, {"section": "3.1.1", "line": "50"}]
    assert words("objectives", *rows) == [
        "sectie 3.1, doelstellingen, rij 1",
        "sectie 3.1.1, titel",
    ]


def test_lines_and_pages_that_are_no_numbers_are_as_good_as_none() -> None:
    assert words("norms", {"line": "?", "page": "x"}, {}) == [
        "streefnormen, rij 1",
        "streefnormen, rij 2",
    ]


@given(
    section=st.sampled_from(["", "3", "3.1.12"]),
    table=st.sampled_from([*NAMES.values(), TEXT]),
    row=st.none() | st.integers(1, 999),
    page=st.none() | st.integers(1, 999),
)
def test_a_place_reads_back(section: str, table: str, row: int | None, page: int | None) -> None:
    place = Place(section, table, row, page)
    assert read_place(str(place)) == place == read_place(together([place, place]))


def test_what_is_no_place_is_refused() -> None:
    with pytest.raises(ValueError, match="rijen"):
        read_place("sectie 9, streefnormen, rijen 1 en 2")


@given(
    rows=st.lists(
        st.fixed_dictionaries(
            {
                "section": st.sampled_from(["3.1", "3.1.1", "9"]),
                "kind": st.sampled_from(["evaluated", "planned"]),
                "additional": st.sampled_from(["0", "1"]),
                "line": st.integers(1, 200).map(str),
            }
        ),
        max_size=30,
    ),
    table=st.sampled_from([name for name in NAMES if name not in ("headings", "references")]),
)
def test_each_row_of_a_table_has_a_place_of_its_own(rows: list[dict[str, str]], table: str) -> None:
    found = [one for one in places_of(table, rows, SECTIONS) if one.table != TITLE]
    assert len(set(found)) == len(found)
    numbers = sorted(one.row or 0 for one in found if (one.section, one.table) == ("9", "budget"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_several_rows_are_written_together() -> None:
    norms = [Place("9", "streefnormen", row, 40 + row) for row in (1, 2, 3, 7)]
    assert together(norms) == "sectie 9, streefnormen, rijen 1–3 en 7, p. 41–47"
    scattered = [Place("9", "streefnormen", row) for row in (1, 3, 5, 7, 9)]
    assert together(scattered) == "sectie 9, streefnormen, 5 rijen"
    assert extent(Place(f"{n}.1", "evaluatie", 1) for n in (2, 10, 4, 6, 8)) == (
        "secties 2.1–10.1, 5 rijen"
    )


@pytest.mark.parametrize(
    ("place", "short"),
    [
        ("sectie 3.1.1, evaluatie, rij 5, p. 41", "3.1.1, rij 5, p. 41"),
        ("afkortingen, rij 4", "rij 4"),
        ("sectie 1.1, tekst", "1.1, tekst"),
        ("sectie 11.2, budget, rijen 1–9", "11.2, rijen 1–9"),
        ("sectie 11.2, budget, 14 rijen", "11.2, 14 rijen"),
    ],
)
def test_a_place_is_shortened_for_a_narrow_column(place: str, short: str) -> None:
    assert brief(place) == short


def test_every_row_of_2023_has_a_place_that_leads_back_to_it(repository: Project) -> None:
    tables = processed_tables(repository, 2023)
    for name in set(WITH_PLACES) & set(tables):
        places = [read_place(place) for place in tables[name]["place"]]
        numbered = [place for place in places if place.row]
        assert len(set(numbered)) == len(numbered), name
    unread = tables["corrections"]["place"]
    assert list(unread) == ["sectie 11.1, streefnormen, rij 29", "sectie 8.1, personeel, rij 8"]
