"""Describes the CSV files as a Frictionless Data Package, so that a program reads their types."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from analysis.settings import OpenData

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysis.publishing.outputs.tables import Column, DataTable

APOSTROPHE = (
    "Een tekst die met =, +, -, @, een tab of een regeleinde begint, krijgt een apostrof ervoor, "
    "zodat een rekenblad hem niet uitvoert."
)


@dataclass(frozen=True, slots=True)
class Publication:
    """What is published, and by whom.

    Attributes
    ----------
    year
        The plan's year.
    title, publisher
        The report's.
    source
        What the plan's `source.yaml` says of it: title, published, sha256.
    terms
        Licence and contact, as far as the publisher has decided them.
    """

    year: int
    title: str
    publisher: str
    source: Mapping[str, Any]
    terms: OpenData = field(default_factory=OpenData)

    def unstated(self) -> str:
        """Say in Dutch what the publisher has not decided; empty when all is there.

        >>> Publication(2023, "T", "P", {}).unstated()
        'De uitgever heeft geen licentie en geen contactpunt opgegeven.'
        """
        lacking = [] if self.terms.licence else ["geen licentie"]
        lacking += [] if self.terms.who() else ["geen contactpunt"]
        return f"De uitgever heeft {' en '.join(lacking)} opgegeven." if lacking else ""


def data_package(
    publication: Publication, tables: Sequence[DataTable], contents: Mapping[str, bytes]
) -> dict[str, Any]:
    """Return the content of `datapackage.json`.

    Parameters
    ----------
    publication
        What is published.
    tables
        The tables.
    contents
        The bytes of each table's CSV file, by the file's name.
    """
    terms = publication.terms
    licences = {"licenses": [{"path": terms.licence}]} if terms.licence else {}
    contributors = [{"title": publication.publisher, "role": "publisher"}]
    if terms.who():
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


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.complete:
        constraints["required"] = True
    if column.categories:
        constraints["enum"] = list(column.categories)
    field: dict[str, Any] = {"name": column.name, "type": column.type}
    field |= {"description": column.description} if column.description else {}
    return field | ({"constraints": constraints} if constraints else {})
