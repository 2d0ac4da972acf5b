"""The rows, words and scale that the charts of the budget share."""

from __future__ import annotations

import pandas as pd

from analysis.dutch import counted, euro, million_euro, number, percent
from analysis.subjects.budget.totals import comparable
from analysis.toolkit.charts.lettering import shortened
from analysis.toolkit.labels import short

TABLE = "tabel budgetten (11.2)"
_MILLION = 1_000_000
_BILLION = 1_000_000_000
_MANY = 10 * _BILLION  # from this on, in billions
_CENTS = 10_000_000  # under this, two decimals of a million
_EUROS = 100_000  # under this, whole euros
_LONG = 120  # letters of a name in a sentence


def credit_rows(changes: pd.DataFrame) -> pd.DataFrame:
    """Return the result `credit_changes` with the label of each measure in a chart."""
    return changes.assign(label=[short(str(name)) for name in changes["name"]])


def with_both(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with a place on a scale of ratios, largest first."""
    return comparable(rows).reset_index(drop=True)


def subtitle(year: int) -> str:
    """Say what is drawn and in which unit."""
    return (
        f"VAK gerealiseerd in {year - 1} en VAK-krediet {year} per maatregel, in euro op "
        "een schaal van verhoudingen"
    )


def title(changes: pd.DataFrame, year: int) -> str:
    """Say by how much the new credits differ from what was spent."""
    difference = int(changes["change"].sum())
    if not difference:
        return (
            f"Het VAK-krediet van {year} is samen even hoog als wat in {year - 1} gerealiseerd werd"
        )
    return (
        f"Het VAK-krediet van {year} ligt samen {difference_in_words(difference)} "
        f"dan wat in {year - 1} gerealiseerd werd"
    )


def difference_in_words(difference: int) -> str:
    """Say a difference and its direction: `€ 3,0 mln. hoger`."""
    side = "lager" if difference < 0 else "hoger"
    size = abs(difference)
    return f"{million_euro(size) if size >= _EUROS else euro(size)} {side}"


def amount(euros: int, beside: int | None = None) -> str:
    """Write an amount in millions with three figures or more, and a small one in whole euros.

    Parameters
    ----------
    euros
        The amount.
    beside
        An amount that is shown with it: both get the decimals that the smaller needs.

    >>> amount(3_500_000).replace(chr(160), " ")
    '€ 3,50 mln.'
    >>> amount(1_234).replace(chr(160), " ")
    '€ 1.234'
    """
    least = min(abs(euros), abs(euros if beside is None else beside))
    if abs(euros) < _EUROS:
        return euro(euros)
    if abs(euros) >= _MANY:
        return f"€\N{NO-BREAK SPACE}{number(euros / _BILLION)}\N{NO-BREAK SPACE}mld."
    return million_euro(euros, 2 if least < _CENTS else 1)


def change_words(earlier: int, later: int) -> str:
    """Say both amounts and the change: `€ 2,00 mln. → € 3,00 mln. (+50 %)`."""
    return f"{amount(earlier, later)} → {amount(later, earlier)} ({growth(earlier, later)})"


def growth(earlier: int, later: int) -> str:
    """Say the change from an amount above zero in percent, signed unless it rounds to zero."""
    change = percent((later - earlier) / earlier * 100)
    return f"{'+' if later > earlier and not change.startswith('0') else ''}{change}"


def tick(value: float) -> str:
    """Write an amount at a scale whose subtitle gives the unit."""
    if value >= _MILLION:
        return f"{number(value / _MILLION)} mln."
    return number(value)


def named(label: str) -> str:
    """Shorten a name so that it fits in a sentence."""
    return shortened(label, _LONG)


def smaller_rows(count: int) -> str:
    """Say how many rows are too small to draw."""
    if not count:
        return ""
    words = counted(count, "kleinere maatregel", "kleinere maatregelen")
    return f" {words} {'staat' if count == 1 else 'staan'} enkel in de tabel."


def without_both(count: int) -> str:
    """Say how many rows have no ratio."""
    if not count:
        return ""
    return (
        f" {counted(count, 'maatregel', 'maatregelen')} zonder of met een nulbedrag in een van "
        f"beide jaren {'heeft' if count == 1 else 'hebben'} geen plaats op deze schaal."
    )


def begin_or_end(rows: pd.DataFrame, year: int, most: int) -> str:
    """Name the largest rows with one amount only: the scale has no place for 0."""
    one_sided = (rows[["vak_realised", "vak_budget"]] > 0).sum(axis="columns") == 1
    found = rows.loc[one_sided]
    size = found[["vak_realised", "vak_budget"]].max(axis="columns")
    largest = found.loc[size.sort_values(ascending=False, kind="stable").index]
    words = [_begins_or_ends(row, year) for _, row in largest.head(most).iterrows()]
    more = len(largest) - len(words)
    if more:
        words.append(f"{number(more)} kleinere")
    return f" Daarvan begint of eindigt: {'; '.join(words)}." if words else ""


def _begins_or_ends(row: pd.Series, year: int) -> str:
    spent, granted, label = int(row["vak_realised"]), int(row["vak_budget"]), named(row["label"])
    if spent > 0:
        return f"{label} ({amount(spent)} in {year - 1}, geen krediet {year})"
    return f"{label} (krediet {year} van {amount(granted)}, geen realisatie in {year - 1})"


def credit_data(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the rows as a reader's table."""
    return pd.DataFrame(
        {
            "Maatregel": rows["label"],
            f"VAK gerealiseerd {year - 1} (euro)": rows["vak_realised"],
            f"VAK-krediet {year} (euro)": rows["vak_budget"],
        }
    ).reset_index(drop=True)
