"""The rows of a plan's tables as it prints them, by the places that readers know them by."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from analysis.plan.tables.context import sections_of
from analysis.plan.tables.places import places_of
from analysis.plan.tables.raw import read_raw

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from analysis.paths import Project
    from analysis.plan.tables.places import Sections

_SHARED = "shared_with"  # no cell of its own: the plan merges the cells of two rows
#: What a reader calls the printed columns of each raw table. `{last}` is the year that the plan
#: evaluates, and `{before}` the year before that.
_COLUMNS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "abbreviations": {"abbreviation": "Afkorting", "meaning": "Betekenis"},
        "budget": {
            "objective": "Doelstelling",
            "measure": "Maatregel",
            "article": "Artikel",
            "vak_realised": "VAK gerealiseerd {last}",
            "vek_realised": "VEK gerealiseerd {last}",
            "vak_budget": "VAK-krediet {year}",
            "vek_budget": "VEK-krediet {year}",
        },
        "inspections": {
            "measure": "Maatregel",
            "cases_previous": "Dossiers {before}",
            "cases_current": "Dossiers {last}",
            "cases_trend": "Evolutie van de dossiers",
            "reports_previous": "Pro Justitia {before}",
            "reports_current": "Pro Justitia {last}",
            "reports_trend": "Evolutie van de Pro Justitia",
            "recoveries_previous": "Terugvordering {before}",
            "recoveries_current": "Terugvordering {last}",
            "recoveries_trend": "Evolutie van de terugvordering",
            _SHARED: "Cellen samen met",
        },
        "letters": {"department": "Afdeling", "letters": "Brieven", "status": "Status"},
        "milestones": {
            "theme": "Thema of project",
            "label": "Mijlpaal",
            "status": "Status",
            "timing": "Timing",
        },
        "norms": {
            "measure": "Maatregel",
            "norm": "Norm",
            "target": "Streefdoel",
            "previous": "Resultaat {before}",
            "current": "Resultaat {last}",
            "change": "Verandering",
        },
        "objectives": {
            "objective": "Nummer",
            "title": "Doelstelling",
            "policy_field": "Beleidsveld",
            "structure_element": "Inhoudelijk structuurelement",
        },
        "projects": {
            "project": "Nummer",
            "title": "Project",
            "objectives": "Doelstellingen",
            "years": "Jaren",
        },
        "workforce": {
            "level": "Niveau",
            "grade": "Graad",
            "statutory": "Statutair",
            "contractual": "Contractueel",
            "total": "Totaal",
        },
    }
)


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table of one section: the headers of its columns, and the cells of each row by number.

    A column without any cell is left out: many plans do not print it. None stands for what is no
    cell of that row.
    """

    headers: tuple[str, ...]
    rows: Mapping[int, tuple[str | None, ...]]


def printed_tables(project: Project, year: int) -> dict[str, PrintedTable]:
    """Return the tables of a plan by the start of their rows' places: `sectie 9, streefnormen`.

    A report of other data has no raw tables, and so none of these.

    Raises
    ------
    DataError
        When a raw table is malformed.
    """
    present = {path.stem for path in project.raw(year).glob("*.csv")}
    if "headings" not in present:
        return {}
    sections = sections_of(read_raw(project, year, "headings"))
    tables: dict[str, PrintedTable] = {}
    for name, columns in _COLUMNS.items():
        if name not in present:
            continue
        headers = {
            column: header.format(year=year, last=year - 1, before=year - 2)
            for column, header in columns.items()
        }
        tables |= _by_table(name, read_raw(project, year, name), headers, sections)
    return tables


def _by_table(
    name: str, raw: pd.DataFrame, headers: Mapping[str, str], sections: Sections
) -> dict[str, PrintedTable]:
    found: dict[str, dict[int, dict[str, str]]] = {}
    rows = raw.to_dict("records")
    for row, place in zip(rows, places_of(name, rows, sections), strict=True):
        if place.row:
            cells = {column: str(row[column]) for column in headers}
            found.setdefault(str(place).partition(", rij ")[0], {})[place.row] = cells
    return {table: _printed(cells, headers) for table, cells in found.items()}


def _printed(cells: Mapping[int, Mapping[str, str]], headers: Mapping[str, str]) -> PrintedTable:
    used = [column for column in headers if any(row[column] for row in cells.values())]
    return PrintedTable(
        tuple(headers[column] for column in used),
        {number: tuple(_cell(row, column) for column in used) for number, row in cells.items()},
    )


def _cell(row: Mapping[str, str], column: str) -> str | None:
    return row[column] or (None if column == _SHARED else "")
