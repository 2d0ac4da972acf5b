"""Rules that compare the figures of the prose with each other."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from analysis.plan.audit.finding import Certainty, joined
from analysis.plan.audit.growth import Indicator, attainable, growth, read_indicator
from analysis.plan.audit.printed_number import PrintedNumber, compare, disagreement, read_printed
from analysis.plan.audit.rule import Clash, RuleKind, Severity, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.plan.audit.printed_row import PrintedRow
    from analysis.plan.audit.printed_tables import PrintedTables


class _Figure(NamedTuple):
    """A row of `figures.csv` with its number and indicator."""

    row: PrintedRow
    printed: PrintedNumber
    indicator: Indicator


@rule(
    RuleKind.PROSE,
    Severity.HIGH,
    explains="Een cijfer dat op twee plaatsen in de tekst staat, is er tweemaal hetzelfde.",
    settle="De bron van het cijfer: de toepassing of de nota waaruit het komt.",
)
def figure_twice(plan: PrintedTables) -> Iterator[Clash]:
    """Compare figures with the same measure, indicator, unit and year.

    A figure without a measure belongs to the objective of its section, because each policy section
    has its own measures.
    """
    same: dict[tuple[str, ...], list[_Figure]] = defaultdict(list)
    for figure in _figures(plan):
        row = figure.row
        owner = row["measure"] or plan.objective_of(row.section)
        same[owner, row["indicator"], row["unit"], row["year"]].append(figure)
    for figures in same.values():
        for one, other in combinations(figures, 2):
            certainty = compare(one.printed, other.printed)
            if certainty:
                if _may_be_truncated(one, other):
                    certainty = Certainty.PROBABLE
                yield Clash(
                    one.row.passage("value"),
                    other.row.passage("value"),
                    f"Over {one.row['year']} staat voor '{one.row['indicator']}' op de ene plaats "
                    f"{one.row['value']} en op de andere {other.row['value']}.",
                    certainty,
                )


def _may_be_truncated(one: _Figure, other: _Figure) -> bool:
    """Return whether one percentage may be rounded and the other truncated: 85 and 86 for 85,7."""
    percentages = all(figure.row["value"].endswith("%") for figure in (one, other))
    apart = abs(one.printed.value - other.printed.value)
    return percentages and apart <= max(one.printed.step, other.printed.step) * 1.000001


@rule(
    RuleKind.ARITHMETIC,
    Severity.MEDIUM,
    explains="Een groei in de tekst volgt uit de aantallen die ernaast staan.",
    settle="De aantallen van beide jaren in de boordtabel van de maatregel.",
)
def figure_growth(plan: PrintedTables) -> Iterator[Clash]:
    """Compare a growth in percent with the two counts, or the count and its change, beside it."""
    nearby: dict[tuple[str, ...], list[_Figure]] = defaultdict(list)
    for figure in _figures(plan):
        row, indicator = figure.row, figure.indicator
        nearby[row.section, row["measure"], indicator.base].append(figure)
    for figures in nearby.values():
        for percent in (figure for figure in figures if figure.indicator.role == "growth"):
            clash = _growth(percent, figures)
            if clash:
                yield clash


def _growth(percent: _Figure, figures: list[_Figure]) -> Clash | None:
    """Compare a growth with the level of its year and the previous level or the change."""
    year = int(percent.row["year"] or 0)
    level = _one(figures, "level", year)
    before = _one(figures, "level", year - 1)
    change = _one(figures, "change", year)
    stated = _signed(percent)
    other = before or change
    if level and other:
        certainty = disagreement(growth(level, before, change), stated)
        return _growth_clash(percent, [level, other], certainty)
    if before and not level and not attainable(before.printed, stated):
        return Clash(
            percent.row.passage("value"),
            before.row.passage("value"),
            f"Geen enkel geheel aantal wordt {before.row['value']} na een verandering van "
            f"{percent.row['value']}.",
        )
    return None


def _signed(percent: _Figure) -> PrintedNumber:
    """Return a growth with its sign: `12 % decrease` as -12."""
    printed, sign = percent.printed, percent.indicator.sign
    return PrintedNumber(printed.value * sign, printed.step, above=printed.above)


def _growth_clash(
    percent: _Figure, basis: list[_Figure], certainty: Certainty | None
) -> Clash | None:
    if certainty is None:
        return None
    there = joined([figure.row.passage("value") for figure in basis])
    why = (
        f"De cijfers ernaast ({there.printed}) geven een andere verandering dan "
        f"{percent.row['value']}."
    )
    return Clash(percent.row.passage("value"), there, why, certainty)


def _one(figures: list[_Figure], role: str, year: int) -> _Figure | None:
    """Return the figure with this role and year; None unless there is exactly one."""
    found = [
        figure
        for figure in figures
        if figure.indicator.role == role and figure.row["year"] == str(year)
    ]
    return found[0] if len(found) == 1 else None


def _figures(plan: PrintedTables) -> Iterator[_Figure]:
    for row in plan.rows("figures"):
        printed = read_printed(row["value"])
        if printed:
            yield _Figure(row, printed, read_indicator(row["indicator"]))
