"""The thresholds and outcomes of the search for successors."""

from __future__ import annotations

from dataclasses import dataclass

#: Statuses of work that is begun or still to begin, and not given up.
UNFINISHED = ("on_track", "in_preparation", "not_started", "delayed", "on_hold")

#: How a search for a successor can end.
OUTCOMES = ("successor", "shared", "lost")

#: How sure an outcome is, least first; what a person reviewed is a fact.
CONFIDENCE = ("weak", "probable", "sure", "reviewed")

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class LineageSettings:
    """Weights of the score, and the thresholds for a successor.

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
