"""Runs every rule over the tables of a plan and sorts the findings by certainty."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.plan.audit.acknowledged import acknowledge
from analysis.plan.audit.finding import Certainty
from analysis.plan.audit.frame import as_frame
from analysis.plan.audit.printed_tables import read_printed_tables
from analysis.plan.audit.rules import RULES
from analysis.plan.audit.rules.repeats import check_repeats
from analysis.plan.review.findings import finding_id, without_rejected
from analysis.plan.tables.decided import standing
from analysis.plan.tables.raw import read_raw
from analysis.settings import load_report_settings, load_year_settings

_NUMBER = re.compile(r"\d[\d.,]*")

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    import pandas as pd

    from analysis.paths import Project
    from analysis.plan.audit.finding import AuditFinding
    from analysis.plan.audit.printed_tables import PrintedTables
    from analysis.settings import Acknowledged


def audit(
    plan: PrintedTables,
    known: Iterable[Acknowledged] = (),
    *,
    chapter_of: Callable[[str], str | None] = lambda _section: None,
    where: str = "params",
) -> pd.DataFrame:
    """Return the contradictions in a plan's raw tables, one row each.

    The columns are those of `analysis.plan.audit.frame.COLUMNS`. Certain contradictions come first,
    then the order is that of the plan. `chapter_of` maps a section to a chapter of the report, as
    `ReportSettings.chapter_of` does; `where` is the file of the acknowledgements, for messages.

    Raises
    ------
    SettingsError
        If an acknowledgement matches no finding.
    DataError
        If rows of `repeats.csv` name cells that do not exist: all problems at once.
    """
    check_repeats(plan)
    found = acknowledge(find_all(plan), known, where, [rule.name for rule in RULES])
    return as_frame(found, RULES, plan.place_of, chapter_of)


def audit_year(project: Project, year: int) -> pd.DataFrame:
    """Return the contradictions in the raw tables of a year, as `audit` does.

    The acknowledgements come from `params/<year>.yaml`. Findings that people rejected in
    `review.csv` are left out.

    Raises
    ------
    SettingsError
        If the year has no settings, or an acknowledgement matches no finding.
    DataError
        If the year has no tables, or rows of `repeats.csv` name cells that do not exist.
    """
    settings, own = load_report_settings(project), load_year_settings(project, year)
    where = project.relative(project.year_params(year))
    tables = read_printed_tables(project, year)
    found = audit(tables, own.acknowledged, chapter_of=settings.chapter_of, where=where)
    return without_rejected(found, standing(read_raw(project, year, "review")))


def find_all(plan: PrintedTables) -> list[AuditFinding]:
    """Return the findings of all rules: certain ones first, then in the order of the plan.

    Of two that compare the same numbers on the same lines, the more certain one is kept, or else
    that of the rule that comes first.
    """
    found = [finding for rule in RULES for finding in rule(plan)]
    kept: dict[object, AuditFinding] = {}
    for finding in sorted(found, key=lambda each: each.certainty.rank):
        kept.setdefault(_compared(finding), finding)
    return sorted(
        kept.values(), key=lambda finding: (finding.certainty.rank, finding.lines, finding.rule)
    )


def _compared(finding: AuditFinding) -> object:
    """Return what a finding compares: its lines, and the first number or the words of each side."""
    sides = [_NUMBER.search(side.printed) for side in (finding.here, finding.there)]
    if not all(sides):
        return finding.lines, finding.here.printed, finding.there.printed, finding.rule
    return finding.lines, frozenset(match[0] for match in sides if match)


def has_certain(findings: pd.DataFrame, accepted: Collection[str] = ()) -> bool:
    """Return whether any certain contradiction is neither acknowledged nor `accepted`, by id."""
    rows = findings.loc[
        (findings["known"] == "") & (findings["certainty"] == Certainty.CERTAIN.value)
    ]
    return any(finding_id(row) not in accepted for row in rows.to_dict("records"))


def accepted_findings(project: Project, year: int) -> set[str]:
    """Return the ids of the findings that people accepted in a year's `review.csv`."""
    decisions = standing(read_raw(project, year, "review"))
    accepted = (decisions["kind"] == "finding") & (decisions["decision"] == "accepted")
    return set(decisions.loc[accepted, "id"])
