"""The chart of the inspectorate's files this year as a ratio to last year's, per measure."""

from __future__ import annotations

import math
from functools import partial

import pandas as pd

from analysis.dutch import counted, number, p_number, share
from analysis.subjects.inspections.counts import TABLE
from analysis.toolkit.charts.chart import Chart
from analysis.toolkit.charts.forest import Ratio, forest
from analysis.toolkit.charts.lettering import named
from analysis.toolkit.charts.speech import TIMES, spoken_rows
from analysis.toolkit.labels import joined
from analysis.toolkit.sentence import ALPHA
from analysis.toolkit.source import source

_MOST = 15  # measures: as many as stay readable on one sheet of paper
_CAUTION = (
    "Dossiers volgen de planning van de inspectie en komen in campagnes: meer dossiers wil niet "
    "zeggen dat er meer misbruik is."
)


def file_rates_chart(inspections: pd.DataFrame, rates: pd.DataFrame, year: int) -> Chart | None:
    """Draw per measure this year's files as a ratio to last year's.

    The rates are rows of the result `file_rates`, at one level. None when no measure has files in
    either year.
    """
    known = rates.loc[rates["ratio"].notna()].sort_values("ratio", ascending=False, kind="stable")
    if known.empty:
        return None
    shown = _shown(known)
    ratios = [_ratio(row) for _, row in shown.iterrows()]
    how = _how(float(known["confidence_level"].iloc[0]))
    return Chart(
        draw=partial(forest, ratios, f"Dossiers in {year - 1}, als veelvoud van {year - 2}"),
        title=_title(known, year),
        alt=(
            f"Puntenreeks met intervallen op logaritmische schaal: dossiers in {year - 1} als "
            f"veelvoud van {year - 2}, per maatregel. {spoken_rows(ratios)}"
        ),
        data=_data(known, year),
        note=f"{how} {_CAUTION}{_left_out(rates, known, shown)}",
        source=source(inspections.loc[inspections["line"].isin(rates["line"])], year, TABLE),
    )


def _shown(known: pd.DataFrame) -> pd.DataFrame:
    """Keep the clear changes and the others with the highest counts, in the order given."""
    counts = known["previous"] + known["current"]
    rank = known.assign(clear=known["p_holm"] < ALPHA, counts=counts)
    most = rank.sort_values(["clear", "counts"], ascending=False, kind="stable").head(_MOST)
    return known.loc[known.index.isin(most.index)]


def _ratio(row: pd.Series) -> Ratio:
    limits = float(row["ratio"]), float(row["low"]), float(row["high"])
    counts = f"{number(row['previous'])} → {number(row['current'])}"
    parts = [counts, _times(*limits), _verdict(row)]
    return Ratio(joined(str(row["label"])), " · ".join(parts), *limits, clear=_clear(row))


def _clear(row: pd.Series) -> bool:
    return bool(row["p_holm"] < ALPHA)


def _verdict(row: pd.Series) -> str:
    if not _clear(row):
        return "kan toeval zijn"
    return "duidelijk meer" if row["ratio"] > 1 else "duidelijk minder"


def _times(ratio: float, low: float, high: float) -> str:
    """Write the ratio with its interval; an open interval by its one limit."""
    if ratio == math.inf:
        return f"minstens {TIMES} {_short(low)}"
    if ratio == 0:
        return f"hoogstens {TIMES} {_short(high)}"
    return f"{TIMES} {_short(ratio)} ({_short(low)}–{_short(high)})"


def _short(value: float) -> str:
    """Write a ratio with about two significant digits."""
    return number(value, 0 if value >= 10 else 1 if value >= 2 else 2)  # noqa: PLR2004 - digits


def _title(shown: pd.DataFrame, year: int) -> str:
    if len(shown) == 1:
        only = shown.iloc[0]
        verdict = f"{_verdict(only)} dossiers in {year - 1} dan in {year - 2}"
        if not _clear(only):
            verdict = f"het verschil in dossiers met {year - 2} kan toeval zijn"
        return f"{named(joined(str(only['label'])))}: {verdict}"
    clear = shown.loc[shown["p_holm"] < ALPHA]
    more = int((clear["ratio"] > 1).sum())
    whole = counted(len(shown), "maatregel", "maatregelen")
    if clear.empty:
        return f"Bij alle {whole} kan het verschil in dossiers met {year - 2} toeval zijn"
    sides = [(n, side) for n, side in ((more, "meer"), (len(clear) - more, "minder")) if n]
    (count, side), *others = sides
    rest = "".join(f", {number(n)} duidelijk {other}" for n, other in others)
    verb = "heeft" if count == 1 else "hebben"
    return f"{number(count)} van {whole} {verb} duidelijk {side} dossiers dan in {year - 2}{rest}"


def _how(confidence: float) -> str:
    return (
        f"Rechts van de streep is meer dan vorig jaar, links minder; de lijn is het "
        f"{share(confidence)}-interval, en een pijl loopt verder dan de schaal. Een ruit is "
        "duidelijk anders, ook als men rekening houdt met het aantal maatregelen dat hier tegelijk "
        f"getoetst wordt (Holm, {share(ALPHA)}); een hol punt kan toeval zijn. Een lege cel is "
        "geen nul: met een getal in maar één van beide jaren is er niets te vergelijken."
    )


def _left_out(rates: pd.DataFrame, known: pd.DataFrame, shown: pd.DataFrame) -> str:
    """Count the measures in the table only, and those with nothing to compare."""
    small, none = len(known) - len(shown), len(rates) - len(known)
    parts = [
        (small, "zonder duidelijke verandering en met weinig dossiers", "enkel in de tabel"),
        (none, "zonder dossiers om te vergelijken", "er niet bij"),
    ]
    return "".join(
        f" {counted(n, 'maatregel', 'maatregelen')} {which} "
        f"{'staat' if n == 1 else 'staan'} {where}."
        for n, which, where in parts
        if n
    )


def _data(shown: pd.DataFrame, year: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Maatregel": shown["label"].map(joined),
            f"Dossiers {year - 2}": shown["previous"].astype("Int64"),
            f"Dossiers {year - 1}": shown["current"].astype("Int64"),
            **{
                name: shown[column].where(shown[column] < math.inf).round(2)
                for name, column in (("Verhouding", "ratio"), ("Van", "low"), ("Tot", "high"))
            },
            "P-waarde (Holm)": [p_number(p) for p in shown["p_holm"]],
            "Besluit": [_verdict(row) for _, row in shown.iterrows()],
        }
    ).reset_index(drop=True)
