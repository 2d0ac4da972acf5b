"""Two plans side by side: rows joined by name, gaps for missing ones, changes as differences."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pandas as pd
import pytest

from analysis.plan.tables.legend import STEP_DTYPE
from analysis.subjects.comparison.chapter import Comparison

if TYPE_CHECKING:
    from analysis.plan.tables.editions import PlanTables

AMOUNTS = ["vak_realised", "vek_realised", "vak_budget", "vek_budget"]


def shares(*rows: tuple[str, str, int, int, float]) -> pd.DataFrame:
    """The result at two levels, with a row for a section too."""
    section = ("activering", "section", 1, 2, 0.5)
    columns = ["chapter", "group", "realised", "n", "share"]
    found = pd.DataFrame([*rows, section], columns=columns)
    return pd.concat([found.assign(confidence_level=level) for level in (0.9, 0.95)])


def norms(current: float, *, label: str = "Jobbonus") -> pd.DataFrame:
    rows = [(label, "binnen 30 dagen", 95.0, current, "under")]
    found = pd.DataFrame(rows, columns=["label", "norm", "target", "current", "step"])
    return pd.concat([found, found]).astype({"step": STEP_DTYPE})  # printed twice


def budget(*rows: tuple[str, int | None, bool]) -> pd.DataFrame:
    """Each row: post, VAK realised, whether it is a receipt."""
    found = pd.DataFrame({"label": [label for label, _, _ in rows]})
    for name in AMOUNTS:
        known = name != "vek_realised"
        found[name] = [amount if known else None for _, amount, _ in rows]
    receipts = [receipt for _, _, receipt in rows]
    return found.astype(dict.fromkeys(AMOUNTS, "Int64")).assign(receipts=receipts)


def inspections(*rows: tuple[str, int | None, bool]) -> pd.DataFrame:
    """Each row: measure, files, whether it is the printed total."""
    cases = pd.array([cases for _, cases, _ in rows], dtype="Int64")
    return pd.DataFrame(
        {
            "label": [label for label, _, _ in rows],
            "cases_current": cases,
            "reports_current": cases,
            "recoveries_current": cases,
            "total": [total for _, _, total in rows],
        }
    )


@pytest.fixture
def comparison() -> Comparison:
    """The plan of 2022, and that of 2024 with one more chapter and other amounts."""

    def plan(realised: int, later: bool) -> PlanTables:  # noqa: FBT001 - one of two plans
        more = [("vsi", "chapter", 1, 1, 1.0)] if later else []
        gone = [] if later else [("Oude post", 7, False)]
        tables: Any = SimpleNamespace(
            result={
                "realisation": shares(("activering", "chapter", realised, 4, realised / 4), *more)
            }.__getitem__,
            norms=norms(90.5 if later else 92.0),
            budget=budget(
                ("Premie", 100, False),
                ("Premie", 20 if later else None, False),
                ("Ontvangst", 5, True),
                ("Leeg", None, False),
                *gone,
            ),
            inspections=inspections(("Jobbonus", 12, False), ("Totaal", 12, True)),
            remarks=pd.DataFrame(
                {"topic": ["provisional"] * later, "about": ["stand van 19/01/2024"] * later}
            ),
        )
        return cast("PlanTables", tables)

    plans = {2022: plan(1, later=False), 2024: plan(3, later=True)}
    return Comparison(plans, {"activering": "Activering"})


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
    assert note.endswith("De realisaties van 2023 zijn voorlopig, een momentopname van 19/01/2024.")
    assert "2021" not in note


def test_posts_are_added_up_without_receipts_and_empty_rows(comparison: Comparison) -> None:
    """A post that only the earlier plan has comes last."""
    assert values(comparison.budget_table().data) == [
        ["Premie", 100, 100, 120, 120],
        ["Oude post", 7, 7, None, None],
    ]


def test_the_printed_total_of_inspections_is_no_measure(comparison: Comparison) -> None:
    assert values(comparison.inspections_table().data) == [["Jobbonus", 12, 12, 12, 12, 12, 12]]
