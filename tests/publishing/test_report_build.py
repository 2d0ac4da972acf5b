from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest

from analysis.checksums import PACKAGE
from analysis.publishing.opened import OpenedChapter
from analysis.publishing.outcome import Status
from analysis.publishing.outputs.programs import BrokenOffError
from analysis.publishing.page.captions import CaptionCounts
from analysis.publishing.report_build import ReportBuild
from analysis.publishing.run.plan import plan_jobs
from analysis.settings import load_report_settings, load_year_settings
from composing import code, executed, figure, notebook, text

if TYPE_CHECKING:
    from analysis.paths import Project
    from analysis.publishing.outputs.output import OutputContext


@pytest.mark.parametrize("error", [ZeroDivisionError("nul"), KeyError("a"), RecursionError("diep")])
@pytest.mark.parametrize("part", ["output", "page"])
def test_an_unexpected_exception_is_a_problem_with_its_line_of_code(
    project: Project, monkeypatch: pytest.MonkeyPatch, part: str, error: Exception
) -> None:
    names: dict[str, Any] = {"error": error}
    file = PACKAGE / "publishing/outputs/csv.py"
    exec(compile("def write(*_, **__):\n    raise error", str(file), "exec"), names)  # noqa: S102 - ours
    write = names["write"]
    if part != "output":
        monkeypatch.setattr("analysis.publishing.page.assemble.finished", write)
    report = load_report_settings(project)
    build = ReportBuild(
        project,
        report,
        (2023,),
        plan_jobs(project, report, load_year_settings(project, 2023), ["vsi"]),
        target=project.reports(2023),
        key="",
        unchanged=lambda: True,
        early=[lambda: write] if part == "output" else [],
    )
    build.take("vsi", executed("vsi", notebook(text("# Vsi\n\nTekst."))))
    build.make()
    assert (build.status, build.error and build.error.exit_code) == (Status.FAILED, 4)
    assert build.error is not None
    (problem,) = build.error.problems
    assert problem.found.startswith(f"{type(error).__name__}: ")
    assert problem.found.endswith("(src/analysis/publishing/outputs/csv.py, line 2, in write)")
    assert problem.where.startswith("reports/2023.failed")
    assert (project.root / "reports/2023.failed/vsi.ipynb").is_file()
    assert not build.target.exists()


def test_the_open_chapter_is_shown_when_it_arrives_with_the_numbers_it_had(
    project: Project,
) -> None:
    report, shown = load_report_settings(project), list[str]()
    build = ReportBuild(
        project,
        report,
        (2023,),
        plan_jobs(project, report, load_year_settings(project, 2023), ["activering", "vsi"]),
        target=project.reports(2023),
        key="",
        unchanged=lambda: True,
        opened=OpenedChapter("vsi", CaptionCounts(figure=7), shown.append),
    )
    build.take("vsi", executed("vsi", notebook(text("# Vsi"), code("show()", figure()))))
    (html,) = shown
    assert "Figuur\N{NO-BREAK SPACE}8" in html
    assert not build.target.exists()


def test_an_output_that_needs_only_tables_is_written_while_notebooks_run(
    project: Project,
) -> None:
    written = Event()

    def write(context: OutputContext) -> None:
        assert not context.executed
        (context.folder / "tables.csv").write_text(str(context.year))
        written.set()

    report = load_report_settings(project)
    build = ReportBuild(
        project,
        report,
        (2023,),
        plan_jobs(project, report, load_year_settings(project, 2023), None),
        target=project.reports(2023),
        key="",
        unchanged=lambda: True,
        early=[lambda: write],
    )
    with ThreadPoolExecutor(1) as thread:
        coming = thread.submit(build.make)
        assert written.wait(30)
        build.stop()
        assert isinstance(coming.exception(), BrokenOffError)
    assert not build.target.exists()
