"""Every table and column that is exported is described."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.analyse import all_results
from analysis.errors import DataError
from analysis.paths import Project
from analysis.plan.tables.schemas import SCHEMAS
from analysis.publishing.outputs.tables import DataColumn, data_tables, described, descriptions

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_table_and_column_of_the_schemas_is_described(name: str) -> None:
    known = descriptions()
    about = known["tables"][name]
    assert about["title"]
    assert about["description"]
    assert set(SCHEMAS[name].columns) <= {*known["shared"], *about["columns"]}


def test_every_description_belongs_to_an_existing_column() -> None:
    for name, about in descriptions()["tables"].items():
        assert set(about.get("columns", {})) <= set(SCHEMAS[name].columns), name


def test_a_column_has_its_type_categories_and_completeness() -> None:
    frame = pd.DataFrame(
        {
            "line": pd.array([1, 2], dtype="Int64"),
            "value": pd.array([1.5, None], dtype="Float64"),
            "total": [True, False],
            "theme": ["x", ""],
            "step": pd.Categorical(["met", "met"], ["under", "met"]),
        }
    )
    assert described("onbekend", frame).columns == (
        DataColumn("line", "Regel in de tekst van het plan", "integer", (), complete=True),
        DataColumn("value", "", "number"),
        DataColumn("total", "", "boolean", (), complete=True),
        DataColumn("theme", "", "string"),
        DataColumn("step", "", "string", ("under", "met"), complete=True),
    )


def test_missing_tables_are_reported(tmp_path: object) -> None:
    with pytest.raises(DataError, match="planmonitor data 2023"):
        data_tables(Project(tmp_path), 2023)  # type: ignore[arg-type]


def test_the_results_are_exported_with_their_own_words(built: Project) -> None:
    tables = {table.name: table for table in data_tables(built, 2023)}
    results = all_results()
    assert set(tables) == {*SCHEMAS, *results}
    assert list(tables)[: len(SCHEMAS)] == list(descriptions()["tables"])
    for name, (_, result) in results.items():
        table = tables[name]
        assert (table.title, table.description) == (result.title, result.description)
        assert [one.name for one in table.columns] == list(result.schema.columns)
        assert all(one.description for one in table.columns), name


def test_no_result_has_the_name_of_a_table() -> None:
    assert not set(all_results()) & set(SCHEMAS)


def test_an_infinite_value_is_empty_and_its_column_says_so() -> None:
    table = described("onbekend", pd.DataFrame({"ratio": [2.0, float("inf")]}))
    assert table.frame["ratio"].isna().tolist() == [False, True]
    assert table.columns[0].description.endswith("leeg waar de waarde oneindig is")
