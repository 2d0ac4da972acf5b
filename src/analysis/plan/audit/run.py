"""The audit: runs every rule over the plan's tables and sorts the findings by certainty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.plan.audit.acknowledged import Acknowledgement, acknowledge
from analysis.plan.audit.finding import Certainty
from analysis.plan.audit.frame import as_frame
from analysis.plan.audit.plan import read_raw_plan
from analysis.plan.audit.rules import RULES
from analysis.settings import load_report_settings, load_year_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import pandas as pd

    from analysis.paths import Project
    from analysis.plan.audit.finding import Finding
    from analysis.plan.audit.plan import RawPlan
    from analysis.plan.audit.registry import Rule
    from analysis.settings import YearSettings


def audit(
    plan: RawPlan,
    known: Iterable[Acknowledgement] = (),
    *,
    chapter_of: Callable[[str], str | None] = lambda _section: None,
    where: str = "params",
) -> pd.DataFrame:
    """Return every contradiction in a plan's tables, one row each.

    Parameters
    ----------
    plan
        The raw tables of a year.
    known
        The year's acknowledgements.
    chapter_of
        Returns the report's chapter of a section: `ReportSettings.chapter_of`.
    where
        The file of the acknowledgements, for messages.

    Returns
    -------
    DataFrame
        As `analysis.plan.audit.frame.as_frame`: certain ones first, then in the plan's order.

    Raises
    ------
    SettingsError
        When an acknowledgement matches no finding.
    DataError
        When a row of `repeats.csv` names a cell that does not exist.
    """
    found = acknowledge(find_all(plan), known, where, [rule.name for rule in RULES])
    return as_frame(found, RULES, chapter_of)


def audit_year(project: Project, year: int) -> pd.DataFrame:
    """Return every contradiction in a year's raw tables; `params/<year>.yaml` lists the known ones.

    Raises as `audit` does, and when the year or a raw table is not there.
    """
    settings, own = load_report_settings(project), load_year_settings(project, year)
    known = acknowledgements(own)
    where = project.relative(project.year_params(year))
    tables = read_raw_plan(project, year)
    return audit(tables, known, chapter_of=settings.chapter_of, where=where)


def acknowledgements(settings: YearSettings) -> list[Acknowledgement]:
    """Return the acknowledgements in a year's settings."""
    return [Acknowledgement(one.rule, one.lines, one.reason) for one in settings.acknowledged]


def find_all(plan: RawPlan, rules: Sequence[Rule] = RULES) -> list[Finding]:
    """Return the findings of all rules, the surest first, then in the plan's order."""
    found = [finding for rule in rules for finding in rule(plan)]
    return sorted(found, key=lambda finding: (finding.certainty.rank, finding.lines, finding.rule))


def has_certain(findings: pd.DataFrame) -> bool:
    """Tell whether a certain contradiction is not acknowledged."""
    open_ones = findings.loc[findings["known"] == ""]
    return bool((open_ones["certainty"] == Certainty.CERTAIN.value).any())
