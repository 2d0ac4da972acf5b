"""A page that is missing, twice or out of order shows by its printed number or its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.plan.ingest.document.pdf.furniture import RunningText
from analysis.plan.ingest.document.pdf.glyphs import Font, PdfPage, Word
from analysis.plan.ingest.document.pdf.page_order import page_notes, printed_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence


def pages(texts: Sequence[str]) -> list[PdfPage]:
    """Return pages of 25 words each."""
    return [
        PdfPage(number, 600, 800, [
            Word(f"{text}{place}", 0, 9, 700, 10, Font("Sans", 400), heavy=False, order=place,
                 spaced=True)
            for place in range(25)
        ])
        for number, text in enumerate(texts, start=1)
    ]  # fmt: skip


def feet(
    numbers: Sequence[int | None], form: str = "Plan 2031 - pagina {} van 40"
) -> list[RunningText]:
    return [
        RunningText(page, form.format(number))
        for page, number in enumerate(numbers, start=1)
        if number is not None
    ]


def noted(numbers: Sequence[int | None]) -> list[str]:
    texts = [str(place) for place in range(len(numbers))]
    return [note.reason.partition(";")[0] for note in page_notes(pages(texts), feet(numbers))]


@pytest.mark.parametrize(
    ("numbers", "reasons"),
    [
        ([1, 2, 3, 4, 5, 6, 7], []),
        ([None, None, 3, 4, 5, 6, 7], []),
        ([5, 6, 7, 8, 1, 2, 3], []),
        ([1, 2, 3, None, 5, 6, 7], []),
        ([9, 2, 30, 4, 11, 6, 3], []),
        ([1, 2, 3, 5, 6, 7, 8], ["page 4 is printed as page 5 after page 3"]),
        ([1, 2, 3, 3, 4, 5, 6], ["page 4 is printed as page 3 after page 3"]),
    ],
    ids=["whole", "front", "annex", "bare page", "no numbers", "missing", "twice"],
)
def test_a_step_in_the_printed_numbers_is_noted(
    numbers: list[int | None], reasons: list[str]
) -> None:
    assert noted(numbers) == reasons


@pytest.mark.parametrize("form", ["{}", "blz. {}", "{} | Plan 2031", "Plan 2031 - {} / 40"])
def test_the_number_of_a_page_is_the_one_that_counts(form: str) -> None:
    assert list(printed_numbers(feet(range(3, 9), form)).values()) == [3, 4, 5, 6, 7, 8]


def test_a_page_that_is_there_twice_is_noted() -> None:
    found = [note.reason for note in page_notes(pages(["a", "b", "b", "c"]), [])]
    assert found == ["page 3 says the same as page 2"]
