"""Shows what was measured: tables with medians and spread, and a figure."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from matplotlib.axes import Axes
    from measuring import Cost

HEAD = "| way | seconds, median | least – most | times the slowest | CPU seconds | peak MB |"


@dataclass(frozen=True, slots=True)
class Found:
    """All that was measured.

    Attributes
    ----------
    machine
        What the figures depend on.
    years
        For each number of years the costs of each way, or why there are none.
    """

    machine: dict[str, str]
    years: dict[int, dict[str, list[Cost] | str]]


def write_table(path: Path, found: Found, titles: Mapping[str, str]) -> None:
    """Write a table for each number of years, in Markdown."""
    lines = [", ".join(f"{name} {value}" for name, value in found.machine.items()), ""]
    for years, ways in found.years.items():
        lines += [f"## {_years(years)}", "", HEAD, "|---|" + "---:|" * 5]
        slowest = max(map(_median, _measured(ways).values()), default=0)
        lines += [_row(title, ways[way], slowest) for way, title in titles.items() if ways.get(way)]
        lines.append("")
    path.write_text("\n".join(lines), encoding="utf-8")


def write_figure(path: Path, found: Found, titles: Mapping[str, str]) -> None:
    """Draw a bar for each way, a panel for each number of years; every run is a dot."""
    panels = {
        f"{_years(years)}: seconds, median of each way": {
            titles[way]: costs for way, costs in _measured(ways).items()
        }
        for years, ways in found.years.items()
    }
    heights = [1 + len(bars) for bars in panels.values()]
    figure = Figure(figsize=(10, 0.3 * sum(heights) + 1), layout="constrained")
    axes = figure.subplots(len(panels), squeeze=False, height_ratios=heights)[:, 0]
    for one, (title, bars) in zip(axes, panels.items(), strict=True):
        _draw(one, title, bars)
    with mpl.rc_context({"svg.hashsalt": "benchmark"}):
        figure.savefig(path, metadata={"Date": None})


def _draw(panel: Axes, title: str, costs: Mapping[str, Sequence[Cost]]) -> None:
    names = list(reversed(costs))
    medians = [_median(costs[name]) for name in names]
    panel.barh(names, medians, color="#9db7d5")
    most = max((cost.seconds for name in names for cost in costs[name]), default=1)
    for place, (name, median) in enumerate(zip(names, medians, strict=True)):
        seconds = [cost.seconds for cost in costs[name]]
        panel.plot(seconds, [place] * len(seconds), ".", color="#23415f", markersize=4)
        after = max(seconds) + most / 80  # beside the last dot
        panel.text(after, place, f"{median:.1f} s", va="center", fontsize=8)
    panel.set_xlim(0, most * 1.12)
    panel.set_title(title)
    panel.spines[["top", "right"]].set_visible(False)
    panel.tick_params(labelsize=8)


def _row(title: str, costs: list[Cost] | str, slowest: float) -> str:
    if isinstance(costs, str):
        return f"| {title} | {costs} | | | | |"
    return f"| {title} | {_seconds(costs)} | {slowest / _median(costs):.1f} | {_machine(costs)} |"


def _seconds(costs: Sequence[Cost]) -> str:
    seconds = [cost.seconds for cost in costs]
    return f"{_median(costs):.1f} | {min(seconds):.1f} – {max(seconds):.1f}"


def _machine(costs: Sequence[Cost]) -> str:
    cpu = statistics.median(cost.cpu for cost in costs)
    memory = statistics.median(cost.megabytes for cost in costs)
    return f"{cpu:.1f} | {memory:.0f}" if memory else f"{cpu:.1f} |"


def _measured(ways: Mapping[str, list[Cost] | str]) -> dict[str, list[Cost]]:
    return {way: costs for way, costs in ways.items() if costs and not isinstance(costs, str)}


def _median(costs: Sequence[Cost]) -> float:
    return float(statistics.median(cost.seconds for cost in costs))


def _years(number: int) -> str:
    return f"{number} year{'s' if number > 1 else ''}"
