from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.subjects.summary.key_figures import (
    budget_figures,
    inspection_figures,
    milestone_figures,
    norm_figures,
    planned_figures,
    sequel_figures,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    Make = Callable[..., pd.DataFrame]


def test_milestones_are_counted_with_their_interval(make_milestones: Make) -> None:
    rows = make_milestones(
        {"status": "realised"},
        {"status": "delayed"},
        {"status": "not_applicable"},
        {"kind": "planned", "quarters": "2023Q1"},
    )
    share = pd.Series({"share": 0.5, "low": 0.1, "high": 0.9})
    realised, rest = milestone_figures(share, rows, 2023, 0.95)
    assert (realised.value, realised.of) == ("1", "van 2 met een status")
    assert realised.note.replace("\N{NO-BREAK SPACE}", " ") == "50 %; 95 %-interval 10–90 %"
    assert (rest.value, rest.note) == ("1", "waarvan 1 vertraagd, on hold of stopgezet")
    (planned,) = planned_figures(rows, 2023)
    assert (planned.value, planned.note) == ("1", "waarvan 1 met een kwartaal")
    nothing, _ = milestone_figures(None, rows.tail(1), 2023, 0.95)
    assert (nothing.value, nothing.note) == ("0", "")


def test_milestones_that_run_on_are_counted_with_their_successors() -> None:
    matches = pd.DataFrame(
        {
            "outcome": ["successor", "successor", "lost", "shared"],
            "confidence": ["sure", "weak", "sure", "weak"],
        }
    )
    (figure,) = sequel_figures(matches, 2023)
    assert (figure.value, figure.note) == (
        "4",
        "2 met een gevonden opvolger in de planning, 1 ervan zeker",
    )
    assert sequel_figures(matches.head(0), 2023) == [], "not a count of zero"


def test_norms_met_are_counted_of_those_measured() -> None:
    row = pd.Series({"measured": 2, "met": 0, "far_under": 1})
    (figure,) = norm_figures(row, 2023)
    assert (figure.value, figure.of) == ("0", "van 2")
    assert figure.note == "1 meer dan 10 procentpunt onder streefdoel"
    assert norm_figures(row.replace({2: 0}), 2023) == []
    assert norm_figures(None, 2023) == []


def test_budget_sums_are_labelled_as_computed() -> None:
    row = pd.Series({"rows": 2, "vak_realised": 100, "vak_budget": 130})
    realised, granted = budget_figures(row, 2023)
    assert realised.note == "berekend over 2 posten, zonder ontvangsten"
    assert granted.label == "VAK-krediet 2023"
    unsure, _ = budget_figures(row, 2023, provisional=True)
    assert unsure.note == "voorlopig, berekend over 2 posten, zonder ontvangsten"
    assert budget_figures(pd.Series({"rows": 0}), 2023) == []
    assert budget_figures(None, 2023) == []


def test_inspections_without_a_number_make_no_figure() -> None:
    row = pd.Series({"cases_previous": 30, "cases_current": 25}, dtype="Int64")
    (figure,) = inspection_figures(row, 2023)
    assert (figure.value, figure.note) == ("25", "tegenover 30 in 2021")
    row = pd.Series({"cases_previous": None, "cases_current": 25}, dtype="Int64")
    assert inspection_figures(row, 2023)[0].note == "tegenover – in 2021"
    row = pd.Series({"cases_previous": None, "cases_current": None}, dtype="Int64")
    assert inspection_figures(row, 2023) == []
    assert inspection_figures(None, 2023) == []
