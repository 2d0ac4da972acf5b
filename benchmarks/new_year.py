"""A whole new year: from document to published report, with every proposal decided.

    python benchmarks/new_year.py                     the practice plan of the tutorial, as .docx
    python benchmarks/new_year.py plan.docx 2024      a plan of your own

It works in a copy of the project, without the year if it is there. If the project has that year and
none before it, the year before gets its measures, without a third of them and without the first
alias of the others: as names change from year to year. It accepts every proposal, since
only a person can do better; what counts is how many there are. It prints the seconds of each step,
the decisions of each kind, and how long they take at five seconds each; and how long if the sure
ones are accepted a screen at a time.
"""

from __future__ import annotations

import math
import os
import shutil
import sys
import tempfile
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from analysis.desk.lab.review.session import is_sure
from analysis.errors import PlanmonitorError
from analysis.paths import Project, find_project
from analysis.plan.ingest.new_year import add_year
from analysis.plan.review.deciding import decide
from analysis.plan.review.proposed import decision_on
from analysis.plan.review.waiting import review_of
from analysis.plan.tables.measures import ALIAS_SEPARATOR
from analysis.plan.tables.raw import read_raw
from analysis.publishing.outputs.registry import of_tables
from analysis.publishing.reports import RunOptions, make_reports
from analysis.stages import refresh

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from generated import generate_plan
from generated.word import WordLayout, write_word

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS = 5  # a person needs for a decision
SCREEN, SCREEN_SECONDS = 13, 20  # sure proposals that are read and accepted together
YEAR, SEED = 2024, 7
THIRD = 3
_ARGUMENTS = 3
_MINUTE = 60


@dataclass
class Steps:
    """What each step took, and what was decided."""

    seconds: dict[str, float] = field(default_factory=dict)
    decided: Counter[str] = field(default_factory=Counter)
    sure: Counter[str] = field(default_factory=Counter)
    refused: dict[str, str] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time one step."""
        begin = perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0) + perf_counter() - begin


def main() -> None:
    """Make the year in a temporary copy, and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        project = _copy(find_project(), Path(folder))
        if len(sys.argv) == _ARGUMENTS:
            document, year = Path(sys.argv[1]).resolve(), int(sys.argv[2])
        else:
            document, year = Path(folder) / "plan.docx", YEAR
            write_word(generate_plan(SEED, YEAR), document, WordLayout())
        print(table(new_year(project, document, year)))


def new_year(project: Project, document: Path, year: int) -> Steps:
    """Make a year from its document, and decide everything that is proposed."""
    steps = Steps()
    if not project.raw(year - 1).exists() and project.raw(year).exists():
        _give_names(project, year)
    shutil.rmtree(project.raw(year), ignore_errors=True)
    project.year_params(year).unlink(missing_ok=True)
    with steps.step("new-year: read the document, propose"):
        add_year(project, year, document)
    with steps.step("record the decisions"):
        _decide_all(project, year, steps)
    with steps.step("data: build the tables, compute"):
        refresh(project, year)
    with steps.step("record the decisions"):
        _decide_all(project, year, steps)
    with steps.step("data again, with the decisions"):
        refresh(project, year)
    with steps.step("report: run the notebooks, publish"):
        outcome = make_reports(project, [year], RunOptions(outputs=tuple(of_tables())))
    if outcome.error:
        raise outcome.error
    return steps


def _decide_all(project: Project, year: int, steps: Steps) -> None:
    for proposal in review_of(project, year).waiting:
        if proposal.id in steps.refused:
            continue
        new = decision_on(proposal, "accepted", by="benchmark")
        try:
            decide(project, year, new, seen=None)
        except PlanmonitorError as error:
            steps.refused[proposal.id] = f"{proposal.subject}: {error.problems[0].found}"
        steps.decided[proposal.kind] += 1
        steps.sure[proposal.kind] += is_sure(proposal)


def table(steps: Steps) -> str:
    """Write what was measured."""
    machine = sum(steps.seconds.values())
    decisions = sum(steps.decided.values())
    lines = [f"{name:<38} {seconds:7.1f} s" for name, seconds in steps.seconds.items()]
    lines += [f"{'the machine together':<38} {machine:7.1f} s"]
    lines += [f"{'of which its processors worked':<38} {_cpu_seconds():7.1f} s", ""]
    lines += [f"decisions: {kind:<27} {count:7}" for kind, count in steps.decided.items()]
    minutes = decisions * SECONDS / _MINUTE
    screens = sum(math.ceil(count / SCREEN) for count in steps.sure.values())
    others = decisions - steps.sure.total()
    together = (others * SECONDS + screens * SCREEN_SECONDS) / _MINUTE
    lines += [f"{'decisions together':<38} {decisions:7}"]
    lines += [f"{f'at {SECONDS} s each':<38} {minutes:7.1f} min"]
    name = f"with {steps.sure.total()} sure ones on {screens} screens"
    lines += [f"{name:<38} {together:7.1f} min"]
    lines += [f"not accepted as proposed: {one}" for one in steps.refused.values()]
    return "\n".join(lines)


def _cpu_seconds() -> float:
    """Return the processor time of this process and of those that ended under it."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def _give_names(project: Project, year: int) -> None:
    """Give the year before the measures of a year, but a third of them and their first aliases."""
    table = read_raw(project, year, "measures")
    forgotten = table.index % THIRD == 0
    kept = table["aliases"].str.split(ALIAS_SEPARATOR).map(lambda names: names[1:])
    table["aliases"] = kept.str.join(ALIAS_SEPARATOR)
    project.raw(year - 1).mkdir()
    table.loc[~forgotten].to_csv(project.raw(year - 1) / "measures.csv", index=False)


def _copy(source: Project, folder: Path) -> Project:
    """Copy what a report is made from."""
    for name in ("params", "notebooks", "data/raw"):
        shutil.copytree(source.root / name, folder / name)
    return Project(folder)


if __name__ == "__main__":
    main()
