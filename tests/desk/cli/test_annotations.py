from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.desk.cli.annotations import annotate, annotation, cell_line, place
from analysis.errors import Problem

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.paths import Project

BOOK = "notebooks/vsi.ipynb"


def test_a_cell_is_found_at_its_line_in_the_file(repository: Project) -> None:
    path = repository.root / BOOK
    lines = path.read_text(encoding="utf-8").splitlines()
    line = cell_line(path, 2)
    assert lines[line - 1].strip() == '"cell_type": "code",'
    assert '"tags"' not in "".join(lines[line - 1 : line + 6]), "the second has no parameters"
    assert any("open_chapter" in text for text in lines[line - 1 : line + 12])


@pytest.mark.parametrize("cell", [0, 999])
def test_an_unknown_cell_has_no_line(repository: Project, cell: int) -> None:
    assert cell_line(repository.root / BOOK, cell) == 0


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("data/a.csv, row 12, column 'previous'", {"file": "data/a.csv", "line": "12"}),
        ("data/a.csv, line 3", {"file": "data/a.csv", "line": "3"}),
        ("data/a.csv", {"file": "data/a.csv"}),
        ("data/a.csv, key 'jobs'", {"file": "data/a.csv"}),
        ("data/nowhere.csv, row 12", {}),
        ("the environment", {}),
    ],
)
def test_a_place_refers_to_an_existing_file(
    tmp_path: Path, where: str, found: dict[str, str]
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a.csv").touch()
    assert place(where, tmp_path) == found


def test_separators_in_messages_and_properties_are_escaped(tmp_path: Path) -> None:
    problem = Problem("a: b, c", "100% wrong", "right", "Mend it.")
    assert annotation(problem, tmp_path) == (
        "::error title=a%3A b%2C c::a: b, c%0A  found:    100%25 wrong%0A  expected: right"
        "%0A  to do:    Mend it."
    )


def test_only_github_gets_annotations(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    problems = [Problem("here", "this", "that"), Problem("there", "this", "that")]
    annotate(problems, tmp_path, {})
    assert capsys.readouterr() == ("", "")
    annotate(problems, tmp_path, {"GITHUB_ACTIONS": "true"})
    shown = capsys.readouterr()
    assert shown.out == "", "stdout may hold a JSON document"
    titles = [line.split("::")[1] for line in shown.err.splitlines()]
    assert titles == ["error title=here", "error title=there"]
