"""What can lie beside a report's page, by name, and what writes it."""

from __future__ import annotations

import logging
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, ClassVar

from analysis.errors import PlanmonitorError, Problem, SettingsError, did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from analysis.publishing.report_build import Writer

#: The name of each output, and what shows in a report's folder that it was made.
OUTPUTS = {"data": "data", "pdf": "*.pdf", "docx": "*.docx", "quarto": "quarto"}
#: Those that are made of the tables alone, and so can be while the notebooks run.
OF_TABLES = frozenset({"data"})
#: The packages of the extra `pdf`, by the output that needs them.
NEEDED = {"pdf": ("pypandoc", "typst"), "docx": ("pypandoc", "typst")}
INSTALL = "pip install 'planmonitor[pdf]'"

_log = logging.getLogger(__name__)


class OutputError(PlanmonitorError):
    """The notebooks ran, but a file beside the page cannot be made of them.

    What it was being made of lies in a folder of the output's name, for who looks into it.
    """

    exit_code: ClassVar[int] = 4


def writers_of(names: Iterable[str]) -> tuple[Callable[[], Writer], ...]:
    """Return what imports the writer of each output, in the order of `OUTPUTS`.

    Raises
    ------
    SettingsError
        When a name is not known, with the nearest one; when a package that it needs is not there.
    """
    wanted = set(names)
    unknown = sorted(wanted - OUTPUTS.keys())
    if unknown:
        remedies = [did_you_mean(name, OUTPUTS) for name in unknown]
        pairs = zip(unknown, remedies, strict=True)
        raise SettingsError(*(Problem("--format", f"'{n}'", quoted(OUTPUTS), r) for n, r in pairs))
    lacking = {name: _lacking(name) for name in sorted(wanted) if _lacking(name)}
    if lacking:
        expected, remedy = "the packages of the extra 'pdf'", f"Install them: {INSTALL}"
        raise SettingsError(
            *(
                Problem(f"--format {name}", f"no package {quoted(packages)}", expected, remedy)
                for name, packages in lacking.items()
            )
        )
    return tuple(partial(_writer, name) for name in OUTPUTS if name in wanted)


def outputs_in(folder: Path) -> tuple[str, ...]:
    """Return the names of the outputs that lie in a report's folder."""
    return tuple(name for name, pattern in OUTPUTS.items() if any(folder.glob(pattern)))


def outputs_to_keep(folder: Path) -> tuple[str, ...]:
    """Return the outputs of a published report that its next edition must have too.

    A reader who once found a PDF finds one again, and never an old one beside a new page. An output
    that cannot be made here is left out, with a warning.
    """
    found = outputs_in(folder)
    for name in found:
        if packages := _lacking(name):
            _log.warning(
                "%s loses its %s, which would be older than the page: no package %s. To keep it: "
                "%s, then report again with --format %s.",
                *(folder.name, name, quoted(packages), INSTALL, name),
            )
    return tuple(name for name in found if not _lacking(name))


def _lacking(name: str) -> list[str]:
    """Return the packages that an output needs and that are not installed."""
    return [package for package in NEEDED.get(name, ()) if find_spec(package) is None]


def _writer(name: str) -> Writer:
    """Import what writes an output; each needs packages that the others do not."""
    if name == "data":
        from analysis.publishing.outputs.data import write_exports

        return write_exports
    if name == "quarto":
        from analysis.publishing.outputs.quarto.book import write_quarto

        return write_quarto
    from analysis.publishing.outputs.documents.write import write_docx, write_pdf

    return write_pdf if name == "pdf" else write_docx
