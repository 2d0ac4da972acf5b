"""How many norms were met, and whether they were met better or worse than the year before."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from analysis.subjects.norms.change import (
    bootstrapped,
    changes_per_measure,
    signed_rank_p,
    step_shift,
)
from analysis.subjects.norms.steps import MET, NEARLY, in_both_years, measured
from analysis.toolkit.per_chapter import per_chapter
from analysis.toolkit.results import Result, column
from analysis.toolkit.statistics.comparison import holm_of_chapters

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from analysis.toolkit.results import Inputs


_WITHOUT = ("mean_without", "low_without", "high_without")
_FEWEST = 3  # measures: of two, the other one is no mean


def norm_counts(inputs: Inputs) -> pd.DataFrame:
    """Count the norms with a result and those that were met, in both years."""
    return per_chapter(inputs.plan.norms, _counts)


def _counts(norms: pd.DataFrame) -> Mapping[str, int]:
    known, both = measured(norms), in_both_years(norms)
    earlier = norms["step_previous"].dropna()
    return {
        "norms": len(norms),
        "measured": len(known),
        "met": int(known["step"].isin(MET).sum()),
        "far_under": int((known["step"] == "far_under").sum()),
        "nearly": int((known["current"] >= NEARLY).sum()),
        "measured_previous": len(earlier),
        "met_previous": int(earlier.isin(MET).sum()),
        "compared": len(both),
        "compared_met": int(both["step"].isin(MET).sum()),
        "compared_met_previous": int(both["step_previous"].isin(MET).sum()),
    }


def norm_changes(inputs: Inputs) -> pd.DataFrame:
    """Test and estimate the change of the norms with a result in both years.

    Wilcoxon's signed-rank test and the bootstrap count each measure once; the sign test on the
    steps of the legend counts each norm. The whole plan is one test of its own; the p-values of the
    chapters are adjusted for their number (Holm).
    """
    rows = per_chapter(inputs.plan.norms, partial(_changes, seed=inputs.year, level=inputs.level))
    return rows.assign(**{p: holm_of_chapters(rows, p) for p in ("rank_p", "steps_p")})


def _changes(norms: pd.DataFrame, seed: int, level: float) -> Mapping[str, object]:
    per_measure = changes_per_measure(norms)
    changes = per_measure.to_numpy()
    mean, low, high = bootstrapped(changes, np.mean, seed=seed, confidence=level)
    return {
        **_without_largest(per_measure, seed, level),
        "measures": len(changes),
        "mean": mean,
        "low": low,
        "high": high,
        "rank_p": signed_rank_p(changes),
        **step_shift(norms),
    }


def _without_largest(changes: pd.Series, seed: int, level: float) -> Mapping[str, object]:
    """Estimate the mean without the measure that changed most: how far it hangs on that one."""
    if len(changes) < _FEWEST:
        return dict.fromkeys(("largest", "largest_change", *_WITHOUT))
    largest = str(changes.abs().idxmax())
    rest = changes.drop(index=largest).to_numpy()
    estimate = bootstrapped(rest, np.mean, seed=seed, confidence=level)
    return {
        "largest": largest,
        "largest_change": float(changes[largest]),
        **dict(zip(_WITHOUT, estimate, strict=True)),
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
            "nearly": column("Int64", f"Daarvan met een resultaat van {NEARLY} % of meer"),
            "measured_previous": column("Int64", "Normen met een resultaat in het jaar ervoor"),
            "met_previous": column("Int64", "Daarvan in het jaar ervoor gehaald"),
            "compared": column("Int64", "Normen met een resultaat in beide jaren"),
            "compared_met": column("Int64", "Daarvan gehaald"),
            "compared_met_previous": column("Int64", "Daarvan in het jaar ervoor gehaald"),
        },
        compute=norm_counts,
    ),
    Result(
        name="norm_changes",
        title="Verandering van de normen tegenover het jaar ervoor",
        description=(
            "Een rij voor het hele plan en een per hoofdstuk, over de normen met een resultaat in "
            "beide jaren."
        ),
        columns={
            "chapter": column("str", "Hoofdstuk; leeg voor het hele plan"),
            "measures": column("Int64", "Maatregelen met een resultaat in beide jaren"),
            "mean": column(
                "Float64", "Gemiddelde verandering per maatregel, in procentpunt", missing=True
            ),
            "low": column(
                "Float64", "Ondergrens van het gemiddelde (bootstrap, BCa)", missing=True
            ),
            "high": column(
                "Float64", "Bovengrens van het gemiddelde (bootstrap, BCa)", missing=True
            ),
            "rank_p": column(
                "Float64",
                "p-waarde van de exacte rangtekentoets van Wilcoxon; hoofdstukken volgens Holm",
                missing=True,
            ),
            "largest": column("str", "Maatregel die het meest veranderde", missing=True),
            "largest_change": column("Float64", "Haar verandering, in procentpunt", missing=True),
            "mean_without": column("Float64", "Gemiddelde zonder die maatregel", missing=True),
            "low_without": column("Float64", "Ondergrens daarvan (bootstrap, BCa)", missing=True),
            "high_without": column("Float64", "Bovengrens daarvan (bootstrap, BCa)", missing=True),
            "better": column("Int64", "Normen die op de legende vooruitgingen"),
            "worse": column("Int64", "Normen die op de legende achteruitgingen"),
            "same": column("Int64", "Normen die op hun trede bleven"),
            "steps_p": column(
                "Float64",
                "p-waarde van de exacte tekentoets op de treden; hoofdstukken volgens Holm",
                missing=True,
            ),
        },
        compute=norm_changes,
        by_level=True,
    ),
)
