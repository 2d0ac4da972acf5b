"""What can lie beside a report's page, by name, and what writes it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from analysis.errors import Problem, SettingsError, did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from analysis.report.edition import Writer

#: The name of each output, and what shows in a report's folder that it was made.
OUTPUTS = {"data": "data", "pdf": "*.pdf", "docx": "*.docx", "quarto": "quarto"}


def writers_of(names: Iterable[str]) -> tuple[Callable[[], Writer], ...]:
    """Return what imports the writer of each output, in the order of `OUTPUTS`.

    Raises
    ------
    SettingsError
        When a name is not known, with the nearest one.
    """
    wanted = set(names)
    unknown = sorted(wanted - OUTPUTS.keys())
    if unknown:
        remedies = [did_you_mean(name, OUTPUTS) for name in unknown]
        pairs = zip(unknown, remedies, strict=True)
        raise SettingsError(*(Problem("--format", f"'{n}'", quoted(OUTPUTS), r) for n, r in pairs))
    return tuple(partial(_writer, name) for name in OUTPUTS if name in wanted)


def outputs_in(folder: Path) -> tuple[str, ...]:
    """Return the names of the outputs that lie in a report's folder."""
    return tuple(name for name, pattern in OUTPUTS.items() if any(folder.glob(pattern)))


def _writer(name: str) -> Writer:
    """Import what writes an output; each needs packages that the others do not."""
    if name == "data":
        from analysis.report.exports.write import write_exports

        return write_exports
    if name == "quarto":
        from analysis.report.quarto.book import write_quarto

        return write_quarto
    from analysis.report.documents.write import write_docx, write_pdf

    return write_pdf if name == "pdf" else write_docx
