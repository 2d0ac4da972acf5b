from __future__ import annotations

import pandas as pd

from analysis.toolkit.tables.cells import places


def test_places_are_pages_or_else_lines() -> None:
    rows = pd.DataFrame({"line": [10, 11], "page": pd.array([None, None], dtype="Int64")})
    assert (places(rows).header, list(places(rows).values)) == ("Regel", [10, 11])
    paged = rows.assign(page=pd.array([3, 4], dtype="Int64"))
    assert (places(paged, [None]).header, list(places(paged, [5]).values)) == ("Blz.", [3, 4, 5])
