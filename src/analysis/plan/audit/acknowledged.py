"""Contradictions that the editors know of: each must match a finding, which is listed as known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analysis.errors import Problem, SettingsError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from analysis.plan.audit.finding import Finding


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """A finding that is known, by its rule and the lines of its passages.

    Attributes
    ----------
    rule
        The name of the rule.
    lines
        Lines of the finding: all, or enough to distinguish it from the rule's other findings.
    reason
        Why the contradiction is left in the plan; readers see it.
    """

    rule: str
    lines: tuple[int, ...]
    reason: str

    def matches(self, finding: Finding) -> bool:
        """Tell whether this acknowledges a finding."""
        same = self.rule == finding.rule
        return same and bool(self.lines) and set(self.lines) <= set(finding.lines)


def acknowledge(
    findings: Sequence[Finding],
    known: Iterable[Acknowledgement],
    where: str,
    rules: Collection[str],
) -> list[Finding]:
    """Return the findings, the known ones with the reason.

    Parameters
    ----------
    findings
        What the rules found.
    known
        The acknowledgements of the year.
    where
        The settings file, for messages.
    rules
        The names of all rules, for messages.

    Raises
    ------
    SettingsError
        When acknowledgements match no finding or give no reason: one problem each, all at once.
        If the plan has been corrected since, the acknowledgement must be removed.
    """
    listed = list(known)
    problems = [
        _problem(entry, f"{where}, key 'acknowledged.{number}'", rules)
        for number, entry in enumerate(listed)
        if not entry.reason.strip() or not any(entry.matches(finding) for finding in findings)
    ]
    if problems:
        raise SettingsError(*problems)
    return [replace(finding, known=_reason(finding, listed)) for finding in findings]


def _reason(finding: Finding, known: Sequence[Acknowledgement]) -> str:
    return next((entry.reason for entry in known if entry.matches(finding)), "")


def _problem(entry: Acknowledgement, where: str, rules: Collection[str]) -> Problem:
    if entry.rule not in rules:
        remedy = did_you_mean(entry.rule, rules)
        return Problem(where, f"unknown rule '{entry.rule}'", "the name of a rule", remedy)
    if not entry.reason.strip():
        return Problem(where, "no reason", "why the contradiction is left", "Give the reason.")
    lines = ", ".join(str(line) for line in entry.lines) or "no line"
    remedy = "Remove it if the plan was corrected, or correct its rule or lines."
    return Problem(where, f"{entry.rule} at {lines}", "a finding that it matches", remedy)
