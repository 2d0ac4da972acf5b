"""What `show()` displays where Quarto executes the notebook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from analysis.paths import CURRENT_VARIABLE
from analysis.toolkit import display
from analysis.toolkit.quarto import quarto_executes, quarto_table, shown_in_quarto
from analysis.toolkit.section import Part, section
from analysis.toolkit.sentence import Prose
from analysis.toolkit.tables.cells import Column
from analysis.toolkit.tables.table import table_of

if TYPE_CHECKING:
    import pytest

COLUMNS = [
    Column("Norm", ["premie", "een heel lange naam van een norm"]),
    Column("n", [5, 12], "count"),
]


def widths(html: str) -> list[int]:
    return list(map(int, re.findall(r'<col style="width: (\d+)%">', html)))


def test_quarto_says_so_in_the_environment_and_a_run_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Stands for `src/execute/environment.ts`, which sets the variables of the document."""
    monkeypatch.delenv(CURRENT_VARIABLE, raising=False)
    monkeypatch.delenv("QUARTO_DOCUMENT_PATH", raising=False)
    assert not quarto_executes()
    monkeypatch.setenv("QUARTO_DOCUMENT_PATH", "/somewhere")
    assert quarto_executes()
    monkeypatch.setenv(CURRENT_VARIABLE, "1")
    assert not quarto_executes()


def test_each_cell_of_a_table_says_its_alignment_and_columns_share_the_width() -> None:
    """Stands for: pandoc reads `text-align` of a cell and the `width` of a column, no classes."""
    made = table_of(COLUMNS, title="Normen", note="", source="")
    html = quarto_table(made.html)
    cells = re.findall(r"<t[hd] [^>]*style=\"text-align: (\w+)\"", html)
    assert cells == ["left", "right", "left", "right", "left", "right"]
    first, second = widths(html)
    assert first + second == 100
    assert first > 4 * second
    assert "role=" not in html
    assert "data-label" not in html


def test_a_figure_has_its_alternative_text_note_source_and_caption_last() -> None:
    """Stands for `refCaptionFromDiv` in Quarto: the last paragraph of a block is its caption."""
    details = {"kind": "figure", "title": "Het *stijgt*", "alt": 'Een "lijn"', "note": "Lees zo",
               "source": "11", "width": "9pt"}  # fmt: skip
    text = shown_in_quarto({"image/svg+xml": "<svg/>"}, details, "fig-vsi-x")
    assert text.startswith('::: {#fig-vsi-x}\n\n```{=html}\n<img src="data:image/svg+xml;base64,')
    assert 'alt="Een &quot;lijn&quot;"' in text
    assert "::: {.reading-note}\n\nLees zo\n\n*Bron: 11*\n\n:::" in text
    assert text.endswith("\n\nHet \\*stijgt\\*\n\n:::")


def test_a_table_has_its_caption_within_since_its_cell_has_the_label() -> None:
    """Stands for `parse_float_div` in Quarto, which looks for the caption of a table in it."""
    details = {"kind": "table", "title": "A & *b*", "note": "Lees zo", "source": ""}
    text = shown_in_quarto({"text/html": "<table><tr><td>x</td></tr></table>"}, details)
    assert "<table><caption>A &amp; *b*</caption><colgroup>" in text
    assert text.endswith("::: {.reading-note}\n\nLees zo\n\n:::")


def test_show_displays_markdown_for_quarto_and_labels_the_parts_of_a_section(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[Any] = []
    monkeypatch.setattr(display, "publish_display_data", lambda *what: shown.append(what))
    monkeypatch.delenv(CURRENT_VARIABLE, raising=False)
    monkeypatch.setenv("QUARTO_DOCUMENT_PATH", "/somewhere")
    made = table_of(COLUMNS, title="Normen", note="", source="")
    display.show(section("a_b", "## Kop", Part(made, "normen"), Prose("Let <op>", caution=True)))
    texts = [data["text/markdown"] for data, _ in shown]
    assert texts[0] == "## Kop"
    assert texts[1].startswith("::: {#tbl-a-b-normen}\n\n```{=html}\n<table><caption>")
    assert texts[2] == "::: {.callout-warning}\n\nLet &lt;op>\n\n:::"
    assert all(metadata == {} and "text/html" not in data for data, metadata in shown)


def test_no_column_is_too_narrow_for_a_line_number() -> None:
    """Stands for: typst keeps to the widths, so that a number would run into its neighbour."""
    texts = ["een heel lange naam van een norm", *"bcdefg", "8602"]
    html = "".join(f"<td>{text}</td>" for text in texts)
    found = widths(quarto_table(f"<table><tr>{html}</tr></table>"))
    assert min(found) >= 6
    assert sum(found) == 100
