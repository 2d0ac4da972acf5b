"""From pages to the text that a PDF's text layer gives, and the truth with its line numbers."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from .layout import Page

#: Columns of each raw table as DESIGN.md section 4 names them.
COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "milestones": (
            *("section", "kind", "additional", "theme", "label", "status", "timing"),
            *("carried_over", "see_also", "line"),
        ),
        "norms": ("measure", "norm", "target", "previous", "current", "change", "line"),
        "inspections": (
            *("measure", "cases_previous", "cases_current", "cases_trend"),
            *("reports_previous", "reports_current", "reports_trend"),
            *("recoveries_previous", "recoveries_current", "recoveries_trend"),
            *("shared_with", "line"),
        ),
        "budget": (
            *("objective", "measure", "article", "vak_realised", "vek_realised"),
            *("vak_budget", "vek_budget", "line"),
        ),
        "workforce": ("level", "grade", "statutory", "contractual", "total", "line"),
        "letters": ("department", "letters", "status", "line"),
        "objectives": (
            *("objective", "kind", "title", "policy_field", "structure_element"),
            *("section", "line"),
        ),
        "projects": (
            *("project", "kind", "title", "section", "objectives", "years"),
            *("overall_status", "line"),
        ),
        "abbreviations": ("abbreviation", "meaning", "line"),
        "headings": ("number", "title", "line"),
    }
)
#: What the truth about milestones holds besides: can the text alone tell, does it stand elsewhere.
MARKERS = ("displaced",)


def footer(page: int, pages: int, year: int) -> str:
    """Print the line at the foot of a page, mirrored on the odd ones."""
    name, date, count = f"Ondernemingsplan - DWWE - {year}", f"24.02.{year}", f"{page} van {pages}"
    return f"{date} {name} pagina {count}" if page % 2 else f"pagina {count} {name} {date}"


def read(pages: tuple[Page, ...], year: int, rng: Random) -> tuple[str, dict[str, pd.DataFrame]]:
    """Print all pages and note the line of every record.

    A page starts with a blank, where the form feed was. Of a few pages the foot is printed as well.
    """
    lines: list[str] = []
    found: dict[str, list[dict[str, object]]] = {table: [] for table in COLUMNS}
    for number, page in enumerate(pages, start=1):
        start = len(lines)
        for block in page.in_text_order():
            for record in block.records:
                line = len(lines) + record.at + 1
                found[record.table].append({**record.cells, "line": line})
            lines += block.text
        lines[start] = f" {lines[start]}"
        if rng.random() < 0.06 and number < len(pages):
            foot = f"{footer(number, len(pages), year)} "
            lines += ["", "", "", "   ", "", " ", " ", "", f"{'/' * 88} ", " ", foot, " ", " ", ""]
    return "\n".join([*lines, ""]), {table: _frame(table, rows) for table, rows in found.items()}


def _frame(table: str, rows: list[dict[str, object]]) -> pd.DataFrame:
    if table != "milestones":
        return pd.DataFrame(rows, columns=list(COLUMNS[table]))
    frame = pd.DataFrame(rows, columns=[*COLUMNS[table], *MARKERS])
    return frame.assign(displaced=[bool(row.get("displaced")) for row in rows])
