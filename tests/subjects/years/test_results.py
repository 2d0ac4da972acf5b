from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analysis.computing import TablesInMemory
from analysis.plan.tables.editions import PlanTables
from analysis.settings import Chapter, ReportSettings
from analysis.subjects.years.results import over_the_years, plan_key_figures, realisation_by_year

if TYPE_CHECKING:
    from collections.abc import Callable

    Make = Callable[..., pd.DataFrame]

NORMS = ("measured", "met", "measured_previous", "met_previous")
MONEY = ("rows", "vak_realised", "vak_budget")
INSPECTED = ("cases_previous", "cases_current", "reports_previous", "reports_current")
SETTINGS = ReportSettings(
    title="",
    publisher="",
    chapters=tuple(
        Chapter(id=name, title=name, sections=("1",)) for name in ("activering", "loopbanen", "vsi")
    ),
)


def plan(make: Make, realised: int, cases: tuple[int | None, int | None]) -> PlanTables:
    """A plan with ten evaluated milestones and one of everything else, all in one chapter."""
    rows = [{"status": "realised"}] * realised + [{"status": "delayed"}] * (10 - realised)

    def both(names: tuple[str, ...], *cells: int | None) -> pd.DataFrame:
        own = pd.DataFrame([cells, cells], columns=list(names), dtype="Int64")
        return own.assign(chapter=["", "activering"])

    tables = {
        "milestones": make(*rows, {"kind": "planned"}),
        "results/norm_counts": both(NORMS, 1, 0, 1, 1),
        "results/budget_totals": both(MONEY, 1, 100, 110),
        "results/inspection_totals": both(INSPECTED, *cases, 0, 0),
        "results/workforce_total": pd.DataFrame({"total": [379]}),
    }
    return PlanTables(lambda name: tables[name])


def inputs(*plans: PlanTables) -> TablesInMemory:
    """Return plans from 2023 on, the last of them with those before it."""
    years = range(2023, 2023 + len(plans))
    earlier = dict(zip(years, plans[:-1], strict=False))
    return TablesInMemory(plans[-1], years[-1], settings=SETTINGS, earlier=earlier)


def values(given: TablesInMemory, indicator: str, chapter: str = "") -> dict[int, int]:
    table = over_the_years(given)
    rows = table[(table["indicator"] == indicator) & (table["chapter"] == chapter)]
    return dict(zip(rows["year"], rows["value"], strict=True))


@pytest.mark.parametrize("chapter", ["", "activering"])
def test_one_plan_already_has_several_years(make_milestones: Make, chapter: str) -> None:
    one = inputs(plan(make_milestones, 8, (20, 30)))
    assert values(one, "milestones_realised", chapter) == {2022: 8}
    assert values(one, "milestones_planned", chapter) == {2023: 1}
    assert values(one, "norms_met", chapter) == {2021: 1, 2022: 0}
    assert values(one, "cases", chapter) == {2021: 20, 2022: 30}
    assert values(one, "vak_realised", chapter) == {2022: 100}
    assert values(one, "vak_budget", chapter) == {2023: 110}
    assert values(one, "reports", chapter) == {}, "none in either year"


def test_a_year_without_a_number_has_no_row(make_milestones: Make) -> None:
    assert values(inputs(plan(make_milestones, 8, (None, 30))), "cases") == {2022: 30}


def test_the_inspectorate_covers_every_inspection_and_nothing_else(make_milestones: Make) -> None:
    one = inputs(plan(make_milestones, 8, (20, 30)))
    assert values(one, "cases", "vsi") == {2021: 20, 2022: 30}
    assert values(one, "cases", "loopbanen") == {}
    assert set(over_the_years(one).query("chapter == 'vsi'")["indicator"]) == {"cases"}


def test_the_plan_that_evaluates_a_year_directly_counts(make_milestones: Make) -> None:
    """The later plan repeats 2022 as 31; the plan of 2023, which evaluates 2022, says 30."""
    both = inputs(plan(make_milestones, 8, (20, 30)), plan(make_milestones, 9, (31, 40)))
    assert values(both, "cases") == {2021: 20, 2022: 30, 2023: 40}
    assert values(both, "milestones_realised") == {2022: 8, 2023: 9}


def test_shares_of_two_years_are_compared(make_milestones: Make) -> None:
    """9 of 10 against 2 of 10: Fisher's p is 2 (10 x 45 + 1 x 10) / C(20, 11) = 0.0055."""
    both = inputs(plan(make_milestones, 2, (1, 1)), plan(make_milestones, 9, (1, 1)))
    table = realisation_by_year(both)
    own = table.loc[table["chapter"] == "activering"]
    assert own["year"].tolist() == [2022, 2023]
    assert own["realised"].tolist() == [2, 9]
    assert own["difference"].iloc[1] == pytest.approx(0.7)
    assert own["p"].iloc[1] == pytest.approx(0.0055, abs=1e-4)
    assert own["p_holm"].iloc[1] == own["p"].iloc[1], "no other chapter has a test"
    assert own[["difference", "p"]].iloc[0].isna().all()
    none = table.loc[table["chapter"] == "loopbanen", ["n", "p"]]
    assert none["n"].tolist() == [0, 0]
    assert none["p"].isna().all()


def test_chapters_are_adjusted_for_their_number(make_milestones: Make) -> None:
    def two(realised: int) -> PlanTables:
        tables = plan(make_milestones, realised, (1, 1))
        both = [tables.milestones, tables.milestones.assign(chapter="loopbanen")]
        return tables.replaced(milestones=pd.concat(both, ignore_index=True))

    table = realisation_by_year(inputs(two(2), two(9)))
    tests = table.loc[table["year"] == 2023].set_index("chapter").to_dict("index")
    assert tests["activering"]["p_holm"] == pytest.approx(2 * tests["activering"]["p"])
    assert tests[""]["p_holm"] == tests[""]["p"]


def test_the_key_figures_are_those_of_the_plan_itself(make_milestones: Make) -> None:
    """A share has its counts; money is written in millions."""
    table = plan_key_figures(inputs(plan(make_milestones, 8, (20, 1_300))))
    words = table["printed"].str.replace("\N{NO-BREAK SPACE}", " ")
    assert list(zip(table["indicator"], table["year"], words, table["parts"], strict=True)) == [
        ("milestones_realised", 2022, "80 %", "8 van 10"),
        ("norms_met", 2022, "0 %", "0 van 1"),
        ("vak_budget", 2023, "€ 110", ""),
        ("cases", 2022, "1.300", ""),
        ("staff", 2023, "379", ""),
    ]
    assert table["value"].tolist() == [0.8, 0.0, 110.0, 1300.0, 379.0]


def test_a_plan_without_a_key_figure_has_no_row_for_it(make_milestones: Make) -> None:
    """The files of the year before last are no figure of the year that the plan evaluates."""
    tables = plan(make_milestones, 8, (20, None))
    nobody = {"results/workforce_total": pd.DataFrame({"total": []})}
    found = plan_key_figures(inputs(tables.replaced(**nobody)))
    assert found["indicator"].tolist() == ["milestones_realised", "norms_met", "vak_budget"]
