"""Figures are proposed from the prose, with words that no plan of a department has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analysis.plan.ingest.document.model import Document, Line, Span
from analysis.plan.ingest.document.outline import NumberedHeading, Outline
from analysis.plan.ingest.figure_proposals import KeptTables, propose_figures
from analysis.plan.ingest.statements.reading import read_statements
from analysis.plan.tables.raw import RAW_COLUMNS

if TYPE_CHECKING:
    from analysis.plan.ingest.proposals import Proposal

YEAR = 2031
SECTION = "11.1.1.1"
MEASURES = pd.DataFrame(
    [
        ("dijkpremie", "Dijkpremie", "OD 1", "water", "running", "Premie voor dijken"),
        ("molenlening", "Molenlening", "OD 2", "erfgoed", "running", ""),
    ],
    columns=RAW_COLUMNS["measures"],
)


def empty(table: str) -> pd.DataFrame:
    return pd.DataFrame(columns=RAW_COLUMNS[table], dtype=str)


def proposed(text: str, **known: pd.DataFrame) -> list[Proposal]:
    lines = [
        Line(number, words, (Span(words, bold=False),), whole=True)
        for number, words in enumerate([f"{SECTION} Dijkpremie", text], start=1)
    ]
    outline = Outline([NumberedHeading(SECTION, "Dijkpremie", 1, 1)])
    headings = pd.DataFrame([(SECTION, "Dijkpremie", "1", "")], columns=RAW_COLUMNS["headings"])
    tables = {
        "statements": read_statements(Document("plan", "", tuple(lines), outline), set(), YEAR),
        "headings": headings,
        "norms": empty("norms"),
        **known,
    }
    kept = [known.get(name, empty("figures")) for name in ("figures", "before")]
    return propose_figures(tables, KeptTables(MEASURES, *kept))


def test_a_number_is_proposed_with_its_measure_unit_year_and_line() -> None:
    (found,) = proposed("In 2030 werden 1.250 aanvragen ingediend.")
    assert (found.value, found.unit, found.year) == ("1.250", "dossiers", "2030")
    assert (found.section, found.measure, found.line) == (SECTION, "dijkpremie", 2)


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("Dat zijn er 20 meer dan in 2029.", ", stijging"),
        ("Er waren 12% minder aanvragen.", "aanvragen, afname in procent"),
        ("Het gaat om een stijging van 9%.", ", groei in procent"),
    ],
)
def test_a_change_says_so_in_its_indicator(text: str, indicator: str) -> None:
    (found,) = proposed(text)
    assert found.subject.endswith(indicator.lstrip(", "))


def test_an_indicator_of_last_year_is_found_again() -> None:
    before = pd.DataFrame(
        [(SECTION, "dijkpremie", "ingediende aanvragen", "dossiers", "2029", "980", "7", "")],
        columns=RAW_COLUMNS["figures"],
        index=[2],
    )
    (found,) = proposed("In 2030 werden 1.250 aanvragen ingediend.", before=before)
    assert (found.subject, found.origin) == ("ingediende aanvragen", "figures.csv, row 2")
    assert any("alike" in reason for reason in found.reasons)


def test_a_figure_that_the_year_has_is_not_proposed_again() -> None:
    figures = pd.DataFrame(
        [(SECTION, "dijkpremie", "aanvragen", "dossiers", "2030", "1.250", "2", "")],
        columns=RAW_COLUMNS["figures"],
    )
    assert proposed("In 2030 werden 1.250 aanvragen ingediend.", figures=figures) == []


def test_a_norm_and_its_result_are_not_proposed() -> None:
    norms = pd.DataFrame(
        [("Dijkpremie", "95% binnen 30 dagen", "95%", "90%", "93%", "+3 ppt", "9", "")],
        columns=RAW_COLUMNS["norms"],
    )
    text = "De norm stelt dat 95% binnen de 30 dagen behandeld wordt. In 2030 was dat 93%."
    assert proposed(text, norms=norms) == []


def test_two_values_of_one_indicator_have_two_names() -> None:
    found = proposed("In 2030 kwamen 12 meldingen in mei en 15 meldingen in juni.")
    assert len({proposal.subject for proposal in found}) == len(found) == 2
