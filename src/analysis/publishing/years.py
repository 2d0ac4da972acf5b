"""The index of all reports: key figures, every year with its files, comparisons and chapters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from analysis.publishing.key_figures import figure_table
from analysis.publishing.outputs.registry import linked_files
from analysis.publishing.page.linked import LinkedFile
from analysis.publishing.page.packaged import environment_of, style_sheet
from analysis.publishing.page.policy import content_security_policy
from analysis.publishing.provenance import older_outputs
from analysis.publishing.publish import explained
from analysis.settings import load_report_settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from analysis.paths import Project
    from analysis.settings import ReportSettings

TEMPLATE, PAGE = "years.html.j2", "index.html"
END = "over"  # the part of a report about the report itself
STYLES = ("style/page.css", "style/words.css", "style/tables.css")
YEAR = re.compile(r"^\d{4}$")
CONTENTS = re.compile(r'<ol class="contents">(?P<items>.*?)</ol>', re.DOTALL)
CHAPTER = re.compile(r'<li><a href="#(?P<id>\w+)">(?P<title>[^<]*)</a></li>')
COMPARISON = re.compile(r"^vergelijking-(?P<earlier>\d{4})-(?P<later>\d{4})$")


@dataclass(frozen=True, slots=True)
class YearFiles:
    """A published report, the files published with it, and its chapters' titles by their id."""

    year: int
    page: str
    files: tuple[LinkedFile, ...]
    chapters: Mapping[str, str]


class ChapterOfYears(NamedTuple):
    """A chapter that one or more reports have, with its newest title."""

    id: str
    title: str


def write_index(project: Project) -> Path:
    """Write `reports/index.html` over all published reports; drafts and failed runs are left out.

    Raises
    ------
    WriteError
        When it cannot be written.
    """
    folder = project.root / "reports"
    html = index_page(load_report_settings(project), folder)
    target = folder / PAGE
    draft = target.with_suffix(".tmp")  # a reader sees the old page or the new one
    with explained(target):
        draft.write_text(html, encoding="utf-8", newline="\n")
        draft.replace(target)
    return target


def index_page(settings: ReportSettings, folder: Path, *, feed: str = "") -> str:
    """Return the HTML of the index of the reports in a folder; `feed` is the path of their feed."""
    style = style_sheet(STYLES)
    environment = environment_of(TEMPLATE)
    editions = year_files(folder)
    return environment.get_template(TEMPLATE).render(
        title=settings.title,
        publisher=settings.publisher,
        figures=figure_table(folder, [one.year for one in editions]),
        editions=editions,
        chapters=chapters_of(editions),
        comparisons=comparisons(folder),
        feed=feed,
        policy=content_security_policy([style], []),
        style=Markup(style),  # noqa: S704 - this package's own files
    )


def year_files(folder: Path) -> list[YearFiles]:
    """Return the published reports in a folder, newest first."""
    found = [path for path in folder.iterdir() if YEAR.match(path.name) and (path / PAGE).is_file()]
    return [
        YearFiles(
            int(path.name),
            f"{path.name}/{PAGE}",
            tuple(linked_files(path, f"{path.name}/", without=older_outputs(path))),
            _chapters((path / PAGE).read_text(encoding="utf-8")),
        )
        for path in sorted(found, reverse=True)
    ]


def chapters_of(editions: Sequence[YearFiles]) -> list[ChapterOfYears]:
    """Return the chapters of all reports, in the order of the newest; older ones come after it."""
    titles = {name: one.chapters[name] for one in reversed(editions) for name in one.chapters}
    order = dict.fromkeys(name for one in editions for name in one.chapters)
    return [ChapterOfYears(name, titles[name]) for name in order]


def _chapters(page: str) -> dict[str, str]:
    """Return the chapters that a report's navigation lists, without its own end."""
    found = CONTENTS.search(page)
    listed = CHAPTER.finditer(found["items"]) if found else ()
    return {one["id"]: unescape(one["title"]) for one in listed if one["id"] != END}


def comparisons(folder: Path) -> list[LinkedFile]:
    """Return the published comparisons in a folder, newest first."""
    pages = [
        (COMPARISON.match(path.parent.name), path) for path in folder.glob(f"vergelijking-*/{PAGE}")
    ]
    return [
        LinkedFile(f"{path.parent.name}/{PAGE}", f"{found['earlier']} naast {found['later']}")
        for found, path in sorted(pages, key=lambda pair: pair[1], reverse=True)
        if found
    ]
