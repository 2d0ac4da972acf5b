"""DCAT-AP: describes the open data in the format that open-data portals of the EU import.

Addresses are relative to the file, so that it stays right when the folder moves.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from analysis.publishing.outputs.publication import json_bytes, publication_of
from analysis.publishing.outputs.tables import FOLDER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysis.publishing.outputs.output import OutputContext
    from analysis.publishing.outputs.publication import Publication
    from analysis.publishing.outputs.tables import DataTable
    from analysis.settings import OpenData

NAME = "dcat.jsonld"
AUTHORITY = "http://publications.europa.eu/resource/authority"
MEDIA = "https://www.iana.org/assignments/media-types"
#: The EU's name and the media type of a format, by file extension; optional in DCAT-AP.
FORMATS = {
    "csv": (f"{AUTHORITY}/file-type/CSV", f"{MEDIA}/text/csv"),
    "xlsx": (
        f"{AUTHORITY}/file-type/XLSX",
        f"{MEDIA}/application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "json": (f"{AUTHORITY}/file-type/JSON", f"{MEDIA}/application/json"),
}
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
THEMES = {
    "GOVE": "Overheid en publieke sector",
    "SOCI": "Bevolking en samenleving",
    "ECON": "Economie en financiën",
}
KEYWORDS = ("ondernemingsplan", "werk", "sociale economie", "mijlpalen", "begroting", "inspectie")


def write_dcat(context: OutputContext) -> None:
    """Write `data/dcat.jsonld`, which describes all other files in `data/`."""
    folder, order = context.folder / FOLDER, [f"{table.name}.csv" for table in context.tables]
    others = sorted({path.name for path in folder.iterdir()} - {*order, NAME})
    contents = {name: (folder / name).read_bytes() for name in (*order, *others)}
    described = catalogue(publication_of(context), context.tables, contents)
    (folder / NAME).write_bytes(json_bytes(described))


def catalogue(
    publication: Publication, tables: Sequence[DataTable], contents: Mapping[str, bytes]
) -> dict[str, Any]:
    """Return the content of `dcat.jsonld`: a catalogue of one dataset, a distribution per file.

    The tables give the titles of their files; `contents` has the bytes of each file by its name.
    """
    titles = {f"{table.name}.csv": f"{table.title} (CSV)" for table in tables}
    terms = publication.terms.licence
    licence = {"dct:license": _typed(terms, "dct:LicenseDocument")} if terms else {}
    distributions = [
        _distribution(name, titles.get(name, name), content) | licence
        for name, content in contents.items()
    ]
    publisher = {"@id": "#uitgever"}
    dataset = _dataset(publication) | {
        "dct:publisher": publisher,
        "dcat:distribution": [{"@id": one["@id"]} for one in distributions],
    }
    catalog = {
        "@id": "#catalogus",
        "@type": "dcat:Catalog",
        "dct:title": _dutch(f"Gegevens van {publication.title}"),
        "dct:description": _dutch("De tabellen van één plan als open gegevens."),
        "dct:publisher": publisher,
        "dcat:dataset": {"@id": dataset["@id"]},
    }
    agent = {
        "@id": "#uitgever",
        "@type": "foaf:Agent",
        "foaf:name": _dutch(publication.publisher),
    }
    return {"@context": CONTEXT, "@graph": [catalog, dataset, agent, *distributions]}


def _contact(terms: OpenData) -> dict[str, Any]:
    if not terms.contact_line():
        return {}
    kind = {
        "@id": "#contact",
        "@type": ["vcard:Organization", "vcard:Kind"],
        "vcard:fn": _dutch(terms.contact),
        "vcard:hasEmail": {"@id": f"mailto:{terms.email}"},
    }
    return {"dcat:contactPoint": kind}


def _dataset(publication: Publication) -> dict[str, Any]:
    year, published = publication.year, publication.source.get("published")
    dataset = {
        "@id": "#gegevens",
        "@type": "dcat:Dataset",
        "dct:title": _dutch(f"{publication.title} {year}"),
        "dct:description": _dutch(
            f"Mijlpalen, streefnormen, budget, inspecties en personeel uit het plan van {year}. "
            f"{publication.unstated()}".strip()
        ),
        "dct:identifier": f"planmonitor-{year}",
        "dct:language": _typed(f"{AUTHORITY}/language/NLD", "dct:LinguisticSystem"),
        "dct:accrualPeriodicity": _typed(f"{AUTHORITY}/frequency/ANNUAL", "dct:Frequency"),
        "dct:accessRights": _typed(f"{AUTHORITY}/access-right/PUBLIC", "dct:RightsStatement"),
        "dct:temporal": _period(year),
        "dcat:theme": [_theme(code, words) for code, words in THEMES.items()],
        "dcat:keyword": [_dutch(word) for word in KEYWORDS],
    }
    dataset |= _contact(publication.terms)
    return dataset | ({"dct:issued": _date(str(published))} if published else {})


def _period(year: int) -> dict[str, Any]:
    """Return the years that a plan is about: the one that it evaluates, and its own."""
    return {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": _date(f"{year - 1}-01-01"),
        "dcat:endDate": _date(f"{year}-12-31"),
    }


def _theme(code: str, words: str) -> dict[str, Any]:
    theme = _typed(f"{AUTHORITY}/data-theme/{code}", "skos:Concept")
    return theme | {"skos:prefLabel": _dutch(words)}


def _distribution(name: str, title: str, content: bytes) -> dict[str, Any]:
    format_, media = FORMATS.get(name.rpartition(".")[2], ("", ""))
    checksum = {
        "@type": "spdx:Checksum",
        "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
        "spdx:checksumValue": {
            "@type": "xsd:hexBinary",
            "@value": hashlib.sha256(content).hexdigest(),
        },
    }
    kinds = {
        "dct:format": _typed(format_, "dct:MediaTypeOrExtent"),
        "dcat:mediaType": _typed(media, "dct:MediaType"),
    }
    return {
        "@id": f"#{name}",
        "@type": "dcat:Distribution",
        "dct:title": _dutch(title),
        "dcat:accessURL": {"@id": name},
        "dcat:downloadURL": {"@id": name},
        **(kinds if format_ else {}),
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(len(content))},
        "spdx:checksum": checksum,
    }


def _typed(address: str, kind: str) -> dict[str, Any]:
    """Name a term of an authority list with its class, for programs that do not load the list."""
    return {"@id": address, "@type": kind}


def _dutch(text: str) -> dict[str, str]:
    return {"@language": "nl", "@value": text}


def _date(day: str) -> dict[str, str]:
    return {"@type": "xsd:date", "@value": day}
