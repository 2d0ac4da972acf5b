"""Chapters of the Quarto project."""

from __future__ import annotations

import nbformat
import yaml

from analysis.publishing.outputs.quarto.chapters import book_chapter
from composing import code, figure, notebook, printed, shown, table, text


def options(source: str) -> dict[str, str]:
    lines = [line[3:] for line in source.splitlines() if line.startswith("#| ")]
    found: dict[str, str] = yaml.safe_load("\n".join(lines))
    return found


def test_a_figure_of_a_section_keeps_its_own_label() -> None:
    made = book_chapter(notebook(code("show(s)", figure(label="fig-vsi-status"))), "vsi")
    assert '#| label: "fig-vsi-status"' in made.cells[0].source


def test_a_figure_has_its_label_caption_and_alternative_text_as_options() -> None:
    nb = notebook(
        text("# VSI\n\nZie @fig-x."),
        code("#| label: fig-x\nshow(f())", figure(title='A: "b" <c>', note="Lees zo", source="11")),
    )
    prose, shows, remarks = book_chapter(nb, "vsi").cells
    assert prose.source == "# VSI\n\nZie @fig-vsi-x."
    assert options(shows.source) == {
        "label": "fig-vsi-x",
        "fig-cap": 'A\\: \\"b\\" \\<c\\>',
        "fig-alt": "Een lijn die stijgt",
    }
    assert shows.source.endswith("\nshow(f())")
    assert list(shows.outputs[0].data) == ["image/svg+xml"]
    assert remarks.source == "Lees zo\n\n*Bron: 11*"


def test_a_table_has_its_caption_and_two_tables_of_a_cell_stay_apart() -> None:
    made = book_chapter(notebook(code("#| label: tbl-n\nx", table(), table("Meer"))), "a")
    heads = [options(cell.source) for cell in made.cells if cell.cell_type == "code"]
    assert heads == [
        {"label": "tbl-a-n", "tbl-cap": "Normen"},
        {"label": "tbl-a-n-2", "tbl-cap": "Meer"},
    ]


def test_prose_stays_prose_key_figures_become_a_list_and_the_rest_is_left_out() -> None:
    cards = shown("html", {"text/html": "<dl></dl>", "text/plain": "Dossiers: 26\nNormen: 3"})
    nb = notebook(
        code("year = 2023", tags=("parameters",)),
        code("x = 1", printed("lawaai")),
        code("a()", shown("prose", {"text/markdown": "Er zijn **26**, zie @fig-x."})),
        code("b()", cards),
    )
    sources = [cell.source for cell in book_chapter(nb, "a").cells]
    assert sources == ["Er zijn **26**, zie @fig-a-x.", "- Dossiers\\: 26\n- Normen\\: 3"]


def test_the_notebook_is_valid_and_the_executed_one_is_unchanged() -> None:
    nb = notebook(text("# A"), code("f()", figure(), table()))
    before = nbformat.writes(nb)  # type: ignore[no-untyped-call]
    nbformat.validate(book_chapter(nb, "sociale_economie"))
    assert nbformat.writes(nb) == before  # type: ignore[no-untyped-call]
