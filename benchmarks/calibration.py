"""How often the forecast's 80 % interval holds the outcome, in simulated plans.

Run it as `python benchmarks/calibration.py [SIMULATIONS]`. Plans of eight chapters are drawn, with
projects whose milestones go together and with chances that shift from year to year by a standard
deviation of 0, 0.25 or 0.5 in log-odds. The next plan says whether the interval of the total and
those of the chapters held. Printed is a row per shift and number of plans that the forecast knows,
with and without the drift in the model. It fails when the total is held in less than 75 % of cases
at 0.25.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.plan.tables.status import STATUS_DTYPE
from analysis.subjects.forecast.drift import NO_DRIFT, shifted
from analysis.subjects.forecast.model import back_test, forecast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.subjects.forecast.model import Forecast

SIMULATIONS = 120
DEVIATIONS = (0.0, 0.25, 0.5)
PLANS = (1, 5)
LEAST = 0.75

#: Milestones evaluated and planned per chapter, and the mean chance: policy, then organisation.
_CHAPTERS = ((40, 44), (25, 25), (25, 30), (95, 85), (30, 40), (30, 45), (50, 60), (18, 14))
_POLICY, _POLICY_CHANCE, _OWN_CHANCE = 6, 0.9, 0.45
_PROJECT = 3  # milestones
_LIKENESS = 0.15  # correlation of two milestones of one project
_SPREAD = 20  # the sum of the parameters of the Beta distribution of the chapters' chances


def main() -> int:
    """Print the table; return 1 when the total is held too seldom."""
    simulations = int(sys.argv[1]) if len(sys.argv) > 1 else SIMULATIONS
    print(f"{simulations} simulations per row; an 80 % interval should hold in 80 % or more.\n")
    print("| SD between years | plans | total, without drift | total | chapters |")
    print("|---|---|---|---|---|")
    enough = True
    for deviation in DEVIATIONS:
        for plans in PLANS:
            without, total, chapters = np.mean(
                [held(deviation, plans, seed) for seed in range(simulations)], axis=0
            )
            print(f"| {deviation} | {plans} | {without:.0%} | {total:.0%} | {chapters:.0%} |")
            enough &= deviation != DEVIATIONS[1] or total >= LEAST
    return 0 if enough else 1


def held(deviation: float, plans: int, seed: int) -> tuple[float, float, float]:
    """Return whether the total was held without drift and with it, and the share of chapters."""
    draw = np.random.default_rng(seed)
    means = [_POLICY_CHANCE if c < _POLICY else _OWN_CHANCE for c in range(len(_CHAPTERS))]
    chances = np.array([draw.beta(m * _SPREAD, (1 - m) * _SPREAD) for m in means])
    years = [shifted(chances, total) for total in np.cumsum(draw.normal(0, deviation, plans + 1))]
    history = [_plan(year, draw) for year in years[:-1]]
    sizes = [planned for _, planned in _CHAPTERS]
    outcome = pd.DataFrame(
        {
            "chapter": [f"c{place}" for place in range(len(sizes))],
            "realised": [sum(_outcomes(c, n, draw)) for c, n in zip(years[-1], sizes, strict=True)],
            "n": sizes,
        }
    )
    made = forecast(history[-1], earlier=history[:-1])
    tested = _covered(made, outcome)
    return _covered(replace(made, drift=NO_DRIFT), outcome)[-1], tested[-1], tested[:-1].mean()


def _covered(made: Forecast, outcome: pd.DataFrame) -> np.ndarray:
    return back_test(made, outcome)["covered"].to_numpy(dtype="float64")


def _outcomes(chance: float, n: int, draw: np.random.Generator) -> list[bool]:
    """Draw the outcomes of n milestones of one chapter, project by project."""
    strength = 1 / _LIKENESS - 1
    own = draw.beta(chance * strength, (1 - chance) * strength, size=-(-n // _PROJECT))
    return [bool(draw.random() < own[place // _PROJECT]) for place in range(n)]


def _plan(chances: Sequence[float] | np.ndarray, draw: np.random.Generator) -> pd.DataFrame:
    rows = []
    for place, (chance, (n, planned)) in enumerate(zip(chances, _CHAPTERS, strict=True)):
        same = {"chapter": f"c{place}", "section": f"3.{place}", "additional": False}
        same["objective"] = f"OD {place}" if place < _POLICY else None
        for number, done in enumerate(_outcomes(float(chance), n, draw)):
            status = "realised" if done else "delayed"
            theme = f"project {number // _PROJECT}"
            rows.append({**same, "kind": "evaluated", "theme": theme, "status": status})
        rows += [{**same, "kind": "planned", "theme": "", "status": None}] * planned
    frame = pd.DataFrame(rows)
    return frame.astype({"status": STATUS_DTYPE}).assign(line=range(1, len(frame) + 1))


if __name__ == "__main__":
    sys.exit(main())
