from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.plan.ingest.document.text.boldface import spans, undo
from analysis.plan.ingest.document.text.fourfold import COPIES

FILLS_CELLS = {"nb", "bn", "nvt", "vtn", "tnv"}  # four of these are four cells, however cut
WORDS = st.text(st.sampled_from("abcdeghijklmnoprstuvwzéë"), min_size=2, max_size=12).filter(
    lambda word: word not in FILLS_CELLS
)
PIECES = st.lists(st.tuples(WORDS, st.sampled_from(["", " ", "-", ":"])), min_size=1, max_size=6)


def drawn(pieces: list[str]) -> str:
    """Draw text as the PDF does: each piece four times."""
    return "".join(piece * COPIES for piece in pieces)


def holds_fourfold(text: str) -> bool:
    """Tell by brute force whether any piece stands four times in a row."""
    return any(
        text.startswith(text[start : start + size] * COPIES, start)
        for start in range(len(text))
        for size in range(1, (len(text) - start) // COPIES + 1)
    )


@given(PIECES)
def test_every_text_that_was_drawn_fourfold_is_undone(pieces: list[tuple[str, str]]) -> None:
    texts = [word + end for word, end in pieces]
    assert undo(drawn(texts)) == "".join(texts)


@given(st.text(st.sampled_from("ab1 .-"), max_size=40))
def test_text_without_a_fourfold_piece_never_changes(text: str) -> None:
    if not holds_fourfold(text):
        assert undo(text) == text


@given(st.text(max_size=60))
def test_spans_keep_every_word_and_add_none(text: str) -> None:
    kept = undo(text)
    assert set(kept) == set(text)
    assert len(kept) <= len(text)


@pytest.mark.parametrize(
    "real",
    [
        "Kaaigeld WX0 0 0 0 0 ",
        "Fusie 1 X X X X ",
        "Toezicht nvt nvt nvt nvt ",
        "Toezicht Nvt Nvt Nvt Nvt ",
        "Gerealiseerd****",
        "jaar 1111",
        "kosten 10 10 10 10 ",
        "kosten 20 10 10 10 10 ",
        "kosten € 5 € 5 € 5 € 5 ",
        "0 0 0 0 en meer",
        "...........",
    ],
)
def test_a_repetition_that_can_be_real_stays(real: str) -> None:
    assert undo(real) == real


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Mijlpalen 203Mijlpalen 203Mijlpalen 203Mijlpalen 2031111", "Mijlpalen 2031"),
        ("----17%17%17%17%", "-17%"),
        ("€ € € € 5.989.1275.989.1275.989.1275.989.127", "€ 5.989.127"),
        ("€ 4.807€ 4.807€ 4.807€ 4.807", "€ 4.807"),
        ("SluisSluisSluisSluis    0 0 0 0 ", "Sluis 0 0 0 0 "),
        ("SluisSluisSluisSluis    Nvt Nvt Nvt Nvt Nvt ", "Sluis Nvt Nvt Nvt Nvt Nvt "),
        ("SluisSluisSluisSluis 2031 2031 2031 2031", "Sluis 2031"),
        ("90 90 90 90 -SluisSluisSluisSluis", "90 90 90 90 -Sluis"),
        ("90 90 90 90 ----    SluisSluisSluisSluis", "90 - Sluis"),
        ("Sluis eSluis eSluis eSluis en n n n ", "Sluis en "),
    ],
)
def test_pieces_that_touch_a_certain_one_are_undone_with_it(raw: str, text: str) -> None:
    assert undo(raw) == text


def test_spans_tell_bold_from_plain() -> None:
    found = [(span.text, span.bold) for span in spans("SluisSluisSluisSluis 100% betaald")]
    assert found == [("Sluis", True), (" 100% betaald", False)]
