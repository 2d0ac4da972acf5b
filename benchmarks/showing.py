"""Shows what was measured: a table with medians and spread, and a figure."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from measuring import Cost

    Costs = Mapping[int, Mapping[str, Sequence[Cost]]]

HEAD = "| way | seconds, median | least – most | times the slowest | CPU seconds | peak MB |"


def write_table(
    path: Path, costs: Costs, titles: Mapping[str, str], machine: Mapping[str, str]
) -> None:
    """Write a table for each number of years, in Markdown."""
    lines = [", ".join(f"{name} {value}" for name, value in machine.items()), ""]
    for years, ways in costs.items():
        lines += [f"## {years} year{'s' if years > 1 else ''}", "", HEAD, "|---|" + "---:|" * 5]
        slowest = max(_median(all_) for all_ in ways.values())
        lines += [_row(title, ways[way], slowest) for way, title in titles.items() if ways.get(way)]
        lines.append("")
    path.write_text("\n".join(lines), encoding="utf-8")


def write_figure(path: Path, costs: Costs, titles: Mapping[str, str]) -> None:
    """Draw a bar for each way, a panel for each number of years; every run is a dot."""
    figure = Figure(figsize=(10, 1 + 3.2 * len(costs)), layout="constrained")
    panels = figure.subplots(len(costs), squeeze=False)[:, 0]
    for panel, (years, ways) in zip(panels, costs.items(), strict=True):
        shown = [way for way in reversed(list(titles)) if ways.get(way)]
        medians = [_median(ways[way]) for way in shown]
        bars = panel.barh([titles[way] for way in shown], medians, color="#9db7d5")
        panel.bar_label(bars, [f"{value:.1f} s" for value in medians], padding=6, fontsize=8)
        for place, way in enumerate(shown):
            seconds = [cost.seconds for cost in ways[way]]
            panel.plot(seconds, [place] * len(seconds), ".", color="#23415f", markersize=4)
        panel.set_xlim(0, max(medians) * 1.12)
        panel.set_title(f"{years} year{'s' if years > 1 else ''}: seconds, median of each way")
        panel.spines[["top", "right"]].set_visible(False)
        panel.tick_params(labelsize=8)
    with mpl.rc_context({"svg.hashsalt": "benchmark"}):
        figure.savefig(path, metadata={"Date": None})


def _row(title: str, costs: Sequence[Cost], slowest: float) -> str:
    seconds = [cost.seconds for cost in costs]
    cpu = statistics.median(cost.cpu for cost in costs)
    memory = statistics.median(cost.megabytes for cost in costs)
    faster = slowest / _median(costs)
    spread = f"{min(seconds):.1f} – {max(seconds):.1f}"
    peak = f"{memory:.0f}" if memory else ""
    return f"| {title} | {_median(costs):.1f} | {spread} | {faster:.1f} | {cpu:.1f} | {peak} |"


def _median(costs: Sequence[Cost]) -> float:
    return float(statistics.median(cost.seconds for cost in costs))
