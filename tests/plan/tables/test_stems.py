from __future__ import annotations

import pytest

from analysis.plan.tables.stems import content_stems, stem


@pytest.mark.parametrize(
    "words",
    [
        ("gelanceerd", "lancering", "lanceren"),
        ("opgestart", "opstart"),
        ("aanvragen", "aanvraag"),
        ("geëvalueerd", "evaluatie"),
        ("afgerond", "afronding", "afronden"),
        ("premies", "premie"),
        ("organisatieprojecten", "organisatieproject"),
    ],
)
def test_forms_of_a_word_have_one_stem(words: tuple[str, ...]) -> None:
    assert len({stem(word) for word in words}) == 1


def test_stop_words_numbers_and_abbreviations_are_left_out() -> None:
    assert content_stems("Er werden 12 dossiers afgerond m.b.t. de dijken") == [
        stem(word) for word in ("dossiers", "afgerond", "dijken")
    ]
