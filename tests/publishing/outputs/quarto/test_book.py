"""The Quarto project, and how Quarto is called."""

from __future__ import annotations

import os
import re
import stat
from typing import TYPE_CHECKING

import nbformat
import pypandoc  # type: ignore[import-untyped]
import pytest
import yaml

from analysis.publishing.outputs.output import OutputContext
from analysis.publishing.outputs.quarto.book import QuartoError, write_quarto
from analysis.settings import load_report_settings
from composing import code, executed, figure, notebook, table, text

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.paths import Project
    from analysis.publishing.run.executed import Executed

# Checks its arguments and input as Quarto does, and writes the page of a rendered book.
STAND_IN = """#!/bin/sh
[ "$*" = "render --no-execute" ] || { echo "asked: $*" >&2; exit 3; }
[ -f _quarto.yml ] && [ -f index.qmd ] && [ -f vsi.ipynb ] || { echo "no project" >&2; exit 4; }
mkdir _book && echo ok > _book/index.html
"""


@pytest.fixture
def chapters() -> list[Executed]:
    nb = notebook(text("# VSI\n\nZie @fig-x."), code("#| label: fig-x\nf()", figure()))
    return [executed("vsi", nb), executed("budget", nb)]


def install(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir()
    program = folder / "quarto"
    program.write_text(script)
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/bin{os.pathsep}/usr/bin")


def test_the_project_is_complete_without_quarto_and_says_how_to_get_it(
    chapters: list[Executed],
    repository: Project,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    write_quarto(OutputContext(repository, 2023, tmp_path, chapters))
    folder = tmp_path / "quarto"
    settings = yaml.safe_load((folder / "_quarto.yml").read_text(encoding="utf-8"))
    assert settings["project"] == {"type": "book", "output-dir": "_book"}
    assert settings["lang"] == "nl"
    assert settings["execute"] == {"enabled": False, "echo": False}
    assert settings["book"]["chapters"] == ["index.qmd", "vsi.ipynb", "budget.ipynb"]
    assert list(settings["format"]) == ["html", "typst", "docx"]
    assert all((folder / name).is_file() for name in settings["book"]["chapters"])
    labels = [
        nbformat.read(folder / f"{name}.ipynb", 4).cells[1].source.splitlines()[0]  # type: ignore[no-untyped-call]
        for name in ("vsi", "budget")
    ]
    assert labels == ['#| label: "fig-vsi-x"', '#| label: "fig-budget-x"']
    assert "https://quarto.org/docs/get-started/" in caplog.text
    assert "quarto render reports/2023/quarto" in caplog.text


@pytest.mark.process
def test_quarto_renders_the_project_where_it_is_installed(
    chapters: list[Executed],
    repository: Project,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    install(tmp_path / "bin", STAND_IN, monkeypatch)
    write_quarto(OutputContext(repository, 2023, tmp_path, chapters))
    assert (tmp_path / "quarto/_book/index.html").read_text() == "ok\n"
    assert caplog.text == ""


@pytest.mark.process
def test_a_quarto_error_is_reported(
    chapters: list[Executed], repository: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path / "bin", "#!/bin/sh\necho 'ERROR: geen plaats' >&2\nexit 1\n", monkeypatch)
    with pytest.raises(QuartoError, match="ERROR: geen plaats"):
        write_quarto(OutputContext(repository, 2023, tmp_path, chapters))


@pytest.mark.process
def test_the_book_of_the_real_report_is_consistent(
    repository: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each label is unique, each reference has a target, and pandoc reads every chapter."""
    monkeypatch.setenv("PATH", str(tmp_path))
    names = [one.id for one in load_report_settings(repository).chapters if one.notebook]
    nb = notebook(
        text("# Titel\n\nZie @fig-x en [@tbl-y], `@fig-z`."),
        code("#| label: fig-x\nf()", figure()),
        code("#| label: tbl-y\ng()", table()),
    )
    chapters = [executed(name, nb) for name in names]
    write_quarto(OutputContext(repository, 2023, tmp_path, chapters))
    folder, labels, references = tmp_path / "quarto", list[str](), set[str]()
    for path in sorted(folder.glob("*.ipynb")):
        made = nbformat.read(path, 4)  # type: ignore[no-untyped-call] # has none
        nbformat.validate(made)
        prose = "\n".join(cell.source for cell in made.cells if cell.cell_type == "markdown")
        source = "\n".join(cell.source for cell in made.cells if cell.cell_type == "code")
        labels += re.findall(r'^#\| label: "(.+)"$', source, re.MULTILINE)
        references |= set(re.findall(r"@((?:fig|tbl)-[\w-]+)", re.sub(r"`[^`]*`", "", prose)))
        assert pypandoc.convert_file(str(path), "native", format="ipynb")
    assert len(labels) == len(set(labels)) == 2 * len(names)
    assert references == set(labels)
