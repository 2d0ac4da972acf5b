"""The chart of official reports per 100 files, last year and this year."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from analysis.dutch import counted, number
from analysis.subjects.inspections.counts import TABLE, printed_total
from analysis.toolkit.charts.chart import Chart
from analysis.toolkit.charts.dumbbell import Pair, draw_pairs
from analysis.toolkit.charts.scale import count_scale
from analysis.toolkit.charts.sheet import Row, sheet, two_keys
from analysis.toolkit.charts.speech import spoken_rows
from analysis.toolkit.labels import joined
from analysis.toolkit.sentence import only_in_table
from analysis.toolkit.source import source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.toolkit.charts.drawing import Drawing

_MOST = 13  # rows: the total and twelve measures
_FEW = 10  # reports: with fewer, one report more or less changes the rate a lot
_FEW_FILES = 20
_HUNDRED = 100


def reports_chart(inspections: pd.DataFrame, rates: pd.DataFrame, year: int) -> Chart | None:
    """Draw the official reports per 100 files: the total, then each measure.

    The rates are rows of the result `report_rates`, at one level. None when no measure has an
    official report in either year.
    """
    if rates.empty:
        return None
    most = rates[["previous", "current"]].max(axis="columns").sort_values(ascending=False)
    parts = [_whole(inspections, rates), rates.loc[most.index]]
    alone = len(rates) == 1 and printed_total(inspections) is None  # it is its own total
    table = pd.concat(parts[1:] if alone else parts, ignore_index=True)
    for when in ("previous", "current"):  # an empty cell is no rate of zero
        table[f"rate_{when}"] = table[f"rate_{when}"].mask(table["blank"] == when)
    shown = table.head(_MOST)
    rows = [Row(joined(str(row["label"])), _words(row)) for _, row in shown.iterrows()]
    return Chart(
        draw=partial(_draw, shown, rows, year),
        title=_title(table.iloc[0], year),
        alt=(
            f"Halterdiagram: processen-verbaal per 100 dossiers in {year - 2} en {year - 1}. "
            + spoken_rows(rows)
        ),
        data=_data(table, year),
        note=_note(rates, len(table) - len(shown)),
        source=source(inspections.loc[inspections["line"].isin(rates["line"])], year, TABLE),
    )


def _whole(inspections: pd.DataFrame, rates: pd.DataFrame) -> pd.DataFrame:
    """Return a row for all files: the printed total, or the sum of the measures drawn."""
    total = printed_total(inspections)
    names = {"previous": "reports_previous", "current": "reports_current"}
    names |= {f"files_{when}": f"cases_{when}" for when in ("previous", "current")}
    if total is not None and any(total[column] is None for column in names.values()):
        total = None
    row: dict[str, object] = {
        name: int(rates[name].sum()) if total is None else total[column]
        for name, column in names.items()
    }
    frame = pd.DataFrame([row])
    for when in ("previous", "current"):
        files = frame[f"files_{when}"].astype("float64")
        frame[f"rate_{when}"] = frame[when] / files.where(files > 0)
    label = "Alle dossiers" if total is not None else "Deze maatregelen samen"
    return frame.assign(label=label, blank="")


def _words(row: pd.Series) -> str:
    parts = [
        "geen getal"
        if row["blank"] == when
        else f"{number(row[when])} op {number(row[f'files_{when}'])} ({_per_hundred(row, when)})"
        for when in ("previous", "current")
    ]
    few = max(row["previous"], row["current"]) < _FEW
    few = few or min(row["files_previous"], row["files_current"]) < _FEW_FILES
    return " → ".join(parts) + (" · kleine aantallen" if few else "")


def _per_hundred(row: pd.Series, when: str) -> str:
    rate = float(row[f"rate_{when}"])
    return number(None if math.isnan(rate) else rate * _HUNDRED, 1)


def _draw(table: pd.DataFrame, rows: Sequence[Row], year: int, width: float) -> Drawing:
    keys = two_keys(str(year - 2), str(year - 1))
    page = sheet(
        rows, keys, band=12, width=width, subtitle="Processen-verbaal per 100 inspectiedossiers"
    )
    rates = table[["rate_previous", "rate_current"]].astype(float) * _HUNDRED
    count_scale(page, float(rates.max().max()))
    draw_pairs(page, [Pair(_known(a), _known(b)) for a, b in rates.to_numpy().tolist()])
    return page.figure


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value


def _title(whole: pd.Series, year: int) -> str:
    years = {"current": year - 1, "previous": year - 2}
    known = [
        f"in {shown} {_per_hundred(whole, when)}"
        for when, shown in years.items()
        if not math.isnan(float(whole[f"rate_{when}"]))
    ]
    if not known:
        return f"Processen-verbaal per 100 dossiers in {year - 2} en {year - 1}"
    first = f"Per 100 dossiers stelde de inspectie {known[0]} processen-verbaal op"
    return ", ".join([first, *known[1:]])


def _note(rates: pd.DataFrame, lower: int) -> str:
    blank = int((rates["blank"] != "").sum())
    cells = (
        f" Bij {counted(blank, 'maatregel', 'maatregelen')} laat het plan een van beide jaren "
        "leeg; dat jaar heeft geen teken en telt in het totaal niet mee."
        if blank
        else ""
    )
    rest = only_in_table(
        lower, "maatregel met een lager aandeel", "maatregelen met een lager aandeel"
    )
    return (
        "Hoeveel processen-verbaal er op honderd dossiers kwamen. Wie meer controleert, vindt "
        "per dossier vaak minder: een daling zegt dus niet dat er minder inbreuken zijn, en een "
        "proces-verbaal kan bij een dossier van een vroeger jaar horen. Maatregelen zonder "
        f"processen-verbaal staan er niet bij.{cells}{rest}"
    )


def _data(table: pd.DataFrame, year: int) -> pd.DataFrame:
    columns: dict[str, pd.Series] = {"Maatregel": table["label"].map(joined)}
    for when, shown in (("previous", year - 2), ("current", year - 1)):
        columns[f"Processen-verbaal {shown}"] = (
            table[when].astype("Int64").mask(table["blank"] == when)
        )
        columns[f"Dossiers {shown}"] = table[f"files_{when}"]
        columns[f"Per 100 dossiers {shown}"] = (table[f"rate_{when}"] * _HUNDRED).round(1)
    return pd.DataFrame(columns)
