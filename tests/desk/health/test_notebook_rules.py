from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from analysis.desk.health.notebook_rules import RULES, breaches, repeated_labels, unreadable
from analysis.desk.scaffold import new_chapter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analysis.paths import Project

WORDS = list(RULES)


@pytest.fixture
def notebook(project: Project) -> Path:
    """A notebook that follows every rule: a new chapter, with a figure and the prose before it."""
    path = new_chapter(project, "wonen")[0]
    prose = {"cell_type": "markdown", "id": "tekst", "metadata": {}, "source": "Per kwartaal."}
    figure = "#| label: fig-wonen-planning\nshow(part.planning.figure())"
    change(path, lambda cells: cells.extend([prose, code(figure) | {"id": "planning"}]))
    return path


def change(path: Path, how: Callable[[list[dict[str, Any]]], object]) -> list[str]:
    """Change the cells and return the rules that are then broken."""
    content = json.loads(path.read_text(encoding="utf-8"))
    how(content["cells"])
    path.write_text(json.dumps(content), encoding="utf-8")
    return [breach.rule for breach in breaches(path)]


def code(source: str) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": "extra",
        "metadata": {},
        "outputs": [],
        "source": source,
    }


def test_a_good_notebook_breaks_no_rule(notebook: Path) -> None:
    assert breaches(notebook) == []


@pytest.mark.parametrize(
    ("how", "rule"),
    [
        (lambda cells: cells[0].update(source="# Geen vraag"), 1),
        (lambda cells: cells[1].update(metadata={}), 2),
        (lambda cells: cells[1].update(source='year = int("2023")\nchapter = "wonen"'), 2),
        (lambda cells: cells[1].update(source='year: int = 2023\nchapter = "wonen"'), 2),
        (lambda cells: cells[2].update(source="part = 1"), 3),
        (lambda cells: cells.append(code("print(1)")), 3),
        (lambda cells: cells.append(code("show([x for x in (1,)])")), 4),
        (lambda cells: cells.append(code('show("a/b")')), 4),
        (lambda cells: cells.append(code("show(\n\n\n\n\n\n\n\n)")), 4),
        (lambda cells: cells.append(code("#| label: fig-x\nshow(part.norms.figure())")), 5),
        (lambda cells: cells[-2].update(source="## Per onderdeel"), 5),
        (lambda cells: cells.append(code("show(part.norms.table())")), 6),
        (lambda cells: cells[0]["source"].append("\n\nIn 2022."), 9),
        (lambda cells: cells[1].update(execution_count=1), 10),
    ],
)
def test_each_rule_finds_its_breach(
    notebook: Path, how: Callable[[list[dict[str, Any]]], object], rule: int
) -> None:
    assert WORDS[rule] in change(notebook, how)


def test_an_optional_item_may_have_a_label_of_its_kind(notebook: Path) -> None:
    optional = "show(part.years.chapter_table(), optional=True)"
    assert change(notebook, lambda cells: cells.append(code(optional))) == []
    words = {"cell_type": "markdown", "id": "woorden", "metadata": {}, "source": "Jaar na jaar."}
    labelled = code(f"#| label: tbl-jaren\n{optional}") | {"id": "met-label"}
    assert change(notebook, lambda cells: cells.extend([words, labelled])) == []
    wrong = f"#| label: fig-jaren\n{optional}"
    assert change(notebook, lambda cells: cells[-1].update(source=wrong)) == [WORDS[6]]


def test_the_comparison_keeps_the_rules_with_parameters_and_set_up_of_its_own(
    repository: Project, tmp_path: Path
) -> None:
    path = tmp_path / "vergelijking.ipynb"
    stored = (repository.notebooks / path.name).read_text(encoding="utf-8")
    path.write_text(stored, encoding="utf-8")
    assert breaches(path) == []
    path.write_text(stored.replace("earlier = 2022", "year = 2022"), encoding="utf-8")
    assert [breach.rule for breach in breaches(path)] == [WORDS[2]]
    path.write_text(stored.replace("open_comparison(", "open_chapter("), encoding="utf-8")
    assert [breach.rule for breach in breaches(path)] == [WORDS[3]]


def test_a_notebook_that_quarto_executed_keeps_the_rules(notebook: Path) -> None:
    """Stands for what `quarto render FILE --execute -P year:2023` leaves in the notebook."""
    book = json.loads(notebook.read_text(encoding="utf-8"))
    first = next(place for place, cell in enumerate(book["cells"]) if cell["cell_type"] == "code")
    cell = book["cells"][first]
    injected = {**cell, "id": "injected", "metadata": {"tags": ["injected-parameters"]}}
    book["cells"].insert(first + 1, injected)
    for one in book["cells"]:
        if one["cell_type"] == "code":
            one["execution_count"] = 1
    notebook.write_text(json.dumps(book), encoding="utf-8")
    assert breaches(notebook, executed=True) == []
    assert {breach.rule for breach in breaches(notebook)} == {WORDS[-1]}


def test_a_notebook_for_another_kernel_breaks_a_rule(notebook: Path) -> None:
    notebook.write_text(
        notebook.read_text(encoding="utf-8").replace('"name": "python3"', '"name": "r"'),
        encoding="utf-8",
    )
    assert [breach.rule for breach in breaches(notebook)] == [WORDS[0]]


def test_a_label_occurs_once_in_a_report(notebook: Path) -> None:
    assert repeated_labels([notebook]) == []
    assert repeated_labels([notebook, notebook])[0] == "fig-wonen-planning"


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        ("#| echo: false\n#| label: tbl-wonen\nshow(part.norms.table())", None),
        ('#| label: "tbl-wonen"\nshow(part.norms.table())', None),
        ("#| label: wonen\nshow(part.norms.table())", 6),
        ("#| label: fig-Wonen\nshow(part.norms.figure())", 6),
        ("#| cache: true\n#| label: tbl-wonen\nshow(part.norms.table())", 7),
        ("#| label: tbl-wonen\nshow(part.norms.table())\n#| echo: false", 7),
    ],
)
def test_options_are_read_as_the_report_reads_them(
    notebook: Path, source: str, rule: int | None
) -> None:
    words = {"cell_type": "markdown", "id": "woorden", "metadata": {}, "source": "Per norm."}
    broken = change(notebook, lambda cells: cells.extend([words, code(source)]))
    assert broken == ([WORDS[rule]] if rule else [])


@pytest.mark.parametrize(
    ("output", "found"),
    [
        ({"data": {"application/vnd.vegalite.v5+json": {}}}, "code cell 4: an interactive chart"),
        ({"data": {"text/plain": "<R at 0x7fa1b2c3d4>"}}, "code cell 4: '<R at 0x7fa1b2c3d4>'"),
        ({"data": {"application/x-other": "x"}}, "code cell 4: application/x-other"),
        ({"output_type": "error", "ename": "E", "evalue": None}, "code cell 4: E:"),
        ({"output_type": "display_data", "metadata": None, "data": None}, ""),
        ({"output_type": "pyout"}, ""),
    ],
)
def test_stored_outputs_are_judged_as_the_report_judges_them(
    notebook: Path, output: dict[str, Any], found: str
) -> None:
    stored = {"output_type": "display_data", "metadata": {}} | output
    change(notebook, lambda cells: cells[4].update(outputs=[stored]))
    shown = [one.found for one in breaches(notebook) if one.rule == WORDS[8]]
    assert [one[: len(found)] for one in shown] == ([found] if found else [])


ODD = {
    "nothing": [],
    "no metadata": [{"cell_type": "code", "source": "x = 1"}],
    "tags null": [{**code("x = 1"), "metadata": {"tags": None}}],
    "an empty cell": [code(""), code(""), code("")],
    "a heading": [{"cell_type": "heading", "level": 2, "source": ["Kop"]}],
    "a magic": [code("1"), code("2"), code("%matplotlib inline"), code("!ls")],
    "half a line": [code("1"), code("2"), code("show("), code("x = 'a")],
    "a null byte": [code("1"), code("2"), code("x = '\0'")],
    "deep brackets": [code("1"), code("2"), code("(" * 3000)],
    "outputs null": [{**code("x = 1"), "outputs": None}, {**code("y"), "outputs": [None, 1]}],
    "a raw cell": [{"cell_type": "raw", "metadata": None, "source": None}],
    "parameters by star": [{**code("(*a,) = 1"), "metadata": {"tags": "parameters"}}],
}


@pytest.mark.parametrize("cells", ODD.values(), ids=ODD)
@pytest.mark.parametrize("minor", [0, 4, 5, None])
def test_an_odd_notebook_breaks_rules_and_never_stops_the_check(
    tmp_path: Path, cells: list[dict[str, Any]], minor: int | None
) -> None:
    path = tmp_path / "a.ipynb"
    content = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": minor}
    path.write_text(json.dumps(content), encoding="utf-8")
    assert WORDS[1] in [breach.rule for breach in breaches(path)]
    assert repeated_labels([path]) == []


SURROGATE = {
    "cells": [code("1"), code("x = '\ud800'")],
    "metadata": {},
    "nbformat": 4,
    "nbformat_minor": 5,
}


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (b'{\n<<<<<<< HEAD\n"a": 1', ", line 2"),
        (b"", ", line 1"),
        (b'{"nbformat": 4}', ""),
        (json.dumps(SURROGATE).encode(), ", cell 2"),
    ],
)
def test_what_is_no_notebook_is_a_problem_with_its_place(
    tmp_path: Path, content: bytes, where: str
) -> None:
    path = tmp_path / "a.ipynb"
    path.write_bytes(content)
    (problem,) = unreadable(path)
    assert problem.where == f"{tmp_path.name}/a.ipynb{where}"
