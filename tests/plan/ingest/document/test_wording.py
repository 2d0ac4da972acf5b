from __future__ import annotations

import pytest

from analysis.plan.ingest.document.wording import is_mojibake, joined, normalised


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("gee\u0308valueerd", "geëvalueerd"),
        ("e\ufb03ci\u00ebnt", "efficiënt"),
        ("her\u00advorming", "hervorming"),
        ("12\u202f000\u00a0euro", "12 000 euro"),
        ("niet\u2011actief", "niet-actief"),
        ("\ufeffeen\u200bsluis", "eensluis"),
        ("\u200esluis\u202c \u206712\u2069", "sluis 12"),
        ("gewoon", "gewoon"),
    ],
)
def test_text_is_normalised(text: str, wanted: str) -> None:
    assert normalised(text) == wanted


@pytest.mark.parametrize("text", ["geëvalueerd", "één", "’24", "€ 5", "Ångström"])
def test_utf8_read_as_windows_1252_is_told(text: str) -> None:
    assert not is_mojibake(text)
    if text != "Ångström":
        assert is_mojibake(text.encode().decode("cp1252", "replace"))


def test_a_dash_between_words_keeps_its_spaces() -> None:
    assert joined("vaart -", "haven") == "vaart - haven"
