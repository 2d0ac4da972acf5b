"""A raised mark after a number is no digit of it."""

from __future__ import annotations

import pytest

from analysis.plan.ingest.document.pdf.glyphs import Font, PdfPage, Word
from analysis.plan.ingest.document.pdf.note_marks import take_note_marks


def word(text: str, left: float, *, base: float = 700, size: float = 10) -> Word:
    return Word(text, left, left + 5 * len(text), base, size, Font("Sans", 400), heavy=False,
                order=0, spaced=False)  # fmt: skip


@pytest.mark.parametrize(
    ("number", "mark", "kept"),
    [
        ("1.234", word("2", 25, base=703, size=6), ["1.234"]),
        ("98%", word("*", 15, base=703, size=6), ["98%"]),
        ("m", word("2", 5, base=703, size=6), ["m", "2"]),
        ("12", word("2", 10), ["12", "2"]),
        ("12", word("2", 40, base=703, size=6), ["12", "2"]),
        ("1", word("ste", 5, base=703, size=6), ["1", "ste"]),
    ],
    ids=["digit", "star", "unit", "same size", "far away", "word"],
)
def test_the_mark_of_a_note_after_a_number_is_taken_out(
    number: str, mark: Word, kept: list[str]
) -> None:
    page = PdfPage(1, 600, 800, words=[word(number, 0), mark])
    assert take_note_marks([page]) == 2 - len(kept)
    assert [each.text for each in page.words] == kept
