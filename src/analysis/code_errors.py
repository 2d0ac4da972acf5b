"""Errors in the code of this package, as problems that name the line to correct."""

from __future__ import annotations

import traceback
from pathlib import Path

from analysis.checksums import PACKAGE
from analysis.errors import PlanmonitorError, Problem

SUBJECTS = PACKAGE / "subjects"


class CodeError(PlanmonitorError):
    """Code of this package cannot be imported or run."""


def code_problem(
    error: Exception,
    expected: str = "code that can be imported and run",
    remedy: str = "Correct the line and save the file.",
) -> Problem:
    """Return an error in our own code as a problem, at the line to look at."""
    return Problem(code_place(error), said(error), expected, remedy)


def code_place(error: Exception) -> str:
    """Return the file and the line of an error.

    For a syntax error that is the line that Python cannot read. For any other error it is the
    innermost line in a subject, where its author can see what is wrong; without one, the innermost
    line in this package, or the innermost of all.
    """
    if isinstance(error, SyntaxError) and error.filename:
        return place_of(error.filename, error.lineno)
    frames = traceback.extract_tb(error.__traceback__)
    for folder in (SUBJECTS, PACKAGE):
        if own := [one for one in frames if Path(one.filename).is_relative_to(folder)]:
            return place_of(own[-1].filename, own[-1].lineno, own[-1].name)
    return place_of(frames[-1].filename, frames[-1].lineno, frames[-1].name)


def place_of(file: str | Path, line: int | str | None, function: str = "") -> str:
    """Write a line of code as a place; files of this package are named from its source folder.

    >>> place_of(PACKAGE / "dutch.py", 7, "number")
    'src/analysis/dutch.py, line 7, in number'
    """
    path = Path(file)
    if path.is_relative_to(PACKAGE):
        path = Path("src", PACKAGE.name, path.relative_to(PACKAGE))
    inside = f", in {function}" if function and function != "<module>" else ""
    return f"{path.as_posix()}, line {line}{inside}"


def said(error: Exception) -> str:
    """Return what Python says of an error, on one line.

    >>> said(KeyError("n"))
    "KeyError: 'n'"
    """
    text = str(error.msg if isinstance(error, SyntaxError) else error)
    return f"{type(error).__name__}: {text}".splitlines()[0]
