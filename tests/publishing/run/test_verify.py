"""A report made again from nothing, in another folder, is identical byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.paths import Project
from analysis.publishing.reports import RunOptions
from analysis.publishing.verify import VerifyError, verify
from publishing.run.small import figure, run_report, write_notebook, write_project

if TYPE_CHECKING:
    from pathlib import Path

CHANCE = figure("c").replace("Een lijn", "{id(object())}").replace("'alt': '", "'alt': f'")


def test_the_real_report_is_the_same_from_nothing_on_ordinary_kernels(published: Path) -> None:
    """Warm kernels made the published report, from tables built in another folder."""
    notebooks = len(list((published.parent / "notebooks").iterdir()))
    assert verify(Project(published.parents[2]), 2023).files > notebooks


@pytest.mark.kernel
def test_differences_are_reported_file_by_file(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"vsi": [CHANCE], "a": [figure("a")]})
    page = run_report(project, 2023, RunOptions(cold=True))
    with pytest.raises(VerifyError) as caught:
        verify(project, 2023)
    assert [problem.where for problem in caught.value.problems] == [
        "the report made again: index.html",
        "the report made again: notebooks/vsi.ipynb",
    ]
    page.write_text("by hand")
    with pytest.raises(VerifyError, match=r"reports/2023: index\.html"):
        verify(project, 2023)
    write_notebook(project, "vsi", "x = 1")
    with pytest.raises(VerifyError, match=r"an input of the report: notebooks/vsi\.ipynb"):
        verify(project, 2023)


def test_without_a_report_there_is_nothing_to_verify(tmp_path: Path) -> None:
    with pytest.raises(VerifyError, match="Make it: planmonitor report 2023"):
        verify(write_project(tmp_path, {}), 2023)


@pytest.mark.parametrize("content", ['{"outputs": {}}', '{"inputs": [], "outputs": 3}', "[]", "x"])
def test_a_damaged_provenance_counts_as_missing(tmp_path: Path, content: str) -> None:
    project = write_project(tmp_path, {})
    project.reports(2023).mkdir(parents=True)
    (project.reports(2023) / "provenance.json").write_text(content)
    with pytest.raises(VerifyError, match="Make it: planmonitor report 2023"):
        verify(project, 2023)
