"""A notebook that failed: what is known of it, and the problem that reports it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.checksums import PACKAGE
from analysis.code_errors import place_of
from analysis.errors import Problem

if TYPE_CHECKING:
    from analysis.publishing.run.plan import Job

ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
#: A frame of a traceback as IPython prints it; a module's own code and a syntax error have no name.
FRAME = re.compile(
    r"^ *File (?P<path>.+?\.py):(?P<line>\d+)(, in (?P<name>[\w.<>]+))?", re.MULTILINE
)
SHOWN_LINES = 3


@dataclass(frozen=True, slots=True)
class Failure:
    """A notebook that failed.

    Parameters
    ----------
    cell
        Number of the failing cell among the notebook's own code cells, from 1; 0 when no cell
        started.
    source
        The cell's code.
    error, message
        Name and value of the exception.
    traceback
        The traceback as plain text, or what the kernel's process wrote before it died.
    partial
        The notebook as far as it was executed, or None when no cell started.
    timeout
        The key of `timeouts` in the settings whose deadline ended it, or None.
    """

    job: Job
    cell: int
    source: str
    error: str
    message: str
    traceback: str
    partial: Path | None
    timeout: str | None = None

    @property
    def helper(self) -> str | None:
        """The innermost line of the traceback in this package; None without one."""
        return helper_line(self.traceback)

    def problem(self, opens: str | None = None) -> Problem:
        """Return the failure as a problem; its message names `opens`, the partial notebook."""
        return Problem(
            f"{self.job.name}, {self._place()} (year {self.job.year})",
            _indented("\n".join(self._found())),
            "a notebook that runs to its end",
            self._remedy(opens),
        )

    def _place(self) -> str:
        if not self.cell:
            return "before its first cell"
        return f"at code cell {self.cell}" if self._overall else f"code cell {self.cell}"

    @property
    def _overall(self) -> bool:
        """Whether a deadline of more than the cell passed; the cell is then not to blame."""
        return self.timeout is not None and self.timeout != "cell"

    def _found(self) -> list[str]:
        lines = [f"{self.error}: {self.message}".rstrip(": ")]
        if self._overall:
            return lines
        lines += [f"in  {self.helper}"] if self.helper else []
        lines += [f"at  {line}" for line in _shown(self.source)]
        return lines if self.cell or not self.traceback else [*lines, self.traceback]

    def _remedy(self, opens: str | None) -> str:
        if self.timeout:
            begin = f"Make it faster, or raise timeouts.{self.timeout} in params/report.yaml."
            return f"{begin} How far it came: {opens}" if opens else begin
        return f"Open {opens}: it shows the cell with its traceback." if opens else "Run it again."


def helper_line(traceback: str) -> str | None:
    """Find the innermost frame of a traceback in this package.

    >>> helper_line(f"File {PACKAGE}/toolkit/statistics/shares.py:31, in wilson(realised, total)")
    'src/analysis/toolkit/statistics/shares.py, line 31, in wilson'
    >>> helper_line(f"File {PACKAGE}/dutch.py:7")
    'src/analysis/dutch.py, line 7'
    """
    own = [
        (path, frame["line"], frame["name"] or "")
        for frame in FRAME.finditer(traceback)
        if (path := Path(frame["path"]).expanduser()).is_relative_to(PACKAGE)
    ]
    if not own:
        return None
    return place_of(*own[-1])


def plain(text: str) -> str:
    """Remove terminal colours from a text."""
    return ANSI.sub("", text)


def _shown(source: str) -> list[str]:
    lines = [line for line in source.splitlines() if line.strip() and not line.startswith("#|")]
    return lines[:SHOWN_LINES] + (["…"] if len(lines) > SHOWN_LINES else [])


def _indented(text: str) -> str:
    """Align the lines with the first one, where `Problem` prints it."""
    return text.replace("\n", "\n" + " " * 12)
