"""Drawings get small without looking different."""

from __future__ import annotations

import re

import pytest
from matplotlib.figure import Figure

from analysis.publishing.page.drawings import slim
from analysis.toolkit.charts.chart import svg

#: Half a circle of matplotlib's dots, from its lowest point to its highest, and back.
CIRCLE = (
    "M 4 72.4 C 4.1 72.4 4.2 72.3 4.2 72.2 C 4.3 72.2 4.4 72.1 4.4 72 C 4.4 71.8 4.3 71.7 4.2 71.7 "
    "C 4.2 71.6 4.1 71.6 4 71.6 C 3.8 71.6 3.7 71.6 3.7 71.7 C 3.6 71.7 3.6 71.8 3.6 72 "
    "C 3.6 72.1 3.6 72.2 3.7 72.2 C 3.7 72.3 3.8 72.4 4 72.4 z "
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


@pytest.fixture(scope="module")
def drawn() -> str:
    """A chart as matplotlib writes it: bars with dots in them, ticks and labels."""
    figure = Figure(figsize=(4, 2))
    axes = figure.subplots()
    axes.barh(["Gerealiseerd", "Vertraagd"], [26, 5], hatch="...", facecolor="white")
    return svg(figure)


def test_a_drawing_gets_small_and_keeps_its_words(drawn: str) -> None:
    small = slim(drawn)
    assert len(small) < len(drawn) / 10
    assert re.findall(r">([^<>\s]+)</text>", small) == re.findall(r">([^<>\s]+)</text>", drawn)
    assert small.count("<path") == drawn.count("<path")


def test_what_holds_for_every_mark_is_said_once(drawn: str) -> None:
    small = slim(drawn)
    assert small.count("DejaVu Sans") == 1
    assert "<style" not in small
    assert "<g>" not in small
    assert 'stroke-linejoin="round"' in small


def test_a_dot_is_the_round_end_of_a_line_without_length() -> None:
    style = "fill: #111; stroke: #111; stroke-width: 0.7; stroke-linecap: butt"
    pattern = f'<pattern><path d="{CIRCLE}{CIRCLE}" style="{style}"/></pattern>'
    small = slim(SVG.format(pattern))
    assert 'd="M4 72h0M4 72h0"' in small
    assert "stroke-width: 1.5; stroke-linecap: round" in small


def test_a_pattern_of_other_shapes_is_kept() -> None:
    pattern = '<pattern><path d="M 0 1 L 9 1" style="stroke-linecap: butt"/></pattern>'
    assert 'd="M0 1L9 1"' in slim(SVG.format(pattern))


def test_coordinates_are_rounded_and_words_are_not() -> None:
    small = slim(
        SVG.format('<text x="1.23456" y="-0.001" transform="rotate(-0 1 2)">1.23456</text>')
    )
    assert '<text x="1.23" y="0">1.23456</text>' in small


def test_what_is_no_xml_stays_as_it_is() -> None:
    assert slim("<svg><g></svg>") == "<svg><g></svg>"
