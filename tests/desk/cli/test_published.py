"""`planmonitor site` and `planmonitor changes` on the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from commanding import Commands
from publishing.changes.pages import changed, write_report
from publishing.site.published import project_with_reports

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Commands:
    root = project_with_reports(tmp_path / "project").root
    return Commands(root, monkeypatch, capsys)


def test_site_says_where_it_is_and_what_it_lacks(run: Commands) -> None:
    found = run("site")
    assert found.code == 0
    assert f"The site is at {run.root / 'reports/site/index.html'}" in found.out
    assert "no sitemap" in found.out


def test_site_takes_its_address_from_the_environment(
    run: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANMONITOR_SITE_URL", "https://example.org/x")
    found = json.loads(run("site", "--json").out)
    assert found["site"] == "reports/site"
    assert found["sitemap"] is True
    assert "2024/index.html" in found["pages"]


def test_site_without_reports_ends_with_4(run: Commands, tmp_path: Path) -> None:
    (tmp_path / "project/reports").rename(tmp_path / "away")
    found = run("site")
    assert found.code == 4
    assert "planmonitor report --all" in found.err


def test_changes_writes_markdown_a_page_and_json(run: Commands, tmp_path: Path) -> None:
    base = write_report(tmp_path / "base/2023")
    after = write_report(tmp_path / "after/2023", changed(('value">3 <', 'value">4 <')))
    files = {"--page": tmp_path / "out/page.html", "--markdown": tmp_path / "out/comment.md"}
    words = [word for pair in files.items() for word in pair]
    found = run("changes", base, after, *words)
    assert found.code == 0
    assert found.out == files["--markdown"].read_text(encoding="utf-8")
    assert "<ins>4</ins>" in files["--page"].read_text(encoding="utf-8")
    found = run("changes", base, after, "--json", "--strict")
    assert found.code == 1
    (report,) = json.loads(found.out)["reports"]
    assert report["counts"] == {"number": 1}
    assert report["changes"] == [
        {
            "kind": "number",
            "status": "changed",
            "chapter": "Inspectie",
            "place": "Dossiers",
            "part": "",
            "before": "3 van 9; 33 %",
            "after": "4 van 9; 33 %",
        }
    ]


def test_changes_compares_with_the_reports_of_the_project(run: Commands) -> None:
    found = run("changes", run.root / "reports", "--strict")
    assert found.code == 0
    assert "Nothing: the reports are the same." in found.out


def test_changes_of_a_folder_without_reports_ends_with_2(run: Commands, tmp_path: Path) -> None:
    found = run("changes", tmp_path / "nowhere")
    assert found.code == 2
    assert "no report" in found.err
