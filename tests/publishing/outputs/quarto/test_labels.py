"""Labels of a book, and texts that Markdown leaves as they are."""

from __future__ import annotations

import doctest

import mistune
import pytest

from analysis.publishing.outputs.quarto import labels


def test_the_examples_in_the_docstrings_hold() -> None:
    result = doctest.testmod(labels)
    assert (result.failed, result.attempted) == (0, 3)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[@tbl-x]", "[@tbl-vsi-x]"),
        ("@fig-vsi-x en @fig-y.", "@fig-vsi-x en @fig-vsi-y."),
        ("naam@fig-x.be", "naam@fig-x.be"),
    ],
)
def test_a_reference_names_its_chapter(before: str, after: str) -> None:
    assert labels.with_book_labels(before, "vsi") == after


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "a*b*c", "[x](y)", "1. een", "{=html}"]
)
def test_a_plain_text_is_no_markup(text: str) -> None:
    html = str(mistune.html(labels.plain(text)))
    assert mistune.escape(text).replace("&quot;", '"') in html.replace("&quot;", '"')
