from __future__ import annotations

from datetime import date

import pytest

from analysis.plan.tables.moments import moments


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("op 3/05/2030", date(2030, 5, 3), date(2030, 5, 3)),
        ("op 23 december", date(2031, 12, 23), date(2031, 12, 23)),
        ("midden september 2030", date(2030, 9, 11), date(2030, 9, 20)),
        ("Q1 van 2032", date(2032, 1, 1), date(2032, 3, 31)),
        ("2032/Q2", date(2032, 4, 1), date(2032, 6, 30)),
        ("het tweede kwartaal van 2032", date(2032, 4, 1), date(2032, 6, 30)),
        ("eind 2033", date(2033, 9, 1), date(2033, 12, 31)),
    ],
)
def test_a_moment_is_a_first_and_a_last_day(text: str, first: date, last: date) -> None:
    (moment,) = moments(text, 2031)
    assert (moment.first, moment.last) == (first, last)


def test_a_date_that_does_not_exist_is_no_moment() -> None:
    assert moments("op 31/04/2031", 2031) == []


def test_moments_exclude_each_other_without_a_day_in_common() -> None:
    early, late, whole = moments("begin mei, eind mei, mei", 2031)
    assert early.excludes(late)
    assert not early.excludes(whole)
