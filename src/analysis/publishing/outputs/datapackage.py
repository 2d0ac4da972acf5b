"""A Frictionless Data Package: describes the CSV files, so that programs know their types."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from analysis.publishing.outputs.publication import json_bytes, publication_of
from analysis.publishing.outputs.tables import FOLDER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysis.publishing.outputs.output import OutputContext
    from analysis.publishing.outputs.publication import Publication
    from analysis.publishing.outputs.tables import DataColumn, DataTable

APOSTROPHE = (
    "Een tekst die met =, +, -, @, een tab of een regeleinde begint, krijgt een apostrof ervoor, "
    "zodat een rekenblad hem niet uitvoert."
)


def write_datapackage(context: OutputContext) -> None:
    """Write `data/datapackage.json`, which describes the CSV files next to it."""
    folder = context.folder / FOLDER
    names = [f"{table.name}.csv" for table in context.tables]
    contents = {name: (folder / name).read_bytes() for name in names}
    package = data_package(publication_of(context), context.tables, contents)
    (folder / "datapackage.json").write_bytes(json_bytes(package))


def data_package(
    publication: Publication, tables: Sequence[DataTable], contents: Mapping[str, bytes]
) -> dict[str, Any]:
    """Return the content of `datapackage.json`; `contents` has each CSV file's bytes by name."""
    terms = publication.terms
    licences = {"licenses": [{"path": terms.licence}]} if terms.licence else {}
    contributors = [{"title": publication.publisher, "role": "publisher"}]
    if terms.contact_line():
        contributors.append({"title": terms.contact, "email": terms.email, "role": "contact"})
    about = ["De tabellen van het plan, getypeerd en nagekeken.", APOSTROPHE]
    about += [publication.unstated()] if publication.unstated() else []
    source = {"title": str(publication.source.get("title") or f"Plan {publication.year}")}
    return {
        "profile": "tabular-data-package",
        "name": f"planmonitor-{publication.year}",
        "title": f"{publication.title} {publication.year}",
        "description": " ".join(about),
        **licences,
        "contributors": contributors,
        "sources": [source],
        "resources": [_resource(table, contents[f"{table.name}.csv"]) for table in tables],
    }


def _resource(table: DataTable, content: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": table.title,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {"fields": [_field(column) for column in table.columns], "missingValues": [""]},
    }


def _field(column: DataColumn) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.complete:
        constraints["required"] = True
    if column.categories:
        constraints["enum"] = list(column.categories)
    field: dict[str, Any] = {"name": column.name, "type": column.type}
    field |= {"description": column.description} if column.description else {}
    return field | ({"constraints": constraints} if constraints else {})
