"""The outcome of a run on the summary page of GitHub Actions: chapters, seconds, reasons, links."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.publishing.outcome import Status
from analysis.toolkit.markdown import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from analysis.publishing.outcome import ChapterOutcome, RunOutcome, YearOutcome

HEAD = ("| Year | Chapter | Outcome | Seconds | Why |", "|---|---|---|---|---|")


def write_step_summary(outcome: RunOutcome, environment: Mapping[str, str] = os.environ) -> None:
    """Add the outcome to the file that GitHub Actions shows, where there is one."""
    path = environment.get("GITHUB_STEP_SUMMARY")
    if path and environment.get("GITHUB_ACTIONS") == "true":
        with Path(path).open("a", encoding="utf-8") as stream:
            stream.write(step_summary(outcome, environment))


def step_summary(outcome: RunOutcome, environment: Mapping[str, str]) -> str:
    """Return the outcome as Markdown, with each chapter linked to its notebook at this commit."""
    lines = [f"### Reports, {outcome.seconds:.1f} s", ""]
    rows = [row for year in outcome.years for row in _rows(year, _notebooks(environment))]
    lines += [*HEAD, *rows, ""] if rows else []
    lines += [
        f"- {escaped(problem.where)}: {escaped(problem.found)}" for problem in outcome.problems
    ]
    return "\n".join([*lines, "", ""])


def _notebooks(environment: Mapping[str, str]) -> str:
    """Return the address of the notebooks at this commit; empty when unknown."""
    names = ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_SHA")
    server, repository, commit = (environment.get(name, "") for name in names)
    known = server and repository and commit
    return f"{server}/{repository}/blob/{commit}/notebooks" if known else ""


def _rows(year: YearOutcome, notebooks: str) -> Iterator[str]:
    for one in year.chapters:
        name = escaped(one.chapter)
        link = f"[{name}]({notebooks}/{one.chapter}.ipynb)" if notebooks else name
        seconds = f"{one.seconds:.1f}" if one.status is Status.RUN and one.seconds else ""
        yield f"| {year.year} | {link} | {one.status} | {seconds} | {escaped(_why(one))} |"
    yield f"| {year.year} | **report** | **{year.status}** | | |"


def _why(one: ChapterOutcome) -> str:
    if one.failure:
        return f"code cell {one.failure.cell}, {one.failure.error}"
    return ", ".join(one.why[:2]) or "nothing changed"
