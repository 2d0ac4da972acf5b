from __future__ import annotations

import csv
import io
import random
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.plan.tables.csv_file import check_columns, clean_cell, csv_form, read_csv

if TYPE_CHECKING:
    from pathlib import Path

CELLS = ("", "a", "é", "1,5", 'een "woord"', "twee\nregels", "dos\r\nregel", " ", '"', "\n")


@pytest.mark.parametrize("seed", range(10))
def test_any_cells_are_read_as_they_were_written(tmp_path: Path, seed: int) -> None:
    chosen, path = random.Random(seed), tmp_path / "a.csv"  # noqa: S311 - no secret
    rows = pd.DataFrame({name: chosen.choices(CELLS, k=12) for name in "abc"})
    rows.to_csv(path, index=False, lineterminator=chosen.choice(["\n", "\r\n"]))
    found = read_csv(path, "a.csv")
    expected = rows.map(str.strip)  # spaces around a cell mean nothing
    expected = expected.loc[expected.any(axis=1)]  # and an empty row neither
    assert found.to_numpy().tolist() == expected.to_numpy().tolist()
    assert found.index.tolist() == (expected.index + 2).tolist()


def test_a_byte_order_mark_is_not_part_of_the_first_column(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"\xef\xbb\xbfa,b\n1,2\n")
    assert list(read_csv(tmp_path / "a.csv", "a.csv").columns) == ["a", "b"]


def test_empty_rows_are_skipped_and_counted(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"a,b\n1,2\n\n,\n3,4")
    found = read_csv(tmp_path / "a.csv", "a.csv")
    assert found["a"].to_dict() == {2: "1", 5: "3"}


@pytest.mark.parametrize(
    ("row", "place"),
    [
        (b'1,"x"y\n', "a.csv, line 102"),
        (b'1,"x\n', "a.csv, line 102"),
        (b"1\n", "a.csv, row 102"),
        (b"1,2,3\n", "a.csv, row 102"),
        (b"1,\0\n", "a.csv"),
        (b"1,\x81\n", "a.csv, line 102"),
        ("é,".encode() + b"\xe9\n", "a.csv, line 102"),
    ],
    ids=[
        "text after a quotation mark",
        "not closed",
        "short",
        "long",
        "binary",
        "no encoding",
        "two encodings",
    ],
)
def test_a_malformed_row_is_reported_with_its_place(tmp_path: Path, row: bytes, place: str) -> None:
    (tmp_path / "a.csv").write_bytes(b"a,b\n" + b"1,2\n" * 100 + row)
    with pytest.raises(DataError) as caught:
        read_csv(tmp_path / "a.csv", "a.csv")
    assert [problem.where for problem in caught.value.problems] == [place]


ROWS = [["naam", "aantal"], ["geïnd; €", "1,5"], ["een, twee", ""]]


def written(separator: str) -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator).writerows(ROWS)
    return stream.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("named", [False, True])
def test_a_table_is_the_same_however_excel_saves_it(
    tmp_path: Path, separator: str, encoding: str, *, named: bool
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(
        ((f"sep={separator}\r\n" if named else "") + written(separator)).encode(encoding)
    )
    found = read_csv(path, "a.csv")
    assert [list(found.columns), *found.to_numpy().tolist()] == ROWS
    assert list(found.index) == [2, 3]


@pytest.mark.parametrize(
    ("separator", "encoding", "note"),
    [
        (",", "utf-8", ""),
        (",", "utf-8-sig", ""),
        (";", "utf-8", "cells separated by semicolons"),
        (",", "cp1252", "text in Windows-1252"),
        ("\t", "utf-16", "cells separated by tabs and text in UTF-16"),
    ],
)
def test_what_is_unusual_about_a_file_is_noted(
    tmp_path: Path, separator: str, encoding: str, note: str
) -> None:
    (tmp_path / "a.csv").write_bytes(written(separator).encode(encoding))
    assert csv_form(tmp_path / "a.csv", "a.csv").note == note


@pytest.mark.parametrize(
    "content", ["a,b,,\n1,2,,\n3,4,,\n", "a,,b\n1,,2\n,,\n3,,4\n", "a;b;;\n;;;\n1;2;;\n3;4\n"]
)
def test_empty_columns_and_cells_after_the_last_column_are_skipped(
    tmp_path: Path, content: str
) -> None:
    (tmp_path / "a.csv").write_text(content.replace("3;4\n", "3;4;;\n"))
    assert read_csv(tmp_path / "a.csv", "a.csv").to_dict("list") == {
        "a": ["1", "3"],
        "b": ["2", "4"],
    }


def test_a_column_with_cells_and_no_name_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,,b\n1,x,2\n")
    found = read_csv(tmp_path / "a.csv", "a.csv")
    with pytest.raises(DataError, match="a column without a name"):
        check_columns("a.csv", list(found.columns), ["a", "b"])


@pytest.mark.parametrize(
    "cell",
    ["geïnd", "gei\u0308nd", "ge\u00adïnd", "\u200bgeïnd\u00a0", "geïnd\ufeff", "ge\u200dïnd "],
)
def test_equal_words_are_equal_cells(tmp_path: Path, cell: str) -> None:
    (tmp_path / "a.csv").write_text(f"a,b\n{cell},2\n", encoding="utf-8")
    assert read_csv(tmp_path / "a.csv", "a.csv")["a"].tolist() == ["geïnd"]
    assert clean_cell(cell) == "geïnd"


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("#NAAM?", "'#NAAM?', an error of a spreadsheet"),
        ("#VERW!", "'#VERW!', an error of a spreadsheet"),
        ("#####", "'#####', an error of a spreadsheet"),
        ("geÃ¯nd", "'geÃ¯nd', which was 'ï' before a program misread its encoding"),
        ("Â§ 5", "'Â§ 5', which was '§' before a program misread its encoding"),
    ],
)
def test_a_cell_that_a_program_damaged_is_a_problem(tmp_path: Path, cell: str, found: str) -> None:
    (tmp_path / "a.csv").write_text(f"a,b\n1,2\n3,{cell}\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_csv(tmp_path / "a.csv", "data/a.csv")
    (problem,) = caught.value.problems
    assert (problem.where, problem.found) == ("data/a.csv, row 3, cell 2", found)
    assert "git restore data/a.csv" in problem.remedy


def test_a_file_whose_rows_are_one_cell_each_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('"a,b"\n"1,2"\n')
    with pytest.raises(DataError, match="each row in one cell"):
        read_csv(tmp_path / "a.csv", "a.csv")


def test_a_quotation_mark_that_is_not_closed_is_reported_where_it_opens(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('a,b\n1,2\n3,"4\n' + "5,6\n" * 9)
    with pytest.raises(DataError, match=r"a\.csv, line 3"):
        read_csv(tmp_path / "a.csv", "a.csv")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("title", ["Normen 2023", "Normen 2023;;", "\r\nNormen\r\nvan 2023"])
def test_a_title_above_the_header_is_one_problem(
    tmp_path: Path, title: str, separator: str
) -> None:
    lines = [title.replace(";", separator), "a;b;c".replace(";", separator), separator.join("123")]
    (tmp_path / "a.csv").write_text("\r\n".join(lines), encoding="utf-8", newline="")
    with pytest.raises(DataError) as raised:
        read_csv(tmp_path / "a.csv", "a.csv", ["a", "b", "c"])
    (problem,) = raised.value.problems
    row = 2 + title.count("\r\n")
    assert problem.found.startswith("'Normen")
    assert problem.remedy == f"Remove the rows above row {row}."


@pytest.mark.parametrize(("text", "row"), [("a,b\na,b\n1,2\n", 2), ("a,b\n1,2\n\na,b,\n", 4)])
def test_a_repeated_header_is_one_problem(tmp_path: Path, text: str, row: int) -> None:
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as raised:
        read_csv(tmp_path / "a.csv", "a.csv", ["a", "b"])
    (problem,) = raised.value.problems
    assert problem.where == f"a.csv, row {row}"
    assert problem.remedy == "Remove the row."
