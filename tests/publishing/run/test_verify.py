"""A report made again from nothing, in another folder, is identical byte for byte."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

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


@pytest.mark.kernel
def test_notebooks_of_other_editors_give_the_same_bytes(tmp_path: Path) -> None:
    """Without ids, with double ids, with the metadata of VS Code and Colab, and of format 3."""
    project = write_project(tmp_path, {name: [figure(name)] for name in ("a", "b", "c")})
    (project.notebooks / "stip.png").write_bytes(base64.b64decode(DOT))
    for name, change in (("a", without_ids), ("b", with_odd_ids), ("c", as_format_3)):
        path = project.notebooks / f"{name}.ipynb"
        content = json.dumps(change(json.loads(path.read_text(encoding="utf-8"))))
        path.write_text(content, encoding="utf-8-sig")
    page = run_report(project, 2023, RunOptions(cold=True)).read_text(encoding="utf-8")
    assert page.count(f'src="data:image/png;base64,{DOT}"') == 2
    assert verify(project, 2023).files > 3


DOT = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5E"
    "rkJggg=="
)


def without_ids(notebook: dict[str, Any]) -> dict[str, Any]:
    for cell in notebook["cells"]:
        del cell["id"]
        cell["metadata"] |= {"vscode": {"languageId": "python"}, "collapsed": None}
    heading = {"cell_type": "heading", "level": 2, "source": ["Kop"]}
    notebook["cells"].append(heading)
    notebook["cells"].append({"cell_type": "markdown", "source": ["![Stip]", "(stip.png)"]})
    return notebook | {"nbformat_minor": 2, "metadata": None}


def with_odd_ids(notebook: dict[str, Any]) -> dict[str, Any]:
    for cell in notebook["cells"]:
        cell["id"] = "dubbel"
        cell["metadata"].setdefault("tags", None)
    attached = {"attachments": {"a b.png": {"image/png": DOT}}, "id": "é"}
    source = "![Stip](attachment:a%20b.png)"
    notebook["cells"].append({"cell_type": "markdown", "metadata": {}, "source": source} | attached)
    return notebook | {"metadata": {"colab": {"provenance": []}, "widgets": {"x": 1}}}


def as_format_3(notebook: dict[str, Any]) -> dict[str, Any]:
    cells = [
        {**cell, "input": cell["source"].splitlines(keepends=True), "language": "python"}
        for cell in notebook["cells"]
    ]
    return {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": cells}]}


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
