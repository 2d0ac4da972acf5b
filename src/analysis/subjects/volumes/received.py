"""The files that each measure received in two years, as far as the plan's text tells."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np
import pandas as pd

from analysis.toolkit.figures import RECEIVED, bounds_of, flows

_CHANGES = MappingProxyType({f"{RECEIVED}, stijging": 1, f"{RECEIVED}, daling": -1})


def received(figures: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the files received per measure in the two years before the plan's.

    Where the plan prints one year and how much the number rose or fell, in files or in percent, the
    earlier year is computed.

    A row per measure with both years, above zero: `measure`, `name`, `received`, `previous`
    (float), `known` (`printed`, `computed` or `about`), `previous_rounded` (as exact as the
    percentage that it follows from), `change` (percent), `bounded` (bool; whether the plan gives
    this year's as a bound), `line` and `page`.
    """
    rows = _rows(figures, RECEIVED, year - 1)
    now, printed = _values(figures, RECEIVED, year - 1), _values(figures, RECEIVED, year - 2)
    change, growth = _derived(figures, now, year - 1), _growth(figures, year - 1)
    before = printed.combine_first(change).combine_first((now / (1 + growth / 100)).dropna())
    table = pd.DataFrame({"received": now, "previous": before}, dtype="float64").dropna()
    table = table.loc[(table > 0).all(axis="columns")]
    exact = table.index.isin(printed.index) | table.index.isin(change.index)
    bounds = bounds_of(figures)
    return (
        table.assign(
            known=np.select(
                [table.index.isin(printed.index), exact], ["printed", "computed"], "about"
            ),
            previous_rounded=table["previous"].where(exact, _as_exact_as_printed(table, growth)),
            change=(table["received"] - table["previous"]) / table["previous"] * 100,
            bounded=[(str(measure), RECEIVED, year - 1) in bounds for measure in table.index],
            name=rows["name"].fillna(_name_of(table.index)).reindex(table.index),
            line=rows["line"].reindex(table.index),
            page=rows["page"].reindex(table.index),
        )
        .rename_axis("measure")
        .reset_index()
    )


def _name_of(measures: pd.Index) -> pd.Series:
    """Make a name of the id of each measure."""
    ids = pd.Series(measures.astype("str"), index=measures, dtype="str")
    return ids.str.replace("_", " ").str.capitalize()


def _growth(figures: pd.DataFrame, year: int) -> pd.Series:
    """Return the growth in percent that the plan prints for the files received, per measure."""
    rows = flows(figures)
    own = rows.loc[(rows["indicator"] == RECEIVED) & (rows["year"] == year)].dropna(
        subset=["measure", "growth"]
    )
    return own.drop_duplicates("measure").set_index("measure")["growth"].astype("float64")


def _as_exact_as_printed(table: pd.DataFrame, growth: pd.Series) -> pd.Series:
    """Round what follows from a percentage to the power of ten that its own rounding leaves."""
    percents = growth.reindex(table.index)
    finest = percents.map(lambda value: 1 if float(value).is_integer() else 0.1)  # of the percent
    width = table["previous"] * finest / 100 / (1 + percents / 100)
    step = 10.0 ** np.ceil(np.log10(width.clip(lower=1).to_numpy("float64")))
    rounded: pd.Series = (table["previous"] / step).round() * step
    return rounded


def _derived(figures: pd.DataFrame, now: pd.Series, year: int) -> pd.Series:
    changes = [sign * _values(figures, name, year) for name, sign in _CHANGES.items()]
    change = changes[0].combine_first(changes[1])
    return (now - change).dropna()


def _values(figures: pd.DataFrame, indicator: str, year: int) -> pd.Series:
    return _rows(figures, indicator, year)["value"].astype("float64")


def _rows(figures: pd.DataFrame, indicator: str, year: int) -> pd.DataFrame:
    """Return one row per measure; of two printed ones that with most digits that count."""
    rows = figures.loc[
        (figures["indicator"] == indicator)
        & (figures["year"] == year)
        & figures["measure"].notna()
        & figures["value"].notna()
    ]
    exact = rows.assign(zeros=[_zeros(value) for value in rows["value"]])
    first = exact.sort_values(["zeros", "line"]).drop_duplicates("measure")
    return first.set_index("measure")


def _zeros(value: float) -> int:
    text = str(int(value))
    return len(text) - len(text.rstrip("0"))
