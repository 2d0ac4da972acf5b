"""Tables are compared with the measures that the prose lists, where both use the same names."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.plan.ingest.document.text.lines import from_text
from analysis.plan.ingest.measure_lists import compare_measures

LISTED = [
    *("Dijkpremie", "Sluisbonus", "Havenkorting (zie 2.1)", "Kaaicheque"),
    *("Water-scan", "Oeverlening", "Baggersteun"),
]
READ = ["Dijkpremie", "Sluisbonus", "Havenkorting", "Kaaicheque", "Waterscan", "Oeverlening"]
NORMS = "Om goed te werken zijn voor 7 maatregelen uitdagende streefnormen opgesteld."


def notes(read: list[str], text: str, table: str = "norms") -> list[tuple[str, int, str, str]]:
    rows = {name: [] if name != table else read for name in ("norms", "inspections", "budget")}
    tables = {
        name: pd.DataFrame({"measure": found, "line": [str(100 + n) for n in range(len(found))]})
        for name, found in rows.items()
    }
    document = from_text(f"1 BELEID \n\n{text}", name="plan")
    found = compare_measures(tables, document, set())
    return [(note.table, note.line, note.reason, note.quote) for note in found]


def listing(names: list[str], count: str) -> str:
    return "\n".join([f"We zetten {count} maatregelen in: ", "", *(f"- {name} " for name in names)])


def test_a_list_and_a_table_with_the_same_measures_have_no_note() -> None:
    assert notes([*READ, "Baggersteun"], listing(LISTED, "een zevental")) == []


def test_a_listed_measure_without_a_row_is_noted_at_its_list() -> None:
    assert notes(READ, listing(LISTED, "7")) == [
        ("norms", 3, "no row of norms has a measure that is listed here", "Baggersteun")
    ]


def test_a_measure_that_no_list_has_is_noted_at_its_row() -> None:
    found = notes([*READ, "Baggersteun", "Dijkpremie 100% dossiers"], listing(LISTED, "7"))
    assert found == [
        ("norms", 107, "a measure that is in no list of measures", "Dijkpremie 100% dossiers")
    ]


def test_a_table_in_other_words_than_the_lists_has_no_note() -> None:
    assert notes([*READ[:4], "Scans", "Leningen", "Steun"], listing(LISTED, "7"), "budget") == []


@pytest.mark.parametrize(("count", "noted"), [("7", False), ("8", True), ("onder meer 8", False)])
def test_a_list_with_fewer_measures_than_it_announces_is_noted(count: str, *, noted: bool) -> None:
    found = notes([*READ, "Baggersteun"], listing(LISTED, count))
    reason = "announces 8 measures, and 7 are listed below it"
    assert found == ([("(none)", 3, reason, "")] if noted else [])


@pytest.mark.parametrize("read", [READ, [*READ, "Baggersteun"]])
def test_the_number_of_measures_with_norms_is_compared_with_the_prose(read: list[str]) -> None:
    reason = "norms: the prose says that 7 measures have norms, 6 were read"
    assert notes(read, NORMS) == ([("norms", 0, reason, "")] if read is READ else [])
