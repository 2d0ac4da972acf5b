from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.data.raw import RAW_COLUMNS, read_raw
from analysis.errors import DataError

if TYPE_CHECKING:
    from analysis.paths import Project


def rewrite(project: Project, table: str, old: str, new: str) -> None:
    path = project.raw(2023) / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("table", sorted(RAW_COLUMNS))
def test_a_table_is_read_as_text_and_numbered_as_in_a_spreadsheet(
    repository: Project, table: str
) -> None:
    frame = read_raw(repository, 2023, table)
    assert tuple(frame.columns) == RAW_COLUMNS[table]
    assert frame.index[0] == 2
    assert all(isinstance(cell, str) for cell in frame.to_numpy().ravel())


def test_a_missing_table_says_how_to_get_it(project: Project) -> None:
    (project.raw(2023) / "norms.csv").unlink()
    with pytest.raises(DataError, match="planmonitor ingest DOCUMENT --year 2023") as caught:
        read_raw(project, 2023, "norms")
    assert caught.value.problems[0].where == "data/raw/2023/norms.csv"


def test_a_renamed_column_is_told_with_the_nearest_one(project: Project) -> None:
    rewrite(project, "norms", "target", "targets")
    with pytest.raises(DataError, match="no column 'target'") as caught:
        read_raw(project, 2023, "norms")
    assert caught.value.problems[0].remedy == "Did you mean 'targets'?"


def test_a_column_too_many_is_told(project: Project) -> None:
    path = project.raw(2023) / "letters.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(f"{line},x" for line in lines), encoding="utf-8")
    with pytest.raises(DataError, match="column 'x'"):
        read_raw(project, 2023, "letters")


@pytest.mark.parametrize(
    "content",
    [b"", "measure;é".encode("cp1252"), b'a,b\n1,2,3\n"'],
    ids=["empty", "cp1252", "torn"],
)
def test_a_file_that_is_no_table_is_refused_without_a_traceback(
    project: Project, content: bytes
) -> None:
    (project.raw(2023) / "norms.csv").write_bytes(content)
    with pytest.raises(DataError) as caught:
        read_raw(project, 2023, "norms")
    assert caught.value.problems[0].where.startswith("data/raw/2023/norms.csv")
