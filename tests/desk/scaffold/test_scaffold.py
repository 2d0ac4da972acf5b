from __future__ import annotations

from typing import TYPE_CHECKING

import nbformat
import pytest
import yaml

from analysis.desk.health.notebook_rules import breaches
from analysis.desk.scaffold import new_chapter
from analysis.desk.scaffold.entry import ChapterEntry, with_entry
from analysis.errors import SettingsError
from analysis.publishing.reports import RunOptions, make_reports
from analysis.publishing.run.plan import plan_jobs
from analysis.settings import load_report_settings, load_year_settings

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.paths import Project

REPORT = """\
title: Proef
chapters: # in this order
  # The whole plan.
  - id: overzicht
    title: Overzicht
  - id: vsi # inspectie
    title: Inspectie
    parameters:
      deep: 1 # kept
    # until here

  - id: slot
    title: Slot
jobs: 2
"""


def test_it_is_a_chapter_that_can_be_planned_and_keeps_the_rules(project: Project) -> None:
    notebook, settings = new_chapter(project, "wonen", title="Wonen & werken", sections=["3.9"])
    assert settings == project.report_params
    report = load_report_settings(project)
    assert report.chapter("wonen").title == "Wonen & werken"
    assert report.chapter_of("3.9.1") == "wonen"
    assert breaches(notebook) == []
    jobs = plan_jobs(project, report, load_year_settings(project, 2023), ["wonen"])
    assert [job.parameters["chapter"] for job in jobs] == ["wonen"]


def test_it_follows_the_last_chapter_with_sections(project: Project) -> None:
    before = [chapter.id for chapter in load_report_settings(project).chapters]
    last = [c.id for c in load_report_settings(project).chapters if c.sections][-1]
    new_chapter(project, "wonen")
    after = [chapter.id for chapter in load_report_settings(project).chapters]
    assert after[before.index(last) + 1] == "wonen"
    assert [name for name in after if name != "wonen"] == before


def test_what_stood_in_the_settings_still_stands_there(project: Project) -> None:
    before = project.report_params.read_text(encoding="utf-8").splitlines()
    new_chapter(project, "wonen", after="overzicht")
    after = project.report_params.read_text(encoding="utf-8").splitlines()
    added = ["  - id: wonen", "    title: Wonen", "    notebook: wonen.ipynb"]
    place = after.index(added[0])
    assert after[place : place + 3] == added
    assert after[:place] + after[place + 3 :] == before


@pytest.mark.parametrize("after", ["overzicht", "vsi", "slot"])
def test_an_entry_goes_between_lines_with_comments(after: str) -> None:
    entry = ChapterEntry("nieuw", "Nieuw: het begin", "nieuw.ipynb", ("3.1", "11.1"))
    text = with_entry(REPORT, entry, after)
    kept = [line for line in text.splitlines() if line in REPORT.splitlines()]
    assert kept == REPORT.splitlines()
    ids = [chapter["id"] for chapter in yaml.safe_load(text)["chapters"]]
    assert ids[ids.index(after) + 1] == "nieuw"


def test_a_list_on_one_line_is_left_to_the_analyst() -> None:
    with pytest.raises(SettingsError, match="by hand"):
        with_entry("chapters: [{id: a, title: A}]\n", ChapterEntry("b", "B", "b.ipynb"), "a")


@pytest.mark.parametrize(
    ("name", "sections", "message"),
    [
        ("Wonen!", [], "Try 'wonen'"),
        ("vsi", [], "a chapter 'vsi'"),
        ("eigen", [], "a notebook"),
        ("wonen", ["drie"], "a section number of the plan"),
        ("wonen", ["6.1.7"], "chapter 'vsi'"),
    ],
)
def test_what_is_there_stays_as_it_was(
    project: Project, name: str, sections: list[str], message: str
) -> None:
    (project.notebooks / "eigen.ipynb").write_text("mine")
    before = files(project.root)
    with pytest.raises(SettingsError, match=message):
        new_chapter(project, name, sections=sections)
    assert files(project.root) == before


def test_the_notebook_is_valid_and_clean(project: Project) -> None:
    notebook, _ = new_chapter(project, "wonen")
    found = nbformat.read(notebook, as_version=nbformat.NO_CONVERT)  # type: ignore[no-untyped-call]
    nbformat.validate(found)
    assert notebook.read_text(encoding="utf-8").endswith("}\n")


@pytest.mark.kernel
def test_it_keeps_the_rules_runs_and_stands_in_a_report(built_copy: Project) -> None:
    """One of the whole plan, and one of a section of which this plan says nothing."""
    made = [
        new_chapter(built_copy, "wonen", title="Wonen & werken"),
        new_chapter(built_copy, "leeg", sections=["3.9"]),
    ]
    assert [breach for notebook, _ in made for breach in breaches(notebook)] == []
    outcome = make_reports(built_copy, [2023], RunOptions(chapters=("wonen", "leeg")))
    (page,) = outcome.pages
    assert page == built_copy.root / "reports/2023.draft/index.html"
    text = page.read_text(encoding="utf-8")
    assert ">Wonen &amp; werken<" in text
    assert "387 mijlpalen van 2022" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert "geen gegevens" in text


def files(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
