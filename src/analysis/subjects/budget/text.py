"""What was spent, what is granted, and which measures make the difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.dutch import counted, listing, million_euro, number, share, signed
from analysis.subjects.budget.totals import expenditure
from analysis.toolkit.labels import joined
from analysis.toolkit.measures import mention
from analysis.toolkit.per_chapter import summary_row
from analysis.toolkit.provisional import provisional
from analysis.toolkit.sentence import Prose, prose

if TYPE_CHECKING:
    import pandas as pd

#: What every chapter says around its figure and table.
HEADING = "## Budget\n\nVAK is wat mag worden vastgelegd, VEK wat mag worden betaald."
TABLE = "De tabel geeft alle posten; alleen totaal en verandering zijn berekend."
CAUTION = "Een lager krediet is niet altijd een besparing."

_LARGEST = 3
_RELANCE = "Relance Budget"
_WORTH_NAMING = 0.005  # of the total realised


def budget_text(
    totals: pd.DataFrame, changes: pd.DataFrame, budget: pd.DataFrame, year: int
) -> Prose:
    """Say what was realised and what is granted, and which measures make the difference.

    The results are `budget_totals` and `credit_changes`, whole or of one chapter.
    """
    sums = summary_row(totals)
    if sums is None or not sums["rows"]:
        return prose("Het plan geeft hier geen uitgaven met een bedrag.")
    change = sums["vak_change"]
    by = f" ({signed(change, 1)}\N{NO-BREAK SPACE}%)" if sums["vak_realised"] else ""
    return prose(
        f"Over {counted(int(sums['rows']), 'uitgavenpost', 'uitgavenposten')} samen werd in "
        f"{year - 1} {million_euro(sums['vak_realised'])} VAK en "
        f"{million_euro(sums['vek_realised'])} VEK gerealiseerd. Voor {year} staat er "
        f"{million_euro(sums['vak_budget'])} VAK{by} en {million_euro(sums['vek_budget'])} VEK in "
        "het budget.",
        _largest_changes(changes, budget, int(sums["vak_realised"])),
    )


def provisional_text(remarks: pd.DataFrame, year: int, *, whole: bool) -> str:
    """Say that the amounts realised may still change, as far as the plan says so.

    The chapter on the whole plan says why; the others lead to it.
    """
    about = [str(words) for words in provisional(remarks)["about"]]
    if not about:
        return ""
    if not whole:
        return (
            f"De realisaties van {year - 1} zijn voorlopig (zie het [Overzicht](overzicht.ipynb))."
        )
    return f"De realisaties van {year - 1} zijn voorlopig: {'; '.join(about)}."


def _largest_changes(changes: pd.DataFrame, budget: pd.DataFrame, realised: int) -> str:
    """Name the measures that change the total most, without those that hardly change it."""
    moved = changes.loc[changes["change"] != 0]
    order = moved["change"].abs().sort_values(ascending=False, kind="stable").index
    largest = moved.loc[order[:_LARGEST]]
    if realised > 0:
        worth = largest.loc[largest["change"].abs() >= _WORTH_NAMING * realised]
        largest = largest if worth.empty else worth
    words = [_change(row, budget) for _, row in largest.iterrows()]
    one = len(words) == 1
    return f"Het grootste verschil {'maakt' if one else 'maken'} {listing(words)}." if words else ""


def _change(row: pd.Series, budget: pd.DataFrame) -> str:
    amount = _more_or_less(row["change"])
    course = {"new": ", nieuw krediet", "ended": ", geen krediet meer"}.get(row["course"], "")
    together = f"{number(row['rows'])} posten samen, " if row["rows"] > 1 else ""
    name = mention(row["name"], row.get("measure"))
    return f"{name} ({together}{amount}{course}{_of_relance(row, budget)})"


def _of_relance(row: pd.Series, budget: pd.DataFrame) -> str:
    """Say which part of a measure's change is that of its posts of the recovery budget."""
    own = expenditure(budget.loc[(budget["measure"] == row["measure"]).fillna(value=False)])
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


def concentration_text(
    totals: pd.DataFrame, changes: pd.DataFrame, concentration: pd.DataFrame, year: int
) -> Prose:
    """Say how much of the change comes from one measure, and how concentrated the credit is.

    The results are `budget_totals`, `credit_changes` and `credit_concentration`.
    """
    sums, spread = summary_row(totals), summary_row(concentration)
    if sums is None or spread is None or not sums["vak_realised"]:
        return prose("Het plan geeft geen gerealiseerd bedrag om mee te vergelijken.")
    most = changes.iloc[int(changes["change"].abs().to_numpy().argmax())]
    whole, own = float(sums["vak_change"]), most["change"] / sums["vak_realised"] * 100
    others = round(whole, 1) - round(own, 1)  # so that what is shown adds up
    name = mention(most["name"], most.get("measure"))
    return prose(
        f"De verandering van {signed(whole, 1)}\N{NO-BREAK SPACE}% is de som van "
        f"{signed(own, 1)} procentpunt door één maatregel, {name}, en "
        f"{signed(others, 1)} procentpunt door alle andere samen.",
        _spread(spread, year),
    )


def _spread(spread: pd.Series, year: int) -> str:
    if not spread["counted"]:
        return ""
    return (
        f"De vijf grootste maatregelen krijgen {share(spread['top'])} van het VAK-krediet van "
        f"{year}. Zo geconcentreerd zou het ook zijn bij {number(spread['effective'], 1)} even "
        "grote maatregelen."
    )


def relance_text(budget: pd.DataFrame, year: int) -> Prose:
    """Add up the posts of the recovery budget: what was committed, and what is granted."""
    posts = expenditure(budget.loc[budget["label"].str.contains(_RELANCE, regex=False)])
    if posts.empty:
        return prose("De budgettabel heeft geen posten van het relancebudget.")
    spent, granted = (int(posts[name].fillna(0).sum()) for name in ("vak_realised", "vak_budget"))
    return prose(
        f"Het relancebudget ({counted(len(posts), 'post', 'posten')} in heel het plan) gaat van "
        f"{million_euro(spent)} VAK gerealiseerd in {year - 1} naar {million_euro(granted)} "
        f"krediet in {year}.",
    )
