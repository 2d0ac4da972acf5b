"""The signals of attention: from norms, credits, inspections and milestones, one function each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.subjects.attention.points import DEFAULTS, collected, fired
from analysis.subjects.budget.credits import credit_changes
from analysis.subjects.inspections.rates import file_rates, report_rates
from analysis.toolkit.milestones import evaluated
from analysis.toolkit.statistics.pooling import probability_behind
from analysis.toolkit.statistics.shares import realisation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.subjects.attention.points import Step, Thresholds

MEASURE = "measure"
DELAYED = ("delayed", "on_hold", "not_started")


def measure_signals(
    norms: pd.DataFrame,
    budget: pd.DataFrame,
    inspections: pd.DataFrame,
    thresholds: Thresholds = DEFAULTS,
) -> pd.DataFrame:
    """Collect the signals of the measures.

    Parameters
    ----------
    norms, budget, inspections
        The processed tables; each may be empty.
    thresholds
        When a signal fires.

    Returns
    -------
    DataFrame
        As `attention.fired`, with kind `measure`; the subject is the measure's id, or its printed
        label where it has none.
    """
    return collected(
        [
            norm_missed(norms, thresholds.norm_missed),
            norm_worse(norms, thresholds.norm_worse),
            norm_unreported(norms, thresholds.norm_unreported),
            credit_signals(budget, thresholds),
            jumps(file_rates(inspections), "files", thresholds.files_jump, thresholds.jump_p),
            jumps(report_rates(inspections), "reports", thresholds.reports_jump, thresholds.jump_p),
        ]
    )


def milestone_signals(
    milestones: pd.DataFrame,
    lost: pd.DataFrame,
    by: str = "section",
    thresholds: Thresholds = DEFAULTS,
    *,
    design_effect: float = 1.0,
) -> pd.DataFrame:
    """Collect the signals of the sections, or of what else divides the milestones.

    Parameters
    ----------
    milestones
        The processed milestones.
    lost
        Milestones that run on but are not planned again, with the columns `by` and `line`.
    by
        The column that names the subject; rows without one are left out.
    thresholds
        When a signal fires.
    design_effect
        From `clustering`: how much less milestones of one project tell.

    Returns
    -------
    DataFrame
        As `attention.fired`, with `by` as kind.
    """
    rows = evaluated(milestones)
    late = rows.loc[rows["status"].isin(DELAYED)]
    return collected(
        [
            counted(late, by, "delay", thresholds.delay),
            behind(rows, by, thresholds.behind, design_effect),
            counted(lost, by, "lost", thresholds.lost),
        ]
    )


def norm_missed(norms: pd.DataFrame, steps: Sequence[Step]) -> pd.DataFrame:
    """Fire on the distance to target (percent points) of each measure's worst norm."""
    gap = (norms["target"] - norms["current"]).round(6)  # 100 - 90.1 is 9.9, as the legend has it
    return fired(_worst(norms, gap, "norm_missed"), MEASURE, "norm_missed", steps)


def norm_worse(norms: pd.DataFrame, steps: Sequence[Step]) -> pd.DataFrame:
    """Fire on the fall since last year (percent points) of the norm that fell most."""
    return fired(_worst(norms, -norms["change"], "norm_worse"), MEASURE, "norm_worse", steps)


def norm_unreported(norms: pd.DataFrame, steps: Sequence[Step]) -> pd.DataFrame:
    """Fire on the number of norms with a result last year and none this year."""
    rows = norms.loc[norms["previous"].notna() & norms["current"].isna()]
    named = rows.assign(**{MEASURE: _subjects(rows)})
    return counted(named, MEASURE, "norm_unreported", steps)


def credit_signals(budget: pd.DataFrame, thresholds: Thresholds = DEFAULTS) -> pd.DataFrame:
    """Fire on credits that jump, appear or end, where the difference is over the floor."""
    changes = credit_changes(budget)
    large = changes.loc[changes["change"].abs() > thresholds.credit_floor]
    running = large.loc[large["course"] == "running"]
    ratio = (running["vak_budget"] / running["vak_realised"]).astype("float64")
    factors = _factors(running, ratio, "credit")
    return collected(
        [
            fired(factors, MEASURE, "credit_jump", thresholds.credit_jump),
            _on_course(large, "new", thresholds.credit_new),
            _on_course(large, "ended", thresholds.credit_ended),
        ]
    )


def jumps(rates: pd.DataFrame, quantity: str, steps: Sequence[Step], p: float) -> pd.DataFrame:
    """Fire on the factor, up or down, of the rates that did not change by chance alone."""
    rows = rates.loc[rates["p_holm"] < p]
    return fired(_factors(rows, rows["ratio"], quantity), MEASURE, f"{quantity}_jump", steps)


def behind(
    milestones: pd.DataFrame, by: str, steps: Sequence[Step], design_effect: float = 1.0
) -> pd.DataFrame:
    """Fire on the probability that a subject's true share is under the mean of all."""
    rows = milestones.loc[milestones[by].notna()]
    counts = realisation(rows, [by])
    lines = counts[by].map(rows.groupby(by, observed=True)["line"].min())
    chances = probability_behind(counts, design_effect)
    values = pd.DataFrame(
        {"subject": counts[by], "value": chances, "reason": "behind", "line": lines}
    )
    return fired(values.loc[counts["n"] > 0], by, "behind", steps)


def counted(rows: pd.DataFrame, by: str, signal: str, steps: Sequence[Step]) -> pd.DataFrame:
    """Fire on the number of rows per subject; the line is that of the first."""
    counts = rows.groupby(by, sort=False, observed=True)["line"].agg(["size", "min"]).reset_index()
    values = counts.rename(columns={by: "subject", "size": "value", "min": "line"})
    return fired(values.assign(reason=signal), by, signal, steps)


def _on_course(changes: pd.DataFrame, course: str, steps: Sequence[Step]) -> pd.DataFrame:
    rows = changes.loc[changes["course"] == course]
    signal = f"credit_{course}"
    return fired(_values(rows, rows["change"].abs(), signal), MEASURE, signal, steps)


def _subjects(rows: pd.DataFrame) -> pd.Series:
    return rows["measure"].fillna(rows["label"] if "label" in rows else rows["name"])


def _values(rows: pd.DataFrame, value: pd.Series, reason: str) -> pd.DataFrame:
    return pd.DataFrame(
        {"subject": _subjects(rows), "value": value, "reason": reason, "line": rows["line"]}
    )


def _worst(norms: pd.DataFrame, value: pd.Series, reason: str) -> pd.DataFrame:
    """Keep the norm with the highest value per measure, so that many norms do not add up."""
    known = _values(norms, value, reason).dropna(subset=["value"])
    worst_first = known.sort_values("value", ascending=False, kind="stable")
    return worst_first.drop_duplicates("subject").sort_index()


def _factors(rows: pd.DataFrame, ratio: pd.Series, quantity: str) -> pd.DataFrame:
    """Make the ratio a factor of at least 1 and name its direction."""
    factor = ratio.where(ratio >= 1, 1 / ratio)
    up = pd.Series(f"{quantity}_up", index=rows.index)
    return _values(rows, factor, "").assign(reason=up.where(ratio > 1, f"{quantity}_down"))
