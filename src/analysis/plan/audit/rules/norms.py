"""Rules that check the change and the target in the table of norms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.plan.audit.printed_number import compare, disagreement, read_printed
from analysis.plan.audit.rule import Clash, RuleKind, Severity, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.plan.audit.printed_tables import PrintedTables

_SHARE_FIRST = re.compile(r"\s*(\d+(?:,\d+)?\s?%)")


@rule(
    RuleKind.ARITHMETIC,
    Severity.HIGH,
    explains="De verandering van een norm is het resultaat van dit jaar min dat van vorig jaar.",
    settle="De resultaten van beide jaren in de boordtabel van de maatregel.",
)
def norm_change(plan: PrintedTables) -> Iterator[Clash]:
    """Compare each printed change with the two printed results, allowing for rounding."""
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
                f"{row['change']}{_sign_remark(current.value - previous.value, change.value)}.",
                certainty,
            )


@rule(
    RuleKind.TABLES,
    Severity.MEDIUM,
    explains="Het percentage waarmee een norm begint, is haar streefdoel.",
    settle="De wettelijke bepaling of de beslissing die de norm vastlegt.",
)
def norm_target(plan: PrintedTables) -> Iterator[Clash]:
    """Compare the percentage at the start of a norm's text with its target."""
    for row in plan.rows("norms"):
        named = _SHARE_FIRST.match(row["norm"])
        wanted, target = read_printed(named[1]) if named else None, read_printed(row["target"])
        certainty = compare(wanted, target) if wanted and target else None
        if named and certainty:
            yield Clash(
                row.passage("norm").with_text(named[1]),
                row.passage("target"),
                f"De norm vraagt {named[1]}, de kolom Streefdoel zegt {row['target']}.",
                certainty,
            )


def _sign_remark(computed: float, printed: float) -> str:
    """Return a remark if only the sign of the printed change is wrong."""
    opposite = computed * printed < 0 and abs(computed + printed) < abs(printed) / 10
    return ": het teken is omgekeerd" if opposite else ""
