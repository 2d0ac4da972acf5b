from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import matplotlib as mpl
import pytest
from matplotlib.colors import same_color

from analysis.plan.tables.legend import STEPS
from analysis.plan.tables.status import STATUSES
from analysis.subjects.sequel.charts import COLOURS as LINEAGE
from analysis.toolkit.charts import theme
from analysis.toolkit.charts.lettering import width_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable

AA = 4.5  # the contrast of small text that level AA of WCAG 2.1 asks for


def test_every_status_and_step_has_a_colour_and_every_step_a_mark() -> None:
    assert set(theme.STATUS_COLOURS) == {*STATUSES, "none"}
    assert set(theme.STEP_COLOURS) == set(theme.STEP_MARKERS) == set(STEPS)
    assert len(set(theme.STEP_MARKERS.values())) == len(STEPS)


@pytest.mark.parametrize("colour", [*theme.STATUS_COLOURS.values(), *theme.STEP_COLOURS.values()])
def test_numbers_on_a_colour_are_readable(colour: str) -> None:
    assert theme.contrast(theme.ink_on(colour), colour) >= AA


@pytest.mark.parametrize(
    "colour", [*theme.STATUS_COLOURS.values(), *theme.STEP_COLOURS.values(), *LINEAGE.values()]
)
def test_numbers_on_a_colour_are_readable_on_a_dark_screen(colour: str) -> None:
    ink = theme.ink_on(colour)
    # The style sheet changes the ink of text, but leaves black and white as they are.
    shown = theme.DARK[ink] if ink == theme.INK else ink
    assert theme.contrast(shown, theme.DARK.get(colour, colour)) >= AA


@pytest.mark.parametrize("ink", [theme.INK, theme.MUTED, theme.ACCENT])
def test_words_on_paper_are_readable(ink: str) -> None:
    assert theme.contrast(ink, theme.PAPER) >= AA


def test_ink_is_readable_on_every_grey() -> None:
    """Neither the dark ink nor white is so on a mid grey; black is."""
    for level in range(256):
        grey = f"#{level:02x}{level:02x}{level:02x}"
        assert theme.contrast(theme.ink_on(grey), grey) >= AA


def test_contrast_is_wcags() -> None:
    assert theme.contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


def test_the_style_is_set_for_a_while_only() -> None:
    before = mpl.rcParams["svg.fonttype"]
    with theme.style():
        assert mpl.rcParams["svg.fonttype"] == "none"
        assert same_color(mpl.rcParams["text.color"], theme.INK)
    assert mpl.rcParams["svg.fonttype"] == before


def test_a_text_breaks_at_spaces_and_newlines_only() -> None:
    lines = wrapped("een twee drie\nvier", width_of("een twee"))
    assert lines == ["een twee", "drie", "vier"]
    assert wrapped("", 100) == []
    assert wrapped("een\N{NO-BREAK SPACE}twee drie", width_of("een twee")) == [
        "een\N{NO-BREAK SPACE}twee",
        "drie",
    ]


def test_a_word_wider_than_the_line_is_cut_with_a_hyphen_and_nothing_is_lost() -> None:
    width = width_of("WWWW")
    lines = wrapped("a WWWWWWWWWW b", width)
    assert "".join(line.removesuffix("-") for line in lines).replace(" ", "") == "aWWWWWWWWWWb"
    assert [line.endswith("-") for line in lines] == [False, True, True, False, False]
    assert all(width_of(line) <= width for line in lines)


def _neighbours(colours: Iterable[str]) -> list[tuple[str, str]]:
    return list(itertools.combinations(dict.fromkeys(colours), 2))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *_neighbours(theme.STATUS_COLOURS.values()),
        *_neighbours(theme.STEP_COLOURS.values()),
        *_neighbours(LINEAGE.values()),
    ],
)
def test_any_two_parts_of_a_bar_differ_without_colour(one: str, other: str) -> None:
    """In grey only luminance is left: that differs, or the pattern does."""
    lighter = theme.contrast(one, other)
    assert lighter >= 1.3 or theme.PATTERNS.get(one) != theme.PATTERNS.get(other)


@pytest.mark.parametrize("colour", theme.PATTERNS)
def test_a_pattern_shows_on_its_colour_and_leaves_numbers_readable(colour: str) -> None:
    assert theme.contrast(theme.pattern_ink(colour), colour) > 1.25
    assert theme.contrast(theme.ink_on(colour), colour) >= AA


def test_a_text_of_too_many_lines_ends_in_an_ellipsis_within_its_width() -> None:
    width = width_of("een twee")
    lines = wrapped("een twee drie vier vijf zes", width, most=2)
    assert lines[0] == "een twee"
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert width_of(lines[1]) <= width


def test_a_word_breaks_at_its_own_hyphen() -> None:
    lines = wrapped("Thema-overschrijdend", width_of("overschrijdend"))
    assert lines == ["Thema-", "overschrijdend"]
