"""The files that are published beside a report's page, as pages name them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path


class Beside(NamedTuple):
    """A file that is published beside the report, as its end names it."""

    path: str
    label: str


def files_beside(
    folder: Path, year: int, prefix: str = "", coming: Container[str] = ()
) -> tuple[Beside, ...]:
    """List the files of a report's folder that a reader may want, those that are there.

    Parameters
    ----------
    folder, year
        The report's.
    prefix
        What leads from the page that lists them to the folder.
    coming
        The files that will be there.
    """
    known = (
        Beside(f"planmonitor-{year}.pdf", "Rapport als PDF"),
        Beside(f"planmonitor-{year}.docx", "Rapport als Word-document"),
        Beside(f"data/planmonitor-{year}.xlsx", "Alle tabellen als werkboek (Excel)"),
        Beside("data/datapackage.json", "Beschrijving van de CSV-bestanden (Data Package)"),
        Beside("data/dcat.jsonld", "Beschrijving voor een opendataportaal (DCAT-AP)"),
        Beside("quarto/_book/index.html", "Rapport als boek (Quarto)"),
        Beside("provenance.json", "Herkomst en controlegetallen"),
    )
    return tuple(
        Beside(f"{prefix}{one.path}", one.label)
        for one in known
        if one.path in coming or (folder / one.path).is_file()
    )
