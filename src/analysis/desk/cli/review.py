"""`review`: lists what needs a decision in a year, and records decisions."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.desk.cli.application import command, project_of
from analysis.desk.cli.arguments import AsJson, Quiet
from analysis.desk.cli.messages import begin
from analysis.errors import Problem, SettingsError, did_you_mean
from analysis.settings import known_years, load_year_settings

if TYPE_CHECKING:
    from rich.console import Console

    from analysis.paths import Project
    from analysis.plan.ingest.proposals import Proposal
    from analysis.plan.review.decisions import Decision
    from analysis.plan.review.waiting import YearReview

_SHOWN = 20


@command()
def review(
    context: typer.Context,
    year: Annotated[
        int | None,
        typer.Argument(metavar="YEAR", help="The plan's year; needed unless --status."),
    ] = None,
    status: Annotated[
        bool, typer.Option("--status", help="Show how much waits, by kind; every year by default.")
    ] = False,
    kind: Annotated[
        str | None,
        typer.Option("--kind", metavar="KIND", help="List only this kind, and all of it."),
    ] = None,
    accept: Annotated[
        list[str] | None,
        typer.Option("--accept", metavar="ID", help="Accept a proposal; can be repeated."),
    ] = None,
    accept_from: Annotated[
        int | None,
        typer.Option(
            "--accept-from",
            metavar="SCORE",
            help="Accept all proposals of --kind with at least this score.",
        ),
    ] = None,
    reject: Annotated[
        list[str] | None,
        typer.Option("--reject", metavar="ID", help="Reject a proposal; can be repeated."),
    ] = None,
    change: Annotated[
        tuple[str, str] | None,
        typer.Option("--change", metavar="ID VALUE", help="Decide on another value."),
    ] = None,
    undo: Annotated[
        list[str] | None,
        typer.Option("--undo", metavar="ID", help="Undo a decision; can be repeated."),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="NAME",
            help="Who decides; default: PLANMONITOR_REVIEWER, or the name of the account.",
        ),
    ] = None,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason.")] = "",
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """List what needs a person's decision, and record decisions.

    Without decisions it lists what waits: labels without a measure, figures of the prose, doubtful
    rows of the reading, successors of milestones, and findings of the audit. It also applies every
    decision again to measures.csv and figures.csv, as is needed after a git merge. A decision is a
    line of data/raw/YEAR/review.csv. notebooks/nazicht.ipynb does the same with the keyboard.
    """
    from analysis.plan.review.waiting import review_of

    messages, project = begin(context, quiet=quiet, as_json=as_json), project_of(context)
    _check_choices(project, year, kind)
    if status:
        found = [review_of(project, one) for one in ([year] if year else known_years(project))]
        messages.document["years"] = [_document(one) for one in found]
        for each in found:
            _show_status(each, messages.results)
        return
    if year is None:
        problem = Problem("YEAR", "no year", "the plan's year", "planmonitor review YEAR")
        raise SettingsError(problem)
    wanted = {"accepted": accept or [], "rejected": reject or [], "undone": undo or []}
    wanted["changed"] = [change[0]] if change else []
    if accept_from is not None:
        wanted["accepted"] = [*wanted["accepted"], *_from(project, year, kind, accept_from)]
    if any(wanted.values()):
        made = _decide(project, year, wanted, (change or ("", ""))[1], by=by, why=why)
        messages.document["decided"] = [dataclasses.asdict(one) for one in made]
        for decision in made:
            messages.tell(f"{decision.kind} {decision.decision}: {decision.subject}")
        return
    _show(project, year, kind, messages.results, messages.document)


def _check_choices(project: Project, year: int | None, kind: str | None) -> None:
    from analysis.plan.tables.decided import KINDS

    if kind is not None and kind not in KINDS:
        expected = f"one of: {', '.join(KINDS)}"
        raise SettingsError(Problem("--kind", f"'{kind}'", expected, did_you_mean(kind, KINDS)))
    if year is not None:
        load_year_settings(project, year)


def _show(
    project: Project, year: int, kind: str | None, console: Console, document: dict[str, object]
) -> None:
    """Apply the decisions again, and list what waits."""
    from analysis.plan.review.deciding import refill
    from analysis.plan.review.waiting import review_of

    refill(project, year)
    found = review_of(project, year)
    document |= _document(found)
    _show_status(found, console)
    own = [one for one in found.waiting if kind in {None, one.kind}]
    for proposal in own if kind else own[:_SHOWN]:
        console.print(_line(proposal), markup=False, highlight=False, soft_wrap=True)
    if not kind and len(own) > _SHOWN:
        console.print(f"... and {len(own) - _SHOWN} more: --kind lists all of one kind.")


def _from(project: Project, year: int, kind: str | None, score: int) -> list[str]:
    from analysis.plan.review.waiting import review_of

    if kind is None:
        problem = Problem("--accept-from", "no --kind", "the kind", "Add --kind label, say.")
        raise SettingsError(problem)
    waiting = review_of(project, year).waiting
    return [one.id for one in waiting if one.kind == kind and one.score >= score]


def _decide(
    project: Project,
    year: int,
    wanted: dict[str, list[str]],
    value: str,
    *,
    by: str | None,
    why: str,
) -> list[Decision]:
    """Record the decisions one by one."""
    from analysis.plan.review.deciding import decide, undo_of
    from analysis.plan.review.decisions import reviewer
    from analysis.plan.review.proposed import decision_on
    from analysis.plan.review.waiting import review_of

    found, who = review_of(project, year), by or reviewer()
    waiting = {one.id: one for one in found.waiting}
    decided = {one.id: one for one in found.decisions.values()}
    made = []
    for word, names in wanted.items():
        for name in names:
            seen = decided.get(name)
            if name in waiting and word != "undone":
                new = decision_on(waiting[name], word, value, by=who, why=why)
            elif seen and word == "undone":
                new = undo_of(seen, who)
            elif seen:
                new = dataclasses.replace(seen, decision=word, value=value or seen.value, by=who)
            else:
                raise SettingsError(_unknown(name, year))
            made.append(decide(project, year, new, seen=seen))
    return made


def _unknown(name: str, year: int) -> Problem:
    remedy = f"See what waits: planmonitor review {year} --kind label"
    return Problem("ID", f"'{name}'", "the id of what waits or was decided", remedy)


def _document(found: YearReview) -> dict[str, object]:
    return {
        "year": found.year,
        "counts": [dataclasses.asdict(one) for one in found.counts()],
        "waiting": [dataclasses.asdict(one) for one in found.waiting],
        "unfit": [{**dataclasses.asdict(one), "reason": why} for one, why in found.unfit],
    }


def _show_status(found: YearReview, console: Console) -> None:
    from rich.table import Table

    table = Table("kind", title=f"Review of {found.year}", box=None)
    for name in ("accepted", "changed", "rejected", "waiting"):
        table.add_column(name, justify="right")
    for one in found.counts():
        numbers = (one.accepted, one.changed, one.rejected, one.waiting)
        table.add_row(one.kind, *(str(number) for number in numbers))
    console.print(table)
    if not found.built:
        text = f"To review successors and findings too: planmonitor data {found.year}"
        console.print(text, highlight=False)
    for decision, why in found.unfit:
        text = f"No longer fits: {decision.kind} '{decision.subject}' ({decision.id}): {why}"
        console.print(text, markup=False, highlight=False, soft_wrap=True)


def _line(one: Proposal) -> str:
    where = f", line {one.line}" if one.line else ""
    return f"{one.id}  {one.subject} -> {one.value}  ({one.score}{where}; {'; '.join(one.reasons)})"
