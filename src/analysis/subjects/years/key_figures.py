"""The key figures of one plan, as the index of all years shows them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.dutch import million_euro, number, share
from analysis.toolkit.results import column

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from analysis.subjects.years.indicators import Value

#: In the order of the index. Each is an indicator of `over_the_years`, except the staff.
LABELS: Mapping[str, str] = MappingProxyType(
    {
        "milestones_realised": "Mijlpalen van het jaar ervoor gerealiseerd",
        "norms_met": "Normen van het jaar ervoor gehaald",
        "vak_budget": "VAK-krediet van het jaar zelf",
        "cases": "Inspectiedossiers van het jaar ervoor",
        "staff": "Personeelsleden, in koppen",
    }
)
COLUMNS = {
    "indicator": column("str", "Naam van het kerncijfer"),
    "label": column("str", "Wat het is"),
    "year": column("Int64", "Jaar waarover het gaat"),
    "value": column("Float64", "Waarde: een aandeel van 0 tot 1, een aantal of euro"),
    "printed": column("str", "De waarde zoals het rapport ze schrijft"),
    "parts": column("str", "De aantallen achter een aandeel; anders leeg"),
}


class _YearFigure(NamedTuple):
    """A row of the result."""

    indicator: str
    label: str
    year: int
    value: float
    printed: str
    parts: str


def key_figures_table(values: Iterable[Value], plan: int, staff: int | None) -> pd.DataFrame:
    """Keep the key figures of the plan's year and of the year that it evaluates.

    `values` are those of the whole plan of year `plan`. The staff is counted when the plan is made,
    so it is of the plan's own year. A figure that the plan does not give has no row.
    """
    found = {one[0]: one for one in values if one[1] >= plan - 1}
    if staff is not None:
        found["staff"] = ("staff", plan, staff, None)
    rows = [_row(*found[name]) for name in LABELS if name in found]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _row(indicator: str, year: int, value: int, of: int | None) -> _YearFigure:
    label = LABELS[indicator]
    if of:
        parts = f"{number(value)} van {number(of)}"
        return _YearFigure(indicator, label, year, value / of, share(value / of), parts)
    printed = million_euro(value) if indicator == "vak_budget" else number(value)
    return _YearFigure(indicator, label, year, float(value), printed, "")
