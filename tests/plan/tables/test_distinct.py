from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa

from analysis.plan.tables import distinct
from analysis.plan.tables.distinct import (
    Distinct,
    is_text,
    joined,
    places,
    read_once,
    repeats,
    taken,
)

if TYPE_CHECKING:
    import pytest

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


def test_texts_that_are_taken_often_are_kept_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(distinct, "MANY", 4)
    values, at = pd.array(["x", "y"], dtype="str"), np.array([1, -1, 1, 0])
    found = pd.Series(taken(values, at))
    assert found.dtype == "category"
    assert list(found.astype("object").fillna("none")) == ["y", "none", "y", "x"]
    assert is_text(pd.Series(taken(values, at[:3])).dtype)


def test_a_column_repeats_only_when_it_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(distinct, "MANY", 4)
    assert repeats(pa.chunked_array([["a", "b", "a", "b"]]))
    assert not repeats(pa.chunked_array([["a", "a"]]))
    assert not repeats(pa.chunked_array([["a", "b", "c", "a"]]))


def test_parts_are_joined_as_texts_whatever_each_holds() -> None:
    parts = [pd.DataFrame({"a": pd.Categorical(["x", "x"])}), pd.DataFrame({"a": ["y"]})]
    assert list(joined(parts)["a"]) == ["x", "x", "y"]
    assert is_text(joined(parts)["a"].dtype)
