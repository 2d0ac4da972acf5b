"""How many norms were met, and whether they were met better or worse than the year before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.subjects.norms.steps import MET, in_both_years, measured
from analysis.toolkit.per_chapter import per_chapter
from analysis.toolkit.results import Result, column

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from analysis.toolkit.results import Inputs

_NEARLY = 90  # percent: where the plan's own text sets the bar
_COUNTS = (
    *("norms", "measured", "met", "far_under", "nearly"),
    *("measured_previous", "met_previous", "compared", "compared_met", "compared_met_previous"),
)


def norm_counts(inputs: Inputs) -> pd.DataFrame:
    """Count the norms with a result and those that were met, in both years.

    Returns
    -------
    DataFrame
        A row for the whole plan and one per chapter.
    """
    return per_chapter(inputs.plan.norms, _counts).astype(dict.fromkeys(_COUNTS, "Int64"))


def _counts(norms: pd.DataFrame) -> Mapping[str, int]:
    known, both = measured(norms), in_both_years(norms)
    earlier = norms["step_previous"].dropna()
    return {
        "norms": len(norms),
        "measured": len(known),
        "met": int(known["step"].isin(MET).sum()),
        "far_under": int((known["step"] == "far_under").sum()),
        "nearly": int((known["current"] >= _NEARLY).sum()),
        "measured_previous": len(earlier),
        "met_previous": int(earlier.isin(MET).sum()),
        "compared": len(both),
        "compared_met": int(both["step"].isin(MET).sum()),
        "compared_met_previous": int(both["step_previous"].isin(MET).sum()),
    }


RESULTS = (
    Result(
        name="norm_counts",
        title="Normen met een resultaat en gehaalde normen",
        description="Een rij voor het hele plan en een per hoofdstuk.",
        columns={
            "chapter": column("str", "Hoofdstuk; leeg voor het hele plan"),
            "norms": column("Int64", "Aantal normen"),
            "measured": column("Int64", "Normen met een resultaat"),
            "met": column("Int64", "Daarvan gehaald: op of boven het streefdoel"),
            "far_under": column("Int64", "Daarvan meer dan 10 procentpunt onder het streefdoel"),
            "nearly": column("Int64", f"Daarvan met een resultaat van {_NEARLY} % of meer"),
            "measured_previous": column("Int64", "Normen met een resultaat in het jaar ervoor"),
            "met_previous": column("Int64", "Daarvan in het jaar ervoor gehaald"),
            "compared": column("Int64", "Normen met een resultaat in beide jaren"),
            "compared_met": column("Int64", "Daarvan gehaald"),
            "compared_met_previous": column("Int64", "Daarvan in het jaar ervoor gehaald"),
        },
        compute=norm_counts,
    ),
)
