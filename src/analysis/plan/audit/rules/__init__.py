"""The rules of the audit, in the order in which they run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.plan.audit.rules import (
    budget,
    counts,
    dates,
    figures,
    inspections,
    milestones,
    names,
    norms,
    projects,
    references,
    repeats,
    totals,
)

if TYPE_CHECKING:
    from analysis.plan.audit.rule import AuditRule

RULES: tuple[AuditRule, ...] = (
    norms.norm_change,
    norms.norm_target,
    inspections.inspection_trend,
    inspections.inspection_total,
    totals.workforce_row,
    totals.workforce_level,
    totals.workforce_total,
    totals.letters_total,
    figures.figure_growth,
    figures.figure_twice,
    counts.announced_count,
    counts.announced_total,
    counts.figure_in_table,
    repeats.repeated_number,
    repeats.repeated_term,
    repeats.repeated_words,
    repeats.reported_status,
    milestones.milestone_status_twice,
    milestones.milestone_timing_twice,
    milestones.planned_in_past,
    projects.project_status,
    references.reference_to_nothing,
    references.reference_elsewhere,
    dates.impossible_date,
    dates.impossible_school_year,
    dates.reversed_period,
    dates.impossible_quarter,
    names.objective_title,
    names.abbreviation_twice,
    budget.budget_objective,
    budget.budget_article,
)
