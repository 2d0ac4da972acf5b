"""The desk gives the reasons of proposals in Dutch."""

from __future__ import annotations

import pytest

from analysis.desk.lab.review.reasons import in_dutch


@pytest.mark.parametrize(
    ("reason", "dutch"),
    [
        ("in the table norms", "in de tabel normen"),
        ("like 'Dijkpremie'", "lijkt op 'Dijkpremie'"),
        ("1 milestone of 3.1.1 names it", "mijlpalen van 3.1.1 die de naam noemen: 1"),
        ("or dijkpremie (48)", "of dijkpremie (48)"),
        ("last year's 'boetes' is 91 % alike", "91 % gelijk aan 'boetes' van vorig jaar"),
        ("one of two years is missing: cases", "een van beide jaren ontbreekt: dossiers"),
        ("norms: 26 rows, 64 in 2023", "normen: 26 rijen, in 2023 waren het er 64"),
        ("something new", "something new"),
    ],
)
def test_a_reason_is_in_dutch_if_its_form_is_known(reason: str, dutch: str) -> None:
    assert in_dutch(reason) == dutch
