"""The rules for the notebooks of a report: one function per rule, for `check` and the tests."""

from __future__ import annotations

import ast
import itertools
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import nbformat

from analysis.errors import SettingsError
from analysis.publishing.page.contract import DECLARED as PARAMETERS_TAG
from analysis.publishing.page.contract import INJECTED
from analysis.publishing.page.displayed import output_problems
from analysis.publishing.page.options import option_problems, split_options
from analysis.publishing.page.visibility import visible
from analysis.publishing.run.notebook_file import (
    FORMAT,
    MINOR,
    Cell,
    cell_tags,
    read_notebook,
    stored_notebook,
)
from analysis.publishing.run.plan import COMPARISON

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from analysis.errors import Problem

    Rule = Callable[["ChapterNotebook"], Iterator[str]]

MOST_LINES = 8
#: The parameters of a notebook and the call that sets it up: of a chapter, and of a comparison.
PARAMETERS = {"year", "chapter", "confidence"}, {"earlier", "later"}
SET_UP = "open_chapter", "open_comparison"
LABEL = re.compile(r"(?P<kind>fig|tbl)-[a-z0-9-]+")
#: What Python raises about source that is not Python, or that is too deep to parse.
UNREADABLE = (SyntaxError, ValueError, TypeError, RecursionError, MemoryError)
_PROGRAM = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.Lambda, ast.comprehension)
_PATH = re.compile(r"""["'][^"']*[/\\][^"']*["']""")
_KINDS = {"figure": "fig", "heatmap": "fig", "table": "tbl"}


@dataclass(frozen=True)
class ChapterNotebook:
    """A notebook, read once for all rules; a file that is no notebook raises SettingsError."""

    path: Path

    @property
    def name(self) -> str:
        """Its name in messages."""
        return f"{self.path.parent.name}/{self.path.name}"

    @cached_property
    def stored(self) -> dict[str, Any]:
        """The notebook as it is stored."""
        return stored_notebook(self.path, self.name)

    @property
    def compares(self) -> bool:
        """Whether it compares two years, rather than showing a chapter of one."""
        return self.path.stem == COMPARISON

    @cached_property
    def cells(self) -> list[Cell]:
        """All its cells, with their outputs, as any editor stored them.

        The cell in which papermill or Quarto injected parameters is left out.
        """
        cells: list[Cell] = read_notebook(self.path, self.name, outputs=True)["cells"]
        return [one for one in cells if INJECTED not in cell_tags(one)]

    @cached_property
    def code(self) -> list[Cell]:
        """Its code cells."""
        return [cell for cell in self.cells if cell["cell_type"] == "code"]

    @cached_property
    def prose(self) -> list[Cell]:
        """Its prose cells."""
        return [cell for cell in self.cells if cell["cell_type"] == "markdown"]


@dataclass(frozen=True, slots=True)
class Breach:
    """A place where a notebook breaks a rule."""

    notebook: str
    rule: str
    found: str

    def __str__(self) -> str:
        return f"{self.notebook}: {self.rule} ({self.found})"


def unreadable(path: Path) -> tuple[Problem, ...]:
    """Return why a notebook cannot be read; empty when it can."""
    try:
        ChapterNotebook(path).cells  # noqa: B018 - reads it
    except SettingsError as error:
        return error.problems
    return ()


def breaches(path: Path, *, executed: bool = False) -> list[Breach]:
    """Return every place where a notebook breaks a rule.

    A notebook that may have been `executed` in place, in JupyterLab or by Quarto, may have outputs:
    git strips them.
    """
    chapter = ChapterNotebook(path)
    return [
        Breach(path.name, words, " ".join(found.split())[:80])
        for words, rule in RULES.items()
        if not (executed and rule is _clean)
        for found in rule(chapter)
    ]


def repeated_labels(paths: Iterable[Path]) -> list[str]:
    """Return the labels that occur twice in notebooks of one report."""
    labels = [
        label for path in paths for cell in ChapterNotebook(path).code if (label := _label(cell))
    ]
    return sorted({label for label in labels if labels.count(label) > 1})


def likeness(one: Path, other: Path) -> float:
    """Return the share of the shorter notebook's cells that the other has too, word for word.

    The cells before the first heading of a section (title, parameters, set-up) do not count.
    """
    cells = [{cell["source"] for cell in ChapterNotebook(path).cells[3:]} for path in (one, other)]
    return len(cells[0] & cells[1]) / max(min(map(len, cells)), 1)


def _format(chapter: ChapterNotebook) -> Iterator[str]:
    stored = chapter.stored
    found = stored.get("nbformat"), stored.get("nbformat_minor")
    if found != (FORMAT, MINOR):
        yield f"format {found[0]}.{found[1]}"
        return
    ids = [str(cell.get("id")) for cell in stored["cells"] if cell.get("id")]
    if len(set(ids)) < len(stored["cells"]):  # nbformat would warn, and choose one at random
        yield "a cell without an id of its own"
        return
    try:
        nbformat.validate(nbformat.from_dict(stored))  # type: ignore[no-untyped-call] # no types
    except nbformat.ValidationError as error:
        yield str(error.message)
        return
    if stored["metadata"].get("kernelspec", {}).get("name") != "python3":
        yield "another kernel"


def _question(chapter: ChapterNotebook) -> Iterator[str]:
    first = chapter.cells[0]["source"] if chapter.cells else "no cell"
    if not (first.startswith("# ") and "?" in first):
        yield first or "an empty cell"


def _parameters(chapter: ChapterNotebook) -> Iterator[str]:
    tagged = [cell["source"] for cell in chapter.code if PARAMETERS_TAG in cell_tags(cell)]
    if len(tagged) != 1:
        yield f"{len(tagged)} such cells"
        return
    try:
        found = dict(map(_literal, ast.parse(tagged[0]).body))
    except UNREADABLE:
        yield tagged[0]
        return
    own = found.get("chapter", chapter.path.stem)
    if set(found) != PARAMETERS[chapter.compares] or own != chapter.path.stem:
        yield tagged[0]


def _calls(chapter: ChapterNotebook) -> Iterator[str]:
    for cell in chapter.code[1:2]:
        if calls(cell["source"]) != [SET_UP[chapter.compares]]:
            yield cell["source"]
    for cell in chapter.code[2:]:
        body = _parsed(cell["source"]).body
        if len(body) != 1 or calls(cell["source"])[:1] != ["show"]:
            yield cell["source"] or "an empty cell"


def _short(chapter: ChapterNotebook) -> Iterator[str]:
    for cell in chapter.code:
        source = cell["source"]
        program = any(isinstance(node, _PROGRAM) for node in ast.walk(_parsed(source)))
        long = len(source.splitlines()) > MOST_LINES
        if program or long or "pandas" in source or _PATH.search(source):
            yield source


def _introduced(chapter: ChapterNotebook) -> Iterator[str]:
    for before, cell in itertools.pairwise(chapter.cells):
        heading_only = before["source"].startswith("##") and "\n" not in before["source"].strip()
        if _label(cell) and (_label(before) or heading_only):
            yield cell["source"]


def _labels(chapter: ChapterNotebook) -> Iterator[str]:
    for cell in chapter.code[2:]:
        names = calls(cell["source"])
        ending = re.split(r"[._]", names[1])[-1] if len(names) > 1 else ""
        wanted = {_KINDS.get(ending)}
        if "optional=True" in cell["source"]:  # may be missing in a year, so a label is optional
            wanted.add(None)
        found = LABEL.fullmatch(_label(cell))
        if (found["kind"] if found else None) not in wanted or bool(found) != bool(_label(cell)):
            yield cell["source"]


def _options(chapter: ChapterNotebook) -> Iterator[str]:
    for number, cell in enumerate(chapter.code, start=1):
        for problem in option_problems(cell["source"], f"code cell {number}"):
            yield f"{problem.where}: {problem.found}"


def _shown(chapter: ChapterNotebook) -> Iterator[str]:
    """Check stored outputs as a report does, so that problems are known before anything runs."""
    cells = {"cells": chapter.cells, "metadata": {}, "nbformat": FORMAT, "nbformat_minor": MINOR}
    shown, _ = visible(nbformat.from_dict(cells))  # type: ignore[no-untyped-call] # no types
    for problem in output_problems(chapter.path.stem, shown):
        yield f"{problem.where.partition(', ')[2]}: {problem.found}"


def _numbers(chapter: ChapterNotebook) -> Iterator[str]:
    for cell in chapter.prose:
        if match := re.search(r".{0,20}\d+.{0,20}", cell["source"]):
            yield match[0]


def _clean(chapter: ChapterNotebook) -> Iterator[str]:
    for cell in chapter.code:
        if cell["outputs"] or cell["execution_count"] is not None:
            yield cell["source"] or "an empty cell"


def calls(source: str) -> list[str]:
    """Return the names that a cell calls, outermost first; none when it is not Python.

    >>> calls("show(part.norms.table())"), calls("%matplotlib inline")
    (['show', 'part.norms.table'], [])
    """
    nodes = [node for node in ast.walk(_parsed(source)) if isinstance(node, ast.Call)]
    return [ast.unparse(node.func) for node in nodes]


def _parsed(source: str) -> ast.Module:
    """Parse a cell; one that is not Python, such as a magic or a mark of a conflict, is empty."""
    try:
        return ast.parse(source)
    except UNREADABLE:
        return ast.Module([], [])


def _label(cell: Cell) -> str:
    """Return the label of a code cell, as the report reads it; empty without one."""
    return split_options(cell["source"])[0].get("label", "") if cell["cell_type"] == "code" else ""


def _literal(statement: ast.stmt) -> tuple[str, Any]:
    if not isinstance(statement, ast.Assign):
        raise TypeError
    return ast.unparse(statement.targets[0]), ast.literal_eval(statement.value)


#: Each rule in words, and what yields the places that break it.
RULES: dict[str, Rule] = {
    "a valid notebook of format 4.5 for the kernel python3": _format,
    "title and question come first, in prose": _question,
    "one cell tagged `parameters` holds the parameters of its kind as literals": _parameters,
    "one call sets up, every other cell shows one thing": _calls,
    "code is short, no program, and names no file": _short,
    "prose introduces each figure and table": _introduced,
    "figures and tables have a label of their kind, and nothing else has one": _labels,
    "the report follows the options of each cell": _options,
    "the report can show what the notebook stores": _shown,
    "no number is typed in prose": _numbers,
    "the notebook stores no outputs or counts": _clean,
}
