"""All checks of a project, one after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.desk.health.environment import environment
from analysis.desk.health.finding import Finding, bad
from analysis.desk.health.inputs import data, notebooks, parameters, review
from analysis.desk.health.rap import rap
from analysis.desk.health.reports import report
from analysis.errors import PlanmonitorError
from analysis.settings import known_years

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from analysis.paths import Project

__all__ = ["check", "rap"]


def check(project: Project, years: Iterable[int] | None = None) -> tuple[Finding, ...]:
    """Check a project, in the given years or all that have a file in `params/`.

    A failed check does not stop the next. The checks cover the environment, the notebooks, and the
    data, parameters and report of every year. `rap` is separate, because it is about the project
    and not about its state.
    """
    return tuple(_answers(project, known_years(project) if years is None else years))


def _answers(project: Project, years: Iterable[int]) -> Iterator[Finding]:
    yield _asked("environment", lambda: environment(project))
    yield _asked("notebooks", lambda: notebooks(project))
    for year in years:
        yield from _of_year(project, year)


def _of_year(project: Project, year: int) -> Iterator[Finding]:
    yield _asked(f"data {year}", lambda: data(project, year))
    yield _asked(f"review {year}", lambda: review(project, year))
    yield _asked(f"parameters {year}", lambda: parameters(project, year))
    yield _asked(f"report {year}", lambda: report(project, year))


def _asked(subject: str, ask: Callable[[], Finding]) -> Finding:
    try:
        return ask()
    except PlanmonitorError as error:
        return bad(subject, error)
