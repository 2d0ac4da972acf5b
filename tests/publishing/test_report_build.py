from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TYPE_CHECKING

from analysis.publishing.outputs.programs import BrokenOffError
from analysis.publishing.report_build import ReportBuild
from analysis.publishing.run.plan import plan_jobs
from analysis.settings import load_report_settings, load_year_settings

if TYPE_CHECKING:
    from analysis.paths import Project
    from analysis.publishing.outputs.output import OutputContext


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
