"""Rules that check what the prose says of its own parts: sections, objectives, projects."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.plan.audit.rule import Clash, RuleKind, Severity, rule
from analysis.plan.audit.statement import of_kind
from analysis.plan.tables.stems import content_stems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.plan.audit.printed_tables import PrintedTables
    from analysis.plan.audit.statement import Statement

_YEAR = re.compile(r"20\d\d")
_MATCHES, _UNLIKE = 0.5, 0.2  # share of a title's words that a sentence has
_FEWEST_WORDS = 4


@rule(
    RuleKind.REFERENCE,
    Severity.LOW,
    explains="Het nummer dat de tekst aan zijn eigen sectie geeft, is dat van de sectie.",
    settle="De inhoudstafel van het plan.",
)
def told_section(plan: PrintedTables) -> Iterator[Clash]:
    """Compare the number that a sentence gives its own section with the heading above it."""
    for statement in of_kind(plan.statements, "place"):
        if not statement.section:
            continue
        told, own = statement.printed, statement.section
        if told != own and not own.startswith(f"{told}.") and not told.startswith(f"{own}."):
            heading = next(row for row in plan.rows("headings") if row["number"] == own)
            why = f"De tekst noemt deze sectie {told}, maar staat in {own}."
            yield Clash(statement.passage, heading.passage("number"), why)


@rule(
    RuleKind.PROSE,
    Severity.MEDIUM,
    explains="De code van een doelstelling hoort bij de woorden van die doelstelling.",
    settle="De lijst van doelstellingen van het plan.",
)
def told_objective(plan: PrintedTables) -> Iterator[Clash]:
    """Compare the words before the code of an objective with the titles of the objectives."""
    titles = {_code(row["objective"]): row for row in plan.rows("objectives")}
    stems = {code: frozenset(content_stems(row["title"])) for code, row in titles.items()}
    for statement in of_kind(plan.statements, "code"):
        code = _code(statement.printed)
        if code not in titles:
            continue
        alike = [other for other in titles if _kind(other) == _kind(code)]
        best = max(alike, key=lambda other: _share(stems[other], statement))
        enough = len(stems[best] & statement.about) >= _FEWEST_WORDS
        fits = (
            _share(stems[best], statement) >= _MATCHES > _UNLIKE >= _share(stems[code], statement)
        )
        if best != code and enough and fits:
            row = titles[best]
            why = f"De woorden bij {statement.printed} zijn die van {row['objective']}."
            yield Clash(statement.passage, row.passage("objective"), why)


def _code(text: str) -> str:
    return "".join(text.split()).upper()


def _kind(code: str) -> str:
    return code.rstrip("0123456789")


def _share(title: frozenset[str], statement: Statement) -> float:
    return len(title & statement.about) / len(title) if title else 0.0


@rule(
    RuleKind.STATUS,
    Severity.MEDIUM,
    explains="Een project dat volgens de tekst afgerond is, loopt niet in een later jaar.",
    settle="De projectfiche: in welk jaar eindigt het project?",
)
def told_end(plan: PrintedTables) -> Iterator[Clash]:
    """Compare the year in which a project ended, as the prose says, with the table of projects."""
    dated = [row for row in plan.rows("projects") if _YEAR.search(row["years"])]
    named = {row: frozenset(content_stems(row["title"])) for row in dated}
    for statement in of_kind(plan.statements, "status", "realised"):
        if not statement.year or not any("projec" in stem for stem in statement.about):
            continue
        about = [row for row, stems in named.items() if stems and stems <= statement.about]
        row = max(about, key=lambda each: len(named[each]), default=None)
        if row is None or not {"afron", "beeindig", "voltooi"} & statement.about:
            continue
        last = max(_YEAR.findall(row["years"]))
        if last > statement.year:
            why = f"'{statement.printed}', maar de tabel noemt voor '{row['title']}' ook {last}."
            yield Clash(statement.passage, row.passage("years"), why)
