"""Sentences on the inspections, and on changes beyond counting noise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.dutch import count_word, counted, listing, million_euro, number, said, share, signed
from analysis.subjects.inspections.counts import (
    change_in_percent,
    per_measure,
    printed_total,
    sums,
    without_chapter,
)
from analysis.toolkit.labels import joined
from analysis.toolkit.measures import mention
from analysis.toolkit.sentence import ALPHA, Prose, opening, prose, times

if TYPE_CHECKING:
    from collections.abc import Callable

#: What every chapter with inspected measures says around its table.
HEADING = (
    "## Inspecties\n\nDe Vlaamse Sociale Inspectie controleert ook de maatregelen van dit "
    "hoofdstuk."
)
CAUTION = "Meer dossiers wil niet zeggen dat er meer misbruik is."

_INVESTIGATIONS = "onderzoeken"


def inspections_text(
    inspections: pd.DataFrame,
    year: int,
    *,
    whole: bool = True,
    figures: pd.DataFrame | None = None,
) -> Prose:
    """Say how many files, official reports and proposed recoveries there were, in both years.

    A chapter's rows are not the whole table. With the figures of the plan's text, numbers of
    investigations there that are not the table's are named.
    """
    if per_measure(inspections).empty:
        return prose("Het plan vermeldt hier geen controles van de Vlaamse Sociale Inspectie.")
    found = sums(inspections)
    change = change_in_percent(found["cases_previous"], found["cases_current"])
    by = "" if change is None else f" ({signed(change, 1)}\N{NO-BREAK SPACE}%)"
    start = "De tabel" if whole else "Voor de maatregelen van dit hoofdstuk telt de tabel"
    table = f"{start} van de Vlaamse Sociale Inspectie"
    return prose(
        f"{table}{' telt' if whole else ''} {_files(found, year)}{by}.",
        _like_for_like(inspections),
        _elsewhere(inspections, year) if whole else "",
        _what_followed(found, year),
        _in_the_text(inspections, figures, year) if figures is not None else "",
    )


def _in_the_text(inspections: pd.DataFrame, figures: pd.DataFrame, year: int) -> str:
    """Say where the plan's text and its table give different numbers."""
    told = figures.loc[(figures["indicator"] == _INVESTIGATIONS) & figures["value"].notna()]
    rows = per_measure(inspections).dropna(subset=["measure"]).set_index("measure")
    apart = [
        f"voor {when} {number(row['value'])} onderzoeken bij "
        f"{mention(joined(str(rows['label'][name])), name)}, de tabel {number(rows[column][name])}"
        for when, column in ((year - 2, "cases_previous"), (year - 1, "cases_current"))
        for _, row in told.loc[told["year"] == when].iterrows()
        if (name := row["measure"]) in rows.index
        and pd.notna(rows[column][name])
        and rows[column][name] != row["value"]
    ]
    if not apart:
        return ""
    return (
        f"De tekst van het plan noemt {listing(apart)}: wat het plan op twee plaatsen anders zegt, "
        "staat in [Consistentie](consistentie.ipynb)."
    )


def _like_for_like(inspections: pd.DataFrame) -> str:
    """Compare the measures with a number in both years; empty if that is all of them."""
    rows = per_measure(inspections)
    both = rows.loc[rows[["cases_previous", "cases_current"]].notna().all(axis="columns")]
    whole, found = sums(inspections), sums(both)
    before, now = found["cases_previous"], found["cases_current"]
    same = all(found[name] == whole[name] for name in ("cases_previous", "cases_current"))
    change = change_in_percent(before, now)
    if same or change is None:
        return ""
    return (
        f"Bij de {counted(len(both), 'maatregel', 'maatregelen')} met een getal in beide jaren "
        f"samen zijn het er {number(now)}, tegenover {number(before)} ({signed(change, 1)}"
        "\N{NO-BREAK SPACE}%)."
    )


def _elsewhere(inspections: pd.DataFrame, year: int) -> str:
    """Say how many files belong to no chapter: the chapters do not add up to the total."""
    rows = without_chapter(inspections)
    files = sums(rows)["cases_current"]
    if not files:
        return ""
    visited = rows.loc[rows["cases_current"].fillna(0) > 0]
    largest = visited.iloc[int(visited["cases_current"].astype("int64").to_numpy().argmax())]
    about = counted(len(visited), "kernproces", "kernprocessen")
    which = f"{'zoals ' if len(visited) > 1 else ''}{_named(largest)}"
    return (
        f"{number(files)} van die dossiers van {year - 1} horen bij {about} die het plan aan geen "
        f"doelstelling koppelt ({which}): ze staan in dit totaal, maar in geen ander hoofdstuk."
    )


def _files(found: dict[str, int | None], year: int) -> str:
    now, before = found["cases_current"], found["cases_previous"]
    if now is None:
        if before is None:
            return f"geen dossiers met een getal voor {year - 1} of {year - 2}"
        files = f"{counted(before, 'dossier', 'dossiers')} in {year - 2}"
        return f"{files} en geen getal voor {year - 1}"
    files = f"{counted(now, 'dossier', 'dossiers')} in {year - 1}"
    if before is None:
        return f"{files} en geen getal voor {year - 2}"
    return f"{files}, tegenover {number(before)} in {year - 2}"


def _what_followed(found: dict[str, int | None], year: int) -> str:
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
        _in_both_years(words, previous, current, write, year)
        for words, previous, current, write in quantities
        if current or previous
    ]
    return f"Daarnaast vermeldt ze {listing(shown)}." if shown else ""


def _in_both_years(
    words: str,
    previous: int | None,
    current: int | None,
    write: Callable[[float | None], str],
    year: int,
) -> str:
    """Give the counts of both years; a year without a number is said to have none."""
    if current is None:
        return f"{write(previous)} {words} in {year - 2} en geen getal voor {year - 1}"
    now = f"{write(current) if current else 'geen'} {words}"
    if previous is None:
        return f"{now} (voor {year - 2} geen getal)"
    return f"{now} (in {year - 2}: {write(previous) if previous else 'geen'})"


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
        f"In {said(len(apart))} {'kolom' if len(apart) == 1 else 'kolommen'} wijkt de som van de "
        "rijen af van het totaal dat het plan afdrukt; beide staan onderaan de tabel."
    )


def rates_text(rates: pd.DataFrame) -> Prose:
    """Say for how many measures of `file_rates` the number changed by more than counting noise."""
    known = rates.loc[rates["p"].notna()]
    if known.empty:
        return prose("Er zijn geen dossiers om de twee jaren te vergelijken.")
    clear = known.loc[known["p_holm"] < ALPHA]
    if clear.empty:
        return prose(
            "Geen enkel verschil in aantal dossiers is groter dan toeval kan verklaren.",
            _not_compared(rates),
        )
    row = clear.iloc[int(clear[["previous", "current"]].max(axis="columns").to_numpy().argmax())]
    name = _named(row)
    if len(known) == 1:
        first = f"Bij {name} zijn er duidelijk {_way(clear)} dossiers dan het jaar voordien"
        return prose(f"{first}: {_step(row)}.", _not_compared(rates))
    which = " met dossiers om te vergelijken" if _without_files(rates) else ""
    many = f"{_of(len(clear), len(known))}{which}"
    start = f"Bij {many} zijn er duidelijk {_way(clear)} dossiers dan het "
    if len(clear) == 1:
        return prose(f"{start}jaar voordien: {name}, {_step(row)}.", _not_compared(rates))
    return prose(
        f"{start}jaar voordien{_ways(clear)}. Daarvan heeft {name} de meeste dossiers: "
        f"{_step(row)}.",
        _not_compared(rates),
    )


def _of(some: int, whole: int) -> str:
    if some == whole:
        return f"elk van de {number(whole)} maatregelen"
    return f"{said(some)} van de {number(whole)} maatregelen"


def _without_files(rates: pd.DataFrame) -> bool:
    """Return whether some measures have numbers in both years, all zero."""
    return bool(((rates["blank"] == "") & rates["p"].isna()).any())


def _way(clear: pd.DataFrame) -> str:
    if (clear["ratio"] > 1).all():
        return "meer"
    return "minder" if (clear["ratio"] < 1).all() else "meer of minder"


def _ways(clear: pd.DataFrame) -> str:
    """Count both directions, if there are both."""
    up, down = int((clear["ratio"] > 1).sum()), int((clear["ratio"] < 1).sum())
    return f" ({_word(up)} met meer en {_word(down)} met minder)" if up and down else ""


def _word(count: int) -> str:
    return said(count) if count == 1 else count_word(count)


def _step(row: pd.Series) -> str:
    before, now = int(row["previous"]), int(row["current"])
    ratio = f" ({times(now / before)})" if before else ""
    return f"van {number(before)} naar {number(now)}{ratio}"


def _not_compared(rates: pd.DataFrame) -> str:
    """Say how many measures have a count in one year only."""
    blank = int((rates["blank"] != "").sum())
    if not blank:
        return ""
    those = opening(blank, "maatregel heeft", "maatregelen hebben")
    verb = "is" if blank == 1 else "zijn"
    return f"{those} maar in een van beide jaren een getal en {verb} niet te vergelijken."


def reports_text(inspections: pd.DataFrame, rates: pd.DataFrame, p_holm: float, year: int) -> Prose:
    """Give the official reports per hundred files, overall and where that changed.

    The rates are those of the result `report_rates`; the adjusted p-value of the change over all is
    of the result `inspection_totals`.
    """
    found = sums(inspections)
    earlier, later = found["reports_previous"], found["reports_current"]
    files_earlier, files_later = found["cases_previous"], found["cases_current"]
    if (
        not files_earlier
        or not files_later
        or earlier is None
        or later is None
        or not earlier + later
    ):
        return prose("Het aantal Pro Justitia per dossier is hier niet te vergelijken.")
    before, now = earlier / files_earlier * 100, later / files_later * 100
    clear = rates["p_holm"] < ALPHA
    return prose(
        f"Per honderd dossiers waren er {number(now, 1)} Pro Justitia in {year - 1}, tegenover "
        f"{number(before, 1)} in {year - 2}"
        f"{'.' if p_holm < ALPHA else '; dat verschil kan toeval zijn.'}",
        _without_one(inspections, rates, now - before),
        *(_per_file(row) for _, row in rates.loc[clear].iterrows()),
        _unclear(rates.loc[~clear]),
    )


def _without_one(inspections: pd.DataFrame, rates: pd.DataFrame, change: float) -> str:
    """Name the measure without which the change reverses; of several, the one with most reports."""
    counts = rates["previous"] + rates["current"]
    for at in counts.sort_values(ascending=False, kind="stable").index:
        rest = sums(inspections.loc[inspections["line"] != rates["line"][at]])
        before, now = (
            (rest[f"reports_{when}"] or 0) / files * 100 if (files := rest[f"cases_{when}"]) else 0
            for when in ("previous", "current")
        )
        if before and now and (now - before) * change < 0:
            way = "stijgt" if now > before else "daalt"
            return (
                f"Dat komt door {_named(rates.loc[at])}: zonder die dossiers {way} het "
                f"van {number(before, 1)} naar {number(now, 1)}."
            )
    return ""


def _unclear(rates: pd.DataFrame) -> str:
    """Say that other measures may differ by chance, or have a number in one year only."""
    if rates.empty:
        return ""
    both = (rates["blank"] == "").any()
    why = (["het kan er toeval zijn"] if both else []) + (
        ["het plan geeft er maar een van beide jaren"] if (rates["blank"] != "").any() else []
    )
    return f"Bij de andere maatregelen is geen verschil aangetoond: {', of '.join(why)}."


def _named(row: pd.Series) -> str:
    return mention(joined(str(row["label"])), row.get("measure"))


def _per_file(row: pd.Series) -> str:
    way = "daalde" if row["ratio"] < 1 else "steeg"
    change = (
        f"Bij {_named(row)} {way} dat van {number(row['rate_previous'] * 100, 1)} "
        f"naar {number(row['rate_current'] * 100, 1)} per honderd"
    )
    if not row["rate_previous"]:  # nothing to be a multiple of
        return f"{change}."
    level = f"{share(row['confidence_level'])}-interval"
    if row["ratio"] < 1:
        limits = f"{number(row['low'] * 100)}–{share(row['high'])}"
        return f"{change}: {share(row['ratio'])} van het jaar voordien ({level} {limits})."
    limits = f"{number(row['low'], 1)} tot {number(row['high'], 1)}"
    return f"{change}: {number(row['ratio'], 1)} keer zoveel ({level} {limits} keer)."
