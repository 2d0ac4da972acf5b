"""Gathers the published reports and comparisons in `reports/site/`."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

from analysis.errors import PlanmonitorError, Problem, SettingsError
from analysis.publishing.provenance import FILE as PROVENANCE
from analysis.publishing.provenance import output_checksums, read_provenance, source_facts
from analysis.publishing.publish import staged
from analysis.publishing.site.discovery import FeedEntry, feed, sitemap
from analysis.publishing.years import PAGE, comparisons, index_page, year_files
from analysis.settings import known_years, load_report_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from analysis.paths import Project

SITE, FEED, SITEMAP = "site", "feed.xml", "sitemap.xml"
#: What differs from run to run in `provenance.json`; the site leaves it out.
TIMES = ("made", "seconds")


YEARS = re.compile(r"\d{4}")


class SiteError(PlanmonitorError):
    """There is no report to publish, or a report is not as it was made."""

    exit_code: ClassVar[int] = 4


@dataclass(frozen=True, slots=True)
class Site:
    """A site: its folder, its pages as paths from there, and whether it has a sitemap."""

    folder: Path
    pages: tuple[str, ...]
    has_sitemap: bool


def write_site(project: Project, url: str = "") -> Site:
    """Write `reports/site/` from the published reports and comparisons: index, feed and sitemap.

    All links are relative, so the site works from a folder and under any path of a server. The same
    reports give the same bytes.

    Parameters
    ----------
    project
        The project; a report of a year without settings in `params/` is left out.
    url
        The address of the site, for the feed and the sitemap. Without it there is no sitemap, which
        needs full addresses.

    Raises
    ------
    SettingsError
        When `url` is no address of a site.
    SiteError
        When no year is published, or a file differs from what its `provenance.json` says.
    WriteError
        When the site cannot be written.
    """
    base, reports = _checked_url(url), project.root / "reports"
    pages = [PAGE, *_pages(reports, known_years(project))]
    if len(pages) == 1:
        raise SiteError(_no_report())
    _check_unchanged(project, [reports / page for page in pages[1:]])
    with staged(reports / SITE) as folder:
        for page in pages[1:]:
            _copy_report((reports / page).parent, folder)
        _write_pages(project, folder, base)
        if base:
            (folder / SITEMAP).write_bytes(sitemap(base, pages))
    return Site(reports / SITE, tuple(pages), bool(base))


def _pages(reports: Path, known: Iterable[int]) -> list[str]:
    """Return the pages of the years that have settings, and of the comparisons of such years."""
    if not reports.is_dir():
        return []
    names = {str(year) for year in known}
    years = [one.page for one in year_files(reports) if str(one.year) in names]
    pairs = [one.path for one in comparisons(reports) if {*YEARS.findall(one.path)} <= names]
    return years + pairs if years else []


def _write_pages(project: Project, folder: Path, base: str) -> None:
    """Write the index of all years and the feed."""
    settings = load_report_settings(project)
    index = index_page(settings, folder, feed=FEED)
    (folder / PAGE).write_text(index, encoding="utf-8", newline="\n")
    editions = [_edition(project, one.year, settings.title) for one in year_files(folder)]
    (folder / FEED).write_bytes(
        feed(editions, title=settings.title, publisher=settings.publisher, base=base)
    )


def _edition(project: Project, year: int, title: str) -> FeedEntry:
    facts = source_facts(project, year)
    published, plan = str(facts.get("published") or ""), str(facts.get("title") or "")
    return FeedEntry(year, f"{title} {year}", f"{year}/{PAGE}", published, plan)


def _copy_report(report: Path, site: Path) -> None:
    """Copy a report's folder, without the times in its `provenance.json`."""
    target = site / report.name
    shutil.copytree(report, target, copy_function=shutil.copyfile)
    text = json.dumps(_timeless(read_provenance(report)), ensure_ascii=False, indent=2)
    (target / PROVENANCE).write_text(text + "\n", encoding="utf-8", newline="\n")


def _timeless(content: dict[str, Any]) -> dict[str, Any]:
    """Leave out when a report was made and how long it took."""
    notebooks = {name: _without_times(one) for name, one in content.get("notebooks", {}).items()}
    return _without_times(content) | {"notebooks": notebooks}


def _without_times(content: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in content.items() if key not in TIMES}


def _check_unchanged(project: Project, pages: Sequence[Path]) -> None:
    problems = [problem for page in pages for problem in _changed(project, page.parent)]
    if problems:
        raise SiteError(*problems)


def _changed(project: Project, folder: Path) -> Iterable[Problem]:
    expected = read_provenance(folder).get("outputs")
    expected = expected if isinstance(expected, dict) else {}
    found = output_checksums(folder)
    for name in sorted({*expected, *found}):
        if expected.get(name) != found.get(name):
            yield Problem(
                project.relative(folder / name),
                "another file than the run wrote" if name in found else "no file",
                f"the file whose checksum is in {folder.name}/{PROVENANCE}",
                f"Delete {project.relative(folder)} and make the report again.",
            )


def _no_report() -> Problem:
    expected, remedy = "a report of at least one year", "Make them: planmonitor report --all"
    return Problem("reports", "no published report", expected, remedy)


def _checked_url(url: str) -> str:
    """Return an address with a slash at its end; an empty one stays empty."""
    parts = urlsplit(url)
    if url and not (parts.scheme in {"http", "https"} and parts.netloc):
        expected = "an address such as https://example.org/planmonitor/"
        raise SettingsError(Problem("--url", url, expected, "Give the full address."))
    if parts.query or parts.fragment:
        raise SettingsError(Problem("--url", url, "an address without ? and #", "Leave them out."))
    return f"{url.rstrip('/')}/" if url else ""
