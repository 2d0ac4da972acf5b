"""How many contradictions the audit finds in the prose of generated plans, and how many are false.

Each plan restates its tables and itself in sentences, about a third of them wrong (see
`tests/generated/claims`). The rules were written with one set of wordings at hand; the other set
measures them.

    python benchmarks/contradictions.py [number of plans] [--show]
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.plan.audit import Certainty, PrintedTables, find_all
from analysis.plan.ingest import read_plan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.plan.audit import AuditFinding

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from generated.claims import ClaimedPlan, plan_with_claims

PLANS, YEAR, FIRST_SEED = 12, 2031, 40


@dataclass
class Score:
    """What the audit makes of the claims of some plans, by kind."""

    planted: Counter[str] = field(default_factory=Counter)
    certain: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    consistent: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    elsewhere: int = 0
    shown: list[str] = field(default_factory=list)

    def add(self, plan: ClaimedPlan, findings: Sequence[AuditFinding]) -> None:
        """Count the claims of a plan, and the certain findings about them."""
        wrong = {line for claim in plan.claims if claim.wrong for line in claim.lines}
        for claim in plan.claims:
            own = [each for each in findings if set(each.lines) & set(claim.lines)]
            certain = [each for each in own if each.certainty is Certainty.CERTAIN]
            if claim.wrong:
                self.planted[claim.kind] += 1
                self.certain[claim.kind] += bool(certain)
                self.found[claim.kind] += bool(own)
                if not certain:
                    self.shown.append(f"missed  {claim.kind}: {claim.text}")
                continue
            self.consistent[claim.kind] += 1
            for each in certain:
                if not set(each.lines) & wrong:
                    self.false[claim.kind] += 1
                    self.shown.append(f"false   {each.rule}: {claim.text} ({each.why})")
        lines = {line for claim in plan.claims for line in claim.lines}
        others = [each for each in findings if not set(each.lines) & lines]
        for each in others:
            if each.certainty is Certainty.CERTAIN:
                self.elsewhere += 1
                self.shown.append(f"false   {each.rule}: {each.why}")

    @property
    def recall(self) -> float:
        """The share of the contradictions for which there is a certain finding."""
        return self.certain.total() / self.planted.total()

    @property
    def precision(self) -> float:
        """The share of the certain findings that are about a contradiction."""
        right = self.certain.total()
        return right / (right + self.false.total() + self.elsewhere)


def audited(plan: ClaimedPlan) -> list[AuditFinding]:
    """Read a plan as a document, with no file kept by hand, and audit it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.txt"
        path.write_text(plan.text, encoding="utf-8")
        tables = read_plan(path, plan.year).tables
    return find_all(PrintedTables(plan.year, tables))


def score(seeds: Sequence[int], *, held_out: bool) -> Score:
    """Score the audit of the plans of these seeds."""
    result = Score()
    for seed in seeds:
        plan = plan_with_claims(seed, YEAR, held_out=held_out)
        result.add(plan, audited(plan))
    return result


def show(title: str, result: Score) -> None:
    """Print one row per kind, and the totals."""
    print(f"\n{title}")
    print("| kind | wrong | found, certain | found at all | consistent | false, certain |")
    print("|---|---|---|---|---|---|")
    for kind in sorted({*result.planted, *result.consistent}):
        cells = (result.planted, result.certain, result.found, result.consistent, result.false)
        print(f"| {kind} | {' | '.join(str(each[kind]) for each in cells)} |")
    print(f"| elsewhere |  |  |  |  | {result.elsewhere} |")
    print(f"recall {result.recall:.0%}, precision {result.precision:.1%} of what is certain")


def main() -> None:
    """Print both tables, and with `--show` each miss and each false finding."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdecimal()]
    seeds = range(FIRST_SEED, FIRST_SEED + (numbers or [PLANS])[0])
    for title, held_out in (("Known wordings", False), ("Wordings held out", True)):
        result = score(seeds, held_out=held_out)
        show(title, result)
        if "--show" in sys.argv:
            print("\n".join(result.shown))


if __name__ == "__main__":
    main()
