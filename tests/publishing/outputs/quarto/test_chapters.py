"""Chapters of the Quarto project."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import nbformat
import pypandoc  # type: ignore[import-untyped]
import pytest
import yaml

from analysis.publishing.outputs import quarto
from analysis.publishing.outputs.quarto.chapters import book_chapter
from composing import code, figure, notebook, printed, shown, table, text

if TYPE_CHECKING:
    from pathlib import Path

#: What Quarto gives to a filter.
QUARTO = "quarto = {doc = {is_format = function(name) return FORMAT:match(name) ~= nil end}}\n"


def options(source: str) -> dict[str, str]:
    lines = [line[3:] for line in source.splitlines() if line.startswith("#| ")]
    found: dict[str, str] = yaml.safe_load("\n".join(lines))
    return found


def test_a_figure_of_a_section_keeps_its_own_label() -> None:
    made = book_chapter(notebook(code("show(s)", figure(label="fig-vsi-status"))), "vsi")
    assert '#| label: "fig-vsi-status"' in made.cells[0].source


def test_a_figure_has_its_label_caption_and_alternative_text_as_options() -> None:
    """Stands for: Quarto keeps `fig-cap` in the text, so one level of backslashes is enough."""
    nb = notebook(
        text("# VSI\n\nZie @fig-x."),
        code("#| label: fig-x\nshow(f())", figure(title='A: "b" <c>', note="Lees zo", source="11")),
    )
    prose, shows, remarks = book_chapter(nb, "vsi").cells
    assert prose.source == "# VSI {#sec-vsi}\n\nZie @fig-vsi-x."
    assert options(shows.source) == {
        "label": "fig-vsi-x",
        "fig-cap": 'A\\: \\"b\\" \\<c\\>',
        "fig-alt": "Een lijn die stijgt",
    }
    assert shows.source.endswith("\nshow(f())")
    assert list(shows.outputs[0].data) == ["image/svg+xml"]
    assert remarks.source == "::: {.reading-note}\n\nLees zo\n\n*Bron: 11*\n\n:::"


def test_a_table_has_its_caption_and_two_tables_of_a_cell_stay_apart() -> None:
    made = book_chapter(notebook(code("#| label: tbl-n\nx", table("A*"), table("Meer"))), "a")
    heads = [options(cell.source) for cell in made.cells if cell.cell_type == "code"]
    assert heads == [
        {"label": "tbl-a-n", "tbl-cap": "A\\\\*"},
        {"label": "tbl-a-n-2", "tbl-cap": "Meer", "echo": False},
    ]


def test_a_table_is_markdown_with_html_in_it() -> None:
    """Stands for: an output `text/html` makes Quarto load require.js and jQuery from elsewhere."""
    made = book_chapter(notebook(code("x", table())), "a")
    data = made.cells[0].outputs[0].data
    assert list(data) == ["text/markdown"]
    assert data["text/markdown"].startswith("```{=html}\n<table>")
    assert data["text/markdown"].endswith("</table>\n```")


def test_the_code_of_a_cell_is_shown_once() -> None:
    """Stands for: `code-fold` shows the source of each cell with output."""
    made = book_chapter(notebook(code("show(s)", figure(), figure())), "a")
    sources = [cell.source for cell in made.cells if cell.cell_type == "code"]
    assert [source.endswith("show(s)") for source in sources] == [True, False]


def test_prose_stays_prose_key_figures_become_a_list_and_the_rest_is_left_out() -> None:
    cards = shown("html", {"text/html": "<dl></dl>", "text/plain": "Dossiers: 26\nNormen: 3"})
    nb = notebook(
        code("year = 2023", tags=("parameters",)),
        code("x = 1", printed("lawaai")),
        code("a()", shown("prose", {"text/markdown": "## Zo {#x\n\nEr zijn **26**, zie @fig-x."})),
        code("b()", cards),
    )
    sources = [cell.source for cell in book_chapter(nb, "a").cells]
    assert sources == [
        "## Zo \\{#x {#sec-a-zo-x}\n\nEr zijn **26**, zie @fig-a-x.",
        "::: {.key-figures}\n\n- Dossiers\\: 26\n- Normen\\: 3\n\n:::",
    ]


def test_a_caution_becomes_a_callout() -> None:
    nb = notebook(code("a()", shown("prose", {"text/markdown": "Geen verlies."}, role="caution")))
    (cell,) = book_chapter(nb, "a").cells
    assert cell.source == "::: {.callout-warning}\n\nGeen verlies.\n\n:::"


def test_the_notebook_is_valid_and_the_executed_one_is_unchanged() -> None:
    nb = notebook(text("# A"), code("f()", figure(), table()))
    before = nbformat.writes(nb)  # type: ignore[no-untyped-call]
    nbformat.validate(book_chapter(nb, "sociale_economie"))
    assert nbformat.writes(nb) == before  # type: ignore[no-untyped-call]


@pytest.mark.process
def test_notes_stand_in_the_margin_of_a_page_and_below_their_figure_on_paper(
    tmp_path: Path,
) -> None:
    """Stands for: Quarto lays out `.column-margin`; `.remark` would be a theorem to it."""
    script = tmp_path / "filter.lua"
    filter_text = files(quarto).joinpath("reading_notes.lua").read_text(encoding="utf-8")
    script.write_text(QUARTO + filter_text, encoding="utf-8")
    made = book_chapter(notebook(code("x", figure(note="Lees zo"))), "a").cells[1].source

    def read(target: str) -> str:
        arguments = [f"--lua-filter={script}"]
        return str(pypandoc.convert_text(made, target, format="markdown", extra_args=arguments))

    assert '<div class="reading-note column-margin">' in read("html")
    assert "column-margin" not in read("native")
    assert "Lees zo" in read("typst")
