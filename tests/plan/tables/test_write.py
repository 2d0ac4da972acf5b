from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from pyarrow import parquet

from analysis.plan.tables.write import write_parts

if TYPE_CHECKING:
    from pathlib import Path

STATUS = pd.CategoricalDtype(["realised", "delayed", "stopped"], ordered=True)


def test_a_column_is_text_whether_its_parts_hold_texts_or_categories(tmp_path: Path) -> None:
    texts = [["b", "a", "b", None], ["a", "c", None, "a"], ["d", "d", "d", "d"]]
    parts = [
        pd.DataFrame({"theme": pd.Series(cells, dtype=dtype), "line": [1, 2, 3, 4]})
        for cells, dtype in zip(texts, ["category", "str", "category"], strict=True)
    ]
    for order in (parts, parts[::-1], parts[1:]):
        rows = write_parts(order, tmp_path / "a.parquet", {"theme"})
        found = pd.read_parquet(tmp_path / "a.parquet")
        assert rows == len(found) == 4 * len(order)
        assert found["theme"].dtype == "str"
        expected = [cell for part in order for cell in part["theme"].astype("str")]
        pd.testing.assert_series_equal(found["theme"], pd.Series(expected, name="theme"))


def test_more_texts_than_the_first_part_foresees_are_kept(tmp_path: Path) -> None:
    few = pd.DataFrame({"theme": pd.Categorical(["a", "a"])})
    many = pd.DataFrame({"theme": pd.Categorical([f"thema {n}" for n in range(1000)])})
    write_parts([few, many], tmp_path / "a.parquet", {"theme"})
    found = pd.read_parquet(tmp_path / "a.parquet")["theme"]
    assert list(found) == ["a", "a", *(f"thema {n}" for n in range(1000))]


def test_a_category_keeps_its_names_and_their_order_where_no_cell_repeats(tmp_path: Path) -> None:
    table = pd.DataFrame({"status": pd.Categorical(["stopped", None, "delayed"], dtype=STATUS)})
    write_parts([table], tmp_path / "a.parquet", ())
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "a.parquet"), table)


def test_a_file_says_to_every_reader_that_texts_are_texts(tmp_path: Path) -> None:
    part = pd.DataFrame({"theme": pd.Categorical(["a", "a", "b"])})
    write_parts([part], tmp_path / "a.parquet", {"theme"})
    file = parquet.ParquetFile(tmp_path / "a.parquet")
    assert str(file.schema_arrow.field("theme").type) == "large_string"
    assert str(file.schema.column(0).logical_type) == "String"
