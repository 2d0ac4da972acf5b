from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pandas as pd
import pytest
import yaml

from analysis.errors import DataError, SettingsError
from analysis.plan.tables import build as building
from analysis.plan.tables.build import build, processed_tables, raw_checksums
from analysis.plan.tables.load import TableReader
from analysis.plan.tables.raw import NEVER_EMPTY, read_raw

if TYPE_CHECKING:
    from analysis.paths import Project

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def tables(repository: Project) -> dict[str, pd.DataFrame]:
    """The processed tables of the real plan of 2023."""
    return processed_tables(repository, 2023)


def read(project: Project, table: str) -> pd.DataFrame:
    return TableReader(project, 2023).read(table)


def spoil(project: Project, table: str, old: str, new: str) -> None:
    path = project.raw(2023) / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_norms_table_holds_30_measures_and_64_norms(tables: dict[str, pd.DataFrame]) -> None:
    assert len(tables["norms"]) == 64
    assert tables["norms"]["label"].nunique() == 30


def test_the_budget_has_74_rows_and_its_two_receipts_are_marked(
    tables: dict[str, pd.DataFrame],
) -> None:
    budget = tables["budget"]
    assert len(budget) == 74
    receipts = budget[budget["receipts"]]
    assert list(receipts["vek_realised"]) == [193_445, 649_002]
    assert receipts["vak_realised"].isna().all()


def test_the_inspections_add_up_to_the_printed_totals(tables: dict[str, pd.DataFrame]) -> None:
    rows = tables["inspections"][~tables["inspections"]["total"]]
    total = tables["inspections"][tables["inspections"]["total"]].iloc[0]
    assert (rows["cases_previous"].sum(), rows["cases_current"].sum()) == (2163, 2579)
    assert (total["cases_previous"], total["cases_current"]) == (2163, 2579)


def test_section_3_1_1_has_26_evaluated_rows(tables: dict[str, pd.DataFrame]) -> None:
    table = tables["milestones"]
    rows = table[(table["section"] == "3.1.1") & (table["kind"] == "evaluated")]
    realised = rows["status"] == "realised"
    assert len(rows) == 26
    assert (realised & ~rows["additional"]).sum() == 19
    assert (realised & rows["additional"]).sum() == 6
    assert (rows["status"].isna() & rows["additional"]).sum() == 1


def test_each_status_has_the_count_of_the_plan(tables: dict[str, pd.DataFrame]) -> None:
    evaluated = tables["milestones"].query("kind == 'evaluated'")
    counts = evaluated["status"].value_counts().to_dict()
    assert {status: count for status, count in counts.items() if count} == {
        "realised": 317,
        "delayed": 30,
        "on_track": 21,
        "on_hold": 6,
        "reoriented": 6,
        "stopped": 4,
        "in_preparation": 3,
        "not_applicable": 3,
    }
    assert evaluated["status"].isna().sum() == 2
    assert evaluated["additional"].sum() == 74


def test_every_milestone_belongs_to_a_chapter_and_a_titled_section(
    tables: dict[str, pd.DataFrame],
) -> None:
    milestones = tables["milestones"]
    assert milestones["chapter"].notna().all()
    assert milestones["section_title"].str.len().min() > 3
    assert set(milestones.loc[milestones["section"] == "6.1.7", "chapter"]) == {"vsi"}


def test_the_computed_change_and_the_printed_one_are_both_kept(
    tables: dict[str, pd.DataFrame],
) -> None:
    norms = tables["norms"]
    row = norms[norms["norm"].str.startswith("100% eerste beoordeling")].iloc[0]
    assert (row["change"], row["change_printed"]) == (13.4, -13.4)


def test_a_measure_has_one_name_in_every_table(tables: dict[str, pd.DataFrame]) -> None:
    names = {
        table: set(tables[table].loc[tables[table]["measure"] == "esf_amif", "label"])
        for table in ("norms", "budget", "inspections")
    }
    assert names["norms"] == {"ESF/AMIF"}
    assert {"ESF", "AMIF"} <= names["budget"]
    assert names["inspections"] == {"ESF"}


def test_built_tables_are_read_back_with_their_types(project: Project) -> None:
    rows = build(project, 2023)
    milestones = read(project, "milestones")
    assert rows["milestones"] == len(milestones)
    assert milestones["status"].cat.ordered
    assert str(milestones["line"].dtype) == "Int64"
    manifest = json.loads((project.processed(2023) / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["rows"] == rows


def test_every_table_is_read_back_as_it_was_validated(
    project: Project, tables: dict[str, pd.DataFrame]
) -> None:
    build(project, 2023)
    for name, table in tables.items():
        expected = table.reset_index(drop=True)
        pd.testing.assert_frame_equal(read(project, name), expected)


def test_the_same_raw_tables_give_the_same_bytes(project: Project) -> None:
    build(project, 2023)
    first = {path.name: path.read_bytes() for path in project.processed(2023).iterdir()}
    build(project, 2023)
    assert {path.name: path.read_bytes() for path in project.processed(2023).iterdir()} == first


def test_a_table_that_is_not_built_says_how_to_build_it(project: Project) -> None:
    with pytest.raises(DataError, match="planmonitor data 2023"):
        read(project, "norms")


@pytest.mark.usefixtures("built_copy")
@pytest.mark.parametrize(
    ("table", "old", "new", "column", "expected"),
    [
        ("norms", ",98%,", ",honderd,", "previous", "a percentage such as 98,50%"),
        ("norms", ",98%,", ",198%,", "previous", "at most 100"),
        ("budget", "383.452.966", "383.45.966", "vak_realised", "an amount in euros"),
        ("milestones", "Gerealiseerd", "Gerealizeerd", "status", "'gerealiseerd'"),
        ("milestones", "evaluated", "evalueted", "kind", "'evaluated' or 'planned'"),
        ("inspections", ",823,", ",8a3,", "cases_previous", "a whole number"),
        ("milestones", "2023/Q1,", "2023/Q5,", "timing", "quarters such as 2023/Q1-Q2"),
        ("milestones", "2023/Q1-Q2,", "2023/Q3-Q1,", "timing", "quarters such as 2023/Q1-Q2"),
        ("milestones", "Ad hoc,", "binnenkort eens,", "timing", "quarters such as 2023/Q1-Q2"),
        ("milestones", "3.1.1,", "3.9.9,", "section", "the number of a heading"),
    ],
)
def test_a_bad_cell_is_reported_with_its_place_and_the_earlier_tables_are_unchanged(
    project: Project, table: str, old: str, new: str, column: str, expected: str
) -> None:
    before = read(project, table)
    spoil(project, table, old, new)
    with pytest.raises(DataError) as caught:
        build(project, 2023)
    (problem,) = caught.value.problems
    assert problem.where.startswith(f"data/raw/2023/{table}.csv, row ")
    assert problem.where.endswith(f"column '{column}'")
    assert expected in problem.expected
    assert read(project, table).equals(before)
    assert [path.name for path in project.processed(2023).parent.iterdir()] == ["2023"]


def test_problems_of_all_tables_are_reported_at_once(project: Project) -> None:
    spoil(project, "norms", ",98%,", ",x,")
    spoil(project, "budget", "383.452.966", "y")
    with pytest.raises(DataError) as caught:
        processed_tables(project, 2023)
    assert len(caught.value.problems) == 2


@pytest.mark.usefixtures("built_copy")
def test_a_file_that_is_saved_during_the_build_is_reported(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read(project, "letters")

    def then_saved(project: Project, year: int) -> dict[str, str]:
        spoil(project, "letters", "\n", "\r\n")
        return raw_checksums(project, year)

    monkeypatch.setattr(building, "raw_checksums", then_saved)
    with pytest.raises(DataError) as caught:
        build(project, 2023)
    (problem,) = caught.value.problems
    assert problem.where == "data/raw/2023/letters.csv"
    assert problem.remedy == "Run the command again."
    pd.testing.assert_frame_equal(read(project, "letters"), before)


def test_an_unknown_year_builds_nothing(project: Project) -> None:
    with pytest.raises(SettingsError, match=r"no file 1999\.yaml"):
        build(project, 1999)


def test_a_correction_replaces_a_timing_that_cannot_be_read(project: Project) -> None:
    spoil(project, "milestones", "2023/Q1-Q2,", "2023/Q3-Q1,")
    with pytest.raises(DataError, match=r"corrections\.yaml"):
        build(project, 2023)
    raw = read_raw(project, 2023, "milestones")
    line = raw.loc[raw["timing"] == "2023/Q3-Q1", "line"].item()
    entry = {"table": "milestones", "line": int(line), "column": "timing"}
    entry |= {"printed": "2023/Q3-Q1", "corrected": "2023/Q1-Q3", "reason": "Quarters swapped."}
    file = project.raw(2023) / "corrections.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "\n" + yaml.safe_dump([entry]), "utf-8")
    build(project, 2023)
    milestones = read(project, "milestones")
    quarters = milestones.loc[milestones["line"] == int(line), "quarters"].item()
    assert quarters == "2023Q1 2023Q2 2023Q3"


def test_a_corrected_cell_that_cannot_be_read_has_no_printed_value(project: Project) -> None:
    """No type holds the printed text; the table of corrections keeps it."""
    spoil(project, "norms", ",+0 ppt,", ",0 pp+,")
    with pytest.raises(DataError, match=r"norms\.csv"):
        build(project, 2023)
    raw = read_raw(project, 2023, "norms")
    line = int(raw.loc[raw["change"] == "0 pp+", "line"].item())
    entry = {"table": "norms", "line": line, "column": "change"}
    entry |= {"printed": "0 pp+", "corrected": "+0 ppt", "reason": "Letters out of order."}
    file = project.raw(2023) / "corrections.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "\n" + yaml.safe_dump([entry]), "utf-8")
    build(project, 2023)
    norms = read(project, "norms").set_index("line")
    assert norms.loc[line, "change"] == 0
    assert norms["change_printed"].isna().loc[line]
    assert norms.loc[8674, "change_printed"] == -13.4  # as the plan prints it
    listed = read(project, "corrections").set_index("line")
    assert listed.loc[line, "printed"] == "0 pp+"


def test_an_unknown_section_is_reported_by_its_number(project: Project) -> None:
    spoil(project, "milestones", "3.1.1,", "3.9.9,")
    with pytest.raises(DataError) as caught:
        build(project, 2023)
    assert caught.value.problems[0].found == "section '3.9.9', which is in no heading"


def test_a_section_without_a_chapter_is_reported_with_a_remedy(project: Project) -> None:
    text = project.report_params.read_text(encoding="utf-8")
    settings = yaml.safe_load(text)
    for chapter in settings["chapters"]:
        chapter["sections"] = [name for name in chapter.get("sections", []) if name != "6.1.7"]
        chapter["sections"] = [name for name in chapter["sections"] if not name.startswith("6")]
    project.report_params.write_text(yaml.safe_dump(settings), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        build(project, 2023)
    assert "which no chapter covers" in caught.value.problems[0].found
    assert "'sections'" in caught.value.problems[0].remedy


@pytest.mark.parametrize("table", NEVER_EMPTY)
def test_a_table_cut_to_its_header_is_refused(project: Project, table: str) -> None:
    path = project.raw(2023) / f"{table}.csv"
    path.write_text(path.read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8")
    with pytest.raises(DataError, match="a header and no rows") as caught:
        build(project, 2023)
    assert caught.value.problems[0].where == f"data/raw/2023/{table}.csv"


@pytest.mark.parametrize("table", ["workforce", "letters", "figures", "references"])
def test_a_plan_may_lack_a_table_that_the_report_does_not_need(
    project: Project, table: str
) -> None:
    path = project.raw(2023) / f"{table}.csv"
    path.write_text(path.read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8")
    (project.raw(2023) / "corrections.yaml").unlink()
    assert build(project, 2023)[table] == 0


@pytest.mark.parametrize("table", ["objectives", "figures"])
def test_a_repeated_row_is_one_problem(project: Project, table: str) -> None:
    path = project.raw(2023) / f"{table}.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[1]]), encoding="utf-8")
    with pytest.raises(DataError, match="as in a row above it") as caught:
        build(project, 2023)
    (problem,) = caught.value.problems
    assert problem.where.startswith(f"data/raw/2023/{table}.csv, row {len(lines) + 1}, ")
