"""What the plan says of its measures: norms, money and inspections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.dutch import counted, listing, million_euro, number, percent, share, signed
from analysis.prose.sentence import Prose, opening, prose
from analysis.stats.budget import expenditure, totals
from analysis.stats.inspections import change_in_percent, per_measure, printed_total, sums
from analysis.stats.labels import joined
from analysis.stats.norms import MET, measured, missed, step_counts

if TYPE_CHECKING:
    import pandas as pd


def norms_text(norms: pd.DataFrame, year: int) -> Prose:
    """Say how many norms were met, this year and the year before, and which is furthest off."""
    known = measured(norms)
    if known.empty:
        return prose(f"Het plan geeft hier geen normen met een resultaat voor {year - 1}.")
    met, far = int(known["step"].isin(MET).sum()), int((known["step"] == "far_under").sum())
    without = len(norms) - len(known)
    return prose(
        f"Van de {counted(len(known), 'norm', 'normen')} met een resultaat voor {year - 1} "
        f"{'werd' if met == 1 else 'werden'} er {number(met)} gehaald ({share(met / len(known))}); "
        f"{number(far) if far else 'geen enkele'} {'liggen' if far > 1 else 'ligt'} meer dan "
        "10 procentpunt onder het streefdoel.",
        _earlier(norms, year),
        _furthest(norms),
        f"{opening(without, 'norm heeft', 'normen hebben')} geen resultaat voor {year - 1}."
        if without
        else "",
    )


def _earlier(norms: pd.DataFrame, year: int) -> str:
    counts = step_counts(norms)
    both, met = counts.sum(axis=1), counts[list(MET)].sum(axis=1)
    if not both["current"]:
        return ""
    return (
        f"Van de {number(both['current'])} met een resultaat in beide jaren "
        f"{'werd' if met['current'] == 1 else 'werden'} er {number(met['current'])} gehaald, "
        f"tegenover {number(met['previous'])} in {year - 2}."
    )


def _furthest(norms: pd.DataFrame) -> str:
    rows = missed(norms)
    if rows.empty:
        return ""
    row = rows.iloc[0]
    decimals = 0 if float(row["current"]).is_integer() else 1
    return (
        f"Het verst onder het streefdoel ligt {row['name']} ({row['norm']}): "
        f"{percent(row['current'], decimals)} tegenover {percent(row['target'])}."
    )


def budget_text(budget: pd.DataFrame, year: int) -> Prose:
    """Say what was realised and what is granted, and the row that changes most in euros."""
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
        _largest_change(budget),
    )


def _largest_change(budget: pd.DataFrame) -> str:
    rows = expenditure(budget).dropna(subset=["vak_realised", "vak_budget"])
    changes = (rows["vak_budget"] - rows["vak_realised"]).astype("int64").tolist()
    if not any(changes):
        return ""
    change, label = max(zip(changes, rows["label"], strict=True), key=lambda pair: abs(pair[0]))
    words = f"{million_euro(abs(change))} {'meer' if change > 0 else 'minder'}"
    return f"Het grootste verschil in euro zit bij {joined(label)}: {words} VAK."


def inspections_text(inspections: pd.DataFrame, year: int) -> Prose:
    """Say how many files, official reports and proposed recoveries there were, in both years."""
    if per_measure(inspections).empty:
        return prose("Het plan vermeldt hier geen controles van de Vlaamse Sociale Inspectie.")
    found = sums(inspections)
    change = change_in_percent(found["cases_previous"], found["cases_current"])
    by = "" if change is None else f" ({signed(change, 1)}\N{NO-BREAK SPACE}%)"
    return prose(
        f"De tabel van de Vlaamse Sociale Inspectie telt "
        f"{counted(found['cases_current'], 'dossier', 'dossiers')} in {year - 1}, tegenover "
        f"{number(found['cases_previous'])} in {year - 2}{by}.",
        _what_followed(found, year),
    )


def _what_followed(found: dict[str, int], year: int) -> str:
    quantities = [
        ("Pro Justitia", found["reports_previous"], found["reports_current"], number),
        (
            "voorgestelde terugvorderingen",
            found["recoveries_previous"],
            found["recoveries_current"],
            million_euro,
        ),
    ]
    shown = [
        f"{write(current) if current else 'geen'} {words} "
        f"(in {year - 2}: {write(previous) if previous else 'geen'})"
        for words, previous, current, write in quantities
        if current or previous
    ]
    return f"Daarnaast vermeldt ze {listing(shown)}." if shown else ""


def totals_text(inspections: pd.DataFrame) -> Prose:
    """Say whether the rows add up to the printed total."""
    printed = printed_total(inspections)
    if printed is None:
        return prose("Het plan drukt hier geen totaal af.")
    added = sums(inspections)
    apart = [name for name in added if added[name] != printed[name]]
    if not apart:
        return prose(
            f"De rijen tellen voor elk van de {number(len(added))} kolommen op tot het totaal dat "
            "het plan afdrukt."
        )
    return prose(
        f"In {counted(len(apart), 'kolom', 'kolommen')} wijkt de som van de rijen af van het "
        "totaal dat het plan afdrukt; beide staan onderaan de tabel."
    )
