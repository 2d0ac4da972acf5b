"""Match each evaluated milestone that promises a sequel to the planned one that carries it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

from analysis.subjects.sequel.likeness import label_scores, shared_sections, theme_scores
from analysis.subjects.sequel.settings import CONFIDENCE, DEFAULT, OUTCOMES, UNFINISHED

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from analysis.subjects.sequel.likeness import Matrix
    from analysis.subjects.sequel.settings import LineageSettings

#: The columns of `match_successors`.
COLUMNS = (
    *("evaluated_line", "planned_line", "outcome", "nearest_line"),
    *("score", "label_score", "theme_score", "same_section", "best_label_score", "confidence"),
)

_ROUNDING = 1e-9


def unfinished(evaluated: pd.DataFrame, statuses: Collection[str] = UNFINISHED) -> pd.DataFrame:
    """Return the evaluated milestones that should have a successor, in the plan's order.

    Two things promise a sequel: a note that the milestone runs on (`carried_over`, whatever the
    status: most of them are called realised), or one of `UNFINISHED`. A milestone that was stopped,
    reoriented or did not apply promises none, unless a note says so.
    """
    promised = evaluated["carried_over"] | evaluated["status"].isin(list(statuses))
    return evaluated.loc[promised].sort_values("line")


def match_successors(
    evaluated: pd.DataFrame, planned: pd.DataFrame, *, settings: LineageSettings = DEFAULT
) -> pd.DataFrame:
    """Match each evaluated milestone to at most one planned milestone, its successor.

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


def _by_line(milestones: pd.DataFrame, name: str) -> pd.DataFrame:
    twice = milestones.loc[milestones["line"].duplicated(), "line"]
    if not twice.empty:
        message = f"each line of {name} must occur once; not {sorted(map(int, set(twice)))}"
        raise ValueError(message)
    return milestones.sort_values("line").reset_index(drop=True)


def _assigned(score: Matrix, threshold: float) -> NDArray[np.int64]:
    """Return the column assigned to each row; -1 for none."""
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
    """Add the outcome of each search and its confidence."""
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
    """Return every milestone as lost: nothing is planned."""
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
