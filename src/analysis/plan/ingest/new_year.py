"""Adds a year: its folder, its settings, its tables, and the list of what to look at."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from analysis.errors import DataError, Problem, SettingsError
from analysis.folders import staged
from analysis.paths import Project
from analysis.plan.ingest.check import unknown_labels
from analysis.plan.ingest.crosschecks import compare_with_before
from analysis.plan.ingest.figure_proposals import KeptTables
from analysis.plan.ingest.plan import read_plan
from analysis.plan.ingest.proposals import write_proposals
from analysis.plan.ingest.proposing import keep_text, propose
from analysis.plan.ingest.reading_report import reading_report
from analysis.plan.ingest.writing import fill
from analysis.plan.review.decisions import review_lock
from analysis.plan.tables.build import processed_tables
from analysis.plan.tables.corrections import CORRECTIONS_FILE
from analysis.plan.tables.csv_file import read_csv
from analysis.plan.tables.raw import BY_HAND, RAW_COLUMNS, read_raw

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.plan.ingest.plan import RawPlan
    from analysis.plan.ingest.reading_report import ReadingReport

_SETTINGS = "# The plan of {year}: it evaluates {before} and plans {year}.\nyear: {year}\n"
_MEASURES = "measures.csv"
_FIGURES = "figures"


@dataclass(frozen=True)
class NewYear:
    """What was made for a year, and what to look at before its report is made.

    Attributes
    ----------
    report
        What was read.
    crosswalk_of
        The year that the measures were copied from, or None if nothing was copied.
    unknown
        The labels that lead to no measure yet, each with its table.
    problems
        What `planmonitor data` would say now, apart from those labels.
    by_hand
        The files kept by hand that were not there yet: made empty, or, as the measures, copied.
    proposals
        How many proposals of each kind wait for a person.
    """

    report: ReadingReport
    crosswalk_of: int | None
    unknown: dict[str, str]
    problems: tuple[Problem, ...]
    by_hand: tuple[str, ...]
    proposals: Mapping[str, int]


def add_year(
    project: Project, year: int, document: Path, *, pages: Path | None = None, force: bool = False
) -> NewYear:
    """Read a plan into a new year's folder, with last year's measures and no figures yet.

    Parameters
    ----------
    project
        Where to add it.
    year
        The year that the document plans.
    document
        The published plan.
    pages
        The PDF made from a Word file, for the pages of its rows.
    force
        Read a year again that is there already. What is kept by hand stays, and nothing changes
        unless the new tables are valid.

    Raises
    ------
    SettingsError
        When the year is there and `force` is not given.
    DocumentError
        When the document cannot be read as the plan of this year.
    DataError
        When the year is there and its new tables would not be valid: all problems at once.
    """
    there = project.raw(year).exists()
    if there and not force:
        raise _is_there(project, year)
    plan = with_year_before(read_plan(document, year, pages=pages), project)
    source = last_year_with_measures(project, year)
    with review_lock(project), staged(project.raw(year)) as folder:
        if there:
            shutil.copytree(project.raw(year), folder, symlinks=True, dirs_exist_ok=True)
        fill(folder, plan)
        by_hand = _fill_by_hand(project, folder, source)
        problems, unknown = _first_check(project, year, folder, plan)
        if there and problems:
            raise DataError(*problems)
        proposals = propose(plan, kept_of(project, year, folder))
        write_proposals(proposals, folder)
        _write_settings(project, year)
    keep_text(project, plan)
    left = [each for each in problems if not _is_about(each, unknown)]
    counts = Counter(proposal.kind for proposal in proposals)
    return NewYear(reading_report(plan), source, unknown, tuple(left), by_hand, counts)


def _is_there(project: Project, year: int) -> SettingsError:
    return SettingsError(
        Problem(
            where=project.relative(project.raw(year)),
            found=f"the tables of {year}",
            expected="a year that is not there yet",
            remedy="Give --force to read it again; what is kept by hand stays.",
        )
    )


def with_year_before(plan: RawPlan, project: Project) -> RawPlan:
    """Return a plan with a note for each table that the year before had, and that it lacks.

    Raises
    ------
    DataError
        When a table of the year before is no table.
    """
    before = plan.year - 1
    there = [name for name in plan.tables if (project.raw(before) / f"{name}.csv").is_file()]
    tables = {name: read_raw(project, before, name) for name in there}
    notes = compare_with_before(plan.tables, tables, before)
    return replace(plan, notes=tuple(sorted([*plan.notes, *notes])))


def last_year_with_measures(project: Project, year: int) -> int | None:
    """Return the latest year before this one, or else the first after it, that has a crosswalk."""
    pattern = f"data/raw/[0-9][0-9][0-9][0-9]/{_MEASURES}"
    years = sorted(int(path.parent.name) for path in project.root.glob(pattern))
    before = [other for other in years if other <= year]
    return before[-1] if before else next(iter(years), None)


def _fill_by_hand(project: Project, folder: Path, source: int | None) -> tuple[str, ...]:
    """Add what is kept by hand where it is not there: a header alone, or an earlier crosswalk."""
    missing = [name for name in BY_HAND if not (folder / f"{name}.csv").exists()]
    for name in missing:
        text = ",".join(RAW_COLUMNS[name]) + "\n"
        if name == "measures" and source is not None:
            text = (project.raw(source) / _MEASURES).read_text("utf-8")
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    if not (folder / CORRECTIONS_FILE).exists():
        missing.append("corrections")
    return tuple(missing)


def _first_check(
    project: Project, year: int, folder: Path, plan: RawPlan
) -> tuple[list[Problem], dict[str, str]]:
    """Build the tables from a folder that is not in its place yet, and return what is not right."""
    with tempfile.TemporaryDirectory() as place:
        shadow = Project(Path(place))
        shadow.report_params.parent.mkdir()
        shutil.copy2(project.report_params, shadow.report_params)
        shutil.copytree(folder, shadow.raw(year), symlinks=True)
        unknown = unknown_labels(plan.tables, read_raw(shadow, year, "measures"))
        try:
            processed_tables(shadow, year)
        except DataError as error:
            return list(error.problems), unknown
    return [], unknown


def _is_about(problem: Problem, labels: dict[str, str]) -> bool:
    return any(problem.found.startswith(f"'{label}', a label of no") for label in labels)


def _write_settings(project: Project, year: int) -> None:
    path = project.year_params(year)
    if not path.exists():
        path.write_text(_SETTINGS.format(year=year, before=year - 1), encoding="utf-8")


def kept_of(project: Project, year: int, folder: Path) -> KeptTables:
    """Return what people keep of a year, whose tables are in a folder, and of the year before.

    Raises
    ------
    DataError
        When a file cannot be read.
    """
    file = folder / _MEASURES
    measures = (
        read_csv(file, _MEASURES, RAW_COLUMNS["measures"])
        if file.is_file()
        else known_measures(project, year)
    )
    figures = folder / f"{_FIGURES}.csv"
    empty = pd.DataFrame(columns=list(RAW_COLUMNS[_FIGURES]), dtype=str)
    now = read_csv(figures, figures.name, RAW_COLUMNS[_FIGURES]) if figures.is_file() else empty
    there = (project.raw(year - 1) / figures.name).is_file()
    return KeptTables(measures, now, read_raw(project, year - 1, _FIGURES) if there else empty)


def known_measures(project: Project, year: int) -> pd.DataFrame:
    """Return the measures of a year, or else those of the year that `add_year` copies.

    Raises
    ------
    DataError
        When the file cannot be read.
    """
    source = year if (project.raw(year) / _MEASURES).is_file() else None
    source = source or last_year_with_measures(project, year)
    if source is None:
        return pd.DataFrame(columns=list(RAW_COLUMNS["measures"]), dtype=str)
    return read_raw(project, source, "measures")
