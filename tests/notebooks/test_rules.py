"""The rules that every notebook keeps, as DESIGN.md section 5 has them."""

from __future__ import annotations

import ast
import itertools
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

NOTEBOOKS = sorted(Path(__file__).parents[2].glob("notebooks/*.ipynb"))
CHAPTERS = [path for path in NOTEBOOKS if path.stem not in {"verkenner", "vergelijking"}]
MOST_LINES = 8
STATEMENTS = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.Lambda, ast.comprehension)
LABEL = re.compile(r"#\| label: (?P<kind>fig|tbl)-[a-z0-9-]+")

notebook = pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)


def cells(path: Path, kind: str | None = None) -> list[Any]:
    found = nbformat.read(path, as_version=4).cells  # type: ignore[no-untyped-call]
    return [cell for cell in found if kind in {None, cell.cell_type}]


def calls(cell: Any) -> list[str]:  # noqa: ANN401 - a notebook has no types
    """Return the names that a cell calls, outermost first."""
    nodes = [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Call)]
    return [ast.unparse(node.func) for node in nodes]


def test_the_named_chapters_are_there() -> None:
    """The report has a page for every chapter of DESIGN.md section 2."""
    assert {path.stem for path in CHAPTERS} == {
        *("overzicht", "activering", "loopbanen", "duurzame_arbeidsmarkt", "thema_overschrijdend"),
        *("competenties", "sociale_economie", "organisatie", "vsi"),
        *("consistentie", "verantwoording"),
    }


@notebook
def test_it_is_a_valid_notebook_of_format_4_5_for_python(path: Path) -> None:
    found = nbformat.read(path, as_version=nbformat.NO_CONVERT)  # type: ignore[no-untyped-call]
    nbformat.validate(found)
    assert (found.nbformat, found.nbformat_minor) == (4, 5)
    assert found.metadata.kernelspec["name"] == "python3"


@notebook
def test_title_and_question_come_first_in_prose(path: Path) -> None:
    first = cells(path)[0]
    assert first.cell_type == "markdown"
    assert first.source.startswith("# ")
    assert "?" in first.source


@notebook
def test_one_cell_holds_the_parameters_as_literals(path: Path) -> None:
    """A value that is computed there goes stale when a parameter is injected."""
    tagged = [cell for cell in cells(path) if "parameters" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    found = {}
    for statement in ast.parse(tagged[0].source).body:
        assert isinstance(statement, ast.Assign)
        found[ast.unparse(statement.targets[0])] = ast.literal_eval(statement.value)
    assert set(found) == {"year", "chapter", "confidence"}
    assert found["chapter"] == path.stem


@notebook
def test_one_call_sets_up_and_every_other_cell_shows_one_thing(path: Path) -> None:
    _, setup, *others = cells(path, "code")
    assert calls(setup) == ["open_chapter"]
    for cell in others:
        assert calls(cell)[0] == "show"
        assert len(ast.parse(cell.source).body) == 1


@notebook
def test_every_section_opens_with_words(path: Path) -> None:
    """Its answer, or what it is about: never at once a figure or a table."""
    for before, cell in itertools.pairwise(cells(path)):
        if before.cell_type == "markdown" and before.source.lstrip("#").strip().count("\n") == 0:
            heading = before.source.startswith("##")
            assert not (heading and cell.source.startswith("#| label:")), cell.source


@notebook
def test_code_is_short_and_no_program(path: Path) -> None:
    for cell in cells(path, "code"):
        assert len(cell.source.splitlines()) <= MOST_LINES
        assert not [
            node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, STATEMENTS)
        ]
        assert "pandas" not in cell.source
        assert not re.search(r"""["'][^"']*[/\\][^"']*["']""", cell.source), "a file path"


@notebook
def test_no_figure_or_table_stands_without_prose_before_it(path: Path) -> None:
    """A claim, or a computed sentence, then one figure or table."""
    for before, cell in itertools.pairwise(cells(path)):
        if cell.source.startswith("#| label:"):
            assert not before.source.startswith("#| label:"), cell.source


@notebook
def test_figures_and_tables_carry_a_label_of_their_kind(path: Path) -> None:
    for cell in cells(path, "code")[2:]:
        shown = calls(cell)[1]
        kinds = {"figure": "fig", "table": "tbl"}
        wanted = next((kind for ending, kind in kinds.items() if shown.endswith(ending)), None)
        label = LABEL.fullmatch(cell.source.splitlines()[0])
        found = label["kind"] if label else None
        assert found == wanted or (found is None and "optional=True" in cell.source)


def test_labels_are_unique_over_all_notebooks() -> None:
    """They become one report."""
    sources = [cell.source for path in CHAPTERS for cell in cells(path, "code")]
    labels = [match[0] for source in sources if (match := LABEL.match(source))]
    assert len(labels) == len(set(labels))


@notebook
def test_no_number_is_typed_in_prose(path: Path) -> None:
    """Figures come from `prose`, which computes them: the text stays true for any year."""
    for cell in cells(path, "markdown"):
        assert not re.search(r"\d", cell.source), cell.source


@notebook
def test_nothing_of_a_run_is_stored(path: Path) -> None:
    for cell in cells(path, "code"):
        assert cell.outputs == []
        assert cell.execution_count is None
        assert set(cell.metadata) <= {"tags"}
