"""Writes a year's tables into the report's folder, in every form."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from analysis.publishing.outputs.datapackage import Publication, data_package
from analysis.publishing.outputs.dcat import catalogue
from analysis.publishing.outputs.delimited import csv_bytes
from analysis.publishing.outputs.tables import data_tables
from analysis.publishing.outputs.workbook import workbook_bytes
from analysis.publishing.provenance import source_facts
from analysis.settings import load_report_settings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from analysis.paths import Project
    from analysis.publishing.run.executed import Executed

FOLDER = "data"


def write_exports(executed: Sequence[Executed], folder: Path, project: Project, year: int) -> None:
    """Write `data/` into a report's folder: CSV, workbook, `datapackage.json`, `dcat.jsonld`.

    The same tables give the same bytes.

    Parameters
    ----------
    executed
        The report's notebooks; the exports need none of them.
    folder
        The report's folder.
    project, year
        Whose tables.

    Raises
    ------
    DataError
        When the tables have not been built.
    """
    del executed
    tables, publication = data_tables(project, year), _publication(project, year)
    contents = {f"{table.name}.csv": csv_bytes(table) for table in tables}
    contents["datapackage.json"] = _json(data_package(publication, tables, contents))
    book = workbook_bytes(tables, f"{publication.title} {year}")
    contents[f"planmonitor-{year}.xlsx"] = book
    contents["dcat.jsonld"] = _json(catalogue(publication, tables, contents))
    target = folder / FOLDER
    target.mkdir()
    for name, content in contents.items():
        (target / name).write_bytes(content)


def _publication(project: Project, year: int) -> Publication:
    settings = load_report_settings(project)
    about = settings.title, settings.publisher, source_facts(project, year)
    return Publication(year, *about, terms=settings.open_data)


def _json(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
