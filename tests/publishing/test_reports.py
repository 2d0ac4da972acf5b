"""A whole run, with real kernels, on a project of two small notebooks."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import nbformat
import pdfplumber
import pytest
import yaml

from analysis.errors import NotebookError, SettingsError
from analysis.paths import Project
from analysis.publishing.outputs import pdf
from analysis.publishing.outputs.documents import working_folder
from analysis.publishing.outputs.output import OutputError
from analysis.publishing.outputs.registry import OUTPUTS
from analysis.publishing.page.checks import ReportError
from analysis.publishing.provenance import checksum, seconds_before, source_lines
from analysis.publishing.reports import RunOptions
from publishing.run.small import run_report

if TYPE_CHECKING:
    from pathlib import Path

SHOW = """
#| label: fig-x
from IPython.display import display
about = {'kind': 'figure', 'title': f'Jaar {year}', 'alt': 'Een lijn', 'note': chapter}
about['data_html'] = '<table><tr><th scope="col">Jaar</th></tr></table>'
data = {'image/svg+xml': '<svg><g id="a"/></svg>', 'text/plain': 'x'}
display(data, raw=True, metadata={'planmonitor': about})
""".strip()
RAISES = "1 / 0"


def write_notebook(project: Project, name: str, *sources: str) -> None:
    cells: list[dict[str, Any]] = [
        {"cell_type": "markdown", "id": "t", "source": f"# {name}\n\nZie."}
    ]
    for place, source in enumerate(("year = 2000\nchapter = ''", *sources)):
        tags = ["parameters"] if place == 0 else []
        cells.append({"cell_type": "code", "id": f"c{place}", "source": source, "outputs": []})
        cells[-1] |= {"execution_count": None, "metadata": {"tags": tags}}
    cells[0]["metadata"] = {}
    content = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (project.notebooks / f"{name}.ipynb").write_text(json.dumps(content))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    for folder in ("params", "notebooks", "data/raw/2023"):
        (tmp_path / folder).mkdir(parents=True)
    chapters = [{"id": n, "title": n.title(), "notebook": f"{n}.ipynb"} for n in ("vsi", "budget")]
    general = {"title": "Proef", "publisher": "Niemand", "chapters": chapters}
    (tmp_path / "params/report.yaml").write_text(yaml.safe_dump(general))
    (tmp_path / "params/2023.yaml").write_text("year: 2023\n")
    (tmp_path / "data/raw/2023/source.yaml").write_text(
        "title: Het plan\npages: 204\nsha256: abc\n"
    )
    made = Project(tmp_path)
    write_notebook(made, "vsi", SHOW)
    write_notebook(made, "budget", SHOW)
    return made


@pytest.mark.kernel
def test_a_run_publishes_the_report_with_its_provenance(project: Project) -> None:
    """A later run that fails leaves it unchanged and says what to fix."""
    page = run_report(project, 2023)
    assert page == project.root / "reports/2023/index.html"
    html = page.read_text()
    assert "Figuur\xa01.</span> Jaar 2023" in html
    assert '<figure id="budget-fig-x">' in html
    assert "Het plan, 204 bladzijden, sha256 abc" in html
    _notebooks_are_published(page.parent)
    _provenance_is_complete(project)
    _a_failing_run_leaves_the_report(project, page)


def _notebooks_are_published(folder: Path) -> None:
    assert sorted(path.name for path in (folder / "notebooks").iterdir()) == [
        "budget.ipynb",
        "vsi.ipynb",
    ]
    executed = nbformat.read(folder / "notebooks/vsi.ipynb", as_version=4)  # type: ignore[no-untyped-call]
    assert executed.cells[-1].outputs[0].metadata.planmonitor.note == "vsi"


def _provenance_is_complete(project: Project) -> None:
    folder = project.root / "reports/2023"
    found = json.loads((folder / "provenance.json").read_text())
    assert sorted(found["inputs"]) == [
        "data/raw/2023/source.yaml", "notebooks/budget.ipynb", "notebooks/vsi.ipynb",
        "params/2023.yaml", "params/report.yaml",
    ]  # fmt: skip
    path = project.notebooks / "vsi.ipynb"
    assert found["inputs"]["notebooks/vsi.ipynb"] == checksum(path)
    assert found["notebooks"]["vsi"]["parameters"] == {"year": 2023, "chapter": "vsi"}
    assert found["seconds"].keys() == {"notebooks", "rendering"}
    assert seconds_before(folder).keys() == {"vsi", "budget"}


def _a_failing_run_leaves_the_report(project: Project, page: Path) -> None:
    before = {path: path.read_bytes() for path in page.parent.rglob("*") if path.is_file()}
    notebooks = {path: path.read_bytes() for path in project.notebooks.glob("*.ipynb")}
    write_notebook(project, "vsi", "x = 1", RAISES)
    write_notebook(project, "budget", SHOW, "print('klaar')")
    with pytest.raises(NotebookError) as caught:
        run_report(project, 2023)
    (problem,) = caught.value.problems
    assert caught.value.exit_code == 1
    assert problem.where == "notebooks/vsi.ipynb, code cell 3 (year 2023)"
    assert problem.remedy.startswith("Open reports/2023.failed/vsi.ipynb:")
    assert (project.root / "reports/2023.failed/vsi.ipynb").is_file()
    after = {path: path.read_bytes() for path in page.parent.rglob("*") if path.is_file()}
    assert after == before
    assert sorted(path.name for path in (project.root / "reports").iterdir()) == [
        "2023",
        "2023.failed",
        "index.html",
    ]
    for path, content in notebooks.items():
        path.write_bytes(content)
    assert run_report(project, 2023) == page
    assert not (project.root / "reports/2023.failed").exists()


@pytest.mark.kernel
def test_a_draft_is_separate_from_the_report_and_reproducible(
    project: Project,
) -> None:
    first = run_report(project, 2023, RunOptions(chapters=("vsi",), jobs=1)).read_bytes()
    page = run_report(project, 2023, RunOptions(chapters=("vsi",), jobs=1))
    assert page == project.root / "reports/2023.draft/index.html"
    assert page.read_bytes() == first
    assert not project.reports(2023).exists()


@pytest.mark.kernel
def test_a_report_that_fails_its_checks_is_not_published(project: Project) -> None:
    """Its executed notebooks are kept for inspection."""
    write_notebook(project, "vsi", SHOW.replace("'alt': 'Een lijn'", "'alt': ''"))
    with pytest.raises(ReportError, match="a figure without alt"):
        run_report(project, 2023, RunOptions(chapters=("vsi",)))
    kept = [path.relative_to(project.root).as_posix() for path in project.root.rglob("*.ipynb")]
    assert "reports/2023.draft.failed/vsi.ipynb" in kept
    assert not (project.root / "reports/2023.draft").exists()


def test_nothing_runs_when_the_settings_are_wrong(project: Project) -> None:
    with pytest.raises(SettingsError, match=r"params/2024\.yaml|2024"):
        run_report(project, 2024)
    assert not (project.root / "reports").exists()


def test_an_unreadable_provenance_only_loses_the_order(tmp_path: Path) -> None:
    assert seconds_before(tmp_path) == {}
    (tmp_path / "provenance.json").write_text('{"notebooks": []}')
    assert seconds_before(tmp_path) == {}


def test_a_plan_without_source_file_has_no_source_line(project: Project) -> None:
    assert source_lines(project, 1999) == []


def reworded(project: Project, words: str) -> None:
    """Change the prose of a notebook: the report is made again without running a notebook."""
    path = project.notebooks / "vsi.ipynb"
    content = json.loads(path.read_text())
    content["cells"][0]["source"] = f"# vsi\n\n{words}"
    path.write_text(json.dumps(content))


def pdf_text(path: Path) -> str:
    with pdfplumber.open(path) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


@pytest.mark.kernel
def test_a_document_is_older_than_a_new_page_until_it_is_refreshed(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page links only to documents that say the same."""
    link, page = (
        'href="planmonitor-2023.pdf"',
        run_report(project, 2023, RunOptions(outputs=("pdf",))),
    )
    path = page.with_name("planmonitor-2023.pdf")
    assert link in page.read_text()
    reworded(project, "Andere woorden.")
    run_report(project, 2023)
    assert "Andere woorden." not in pdf_text(path)
    assert link not in page.read_text()
    run_report(project, 2023, RunOptions(refresh=True))
    assert "Andere woorden." in pdf_text(path)
    assert link in page.read_text()
    assert not page.with_name("pdf").exists()
    monkeypatch.setitem(OUTPUTS, "pdf", replace(OUTPUTS["pdf"], packages=("no_such_package",)))
    reworded(project, "Weer andere woorden.")
    with pytest.raises(SettingsError, match="no package 'no_such_package'"):
        run_report(project, 2023, RunOptions(refresh=True))
    run_report(project, 2023)
    assert path.exists()
    assert link not in page.read_text()


def test_a_missing_package_of_an_output_is_reported_before_anything_runs(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(OUTPUTS, "pdf", replace(OUTPUTS["pdf"], packages=("no_such_package",)))
    with pytest.raises(SettingsError, match=r"pip install 'planmonitor\[pdf\]'"):
        run_report(project, 2023, RunOptions(outputs=("pdf",)))
    assert not (project.root / "reports").exists()


@pytest.mark.kernel
def test_a_pdf_that_fails_is_reported_with_its_line_and_chapter(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its sources are kept for inspection; the published report is unchanged."""
    page = run_report(project, 2023)
    before, broken = page.read_bytes(), "= Vsi\n\n$body$\n#nonsense\n"
    monkeypatch.setattr(pdf, "packaged", lambda _: broken)
    monkeypatch.setattr(working_folder, "packaged", lambda _: "")
    with pytest.raises(OutputError) as caught:
        run_report(project, 2023, RunOptions(outputs=("pdf",)))
    (problem,) = caught.value.problems
    assert re.fullmatch(
        r"reports/2023\.failed/pdf/text\.typ, line \d+ \(chapter '\w+'\)", problem.where
    )
    assert problem.found == "typst: unknown variable: nonsense"
    assert (project.root / "reports/2023.failed/pdf/text.typ").is_file()
    assert (project.root / "reports/2023.failed/vsi.ipynb").is_file()
    assert page.read_bytes() == before
