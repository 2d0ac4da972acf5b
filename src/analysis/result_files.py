"""What is known of a year's tables and results: the manifest of results, and all checksums."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.checksums import digest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from analysis.paths import Project

FOLDER = "results"
MANIFEST = "manifest.json"
CONTENTS = (
    "contents.json"  # as `plan.tables.content` writes it; not imported, for it imports pandas
)


@dataclass(frozen=True, slots=True)
class Kept:
    """What the manifest says of one result.

    Attributes
    ----------
    subject
        The subject that it belongs to.
    code
        The checksum of the code that computed it and of the software that it ran on.
    levels
        The levels of its intervals; empty for a result without.
    reads
        What it was computed from, each by name with its checksum then.
    contents
        The checksum of the table and of each of its parts.
    file
        The checksum of its file.
    rows
        How many rows it has.
    words
        Its `title`, its `description` and what its `columns` mean, in Dutch, for the open data.
    """

    subject: str
    code: str
    levels: list[float]
    reads: Mapping[str, str]
    contents: Mapping[str, str]
    file: str
    rows: int
    words: Mapping[str, Any]


def read_manifest(folder: Path) -> dict[str, Kept]:
    """Return what is known of each result in a folder; nothing when its manifest is damaged."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if found["sha256"] != digest(found["results"]):
            return {}
        return {name: Kept(**one) for name, one in found["results"].items()}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def contents(project: Project, year: int) -> dict[str, str]:
    """Return the checksum of each table and result of a year, and of their parts, by read name."""
    path = project.processed(year) / CONTENTS
    try:
        tables: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        tables = {}
    known = read_manifest(project.results(year))
    results = {f"{FOLDER}/{name}": one.contents for name, one in known.items()}
    return {
        f"{year}/{table}[{part}]" if part else f"{year}/{table}": checksum
        for table, parts in {**tables, **results}.items()
        for part, checksum in parts.items()
    }
