"""Results over several plans: what they print per year, and the change in the share realised."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.plan.tables.editions import INSPECTORATE
from analysis.subjects.years import key_figures
from analysis.subjects.years.indicators import INDICATORS
from analysis.toolkit.milestones import planned, realised_counts
from analysis.toolkit.per_chapter import WHOLE
from analysis.toolkit.results import Result, column
from analysis.toolkit.statistics.comparison import fisher_p, holm, newcombe_interval

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.plan.tables.editions import PlanTables
    from analysis.subjects.years.indicators import Value
    from analysis.toolkit.results import Inputs

_CHAPTER = column("str", "Hoofdstuk; leeg voor het hele plan")

OVER_THE_YEARS = {
    "chapter": _CHAPTER,
    "indicator": column("str", "Wat geteld is, bedragen in euro"),
    "year": column("Int64", "Jaar waarover het gaat"),
    "plan": column("Int64", "Jaar van het plan dat het vermeldt"),
    "value": column("Int64", "Waarde"),
    "of": column("Int64", "Waarvan de waarde een deel is", missing=True),
}

REALISATION_BY_YEAR = {
    "chapter": _CHAPTER,
    "year": column("Int64", "Jaar waarop het plan terugblikt"),
    "realised": column("Int64", "Aantal gerealiseerde mijlpalen"),
    "n": column("Int64", "Aantal mijlpalen met een status die meetelt"),
    "difference": column("Float64", "Verschil met het vorige jaar, -1 tot 1", missing=True),
    "low": column("Float64", "Ondergrens van het interval (Newcombe)", missing=True),
    "high": column("Float64", "Bovengrens van het interval (Newcombe)", missing=True),
    "p": column("Float64", "p-waarde (exacte toets van Fisher, tweezijdig)", missing=True),
    "p_holm": column("Float64", "p-waarde, voor de hoofdstukken met Holms correctie", missing=True),
}


def over_the_years(inputs: Inputs) -> pd.DataFrame:
    """Collect what this plan and those before it print about each year.

    A plan prints norms and inspections of two years. Where two plans print a value of one year, the
    plan that evaluates that year directly counts: the later one repeats or revises it. Rows are in
    the order of `INDICATORS` and of time.
    """
    rows = [
        (chapter, indicator, year, plan, value, of)
        for plan, tables in _plans(inputs)
        for chapter in _chapters(inputs)
        for indicator, year, value, of in _values(tables, chapter, plan)
    ]
    table = pd.DataFrame(rows, columns=list(OVER_THE_YEARS))
    order = table["chapter"].map({name: at for at, name in enumerate(_chapters(inputs))})
    ranked = table.assign(
        at=order,
        rank=table["indicator"].map(list(INDICATORS).index),
        back=table["plan"] - table["year"],
    ).sort_values(["at", "rank", "year", "back"], kind="stable")
    return ranked.drop_duplicates(["chapter", "indicator", "year"])


def realisation_by_year(inputs: Inputs) -> pd.DataFrame:
    """Share realised per evaluated year, compared with the evaluated year before.

    The p-values of the chapters are adjusted for their number within a year; that of the whole plan
    is a single test.
    """
    rows = [
        _compared(chapter, year, before, now, inputs.level)
        for chapter in _chapters(inputs)
        for year, before, now in _pairs(inputs, chapter)
    ]
    table = pd.DataFrame(rows, columns=list(REALISATION_BY_YEAR)[:-1])
    tests = table["p"].astype("float64").groupby([table["year"], table["chapter"] == WHOLE])
    return table.assign(p_holm=tests.transform(holm))


def plan_key_figures(inputs: Inputs) -> pd.DataFrame:
    """Collect the key figures of this plan alone; see `key_figures.key_figures_table`."""
    people = inputs.plan.result("workforce_total")
    staff = None if people.empty else int(people["total"].iloc[0])
    values = _values(inputs.plan, WHOLE, inputs.year)
    return key_figures.key_figures_table(values, inputs.year, staff)


def _plans(inputs: Inputs) -> list[tuple[int, PlanTables]]:
    return [*inputs.earlier.items(), (inputs.year, inputs.plan)]


def _chapters(inputs: Inputs) -> list[str]:
    return [WHOLE, *(chapter.id for chapter in inputs.settings.chapters if chapter.sections)]


def _of(rows: pd.DataFrame, chapter: str) -> pd.DataFrame:
    return rows if chapter == WHOLE else rows.loc[rows["chapter"] == chapter]


def _row(tables: PlanTables, name: str, chapter: str) -> pd.Series | None:
    rows = tables.result(name)
    own = rows.loc[rows["chapter"] == chapter]
    return None if own.empty else own.iloc[0]


def _values(tables: PlanTables, chapter: str, plan: int) -> Iterator[Value]:
    milestones = _of(tables.milestones, chapter)
    realised, n = realised_counts(milestones)
    if n:
        yield "milestones_realised", plan - 1, realised, n
    if len(planned(milestones)):
        yield "milestones_planned", plan, len(planned(milestones)), None
    yield from _norms(_row(tables, "norm_counts", chapter), plan)
    yield from _money(_row(tables, "budget_totals", chapter), plan)
    everything = chapter == INSPECTORATE  # its chapter covers all inspections
    row = _row(tables, "inspection_totals", WHOLE if everything else chapter)
    yield from _inspected(row, plan)


def _norms(row: pd.Series | None, plan: int) -> Iterator[Value]:
    if row is None:
        return
    for suffix, year in (("_previous", plan - 2), ("", plan - 1)):
        if row[f"measured{suffix}"]:
            yield "norms_met", year, int(row[f"met{suffix}"]), int(row[f"measured{suffix}"])


def _money(row: pd.Series | None, plan: int) -> Iterator[Value]:
    if row is not None and row["rows"]:
        yield "vak_realised", plan - 1, int(row["vak_realised"]), None
        yield "vak_budget", plan, int(row["vak_budget"]), None


def _inspected(row: pd.Series | None, plan: int) -> Iterator[Value]:
    if row is None:
        return
    for quantity in ("cases", "reports"):
        counts = {year: row[f"{quantity}_{year}"] for year in ("previous", "current")}
        known = {year: int(count) for year, count in counts.items() if not pd.isna(count)}
        if any(known.values()):
            for year, count in known.items():
                yield quantity, plan - 1 if year == "current" else plan - 2, count, None


def _pairs(
    inputs: Inputs, chapter: str
) -> Iterator[tuple[int, tuple[int, int] | None, tuple[int, int]]]:
    """Yield each evaluated year, the counts of the plan before, and its own counts."""
    before = None
    for plan, tables in _plans(inputs):
        now = realised_counts(_of(tables.milestones, chapter))
        yield plan - 1, before, now
        before = now


def _compared(
    chapter: str, year: int, before: tuple[int, int] | None, now: tuple[int, int], level: float
) -> tuple[object, ...]:
    if before is None or not before[1] or not now[1]:
        return chapter, year, *now, None, None, None, None
    difference = now[0] / now[1] - before[0] / before[1]
    interval = newcombe_interval(*now, *before, level)
    return chapter, year, *now, difference, *interval, fisher_p(*now, *before)


RESULTS = (
    Result(
        name="over_the_years",
        title="Jaar na jaar, volgens dit plan en de vorige",
        description="Een rij per hoofdstuk, indicator en jaar, en dezelfde voor het hele plan.",
        columns=OVER_THE_YEARS,
        compute=over_the_years,
    ),
    Result(
        name="realisation_by_year",
        title="Aandeel gerealiseerde mijlpalen per jaar",
        description="Een rij per hoofdstuk en plan, en dezelfde voor het hele plan.",
        columns=REALISATION_BY_YEAR,
        compute=realisation_by_year,
        by_level=True,
    ),
    Result(
        name="key_figures",
        title="Kerncijfers van het plan",
        description="Een rij per kerncijfer dat het plan geeft, voor de lijst van alle jaren.",
        columns=key_figures.COLUMNS,
        compute=plan_key_figures,
    ),
)
