"""The index of all years."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import yaml

from analysis.paths import Project
from analysis.publishing.outputs.registry import linked_files
from analysis.publishing.years import write_index
from publishing.site.published import write_key_figures

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def years(tmp_path: Path) -> Project:
    general = {"title": "Proef & co", "publisher": "Niemand", "chapters": []}
    (tmp_path / "params").mkdir()
    (tmp_path / "params/report.yaml").write_text(yaml.safe_dump(general))
    for name in ("2022", "2023", "2023.draft", "2021.failed", "vergelijking-2022-2023"):
        (tmp_path / "reports" / name).mkdir(parents=True)
        (tmp_path / "reports" / name / "index.html").touch()
    (tmp_path / "reports/2024").mkdir()
    (tmp_path / "reports/2023/data").mkdir()
    (tmp_path / "reports/2023/data/planmonitor-2023.xlsx").touch()
    return Project(tmp_path)


def test_it_lists_the_published_years_newest_first_with_their_files(years: Project) -> None:
    """Drafts, failed runs and folders without a report are left out."""
    html = write_index(years).read_text(encoding="utf-8")
    assert re.findall(r'href="(?!data:)(.*?)"', html) == [
        "2023/index.html",
        "2023/data/planmonitor-2023.xlsx",
        "2022/index.html",
        "vergelijking-2022-2023/index.html",
    ]
    assert "Kerncijfers" not in html, "neither report has open data"
    assert "<h1>Proef &amp; co</h1>" in html
    assert "2022 naast 2023" in html


def test_it_is_rewritten_without_leftovers(years: Project) -> None:
    first = write_index(years).read_bytes()
    assert write_index(years).read_bytes() == first
    assert sorted(path.name for path in (years.root / "reports").glob("index*")) == ["index.html"]


def test_expected_files_are_listed_too(years: Project) -> None:
    folder = years.root / "reports/2023"
    found = [one.path for one in linked_files(folder, coming=["provenance.json"])]
    assert found == ["data/planmonitor-2023.xlsx", "provenance.json"]


def test_it_links_to_each_chapter_of_each_year(years: Project) -> None:
    """In the order of the newest report; a chapter of an older report only comes last."""
    contents = '<ol class="contents">{}<li><a href="#over">Over dit rapport</a></li></ol>'
    item = '<li><a href="#{}">{}</a></li>'
    chapters = {
        "2023": [("vsi", "Inspectie"), ("activering", "Activering &amp; co")],
        "2022": [("activering", "Activering"), ("oud", "Oud")],
    }
    for year, listed in chapters.items():
        page = contents.format("".join(item.format(*one) for one in listed))
        (years.root / f"reports/{year}/index.html").write_text(page)
    html = write_index(years).read_text(encoding="utf-8")
    table = html.split("<tbody")[1].split("</tbody>")[0]
    assert re.findall(
        r'id="hoofdstuk-(\w+)"><th scope="row" role="rowheader">(.*?)</th>', table
    ) == [
        ("vsi", "Inspectie"),
        ("activering", "Activering &amp; co"),
        ("oud", "Oud"),
    ]
    assert re.findall(r'href="(.*?)"', table) == [
        "2023/index.html#vsi",
        "2023/index.html#activering",
        "2022/index.html#activering",
        "2022/index.html#oud",
    ]


def figures(years: Project) -> list[list[str]]:
    """The cells of the key figures by row, with their header; a line as its alternative text."""
    html = write_index(years).read_text(encoding="utf-8")
    table = html.split('<table class="figures">')[1].split("</table>")[0]
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", table, re.DOTALL)
    return [[_words(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)] for row in rows]


def _words(cell: str) -> str:
    line = re.search(r'role="img" aria-label="(.*?)"', cell)
    return line[1] if line else re.sub("<[^>]+>", "", cell)


def test_the_key_figures_of_all_years_are_a_table_with_lines(years: Project) -> None:
    """Oldest year first; a figure that a plan does not give says so."""
    reports = years.root / "reports"
    norms = "norms_met,Normen gehaald,2021,0.5,50 %,1 van 2"
    write_key_figures(reports / "2022", norms)
    write_key_figures(
        reports / "2023", norms.replace("0.5,50", "1.0,100"), "staff,Koppen,2023,9,9,"
    )
    assert figures(years) == [
        ["Kerncijfer", "Verloop", "2022", "2023"],
        ["Normen gehaald", "Lijn: 50 % in 2022, 100 % in 2023", "50 % 1 van 2", "100 % 1 van 2"],
        ["Koppen", "", "niet in het plan", "9"],
    ]


def test_the_key_figures_of_one_year_have_no_line(years: Project) -> None:
    write_key_figures(years.root / "reports/2023", "staff,Koppen,2023,9,9,")
    assert figures(years) == [["Kerncijfer", "2023"], ["Koppen", "9"]]


def test_an_index_without_comparisons_says_so(years: Project) -> None:
    (years.root / "reports/vergelijking-2022-2023/index.html").unlink()
    html = write_index(years).read_text(encoding="utf-8")
    assert '<h2 id="vergelijkingen">' in html, "reports link to it"
    assert "Er zijn nog geen vergelijkingen" in html
