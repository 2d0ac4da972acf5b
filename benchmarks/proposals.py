"""How many figures of the prose `ingest` proposes, and how many proposals are none.

On a plan whose figures people kept, a proposal is right if the value, the line, the year and the
measure of a row are. On generated plans, with other words, every number in the sentences of
`tests/generated/claims` is a figure; those about a measure also have a known year and measure,
and continue an indicator of the year before.

    python benchmarks/proposals.py [DOCUMENT YEAR]
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.paths import Project
from analysis.plan.ingest import read_plan
from analysis.plan.ingest.figure_proposals import KeptTables, propose_figures
from analysis.plan.tables.figures import parse_figure
from analysis.plan.tables.raw import RAW_COLUMNS, read_raw

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from generated.claims import plan_with_claims

ROOT = Path(__file__).resolve().parents[1]
YEAR, SEEDS = 2031, range(60, 70)
FIGURES = ("told twice", "growth", "parts", "sum", "share", "direction", "distractor")
NO_FIGURES = pd.DataFrame(columns=list(RAW_COLUMNS["figures"]), dtype=str)


class Count(NamedTuple):
    """Figures, those proposed by value and line, those right in all, and false proposals."""

    figures: int
    proposed: int
    right: int
    false: int

    def row(self, title: str) -> str:
        """Return the counts as a row of a table."""
        per_right = self.false / max(self.right, 1)
        share = self.right / self.figures
        cells = (title, self.figures, self.proposed, f"{self.right} ({share:.0%})", self.false)
        return f"| {' | '.join(map(str, cells))} | {per_right:.2f} |"


def on_a_plan(document: Path, year: int) -> Count:
    """Compare the proposals from a document with the figures that people kept of it."""
    project = Project(ROOT)
    tables = read_plan(document, year).tables
    measures = read_raw(project, year, "measures")
    proposals = propose_figures(tables, KeptTables(measures, NO_FIGURES, NO_FIGURES))
    rows = read_raw(project, year, "figures").to_dict("records")
    used, found, right = set[str](), 0, 0
    for row in rows:
        value = parse_figure(row["value"])
        same = [
            each
            for each in proposals
            if str(each.line) == row["line"] and parse_figure(each.value) == value
        ]
        good = [each for each in same if (each.year, each.measure) == (row["year"], row["measure"])]
        found += bool(same)
        right += bool(good)
        used |= {each.id for each in good[:1]}
    return Count(len(rows), found, right, len(proposals) - len(used))


def on_generated(*, held_out: bool) -> tuple[Count, Count]:
    """Count the figures of generated plans, and the indicators of last year found again."""
    counts, again = [0, 0, 0], [0, 0, 0]
    false = 0
    for seed in SEEDS:
        plan = plan_with_claims(seed, YEAR, held_out=held_out)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "plan.txt"
            path.write_text(plan.text, encoding="utf-8")
            tables = read_plan(path, YEAR).tables
        measures, sections = _measures(tables)
        told = [claim for claim in plan.claims if claim.kind == "told twice"]
        before = pd.DataFrame(
            [
                (section, name, "ingediende aanvragen", "dossiers", str(YEAR - 2), "1", "1", "")
                for name, section in sections.items()
                if any(name.lower() in claim.text for claim in told)
            ],
            columns=list(RAW_COLUMNS["figures"]),
        )
        proposals = propose_figures(tables, KeptTables(measures, NO_FIGURES, before))
        lines = {line for claim in plan.claims if claim.kind in FIGURES for line in claim.lines}
        numbers = [(line, value) for line in lines for value in _numbers(plan.text, line)]
        found = {(each.line, parse_figure(each.value)) for each in proposals}
        hits = sum(number in found for number in numbers)
        counts = [counts[0] + len(numbers), counts[1] + hits, counts[2] + hits]
        false += sum(
            each.line not in lines and not _is_filler(plan.text, each.line) for each in proposals
        )
        for claim in told:
            own = [each for each in proposals if each.line in claim.lines]
            right = [each for each in own if each.year == str(YEAR - 1) and each.measure]
            again = [
                again[0] + 1,
                again[1] + bool(right),
                again[2] + any(each.origin for each in right),
            ]
    return Count(*counts, false), Count(*again, 0)


def _measures(tables: dict[str, pd.DataFrame]) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return a table of measures with the labels of the plan, and the section of each."""
    labels = sorted({label for name in ("norms", "budget") for label in tables[name]["measure"]})
    rows = [(label, label, "", "", "running", "") for label in labels]
    headings = tables["headings"].to_dict("records")
    sections = {row["title"]: row["number"] for row in headings if row["title"] in labels}
    return pd.DataFrame(rows, columns=list(RAW_COLUMNS["measures"])), sections


def _numbers(text: str, line: int) -> list[float]:
    """Return the numbers on a line that are no years."""
    words = re.findall(r"(?<![\w.,-])[+-]?\d[\d.]*%?(?![\w-])", text.split("\n")[line - 1])
    values = (parse_figure(word.rstrip(".")) for word in words)
    return [value for value in values if value is not None and not 2020 <= value <= 2040]  # noqa: PLR2004


def _is_filler(text: str, line: int) -> bool:
    """Return whether a line is the generator's own sentence about a measure's files."""
    around = "\n".join(text.split("\n")[line - 2 : line + 1])
    return "bij de loketten" in around


def main() -> None:
    """Print a row per set of plans."""
    print("| figures | in all | by value and line | right | false | false per right |")
    print("|---|---|---|---|---|---|")
    if len(sys.argv) > 2:  # noqa: PLR2004 - a document and its year
        print(on_a_plan(Path(sys.argv[1]), int(sys.argv[2])).row(f"plan of {sys.argv[2]}"))
    for title, held_out in (("known wordings", False), ("wordings held out", True)):
        numbers, again = on_generated(held_out=held_out)
        print(numbers.row(f"generated, {title}"))
        print(again.row(f"last year's indicators, {title}"))


if __name__ == "__main__":
    main()
