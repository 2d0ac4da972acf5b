"""Whether the inspectorate's files, and official reports per file, changed by more than chance."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analysis.dutch import counted, number, p_number, share
from analysis.subjects.inspections.charts.cases import TABLE
from analysis.toolkit.charts.chart import Chart
from analysis.toolkit.charts.forest import Ratio, forest
from analysis.toolkit.charts.speech import TIMES, sentences, spoken
from analysis.toolkit.labels import joined
from analysis.toolkit.sentence import ALPHA
from analysis.toolkit.source import source

if TYPE_CHECKING:
    from collections.abc import Callable


_MOST = 15  # measures: as many as stay readable on one sheet of paper
_FILES_NOTE = (
    "Dossiers volgen de planning van de inspectie en komen in campagnes: meer dossiers wil niet "
    "zeggen dat er meer misbruik is."
)
_REPORTS_NOTE = (
    "Een proces-verbaal wordt hier bij de dossiers van hetzelfde jaar gerekend, ook als het "
    "dossier ouder is. Minder per dossier kan komen doordat meer gecontroleerd werd."
)


@dataclass(frozen=True, slots=True)
class _About:
    """What differs between both charts: what is counted, a row in words, what not to conclude."""

    what: str
    words: Callable[[pd.Series], str]
    note: str


def file_rates_chart(inspections: pd.DataFrame, rates: pd.DataFrame, year: int) -> Chart | None:
    """Draw per measure this year's files as a ratio to last year's.

    Parameters
    ----------
    inspections
        The typed table.
    rates
        The rows to draw of the result `file_rates`, at one level.
    year
        The plan's year; its table is of the two years before.

    Returns
    -------
    Chart or None
        None when no measure has files in either year.
    """
    return _chart(inspections, rates, year, _About("dossiers", _files, _FILES_NOTE))


def report_rates_chart(inspections: pd.DataFrame, rates: pd.DataFrame, year: int) -> Chart | None:
    """Draw per measure this year's official reports per file as a ratio.

    As `file_rates_chart`, from the result `report_rates`.
    """
    about = _About("processen-verbaal per dossier", _reports, _REPORTS_NOTE)
    return _chart(inspections, rates, year, about)


def _chart(
    inspections: pd.DataFrame, rates: pd.DataFrame, year: int, about: _About
) -> Chart | None:
    known = rates.loc[rates["ratio"].notna()].sort_values("ratio", ascending=False, kind="stable")
    if known.empty:
        return None
    shown = _shown(known)
    how = _how(float(known["confidence_level"].iloc[0]))
    ratios = [_ratio(row, about.words(row)) for _, row in shown.iterrows()]
    said = (f"{each.heading}: {spoken(each.detail)}" for each in ratios)
    return Chart(
        figure=forest(ratios, f"{_upper(about.what)} in {year - 1}, als veelvoud van {year - 2}"),
        title=_title(known, about.what, year),
        alt=(
            f"Puntenreeks met intervallen op logaritmische schaal: {about.what} in {year - 1} als "
            f"veelvoud van {year - 2}, per maatregel. {sentences(said)}"
        ),
        data=_data(known, year, about.what),
        note=f"{how} {about.note}{_left_out(rates, known, shown, about.what)}",
        source=source(inspections.loc[inspections["line"].isin(rates["line"])], year, TABLE),
    )


def _shown(known: pd.DataFrame) -> pd.DataFrame:
    """Keep the clear changes, and of the others those with most counts, in the order given."""
    counts = known["previous"] + known["current"]
    rank = known.assign(clear=known["p_holm"] < ALPHA, counts=counts)
    most = rank.sort_values(["clear", "counts"], ascending=False, kind="stable").head(_MOST)
    return known.loc[known.index.isin(most.index)]


def _ratio(row: pd.Series, words: str) -> Ratio:
    limits = float(row["ratio"]), float(row["low"]), float(row["high"])
    parts = [words, _times(*limits), _verdict(row)]
    return Ratio(joined(str(row["label"])), " · ".join(parts), *limits, clear=_clear(row))


def _clear(row: pd.Series) -> bool:
    return bool(row["p_holm"] < ALPHA)


def _verdict(row: pd.Series) -> str:
    if not _clear(row):
        return "kan toeval zijn"
    return "duidelijk meer" if row["ratio"] > 1 else "duidelijk minder"


def _upper(words: str) -> str:
    return words[0].upper() + words[1:]


def _files(row: pd.Series) -> str:
    return f"{_cell(row, 'previous')} → {_cell(row, 'current')}"


def _reports(row: pd.Series) -> str:
    return (
        f"{_cell(row, 'previous')} op {number(row['files_previous'])} → "
        f"{_cell(row, 'current')} op {number(row['files_current'])}"
    )


def _cell(row: pd.Series, when: str) -> str:
    """Return a count, and for a cell that the plan leaves empty the word for it."""
    return "leeg" if row["blank"] == when else number(row[when])


def _times(ratio: float, low: float, high: float) -> str:
    """Say the ratio with its interval; one without end only by the end that it has."""
    if ratio == math.inf:
        return f"minstens {TIMES} {_short(low)}"
    if ratio == 0:
        return f"hoogstens {TIMES} {_short(high)}"
    return f"{TIMES} {_short(ratio)} ({_short(low)}–{_short(high)})"


def _short(value: float) -> str:
    """Write a ratio with about two digits that count."""
    return number(value, 0 if value >= 10 else 1 if value >= 2 else 2)  # noqa: PLR2004 - digits


def _title(shown: pd.DataFrame, what: str, year: int) -> str:
    if len(shown) == 1:
        only = shown.iloc[0]
        verdict = f"{_verdict(only)} {what} in {year - 1} dan in {year - 2}"
        if not _clear(only):
            verdict = f"in {year - 1} niet duidelijk meer of minder {what} dan in {year - 2}"
        return f"{joined(str(only['label']))}: {verdict}"
    clear = shown.loc[shown["p_holm"] < ALPHA]
    more = int((clear["ratio"] > 1).sum())
    whole = counted(len(shown), "maatregel", "maatregelen")
    if clear.empty:
        return f"Bij geen van de {whole} is het aantal {what} in {year - 1} duidelijk veranderd"
    fewer = len(clear) - more
    parts = [f"{n} duidelijk {side}" for n, side in ((more, "meer"), (fewer, "minder")) if n]
    return f"Van {whole} hebben er {' en '.join(parts)} {what} in {year - 1} dan in {year - 2}"


def _how(confidence: float) -> str:
    return (
        f"Rechts van de streep is meer dan vorig jaar, links minder; de lijn is het "
        f"{share(confidence)}-interval, en een pijl loopt verder dan de schaal. Een ruit is "
        "duidelijk anders, ook als men rekening houdt met het aantal maatregelen dat hier tegelijk "
        f"getoetst wordt (Holm, {share(ALPHA)}); een hol punt kan toeval zijn. Een lege cel is "
        "geen nul: met een getal in maar één van beide jaren is er niets te vergelijken."
    )


def _left_out(rates: pd.DataFrame, known: pd.DataFrame, shown: pd.DataFrame, what: str) -> str:
    """Count the measures that are in the table only, and those without anything to compare."""
    small, none = len(known) - len(shown), len(rates) - len(known)
    parts = [
        (small, "zonder duidelijke verandering en met weinig dossiers", "enkel in de tabel"),
        (none, f"zonder {what.split(maxsplit=1)[0]} om te vergelijken", "er niet bij"),
    ]
    return "".join(
        f" {counted(n, 'maatregel', 'maatregelen')} {which} "
        f"{'staat' if n == 1 else 'staan'} {where}."
        for n, which, where in parts
        if n
    )


def _counts(shown: pd.DataFrame, when: str) -> pd.Series:
    """Return the counts as printed: an empty cell is no zero."""
    return shown[when].astype("Int64").mask(shown["blank"] == when)


def _data(shown: pd.DataFrame, year: int, what: str) -> pd.DataFrame:
    quantity = what.split(maxsplit=1)[0].capitalize()
    files = [name for name in ("files_previous", "files_current") if name in shown]
    return pd.DataFrame(
        {
            "Maatregel": shown["label"].map(joined),
            f"{quantity} {year - 2}": _counts(shown, "previous"),
            f"{quantity} {year - 1}": _counts(shown, "current"),
            **{
                f"Dossiers {when}": shown[name]
                for name, when in zip(files, (year - 2, year - 1), strict=False)
            },
            **{
                name: shown[column].where(shown[column] < math.inf).round(2)
                for name, column in (("Verhouding", "ratio"), ("Van", "low"), ("Tot", "high"))
            },
            "P-waarde (Holm)": [p_number(p) for p in shown["p_holm"]],
            "Besluit": [_verdict(row) for _, row in shown.iterrows()],
        }
    ).reset_index(drop=True)
