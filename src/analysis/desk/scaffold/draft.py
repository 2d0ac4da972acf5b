"""The first draft of a chapter: a notebook that runs, follows the rules and can be extended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import nbformat

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from analysis.desk.scaffold.entry import ChapterEntry

_SETUP = """\
from analysis.chapter import open_chapter, show

part = open_chapter(year, chapter, confidence)"""

#: The sections that chapters have in common; an own chapter puts its own prose and calls between.
_SECTIONS = (
    ("kerncijfers", "show(part.glance.section())"),
    ("mijlpalen", "show(part.milestones())"),
    ("uitvoering", "show(part.execution())"),
    ("middelen", "show(part.means())"),
)


def draft(entry: ChapterEntry, year: int) -> NotebookNode:
    """Write the notebook of a new chapter, with the year in its parameters cell."""
    question = (
        f"# {entry.title}\n\n"
        "Wat beloofde het plan in dit hoofdstuk, en wat is ervan gekomen?\n\n"
        "Zeg hier wat een lezer na dit hoofdstuk weet."
    )
    parameters = f'year = {year}\nchapter = "{entry.id}"\nconfidence = 0.95'
    cells = [
        _prose("titel", question),
        _code("parameters", parameters, tags=["parameters"]),
        _code("openen", _SETUP),
    ]
    cells += [_code(name, call) for name, call in _SECTIONS]
    return _notebook(cells)


def _notebook(cells: list[NotebookNode]) -> NotebookNode:
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    content = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    made: NotebookNode = nbformat.from_dict(content)  # type: ignore[no-untyped-call] # no types
    return made


def _prose(name: str, text: str) -> NotebookNode:
    cell: NotebookNode = nbformat.v4.new_markdown_cell(text, id=name)  # type: ignore[no-untyped-call] # no types
    return cell


def _code(name: str, text: str, tags: list[str] | None = None) -> NotebookNode:
    metadata = {"tags": tags} if tags else {}
    cell: NotebookNode = nbformat.v4.new_code_cell(text, id=name, metadata=metadata)  # type: ignore[no-untyped-call] # no types
    return cell
