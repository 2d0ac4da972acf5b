from __future__ import annotations

import pandas as pd

from analysis.data.distinct import Distinct, places, read_once

CELLS = pd.Series(["b", "a", "b", "b"], index=[2, 3, 4, 5], dtype="str")


def test_each_distinct_text_is_read_once_and_every_row_has_its_value() -> None:
    read: list[str] = []

    def nth(text: str) -> int:
        read.append(text)
        return len(read)

    order = read_once(CELLS, nth, "Int64")
    assert read == ["b", "a"]
    assert order.to_dict() == {2: 1, 3: 2, 4: 1, 5: 1}


def test_what_is_read_as_none_is_missing() -> None:
    values = read_once(CELLS, {"a": "x"}.get, "str")
    assert list(values.isna()) == [True, False, True, True]


def test_unwanted_texts_are_found_with_their_rows() -> None:
    found = Distinct.of(CELLS).rows(lambda text: text == "b", CELLS)
    assert found.to_dict() == {2: "b", 4: "b", 5: "b"}


def test_a_place_is_nowhere_for_what_is_missing_or_not_known() -> None:
    cells = pd.Series(["a", None, "z", "a"], dtype="str")
    assert list(places(cells, {"a": 7})) == [7, -1, -1, 7]
