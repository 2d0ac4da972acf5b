"""Thresholds, points and their sum: what makes a measure or section stand out.

A signal compares one value with one threshold and gives points. There are no hidden weights: to
see what another threshold gives, change it here. The signals themselves are in `signals`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analysis.toolkit.points import Step, exceeded

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMNS = ("kind", "subject", "signal", "value", "threshold", "points", "reason", "line")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When each signal fires, and for how many points. The plan sets none of these defaults.

    Attributes
    ----------
    norm_missed
        Percentage points under target, of the measure's worst norm. The plan's own legend has a
        limit at 10; a gap of up to 1 may be rounding.
    norm_worse
        Percentage points lost since last year, of the norm that fell most.
    norm_unreported
        Norms with a result last year and none this year.
    credit_jump
        The factor between last year's realisation and the new credit, up or down.
    credit_floor
        Euros by which the two must differ for `credit_jump`, `credit_new` and `credit_ended`.
    credit_new, credit_ended
        Euros of credit without realisation last year, and of realisation without new credit.
    files_jump, reports_jump
        The factor between last year's and this year's number of files, and of official reports
        per file, up or down.
    jump_p
        The Holm-adjusted p-value under which such a jump counts.
    delay
        Milestones that are delayed, on hold or not started at the end of their year.
    behind
        The probability that the true share realised is under the mean of all sections.
    lost
        Milestones that run on and have no successor.
    """

    norm_missed: tuple[Step, ...] = (Step(1, 1), Step(10, 2), Step(25, 3))
    norm_worse: tuple[Step, ...] = (Step(5, 1), Step(20, 2))
    norm_unreported: tuple[Step, ...] = (Step(0, 1),)
    credit_jump: tuple[Step, ...] = (Step(1.5, 1), Step(3, 2))
    credit_floor: float = 1_000_000
    credit_new: tuple[Step, ...] = (Step(0, 1),)
    credit_ended: tuple[Step, ...] = (Step(0, 1),)
    files_jump: tuple[Step, ...] = (Step(1.5, 1), Step(3, 2))
    reports_jump: tuple[Step, ...] = (Step(1.5, 1), Step(3, 2))
    jump_p: float = 0.05
    delay: tuple[Step, ...] = (Step(0, 1), Step(2, 2), Step(5, 3))
    behind: tuple[Step, ...] = (Step(0.9, 1), Step(0.975, 2))
    lost: tuple[Step, ...] = (Step(0, 1), Step(2, 2))


DEFAULTS = Thresholds()


def fired(values: pd.DataFrame, kind: str, signal: str, steps: Sequence[Step]) -> pd.DataFrame:
    """Turn values into the signals that fire; of the steps, the highest exceeded one counts.

    The values have `subject`, `value` (a missing one does not fire), `reason` (a key for the
    sentence, such as `files_up`) and `line` of the plan's text. The kind is `measure` or a column
    of the milestones; the names of the signals are in `Thresholds`.

    A row per signal that fires: `kind`, `subject`, `signal`, `value` (float), `threshold` (float:
    the one exceeded), `points` (int), `reason`, `line` (Int64).
    """
    rows = []
    for row in values.dropna(subset=["value"]).to_dict("records"):
        value = float(row["value"])
        if highest := exceeded(value, steps):
            fact = (kind, row["subject"], signal, value, float(highest.over), highest.points)
            rows.append((*fact, row["reason"], row["line"]))
    types = {"value": "float64", "threshold": "float64", "points": "int64", "line": "Int64"}
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(types)


def collected(signals: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Concatenate signals; the columns are there even when none fired."""
    some = [frame for frame in signals if not frame.empty]
    if not some:
        return fired(pd.DataFrame(columns=["subject", "value", "reason", "line"]), "", "", ())
    return pd.concat(some, ignore_index=True)


def totals(signals: pd.DataFrame) -> pd.DataFrame:
    """Add up the points of each subject.

    A row per subject with a signal, most points first: `kind`, `subject`, `points`, `signals` (int:
    how many fired). Subjects of different kinds have different signals, so compare within a kind
    only.
    """
    groups = signals.groupby(["kind", "subject"], sort=False)["points"].agg(["sum", "size"])
    named = groups.rename(columns={"sum": "points", "size": "signals"}).reset_index()
    order = named.sort_values(["points", "signals"], ascending=False, kind="stable")
    return order.reset_index(drop=True)
