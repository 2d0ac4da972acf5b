"""The table of norms against itself: the change, and the target that a norm names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.plan.audit.printed import compare, disagreement, read_printed
from analysis.plan.audit.registry import Clash, Kind, Severity, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.plan.audit.plan import RawPlan

_SHARE_FIRST = re.compile(r"\s*(\d+(?:,\d+)?\s?%)")


@rule(
    Kind.ARITHMETIC,
    Severity.HIGH,
    explains="De verandering van een norm is het resultaat van dit jaar min dat van vorig jaar.",
    settle="De resultaten van beide jaren in de boordtabel van de maatregel.",
)
def norm_change(plan: RawPlan) -> Iterator[Clash]:
    """Compare each printed change with the two printed results, with honest rounding."""
    for row in plan.rows("norms"):
        values = [read_printed(row[name]) for name in ("previous", "current", "change")]
        previous, current, change = values
        if previous is None or current is None or change is None:
            continue
        certainty = disagreement(current.interval() - previous.interval(), change)
        if certainty:
            yield Clash(
                row.passage("change"),
                row.passage("previous", "current"),
                f"Van {row['previous']} naar {row['current']} is geen verandering van "
                f"{row['change']}{_sign_only(current.value - previous.value, change.value)}.",
                certainty,
            )


@rule(
    Kind.TABLES,
    Severity.MEDIUM,
    explains="Het percentage waarmee een norm begint, is haar streefdoel.",
    settle="De wettelijke bepaling of de beslissing die de norm vastlegt.",
)
def norm_target(plan: RawPlan) -> Iterator[Clash]:
    """Compare the share that a norm's own words demand with its target column."""
    for row in plan.rows("norms"):
        named = _SHARE_FIRST.match(row["norm"])
        wanted, target = read_printed(named[1]) if named else None, read_printed(row["target"])
        certainty = compare(wanted, target) if wanted and target else None
        if named and certainty:
            yield Clash(
                row.passage("norm").saying(named[1]),
                row.passage("target"),
                f"De norm vraagt {named[1]}, de kolom Streefdoel zegt {row['target']}.",
                certainty,
            )


def _sign_only(computed: float, printed: float) -> str:
    """Say so when the printed change is right but for its sign."""
    opposite = computed * printed < 0 and abs(computed + printed) < abs(printed) / 10
    return ": het teken is omgekeerd" if opposite else ""
