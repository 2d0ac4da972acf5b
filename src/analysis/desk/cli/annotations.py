"""Annotations for GitHub Actions: each problem at its file and line."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from analysis.errors import Problem

_PLACE = re.compile(r"(?P<file>[^,:]+?)(?:, (?P<what>row|line|code cell) (?P<number>\d+)\b.*|,.*)?")
#: How GitHub's workflow commands escape characters that would end a message or a property.
_IN_MESSAGE = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY = {**_IN_MESSAGE, ":": "%3A", ",": "%2C"}


def annotate(
    problems: Iterable[Problem],
    root: Path | None,
    environment: Mapping[str, str] = os.environ,
) -> None:
    """In GitHub Actions, write an annotation for each problem to stderr.

    Paths are relative to the project folder `root`, or to the working directory.
    """
    if environment.get("GITHUB_ACTIONS") != "true":
        return
    from pathlib import Path

    for problem in problems:
        typer.echo(annotation(problem, root or Path()), err=True)


def annotation(problem: Problem, root: Path) -> str:
    """Return a problem as a workflow command, with its file and line where known.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    where = place(problem.where, root)
    properties = {**where, "title": problem.where}
    named = ",".join(f"{name}={_escaped(text, _IN_PROPERTY)}" for name, text in properties.items())
    return f"::error {named}::{_escaped(str(problem), _IN_MESSAGE)}"


def place(where: str, root: Path) -> dict[str, str]:
    """Return the file and line that a problem names; empty when there is no such file."""
    found = _PLACE.fullmatch(where.partition("\n")[0])
    if found is None or not (root / found["file"]).is_file():
        return {}
    path, number = root / found["file"], int(found["number"] or 0)
    line = cell_line(path, number) if found["what"] == "code cell" else number
    return {"file": found["file"]} | ({"line": str(line)} if line else {})


def cell_line(notebook: Path, cell: int) -> int:
    """Return the line on which a code cell starts in a notebook's file; 0 when not found.

    The cell's number counts the code cells, from 1.
    """
    text = notebook.read_text(encoding="utf-8")
    try:
        cells: list[dict[str, Any]] = json.loads(text)["cells"]
    except (ValueError, KeyError, TypeError):
        return 0
    kinds = [one.get("cell_type") for one in cells]
    own = [place for place, kind in enumerate(kinds) if kind == "code"]
    starts = [match.start() for match in re.finditer(r'^\s*"cell_type": ', text, re.MULTILINE)]
    if not 0 < cell <= len(own) or len(starts) != len(cells):
        return 0
    return text.count("\n", 0, starts[own[cell - 1]]) + 1


def _escaped(text: str, codes: Mapping[str, str]) -> str:
    return "".join(codes.get(sign, sign) for sign in text)
