"""The rules for the notebooks of a report: one function per rule, for `check` and the tests."""

from __future__ import annotations

import ast
import itertools
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import nbformat

from analysis.publishing.page.contract import INJECTED
from analysis.publishing.run.plan import COMPARISON

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    Rule = Callable[["ChapterNotebook"], Iterator[str]]

MOST_LINES = 8
#: The parameters of a notebook and the call that sets it up: of a chapter, and of a comparison.
PARAMETERS = {"year", "chapter", "confidence"}, {"earlier", "later"}
SET_UP = "open_chapter", "open_comparison"
LABEL = re.compile(r"#\| label: (?P<kind>fig|tbl)-[a-z0-9-]+")
_PROGRAM = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.Lambda, ast.comprehension)
_PATH = re.compile(r"""["'][^"']*[/\\][^"']*["']""")
_KINDS = {"figure": "fig", "heatmap": "fig", "table": "tbl"}


@dataclass(frozen=True)
class ChapterNotebook:
    """A notebook, read once for all rules."""

    path: Path

    @cached_property
    def notebook(self) -> Any:  # noqa: ANN401 - a notebook has no types
        """The notebook as it is stored."""
        return nbformat.read(self.path, as_version=nbformat.NO_CONVERT)  # type: ignore[no-untyped-call] # no types

    @property
    def compares(self) -> bool:
        """Whether it compares two years, rather than showing a chapter of one."""
        return self.path.stem == COMPARISON

    @cached_property
    def cells(self) -> list[Any]:
        """All its cells, but for the one in which papermill or Quarto injected parameters."""
        return [one for one in self.notebook.cells if INJECTED not in one.metadata.get("tags", [])]

    @cached_property
    def code(self) -> list[Any]:
        """Its code cells."""
        return [cell for cell in self.cells if cell.cell_type == "code"]

    @cached_property
    def prose(self) -> list[Any]:
        """Its prose cells."""
        return [cell for cell in self.cells if cell.cell_type == "markdown"]


@dataclass(frozen=True, slots=True)
class Breach:
    """A place where a notebook breaks a rule."""

    notebook: str
    rule: str
    found: str

    def __str__(self) -> str:
        return f"{self.notebook}: {self.rule} ({self.found})"


def breaches(path: Path, *, executed: bool = False) -> list[Breach]:
    """Return every place where a notebook breaks a rule.

    One that may have been `executed` where it is, in JupyterLab or by Quarto, may have outputs: git
    does not keep those.
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
    sources = [cell.source for path in paths for cell in ChapterNotebook(path).code]
    labels = [match[0] for source in sources if (match := LABEL.match(source))]
    return sorted({label for label in labels if labels.count(label) > 1})


def likeness(one: Path, other: Path) -> float:
    """Return the share of the shorter notebook's cells that the other has too, word for word.

    The cells before the first heading of a section (title, parameters, set-up) do not count.
    """
    cells = [{cell.source for cell in ChapterNotebook(path).cells[3:]} for path in (one, other)]
    return len(cells[0] & cells[1]) / max(min(map(len, cells)), 1)


def _format(chapter: ChapterNotebook) -> Iterator[str]:
    book = chapter.notebook
    if (book.nbformat, book.nbformat_minor) != (4, 5):
        yield f"format {book.nbformat}.{book.nbformat_minor}"
    if book.metadata.get("kernelspec", {}).get("name") != "python3":
        yield "another kernel"
    try:
        nbformat.validate(book)
    except nbformat.ValidationError as error:
        yield str(error.message)


def _question(chapter: ChapterNotebook) -> Iterator[str]:
    first = chapter.cells[0] if chapter.cells else None
    if first is None or not (first.source.startswith("# ") and "?" in first.source):
        yield first.source if first else "no cell"


def _parameters(chapter: ChapterNotebook) -> Iterator[str]:
    tagged = [cell for cell in chapter.code if "parameters" in cell.metadata.get("tags", [])]
    if len(tagged) != 1:
        yield f"{len(tagged)} such cells"
        return
    try:
        found = dict(map(_literal, ast.parse(tagged[0].source).body))
    except (TypeError, ValueError):
        yield tagged[0].source
        return
    own = found.get("chapter", chapter.path.stem)
    if set(found) != PARAMETERS[chapter.compares] or own != chapter.path.stem:
        yield tagged[0].source


def _calls(chapter: ChapterNotebook) -> Iterator[str]:
    for cell in chapter.code[1:2]:
        if calls(cell.source) != [SET_UP[chapter.compares]]:
            yield cell.source
    for cell in chapter.code[2:]:
        body = ast.parse(cell.source).body
        if len(body) != 1 or calls(cell.source)[:1] != ["show"]:
            yield cell.source


def _short(chapter: ChapterNotebook) -> Iterator[str]:
    for cell in chapter.code:
        nodes = ast.walk(ast.parse(cell.source))
        program = any(isinstance(node, _PROGRAM) for node in nodes)
        long = len(cell.source.splitlines()) > MOST_LINES
        if program or long or "pandas" in cell.source or _PATH.search(cell.source):
            yield cell.source


def _introduced(chapter: ChapterNotebook) -> Iterator[str]:
    for before, cell in itertools.pairwise(chapter.cells):
        heading_only = before.source.startswith("##") and "\n" not in before.source.strip()
        if LABEL.match(cell.source) and (LABEL.match(before.source) or heading_only):
            yield cell.source


def _labels(chapter: ChapterNotebook) -> Iterator[str]:
    for cell in chapter.code[2:]:
        names = calls(cell.source)
        ending = re.split(r"[._]", names[1])[-1] if len(names) > 1 else ""
        label = LABEL.fullmatch(cell.source.splitlines()[0])
        wanted = {_KINDS.get(ending)}
        if "optional=True" in cell.source:  # may be missing in a year, so a label is optional
            wanted.add(None)
        if (label["kind"] if label else None) not in wanted:
            yield cell.source


def _numbers(chapter: ChapterNotebook) -> Iterator[str]:
    for cell in chapter.prose:
        if match := re.search(r".{0,20}\d+.{0,20}", cell.source):
            yield match[0]


def _clean(chapter: ChapterNotebook) -> Iterator[str]:
    for cell in chapter.code:
        if cell.outputs or cell.execution_count is not None or set(cell.metadata) - {"tags"}:
            yield cell.source


def calls(source: str) -> list[str]:
    """Return the names that a cell calls, outermost first.

    >>> calls("show(part.norms.table())")
    ['show', 'part.norms.table']
    """
    nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return [ast.unparse(node.func) for node in nodes]


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
    "no number is typed in prose": _numbers,
    "the notebook stores no outputs or counts": _clean,
}
