"""Claims that repeat the total of a table or the number of its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .told import Told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .told import Voice

Tables = dict[str, list[dict[str, str]]]


def table_claims(tables: Tables, year: int, voice: Voice) -> Iterator[Told]:
    """Yield claims about the staff, the letters, the projects and the inspections."""
    staff = next(row for row in tables["workforce"] if row["level"] == "Eindtotaal")
    letters = next(row for row in tables["letters"] if row["department"] == "Totaal")
    own = [row for row in tables["projects"] if row["kind"] == "organisation"]
    running = [row for row in own if str(year) in row["years"]]
    inspected = next(row for row in tables["inspections"] if row["measure"] == "TOTAAL")
    cells = {
        "staff": (int(staff["total"]), _section(tables, "PERSONEELSPLAN")),
        "letters": (int(letters["letters"]), _section(tables, "HEERLIJK HELDER")),
        "projects": (len(running), "1.1"),
        "inspections": (int(inspected["cases_current"].replace(".", "")), _inspection(tables)),
    }
    for kind, (value, section) in cells.items():
        wrong = voice.rng.random() < 0.5
        told = value + voice.rng.choice([-2, 1, 3]) if wrong else value
        text = voice.say(kind, value=told, year=year - 1, next=year)
        yield Told(kind, wrong, ((section, text),))


def _section(tables: Tables, title: str) -> str:
    return next(row["number"] for row in tables["headings"] if title in row["title"])


def _inspection(tables: Tables) -> str:
    return next(row["number"] for row in tables["headings"] if row["title"] == "Waterinspectie")
