from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analysis.desk.lab.selection import Choice, built_years, matching, measures_of, select
from analysis.errors import SettingsError

if TYPE_CHECKING:
    from analysis.paths import Project
    from analysis.plan.tables.editions import PlanTables
    from analysis.settings import ReportSettings


def test_a_chapter_selects_its_own_rows(plan: PlanTables, settings: ReportSettings) -> None:
    chosen = select(plan, settings, Choice(2023, "activering"))
    assert set(chosen.tables.milestones["chapter"]) == {"activering"}
    assert set(chosen.tables.norms["chapter"]) == {"activering"}
    assert len(chosen.tables.milestones) < len(plan.milestones)


def test_the_overview_chapter_selects_every_row(plan: PlanTables, settings: ReportSettings) -> None:
    chosen = select(plan, settings, Choice(2023, "overzicht"))
    assert len(chosen.tables.milestones) == len(plan.milestones)
    assert chosen.parts.by == "chapter"


def test_a_status_selects_evaluated_milestones_only(
    plan: PlanTables, settings: ReportSettings
) -> None:
    chosen = select(plan, settings, Choice(2023, "overzicht", ("delayed", "none")))
    rows = chosen.tables.milestones
    evaluated = rows.loc[rows["kind"] == "evaluated", "status"]
    assert set(evaluated.dropna()) == {"delayed"}
    assert evaluated.isna().any()
    assert (rows["kind"] == "planned").sum() == (plan.milestones["kind"] == "planned").sum()
    assert chosen.statuses == "Loopt met vertraging of Zonder status"


def test_a_measure_selects_norms_budget_and_inspections(
    plan: PlanTables, settings: ReportSettings
) -> None:
    chosen = select(plan, settings, Choice(2023, "activering", measure="jobbonus"))
    for table in (chosen.tables.norms, chosen.tables.budget, chosen.tables.inspections):
        assert set(table["measure"]) <= {"jobbonus"}
    assert len(chosen.tables.budget) > 0
    assert len(chosen.tables.milestones) > 0


def test_an_unknown_chapter_suggests_the_nearest_name(
    plan: PlanTables, settings: ReportSettings
) -> None:
    with pytest.raises(SettingsError, match="Did you mean 'activering'"):
        select(plan, settings, Choice(2023, "activring"))


def test_measures_are_offered_by_name(plan: PlanTables) -> None:
    names = list(measures_of(plan).values())
    assert names == sorted(names, key=str.casefold)
    assert measures_of(plan)["jobbonus"] == "Jobbonus en jobbonus plus"


@pytest.mark.parametrize(
    ("text", "found"),
    [("", [0, 1]), ("JOBBONUS", [0]), ("plus decreet", [0]), ("vertraging", [])],
)
def test_a_search_covers_every_cell(text: str, found: list[int]) -> None:
    rows = pd.DataFrame({"label": ["Decreet", "Oproep"], "theme": ["Jobbonus plus", None]})
    assert list(matching(rows, text).index) == found


def test_only_a_year_with_tables_can_be_chosen(built: Project) -> None:
    (built.root / "params/2031.yaml").write_text("year: 2031\n")
    assert built_years(built) == [2023]
    (built.root / "params/2031.yaml").unlink()
