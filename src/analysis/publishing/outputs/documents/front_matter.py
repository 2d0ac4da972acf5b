"""What a document says of itself: title, publisher, source and edition."""

from __future__ import annotations

from datetime import date
from importlib.metadata import version
from typing import TYPE_CHECKING

from babel.dates import format_date

from analysis.publishing.provenance import source_facts
from analysis.settings import load_report_settings

if TYPE_CHECKING:
    from analysis.publishing.outputs.documents.manuscript import Manuscript
    from analysis.publishing.outputs.output import OutputContext

DRAFT = ", proefversie"
_NAMED = 3  # chapters that the title of an extract names


def document_title(context: OutputContext) -> str:
    """Return the title of the document; one of some chapters says that it is an extract."""
    title = f"{load_report_settings(context.project).title} {context.year}"
    title += DRAFT if context.draft else ""
    return f"{title}, {part}" if (part := extract(context)) else title


def extract(context: OutputContext) -> str:
    """Say which chapters are in a document that has not all of them; empty for a whole report."""
    chapters = [one for one in load_report_settings(context.project).chapters if one.notebook]
    own = [one.job.title for one in context.executed]
    if not own or len(own) >= len(chapters):
        return ""
    few = len(own) <= _NAMED
    return f"uittreksel: {', '.join(own) if few else f'{len(own)} hoofdstukken'}"


def data_date(context: OutputContext) -> str:
    """Return the date of the plan that the data come from, as YYYY-MM-DD; empty if unknown."""
    published = str(source_facts(context.project, context.year).get("published", ""))
    try:
        return date.fromisoformat(published).isoformat()
    except ValueError:
        return ""


def front_metadata(context: OutputContext) -> list[str]:
    """Return title and publisher as arguments of pandoc."""
    settings = load_report_settings(context.project)
    name = f"{settings.title}{DRAFT if context.draft else ''}"
    about = {"title": document_title(context), "name": name, "year": context.year}
    about |= {"publisher": settings.publisher, "author": settings.publisher}
    about |= {"extract": extract(context)}
    return [f"--metadata={name}:{value}" for name, value in about.items() if value]


def edition_facts(text: Manuscript, context: OutputContext) -> dict[str, str]:
    """Return the source of the document, and numbers that identify this edition."""
    found = source_facts(context.project, context.year)
    pages = [f"{found['pages']} bladzijden"] if found.get("pages") else []
    issued = [f"gepubliceerd op {_day(str(found['published']))}"] if found.get("published") else []
    return {
        "Bron": ", ".join([str(found.get("title", f"Plan {context.year}")), *issued, *pages]),
        "Sha256 van de bron": str(found.get("sha256", "")),
        "Uitgave": f"{text.fingerprint()}, gemaakt met planmonitor {version('planmonitor')}",
        "Herkomst": "Wat erin ging en eruit kwam, staat met controlegetallen in provenance.json.",
    }


def _day(published: str) -> str:
    """Write a date in Dutch; a text that is no date stays unchanged."""
    try:
        return format_date(date.fromisoformat(published), "long", locale="nl_BE")
    except ValueError:
        return published
