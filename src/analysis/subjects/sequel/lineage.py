"""Which planned milestone carries on an evaluated one, and which evaluated ones silently vanish."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

from analysis.subjects.sequel.likeness import label_scores, shared_sections, theme_scores

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from analysis.subjects.sequel.likeness import Matrix

#: Statuses of work that is begun or still to begin, and not given up.
UNFINISHED = ("on_track", "in_preparation", "not_started", "delayed", "on_hold")

#: How a search for a successor can end.
OUTCOMES = ("successor", "shared", "lost")

#: How sure an outcome is, least first.
CONFIDENCE = ("weak", "probable", "sure")

#: The columns of `match_successors`.
COLUMNS = (
    *("evaluated_line", "planned_line", "outcome", "nearest_line"),
    *("score", "label_score", "theme_score", "same_section", "best_label_score", "confidence"),
)

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class LineageSettings:
    """What counts how much, and from which score on a milestone is a successor.

    The defaults were chosen, as round numbers, on the labelled pairs of the plan of 2023 with an
    even line. On the others, held out: 41 of 49 successors are right (all 31 sure ones), and 41 of
    the 58 that have a successor get it; 23 of 35 losses are right, and 23 of the 31 that have no
    successor are called lost (`tests/subjects/sequel/test_lineage.py` holds these figures).

    Attributes
    ----------
    label_weight, theme_weight, section_weight
        The share of each component in the score; together 1.
    threshold
        The lowest score of a successor.
    sure, probable
        The lowest scores of a successor that is called so; from `threshold` on it is weak.
    strange
        A loss is probable when no planned label is this alike, and weak when one is.

    Raises
    ------
    ValueError
        When a weight is negative, the weights do not add up to 1, the threshold does not lie within
        0 and 1 or the scores of a successor do not rise from `threshold` over `probable` to `sure`.
    """

    label_weight: float = 0.6
    theme_weight: float = 0.2
    section_weight: float = 0.2
    threshold: float = 0.55
    probable: float = 0.60
    sure: float = 0.70
    strange: float = 0.40

    def __post_init__(self) -> None:
        weights = (self.label_weight, self.theme_weight, self.section_weight)
        if min(weights) < 0 or abs(sum(weights) - 1) > _ROUNDING:
            message = f"the weights must be at least 0 and add up to 1; not {weights}"
            raise ValueError(message)
        if not 0 < self.threshold <= 1:
            message = f"threshold must lie above 0 and at most at 1; not {self.threshold}"
            raise ValueError(message)
        steps = (self.threshold, self.probable, self.sure)
        if list(steps) != sorted(steps):
            message = f"threshold <= probable <= sure must hold; not {steps}"
            raise ValueError(message)


DEFAULT = LineageSettings()


def unfinished(evaluated: pd.DataFrame, statuses: Collection[str] = UNFINISHED) -> pd.DataFrame:
    """Return the evaluated milestones that the new plan should take up, in the plan's order.

    Two things promise a sequel: a note that the milestone runs on (`carried_over`, whatever the
    status: most of them are called realised), or one of `statuses`. A milestone that was stopped,
    reoriented or did not apply promises none, unless a note says so.

    Parameters
    ----------
    evaluated
        The processed evaluated milestones.
    statuses
        The statuses that promise a sequel without a note.
    """
    promised = evaluated["carried_over"] | evaluated["status"].isin(list(statuses))
    return evaluated.loc[promised].sort_values("line")


def match_successors(
    evaluated: pd.DataFrame, planned: pd.DataFrame, *, settings: LineageSettings = DEFAULT
) -> pd.DataFrame:
    """Match each evaluated milestone to the planned one that carries it on, one to one.

    Each pair has a score between 0 and 1, the weighted mean of three components. Among all ways to
    pair the milestones one to one, the one is taken whose pairs lie furthest above the threshold
    in total (Kuhn 1955); so a milestone may be given its second choice where that serves two.

    Parameters
    ----------
    evaluated
        The milestones to find successors for, usually those of `unfinished`.
    planned
        The milestones that may be successors.
    settings
        Weights and thresholds.

    Returns
    -------
    DataFrame
        A row per evaluated milestone, by line, whatever the order of the input:

        - `evaluated_line`; `planned_line`: of the successor, NA without one (Int64);
        - `outcome`: `successor`; `shared` when the nearest planned milestone is good enough but
          went to another evaluated one (two milestones merged, or one reported in two sections);
          `lost` when no planned milestone is good enough;
        - `nearest_line`: the planned milestone with the highest score, NA where none is planned;
        - `score`, `label_score`, `theme_score` (Float64, 0 to 1, NA where none is planned) and
          `same_section` (boolean): of the successor, or of the nearest where there is none;
        - `best_label_score` (Float64): the highest of all planned milestones, in any section;
        - `confidence` in the outcome: `sure`, `probable` or `weak`. A shared one is weak. A loss is
          never sure while something is planned: of the held-out labelled pairs, 8 of 26 probable
          losses and 4 of 9 weak ones do go on, mostly under other words.

    Raises
    ------
    ValueError
        When a line occurs twice in `evaluated` or in `planned`.

    References
    ----------
    Kuhn, H. W. (1955). The Hungarian method for the assignment problem. Naval Research Logistics
    Quarterly 2, 83-97 (solved by scipy's `linear_sum_assignment`).
    """
    evaluated, planned = _by_line(evaluated, "evaluated"), _by_line(planned, "planned")
    if evaluated.empty or planned.empty:
        return _without_planned(evaluated)
    label, theme = label_scores(evaluated, planned), theme_scores(evaluated, planned)
    section = shared_sections(evaluated, planned)
    score = (
        settings.label_weight * label
        + settings.theme_weight * theme
        + settings.section_weight * section
    )
    successor = _assigned(score, settings.threshold)
    nearest = score.argmax(axis=1)
    shown = np.where(successor < 0, nearest, successor)
    rows, lines = np.arange(len(evaluated)), planned["line"].to_numpy(dtype="int64")
    return _with_outcome(
        pd.DataFrame(
            {
                "evaluated_line": evaluated["line"].astype("Int64"),
                "planned_line": pd.array(lines[shown], dtype="Int64"),
                "nearest_line": pd.array(lines[nearest], dtype="Int64"),
                "score": pd.array(score[rows, shown], dtype="Float64"),
                "label_score": pd.array(label[rows, shown], dtype="Float64"),
                "theme_score": pd.array(theme[rows, shown], dtype="Float64"),
                "same_section": pd.array(section[rows, shown], dtype="boolean"),
                "best_label_score": pd.array(label.max(axis=1), dtype="Float64"),
            }
        ),
        successor >= 0,
        settings,
    )


def lost(matches: pd.DataFrame, evaluated: pd.DataFrame) -> pd.DataFrame:
    """Return the evaluated milestones that no planned one takes up, in the plan's order.

    That a milestone is lost means that no planned milestone looks like its sequel. It may go on
    under other words or outside the milestones: the list is to be checked, with `nearest_line` as
    the place to look first.

    Returns
    -------
    DataFrame
        The columns of `evaluated`, with `nearest_line`, `score` (of the nearest) and `confidence`.

    Raises
    ------
    ValueError
        When a lost milestone of `matches` is not in `evaluated`.
    """
    columns = ["evaluated_line", "nearest_line", "score", "confidence"]
    gone = matches.loc[matches["outcome"] == "lost", columns]
    unknown = sorted(map(int, set(gone["evaluated_line"]) - set(evaluated["line"])))
    if unknown:
        message = f"evaluated must hold the milestones of matches; it lacks the lines {unknown}"
        raise ValueError(message)
    named = gone.rename(columns={"evaluated_line": "line"})
    return evaluated.merge(named, on="line", validate="one_to_one").sort_values("line")


def _by_line(milestones: pd.DataFrame, name: str) -> pd.DataFrame:
    twice = milestones.loc[milestones["line"].duplicated(), "line"]
    if not twice.empty:
        message = f"each line of {name} must occur once; not {sorted(map(int, set(twice)))}"
        raise ValueError(message)
    return milestones.sort_values("line").reset_index(drop=True)


def _assigned(score: Matrix, threshold: float) -> NDArray[np.int64]:
    """Return the column that each row is given, -1 for none."""
    # A pair at the threshold gains a little, so that it is better than no pair.
    gain = np.where(score >= threshold, score - threshold + _ROUNDING, 0.0)
    rows, columns = linear_sum_assignment(gain, maximize=True)
    given = gain[rows, columns] > 0
    assigned = np.full(len(score), -1, dtype=np.int64)
    assigned[rows[given]] = columns[given]
    return assigned


def _with_outcome(
    pairs: pd.DataFrame, found: NDArray[np.bool_], settings: LineageSettings
) -> pd.DataFrame:
    """Add how each search ended, and how sure that is."""
    near = (pairs["score"] >= settings.threshold).to_numpy(dtype=bool)
    sure, probable = pairs["score"] >= settings.sure, pairs["score"] >= settings.probable
    strange = pairs["best_label_score"] < settings.strange
    confidence = np.select(
        [found & sure.to_numpy(dtype=bool), found & probable.to_numpy(dtype=bool)],
        ["sure", "probable"],
        np.where(~near & strange.to_numpy(dtype=bool), "probable", "weak"),
    )
    return pairs.assign(
        planned_line=pairs["planned_line"].where(found),
        outcome=pd.Categorical(np.select([found, near], OUTCOMES[:2], OUTCOMES[2]), OUTCOMES),
        confidence=pd.Categorical(confidence, CONFIDENCE, ordered=True),
    )[list(COLUMNS)]


def _without_planned(evaluated: pd.DataFrame) -> pd.DataFrame:
    """Return every milestone as lost: nothing is planned that could carry it on."""
    none = pd.Series(pd.NA, index=evaluated.index)
    n = len(evaluated)
    return pd.DataFrame(
        {
            "evaluated_line": evaluated["line"].astype("Int64"),
            "planned_line": none.astype("Int64"),
            "outcome": pd.Categorical(["lost"] * n, OUTCOMES),
            "nearest_line": none.astype("Int64"),
            "score": none.astype("Float64"),
            "label_score": none.astype("Float64"),
            "theme_score": none.astype("Float64"),
            "same_section": none.astype("boolean"),
            "best_label_score": none.astype("Float64"),
            "confidence": pd.Categorical(["sure"] * n, CONFIDENCE, ordered=True),
        }
    )
