"""The department's own people, the heads to save, and the letters to rewrite."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from analysis.dutch import counted, listing, number, percent, share
from analysis.subjects.people.totals import is_total, levels, uneven, workforce_total
from analysis.toolkit.charts import theme
from analysis.toolkit.charts.chart import Chart
from analysis.toolkit.charts.stacked import Bar, bars_data, spoken_bars, stacked_bars
from analysis.toolkit.charts.years import TABLE
from analysis.toolkit.source import source

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

_PEOPLE = {"statutory": "Statutair", "contractual": "Contractueel"}
_PEOPLE_COLOURS = {"statutory": theme.ACCENT, "contractual": theme.ACCENT_LIGHT}
_SAVED = {"done": "Gerealiseerd", "open": "Nog te realiseren"}
_SAVED_COLOURS = {"done": theme.ACCENT, "open": theme.PAPER}
_GOALS = {
    "besparing, initiële doelstelling": "van de eerste doelstelling",
    "besparing, extra door integratie Syntra": "door de integratie van Syntra",
}
_LETTERS = {
    "done": "Afgewerkt",
    "busy": "In behandeling",
    "open": "Op te starten",
    "unknown": "Zonder status",
}
_LETTER_COLOURS = {
    "done": theme.ACCENT,
    "busy": theme.ACCENT_LIGHT,
    "open": theme.STATUS_COLOURS["not_started"],
    "unknown": theme.PAPER,
}
_STATUSES = {"afgewerkt": "done", "in behandeling": "busy", "op te starten": "open"}
_TARGET = "aandeel heldere standaardbrieven, streefcijfer"


def workforce_chart(workforce: pd.DataFrame, year: int) -> Chart | None:
    """Draw the people per level, statutory and contractual; None when no level has people."""
    rows = levels(workforce)
    people = rows[list(_PEOPLE)].fillna(0).astype("int64")
    if not people.to_numpy().sum():
        return None
    bars = [
        Bar(str(level), {name: int(row[name]) for name in _PEOPLE})
        for level, (_, row) in zip(rows["level"], people.iterrows(), strict=True)
    ]
    printed = workforce_total(workforce)
    statutory, whole = int(people["statutory"].sum()), int(people.to_numpy().sum())
    if printed is not None:
        statutory, whole = int(printed["statutory"]), int(printed["total"])
    return Chart(
        draw=partial(
            stacked_bars, bars, _PEOPLE, _PEOPLE_COLOURS, "Personeelsleden (koppen) per niveau"
        ),
        title=(
            f"{number(statutory)} van de {counted(whole, 'personeelslid', 'personeelsleden')} "
            f"{'is' if statutory == 1 else 'zijn'} statutair ({share(statutory / whole)})"
        ),
        alt=f"Gestapelde balken: personeelsleden per niveau. {spoken_bars(bars, _PEOPLE)}.",
        data=bars_data(bars, "Niveau", _PEOPLE),
        note=(
            "Elke balk is zo lang als het aantal koppen, niet voltijdse equivalenten."
            f"{_uneven(workforce)}"
        ),
        source=source(rows, year, "personeelstabel"),
    )


def _uneven(workforce: pd.DataFrame) -> str:
    """Say where the two groups do not add up to the printed total of a level."""
    wrong = [
        f"{number(row['added'])} bij {row['level']}, waar het plan {number(row['total'])} afdrukt"
        for _, row in uneven(workforce).iterrows()
    ]
    return f" Statutair en contractueel samen geven {listing(wrong)}." if wrong else ""


def savings_chart(figures: pd.DataFrame, year: int) -> Chart | None:
    """Draw the heads saved of those to save; None when the plan does not print both."""
    rows = figures.loc[figures["indicator"].str.startswith("besparing")].dropna(subset=["value"])
    known = {str(row["indicator"]): row for _, row in rows.iterrows()}
    goal, done = known.get("besparing, totale doelstelling"), known.get("besparing, gerealiseerd")
    if goal is None or done is None or not goal["value"]:
        return None
    to_save, saved = int(goal["value"]), int(done["value"])
    open_ = max(0, to_save - saved)
    bars = [Bar(f"Besparing tegen {goal['year']}", {"done": saved, "open": open_}, to_save)]
    return Chart(
        draw=partial(stacked_bars, bars, _SAVED, _SAVED_COLOURS, "Bespaarde koppen"),
        title=(
            f"Van de {number(to_save)} te besparen koppen {'is' if saved == 1 else 'zijn'} er "
            f"{number(saved)} gerealiseerd ({share(saved / to_save)}), "
            f"{f'nog {number(open_)} te gaan' if open_ else 'de doelstelling is bereikt'}"
        ),
        alt=f"Voortgangsbalk met doel. {spoken_bars(bars, _SAVED)}; doel: {number(to_save)}.",
        data=bars_data(bars, "Doelstelling", _SAVED).assign(Doel=to_save),
        note=(
            f"Stand op het einde van {done['year']}, tegen het einde van {goal['year']}."
            f"{_made_of(known)} Koppen zijn geen voltijdse equivalenten, en tijdelijke "
            "medewerkers tellen apart."
        ),
        source=source(rows, year, TABLE),
    )


def _made_of(known: Mapping[str, pd.Series]) -> str:
    """Say which goals the total is made of."""
    parts = [
        f"{number(known[name]['value'])} {words}" for name, words in _GOALS.items() if name in known
    ]
    return f" De doelstelling bestaat uit {listing(parts)}." if parts else ""


def letters_chart(letters: pd.DataFrame, figures: pd.DataFrame, year: int) -> Chart | None:
    """Draw the letters by how far they are, all and per department, with the target on all.

    None when no department counts letters.
    """
    rows = letters.loc[~is_total(letters["department"]) & letters["letters"].fillna(0).gt(0)]
    if rows.empty:
        return None
    kinds = rows["status"].fillna("").str.lower().map(_STATUSES).fillna("unknown")
    counts = rows["letters"].astype("int64")
    whole = {name: int(counts[kinds == name].sum()) for name in _LETTERS}
    total, goal = int(counts.sum()), _letters_target(figures)
    needed = None if goal is None else math.ceil(total * goal / 100)
    bars = [
        Bar("Alle standaardbrieven", whole, needed),
        *(
            Bar(str(department), {name: int(n) if name == kind else 0 for name in _LETTERS})
            for department, n, kind in zip(rows["department"], counts, kinds, strict=True)
        ),
    ]
    aim = "" if goal is None else f"; de Vlaamse overheid samen wil {percent(goal)}"
    without = len(letters) - int(is_total(letters["department"]).sum()) - len(rows)
    return Chart(
        draw=partial(
            stacked_bars, bars, _LETTERS, _LETTER_COLOURS, "Aantal standaardbrieven naar stand"
        ),
        title=(
            f"{number(whole['done'])} van de "
            f"{counted(total, 'standaardbrief', 'standaardbrieven')} "
            f"{'is' if whole['done'] == 1 else 'zijn'} afgewerkt "
            f"({share(whole['done'] / total)}){aim}"
        ),
        alt=f"Gestapelde balken: standaardbrieven naar stand. {spoken_bars(bars, _LETTERS)}{aim}.",
        data=bars_data(bars, "Afdeling", _LETTERS),
        note=_letters_note(needed, without),
        source=source(rows, year, "tabel standaardbrieven"),
    )


def _letters_target(figures: pd.DataFrame) -> float | None:
    values = figures.loc[figures["indicator"] == _TARGET, "value"].dropna()
    return None if values.empty else float(values.iloc[0])


def _letters_note(needed: int | None, without: int) -> str:
    line = (
        "Het streepje is het doel dat de Vlaamse overheid voor al haar entiteiten samen stelt, "
        f"toegepast op deze brieven: {counted(needed, 'brief', 'brieven')} die aan de criteria "
        "voldoen. Het plan legt dat deel niet aan het departement alleen op. "
        if needed is not None
        else ""
    )
    rest = (
        f" {counted(without, 'afdeling', 'afdelingen')} zonder aantal "
        f"{'staat' if without == 1 else 'staan'} er niet bij."
        if without
        else ""
    )
    return (
        f"{line}Het plan geeft één status per afdeling, niet per brief: in ‘in behandeling’ kunnen "
        f"al afgewerkte brieven zitten.{rest}"
    )
