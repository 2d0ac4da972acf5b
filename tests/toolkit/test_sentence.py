"""Dutch phrases that sentences share."""

from __future__ import annotations

import pytest

from analysis.toolkit.sentence import bullets, opening, p_value, set_against, times


def plain(text: object) -> str:
    return str(text).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "Nul mijlpalen"), (1, "Eén mijlpaal"), (2, "Twee mijlpalen"), (13, "13 mijlpalen")],
)
def test_a_sentence_opens_with_a_count_in_words(count: int, text: str) -> None:
    assert opening(count, "mijlpaal", "mijlpalen") == text


def test_rounded_shares_and_their_difference_add_up() -> None:
    """29 of 34 and 288 of 353 are 85 % and 82 %, but 4 points apart when rounded."""
    assert tuple(map(plain, set_against(29 / 34, 288 / 353))) == (
        "85,3 %",
        "81,6 %",
        "+3,7 procentpunt",
    )
    assert tuple(map(plain, set_against(0.25, 1))) == ("25 %", "100 %", "−75 procentpunt")
    assert tuple(map(plain, set_against(0.5, 0.5))) == ("50 %", "50 %", "0 procentpunt")


def test_p_values_ratios_and_bullets() -> None:
    assert plain(p_value(0.0004)) == "p < 0,001"
    assert plain(p_value(0.0042)) == "p = 0,004"
    assert plain(p_value(0.26)) == "p = 0,26"
    assert times(1.537) == "1,54 keer zoveel"
    assert times(29.7) == "30 keer zoveel"
    assert plain(times(0.28)) == "28 % van het jaar voordien"
    assert str(bullets([("Geld", "Meer."), ("Normen", "")])) == "- **Geld.** Meer."
