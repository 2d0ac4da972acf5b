"""Names: an objective with two titles, an abbreviation with two meanings."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from analysis.plan.audit.finding import Certainty
from analysis.plan.audit.likeness import words
from analysis.plan.audit.registry import Clash, Kind, Severity, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.plan.audit.finding import Passage
    from analysis.plan.audit.plan import RawPlan

# Words as like as this are one word, misspelt or in the plural.
_SPELLING = 80
_OBJECTIVE = "(OD"
_RENAMED = 60


@rule(
    Kind.NAME,
    Severity.LOW,
    explains="Een doelstelling heet overal hetzelfde.",
    settle="De beleids- en begrotingstoelichting, die de doelstellingen vastlegt.",
)
def objective_title(plan: RawPlan) -> Iterator[Clash]:
    """Compare each title of an objective with the one of its own chapter.

    A spelling is no other title; a word that the other title lacks makes it a doubtful one, words
    that were replaced a probable one.
    """
    own = {row["objective"]: row for row in plan.rows("objectives") if row["title"]}
    for code, passage in _titles(plan):
        row = own.get(code)
        missing, extra = _differ(row["title"], passage.printed) if row else ([], [])
        if row and (missing or extra):
            yield Clash(
                passage,
                row.passage("title"),
                f"{code} heet hier '{passage.printed}' en in haar eigen hoofdstuk "
                f"'{row['title']}'.",
                Certainty.PROBABLE if missing and extra else Certainty.WEAK,
            )


@rule(
    Kind.NAME,
    Severity.LOW,
    explains="Een afkorting heeft een betekenis.",
    settle="De redactie van het plan.",
)
def abbreviation_twice(plan: RawPlan) -> Iterator[Clash]:
    """Look for abbreviations that the list explains twice, in different words."""
    same = defaultdict(list)
    for row in plan.rows("abbreviations"):
        same[row["abbreviation"].strip(" .").casefold()].append(row)
    for rows in same.values():
        for one, other in combinations(rows, 2):
            missing, extra = _differ(one["meaning"], other["meaning"])
            if missing or extra:
                yield Clash(
                    one.passage("meaning"),
                    other.passage("meaning"),
                    f"{one['abbreviation']} staat voor '{one['meaning']}' en ook voor "
                    f"'{other['meaning']}'.",
                    Certainty.CERTAIN if missing and extra else Certainty.WEAK,
                )


def _titles(plan: RawPlan) -> Iterator[tuple[str, Passage]]:
    """Yield each place that names an objective by its title, with the objective's code."""
    own = {row["section"] for row in plan.rows("objectives")}
    for row in plan.rows("headings"):
        title, found, code = row["title"].partition(_OBJECTIVE)
        if found and row["number"] not in own:
            yield f"OD {code.strip(' )')}", row.passage("title").saying(title.strip())
    for row in plan.rows("projects"):
        if row["kind"] == "policy" and ";" not in row["objectives"]:
            yield row["objectives"], row.passage("title")
    yield from _budget_titles(plan)


def _budget_titles(plan: RawPlan) -> Iterator[tuple[str, Passage]]:
    """Yield the objectives of the budget, once each: it has codes of its own, so by likeness."""
    titles = {row["objective"]: row["title"] for row in plan.rows("objectives")}
    seen = set[str]()
    for row in plan.rows("budget"):
        title = row["objective"].partition(_OBJECTIVE)[0].strip()
        if title in seen or _OBJECTIVE not in row["objective"] or not titles:
            continue
        seen.add(title)
        best = max(titles, key=lambda code: fuzz.token_set_ratio(title, titles[code]))
        if fuzz.token_set_ratio(title, titles[best]) >= _RENAMED:
            yield best, row.passage("objective").saying(title)


def _differ(one: str, other: str) -> tuple[list[str], list[str]]:
    """Return the words of each text that the other lacks, in any spelling.

    A text that was cut short lacks none.
    """
    here, there = words(one), words(other)
    shared = min(len(here), len(there))
    if shared and here[:shared] == there[:shared]:
        return [], []
    return _lacking(here, there), _lacking(there, here)


def _lacking(some: Sequence[str], others: Sequence[str]) -> list[str]:
    return [word for word in some if all(fuzz.ratio(word, other) < _SPELLING for other in others)]
