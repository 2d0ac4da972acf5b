"""Totals of the inspections, and comparisons with the year before per measure."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from analysis.subjects.inspections.counts import COUNTS, per_measure, printed_total, sums
from analysis.subjects.inspections.rates import file_rates as compare_files
from analysis.subjects.inspections.rates import rate_ratio
from analysis.subjects.inspections.rates import report_rates as compare_reports
from analysis.toolkit.results import Result, column
from analysis.toolkit.statistics.comparison import holm

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandera.pandas as pa

    from analysis.toolkit.results import Inputs


def inspection_totals(inputs: Inputs) -> pd.DataFrame:
    """Sum the inspections per chapter and over the plan, and compare reports per file.

    The test of reports per file is that of `rates.rate_ratio`, adjusted (Holm) for all totals. The
    total of a single measure is no second test: its p-values are those of `report_rates`.
    """
    inspections = inputs.plan.inspections
    rows = per_measure(inspections)
    groups = [("", rows), *rows.groupby("chapter", sort=False)]
    printed = printed_total(inspections) or {}
    totals = pd.DataFrame([{"chapter": str(chapter), **sums(own)} for chapter, own in groups])
    for name in COUNTS:
        totals[f"printed_{name}"] = [printed.get(name), *[None] * (len(groups) - 1)]
    single = {str(chapter): int(own["line"].iloc[0]) for chapter, own in groups if len(own) == 1}
    return _with_test(totals, single, inspections)


def file_rates(inputs: Inputs) -> pd.DataFrame:
    """Compare each measure's files with those of the year before; see `rates.file_rates`."""
    return compare_files(inputs.plan.inspections, inputs.level)


def report_rates(inputs: Inputs) -> pd.DataFrame:
    """Compare each measure's reports per file with the year before; see `rates.report_rates`."""
    return compare_reports(inputs.plan.inspections, inputs.level)


def _with_test(
    totals: pd.DataFrame, single: Mapping[str, int], inspections: pd.DataFrame
) -> pd.DataFrame:
    """Add the test of reports per file; `single` has the line of a chapter's only measure."""
    only = totals["chapter"].map(single)
    p = pd.Series([_p_of_reports(row) for _, row in totals.iterrows()]).where(only.isna())
    of_measures = compare_reports(inspections).drop_duplicates("line").set_index("line")
    return totals.assign(
        p=p.fillna(only.map(of_measures["p"])),
        p_holm=pd.Series(holm(p)).fillna(only.map(of_measures["p_holm"])),
    )


def _p_of_reports(row: pd.Series) -> float:
    """Return the p-value of reports per file; NaN if one of the counts is empty."""
    if row[list(COUNTS[:4])].isna().any():
        return math.nan
    files, reports = (
        (int(row[f"{quantity}_previous"]), int(row[f"{quantity}_current"]))
        for quantity in ("cases", "reports")
    )
    return rate_ratio(reports, files).p


_QUANTITIES = {
    "cases": "Dossiers",
    "reports": "Processen-verbaal (Pro Justitia)",
    "recoveries": "Voorgestelde terugvorderingen, in euro,",
}
_YEARS = {"previous": "van het jaar voordien", "current": "van het geëvalueerde jaar"}
_COUNTED = {
    f"{quantity}_{when}": f"{what} {which}"
    for quantity, what in _QUANTITIES.items()
    for when, which in _YEARS.items()
}
_MEASURE = {
    "chapter": column("str", "Hoofdstuk van de maatregel", missing=True),
    "measure": column("str", "Maatregel, als in de tabel measures", missing=True),
    "label": column("str", "Naam zoals het plan die afdrukt"),
    "line": column("Int64", "Regel van de maatregel"),
    "page": column("Int64", "Bladzijde van de maatregel", missing=True),
}
_BLANK = "Welk jaar het plan leeg laat: previous, current of geen van beide"
_LIMIT = "grens van het exacte interval (Clopper-Pearson, gegeven het totaal)"
_RATIO = {
    "low": column("float64", f"Onder{_LIMIT}", missing=True),
    "high": column("float64", f"Boven{_LIMIT}", missing=True),
    "p": column("float64", "P-waarde, tweezijdig en exact, van één toets", missing=True),
    "p_holm": column("float64", "P-waarde na correctie (Holm) over heel het plan", missing=True),
}
_FILES = {
    "files_previous": column("int64", "Dossiers van het jaar voordien (leeg telt als 0)"),
    "files_current": column("int64", "Dossiers van het geëvalueerde jaar (leeg telt als 0)"),
    "rate_previous": column("float64", "Aantal per dossier van het jaar voordien", missing=True),
    "rate_current": column("float64", "Aantal per dossier, geëvalueerd jaar", missing=True),
}


def _compared(what: str) -> dict[str, pa.Column]:
    return {
        "previous": column("int64", f"{what} van het jaar voordien (leeg telt als 0)"),
        "current": column("int64", f"{what} van het geëvalueerde jaar (leeg telt als 0)"),
        "blank": column("str", _BLANK),
    }


RESULTS = (
    Result(
        name="inspection_totals",
        title="Controles van de Vlaamse Sociale Inspectie, opgeteld",
        description="Een rij voor heel het plan (hoofdstuk leeg) en een per hoofdstuk.",
        columns={
            "chapter": column("str", "Hoofdstuk; leeg voor heel het plan"),
            **{
                name: column("Int64", f"{words}, som", missing=True)
                for name, words in _COUNTED.items()
            },
            **{
                f"printed_{name}": column("Int64", f"{words}, gedrukt totaal", missing=True)
                for name, words in _COUNTED.items()
            },
            "p": column(
                "float64", "P-waarde, exact, van het verschil in PV's per dossier", missing=True
            ),
            "p_holm": column(
                "float64", "Deze p-waarde na correctie (Holm) voor alle totalen", missing=True
            ),
        },
        compute=inspection_totals,
    ),
    Result(
        name="file_rates",
        title="Inspectiedossiers tegenover het jaar voordien",
        description="Een rij per maatregel met dossiers in een van beide jaren.",
        columns={
            **_MEASURE,
            **_compared("Dossiers"),
            "ratio": column("float64", "Dossiers als veelvoud van het jaar voordien", missing=True),
            **_RATIO,
        },
        compute=file_rates,
        by_level=True,
    ),
    Result(
        name="report_rates",
        title="Processen-verbaal per inspectiedossier tegenover het jaar voordien",
        description="Een rij per maatregel met processen-verbaal in een van beide jaren.",
        columns={
            **_MEASURE,
            **_compared("Processen-verbaal"),
            **_FILES,
            "ratio": column(
                "float64", "Aantal per dossier als veelvoud van het jaar voordien", missing=True
            ),
            **_RATIO,
        },
        compute=report_rates,
        by_level=True,
    ),
)
