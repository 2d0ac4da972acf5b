"""The legislation that is planned, by quarter and stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.subjects.planning.tables import laws_table

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd


def test_decrees_and_decisions_are_listed_by_quarter(
    make_milestones: Callable[..., pd.DataFrame],
) -> None:
    labels = [
        ("Besluit premies (ag. def. goedk.)", "2023Q2"),
        ("Wijziging decreet (ag. pr. goedk.)", "2023Q1"),
        ("Implementatie Handhavingsdecreet", "2023Q1"),
        ("Overleg met de sector", "2023Q1"),
    ]
    rows = make_milestones(
        *({"kind": "planned", "label": text, "quarters": when} for text, when in labels)
    )
    table = laws_table(rows.assign(timing=rows["quarters"]), 2023)
    assert table is not None
    assert table.data["Wat"].tolist() == [labels[1][0], labels[0][0]]
    assert table.data["Stap"].tolist() == ["principiële goedkeuring", "definitieve goedkeuring"]
    assert table.title == "Regelgeving op de kalender van 2023: 2 mijlpalen"
    assert laws_table(rows.assign(timing="").tail(2), 2023) is None
