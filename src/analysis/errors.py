"""What goes wrong for a user, said so that it can be mended: where, found, expected, remedy."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend.

    Parameters
    ----------
    where
        The place: file, row and column; notebook and cell; line of the document.
    found
        What stands there.
    expected
        What should stand there.
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
    """A user's mistake or a broken input; carries one or more problems, all of them at once.

    The command line prints it without a traceback and ends with `exit_code`.
    """

    exit_code: ClassVar[int] = 2

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n\n".join(str(problem) for problem in self.problems)


class SettingsError(PlanmonitorError):
    """A file in `params/`, a parameter or a command's argument is not usable."""


class DocumentError(PlanmonitorError):
    """A document is not a plan that can be read."""


class DataError(PlanmonitorError):
    """A table in `data/` breaks its schema, or is missing."""


class NotebookError(PlanmonitorError):
    """One or more notebooks did not run to their end."""

    exit_code: ClassVar[int] = 1


class TimedOutError(NotebookError):
    """Notebooks did not run to their end because a deadline passed, and for no other reason."""

    exit_code: ClassVar[int] = 3


def quoted(names: Iterable[str]) -> str:
    """List names for a message: `'a', 'b' or 'c'`.

    >>> quoted(["a", "b", "c"])
    "'a', 'b' or 'c'"
    """
    marked = [f"'{name}'" for name in names]
    return " or ".join([", ".join(marked[:-1]), marked[-1]]) if len(marked) > 1 else "".join(marked)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that looks most like a mistyped one, or None when none is near.

    >>> nearest("activring", ["activering", "vsi"])
    'activering'
    """
    return next(iter(difflib.get_close_matches(name, list(known), n=1)), None)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return the remedy for an unknown name: the nearest known one, or the way to choose one.

    >>> did_you_mean("activring", ["activering", "vsi"])
    "Did you mean 'activering'?"
    """
    near = nearest(name, known)
    return f"Did you mean '{near}'?" if near else "Choose one of the known names."
