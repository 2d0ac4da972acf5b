from __future__ import annotations

import pytest

from analysing import SmallInputs, computed_from, empty_tables
from analysis.analyse import all_results


@pytest.mark.parametrize("name", all_results())
def test_a_plan_without_rows_gives_every_result_its_columns(name: str) -> None:
    _, result = all_results()[name]
    found = computed_from(SmallInputs(empty_tables()), name)
    assert list(found) == list(result.schema.columns)
