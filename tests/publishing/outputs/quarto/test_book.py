"""The Quarto project as a whole, with a stand-in for Quarto and without one."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

import nbformat
import pypandoc  # type: ignore[import-untyped]
import pytest
import yaml

from analysis.publishing.outputs.output import OutputContext
from analysis.publishing.outputs.quarto.book import write_quarto
from analysis.settings import load_report_settings
from composing import code, executed, figure, notebook, text
from publishing.outputs.quarto.conftest import STAND_IN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analysis.paths import Project
    from analysis.publishing.run.executed import Executed


@pytest.mark.usefixtures("without_quarto")
def test_the_project_is_complete_without_quarto_and_says_how_to_get_it(
    chapters: list[Executed],
    repository: Project,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.WARNING, "analysis.publishing.outputs.quarto.book")
    write_quarto(
        OutputContext(repository, 2023, tmp_path, chapters, published=repository.reports(2023))
    )
    folder = tmp_path / "quarto"
    settings = yaml.safe_load((folder / "_quarto.yml").read_text(encoding="utf-8"))
    assert settings["book"]["chapters"] == ["index.qmd", "vsi.ipynb", "budget.ipynb"]
    html = settings["format"]["html"]
    named = [*settings["book"]["chapters"], *settings["filters"], html["theme"][1]]
    assert all((folder / name).is_file() for name in [*named, *html["include-after-body"]])
    assert "https://quarto.org/docs/get-started/" in caplog.text
    assert "Quarto 1.10 or newer" in caplog.text
    assert "quarto render reports/2023/quarto --to html" in caplog.text


@pytest.mark.usefixtures("without_quarto")
def test_our_documents_lie_in_the_project(
    chapters: list[Executed], repository: Project, tmp_path: Path
) -> None:
    (tmp_path / "planmonitor-2023.pdf").write_bytes(b"pdf")
    write_quarto(OutputContext(repository, 2023, tmp_path, chapters))
    assert (tmp_path / "quarto/planmonitor-2023.pdf").read_bytes() == b"pdf"
    settings = yaml.safe_load((tmp_path / "quarto/_quarto.yml").read_text(encoding="utf-8"))
    assert settings["book"]["downloads"] == ["pdf"]


@pytest.mark.usefixtures("without_quarto")
def test_the_front_page_is_the_summary_with_the_chapters(
    chapters: list[Executed], repository: Project, tmp_path: Path
) -> None:
    write_quarto(OutputContext(repository, 2023, tmp_path, chapters))
    front = (tmp_path / "quarto/index.qmd").read_text(encoding="utf-8")
    opening = (
        "# Samenvatting {.unnumbered}\n\nWaarover? Zie @fig-vsi-x.\n\nHet antwoord.\n\n## Hoof"
    )
    assert front.startswith(opening)
    assert "- @sec-vsi: Vsi\n- @sec-budget: Budget" in front
    assert "Ondernemingsplan" in front
    assert "Zoeken werkt op een webserver" in front


@pytest.mark.usefixtures("without_quarto")
def test_the_front_page_has_no_note_without_its_figure(repository: Project, tmp_path: Path) -> None:
    nb = notebook(text("# VSI\n\nWaarover?"), code("f()", figure(note="Lees zo")), text("Slot."))
    write_quarto(OutputContext(repository, 2023, tmp_path, [executed("vsi", nb)]))
    front = (tmp_path / "quarto/index.qmd").read_text(encoding="utf-8")
    assert "Waarover?\n\nSlot.\n\n## Hoofdstukken" in front
    assert "Lees zo" not in front


@pytest.mark.usefixtures("without_quarto")
def test_a_chapter_without_a_title_is_linked_instead_of_referred_to(
    repository: Project, tmp_path: Path
) -> None:
    """Stands for: Quarto leaves a reference to an unknown label unresolved."""
    untitled = executed("vsi", notebook(text("Tekst.")))
    write_quarto(OutputContext(repository, 2023, tmp_path, [untitled]))
    front = (tmp_path / "quarto/index.qmd").read_text(encoding="utf-8")
    assert "- [Vsi](vsi.ipynb)" in front
    assert "@sec-" not in front


@pytest.mark.process
def test_quarto_renders_the_project_where_it_is_installed(
    chapters: list[Executed],
    repository: Project,
    tmp_path: Path,
    install: Callable[[str], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    install(STAND_IN)
    write_quarto(OutputContext(repository, 2023, tmp_path, chapters))
    assert (tmp_path / "quarto/_book/index.html").read_text() == "ok\n"
    assert caplog.text == ""


@pytest.mark.process
@pytest.mark.usefixtures("without_quarto")
def test_the_book_of_the_real_chapters_is_consistent(
    chapters: list[Executed], repository: Project, tmp_path: Path
) -> None:
    """Each label is unique, each reference has a target, and pandoc reads every chapter."""
    names = [one.id for one in load_report_settings(repository).chapters if one.notebook]
    nb = chapters[0].notebook
    write_quarto(OutputContext(repository, 2023, tmp_path, [executed(name, nb) for name in names]))
    folder, labels, references = tmp_path / "quarto", list[str](), set[str]()
    for path in sorted(folder.glob("*.ipynb")):
        made = nbformat.read(path, 4)  # type: ignore[no-untyped-call] # has none
        nbformat.validate(made)
        prose = "\n".join(cell.source for cell in made.cells if cell.cell_type == "markdown")
        source = "\n".join(cell.source for cell in made.cells if cell.cell_type == "code")
        labels += re.findall(r'^#\| label: "(.+)"$', source, re.MULTILINE)
        labels += re.findall(r"\{#(sec-[\w-]+)\}", prose)
        references |= set(re.findall(r"@((?:fig|tbl)-[\w-]+)", re.sub(r"`[^`]*`", "", prose)))
        assert pypandoc.convert_file(str(path), "native", format="ipynb")
    front = (folder / "index.qmd").read_text(encoding="utf-8")
    references |= set(re.findall(r"@((?:fig|tbl|sec)-[\w-]+)", front))
    assert len(labels) == len(set(labels)) == 4 * len(names)
    assert references < set(labels)
    assert not any("_" in label for label in labels)
