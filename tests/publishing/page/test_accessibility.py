"""Accessibility barriers are found before the report is published."""

from __future__ import annotations

import pytest

from analysis.publishing.page.accessibility import (
    CHECKS,
    LIMITS,
    accessibility_problems,
    statement,
)
from analysis.publishing.page.reading import read_page
from analysis.toolkit.charts import theme

FIGURE = (
    '<figure id="f"><figcaption>Het stijgt</figcaption>'
    '<svg role="img" aria-label="Een lijn die stijgt"></svg>{}</figure>'
)
TABLE = '<table><caption>Gegevens</caption><tr><th scope="col">Jaar</th></tr></table>'


def found(body: str, head: str = '<html lang="nl"><title>T</title>') -> list[str]:
    return [problem.found for problem in accessibility_problems(read_page(head + body))]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (FIGURE.format(""), "no data table"),
        (FIGURE.format(TABLE).replace("Het stijgt", ""), "no caption"),
        (FIGURE.format(TABLE).replace("Een lijn die stijgt", ""), "alternative text ''"),
        (
            FIGURE.format(TABLE).replace(
                "Een lijn die stijgt", "No description has been provided for this image"
            ),
            "alternative text 'No description has been provided for this image'",
        ),
        (TABLE.replace("<caption>Gegevens</caption>", ""), "a table without caption"),
        (TABLE.replace(' scope="col"', ""), "1 of 1 headers without scope"),
        (TABLE.replace("th", "td"), "0 of 0 headers without scope"),
        (
            '<span class="norm norm-met"></span>',
            "1 coloured marks of a norm or status without text",
        ),
        (
            '<td class="status"><b></b></td><i class="status">Klaar</i>',
            "1 coloured marks of a norm or status without text",
        ),
        ('<a tabindex="3" href="#">x</a>', "a with tabindex 3"),
    ],
)
def test_accessibility_barriers_are_found(body: str, words: str) -> None:
    assert found(body) == [words]


def test_an_accessible_page_passes() -> None:
    assert found(FIGURE.format(TABLE) + '<span class="norm norm-met">op streefdoel</span>') == []


@pytest.mark.parametrize("head", ['<html lang="en"><title>T</title>', '<html lang="nl">'])
def test_a_page_has_a_language_and_a_title(head: str) -> None:
    (words,) = found("<svg><title>niet van de bladzijde</title></svg>", head)
    assert words.startswith("language")


def test_the_statement_says_what_is_tested_and_what_is_known() -> None:
    made = statement(3, 4)
    assert made.promises == tuple(check.promise for check in CHECKS)
    assert made.limits == LIMITS
    assert (made.figures, made.tables) == (3, 4)


@pytest.mark.parametrize("colour", [theme.INK, theme.MUTED])
def test_text_in_a_chart_has_enough_contrast(colour: str) -> None:
    assert theme.contrast(colour, theme.PAPER) >= 4.5


@pytest.mark.parametrize("colour", [*theme.STATUS_COLOURS.values(), *theme.STEP_COLOURS.values()])
def test_a_number_on_a_coloured_bar_has_enough_contrast(colour: str) -> None:
    assert theme.contrast(theme.ink_on(colour), colour) >= 4.5
