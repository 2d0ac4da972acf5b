"""A document that is not made again stays, is told to be older than the page, and has no link."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from analysis.publishing import reports
from analysis.publishing.outcome import OutputFile, RunOutcome, Status, YearOutcome
from analysis.publishing.outputs.output import NOTEBOOKS, Output
from analysis.publishing.outputs.registry import OUTPUTS, files_of, linked_files, outputs_named
from analysis.publishing.provenance import older_outputs, output_checksums, report_key
from analysis.publishing.report_build import ReportBuild
from analysis.publishing.report_kinds import YearReport, report_build
from analysis.publishing.run.fingerprint import Fingerprints
from analysis.settings import load_report_settings
from commanding import Commands
from composing import code, executed, figure, notebook, text

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.paths import Project
    from analysis.publishing.outputs.output import OutputContext

TXT = Output("txt", "planmonitor-*.txt", "Als tekst", NOTEBOOKS, f"{__name__}:write_txt")
BOOK = Output("book", "book/_book.yml", "Als boek", NOTEBOOKS, f"{__name__}:write_book")
NAME = "planmonitor-2023.txt"


def write_txt(context: OutputContext) -> None:
    """Write the titles."""
    titles = (one.job.title for one in context.executed)
    (context.folder / NAME).write_text("\n".join(titles), encoding="utf-8")


def write_book(context: OutputContext) -> None:
    """Write a folder."""
    (context.folder / "book/parts").mkdir(parents=True)
    for name in ("_book.yml", "parts/one.md"):
        (context.folder / "book" / name).write_text("x", encoding="utf-8")


@pytest.fixture(autouse=True)
def formats(monkeypatch: pytest.MonkeyPatch) -> None:
    """Register the two."""
    for output in (TXT, BOOK):
        monkeypatch.setitem(OUTPUTS, output.name, output)


def publish(project: Project, *names: str, prose: str = "Tekst.") -> Path:
    """Publish the report with some outputs, from notebooks in memory."""
    kind = YearReport(project, 2023)
    jobs = kind.jobs()
    build = ReportBuild(
        project,
        load_report_settings(project),
        (2023,),
        jobs,
        target=kind.target,
        key=report_key(Fingerprints(project), project, jobs, names),
        unchanged=lambda: True,
        outputs=names,
        writers=[output.writer for output in outputs_named(names)],
    )
    for job in jobs:
        nb = notebook(text(f"# {job.title}\n\n{prose}"), code("show()", figure()))
        build.take(job.chapter, executed(job.chapter, nb))
    build.make()
    assert build.error is None
    return kind.target


def test_a_document_that_is_not_made_again_stays_without_a_link(project: Project) -> None:
    folder = publish(project, "txt", "book")
    before = (folder / NAME).read_bytes()
    assert "Als tekst" in (folder / "index.html").read_text(encoding="utf-8")
    assert older_outputs(folder) == []
    publish(project, prose="Iets anders.")
    assert (folder / NAME).read_bytes() == before
    assert (folder / "book/parts/one.md").is_file()
    assert "Als tekst" not in (folder / "index.html").read_text(encoding="utf-8")
    assert older_outputs(folder) == ["txt", "book"]
    links = [link.path for link in linked_files(folder, without=older_outputs(folder))]
    assert links == ["provenance.json"]


def test_a_document_that_is_made_again_is_no_longer_older(project: Project) -> None:
    folder = publish(project, "txt", "book")
    publish(project)
    publish(project, "txt")
    assert older_outputs(folder) == ["book"]
    assert "Als tekst" in (folder / "index.html").read_text(encoding="utf-8")


def test_a_report_that_is_up_to_date_keeps_its_documents(project: Project) -> None:
    """Nothing changed, so that nothing is older."""
    publish(project, "txt")
    build = report_build(YearReport(project, 2023), Fingerprints(project), ())
    assert build.outputs == ["txt"]
    assert build.is_published()


def test_a_report_that_is_made_again_has_only_what_is_asked_for(project: Project) -> None:
    publish(project, "txt")
    path = project.notebooks / "vsi.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("Inspectie", "Controle"), "utf-8")
    build = report_build(YearReport(project, 2023), Fingerprints(project), ())
    assert build.outputs == []
    assert report_build(YearReport(project, 2023), Fingerprints(project), ["txt"]).outputs == [
        "txt"
    ]


def test_the_files_of_an_output_are_known(project: Project) -> None:
    folder = publish(project, "txt", "book")
    assert files_of("txt", folder) == [NAME]
    assert files_of("book", folder) == ["book/_book.yml", "book/parts/one.md"]
    found = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))
    assert found["outputs"] == output_checksums(folder)


def test_the_command_says_which_documents_are_older_and_what_to_do(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = project.reports(2023)
    files = (OutputFile("txt", folder / NAME, older=True),)
    year = YearOutcome(2023, folder, Status.MADE, page=folder / "index.html", outputs=files)
    asked: list[reports.RunOptions] = []

    def made(_: Project, __: object, options: reports.RunOptions, **___: object) -> RunOutcome:
        asked.append(options)
        return RunOutcome((year,))

    monkeypatch.setattr(reports, "make_reports", made)
    ended = Commands(project.root, monkeypatch, capsys)("report", 2023)
    assert f"Older than the page: {NAME}. To do: planmonitor report 2023 --refresh" in ended.out
    assert f"with {NAME}" not in ended.out
    Commands(project.root, monkeypatch, capsys)("report", 2023, "--refresh")
    assert [options.refresh for options in asked] == [False, True]
