from __future__ import annotations

import time
from itertools import count, islice
from threading import Barrier

import pytest

from analysis.plan.tables.ahead import ahead, beside


def test_results_keep_the_order_of_the_items_though_later_ones_are_ready_first() -> None:
    def late(seconds: float) -> float:
        time.sleep(seconds)
        return seconds

    assert list(ahead(late, [0.05, 0.0, 0.02])) == [0.05, 0.0, 0.02]


def test_the_next_item_is_at_work_before_the_first_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    both = Barrier(2, timeout=10)  # breaks when one stands there alone
    assert len(list(ahead(lambda _: both.wait(), range(2)))) == 2


def test_items_without_end_are_taken_a_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    items = count()
    assert list(islice(ahead(str, items), 3)) == ["0", "1", "2"]
    assert next(items) <= 6


def test_an_error_comes_in_its_place_and_ends_the_work() -> None:
    done = []

    def work(item: int) -> int:
        done.append(item)
        return 1 // item

    results = ahead(work, [1, 0, *range(2, 1000)])
    assert next(results) == 1
    with pytest.raises(ZeroDivisionError):
        next(results)
    assert len(done) < 1000


def test_what_is_done_beside_gives_its_result_or_its_error() -> None:
    def fail() -> None:
        raise ZeroDivisionError

    assert beside(lambda: 3).result() == 3
    with pytest.raises(ZeroDivisionError):
        beside(fail).result()
