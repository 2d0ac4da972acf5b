"""The site has every published report, the same bytes each time, and nothing damaged."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from analysis.errors import SettingsError
from analysis.publishing.provenance import output_checksums
from analysis.publishing.site import SiteError, write_site
from publishing.site.published import YEARS, project_with_reports

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.paths import Project


@pytest.fixture
def reports(tmp_path: Path) -> Project:
    return project_with_reports(tmp_path / "one")


def test_it_has_the_published_reports_and_no_drafts(reports: Project) -> None:
    site = write_site(reports)
    found = {path.name for path in site.folder.iterdir()}
    assert found == {*YEARS, "index.html", "feed.xml"}
    assert site.pages == (
        "index.html",
        "2025/index.html",
        "2024/index.html",
        "2023/index.html",
        "vergelijking-2023-2024/index.html",
    )


def test_a_year_without_settings_is_left_out_with_its_comparisons(reports: Project) -> None:
    reports.year_params(2023).unlink()
    site = write_site(reports)
    assert site.pages == ("index.html", "2025/index.html", "2024/index.html")
    assert "2023" not in (site.folder / "index.html").read_text(encoding="utf-8")


def test_every_link_is_relative_and_leads_to_a_file(reports: Project) -> None:
    site = write_site(reports)
    for page in site.pages:
        text = (site.folder / page).read_text(encoding="utf-8")
        links = re.findall(r'(?:href|src)="(?!data:)([^"]*)"', text)
        assert links
        for link in links:
            assert not link.startswith(("/", "http:", "https:"))
            assert ((site.folder / page).parent / link).is_file(), link


def test_with_an_address_it_has_a_sitemap_of_all_pages(reports: Project) -> None:
    site = write_site(reports, "https://example.org/monitor")
    text = (site.folder / "sitemap.xml").read_text(encoding="utf-8")
    addresses = re.findall(r"<loc>(.*?)</loc>", text)
    assert addresses == [f"https://example.org/monitor/{page}" for page in site.pages]
    assert site.has_sitemap
    assert not write_site(reports).has_sitemap
    assert not (site.folder / "sitemap.xml").exists()


def test_reports_made_at_another_time_give_the_same_bytes(reports: Project, tmp_path: Path) -> None:
    later = project_with_reports(tmp_path / "two", made="2027-11-11T11:11:11.111+00:00")
    one, two = (output_checksums(write_site(project).folder) for project in (reports, later))
    assert one == two
    provenance = json.loads((reports.root / "reports/site/2023/provenance.json").read_text())
    assert set(provenance) == {"notebooks", "outputs"}
    assert provenance["notebooks"] == {"vsi": {"parameters": {"seconds": 5}}}


@pytest.mark.parametrize("name", ["2024/index.html", "vergelijking-2023-2024/index.html"])
def test_a_changed_file_is_not_published(reports: Project, name: str) -> None:
    before = output_checksums(write_site(reports).folder)
    (reports.root / "reports" / name).write_text("anders", encoding="utf-8")
    with pytest.raises(SiteError, match=f"reports/{name}") as raised:
        write_site(reports)
    assert len(raised.value.problems) == 1
    assert output_checksums(reports.root / "reports/site") == before


def test_a_report_without_provenance_is_not_published(reports: Project) -> None:
    (reports.root / "reports/2025/provenance.json").unlink()
    with pytest.raises(SiteError, match=r"reports/2025/index\.html"):
        write_site(reports)


def test_without_a_report_there_is_no_site(project: Project) -> None:
    with pytest.raises(SiteError, match="planmonitor report --all"):
        write_site(project)
    assert not (project.root / "reports").exists()


@pytest.mark.parametrize("url", ["example.org", "file:///srv", "https://a.be/?x=1", "https://a/#b"])
def test_an_address_that_no_page_can_start_with_is_refused(reports: Project, url: str) -> None:
    with pytest.raises(SettingsError, match="--url"):
        write_site(reports, url)
