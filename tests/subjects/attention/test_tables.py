"""The tables of attention: what gathers points, and the thresholds."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.subjects.attention.points import fired
from analysis.subjects.attention.tables import attention_table, thresholds_table

TITLES = {"activering": "Activering"}


def signals(*rows: tuple[str, float, int, str]) -> pd.DataFrame:
    frame = fired(pd.DataFrame(columns=["subject", "value", "reason", "line"]), "", "", ())
    more: list[dict[str, Any]] = [
        {
            "kind": "measure",
            "subject": subject,
            "value": value,
            "points": points,
            "why": why,
            "name": subject.capitalize(),
            "measure": subject,
            "chapter": "activering",
        }
        for subject, value, points, why in rows
    ]
    return pd.concat([frame, pd.DataFrame(more)], ignore_index=True)


def test_points_are_summed_and_every_reason_is_listed() -> None:
    found = signals(("kaarten", 63, 3, "norm"), ("kaarten", 30, 2, "zakte"), ("premie", 2, 1, "x"))
    table = attention_table(found, TITLES, 4)
    assert table is not None
    assert table.data.to_numpy().tolist() == [["Kaarten", "Activering", 5, "norm; zakte"]]
    assert '<a href="maatregelen.ipynb#maatregel-kaarten">Kaarten</a>' in table.html
    assert attention_table(found, TITLES, 9) is None


def test_every_threshold_is_shown() -> None:
    table = thresholds_table()
    assert len(table.data) == 13
    rules = dict(table.data.iloc[:, :2].to_numpy().tolist())
    reasons = dict(table.data.iloc[:, [0, 2]].to_numpy().tolist())
    missed = "Slechtste norm van de maatregel onder het streefdoel (procentpunt)"
    assert rules[missed] == "meer dan 1: 1; meer dan 10: 2; meer dan 25: 3"
    assert rules["Kleinste verschil waarbij een krediet meetelt (euro)"] == "1.000.000"
    assert "legende van het plan" in reasons[missed]
    assert all(reasons.values()), "each has its reason"
