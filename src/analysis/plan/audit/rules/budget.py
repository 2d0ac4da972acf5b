"""Rules that check the objective and the article of each row of the budget."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from analysis.plan.audit.finding import Certainty, Passage
from analysis.plan.audit.rule import Clash, RuleKind, Severity, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.plan.audit.printed_row import PrintedRow
    from analysis.plan.audit.printed_tables import PrintedTables

# An article such as JB0-1JDB2CA-WT: the three letters after the first digit are the programme.
_PROGRAMME = re.compile(r"-(\d[A-Z]{3})\d")
_CODED = "(OD"
_SAME_TITLE = 60  # least similarity of two forms of one title, 0 to 100
_USUAL_ROWS = 3  # least number of rows that establish the usual programme


@rule(
    RuleKind.TABLES,
    Severity.LOW,
    explains="Een maatregel staat in de begroting onder de doelstelling die het plan hem geeft.",
    settle="De begroting: onder welke doelstelling valt het artikel?",
)
def budget_objective(plan: PrintedTables) -> Iterator[Clash]:
    """Compare the objective of each row with that of its measure.

    The findings are probable only: the budget may group measures differently.
    """
    titles = {row["objective"]: row for row in plan.rows("objectives")}
    objectives = {row["measure"]: row["objective"] for row in plan.rows("measures")}
    for row in plan.rows("budget"):
        own = titles.get(objectives.get(plan.measure_of(row["measure"]), ""))
        there = _objective(row["objective"], titles)
        if own and there and own["objective"] != there["objective"]:
            yield Clash(
                row.passage("objective"),
                own.passage("title"),
                f"'{row['measure']}' staat in de begroting onder '{there['title']}', maar hoort "
                f"bij '{own['title']}'.",
                Certainty.PROBABLE,
            )


@rule(
    RuleKind.TABLES,
    Severity.LOW,
    explains="De begrotingsartikels van een doelstelling horen bij hetzelfde programma.",
    settle="De begroting: bij welk programma hoort het artikel?",
)
def budget_article(plan: PrintedTables) -> Iterator[Clash]:
    """Look for a single row whose programme differs from all others under its objective."""
    groups: dict[str, list[PrintedRow]] = defaultdict(list)
    for row in plan.rows("budget"):
        if _CODED in row["objective"] and _programme(row):
            groups[row["objective"]].append(row)
    for objective, rows in groups.items():
        (usual, count), *others = Counter(_programme(row) for row in rows).most_common()
        if len(others) != 1 or others[0][1] != 1 or count < _USUAL_ROWS:
            continue
        odd = next(row for row in rows if _programme(row) != usual)
        rest = tuple(row.line for row in rows if row is not odd)
        yield Clash(
            odd.passage("article"),
            Passage("budget", odd.section, rest, f"{count} artikels van {usual}", objective),
            f"Alle andere artikels onder '{objective}' horen bij programma {usual}, dat van "
            f"'{odd['measure']}' bij {_programme(odd)}.",
            Certainty.PROBABLE,
        )


def _programme(row: PrintedRow) -> str:
    match = _PROGRAMME.search(row["article"])
    # The digit before the programme distinguishes expenditure (1) from receipts (9).
    return match[1][1:] if match else ""


def _objective(printed: str, titles: dict[str, PrintedRow]) -> PrintedRow | None:
    """Return the objective whose title is most like the printed one; None if none is close."""
    title = printed.partition(_CODED)[0].strip()
    if _CODED not in printed or not titles:
        return None
    best = max(titles.values(), key=lambda row: fuzz.token_set_ratio(title, row["title"]))
    return best if fuzz.token_set_ratio(title, best["title"]) >= _SAME_TITLE else None
