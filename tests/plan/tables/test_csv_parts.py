from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.plan.tables import csv_parts
from analysis.plan.tables.csv_file import read_csv
from analysis.plan.tables.csv_parts import read_parts
from analysis.plan.tables.distinct import joined

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = 'section,label\n3.1.1,"Decreet, ""nieuw"""\n3.1.2,"twee\nregels"\n3.1.3,é\n'
CELLS = ("", "a", "é", "1,5", 'een "woord"', "twee\nregels", "dos\r\nregel", " ", '"', "\n")


def parts(path: Path, content: str | bytes) -> list[pd.DataFrame]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_parts(path, "a.csv"))


def careless(path: Path, where: str) -> pd.DataFrame:
    pytest.fail(f"{path} ({where}) is plain and was read with care")


def test_a_plain_file_is_read_without_the_careful_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_parts, "read_csv", careless)
    (part,) = parts(tmp_path / "a.csv", PLAIN)
    assert list(part["label"]) == ['Decreet, "nieuw"', "twee\nregels", "é"]
    assert list(part.index) == [2, 3, 4]


@pytest.mark.parametrize("size", [1, 7, 40, 10_000])
@pytest.mark.parametrize("seed", range(10))
def test_parts_of_any_size_join_to_what_the_careful_reader_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, seed: int
) -> None:
    chosen, path = random.Random(seed), tmp_path / "a.csv"  # noqa: S311 - no secret
    rows = pd.DataFrame({name: chosen.choices(CELLS, k=12) for name in "abc"})
    rows.to_csv(path, index=False, lineterminator=chosen.choice(["\n", "\r\n"]))
    monkeypatch.setattr(csv_parts, "PART_BYTES", size)
    together = joined(list(read_parts(path, "a.csv")))
    pd.testing.assert_frame_equal(together, read_csv(path, "a.csv"), check_index_type=False)


@pytest.mark.parametrize(
    "content",
    [
        "a,b\n\n1,2\n",
        "a,b\n1,2\n\n3,4\n",
        "a,b\n1,2\n,\n3,4",
        "a,b\n1,2\r\n\r\n3,4",
        'a,b\n1,x"y"\n',
    ],
)
def test_what_is_not_plain_is_read_with_care(tmp_path: Path, content: str) -> None:
    joined = pd.concat(parts(tmp_path / "a.csv", content))
    expected = read_csv(tmp_path / "a.csv", "a.csv")
    pd.testing.assert_frame_equal(joined, expected, check_index_type=False)


@pytest.mark.parametrize(
    "content",
    [
        b'a,b\n1,"x"y\n',
        b'a,b\n1,"x\n',
        b"a,b\n1\n",
        b"a,b\n1,2,3\n",
        b"a,b\n1,\0\n",
        b"a,b\n1,\xff\n",
    ],
    ids=["text after a mark", "not closed", "short", "long", "binary", "latin"],
)
def test_a_fault_far_down_is_told_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.setattr(csv_parts, "PART_BYTES", 64)
    header, row = content.split(b"\n", 1)
    whole = header + b"\n" + b"1,2\n" * 100 + row
    with pytest.raises(DataError, match=r"a\.csv, (row|line) 102|UTF-16"):
        parts(tmp_path / "a.csv", whole)
