"""The changes as a page of HTML: before and after next to each other, drawings too."""

from __future__ import annotations

import base64
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from analysis.publishing.changes.change import marked
from analysis.publishing.changes.markdown import about_files, label, summary
from analysis.publishing.page.packaged import environment_of, style_sheet
from analysis.publishing.page.policy import content_security_policy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.publishing.changes.change import Change
    from analysis.publishing.changes.folders import FolderChanges, ReportChanges

TEMPLATE = "changes.html.j2"
STYLES = ("style/page.css", "style/words.css", "style/changes.css")


def as_page(comparison: FolderChanges) -> str:
    """Return a page of HTML that needs no other file."""
    style = style_sheet(STYLES)
    environment = environment_of(TEMPLATE)
    environment.globals.update(
        {
            "about_files": about_files,
            "chapters": _chapters,
            "label": label,
            "marked": marked,
            "picture": _picture,
            "summary": summary,
        }
    )
    return environment.get_template(TEMPLATE).render(
        comparison=comparison,
        policy=content_security_policy([style], []),
        style=Markup(style),  # noqa: S704 - this package's own files
    )


def _chapters(report: ReportChanges) -> Sequence[tuple[str, list[Change]]]:
    groups = groupby(report.changes, key=lambda one: one.chapter)
    return [(name or "Open data", list(changes)) for name, changes in groups]


def _picture(drawing: str) -> str:
    """Return a drawing as the address of a picture, so that the ids of two do not clash."""
    return f"data:image/svg+xml;base64,{base64.b64encode(drawing.encode()).decode()}"
