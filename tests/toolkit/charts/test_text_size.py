"""Text has the size that matplotlib gives it."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

from analysis.toolkit.charts.svg import svg
from analysis.toolkit.charts.text_size import text_size
from analysis.toolkit.charts.theme import FONT


def measured_by_matplotlib(text: str, font: FontProperties) -> tuple[float, float, float]:
    width, height, descent = TextToPath().get_text_width_height_descent(text, font, ismath=False)
    return width, height, descent


@given(
    text=st.text(st.characters(max_codepoint=0x17F, exclude_categories=["C"]), max_size=30),
    size=st.sampled_from([8.0, 10.0, 10.5, 22.0]),
    weight=st.sampled_from(["normal", "bold"]),
)
def test_a_size_is_the_one_of_matplotlib(text: str, size: float, weight: str) -> None:
    font = FontProperties(family=FONT, size=size, weight=weight)
    assert text_size(text, font) == measured_by_matplotlib(text, font)


@pytest.mark.parametrize("text", ["AVATAR To. Wij", "één m² – 95 %", "", " ", "50 %"])
def test_kerning_and_spaces_count_as_in_matplotlib(text: str) -> None:
    font = FontProperties(family=FONT, size=10)
    assert text_size(text, font) == measured_by_matplotlib(text, font)


@pytest.mark.filterwarnings("ignore:Glyph .* missing from font")
@pytest.mark.filterwarnings("ignore:Matplotlib currently does not support")
def test_matplotlib_measures_a_text_with_a_letter_that_the_font_lacks() -> None:
    font = FontProperties(family=FONT, size=10)
    text = "werk 職 werk"
    assert text_size(text, font) == measured_by_matplotlib(text, font)
    assert text_size(text, font)[0] > text_size("werk  werk", font)[0]


def test_threads_measure_at_the_same_time() -> None:
    font = FontProperties(family=FONT, size=10)
    words = [f"mijlpaal {number}" for number in range(200)]
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda word: text_size(word, font), words))
    assert found == [measured_by_matplotlib(word, font) for word in words]


def test_an_analysts_own_figure_keeps_its_resolution_and_is_drawn_as_matplotlib_draws_it() -> None:
    figure = Figure(figsize=(2, 1), dpi=200)
    figure.text(0.5, 0.5, "Werk", family=FONT)
    drawn = svg(figure)
    assert 'viewBox="0 0 144 72"' in drawn
    assert ">Werk</text>" in drawn
    assert figure.dpi == 200
    figure.savefig(io.StringIO(), format="svg")
