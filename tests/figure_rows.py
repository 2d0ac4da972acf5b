"""Make a small table of figures for a test of a chart."""

from __future__ import annotations

import pandas as pd


def figures(*rows: tuple[str | None, str, int, float]) -> pd.DataFrame:
    """Each row: measure, indicator, year, value."""
    frame = pd.DataFrame(
        [
            ("11.1", measure, indicator, "dossiers", year, value, str(value), 8800 + place)
            for place, (measure, indicator, year, value) in enumerate(rows)
        ],
        columns=[
            "section",
            "measure",
            "indicator",
            "unit",
            "year",
            "value",
            "value_printed",
            "line",
        ],
    )
    typed = frame.astype({"year": "Int64", "value": "Float64", "line": "Int64"})
    return typed.assign(place="sectie 11.1, tekst")
