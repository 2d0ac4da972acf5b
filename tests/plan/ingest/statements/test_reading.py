"""The statements of sentences about a department that does not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.plan.ingest.document.model import Document, Line, Span
from analysis.plan.ingest.document.outline import NumberedHeading, Outline
from analysis.plan.ingest.statements.reading import read_statements

if TYPE_CHECKING:
    import pandas as pd

YEAR = 2031
HEADING = NumberedHeading("11.1.1", "Dijkpremie", 1, 1)


def read(*texts: str) -> pd.DataFrame:
    """Return the statements of paragraphs under one heading."""
    lines = [
        Line(number, text, (Span(text, bold=False),), whole=True)
        for number, text in enumerate(["11.1.1 Dijkpremie", *texts], start=1)
    ]
    return read_statements(Document("plan", "", tuple(lines), Outline([HEADING])), set(), YEAR)


def roles(text: str) -> list[tuple[str, str, str]]:
    """Return the role, direction and printed form of each number and percentage."""
    frame = read(text)
    kept = frame.loc[frame["kind"].isin(["number", "percent", "points"])]
    return list(kept[["role", "direction", "printed"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "De norm bepaalt dat 95% van de dossiers binnen de 30 dagen wordt behandeld.",
            [("target", "", "95%")],
        ),
        ("Deze norm wordt niet gehaald (93,5%).", [("result", "", "93,5%")]),
        (
            "Er kwamen 120 dossiers binnen, 20 meer dan in 2029 (+20%).",
            [("level", "", "120"), ("change", "rise", "20"), ("growth", "rise", "+20%")],
        ),
        (
            "Het aantal meldingen daalde van 90 naar 70.",
            [("from", "fall", "90"), ("to", "fall", "70")],
        ),
        (
            "Van de 80 dossiers werden er 20 geweigerd.",
            [("whole", "", "80"), ("part", "", "20")],
        ),
        (
            "Er waren 12 dossiers in het noorden en 8 in het zuiden, samen 20.",
            [("level", "", "12"), ("level", "", "8"), ("total", "", "20")],
        ),
        ("In de eerste helft van 2030 kwamen er 80 dossiers binnen.", [("limited", "", "80")]),
        ("We hadden 90 dossiers verwacht.", [("limited", "", "90")]),
        ("Een daling met 3,5 procentpunt.", [("change", "fall", "3,5 procentpunt")]),
    ],
)
def test_a_quantity_has_its_role(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert roles(text) == expected


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("In 2030 waren er 12 dossiers, tegenover 9 in 2029.", ["2030", "2029"]),
        ("In schooljaar 2029-2030 waren er 12 aanvragen.", ["2029-2030"]),
        ("Er waren 12 dossiers, meer dan in 2027.", ["2030"]),
        ("Het aandeel steeg van 70% naar 80%.", ["2029", "2030"]),
    ],
)
def test_a_quantity_has_its_year(text: str, years: list[str]) -> None:
    frame = read(text)
    assert list(frame.loc[frame["kind"].isin(["number", "percent"]), "year"]) == years


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("De lancering liep vertraging op.", "delayed"),
        ("Het project is on hold.", "on_hold"),
        ("Er zijn nog geen activiteiten gepland.", "no_plans"),
        ("De oplevering is voorzien voor Q1 2031.", "future"),
        ("Het onderzoek werd afgerond in 2030.", "realised"),
    ],
)
def test_a_sentence_tells_a_status(text: str, role: str) -> None:
    frame = read(text)
    assert list(frame.loc[frame["kind"] == "status", "role"]) == [role]


@pytest.mark.parametrize(
    ("text", "printed", "listed"),
    [
        ("Er zijn drie fasen: start, bouw en beheer.", "drie", "3"),
        ("Er zijn twee fasen (start, bouw en beheer).", "twee", "3"),
        ("We doen vier dingen: (1) meten, (2) weten en (3) eten.", "vier", "3"),
    ],
)
def test_a_number_of_things_is_compared_with_its_list(text: str, printed: str, listed: str) -> None:
    frame = read(text)
    rows = frame.loc[frame["kind"] == "list", ["printed", "against"]]
    assert rows.to_numpy().tolist() == [[printed, listed]]


def test_an_open_list_is_not_counted() -> None:
    frame = read("Er zijn drie fasen, o.a. start, bouw en beheer.")
    assert "list" not in set(frame["kind"])


def test_years_dates_sections_and_names_are_no_numbers() -> None:
    frame = read("Zie sectie 3.4.1 over fase 3 op 14/11/2030, de 15de dag en oproep 543.")
    assert "number" not in set(frame["kind"])


def test_the_table_holds_no_sentence() -> None:
    (row,) = read("Zo kwamen er daarna 12 dossiers binnen bij de dijkmeester.").to_dict("records")
    assert row["about"].split() == sorted(set(row["about"].split()))
    assert "kwamen er" not in " ".join(map(str, row.values()))
