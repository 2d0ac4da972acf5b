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
    prose_norms,
    prose_places,
    prose_statuses,
    prose_sums,
    prose_tables,
    prose_twice,
    references,
    repeats,
    totals,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.plan.audit.rule import AuditRule

_ON_FIGURES = (
    figures.figure_growth,
    figures.figure_twice,
    counts.announced_count,
    counts.announced_total,
    counts.figure_in_table,
)
_ON_REPEATS = (
    repeats.repeated_number,
    repeats.repeated_term,
    repeats.repeated_words,
    repeats.reported_status,
)

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
    prose_norms.told_term,
    prose_norms.told_result,
    prose_norms.told_change,
    prose_norms.told_rest,
    prose_norms.told_verdict,
    prose_norms.told_number_of_norms,
    prose_sums.told_direction,
    prose_sums.told_growth,
    prose_sums.told_share,
    prose_sums.told_parts,
    prose_sums.told_conclusion,
    prose_sums.told_list,
    prose_tables.told_projects,
    prose_tables.told_total,
    prose_tables.told_inspections,
    prose_tables.told_norms,
    prose_places.told_section,
    prose_places.told_objective,
    prose_places.told_end,
    prose_statuses.told_status,
    prose_statuses.told_no_plans,
    prose_statuses.stopped_elsewhere,
    prose_twice.told_twice,
    prose_twice.told_moment,
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

#: The rules that compare what people noted, each with the file that they keep by hand.
BY_HAND: Mapping[str, str] = {
    **{rule.name: "figures" for rule in RULES if rule in _ON_FIGURES},
    **{rule.name: "repeats" for rule in RULES if rule in _ON_REPEATS},
}
