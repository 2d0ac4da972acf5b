from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.plan.tables import typed
from analysis.plan.tables.context import Context, RawTable
from analysis.plan.tables.raw import RAW_COLUMNS
from analysis.settings import load_report_settings

if TYPE_CHECKING:
    from analysis.paths import Project


def raw(table: str, *rows: dict[str, str]) -> RawTable:
    """Return a raw table without corrections, with the given cells and the others empty."""
    empty = dict.fromkeys(RAW_COLUMNS[table], "") | {"line": "1"}
    frame = pd.DataFrame([empty | row for row in rows])
    cells = frame.set_index(pd.RangeIndex(2, len(frame) + 2))
    return RawTable(cells, cells, f"{table}.csv")


def milestone(**cells: str) -> dict[str, str]:
    given = {"section": "3.1.1", "kind": "planned", "additional": "0", "carried_over": "0"}
    return given | {"label": "Decreet"} | cells


@pytest.fixture(scope="module")
def context(repository: Project) -> Context:
    settings = load_report_settings(repository)
    headings = raw(
        "headings",
        {"number": "3.1.1", "title": "Activering versterken (OD 1)"},
        {"number": "6.1.7", "title": "Inspectie"},
    )
    measures = raw("measures", {"measure": "esf", "name": "ESF", "chapter": "thema_overschrijdend"})
    return Context(
        year=2031,
        settings=settings,
        measures=measures.cells,
        aliases={"esf": "esf", "boetes (ontvangsten!)": "esf"},
        headings=typed.headings(headings, settings),
    )


def test_a_heading_is_split_into_its_title_and_its_objective(context: Context) -> None:
    first = context.headings.iloc[0]
    assert (first["title"], first["objective"]) == ("Activering versterken", "OD 1")
    assert list(context.headings["chapter"]) == ["activering", "vsi"]
    assert pd.isna(context.headings.iloc[1]["objective"])


@pytest.mark.parametrize(
    ("theme", "label", "tags"),
    [
        ("", "[AHAD- RRF] Portaal", "AHAD RRF"),
        ("[RRF] Scan:", "Opstart", "RRF"),
        ("[AHAD-React-EU] Opleiding", "Start", "AHAD REACT-EU"),
        ("", "Evaluatie (ESF-programma 14-20)", "ESF"),
        ("", "Opstart van een ESF-oproep", ""),
        ("", "[digitalisering IT-project] Loket", ""),
        ("", "Overleg (na de oproep ESF)", ""),
        ("[ESF", "14-20] Oproep (fase 2)", "ESF"),
        ("[RRF] Scan", "Start (fase 1) [ESF]", "RRF ESF"),
        ("", "Twee\nregels [AHAD\nRRF] en meer", "AHAD RRF"),
    ],
)
def test_only_a_bracket_that_begins_with_a_tag_holds_tags(
    context: Context, theme: str, label: str, tags: str
) -> None:
    rows = raw("milestones", milestone(theme=theme, label=label))
    assert list(typed.milestones(rows, context)["tags"]) == [tags]


def test_a_milestone_gets_its_place_and_its_quarters(context: Context) -> None:
    rows = raw("milestones", milestone(section="6.1.7", timing="Q1 en Q3"))
    row = typed.milestones(rows, context).iloc[0]
    assert (row["year"], row["chapter"], row["section_title"]) == (2031, "vsi", "Inspectie")
    assert row["quarters"] == "2031Q1 2031Q3"


def test_a_status_that_is_not_printed_is_missing(context: Context) -> None:
    rows = raw("milestones", milestone(status=""), milestone(status="On  hold"))
    statuses = typed.milestones(rows, context)["status"]
    assert pd.isna(statuses.iloc[0])
    assert statuses.iloc[1] == "on_hold"


def test_an_unknown_status_is_reported_with_the_nearest_known_one(context: Context) -> None:
    rows = raw("milestones", milestone(), milestone(status="Gerealizeerd"))
    with pytest.raises(DataError, match="Did you mean 'gerealiseerd'") as caught:
        typed.milestones(rows, context)
    assert caught.value.problems[0].where == "milestones.csv, row 3, column 'status'"


def test_receipts_are_marked_and_not_applicable_is_missing(context: Context) -> None:
    rows = raw(
        "budget",
        {"measure": "ESF", "vak_realised": "Nvt", "vek_realised": "-1.000"},
        {"measure": "Boetes (ontvangsten!)", "vek_realised": "649.002"},
    )
    budget = typed.budget(rows, context)
    assert list(budget["receipts"]) == [False, True]
    assert pd.isna(budget["vak_realised"].iloc[0])
    assert list(budget["vek_realised"]) == [-1000, 649_002]


def test_the_printed_total_of_the_inspections_has_no_measure(context: Context) -> None:
    rows = raw(
        "inspections",
        {"measure": "TOTAAL", "cases_current": "12"},
        {"measure": "ESF", "cases_current": "12", "recoveries_current": "€ 1.500"},
    )
    inspections = typed.inspections(rows, context)
    assert list(inspections["total"]) == [True, False]
    assert list(inspections["label"]) == ["TOTAAL", "ESF"]
    assert pd.isna(inspections["measure"].iloc[0])
    assert inspections["recoveries_current"].iloc[1] == 1500


def test_a_plan_that_prints_no_status_of_its_projects_has_no_place_for_one(
    context: Context,
) -> None:
    found = typed.projects(raw("projects", {"project": "1", "kind": "policy"}), context)
    assert found["status_place"].dtype == "str"
    assert found["status_place"].isna().all()


def test_cells_printed_once_for_two_measures_carry_each_label_once(context: Context) -> None:
    rows = raw(
        "inspections",
        {"measure": "ESF", "cases_current": "12"},
        {"measure": "Boetes (ontvangsten!)", "shared_with": "ESF"},
        {"measure": "Boetes (ontvangsten!)", "shared_with": "ESF"},
    )
    found = typed.inspections(rows, context)
    assert list(found["label"]) == ["ESF en Boetes (ontvangsten!)", *["Boetes (ontvangsten!)"] * 2]


def test_a_corrected_change_is_kept_as_printed(context: Context) -> None:
    printed = raw("norms", {"measure": "ESF", "change": "-1 ppt"}, {"measure": "ESF"})
    cells = printed.cells.assign(change=["+1 ppt", ""])
    found = typed.norms(RawTable(printed.cells, cells, "norms.csv"), context)
    assert found["change_printed"].dropna().to_dict() == {2: -1.0}


def test_norms_keep_the_printed_change_and_the_computed_one(context: Context) -> None:
    rows = raw(
        "norms",
        {
            "measure": "ESF",
            "target": "100%",
            "previous": "41%",
            "current": "54,40%",
            "change": "-13,4 ppt",
        },
    )
    norm = typed.norms(rows, context).iloc[0]
    assert (norm["change"], norm["change_printed"]) == (13.4, -13.4)
    assert (norm["step_previous"], norm["step"]) == ("far_under", "far_under")
