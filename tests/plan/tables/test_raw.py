from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from analysis.errors import DataError
from analysis.plan.tables.raw import RAW_COLUMNS, check_raw, read_raw

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


def test_a_renamed_column_is_reported_with_the_nearest_one(project: Project) -> None:
    rewrite(project, "norms", "target", "targets")
    with pytest.raises(DataError, match="no column 'target'") as caught:
        read_raw(project, 2023, "norms")
    (problem,) = caught.value.problems
    assert problem.remedy.startswith("Rename the column 'targets' to 'target'")


def test_an_unknown_column_is_suggested_for_a_missing_one(project: Project) -> None:
    rewrite(project, "norms", "previous", "vorig")
    with pytest.raises(DataError) as caught:
        read_raw(project, 2023, "norms")
    (problem,) = caught.value.problems
    assert problem.found == "no column 'previous', and unknown columns: vorig"
    assert problem.remedy.startswith("Rename the column 'vorig' to 'previous'")


@pytest.mark.parametrize(("cell", "remedy"), [(",x", "Remove the extra"), (None, "Add empty")])
def test_a_row_of_another_length_is_one_problem(
    project: Project, cell: str | None, remedy: str
) -> None:
    path = project.raw(2023) / "norms.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[1] = lines[1] + cell if cell else lines[1].rpartition(",")[0]
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_raw(project, 2023, "norms")
    (problem,) = caught.value.problems
    assert problem.where == "data/raw/2023/norms.csv, row 2"
    assert problem.expected == "8 cells, as the header has"
    assert problem.remedy.startswith(remedy)


def test_a_workbook_instead_of_a_table_is_to_be_saved_as_csv(project: Project) -> None:
    path = project.raw(2023) / "figures.csv"
    path.rename(path.with_suffix(".xlsx"))
    with pytest.raises(DataError, match=r"no such file, but data/raw/2023/figures\.xlsx") as caught:
        check_raw(project, 2023)
    assert caught.value.problems[0].remedy == "Save the workbook as CSV UTF-8, in the same folder."


def test_a_repeated_column_is_reported(project: Project) -> None:
    path = project.raw(2023) / "letters.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(f"{line},{line.split(',')[-2]}" for line in lines), encoding="utf-8")
    with pytest.raises(DataError, match="column 'line' twice"):
        read_raw(project, 2023, "letters")


def test_a_blank_line_keeps_the_row_numbers_of_the_file(project: Project) -> None:
    path = project.raw(2023) / "letters.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("\n", "\n\n", 1), encoding="utf-8")
    assert read_raw(project, 2023, "letters").index[0] == 3


def test_a_year_without_a_file_of_repeats_has_none(project: Project) -> None:
    (project.raw(2023) / "repeats.csv").unlink()
    assert tuple(read_raw(project, 2023, "repeats").columns) == RAW_COLUMNS["repeats"]


def test_a_missing_table_kept_by_hand_is_copied_and_not_ingested(project: Project) -> None:
    shutil.copytree(project.raw(2023), project.raw(2022))
    (project.raw(2023) / "measures.csv").unlink()
    with pytest.raises(DataError) as caught:
        check_raw(project, 2023)
    (problem,) = caught.value.problems
    assert "copy data/raw/2022/measures.csv" in problem.remedy
    assert "ingest" not in problem.remedy


def test_all_missing_tables_are_reported_at_once_and_a_year_without_any_is_one_problem(
    project: Project,
) -> None:
    for name in ("headings", "norms"):
        (project.raw(2023) / f"{name}.csv").unlink()
    with pytest.raises(DataError) as caught:
        check_raw(project, 2023)
    assert [problem.where for problem in caught.value.problems] == [
        "data/raw/2023/norms.csv",
        "data/raw/2023/headings.csv",
    ]
    shutil.rmtree(project.raw(2023))
    with pytest.raises(DataError, match="planmonitor new-year 2023") as caught:
        check_raw(project, 2023)
    assert len(caught.value.problems) == 1


def test_an_extra_column_is_reported(project: Project) -> None:
    path = project.raw(2023) / "letters.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(f"{line},x" for line in lines), encoding="utf-8")
    with pytest.raises(DataError, match="column 'x'"):
        read_raw(project, 2023, "letters")


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n", "measure;é".encode("cp1252"), b'a,b\n1,2,3\n"', "a,b".encode("utf-16")],
    ids=["empty", "blank", "cp1252", "not closed", "utf-16"],
)
def test_a_file_that_is_not_a_table_is_refused_without_a_traceback(
    project: Project, content: bytes
) -> None:
    (project.raw(2023) / "norms.csv").write_bytes(content)
    with pytest.raises(DataError) as caught:
        read_raw(project, 2023, "norms")
    assert caught.value.problems[0].where.startswith("data/raw/2023/norms.csv")
