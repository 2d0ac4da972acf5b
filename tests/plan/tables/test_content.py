"""A table's checksum counts what the cells hold, as a whole and for each part read alone."""

from __future__ import annotations

import pandas as pd

from analysis.plan.tables.content import checksums, choose

TABLE = pd.DataFrame({"chapter": ["a", "b", "a", None], "n": pd.array([1, 2, 3, None], "Int64")})


def test_a_table_has_a_checksum_for_the_whole_and_for_each_chapter() -> None:
    assert set(checksums(TABLE)) == {"", "chapter=a", "chapter=b"}


def test_a_cell_changes_the_whole_and_its_own_chapter_only() -> None:
    before, after = checksums(TABLE), checksums(TABLE.assign(n=pd.array([1, 9, 3, None], "Int64")))
    assert {name for name in before if before[name] != after[name]} == {"", "chapter=b"}


def test_the_index_does_not_count_and_the_order_and_the_types_do() -> None:
    whole = checksums(TABLE)[""]
    assert checksums(TABLE.set_axis([7, 8, 9, 10]))[""] == whole
    assert checksums(TABLE.iloc[::-1])[""] != whole
    assert checksums(TABLE.astype({"n": "Float64"}))[""] != whole


def test_the_categories_of_a_column_count_also_those_without_a_row() -> None:
    one = pd.DataFrame({"status": pd.Categorical(["x"], ["x", "y"])})
    other = pd.DataFrame({"status": pd.Categorical(["x"], ["x", "z"])})
    assert checksums(one) != checksums(other)


def test_the_parts_of_two_columns_are_named_in_one_order() -> None:
    table = TABLE.assign(confidence_level=[0.9, 0.9, 0.95, 0.95])
    assert {name for name in checksums(table) if "," in name} == {
        "confidence_level=0.9,chapter=a",
        "confidence_level=0.9,chapter=b",
        "confidence_level=0.95,chapter=a",
    }


def test_chosen_rows_keep_their_index() -> None:
    assert choose(TABLE, {"chapter": "a"}).index.tolist() == [0, 2]
