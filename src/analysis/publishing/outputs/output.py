"""What an output is: a format that a report is published in, next to its page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pkgutil import resolve_name
from typing import TYPE_CHECKING, ClassVar, Literal

from analysis.code_errors import code_place, said
from analysis.errors import PlanmonitorError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from analysis.paths import Project
    from analysis.publishing.outputs.tables import DataTable
    from analysis.publishing.run.executed import Executed

    Writer = Callable[["OutputContext"], None]

TABLES: Literal["tables"] = "tables"
NOTEBOOKS: Literal["notebooks"] = "notebooks"


class OutputError(PlanmonitorError):
    """The notebooks ran, but an output cannot be made of them.

    A writer that fails leaves what it was working on in a folder with the output's name, for the
    user to look into.
    """

    exit_code: ClassVar[int] = 4


@dataclass(frozen=True)
class OutputContext:
    """What an output is made of, and the unpublished folder that it is written to.

    `executed` holds the report's notebooks in order; it is empty while they run. `published` is the
    folder that this one replaces. The documents of a `draft` say so.
    """

    project: Project
    year: int
    folder: Path
    executed: Sequence[Executed] = ()
    published: Path | None = None
    draft: bool = False

    @property
    def name(self) -> str:
        """The name of a document's file, without its ending."""
        return f"planmonitor-{self.year}{'-proef' if self.draft else ''}"

    @cached_property
    def tables(self) -> list[DataTable]:
        """The year's typed tables, read once for all outputs.

        Raises
        ------
        DataError
            When the tables have not been built.
        """
        from analysis.publishing.outputs.tables import data_tables  # imports pandas

        return data_tables(self.project, self.year)


@dataclass(frozen=True, slots=True)
class Output:
    """A format.

    Attributes
    ----------
    name
        What `--format` calls it. A writer that needs a working folder gives it this name.
    pattern
        A glob pattern of its files in a report's folder; a match shows that the output was made.
    label
        The text of the link on the page, in Dutch; without it the page has no link.
    needs
        `TABLES` when it is made of the tables alone, and so can be written while the notebooks run.
    write
        Its writer as `module:function`, imported when needed: most import slow packages.
    link
        A pattern of the file that the page links to, when it is another than `pattern`.
    about
        What `--help` adds to the name.
    unfinished
        A function, as `module:function`, that takes a report's folder and returns whether this
        output is unfinished although nothing that it is made of changed.
    packages, extra
        Packages that may not be installed, and the extra of planmonitor that brings them.
    """

    name: str
    pattern: str
    label: str
    needs: Literal["tables", "notebooks"]
    write: str
    link: str = ""
    about: str = ""
    unfinished: str = ""
    packages: tuple[str, ...] = ()
    extra: str = ""

    def writer(self) -> Writer:
        """Import the function that writes it.

        Raises
        ------
        OutputError
            When it cannot be imported, or is not there.
        """
        try:
            found: Writer = resolve_name(self.write)
        except Exception as error:
            where, expected = self.name, f"a function {self.write}"
            remedy = "Correct the module, or the line of the format in outputs/registry.py."
            found_there = f"{said(error)} ({code_place(error)})"
            raise OutputError(Problem(where, found_there, expected, remedy)) from error
        return found

    def install(self) -> str:
        """Return the command that installs the packages it needs."""
        return f"pip install 'planmonitor[{self.extra}]'"
