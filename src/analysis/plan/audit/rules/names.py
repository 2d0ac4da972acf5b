"""Rules that look for objectives with two titles and abbreviations with two meanings."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from analysis.plan.audit.finding import Certainty
from analysis.plan.audit.rule import Clash, RuleKind, Severity, rule
from analysis.plan.audit.similarity import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.plan.audit.finding import Passage
    from analysis.plan.audit.printed_tables import PrintedTables

_SAME_WORD = 80  # least similarity of two spellings or forms of one word, 0 to 100
_OBJECTIVE = "(OD"
_SAME_TITLE = 60  # least similarity of two forms of one title, 0 to 100


@rule(
    RuleKind.NAME,
    Severity.LOW,
    explains="Een doelstelling heet overal hetzelfde.",
    settle="De beleids- en begrotingstoelichting, die de doelstellingen vastlegt.",
)
def objective_title(plan: PrintedTables) -> Iterator[Clash]:
    """Compare each mention of an objective's title with the title in its own chapter.

    Differences in spelling are ignored. Added or missing words give a weak finding, replaced words
    a probable one.
    """
    own = {row["objective"]: row for row in plan.rows("objectives") if row["title"]}
    for code, passage in _titles(plan):
        row = own.get(code)
        missing, extra = _differing_words(row["title"], passage.printed) if row else ([], [])
        if row and (missing or extra):
            yield Clash(
                passage,
                row.passage("title"),
                f"{code} heet hier '{passage.printed}' en in haar eigen hoofdstuk "
                f"'{row['title']}'.",
                Certainty.PROBABLE if missing and extra else Certainty.WEAK,
            )


@rule(
    RuleKind.NAME,
    Severity.LOW,
    explains="Een afkorting heeft een betekenis.",
    settle="De redactie van het plan.",
)
def abbreviation_twice(plan: PrintedTables) -> Iterator[Clash]:
    """Look for abbreviations that the list explains in two different ways."""
    same = defaultdict(list)
    for row in plan.rows("abbreviations"):
        same[row["abbreviation"].strip(" .").casefold()].append(row)
    for rows in same.values():
        for one, other in combinations(rows, 2):
            missing, extra = _differing_words(one["meaning"], other["meaning"])
            if missing or extra:
                yield Clash(
                    one.passage("meaning"),
                    other.passage("meaning"),
                    f"{one['abbreviation']} staat voor '{one['meaning']}' en ook voor "
                    f"'{other['meaning']}'.",
                    Certainty.CERTAIN if missing and extra else Certainty.WEAK,
                )


def _titles(plan: PrintedTables) -> Iterator[tuple[str, Passage]]:
    """Yield the code of an objective and each passage that mentions its title."""
    own = {row["section"] for row in plan.rows("objectives")}
    for row in plan.rows("headings"):
        title, found, code = row["title"].partition(_OBJECTIVE)
        if found and row["number"] not in own:
            yield f"OD {code.strip(' )')}", row.passage("title").with_text(title.strip())
    for row in plan.rows("projects"):
        if row["kind"] == "policy" and ";" not in row["objectives"]:
            yield row["objectives"], row.passage("title")
    yield from _budget_titles(plan)


def _budget_titles(plan: PrintedTables) -> Iterator[tuple[str, Passage]]:
    """Yield each objective title in the budget once, with the code of the most similar title.

    The budget has codes of its own, so that codes cannot be compared.
    """
    titles = {row["objective"]: row["title"] for row in plan.rows("objectives")}
    seen = set[str]()
    for row in plan.rows("budget"):
        title = row["objective"].partition(_OBJECTIVE)[0].strip()
        if title in seen or _OBJECTIVE not in row["objective"] or not titles:
            continue
        seen.add(title)
        best = max(titles, key=lambda code: fuzz.token_set_ratio(title, titles[code]))
        if fuzz.token_set_ratio(title, titles[best]) >= _SAME_TITLE:
            yield best, row.passage("objective").with_text(title)


def _differing_words(one: str, other: str) -> tuple[list[str], list[str]]:
    """Return the words of each text that the other lacks, ignoring spelling.

    A text that is the beginning of the other does not differ from it.
    """
    here, there = words(one), words(other)
    shared = min(len(here), len(there))
    if shared and here[:shared] == there[:shared]:
        return [], []
    return _missing(here, there), _missing(there, here)


def _missing(some: Sequence[str], others: Sequence[str]) -> list[str]:
    return [word for word in some if all(fuzz.ratio(word, other) < _SAME_WORD for other in others)]
