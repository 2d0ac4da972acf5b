"""What was spent, what is granted, and which measures make the difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.dutch import counted, listing, million_euro, number, share, signed
from analysis.subjects.budget.credits import concentration, credit_changes
from analysis.subjects.budget.totals import expenditure, totals
from analysis.subjects.inspections.counts import change_in_percent
from analysis.toolkit.labels import joined
from analysis.toolkit.sentence import Prose, prose

if TYPE_CHECKING:
    import pandas as pd

_LARGEST = 3
_RELANCE = "Relance Budget"
_WORTH_NAMING = 0.005  # of the total realised


def budget_text(budget: pd.DataFrame, year: int) -> Prose:
    """Say what was realised and what is granted, and which measures make the difference."""
    found = totals(budget)
    if not found.rows:
        return prose("Het plan geeft hier geen uitgaven met een bedrag.")
    change = change_in_percent(found.vak_realised, found.vak_budget)
    by = "" if change is None else f" ({signed(change, 1)}\N{NO-BREAK SPACE}%)"
    return prose(
        f"Over {counted(found.rows, 'uitgavenpost', 'uitgavenposten')} samen werd in {year - 1} "
        f"{million_euro(found.vak_realised)} VAK en {million_euro(found.vek_realised)} VEK "
        f"gerealiseerd. Voor {year} staat er {million_euro(found.vak_budget)} VAK{by} en "
        f"{million_euro(found.vek_budget)} VEK in het budget.",
        contributions_text(budget),
    )


def contributions_text(budget: pd.DataFrame) -> str:
    """Name the measures that make the total change most, in euros and in percent points of it."""
    changes = credit_changes(budget)
    moved = changes.loc[changes["change"] != 0]
    if moved.empty:
        return ""
    order = moved["change"].abs().sort_values(ascending=False, kind="stable").index
    largest = moved.loc[order[:_LARGEST]]
    worth = largest.loc[~(largest["contribution"].abs() < _WORTH_NAMING)]
    words = [
        _contribution(row, budget) for _, row in (largest if worth.empty else worth).iterrows()
    ]
    one = len(words) == 1
    return f"Het grootste verschil {'maakt' if one else 'maken'} {listing(words)}." if words else ""


def _contribution(row: pd.Series, budget: pd.DataFrame) -> str:
    amount = _more_or_less(row["change"])
    course = {"new": ", nieuw krediet", "ended": ", geen krediet meer"}.get(row["course"], "")
    together = f"{number(row['rows'])} posten samen, " if row["rows"] > 1 else ""
    return f"{row['name']} ({together}{amount}{course}{_of_relance(row, budget)})"


def _of_relance(row: pd.Series, budget: pd.DataFrame) -> str:
    """Say which part of a measure's change is that of its posts of the recovery budget."""
    if "label" not in budget:
        return ""
    own = expenditure(budget.loc[budget["name"] == row["name"]])
    posts = own.loc[own["label"].str.contains(_RELANCE, regex=False)]
    change = int((posts["vak_budget"].fillna(0) - posts["vak_realised"].fillna(0)).sum())
    if len(posts) == len(own) or change * row["change"] <= 0:
        return ""
    moved = posts.loc[posts["vak_budget"].fillna(0) != posts["vak_realised"].fillna(0), "label"]
    which = [joined(str(label)).rpartition(" - ")[2] for label in moved]
    part = f"{_more_or_less(change)} relancebudget"
    if abs(change) > abs(row["change"]):  # more than the whole: no part of it
        return f": {part} en {_more_or_less(row['change'] - change)} ander krediet"
    return f", waarvan {part}: {listing(which)}"


def _more_or_less(change: float) -> str:
    return f"{million_euro(abs(change))} {'meer' if change > 0 else 'minder'}"


def concentration_text(budget: pd.DataFrame, year: int) -> Prose:
    """Say how much of the change comes from one measure, and how concentrated the credit is."""
    changes = credit_changes(budget)
    whole = change_in_percent(int(changes["vak_realised"].sum()), int(changes["vak_budget"].sum()))
    if whole is None:
        return prose("Het plan geeft geen gerealiseerd bedrag om mee te vergelijken.")
    most = changes.iloc[int(changes["contribution"].abs().to_numpy().argmax())]
    spread = concentration(changes["vak_budget"])
    own = float(most["contribution"]) * 100
    others = round(whole, 1) - round(own, 1)  # so that what is shown adds up
    return prose(
        f"De verandering van {signed(whole, 1)}\N{NO-BREAK SPACE}% is de som van "
        f"{signed(own, 1)} procentpunt door één maatregel, {most['name']}, en "
        f"{signed(others, 1)} procentpunt door alle andere samen.",
        f"De vijf grootste maatregelen krijgen {share(spread.top)} van het VAK-krediet van {year}. "
        f"Zo geconcentreerd zou het ook zijn bij {number(spread.effective, 1)} even grote "
        "maatregelen.",
    )
