from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.plan.ingest.document.text.lines import from_text
from analysis.plan.ingest.document.wording import joined, normalised

if TYPE_CHECKING:
    from analysis.plan.ingest.document import Document

TEXTS = st.lists(st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=30), min_size=1)


@given(TEXTS)
def test_no_line_is_lost(texts: list[str]) -> None:
    document = from_text("\n".join(texts), name="plan")
    assert [line.number for line in document.lines] == list(range(1, len(texts) + 1))
    assert [line.raw for line in document.lines] == list(map(normalised, texts))


def test_a_page_footer_becomes_a_gap_and_gives_the_pages(small_document: Document) -> None:
    footer = "pagina 10 van 20 Plan - DWX - 2031 28.02.2031"
    assert footer in small_document.footers
    assert all(footer not in line.text for line in small_document.lines)
    assert small_document.pages == 20


def test_lines_end_in_the_same_place_whatever_the_system() -> None:
    document = from_text("een\r\ntwee\x0cdrie\rvier", name="plan")
    assert [line.text for line in document.lines] == ["een", "twee drie", "vier"]


def test_a_form_feed_starts_a_page() -> None:
    assert from_text("een\n\x0ctwee", name="plan").lines[1].page_start


def test_a_line_knows_a_gap_from_an_empty_paragraph() -> None:
    gap, empty = from_text("\n ", name="plan").lines
    assert (gap.gap, gap.empty) == (True, False)
    assert (empty.gap, empty.empty) == (False, True)


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("niet-", "actieven", "niet-actieven"),
        ("loon-", "en premie", "loon- en premie"),
        ("WX0/WX0-", "1AA", "WX0/WX0-1AA"),
        ("een", "twee", "een twee"),
        ("vaart -", "haven", "vaart - haven"),
        ("", "een", "een"),
    ],
)
def test_wrapped_text_is_joined(first: str, second: str, whole: str) -> None:
    assert joined(first, second) == whole
