from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.plan.tables.csv_file import read_csv

if TYPE_CHECKING:
    from pathlib import Path

CELLS = ("", "a", "é", "1,5", 'een "woord"', "twee\nregels", "dos\r\nregel", " ", '"', "\n")


@pytest.mark.parametrize("seed", range(10))
def test_any_cells_are_read_as_they_were_written(tmp_path: Path, seed: int) -> None:
    chosen, path = random.Random(seed), tmp_path / "a.csv"  # noqa: S311 - no secret
    rows = pd.DataFrame({name: chosen.choices(CELLS, k=12) for name in "abc"})
    rows.to_csv(path, index=False, lineterminator=chosen.choice(["\n", "\r\n"]))
    found = read_csv(path, "a.csv")
    assert found.to_numpy().tolist() == rows.to_numpy().tolist()
    assert list(found.index) == list(range(2, 14))


def test_a_byte_order_mark_is_not_part_of_the_first_column(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"\xef\xbb\xbfa,b\n1,2\n")
    assert list(read_csv(tmp_path / "a.csv", "a.csv").columns) == ["a", "b"]


def test_blank_lines_are_skipped_and_counted(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"a,b\n1,2\n\n,\n3,4")
    found = read_csv(tmp_path / "a.csv", "a.csv")
    assert found["a"].to_dict() == {2: "1", 4: "", 5: "3"}


@pytest.mark.parametrize(
    ("row", "place"),
    [
        (b'1,"x"y\n', "a.csv, line 102"),
        (b'1,"x\n', "a.csv, line 102"),
        (b"1\n", "a.csv, row 102"),
        (b"1,2,3\n", "a.csv, row 102"),
        (b"1,\0\n", "a.csv"),
        (b"1,\xff\n", "a.csv, line 102"),
    ],
    ids=["text after a quotation mark", "not closed", "short", "long", "binary", "latin-1"],
)
def test_a_malformed_row_is_reported_with_its_place(tmp_path: Path, row: bytes, place: str) -> None:
    (tmp_path / "a.csv").write_bytes(b"a,b\n" + b"1,2\n" * 100 + row)
    with pytest.raises(DataError) as caught:
        read_csv(tmp_path / "a.csv", "a.csv")
    assert [problem.where for problem in caught.value.problems] == [place]
