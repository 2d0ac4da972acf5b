"""How the credits of the new year differ from what was spent, and how concentrated they are."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from analysis.subjects.budget.totals import expenditure
from analysis.toolkit.labels import joined

if TYPE_CHECKING:
    from collections.abc import Mapping

_FIRST = ("chapter", "measure", "name", "line", "page")
_AMOUNTS = ("vak_realised", "vak_budget")
_LARGEST = 5
_AND = " en "


def credit_changes(budget: pd.DataFrame) -> pd.DataFrame:
    """Compare the credit of the new year with what was committed last year, per measure.

    One plan prints last year's realisation (VAK, commitments) and this year's credit. The change is
    therefore from spent to granted: a credit is a ceiling and is not always spent, so a rise is in
    part headroom. Receipts and rows without amounts are left out.

    A row per measure in the plan's order; a row without a measure stands alone. `chapter`,
    `measure`, `name` (the printed post where that covers one part of the measure only), `line` and
    `page` of its first row; `rows` (the rows added up);
    `vak_realised`, `vak_budget`, `change` (Int64, euros; an empty cell counts as 0); `growth`
    (Float64: change / realised, NA unless realised is above 0); `course`: `running`, `new` (nothing
    realised), `ended` (no credit), `idle` (neither), `correction` (one of the two is negative).
    """
    rows = expenditure(budget)
    rows = rows.assign(name=_names(rows))
    if "page" not in rows:
        rows = rows.assign(page=pd.Series(pd.NA, index=rows.index, dtype="Int64"))
    groups = rows.groupby(rows["measure"].fillna(rows["line"].astype("str")), sort=False)
    table = groups.agg(
        **{name: (name, "first") for name in _FIRST},
        rows=("line", "size"),
        **{name: (name, "sum") for name in _AMOUNTS},
    ).reset_index(drop=True)
    change = table["vak_budget"] - table["vak_realised"]
    pairs = zip(table["vak_realised"], table["vak_budget"], strict=True)
    return table.assign(
        change=change,
        growth=change / table["vak_realised"].where(table["vak_realised"] > 0),
        course=[_course(*pair) for pair in pairs],
    )


def concentration(amounts: pd.Series) -> Mapping[str, float]:
    """Measure how far the money goes to few measures: a row of `credit_concentration`.

    `hhi` is the Herfindahl-Hirschman index, the sum of the squared shares: as many measures of
    equal size as its inverse would be as concentrated. Only amounts above zero have a share.

    References
    ----------
    Hirschman, A. O. (1964). The paternity of an index. American Economic Review 54, 761-762.
    """
    positive = amounts[amounts > 0].astype("float64")
    if positive.empty:
        return {"hhi": math.nan, "effective": math.nan, "top": math.nan, "counted": 0}
    shares = positive / positive.sum()
    hhi = float((shares**2).sum())
    top = float(shares.nlargest(_LARGEST).sum())
    return {"hhi": hhi, "effective": 1 / hhi, "top": top, "counted": len(positive)}


def _names(rows: pd.DataFrame) -> pd.Series:
    """Return the name of each row's measure, or its post if all posts are one part of the measure.

    `Jobbonus+` is a part of the measure `Jobbonus en jobbonus plus`.
    """
    posts = rows.groupby("measure")["label"].nunique()
    pairs = zip(rows["measure"], rows["label"], rows["name"], strict=True)
    names = [
        joined(str(label)) if posts.get(measure) == 1 and _is_part(str(label), str(name)) else name
        for measure, label, name in pairs
    ]
    return pd.Series(names, index=rows.index, dtype=rows["name"].dtype)


def _is_part(label: str, name: str) -> bool:
    parts = [part.strip() for part in name.lower().split(_AND)]
    return len(parts) > 1 and joined(label).lower().replace("+", " plus") in parts


def _course(realised: int, granted: int) -> str:
    if realised < 0 or granted < 0:
        return "correction"
    if realised and granted:
        return "running"
    if granted:
        return "new"
    return "ended" if realised else "idle"
