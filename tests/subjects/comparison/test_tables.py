"""Two plans side by side: rows joined by name, gaps for missing ones, changes as differences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from analysis.subjects.comparison.chapter import Comparison


def values(data: pd.DataFrame) -> list[list[Any]]:
    return data.astype(object).where(data.notna(), None).to_numpy().tolist()


def test_the_text_names_both_years(comparison: Comparison) -> None:
    assert "2022 en 2024" in str(comparison.text())


def test_each_plan_evaluates_the_year_before(comparison: Comparison) -> None:
    headers = list(comparison.realisation_table().data.columns)
    assert headers[1:4] == ["Gerealiseerd in 2021", "Met een status in 2021", "Aandeel in 2021"]
    assert headers[4] == "Gerealiseerd in 2023"


def test_shares_differ_in_percentage_points_and_a_missing_chapter_has_none(
    comparison: Comparison,
) -> None:
    assert values(comparison.realisation_table().data) == [
        ["Activering", 1, 4, 25.0, 3, 4, 75.0, 50.0],
        ["vsi", None, None, None, 1, 1, 100.0, None],
    ]


def test_a_norm_that_is_printed_twice_is_compared_once(comparison: Comparison) -> None:
    (row,) = values(comparison.norms_table().data)
    assert (row[3], row[6], row[-1]) == (92.0, 90.5, -1.5)


def test_only_amounts_that_their_plan_calls_provisional_are_noted(comparison: Comparison) -> None:
    note = comparison.budget_table().note
    assert note.endswith(
        "De realisaties van 2023 zijn voorlopig, een momentopname van 19 januari 2024."
    )
    assert "2021" not in note


def test_posts_are_added_up_without_receipts_and_empty_rows(comparison: Comparison) -> None:
    """A post that only the earlier plan has comes last."""
    assert values(comparison.budget_table().data) == [
        ["Premie", 100, 100, 120, 120],
        ["Oude post", 7, 7, None, None],
    ]


def test_the_printed_total_of_inspections_is_no_measure(comparison: Comparison) -> None:
    assert values(comparison.inspections_table().data) == [["Jobbonus", 12, 12, 12, 12, 12, 12]]
