from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analysis.plan.ingest.document.model import Cell, Grid, Line, Span
from analysis.plan.ingest.document.text.lines import from_text
from analysis.plan.ingest.milestones import read_milestones

if TYPE_CHECKING:
    import pandas as pd

    from analysis.plan.ingest.plan import RawPlan

HEAD = "1 VAART\n\n1.1 Sluis\n\n"


@pytest.fixture(scope="module")
def rows(small_plan: RawPlan) -> pd.DataFrame:
    return small_plan.tables["milestones"].set_index("label")


def read(table: str) -> list[tuple[str, str]]:
    """Return (label, cell) of each row of a table."""
    document = from_text(HEAD + table, name="plan")
    found = read_milestones(document).table
    return list(zip(found["label"], found["status"] + found["timing"], strict=True))


def cell(rows: pd.DataFrame, label: str, column: str) -> str:
    return str(rows.loc[label, column])


def test_every_printed_cell_is_a_row(rows: pd.DataFrame) -> None:
    counts = Counter(zip(rows["section"], rows["kind"], rows["additional"], strict=True))
    assert counts == {
        ("3.1.1", "evaluated", "0"): 16,
        ("3.1.1", "evaluated", "1"): 3,
        ("3.1.1", "planned", "0"): 19,
        ("3.1.2", "evaluated", "0"): 1,
        ("3.1.2", "planned", "0"): 1,
        ("6.1.1", "evaluated", "0"): 3,
        ("6.1.2", "planned", "0"): 4,
        ("6.1.3", "evaluated", "0"): 1,
        ("7.1", "planned", "0"): 1,
    }


@pytest.mark.parametrize(
    ("label", "status"),
    [
        ("Decreet vaarpremie (ag. def. goedk.)", "Gerealiseerd"),
        ("Structurele ingreep: proefproject", "Loopt met vertraging"),
        ("Overleg op niveau van de regio", "Nvt"),
        ("Wegwerken achterstand door ingrepen (ex controle + personeel)", "Loopt op schema"),
    ],
)
def test_a_cell_goes_with_its_label(small_plan: RawPlan, label: str, status: str) -> None:
    table = small_plan.tables["milestones"].query("kind == 'evaluated'").set_index("label")
    assert cell(table, label, "status") == status


def test_notes_and_references_are_no_part_of_a_label(rows: pd.DataFrame) -> None:
    label = "Digitale aanvraag van de vaarpremie voor niet-leden"
    assert cell(rows, label, "carried_over") == "1"
    assert cell(rows, label, "see_also") == "3.1.2"


def test_a_note_on_the_next_page_still_counts(rows: pd.DataFrame) -> None:
    assert cell(rows, "Vlootplan", "carried_over") == "1"
    assert cell(rows, "Onderzoek naar vaart", "carried_over") == "0"


def test_a_theme_is_the_nearest_bold_line_and_then_the_bullet_above(rows: pd.DataFrame) -> None:
    assert cell(rows, "Uitbetaling vaarpremie", "theme") == "Premie voor schippers"
    assert cell(rows, "Oproep en opstart", "theme") == "Haven > Vracht (ESF):"
    assert cell(rows, "Trendrapport 2031", "theme") == (
        "Vaarpremie voor personen zonder recente, duurzame ervaring + aanpassing van de premie "
        "voor oudere schippers"
    )


def test_cells_below_each_other_go_to_the_bullets_in_order(rows: pd.DataFrame) -> None:
    assert cell(rows, "Oproep en opstart", "status") == "Gerealiseerd"
    assert cell(rows, "Oplevering rapport", "status") == "Stopgezet"
    assert cell(rows, "Kanaal telefoon", "timing") == "2031/Q4"


def test_bullets_that_share_a_cell_are_one_row(rows: pd.DataFrame) -> None:
    label = "Opvolging eerste oproep (01/11/2029 tot 31/10/2030)"
    assert cell(rows, label, "status") == "In voorbereiding"
    assert cell(rows, label, "carried_over") == "1"
    assert "Lerend netwerk" not in rows.index
    assert cell(rows, "Meting kaden", "status") == "Geheroriënteerd"


def test_two_cells_beside_one_bullet_divide_its_paragraphs(rows: pd.DataFrame) -> None:
    assert cell(rows, "Omzetten van de vloot", "timing") == "2031/Q1"
    second = "Behandelen van de vragen en toekenning van het label VL"
    assert cell(rows, second, "timing") == "2031/Q2"


def test_a_row_may_be_printed_without_its_cell(small_plan: RawPlan) -> None:
    table = small_plan.tables["milestones"]
    open_rows = table[(table["status"] == "") & (table["timing"] == "")]
    assert list(open_rows["label"]) == [
        "Aanpassing decreet > meegenomen elders",
        "Registratie van kaaien",
        "Gefaseerde start (afhankelijk van budget)",
    ]


def test_a_status_that_nobody_used_before_is_kept_as_printed(rows: pd.DataFrame) -> None:
    assert cell(rows, "Nieuw loket", "status") == "Uitgesteld"


def test_a_displaced_table_belongs_to_the_section_it_is_about(rows: pd.DataFrame) -> None:
    assert cell(rows, "Kanaal mail", "section") == "6.1.2"
    assert cell(rows, "Validatie leerplan en leertraject", "section") == "7.1"


def test_a_row_that_stands_apart_goes_on_with_its_table(rows: pd.DataFrame) -> None:
    label = "Verder vertalen van de werkplek naar functies 2031)"
    assert list(rows.loc[label, ["section", "theme", "status"]]) == [
        "6.1.1",
        "Organisatie",
        "Loopt op schema",
    ]


def test_a_line_is_that_of_the_label(rows: pd.DataFrame, small_plan: RawPlan) -> None:
    assert cell(rows, "Kaaiplan opgemaakt", "line") == "175"
    lines = small_plan.tables["milestones"]["line"].astype(int)
    assert lines.is_unique


def test_what_no_row_uses_is_in_the_notes(small_plan: RawPlan) -> None:
    notes = [note for note in small_plan.notes if note.table == "milestones"]
    heading = ("a bullet without a cell, read as a heading", "Actieplan kaaien")
    assert heading in [(note.reason, note.quote) for note in notes]
    assert [note.reason for note in notes if note.unused].count("prose in a table") == 2
    assert sum(note.reason.startswith("shares the cell") for note in notes) == 3


def test_a_year_is_no_part_of_the_rules() -> None:
    table = "Mijlpalen 2044 Voorziene timing\n\n− Sluis 9 vernieuwd 2044/Q3\n"
    assert read(table) == [("Sluis 9 vernieuwd", "2044/Q3")]


def test_a_parent_with_a_cell_of_its_own_is_a_row_beside_its_sub_bullets() -> None:
    table = "Mijlpalen 2044 Status\n\n− Beleid Gerealiseerd*\n\no Vloot\n\nOn hold\n"
    assert read(table) == [("Beleid", "Gerealiseerd"), ("Vloot", "On hold")]


def test_a_cell_without_a_label_is_noted() -> None:
    document = from_text(HEAD + "Mijlpalen 2044 Status\n\nGerealiseerd\n", name="plan")
    found = read_milestones(document)
    assert "milestones, line 7: a cell without a label: Gerealiseerd" in map(str, found.notes)


def themes(table: str) -> list[str]:
    document = from_text(HEAD + table, name="plan")
    return list(read_milestones(document).table["theme"])


def drawn(text: str) -> str:
    return f"{text * 4}    "


def test_a_bold_line_that_goes_on_in_small_letters_is_one_theme() -> None:
    head = f"Mijlpalen 2044 Status\n\n{drawn('Steun voor sluizen')}\n"
    assert themes(f"{head}{drawn('en kaaien')}\n\n− Kaai Nvt\n") == ["Steun voor sluizen en kaaien"]
    assert themes(f"{head}{drawn('En kaaien')}\n\n− Kaai Nvt\n") == ["En kaaien"]


def test_a_theme_over_another_is_noted() -> None:
    table = f"Mijlpalen 2044 Status\n\n{drawn('Vaart')}\n{drawn('Sluizen')}\n\n− Kaai Nvt\n"
    document = from_text(HEAD + table, name="plan")
    (note,) = read_milestones(document).notes
    assert str(note) == "milestones, line 7: a theme without rows of its own: Vaart"


def test_a_table_that_is_cut_after_a_theme_is_noted() -> None:
    table = f"Mijlpalen 2044 Status\n\n− Kaai Nvt\n\n{drawn('Sluizen')}\n"
    (note,) = read_milestones(from_text(HEAD + table, name="plan")).notes
    assert str(note) == "milestones, line 9: a theme without rows of its own: Sluizen"


@pytest.mark.parametrize("lead", ["[RRF] ", "(o.v.) ", "[AHAD - IT-project]: "])
def test_a_label_without_a_bullet_may_begin_with_a_bracket(lead: str) -> None:
    table = f"Mijlpalen 2044 Status\n\nSluis Nvt\n\n{lead}Kaai in de haven\nvan het eiland\n\nNvt\n"
    assert read(table) == [("Sluis", "Nvt"), (f"{lead}Kaai in de haven van het eiland", "Nvt")]


def test_more_cells_than_labels_are_noted() -> None:
    table = "Mijlpalen 2044 Status\n\n− Sluis\n\nNvt\nNvt\n"
    document = from_text(HEAD + table, name="plan")
    found = read_milestones(document)
    assert list(found.table["status"]) == ["Nvt"]
    assert [(note.reason, note.line, note.unused) for note in found.notes] == [
        ("a cell without a label", 10, True)
    ]


def test_a_heading_that_holds_a_status_is_noted() -> None:
    texts = [("Mijlpalen 2044", 0), ("Status", 0), ("Beleid Gerealiseerd", 1), ("Vloot", 2)]
    texts.append(("On hold", 0))
    lines = [
        Line(3 + place, text, (Span(text, bold=False),), level=level, in_table=True, whole=True)
        for place, (text, level) in enumerate(texts)
    ]
    places = [(0, 0), (0, 1), (1, 0), (2, 0), (2, 1)]
    cells = tuple(
        Cell((line,), row, column) for line, (row, column) in zip(lines, places, strict=True)
    )
    heads = from_text("1 VAART\n\n1.1 Sluis\n", name="plan")
    cells = (*cells[:3], Cell((), 1, 1), *cells[3:])
    grid = Grid(cells, 3, lines=frozenset(range(3, 8)))
    document = replace(heads, lines=(*heads.lines[:2], *lines), grids=(grid,))
    found = read_milestones(document)
    assert list(found.table["theme"]) == ["Beleid Gerealiseerd"]
    assert [(note.reason, note.quote) for note in found.notes] == [
        ("a heading that holds a status or timing", "Beleid Gerealiseerd")
    ]
