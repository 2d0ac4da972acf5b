from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from analysis.plan.ingest.document.text.fourfold import fourfold

AS_EXPRESSION = re.compile(r"(.{1,200})\1{3}")  # what it says; minutes for a hostile text
PIECES = st.text("ab .", min_size=1, max_size=5)
TEXTS = st.lists(PIECES | PIECES.map(lambda piece: piece * 4), max_size=6).map("".join)


@given(st.lists(TEXTS, max_size=4))
def test_it_finds_what_the_expression_finds(lines: list[str]) -> None:
    expected = [[(m.start(), m[1]) for m in AS_EXPRESSION.finditer(line)] for line in lines]
    assert [[(each.start, each.piece) for each in found] for found in fourfold(lines)] == expected


def test_a_piece_never_goes_over_the_end_of_its_line() -> None:
    assert fourfold(["abab", "abab"]) == [[], []]
    assert fourfold(["", "aaaa", ""]) == [[], [(0, "a")], []]


def test_a_text_that_is_slow_for_the_expression_is_read() -> None:
    """The expression would need hours; benchmarks/ingest.py times the largest documents."""
    word = ["a", "ab"]
    while len(word[-1]) < 200_000:  # Fibonacci's word: many things thrice, nothing four times
        word.append(word[-1] + word[-2])
    assert fourfold([word[-1]]) == [[]]
