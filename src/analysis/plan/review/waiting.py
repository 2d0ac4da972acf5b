"""What waits for a person in a year, what was decided, and which decisions no longer fit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.errors import DataError
from analysis.plan.ingest.check import OF_A_MEASURE
from analysis.plan.ingest.figures import stands_on
from analysis.plan.ingest.proposals import PROPOSALS_FILE, read_proposals
from analysis.plan.ingest.proposing import kept_text
from analysis.plan.review.computed import proposed_findings, proposed_successors
from analysis.plan.review.decisions import read_decisions
from analysis.plan.review.filling import figure_cells, label_value
from analysis.plan.tables.decided import KINDS, NO_SUCCESSOR
from analysis.plan.tables.editions import load_plan
from analysis.plan.tables.measures import label_key
from analysis.plan.tables.raw import read_raw

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from analysis.paths import Project
    from analysis.plan.ingest.proposals import Proposal
    from analysis.plan.review.decisions import Decision, Key


@dataclass(frozen=True, slots=True)
class KindCount:
    """How much of one kind is decided, and how much waits."""

    kind: str
    accepted: int
    changed: int
    rejected: int
    waiting: int

    @property
    def decided(self) -> int:
        """How many are decided."""
        return self.accepted + self.changed + self.rejected


@dataclass(frozen=True)
class YearReview:
    """The review of one year.

    Attributes
    ----------
    waiting
        The proposals without a decision, those that change most first.
    decisions
        The decisions that stand.
    unfit
        The decisions that no longer fit what was read, each with the reason.
    built
        Whether the tables are built, so that successors and findings are among the proposals.
    """

    year: int
    waiting: tuple[Proposal, ...]
    decisions: Mapping[Key, Decision]
    unfit: tuple[tuple[Decision, str], ...]
    built: bool

    def counts(self) -> list[KindCount]:
        """Return a count for each kind."""
        made = Counter((one.kind, one.decision) for one in self.decisions.values())
        left = Counter(one.kind for one in self.waiting)
        return [
            KindCount(
                kind,
                accepted=made[kind, "accepted"],
                changed=made[kind, "changed"],
                rejected=made[kind, "rejected"],
                waiting=left[kind],
            )
            for kind in KINDS
        ]


def review_of(project: Project, year: int) -> YearReview:
    """Return the review of a year.

    Labels come first, since without a measure nothing is built; then figures, doubtful rows,
    successors and findings, the likeliest first.

    Raises
    ------
    DataError
        When a file of the year cannot be read.
    """
    folder = project.raw(year)
    proposals = read_proposals(folder, project.relative(folder / PROPOSALS_FILE))
    built = True
    try:
        tables = load_plan(project, year)
        proposals += proposed_successors(tables.result("successor_search"), tables.milestones)
        proposals += proposed_findings(tables.result("findings"))
    except DataError:
        built = False
    decisions = read_decisions(project, year)
    left = [one for one in proposals if (one.kind, one.id) not in decisions]
    order = {kind: place for place, kind in enumerate(KINDS)}
    left.sort(key=lambda one: (order[one.kind], -one.score, one.line))
    unfit = tuple(unfit_decisions(project, year))
    return YearReview(year, tuple(left), decisions, unfit, built)


def unfit_decisions(project: Project, year: int) -> Iterator[tuple[Decision, str]]:
    """Yield each decision that does not fit what was read last, with the reason.

    A figure is looked up in the text of the document, if that is here.

    Raises
    ------
    DataError
        When a file of the year cannot be read.
    """
    holding = [one for one in read_decisions(project, year).values() if one.positive]
    checks = {"label": _check_label, "figure": _check_figure, "successor": _check_successor}
    for kind, check in checks.items():
        own = [one for one in holding if one.kind == kind]
        if own:
            yield from check(project, year, own)


def _check_label(
    project: Project, year: int, decisions: Sequence[Decision]
) -> Iterator[tuple[Decision, str]]:
    labels = {
        label_key(label)
        for table in OF_A_MEASURE
        for label in read_raw(project, year, table)["measure"]
    }
    ids = set(read_raw(project, year, "measures")["measure"])
    for one in decisions:
        value = label_value(one.value)
        if label_key(one.subject) not in labels:
            yield one, "no table has this label"
        elif value is None or value.measure not in ids:
            yield one, "measures.csv has no such measure"


def _check_figure(
    project: Project, year: int, decisions: Sequence[Decision]
) -> Iterator[tuple[Decision, str]]:
    lines = kept_text(project, year)
    for one in decisions if lines else ():
        cells = figure_cells(one.value)
        if not cells:
            yield one, "its value is no row of figures.csv"
            continue
        line = int(cells["line"])
        text = lines[line - 1] if 0 < line <= len(lines) else ""
        if not stands_on(cells["value"], text):
            yield one, f"the value is not on line {line}"


def _check_successor(
    project: Project, year: int, decisions: Sequence[Decision]
) -> Iterator[tuple[Decision, str]]:
    table = read_raw(project, year, "milestones")
    labels = dict(zip(table["line"], table["label"], strict=True))
    planned = set(table.loc[table["kind"] == "planned", "line"])
    for one in decisions:
        lines = set() if one.value == NO_SUCCESSOR else set(one.value.split())
        if labels.get(one.id) != one.subject:
            yield one, f"another milestone is on line {one.id}"
        elif not lines <= planned:
            yield one, f"no planned milestone is on line {', '.join(sorted(lines - planned))}"
