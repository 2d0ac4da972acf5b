"""The signals of norms, credits, inspections and milestones, a function each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.subjects.attention.points import DEFAULTS, collected, fired
from analysis.toolkit.kinds import kind_of_work
from analysis.toolkit.milestones import evaluated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.subjects.attention.points import Thresholds
    from analysis.toolkit.points import Step

MEASURE, SECTION = "measure", "section"
DELAYED = ("delayed", "on_hold", "not_started")


def measure_signals(
    norms: pd.DataFrame,
    credit_changes: pd.DataFrame,
    files: pd.DataFrame,
    reports: pd.DataFrame,
    thresholds: Thresholds = DEFAULTS,
) -> pd.DataFrame:
    """Collect the signals of the measures, as `points.fired`.

    The results are `credit_changes`, `file_rates` and `report_rates`, at any one level. The subject
    is the measure's id, or its printed label where it has none.
    """
    return collected(
        [
            norm_missed(norms, thresholds.norm_missed),
            norm_worse(norms, thresholds.norm_worse),
            norm_unreported(norms, thresholds.norm_unreported),
            credit_signals(credit_changes, thresholds),
            jumps(files, "files", thresholds.files_jump, thresholds.jump_p),
            jumps(reports, "reports", thresholds.reports_jump, thresholds.jump_p),
        ]
    )


def section_signals(
    milestones: pd.DataFrame,
    lost: pd.DataFrame,
    shares: pd.DataFrame,
    thresholds: Thresholds = DEFAULTS,
) -> pd.DataFrame:
    """Collect the signals of the sections, as `points.fired`: first those of the policy's.

    The lost milestones run on and have no successor; the shares are the result `pooled_shares`, in
    which each section is compared with those of its kind of work.
    """
    signals = list[pd.DataFrame]()
    for _, of_kind in milestones.groupby(kind_of_work(milestones), sort=False):
        rows = evaluated(of_kind)
        gone = lost.loc[lost["line"].isin(rows["line"])]
        signals += [
            counted(rows.loc[rows["status"].isin(DELAYED)], "delay", thresholds.delay),
            behind(rows, shares, thresholds.behind),
            counted(gone, "lost", thresholds.lost),
        ]
    return collected(signals)


def norm_missed(norms: pd.DataFrame, steps: Sequence[Step]) -> pd.DataFrame:
    """Fire on the distance to target (percentage points) of each measure's worst norm."""
    gap = (norms["target"] - norms["current"]).round(6)  # 100 - 90.1 is 9.9, as the legend has it
    return fired(_worst(norms, gap, "norm_missed"), MEASURE, "norm_missed", steps)


def norm_worse(norms: pd.DataFrame, steps: Sequence[Step]) -> pd.DataFrame:
    """Fire on the largest fall since last year (percentage points)."""
    return fired(_worst(norms, -norms["change"], "norm_worse"), MEASURE, "norm_worse", steps)


def norm_unreported(norms: pd.DataFrame, steps: Sequence[Step]) -> pd.DataFrame:
    """Fire on the number of norms with a result last year and none this year."""
    rows = norms.loc[norms["previous"].notna() & norms["current"].isna()]
    named = rows.assign(**{MEASURE: _subjects(rows)})
    return counted(named, "norm_unreported", steps, by=MEASURE)


def credit_signals(changes: pd.DataFrame, thresholds: Thresholds = DEFAULTS) -> pd.DataFrame:
    """Fire on credits of `credit_changes` that jump, appear or end by more than the floor."""
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
    """Fire on the factor, up or down, of rates with a significant change."""
    rows = rates.loc[rates["p_holm"] < p]
    return fired(_factors(rows, rows["ratio"], quantity), MEASURE, f"{quantity}_jump", steps)


def behind(milestones: pd.DataFrame, shares: pd.DataFrame, steps: Sequence[Step]) -> pd.DataFrame:
    """Fire on the probability that a section's true share is under the mean of its kind."""
    lines = milestones.groupby(SECTION, observed=True)["line"].min()
    known = shares.loc[shares[SECTION].isin(lines.index) & (shares["n"] > 0)]
    values = known.assign(subject=known[SECTION], value=known["behind"], reason="behind")
    return fired(values.assign(line=known[SECTION].map(lines)), SECTION, "behind", steps)


def counted(
    rows: pd.DataFrame, signal: str, steps: Sequence[Step], by: str = SECTION
) -> pd.DataFrame:
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
    """Keep the highest value per measure: several norms of one measure count once."""
    known = _values(norms, value, reason).dropna(subset=["value"])
    worst_first = known.sort_values("value", ascending=False, kind="stable")
    return worst_first.drop_duplicates("subject").sort_index()


def _factors(rows: pd.DataFrame, ratio: pd.Series, quantity: str) -> pd.DataFrame:
    """Turn the ratio into a factor of at least 1 and a direction."""
    factor = ratio.where(ratio >= 1, 1 / ratio)
    up = pd.Series(f"{quantity}_up", index=rows.index)
    return _values(rows, factor, "").assign(reason=up.where(ratio > 1, f"{quantity}_down"))
