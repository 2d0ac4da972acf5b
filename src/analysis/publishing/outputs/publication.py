"""Facts about a publication that both descriptions of the open data state."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from analysis.publishing.provenance import source_facts
from analysis.settings import OpenData, load_report_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.publishing.outputs.output import OutputContext


@dataclass(frozen=True, slots=True)
class Publication:
    """What is published, and by whom.

    `source` is the content of the plan's `source.yaml` (title, published, sha256). `terms` has the
    licence and contact, as far as the publisher has decided them.
    """

    year: int
    title: str
    publisher: str
    source: Mapping[str, Any]
    terms: OpenData = field(default_factory=OpenData)

    def unstated(self) -> str:
        """Say in Dutch what the publisher has not decided; empty when nothing is missing.

        >>> Publication(2023, "T", "P", {}).unstated()
        'De uitgever heeft geen licentie en geen contactpunt opgegeven.'
        """
        lacking = [] if self.terms.licence else ["geen licentie"]
        lacking += [] if self.terms.contact_line() else ["geen contactpunt"]
        return f"De uitgever heeft {' en '.join(lacking)} opgegeven." if lacking else ""


def publication_of(context: OutputContext) -> Publication:
    """Return the facts about a report's open data."""
    settings = load_report_settings(context.project)
    about = settings.title, settings.publisher, source_facts(context.project, context.year)
    return Publication(context.year, *about, terms=settings.open_data)


def json_bytes(content: dict[str, Any]) -> bytes:
    """Write a description as indented JSON."""
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
