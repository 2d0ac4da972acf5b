"""How much work the measures were: files, payments, and the chapter's own subjects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.dutch import (
    count_word,
    counted,
    listing,
    million_euro,
    number,
    percent,
    said,
    share,
    signed,
)
from analysis.toolkit.figures import (
    HANDLED,
    MAXIMUM,
    MINIMUM,
    RECEIVED,
    TAKEN_IN,
    bounds_of,
    flows,
    recovery_targets,
    value_of,
    without_targets,
)
from analysis.toolkit.measures import mention
from analysis.toolkit.sentence import Prose, capitalised, prose
from analysis.toolkit.source import where

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: What every chapter says around its figure and table.
HEADING = "## Hoeveel werk het was\n\nOok de tekst noemt hoeveel dossiers en betalingen er waren."
TABLE = "De tabel geeft de dossiers en betalingen uit die tekst."

_NAMED = 3
_JOB_BONUS = "jobbonus"
_ENTITLED = "dossiers met recht op premie"


def volumes_text(figures: pd.DataFrame, norms: pd.DataFrame, year: int) -> Prose:
    """Name the measures with most files, and count those for which the plan gives no number.

    Without a number of files received, the files handled are named. A measure with a norm or a
    figure is one that the plan reports on; a target alone is no report.
    """
    rows = flows(figures.loc[figures["measure"].notna()])  # without the total of all
    rows = rows.loc[rows["year"] == year - 1]
    told = without_targets(figures)["measure"]
    measures = set(told.dropna()) | set(norms["measure"].dropna())
    for indicators, done in (
        ((RECEIVED, TAKEN_IN), "binnenkwamen"),
        ((HANDLED,), "afgehandeld werden"),
    ):
        own = rows.loc[rows["indicator"].isin(indicators)]
        if not own.empty:
            without = len(measures - set(own["measure"]))
            return prose(_most(own, done, year), _not_told(without))
    if not rows.empty:
        return prose(
            f"Hoeveel dossiers er in {year - 1} binnenkwamen of afgehandeld werden, zegt het plan "
            f"hier niet; wel noemt het {_others(rows)}."
        )
    return prose(f"Het plan geeft hier geen aantallen dossiers voor {year - 1}.")


def _others(rows: pd.DataFrame) -> str:
    """Name what else the plan counts, each with its number."""
    counts = rows.drop_duplicates(["measure", "indicator"])
    return listing(
        [
            f"{number(row['value'])} {row['indicator']} ({_named(row)})"
            for _, row in counts.iterrows()
        ]
    )


def _most(own: pd.DataFrame, done: str, year: int) -> str:
    """Name the measures with most files, of those with a count."""
    known = own.sort_values("value", ascending=False, kind="stable").drop_duplicates("measure")
    words = [_grown(row) for _, row in known.head(_NAMED).iterrows()]
    told = f"zegt het plan hoeveel dossiers er in {year - 1} {done}"
    if len(known) == 1:
        return f"Alleen van {words[0]} {told}."
    of = f"Van {counted(len(known), 'maatregel', 'maatregelen')} {told}"
    if len(known) == len(words):
        return f"{of}: {listing(words)}."
    return f"{of}. De meeste daarvan waren voor {listing(words)}."


def _not_told(without: int) -> str:
    if not without:
        return ""
    which = "andere maatregel met een norm of een cijfer noemt het dat aantal niet"
    if without == 1:
        return f"Van één {which}."
    return f"Van {number(without)} {which.replace('maatregel ', 'maatregelen ', 1)}."


def total_text(figures: pd.DataFrame, year: int) -> Prose:
    """Say how many files all measures received together: the plan's figure with no measure."""
    overall = figures.loc[figures["measure"].isna()]
    total = value_of(overall, RECEIVED, year - 1)
    growth = value_of(overall, f"{RECEIVED}, groei in procent", year - 1)
    if total is None:
        return prose("Het plan telt de dossiers van alle maatregelen niet samen.")
    more = "" if growth is None else f" ({signed(growth, 1)}\N{NO-BREAK SPACE}% in een jaar)"
    apart = _not_in(flows(figures.loc[figures["measure"].notna()]), total, year - 1)
    which = f"De maatregelen samen, zonder {apart}," if apart else "Alle maatregelen samen"
    return prose(
        f"{which} kregen in {year - 1} volgens het plan ongeveer {number(total)} dossiers{more}.",
    )


def _not_in(rows: pd.DataFrame, total: float, year: int) -> str:
    """Name the measures with more files than the total, which cannot be part of it."""
    inflow = rows["indicator"].isin([RECEIVED, TAKEN_IN]) & (rows["year"] == year)
    apart = rows.loc[inflow & (rows["value"] > total)]
    return listing([_named(row) for _, row in apart.iterrows()])


def _named(row: pd.Series) -> str:
    return mention(row["name"], row.get("measure"))


def _grown(row: pd.Series) -> str:
    growth = "" if pd.isna(row["growth"]) else f", {signed(row['growth'])}\N{NO-BREAK SPACE}%"
    automatic = " binnengetrokken" if row["indicator"] == TAKEN_IN else ""
    about = "ongeveer " if row["bounded"] else ""
    return f"{_named(row)} ({about}{number(row['value'])}{automatic}{growth})"


def job_bonus_text(figures: pd.DataFrame, budget: pd.DataFrame, year: int) -> Prose:
    """Say how many of the job bonus's files gave a right to it, and what the budget has for it.

    The rows of the budget are matched by their printed label: a post of the name `Jobbonus+` is
    that of another premium.
    """
    own = figures.loc[figures["measure"] == _JOB_BONUS]
    taken_in, entitled = (value_of(own, name, year - 1) for name in (TAKEN_IN, _ENTITLED))
    if taken_in is None or entitled is None:
        return prose("Het plan zegt niet hoeveel dossiers recht gaven op een jobbonus.")
    return prose(
        f"Van de {number(taken_in)} dossiers die in {year - 1} binnenkwamen, gaven er "
        f"{number(entitled)} recht op de premie ({share(entitled / taken_in)}).",
        _without_post(budget, entitled, year),
    )


def _without_post(budget: pd.DataFrame, entitled: float, year: int) -> str:
    """Say that the budget has no post of the job bonus itself, and which posts it does have."""
    posts = budget.loc[budget["measure"] == _JOB_BONUS]
    if posts["label"].str.lower().eq(_JOB_BONUS).any():
        return ""
    start = f"Wat die {number(entitled)} premies kosten, staat niet in de budgettabel"
    if posts.empty:
        return f"{start}: de jobbonus heeft er geen post."
    others = [
        f"{row['label']} ({million_euro(row['vak_realised'])} gerealiseerd in {year - 1}, "
        f"{million_euro(row['vak_budget'])} krediet voor {year})"
        for _, row in posts.iterrows()
    ]
    return f"{start}: de jobbonus heeft er geen post, enkel {listing(others)}."


def years_text(
    figures: pd.DataFrame, year: int, measure: str, indicators: Sequence[str], subject: str
) -> Prose:
    """Say the values of a count over the years, and how much more it is than the year before.

    The figures are those of one measure's id and of the indicators that count the same thing;
    `subject` names it in the plural: `aanvragen voor een arbeidskaart`.
    """
    own = figures.loc[(figures["measure"] == measure) & figures["indicator"].isin(list(indicators))]
    known = own.dropna(subset=["value"]).groupby("year")["value"].agg(["min", "max"])
    if known.empty:
        return prose(f"Het plan geeft geen aantallen {subject}.")
    bounds = bounds_of(figures)
    bounded = {
        when: bound
        for when in map(int, known.index)
        for name in indicators
        if (bound := bounds.get((measure, name, when)))
    }
    words = [_in_year(row, int(str(when)), bounded) for when, row in known.iterrows()]
    spread = known.loc[known["min"] != known["max"]]
    return prose(
        f"Het plan noemt deze aantallen {subject}: {listing(words)}.",
        f"Voor {listing([str(one) for one in spread.index])} noemt het op twee plaatsen een ander "
        "aantal; beide staan er."
        if not spread.empty
        else "",
        _since(known, year - 1, about=year - 1 in bounded),
    )


def _in_year(row: pd.Series, year: int, bounded: Mapping[int, tuple[str, ...]]) -> str:
    """Say the value of one year, with what the plan says of it where it only gives a bound."""
    bound = bounded.get(year, ())
    words = {
        (): "",
        (MAXIMUM,): " (net niet gehaald)",
        (MINIMUM,): " (of meer)",
        (MAXIMUM, MINIMUM): " (volgens de ene plaats net minder, volgens de andere meer)",
    }[bound]
    return f"{'ongeveer ' if bound else ''}{_span(row)} in {year}{words}"


def _span(row: pd.Series) -> str:
    if row["min"] == row["max"]:
        return number(row["min"])
    return f"{number(row['min'])} of {number(row['max'])}"


def _since(known: pd.DataFrame, year: int, *, about: bool) -> str:
    """Compare with the year before; where two values are printed, with both."""
    values = {
        int(str(one)): (float(row["min"]), float(row["max"])) for one, row in known.iterrows()
    }
    if year not in values or year - 1 not in values:
        return ""
    now = values[year][0]
    low, high = (now / before * 100 - 100 for before in reversed(values[year - 1]))
    if low <= 0:
        return ""
    by = percent(low) if number(low) == number(high) else f"{number(low)} tot {percent(high)}"
    return f"Tegenover {year - 1} is dat {'ongeveer ' if about else ''}{by} meer."


def recovery_text(figures: pd.DataFrame) -> Prose:
    """Say how many targets of the European recovery fund the plan reports as reached."""
    table = recovery_targets(figures)
    if table.empty:
        return prose("Het plan noemt hier geen streefcijfers van het Europese herstelfonds (RRF).")
    counts = table["reached"] >= table["target"]
    met = int((table["number"].notna() | counts.fillna(value=False)).sum())
    verb = "is" if met == 1 else "zijn"
    many = f"alle {count_word(met)}" if met == len(table) > 1 else f"{said(met)} daarvan"
    return prose(
        f"Het plan noemt {counted(len(table), 'streefcijfer', 'streefcijfers')} van het Europese "
        f"herstelfonds (RRF); {many} {verb} volgens het plan bereikt.",
        _without_count(table.loc[table["reached"].isna()]),
        _funds(figures),
    )


def _funds(figures: pd.DataFrame) -> str:
    """Say how much the fund assigned, and how much less the department's domain proposes."""
    first = value_of(figures, "RRF-middelen, initieel toegewezen")
    less = value_of(figures, "RRF-middelen, voorgestelde vermindering")
    if first is None:
        return ""
    own = f"; voor een herziening stelt het zelf ongeveer {million_euro(less)} minder voor"
    return (
        f"Het beleidsdomein kreeg aanvankelijk {million_euro(first)} uit het fonds toegewezen"
        f"{own if less else ''}."
    )


def _without_count(targets: pd.DataFrame) -> str:
    """Name the targets without a count: called reached, or without any word on how far it is."""
    called = targets["number"].notna()
    parts = [
        (targets.loc[called], "noemt het plan het doel bereikt, zonder stand"),
        (targets.loc[~called], "geeft het plan geen stand"),
    ]
    words = [
        f"voor {listing([f'‘{name}’' for name in rows['what']])} {what}"
        for rows, what in parts
        if not rows.empty
    ]
    return f"{capitalised(listing(words))}." if words else ""


def waiting_text(remarks: pd.DataFrame) -> Prose | None:
    """Give what the plan says in words of how long a file takes; None if nothing."""
    rows = remarks.loc[remarks["topic"] == "waiting"]
    if rows.empty:
        return None
    words = [
        f"{_named(own.iloc[0])}: {'; '.join(own['about'])} ({where(own)})"
        for _, own in rows.groupby("name", sort=False)
    ]
    return prose(*(f"Over de duur zegt de tekst bij {each}." for each in words))
