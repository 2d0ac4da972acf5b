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


def test_a_rule_without_a_decree_or_a_decision_in_its_label_is_listed_too(
    make_milestones: Callable[..., pd.DataFrame],
) -> None:
    stages = {
        "Regelgeving premies (ag. princ. goedk.) - start sept.": "principiële goedkeuring",
        "Aanpassing regelgeving premies (ag. def. goedk.)": "definitieve goedkeuring",
        "Inwerkingtreding regelgeving premies": "inwerkingtreding",
        "Samenwerkingsakkoord loket": "",
    }
    others = ["Implementatie van de nieuwe regelgeving", "Positie over het samenwerkingsakkoord"]
    rows = make_milestones(
        *({"kind": "planned", "label": text, "quarters": "2023Q1"} for text in [*stages, *others])
    )
    table = laws_table(rows.assign(timing="2023/Q1"), 2023)
    assert table is not None
    assert dict(zip(table.data["Wat"], table.data["Stap"], strict=True)) == stages
