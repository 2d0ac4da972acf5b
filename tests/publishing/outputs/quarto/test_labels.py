"""Labels of a book, and escaping of Markdown."""

from __future__ import annotations

import doctest

import mistune
import pytest

from analysis.publishing.outputs.quarto import labels


def test_the_docstring_examples_pass() -> None:
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
def test_a_reference_includes_its_chapter(before: str, after: str) -> None:
    assert labels.with_book_labels(before, "vsi") == after


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "a*b*c", "[x](y)", "1. een", "{=html}"]
)
def test_plain_text_is_escaped(text: str) -> None:
    html = str(mistune.html(labels.plain(text)))
    assert mistune.escape(text).replace("&quot;", '"') in html.replace("&quot;", '"')
