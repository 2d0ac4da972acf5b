from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
import pytest
from pandera.errors import SchemaErrors

from analysis.plan.tables.text_type import TEXT

SCHEMAS = [pa.DataFrameSchema({"name": pa.Column(kind)}) for kind in (TEXT, str)]


@pytest.mark.parametrize("rows", [["a", "b"], []])
def test_text_is_accepted(rows: list[str]) -> None:
    table = pd.DataFrame({"name": pd.Series(rows, dtype="str")})
    assert SCHEMAS[0].validate(table).equals(table)


@pytest.mark.parametrize("rows", [[1, 2], ["a", 2]])
def test_what_is_no_text_is_refused_as_by_pandera(rows: list[object]) -> None:
    failures = []
    for schema in SCHEMAS:
        with pytest.raises(SchemaErrors) as raised:
            schema.validate(pd.DataFrame({"name": pd.Series(rows, dtype="object")}), lazy=True)
        failures.append(raised.value.failure_cases)
    pd.testing.assert_frame_equal(*failures)
