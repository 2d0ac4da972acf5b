"""The registry of outputs. A new format is a module next to this one and a line in `FORMATS`."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pkgutil import resolve_name
from typing import TYPE_CHECKING

from analysis.errors import Problem, SettingsError, did_you_mean, quoted
from analysis.publishing.outputs.output import NOTEBOOKS, TABLES, Output
from analysis.publishing.page.linked import LinkedFile

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence
    from pathlib import Path

HERE = __package__
PANDOC = ("pypandoc", "typst")

#: In the order of the links on the page, and of writing: `datapackage` describes what `csv` wrote,
#: `dcat` what all others of the tables wrote.
FORMATS = (
    Output("pdf", "planmonitor-*.pdf", "Rapport als PDF", NOTEBOOKS, f"{HERE}.pdf:write_pdf",
           packages=PANDOC, extra="pdf"),
    Output("docx", "planmonitor-*.docx", "Rapport als Word-document", NOTEBOOKS,
           f"{HERE}.docx:write_docx", about="Word", packages=PANDOC, extra="pdf"),
    Output("summary", "samenvatting.pdf", "Samenvatting op één bladzijde (PDF)", NOTEBOOKS,
           f"{HERE}.summary:write_summary", about="PDF, one page per language",
           packages=("typst",), extra="pdf"),
    Output("csv", "data/*.csv", "", TABLES, f"{HERE}.csv:write_csv"),
    Output("xlsx", "data/planmonitor-*.xlsx", "Alle tabellen als werkboek (Excel)", TABLES,
           f"{HERE}.xlsx:write_xlsx"),
    Output("datapackage", "data/datapackage.json",
           "Beschrijving van de CSV-bestanden (Data Package)", TABLES,
           f"{HERE}.datapackage:write_datapackage"),
    Output("dcat", "data/dcat.jsonld", "Beschrijving voor een opendataportaal (DCAT-AP)", TABLES,
           f"{HERE}.dcat:write_dcat"),
    Output("quarto", "quarto/_quarto.yml", "Rapport als boek (Quarto)", NOTEBOOKS,
           f"{HERE}.quarto.book:write_quarto", link="quarto/_book/index.html",
           about="a book project", unfinished=f"{HERE}.quarto.changes:unrendered"),
)  # fmt: skip
OUTPUTS = {output.name: output for output in FORMATS}
PROVENANCE = LinkedFile("provenance.json", "Herkomst en controlegetallen")


def of_tables() -> list[str]:
    """Return the names of the outputs made of the tables alone: the open data of each report."""
    return [output.name for output in OUTPUTS.values() if output.needs == TABLES]


def format_help() -> str:
    """Return the help text of `--format`, which names the outputs that are not always written."""
    names = [
        f"{output.name} ({output.about})" if output.about else output.name
        for output in OUTPUTS.values()
        if output.needs != TABLES
    ]
    return f"Also write {', '.join(names[:-1])} or {names[-1]}; can be repeated."


def outputs_named(names: Iterable[str]) -> list[Output]:
    """Return the outputs with these names, in the order of the registry.

    Raises
    ------
    SettingsError
        When a name is unknown, with the nearest known one, or when a package that an output needs
        is not installed.
    """
    wanted = set(names)
    if unknown := sorted(wanted - OUTPUTS.keys()):
        raise SettingsError(*map(_unknown, unknown))
    found = [output for output in OUTPUTS.values() if output.name in wanted]
    if lacking := [output for output in found if _missing(output)]:
        raise SettingsError(*map(_not_installed, lacking))
    return found


def outputs_in(folder: Path) -> list[str]:
    """Return the names of the outputs in a report's folder."""
    return [output.name for output in OUTPUTS.values() if any(folder.glob(output.pattern))]


def unfinished_outputs(folder: Path, names: Iterable[str]) -> list[str]:
    """Return those of some outputs that a published report has not finished, such as a book."""
    asked = [OUTPUTS[name] for name in names if OUTPUTS[name].unfinished]
    return [output.name for output in asked if resolve_name(output.unfinished)(folder)]


def outputs_of_notebooks(folder: Path) -> list[str]:
    """Return the outputs in a report's folder that take long to make: its documents."""
    return [name for name in outputs_in(folder) if OUTPUTS[name].needs == NOTEBOOKS]


def installed_outputs(names: Iterable[str]) -> list[str]:
    """Return those of some outputs whose packages are installed."""
    return [name for name in names if not _missing(OUTPUTS[name])]


def keep_older(published: Path, folder: Path, made: Container[str]) -> list[str]:
    """Copy the documents of a published report that were not made again; return their names.

    They are older than the new page, which does not link to them. A reader who has their address
    still finds them, and the next run can make them again.
    """
    older = [name for name in outputs_of_notebooks(published) if name not in made]
    for name in older:
        for file in files_of(name, published):
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(published / file, folder / file)
    return older


def files_of(name: str, folder: Path) -> list[str]:
    """Return the files of an output in a report's folder; a book has a folder of its own."""
    found = [path.relative_to(folder) for path in folder.glob(OUTPUTS[name].pattern)]
    places = {folder / path.parts[0] for path in found}
    files = [file for place in places for file in (place, *place.rglob("*")) if file.is_file()]
    return sorted(file.relative_to(folder).as_posix() for file in files)


def linked_files(
    folder: Path,
    prefix: str = "",
    coming: Container[str] = (),
    without: Container[str] = (),
) -> list[LinkedFile]:
    """List the files of a report's folder that pages link to.

    `prefix` is the path from the page to the folder; files in `coming` do not exist yet. The
    outputs `without` a link are those that are older than the page.
    """
    found = [
        LinkedFile(f"{prefix}{path.relative_to(folder).as_posix()}", output.label)
        for output in OUTPUTS.values()
        if output.label and output.name not in without
        for path in sorted(folder.glob(output.link or output.pattern))
    ]
    if PROVENANCE.path in coming or (folder / PROVENANCE.path).is_file():
        found.append(LinkedFile(f"{prefix}{PROVENANCE.path}", PROVENANCE.label))
    return found


def _missing(output: Output) -> Sequence[str]:
    """Return the packages that an output needs and that are not installed."""
    return [package for package in output.packages if find_spec(package) is None]


def _unknown(name: str) -> Problem:
    return Problem("--format", f"'{name}'", quoted(OUTPUTS), did_you_mean(name, OUTPUTS))


def _not_installed(output: Output) -> Problem:
    return Problem(
        f"--format {output.name}",
        f"no package {quoted(_missing(output))}",
        f"the packages of the extra '{output.extra}'",
        f"Install them: {output.install()}",
    )
