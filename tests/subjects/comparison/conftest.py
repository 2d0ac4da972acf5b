"""Two small plans: the later one has one more chapter, and other amounts."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pandas as pd
import pytest

from analysis.plan.tables.legend import STEP_DTYPE
from analysis.subjects.comparison.chapter import Comparison

if TYPE_CHECKING:
    from analysis.plan.tables.editions import PlanTables

AMOUNTS = ["vak_realised", "vek_realised", "vak_budget", "vek_budget"]


def shares(*rows: tuple[str, str, int, int, float]) -> pd.DataFrame:
    """The result at two levels, with a row for a section too."""
    section = ("activering", "section", 1, 2, 0.5)
    columns = ["chapter", "group", "realised", "n", "share"]
    found = pd.DataFrame([*rows, section], columns=columns)
    return pd.concat([found.assign(confidence_level=level) for level in (0.9, 0.95)])


def norms(current: float, *, label: str = "Jobbonus") -> pd.DataFrame:
    rows = [(label, "binnen 30 dagen", 95.0, current, "under")]
    found = pd.DataFrame(rows, columns=["label", "norm", "target", "current", "step"])
    return pd.concat([found, found]).astype({"step": STEP_DTYPE})  # printed twice


def budget(*rows: tuple[str, int | None, bool]) -> pd.DataFrame:
    """Each row: post, VAK realised, whether it is a receipt."""
    found = pd.DataFrame({"label": [label for label, _, _ in rows]})
    for name in AMOUNTS:
        known = name != "vek_realised"
        found[name] = [amount if known else None for _, amount, _ in rows]
    receipts = [receipt for _, _, receipt in rows]
    return found.astype(dict.fromkeys(AMOUNTS, "Int64")).assign(receipts=receipts)


def inspections(*rows: tuple[str, int | None, bool]) -> pd.DataFrame:
    """Each row: measure, files, whether it is the printed total."""
    cases = pd.array([cases for _, cases, _ in rows], dtype="Int64")
    return pd.DataFrame(
        {
            "label": [label for label, _, _ in rows],
            "cases_current": cases,
            "reports_current": cases,
            "recoveries_current": cases,
            "total": [total for _, _, total in rows],
        }
    )


@pytest.fixture
def comparison() -> Comparison:
    """The plan of 2022, and that of 2024 with one more chapter and other amounts."""

    def plan(realised: int, later: bool) -> PlanTables:  # noqa: FBT001 - one of two plans
        more = [("vsi", "chapter", 1, 1, 1.0)] if later else []
        gone = [] if later else [("Oude post", 7, False)]
        results = {
            "realisation": shares(("activering", "chapter", realised, 4, realised / 4), *more),
            "budget_totals": pd.DataFrame({"vak_budget": [2e6 if later else 1e6, 0]}),
            "inspection_totals": pd.DataFrame({"cases_current": [12, 0]}),
        }
        tables: Any = SimpleNamespace(
            result=results.__getitem__,
            norms=norms(90.5 if later else 92.0),
            budget=budget(
                ("Premie", 100, False),
                ("Premie", 20 if later else None, False),
                ("Ontvangst", 5, True),
                ("Leeg", None, False),
                *gone,
            ),
            inspections=inspections(("Jobbonus", 12, False), ("Totaal", 12, True)),
            remarks=pd.DataFrame(
                {"topic": ["provisional"] * later, "about": ["stand van 19/01/2024"] * later}
            ),
        )
        return cast("PlanTables", tables)

    plans = {2022: plan(1, later=False), 2024: plan(3, later=True)}
    return Comparison(plans, {"activering": "Activering"})
