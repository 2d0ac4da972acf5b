"""Contradictions that the editors already know: each acknowledgement must match a finding."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.errors import Problem, SettingsError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from analysis.plan.audit.finding import AuditFinding
    from analysis.settings import Acknowledged


def acknowledge(
    findings: Sequence[AuditFinding],
    known: Iterable[Acknowledged],
    where: str,
    rules: Collection[str],
) -> list[AuditFinding]:
    """Add the reason of its acknowledgement to each known finding.

    The settings file `where` and the names of all `rules` are for error messages.

    Raises
    ------
    SettingsError
        With one problem for each acknowledgement that matches no finding or has no reason. An
        acknowledgement matches nothing once the plan is corrected, and must then be removed.
    """
    listed = list(known)
    problems = [
        _problem(entry, f"{where}, key 'acknowledged.{number}'", rules)
        for number, entry in enumerate(listed)
        if not entry.reason.strip() or not any(_matches(entry, finding) for finding in findings)
    ]
    if problems:
        raise SettingsError(*problems)
    return [
        replace(one, known=next((entry.reason for entry in listed if _matches(entry, one)), ""))
        for one in findings
    ]


def _matches(entry: Acknowledged, finding: AuditFinding) -> bool:
    return entry.rule == finding.rule and set(entry.lines) <= set(finding.lines)


def _problem(entry: Acknowledged, where: str, rules: Collection[str]) -> Problem:
    if entry.rule not in rules:
        remedy = did_you_mean(entry.rule, rules)
        return Problem(where, f"unknown rule '{entry.rule}'", "the name of a rule", remedy)
    if not entry.reason.strip():
        return Problem(where, "no reason", "why the contradiction stays", "Give the reason.")
    lines = ", ".join(str(line) for line in entry.lines)
    remedy = "Remove it if the plan was corrected; otherwise correct its rule or lines."
    return Problem(where, f"{entry.rule} at {lines}", "the rule and lines of a finding", remedy)
