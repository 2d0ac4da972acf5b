"""The registry of outputs, and how a format is added to it."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest

from analysis.errors import SettingsError
from analysis.publishing import outputs
from analysis.publishing.outputs.output import (
    NOTEBOOKS,
    TABLES,
    Output,
    OutputContext,
    OutputError,
)
from analysis.publishing.outputs.registry import (
    OUTPUTS,
    format_help,
    linked_files,
    of_tables,
    outputs_in,
    outputs_named,
    outputs_of_notebooks,
    unfinished_outputs,
)
from analysis.publishing.report_build import ReportBuild
from analysis.publishing.run.plan import plan_jobs
from analysis.settings import load_report_settings, load_year_settings
from composing import code, executed, figure, notebook, text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from analysis.paths import Project
    from analysis.publishing.outputs.tables import DataTable


@pytest.fixture
def txt(repository: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Output]:
    """The worked example of docs/how-to.md: a module, and a line of the registry."""
    page = (repository.root / "docs/how-to.md").read_text(encoding="utf-8")
    example = page.partition("## Add a format")[2].partition("\n## ")[0]
    module, line = re.findall(r"```python\n(.*?)```", example, re.DOTALL)
    (tmp_path / "txt.py").write_text(module, encoding="utf-8")
    monkeypatch.setattr(outputs, "__path__", [*outputs.__path__, str(tmp_path)])
    names = {"Output": Output, "NOTEBOOKS": NOTEBOOKS, "HERE": outputs.__name__}
    (registered,) = eval(line, names)  # noqa: S307 - ours
    monkeypatch.setitem(OUTPUTS, "txt", registered)
    yield registered
    sys.modules.pop(f"{outputs.__name__}.txt", None)


def test_a_registered_format_is_named_in_help_and_messages(txt: Output) -> None:
    assert "txt" in format_help()
    assert outputs_named(["txt"]) == [txt]
    with pytest.raises(SettingsError, match="'txt'"):
        outputs_named(["text"])


@pytest.mark.usefixtures("txt")
def test_a_registered_format_is_published_linked_and_kept(project: Project) -> None:
    """With notebooks in memory: no kernel runs."""
    report = load_report_settings(project)
    jobs = plan_jobs(project, report, load_year_settings(project, 2023), None)
    edition = ReportBuild(
        project,
        report,
        (2023,),
        jobs,
        target=project.reports(2023),
        key="",
        unchanged=lambda: False,
        writers=[output.writer for output in outputs_named(["txt"])],
    )
    for job in jobs:
        nb = notebook(text(f"# {job.title}\n\nTekst."), code("show()", figure()))
        edition.take(job.chapter, executed(job.chapter, nb))
    edition.make()
    titles = (edition.target / "planmonitor-2023.txt").read_text(encoding="utf-8").splitlines()
    assert titles == [job.chapter.title() for job in jobs]
    page = (edition.target / "index.html").read_text(encoding="utf-8")
    assert '<a href="planmonitor-2023.txt">Rapport als tekst</a>' in page
    assert outputs_in(edition.target) == outputs_of_notebooks(edition.target) == ["txt"]


@pytest.mark.parametrize("output", OUTPUTS.values(), ids=OUTPUTS)
def test_every_registered_writer_can_be_imported(output: Output) -> None:
    assert callable(output.writer())


def test_the_open_data_formats_need_only_the_tables() -> None:
    assert of_tables() == ["csv", "xlsx", "datapackage", "dcat"]
    assert all(OUTPUTS[name].needs == TABLES for name in of_tables())


def test_the_help_names_the_formats_that_are_not_always_written() -> None:
    named = re.findall(r"(\w+)(?: \([^)]*\))?(?=, | or |;)", format_help())
    assert named == [name for name, output in OUTPUTS.items() if output.needs == NOTEBOOKS]
    assert format_help().startswith("Also write pdf, docx (Word), summary (PDF, one page per ")
    assert format_help().endswith("; can be repeated.")


@pytest.mark.parametrize(
    ("write", "found"),
    [
        ("csv:write_cvs", "AttributeError: module 'analysis.publishing.outputs.csv' has no"),
        ("nothing:write", "ModuleNotFoundError: No module named 'analysis.publishing.outputs"),
    ],
)
def test_a_writer_that_is_not_there_is_a_problem_of_its_format(write: str, found: str) -> None:
    lacking = replace(OUTPUTS["csv"], write=f"{outputs.__name__}.{write}")
    with pytest.raises(OutputError) as failed:
        lacking.writer()
    (problem,) = failed.value.problems
    assert problem.where == "csv"
    assert problem.found.startswith(found)
    assert problem.expected.endswith(write)


def test_pages_link_to_the_files_that_have_a_label_and_exist(project: Project) -> None:
    folder = project.root / "report"
    (folder / "data").mkdir(parents=True)
    for name in ("data/norms.csv", "data/planmonitor-2023.xlsx", "planmonitor-2023.pdf"):
        (folder / name).touch()
    found = [tuple(one) for one in linked_files(folder, "2023/", coming=["provenance.json"])]
    assert found == [
        ("2023/planmonitor-2023.pdf", "Rapport als PDF"),
        ("2023/data/planmonitor-2023.xlsx", "Alle tabellen als werkboek (Excel)"),
        ("2023/provenance.json", "Herkomst en controlegetallen"),
    ]
    assert outputs_in(folder) == ["pdf", "csv", "xlsx"]


def test_tables_are_read_once_for_all_outputs(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[int] = []

    def read(_: Project, year: int) -> list[DataTable]:
        reads.append(year)
        return []

    monkeypatch.setattr("analysis.publishing.outputs.tables.data_tables", read)
    context = OutputContext(project, 2023, project.root)
    assert [context.tables, context.tables] == [[], []]
    assert reads == [2023]


def test_an_output_says_whether_it_still_has_to_be_finished(
    project: Project, txt: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then the report is made again though nothing that it is made of changed."""
    waits = replace(txt, unfinished=f"{__name__}:never_finished")
    monkeypatch.setitem(OUTPUTS, "txt", waits)
    assert unfinished_outputs(project.root, ["txt", "csv"]) == ["txt"]
    folder = project.reports(2023)
    folder.mkdir(parents=True)
    (folder / "provenance.json").write_text('{"key": "k", "outputs": {}}')
    report = load_report_settings(project)
    build = partial(ReportBuild, project, report, (2023,), (), folder, "k", lambda: True)
    assert build().is_published()
    assert not build(outputs=["txt"]).is_published()


def never_finished(_: Path) -> bool:
    return True
