"""Errors that a user can fix, with the place, what was found and expected, and a remedy."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem that a user can fix.

    Parameters
    ----------
    where
        The place: file, row and column; notebook and cell; line of the document.
    found
        What is there.
    expected
        What should be there.
    remedy
        What to do, as an imperative sentence.
    """

    where: str
    found: str
    expected: str
    remedy: str = ""

    def __str__(self) -> str:
        lines = [self.where, f"  found:    {self.found}", f"  expected: {self.expected}"]
        if self.remedy:
            lines.append(f"  to do:    {self.remedy}")
        return "\n".join(lines)


class PlanmonitorError(Exception):
    """A user's mistake or an invalid input, with one or more problems.

    The command line prints it without a traceback and exits with `exit_code`.
    """

    exit_code: ClassVar[int] = 2

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n\n".join(str(problem) for problem in self.problems)


class SettingsError(PlanmonitorError):
    """A file in `params/`, a parameter or a command's argument is invalid."""


class DocumentError(PlanmonitorError):
    """A document cannot be read as a plan."""


class DataError(PlanmonitorError):
    """A table in `data/` does not match its schema, or is missing."""


class ResultError(PlanmonitorError):
    """A result cannot be computed, or is not what its subject declares."""


class NotebookError(PlanmonitorError):
    """One or more notebooks failed."""

    exit_code: ClassVar[int] = 1


class TimedOutError(NotebookError):
    """Notebooks failed only because they exceeded a deadline."""

    exit_code: ClassVar[int] = 3


def quoted(names: Iterable[str]) -> str:
    """List names for a message: `'a', 'b' or 'c'`.

    >>> quoted(["a", "b", "c"])
    "'a', 'b' or 'c'"
    """
    marked = [f"'{name}'" for name in names]
    return " or ".join([", ".join(marked[:-1]), marked[-1]]) if len(marked) > 1 else "".join(marked)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name most similar to a mistyped one; None if none is close.

    >>> nearest("activring", ["activering", "vsi"])
    'activering'
    """
    return next(iter(difflib.get_close_matches(name, list(known), n=1)), None)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return the remedy for an unknown name, with the most similar known name if there is one.

    >>> did_you_mean("activring", ["activering", "vsi"])
    "Did you mean 'activering'?"
    """
    near = nearest(name, known)
    return f"Did you mean '{near}'?" if near else "Choose one of the known names."
