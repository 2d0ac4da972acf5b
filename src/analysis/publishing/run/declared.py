"""Reads the parameters cell of a notebook: the names and types of its parameters."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.errors import Problem, SettingsError
from analysis.publishing.page.options import option_problems
from analysis.publishing.run.notebook_file import cell_tags, code_cells, read_notebook

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from analysis.settings import Parameter

TAG = "parameters"
TYPES: tuple[type[Parameter], ...] = (bool, int, float, str)


@dataclass(frozen=True, slots=True)
class DeclaredParameter:
    """One parameter of a notebook: a literal, and its type or that of its annotation."""

    name: str
    type: type[Parameter]
    default: Parameter

    def accepts(self, value: Parameter) -> bool:
        """Tell whether a value has this type; an int is a float too, a bool is not a number.

        >>> DeclaredParameter("confidence", float, 0.95).accepts(1)
        True
        >>> DeclaredParameter("year", int, 2023).accepts(True)
        False
        """
        return type(value) is self.type or (self.type is float and type(value) is int)

    def __str__(self) -> str:
        return f"{self.type.__name__}, such as {self.default!r}"


@dataclass(frozen=True, slots=True)
class NotebookDeclaration:
    """A notebook's parameters and its number of code cells, read without running it."""

    parameters: Mapping[str, DeclaredParameter]
    code_cells: int


def read_declaration(path: Path, where: str) -> NotebookDeclaration:
    """Read a notebook's cell tagged `parameters`; `where` names the notebook in messages.

    Raises
    ------
    SettingsError
        When the file is missing or not a notebook, when it has no such cell or several, or when the
        cell holds anything but `name = literal`: a computed value would not follow what papermill
        injects; or when a cell has an option that the report does not follow.
    """
    notebook = read_notebook(path, where)
    cells = code_cells(notebook)
    readings = [_read(line, where) for line in _statements(_parameters_cell(cells, where), where)]
    problems = [reading for reading in readings if isinstance(reading, Problem)]
    problems += [
        problem
        for number, cell in enumerate(cells, start=1)
        for problem in option_problems(cell["source"], f"{where}, code cell {number}")
    ]
    if problems:
        raise SettingsError(*problems)
    parameters = {r.name: r for r in readings if isinstance(r, DeclaredParameter)}
    return NotebookDeclaration(parameters, len(cells))


def _parameters_cell(cells: Iterable[Mapping[str, Any]], where: str) -> str:
    sources: list[str] = [cell["source"] for cell in cells if TAG in cell_tags(cell)]
    if len(sources) == 1:
        return sources[0]
    raise SettingsError(
        Problem(
            where,
            f"{len(sources) or 'no'} code cells tagged '{TAG}'",
            "exactly one",
            "Set the tag in JupyterLab, in the cell's properties at the right.",
        )
    )


def _statements(source: str, where: str) -> list[ast.stmt]:
    try:
        return ast.parse(source).body
    except SyntaxError as error:
        raise SettingsError(
            Problem(
                f"{where}, parameters cell, line {error.lineno}",
                f"not Python: {error.msg}",
                "lines of the form `name = literal`",
                "Correct the line.",
            )
        ) from None


def _read(statement: ast.stmt, where: str) -> DeclaredParameter | Problem:
    """Read one line of the cell: `name = literal` or `name: type = literal`."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=node):
            annotation = None
        case ast.AnnAssign(
            target=ast.Name(id=name), annotation=ast.Name(id=annotation), value=node
        ):
            pass
        case _:
            return _not_literal(statement, where)
    default = _literal(node)
    if default is None:
        return _not_literal(statement, where)
    declared = DeclaredParameter(name, _type_named(annotation) or type(default), default)
    return declared if declared.accepts(default) else _not_literal(statement, where)


def _literal(node: ast.expr | None) -> Parameter | None:
    try:
        value = ast.literal_eval(node) if node is not None else None
    except ValueError:
        return None
    return value if isinstance(value, TYPES) else None


def _type_named(name: str | None) -> type[Parameter] | None:
    return next((known for known in TYPES if known.__name__ == name), None)


def _not_literal(statement: ast.stmt, where: str) -> Problem:
    return Problem(
        f"{where}, parameters cell, line {statement.lineno}",
        ast.unparse(statement),
        "`name = literal`: a text, a number, True or False, of the annotated type if there is one",
        "Write the value itself here; compute with it in a later cell.",
    )
