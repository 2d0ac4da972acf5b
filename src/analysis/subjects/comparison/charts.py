"""What differs between two plans, drawn: shares realised, norms, credits and inspections."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.dutch import counted, million_euro, number, percent, share, signed
from analysis.plan.tables.legend import STEPS
from analysis.subjects.comparison.pairs import (
    in_both,
    paired_inspections,
    paired_norms,
    paired_posts,
    paired_shares,
)
from analysis.toolkit.charts import theme
from analysis.toolkit.charts.chart import Chart
from analysis.toolkit.charts.dumbbell import Pair, draw_pairs
from analysis.toolkit.charts.norms import norm_pairs
from analysis.toolkit.charts.ratios import ratio_bars
from analysis.toolkit.charts.scale import percent_scale
from analysis.toolkit.charts.sheet import Row, sheet, two_keys
from analysis.toolkit.charts.speech import spoken_rows
from analysis.toolkit.labels import short
from analysis.toolkit.sentence import only_in_table
from analysis.toolkit.tables.cells import decimals_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from analysis.subjects.comparison.pairs import Plans
    from analysis.toolkit.charts.drawing import Drawing

_MOST = 10  # rows of norms: each has two lines of heading
_MANY = 15  # rows of amounts
_FILES = "cases_current"
_ALL = 100


def realisation_chart(plans: Plans, titles: Mapping[str, str]) -> Chart | None:
    """Draw the share realised per chapter in both plans; None without a chapter in both."""
    pair = in_both(paired_shares(plans), "share")
    if pair.empty:
        return None
    earlier, later = (year - 1 for year in plans)
    rows = [
        Row(
            titles.get(one["chapter"], one["chapter"]),
            f"{share(one['share_0'])} → {share(one['share_1'])} · "
            f"{number(one['realised_0'])} van {number(one['n_0'])} → "
            f"{number(one['realised_1'])} van {number(one['n_1'])}",
        )
        for _, one in pair.iterrows()
    ]
    up, down = _counts(pair, "share")
    return Chart(
        draw=partial(_draw_shares, pair, rows, earlier, later),
        title=(f"Aandeel gerealiseerd van {earlier} op {later}: {direction(up, down)}"),
        alt=(
            f"Halterdiagram: aandeel gerealiseerde mijlpalen in {earlier} en {later}, per "
            f"hoofdstuk. {spoken_rows(rows)}"
        ),
        data=pd.DataFrame(
            {
                "Hoofdstuk": [row.heading for row in rows],
                f"Aandeel in {earlier} (%)": list((pair["share_0"] * _ALL).round(1)),
                f"Aandeel in {later} (%)": list((pair["share_1"] * _ALL).round(1)),
            }
        ),
        note=(
            "De holle stip is het vroegere jaar, de volle het latere. Bij weinig mijlpalen weegt "
            "één mijlpaal zwaar door."
        ),
        source=_source(plans, "evaluatie van de mijlpalen"),
    )


def norms_chart(plans: Plans) -> Chart | None:
    """Draw the norms whose result changed most; None when no norm of both plans changed."""
    both = in_both(paired_norms(plans), "current")
    changes = (both["current_1"] - both["current_0"]).astype(float).round(2)
    moved = both.assign(change=changes).loc[changes != 0]
    if moved.empty:
        return None
    order = moved["change"].abs().sort_values(ascending=False, kind="stable").index
    moved = moved.loc[order].reset_index(drop=True)
    shown = moved.head(_MOST)
    earlier, later = (year - 1 for year in plans)
    rows = [Row(one["label"], _norm_words(one), one["norm"]) for _, one in shown.iterrows()]
    up, down = _counts(both, "current")
    return Chart(
        draw=partial(_draw_norms, shown, rows, earlier, later),
        title=(
            f"{counted(up, 'norm ging', 'normen gingen')} vooruit en {number(down)} achteruit, "
            f"van {number(len(both))} in beide plannen"
        ),
        alt=(
            f"Halterdiagram: resultaat in {earlier} en {later} van de normen die het meest "
            f"veranderden. {spoken_rows(rows)}"
        ),
        data=_norm_data(moved, earlier, later),
        note=(
            "De grootste verschillen eerst. De kleur en de vorm van het volle teken zijn de trede "
            f"in {later}.{only_in_table(len(moved) - len(shown), 'norm', 'normen')}"
        ),
        source=_source(plans, "overzichtstabel streefnormen"),
    )


def credits_chart(plans: Plans) -> Chart | None:
    """Draw each post's later credit as a multiple of the earlier; None without a post in both."""
    earlier, later = plans
    pair = paired_posts(plans)
    sums = [float(plan.result("budget_totals").iloc[0]["vak_budget"]) for plan in plans.values()]
    return _ratio_chart(
        pair,
        "vak_budget",
        million_euro,
        title=(
            f"Het VAK-krediet ging van {million_euro(sums[0])} in {earlier} naar "
            f"{million_euro(sums[1])} in {later}"
        ),
        what=f"VAK-krediet van {later} als veelvoud van dat van {earlier}, per post",
        headers=("Post", f"VAK-krediet {earlier} (euro)", f"VAK-krediet {later} (euro)"),
        many=("kleinere post", "kleinere posten"),
        source=_source(plans, "tabel budgetten"),
    )


def inspections_chart(plans: Plans) -> Chart | None:
    """Draw the later files of each measure as a multiple of the earlier; None without any."""
    earlier, later = (year - 1 for year in plans)
    pair = paired_inspections(plans, [_FILES])
    sums = [plan.result("inspection_totals").iloc[0][_FILES] for plan in plans.values()]
    return _ratio_chart(
        pair,
        _FILES,
        number,
        title=(
            f"De inspectie behandelde {number(sums[1])} dossiers in {later}, tegenover "
            f"{number(sums[0])} in {earlier}"
        ),
        what=f"Dossiers in {later} als veelvoud van die in {earlier}, per maatregel",
        headers=("Maatregel", f"Dossiers in {earlier}", f"Dossiers in {later}"),
        many=("maatregel met minder dossiers", "maatregelen met minder dossiers"),
        source=_source(plans, "tabel Vlaamse Sociale Inspectie"),
    )


def _ratio_chart(  # noqa: PLR0913 - the texts of a chart
    pair: pd.DataFrame,
    column: str,
    write: Callable[[Any], str],
    *,
    title: str,
    what: str,
    headers: tuple[str, str, str],
    many: tuple[str, str],
    source: str,
) -> Chart | None:
    """Draw a ratio per row with both values above zero, the largest earlier value first."""
    before, after = f"{column}_0", f"{column}_1"
    above = (pair[[before, after]].fillna(0) > 0).all(axis="columns")
    both = pair.loc[above].sort_values(before, ascending=False, kind="stable")
    if both.empty:
        return None
    shown = both.head(_MANY)
    rows = [
        Row(short(one["label"]), _change_words(float(one[before]), float(one[after]), write))
        for _, one in shown.iterrows()
    ]
    ratios = (shown[after].astype(float) / shown[before].astype(float)).tolist()
    missing = len(pair) - len(both)
    without = f" Wat in een van beide geen waarde heeft ({number(missing)}), staat er niet bij."
    return Chart(
        draw=partial(ratio_bars, rows, ratios, what),
        title=title,
        alt=f"Balken op logaritmische schaal: {what}. {spoken_rows(rows)}",
        data=pd.DataFrame(
            {name: both[of] for name, of in zip(headers, ("label", before, after), strict=True)}
        )
        .reset_index(drop=True)
        .convert_dtypes(),
        note=(
            "Een even lange balk is een even grote verhouding, niet een even groot verschil."
            f"{only_in_table(len(both) - len(shown), *many)}{without if missing else ''}"
        ),
        source=source,
    )


def _change_words(before: float, after: float, write: Callable[[Any], str]) -> str:
    change = percent((after / before - 1) * _ALL)
    sign = "+" if after > before and not change.startswith("0") else ""
    return f"{write(before)} → {write(after)} ({sign}{change})"


def _counts(pair: pd.DataFrame, column: str) -> tuple[int, int]:
    """Count the rows that rose and those that fell."""
    changes = (pair[f"{column}_1"] - pair[f"{column}_0"]).astype(float).round(4)
    return int((changes > 0).sum()), int((changes < 0).sum())


def direction(up: int, down: int) -> str:
    """Say in how many chapters a share rose and in how many it fell.

    >>> direction(2, 1), _direction(0, 1), _direction(0, 0)
    ('hoger in 2 hoofdstukken, lager in 1', 'lager in 1 hoofdstuk', 'overal gelijk')
    """
    rose = f"hoger in {counted(up, 'hoofdstuk', 'hoofdstukken')}"
    if up and down:
        return f"{rose}, lager in {number(down)}"
    if down:
        return f"lager in {counted(down, 'hoofdstuk', 'hoofdstukken')}"
    return rose if up else "overal gelijk"


def _norm_words(row: pd.Series) -> str:
    return (
        f"{_result(row['current_0'])} → {_result(row['current_1'])} · "
        f"{signed(row['change'], decimals_of(row['change']))} · doel {_result(row['target_1'])}"
    )


def _result(value: float | None) -> str:
    return percent(value, 0 if value is None or pd.isna(value) else decimals_of(value))


def _draw_shares(
    pair: pd.DataFrame, rows: Sequence[Row], earlier: int, later: int, width: float
) -> Drawing:
    subtitle = f"Aandeel gerealiseerde mijlpalen in {earlier} en {later}"
    keys = two_keys(str(earlier), str(later))
    page = sheet(rows, keys, band=14, width=width, subtitle=subtitle)
    percent_scale(page)
    shares = pair[["share_0", "share_1"]].astype(float).to_numpy().tolist()
    draw_pairs(page, [Pair(first, last) for first, last in shares])
    return page.figure


def _draw_norms(
    shown: pd.DataFrame, rows: Sequence[Row], earlier: int, later: int, width: float
) -> Drawing:
    used = [step for step in reversed(list(STEPS)) if (shown["step_1"] == step).any()]
    return norm_pairs(
        rows,
        [_norm_pair(row) for _, row in shown.iterrows()],
        shown[["current_0", "current_1", "target_1"]],
        years=(earlier, later),
        steps={step: STEPS[step] for step in used},
        subtitle=f"Resultaat per norm in {earlier} en {later}, met het streefdoel van {later}",
        width=width,
    )


def _norm_pair(row: pd.Series) -> Pair:
    earlier, later = float(row["current_0"]), float(row["current_1"])
    step = row["step_1"]
    if pd.isna(step):
        return Pair(earlier, later)
    return Pair(earlier, later, theme.STEP_COLOURS[step], theme.STEP_MARKERS[step])


def _norm_data(moved: pd.DataFrame, earlier: int, later: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Maatregel": moved["label"],
            "Norm": moved["norm"],
            f"{earlier} (%)": moved["current_0"],
            f"{later} (%)": moved["current_1"],
            "Verschil (procentpunt)": moved["change"],
        }
    ).convert_dtypes()


def _source(plans: Plans, table: str) -> str:
    earlier, later = plans
    return f"Ondernemingsplannen {earlier} en {later}, {table}"
