"""A small plan for tests of a single rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.plan.audit import PrintedTables

if TYPE_CHECKING:
    from analysis.plan.audit import AuditFinding, AuditRule

YEAR = 2031

HEADINGS = [
    {"number": "3.1.1", "title": "Dijken verstevigen (OD 1)", "line": "10"},
    {"number": "4.1.1", "title": "Havens openhouden (OD 2)", "line": "200"},
    {"number": "6.1.2", "title": "Klant centraal", "line": "300"},
    {"number": "6.1.3", "title": "Data en digitalisering", "line": "400"},
    {"number": "11.1", "title": "Uitvoering kernprocessen", "line": "500"},
]


def small_plan(**tables: list[dict[str, str]]) -> PrintedTables:
    """Return a plan with these rows and the headings above."""
    rows = {"headings": HEADINGS, **tables}
    return PrintedTables(
        YEAR, {name: pd.DataFrame(cells).fillna("") for name, cells in rows.items()}
    )


def only(rule: AuditRule, **tables: list[dict[str, str]]) -> AuditFinding:
    """Return the only finding of a rule on these rows."""
    (finding,) = rule(small_plan(**tables))
    return finding


def none(rule: AuditRule, **tables: list[dict[str, str]]) -> bool:
    """Return whether a rule finds nothing on these rows."""
    return rule(small_plan(**tables)) == []
