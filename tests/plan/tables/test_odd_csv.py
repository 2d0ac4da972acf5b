"""Whatever Excel and people do to a table, it is read right, or the problems name their place."""

from __future__ import annotations

import csv
import io
import random
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.paths import Project
from analysis.plan.tables.build import processed_tables
from analysis.plan.tables.csv_file import read_csv

if TYPE_CHECKING:
    from collections.abc import Callable

    Rows = list[list[str]]

HEADER = ["measure", "norm", "value", "line"]
ROWS = [
    ["Jobbonus", "binnen 30 dagen", "98,5%", "12"],
    ["Geïntegreerd", 'een "woord"; en, meer', "1.265", "13"],
    ["", "€ 5 – zo", "", "14"],
]

#: What changes nothing that the table says.
HARMLESS: dict[str, Callable[[Rows], Rows]] = {
    "an empty row": lambda rows: [*rows[:2], [""] * len(rows[0]), *rows[2:]],
    "empty rows at the end": lambda rows: [*rows, *[[" "] * len(rows[0])] * 3],
    "empty columns": lambda rows: [[*row, "", " "] for row in rows],
    "an empty column between": lambda rows: [[row[0], "", *row[1:]] for row in rows],
    "spaces around": lambda rows: [[f" {cell}\u00a0" for cell in row] for row in rows],
    "soft hyphens": lambda rows: [[f"{cell[:2]}\u00ad{cell[2:]}" for cell in row] for row in rows],
    "a mark of direction": lambda rows: [[f"\u200e{cell}" for cell in row] for row in rows],
}
#: What nobody can undo.
HARMFUL: dict[str, Callable[[Rows], Rows]] = {
    "an error": lambda rows: [rows[0], ["#NAAM?", *rows[1][1:]], *rows[2:]],
    "a row too short": lambda rows: [*rows[:-1], rows[-1][:-1]],
    "a row too long": lambda rows: [*rows, [*rows[1], "x"]],
    "letters of another encoding": lambda rows: [
        [cell.encode().decode("cp1252", "replace") for cell in row] for row in rows
    ],
    "hash signs": lambda rows: [rows[0], [*rows[1][:-1], "####"], *rows[2:]],
}
FORMS = [
    (separator, encoding, named, ending)
    for separator in (",", ";", "\t")
    for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16")
    for named in (False, True)
    for ending in ("\n", "\r\n", "\r")
]


def written(rows: Rows, form: tuple[str, str, bool, str]) -> bytes:
    separator, encoding, named, ending = form
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator, lineterminator=ending).writerows(rows)
    text = (f"sep={separator}{ending}" if named else "") + stream.getvalue()
    return text.encode(encoding, "replace")


@given(st.lists(st.sampled_from(sorted(HARMLESS)), max_size=4), st.sampled_from(FORMS))
def test_what_changes_nothing_is_read_right(
    names: list[str], form: tuple[str, str, bool, str]
) -> None:
    rows = [HEADER, *ROWS]
    for name in names:
        rows = HARMLESS[name](rows)
    if form[1] == "cp1252":  # which has no marks of direction
        rows = [[cell.replace("\u200e", "") for cell in row] for row in rows]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.csv")
        path.write_bytes(written(rows, form))
        found = read_csv(path, "a.csv")
    assert [list(found.columns), *found.to_numpy().tolist()] == [HEADER, *ROWS]


@given(
    st.sampled_from(sorted(HARMFUL)),
    st.lists(st.sampled_from(sorted(HARMLESS)), max_size=2),
    st.sampled_from(FORMS),
)
def test_what_is_damaged_is_reported_with_its_row(
    name: str, before: list[str], form: tuple[str, str, bool, str]
) -> None:
    rows = [HEADER, *ROWS]
    for other in before:
        rows = HARMLESS[other](rows)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.csv")
        path.write_bytes(written(HARMFUL[name](rows), form))
        if places := places_of_problems(path):
            assert all(place.startswith("a.csv, ") for place in places)
            return
        found = read_csv(path, "a.csv")
    assert name.startswith(("a row too", "letters")), "and only where nothing was lost"
    assert len(found) >= len(ROWS)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"a,b\n<<<<<<< HEAD\n1,2\n=======\n3,4\n>>>>>>> x\n", "a mark of a conflict, '<<<<<<<'"),
        (b"a;b\r\n1;2\r\n=======\r\n", "a mark of a conflict, '======='"),
        (b"\xef\xbb\xbf<!DOCTYPE html><table>", "a web page, named as CSV"),
        (b"\n<html><body>", "a web page, named as CSV"),
    ],
)
def test_what_is_no_csv_gets_its_own_remedy(tmp_path: Path, content: bytes, found: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(DataError) as caught:
        read_csv(path, "a.csv")
    assert [problem.found for problem in caught.value.problems] == [found]


@settings(max_examples=100)
@given(st.binary(max_size=200) | st.text(max_size=80).map(str.encode))
def test_any_bytes_are_a_table_or_a_problem(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.csv")
        path.write_bytes(content)
        assert all(where.startswith("a.csv") for where in places_of_problems(path))


def places_of_problems(path: Path) -> list[str]:
    try:
        read_csv(path, path.name)
    except DataError as error:
        return [problem.where for problem in error.problems]
    return []


@pytest.fixture(scope="module")
def raw(repository: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("odd")
    for name in ("params", "data/raw/2023"):
        shutil.copytree(repository.root / name, folder / name)
    return Project(folder)


@pytest.mark.slow
@pytest.mark.parametrize("table", ["norms", "measures", "figures", "repeats", "milestones"])
@pytest.mark.parametrize("seed", range(4))
def test_damaged_cells_of_a_plan_are_built_or_reported(raw: Project, table: str, seed: int) -> None:
    """A cell is emptied, doubled, moved, or becomes what Excel makes of it."""
    path, chosen = raw.raw(2023) / f"{table}.csv", random.Random(seed)  # noqa: S311 - no secret
    stored = path.read_bytes()
    rows = list(csv.reader(io.StringIO(stored.decode(), newline="")))
    for _ in range(3):
        row = rows[chosen.randrange(1, len(rows))]
        place = chosen.randrange(len(row))
        row[place] = chosen.choice(
            ["", "1/mrt", "3,1", "1,2E+09", "?", f"{row[place]} x", "nvt", "-1"]
        )
    try:
        path.write_bytes(written(rows, chosen.choice(FORMS)))
        processed_tables(raw, 2023)
    except DataError as error:
        for problem in error.problems:
            assert problem.where.startswith("data/raw/2023/")
            assert problem.found
            assert problem.remedy
    finally:
        path.write_bytes(stored)
