"""What a table says otherwise than usual is read, or noted with its reason."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analysis.plan.ingest.budget import read_budget
from analysis.plan.ingest.document.model import Cell, Document, Grid, Line, Span
from analysis.plan.ingest.document.outline import NumberedHeading, Outline
from analysis.plan.ingest.milestones import read_milestones
from analysis.plan.ingest.plan import parse_plan
from analysis.plan.ingest.projects import read_projects

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.plan.ingest.notes import Note

GREEN, GREY = "92d050", "d9d9d9"
BUDGET = [
    *("MAATREGEL", "Begrotingsartikel", "2030 VAK gerealiseerd", "2030 VEK gerealiseerd"),
    *("2031 VAK budget", "2031 VEK budget"),
]


def document(
    rows: Sequence[Sequence[str]],
    *,
    levels: Sequence[int] = (),
    shades: Sequence[Sequence[str]] = (),
) -> Document:
    """Return a document of one table: the level of the first cell of each row, and the shades."""
    lines: list[Line] = []
    cells: list[Cell] = []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            level = levels[row] if levels and column == 0 else 0
            line = Line(len(lines) + 2, text, (Span(text, bold=False),), None, level, whole=True)
            lines.append(line)
            shade = shades[row][column] if shades else ""
            cells.append(Cell((line,) if text else (), row, column, shade=shade))
    grid = Grid(tuple(cells), 2, lines=frozenset(line.number for line in lines))
    outline = Outline([NumberedHeading("1", "VAART", 1, 1)])
    return Document("plan", "", tuple(lines), outline, (grid,))


def reasons(notes: Sequence[Note]) -> list[tuple[str, str]]:
    return [(note.reason, note.quote) for note in notes]


@pytest.mark.parametrize(
    ("shade", "read"),
    [((GREEN, ""), [("Sluis", "")]), ((GREY, GREY), []), (("", ""), [])],
    ids=["its own", "of the whole row", "none"],
)
def test_a_status_that_is_only_a_colour_is_a_row_with_a_note(
    shade: tuple[str, str], read: list[tuple[str, str]]
) -> None:
    found = read_milestones(
        document(
            [["Mijlpalen 2030", "Status"], ["Sluis", ""], ["Deur", "Gerealiseerd"]],
            levels=[0, 1, 2],
            shades=[("", ""), shade[::-1], ("", "")],
        )
    )
    rows = list(zip(found.table["label"], found.table["status"], strict=True))
    assert rows == [*read, ("Deur", "Gerealiseerd")]
    noted = ("a colour, and no word for it", "Sluis") in reasons(found.notes)
    assert noted == bool(read)


@pytest.mark.parametrize("name", ["Subtotaal", "Deeltotaal OD 1", "tussentotaal"])
def test_a_subtotal_among_the_measures_is_noted(name: str) -> None:
    rows = [["Sluizen", "AB0-1AAA-WT", *["10"] * 4], [name, "AB0-1AAA-WT", *["10"] * 4]]
    found = reasons(read_budget(document([BUDGET, *rows])).notes)
    assert [quote for reason, quote in found if reason == "a subtotal, and no measure"] == [name]


@pytest.mark.parametrize(
    ("mark", "years", "noted"),
    [("X", "2031", False), ("x", "2031", False), ("☒", "2031", False), ("✓", "2031", False),
     ("☐", "", False), ("-", "", False), ("", "", False), ("deels", "", True)],
)  # fmt: skip
def test_a_mark_below_a_year_means_yes_or_no_or_is_noted(
    mark: str, years: str, *, noted: bool
) -> None:
    header = ["Strategische organisatieprojecten", "SOD", "2030", "2031"]
    found = read_projects(document([header, ["Sluizen", "1", "-", mark]]))
    assert list(found.table["years"]) == [years]
    assert (("an unusual mark below a year", mark) in reasons(found.notes)) is noted


def test_a_number_that_two_headings_have_is_noted(small_document: Document) -> None:
    headings = small_document.outline.headings
    again = replace(headings[-1], number="1")
    plan = parse_plan(replace(small_document, outline=Outline([*headings[:-1], again])), 2031)
    found = [(note.line, note.reason) for note in plan.notes if "twice" in note.reason]
    assert found == [(again.line, "the number 1 stands twice")]
