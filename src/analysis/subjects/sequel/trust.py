"""How often the search for successors is right, counted on pairs matched by hand."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Counts on the labelled milestones that had no part in choosing the thresholds.

    The labels are in `tests/fixtures/lineage-2023.csv`; `tests/subjects/sequel/test_trust.py`
    counts again and checks these numbers.

    Attributes
    ----------
    plan
        The year of the plan whose milestones were labelled.
    found, found_right
        Milestones that got a successor; those whose successor is right.
    sure, sure_right
        The same, of successors called sure.
    with_successor, without_successor
        Milestones that have a successor according to the labels, and that have none.
    lost, lost_right
        Milestones for which none was found; those that indeed have none.
    """

    plan: int
    found: int
    found_right: int
    sure: int
    sure_right: int
    with_successor: int
    without_successor: int
    lost: int
    lost_right: int

    @property
    def labelled(self) -> int:
        """The labelled milestones that had no part in choosing the thresholds."""
        return self.with_successor + self.without_successor

    def shares(self) -> dict[str, tuple[int, int]]:
        """Return how many of how many, by the name of the share."""
        return {
            "found": (self.found_right, self.found),
            "sure": (self.sure_right, self.sure),
            "unsure": (self.found_right - self.sure_right, self.found - self.sure),
            "recall": (self.found_right, self.with_successor),
            "wrongly_lost": (self.lost - self.lost_right, self.lost),
        }


HELD_OUT = HeldOut(
    plan=2023,
    found=49,
    found_right=41,
    sure=31,
    sure_right=31,
    with_successor=58,
    without_successor=31,
    lost=35,
    lost_right=23,
)
