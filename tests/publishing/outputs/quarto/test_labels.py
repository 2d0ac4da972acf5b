"""Labels of a book, and escaping of captions."""

from __future__ import annotations

import doctest
import json

import mistune
import pypandoc  # type: ignore[import-untyped]
import pytest

from analysis.publishing.outputs.quarto import labels, rendering, settings
from analysis.toolkit import markdown, quarto
from analysis.toolkit.markdown import plain

TITLES = [
    '\'s Morgens *ster* \\ en "q"',
    "::: {#tbl-x} `c`",
    "€ 1,5 - <b> & @fig-x",
    "O&O &lt; &copy; *x*",
]


@pytest.mark.parametrize("module", [labels, settings, rendering, markdown, quarto])
def test_the_docstring_examples_pass(module: object) -> None:
    result = doctest.testmod(module)  # type: ignore[arg-type]
    assert result.failed == 0
    assert result.attempted > 0


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[@tbl-x]", "[@tbl-vsi-x]"),
        ("@fig-vsi-x en @fig-y.", "@fig-vsi-x en @fig-vsi-y."),
        ("naam@fig-x.be", "naam@fig-x.be"),
    ],
)
def test_a_reference_includes_its_chapter(before: str, after: str) -> None:
    assert labels.with_book_labels(before, "vsi") == after


def test_a_label_with_hyphens_names_a_chapter_with_underscores() -> None:
    label = "fig-thema-overschrijdend-status"
    assert labels.book_label(label, "thema_overschrijdend") == label
    assert labels.book_label("fig-x", "thema_overschrijdend") == "fig-thema-overschrijdend-x"


def test_a_label_is_lowercase_wherever_it_is_used() -> None:
    """Stands for `asHtmlId` in Quarto: the label of a cell becomes lowercase, a reference does not.

    A reference in capitals would have no target.
    """
    assert labels.book_label("fig-Status", "vsi") == "fig-vsi-status"
    assert labels.with_book_labels("Zie @fig-Status.", "vsi") == "Zie @fig-vsi-status."


def test_each_heading_of_a_chapter_has_a_label_of_its_own() -> None:
    used: set[str] = set()
    prose = "# VSI\n\n## Normen\n\n```\n# code\n```\n\n### Normen\n\n## Eigen {#sec-x}"
    assert labels.with_heading_labels(prose, "vsi", used) == (
        "# VSI {#sec-vsi}\n\n## Normen {#sec-vsi-normen}\n\n```\n# code\n```\n\n"
        "### Normen {#sec-vsi-normen-2}\n\n## Eigen {#sec-x}"
    )


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "a*b*c", "[x](y)", "1. een", "{=html}"]
)
def test_plain_text_is_escaped(text: str) -> None:
    html = str(mistune.html(plain(text)))
    assert mistune.escape(text).replace("&quot;", '"') in html.replace("&quot;", '"')


@pytest.mark.process
@pytest.mark.parametrize("title", TITLES)
def test_a_table_caption_is_read_as_it_was_written(title: str) -> None:
    """Stands for Quarto's `tbl-cap`: an attribute in single quotes, then read as Markdown.

    `src/core/jupyter/jupyter.ts` writes the attribute and escapes only the single quotes; the
    filter `parsefiguredivs.lua` reads its value as Markdown.
    """
    value = labels.table_caption(title).replace("'", r"\'")
    div = f"::: {{tbl-cap='{value}'}}\nx\n:::"
    html = pypandoc.convert_text(div, "html", format="markdown")
    attribute = pypandoc.convert_text(html, "json", format="html")
    (found,) = json.loads(attribute)["blocks"]
    ((_, caption),) = found["c"][0][2]
    read = pypandoc.convert_text(
        caption, "plain", format="markdown-smart", extra_args=["--wrap=none"]
    )
    assert read.strip() == title


@pytest.mark.process
@pytest.mark.parametrize("alt", [*TITLES, "Een slot\\"])
def test_an_alternative_text_is_read_as_it_was_written(alt: str) -> None:
    """Stands for Quarto's `fig-alt`: an attribute in single quotes, of which it escapes these."""
    value = labels.alternative_text(alt).replace("'", r"\'")
    image = pypandoc.convert_text(f"![x](x.svg){{fig-alt='{value}'}}", "json", format="markdown")
    attribute = json.dumps(["fig-alt", alt], ensure_ascii=False, separators=(",", ":"))
    assert attribute in image
