"""The figures in the plan's text: the year's work, targets and results."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.dutch import euro, number, percent
from analysis.toolkit.tables.cells import decimals_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

RECEIVED, HANDLED = "ontvangen dossiers", "afgehandelde dossiers"
#: Files that nobody applied for: the department drew them from other registers.
TAKEN_IN = "binnengetrokken dossiers"
#: How an indicator begins that counts the year's work: files in, files out, payments.
FLOWS = (
    RECEIVED,
    TAKEN_IN,
    HANDLED,
    "afgehandelde betalingsdossiers",
    "uitgevoerde betalingen",
    "uitbetaalde voorschotten",
    "berekende saldo's",
    "onderzoeken",
    "nieuwe registraties",
)
#: Words of the indicators that say how long a file takes.
WAITING = ("doorlooptijd", "aflevertermijn", "behandeltermijn", "betalingstermijn")
GROWTH, SHRINKAGE = ", groei in procent", ", afname in procent"
_DIFFERENCES = {", daling": "minder", ", stijging": "meer"}
SCHOOL_YEAR = ", schooljaar"
_TARGET = ", RRF-streefdoel"
#: How an indicator ends whose value is the number of a target that the plan calls reached.
_REACHED = ", bereikt RRF-streefdoel"
#: How an indicator ends whose value the plan gives as a bound: `just under`, or `over`.
MAXIMUM, MINIMUM = ", maximum", ", minimum"
_WHOLE = ", totaal"


def flows(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures that count a year's work, with the growth that the plan prints.

    A row per measure, indicator and year, in the plan's order: the columns of `figures`, with
    `growth` (Float64, percent; NA where the plan prints none) and `bounded` (bool; whether the
    plan gives the value as a bound, so that the count itself is not known).
    """
    rows = figures.loc[figures["indicator"].isin(FLOWS) & figures["value"].notna()]
    changes = pd.concat(
        [_changes(figures, GROWTH, sign=1), _changes(figures, SHRINKAGE, sign=-1)]
    ).drop_duplicates(["measure", "indicator", "year"])
    once = rows.drop_duplicates(["measure", "indicator", "year", "value"])
    known = once.merge(changes, how="left", on=["measure", "indicator", "year"])
    bounds = bounds_of(figures)
    keys = zip(known["measure"], known["indicator"], known["year"], strict=True)
    return known.assign(bounded=[key in bounds for key in keys])


def bounds_of(figures: pd.DataFrame) -> dict[tuple[str, str, int], tuple[str, ...]]:
    """Return the bounds by measure, indicator and year: `MAXIMUM`, `MINIMUM` or both."""
    found: dict[tuple[str, str, int], tuple[str, ...]] = {}
    for bound in (MAXIMUM, MINIMUM):
        rows = figures.loc[figures["indicator"].str.endswith(bound) & figures["measure"].notna()]
        for measure, indicator, year in rows[["measure", "indicator", "year"]].to_numpy():
            key = str(measure), str(indicator).removesuffix(bound), int(year)
            found[key] = (*found.get(key, ()), bound)
    return found


def without_targets(figures: pd.DataFrame) -> pd.DataFrame:
    """Leave out the targets of the recovery fund: a target is not a count of work."""
    return figures.loc[~figures["indicator"].str.endswith((_TARGET, _REACHED))]


def topic(figures: pd.DataFrame, words: Sequence[str]) -> pd.DataFrame:
    """Return the figures on a topic, each value once, without what `flows` lists.

    The words are ids of measures, or words of an indicator.
    """
    about = figures["measure"].isin(list(words))
    for word in words:
        about |= figures["indicator"].str.contains(word, regex=False)
    return not_flows(figures.loc[about]).drop_duplicates(["indicator", "year", "value"])


def not_flows(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures that `flows` does not list, without changes in percent."""
    rows = figures.loc[~figures["indicator"].isin(FLOWS) & figures["value"].notna()]
    change = rows["indicator"].str.contains("groei in procent|afname in procent", regex=True)
    named = rows["indicator"].str.endswith(_REACHED)
    return rows.loc[~change & ~named]


def period(indicator: str, year: int) -> tuple[str, str]:
    """Return an indicator without its mark of a school year, and the year or school year it is of.

    The year of a school year is that in which it begins.

    >>> period("uitbetaald bedrag, schooljaar", 2019)
    ('uitbetaald bedrag', 'schooljaar 2019-2020')
    """
    if not indicator.endswith(SCHOOL_YEAR):
        return indicator, str(year)
    return indicator.removesuffix(SCHOOL_YEAR), f"schooljaar {year}-{year + 1}"


def difference(indicator: str, year: int) -> tuple[str, str]:
    """Return an indicator without its mark of a rise or fall, and the words that its value needs.

    >>> difference("gelanceerde oproepen, daling", 2022)
    ('gelanceerde oproepen', 'minder dan in 2021')
    """
    for ending, side in _DIFFERENCES.items():
        if indicator.endswith(ending):
            return indicator.removesuffix(ending), f"{side} dan in {year - 1}"
    return indicator, ""


def written(row: Mapping[Any, Any] | pd.Series) -> str:
    """Write the value of a figure with its unit: `€ 7.800`, `30,2 %`, `435 minder dan in 2021`."""
    value, unit = float(row["value"]), str(row["unit"])
    if unit == "euro":
        return euro(value)
    if unit == "procent":
        return percent(value, decimals_of(value))
    words = "" if unit in {"aantal", "verhouding"} else f" {unit}"
    _, side = difference(str(row["indicator"]), int(row["year"]))
    return f"{number(value, decimals_of(value))}{words}{f' {side}' if side else ''}"


def value_of(figures: pd.DataFrame, indicator: str, year: int | None = None) -> float | None:
    """Return the first value of an indicator, of one year or of any, or None."""
    rows = figures.loc[(figures["indicator"] == indicator) & figures["value"].notna()]
    if year is not None:
        rows = rows.loc[rows["year"] == year]
    return None if rows.empty else float(rows["value"].iloc[0])


def reached_targets(figures: pd.DataFrame) -> frozenset[str]:
    """Return the indicators of the recovery fund's targets that the plan calls reached."""
    ends = figures["indicator"].str.endswith(_REACHED)
    names = figures.loc[ends, "indicator"].str.removesuffix(_REACHED)
    return frozenset(f"{name}{_TARGET}" for name in names)


def recovery_targets(figures: pd.DataFrame) -> pd.DataFrame:
    """Compare the targets of the European recovery fund (RRF) with what the plan says was reached.

    A row per target: `what`, `unit`, `target`, `reached` (Float64; NA where the plan gives no
    count), `number` (Int64; that of the target, if the plan calls it reached), `place`.
    """
    goals = figures.loc[figures["indicator"].str.endswith(_TARGET)]
    what = goals["indicator"].str.removesuffix(_TARGET)
    reached = [
        next((v for end in (_WHOLE, "") if (v := value_of(figures, f"{name}{end}"))), None)
        for name in what
    ]
    numbers = [value_of(figures, f"{name}{_REACHED}") for name in what]
    table = goals.assign(
        what=what,
        target=goals["value"],
        reached=pd.array(reached, "Float64"),
        number=pd.array(numbers, "Int64"),
    )
    columns = ["what", "unit", "target", "reached", "number", "place"]
    return table[columns].drop_duplicates("what").reset_index(drop=True)


def _changes(figures: pd.DataFrame, ending: str, sign: int) -> pd.DataFrame:
    rows = figures.loc[figures["indicator"].str.endswith(ending)]
    return pd.DataFrame(
        {
            "measure": rows["measure"],
            "indicator": rows["indicator"].str.removesuffix(ending),
            "year": rows["year"],
            "growth": sign * rows["value"],
        }
    )
