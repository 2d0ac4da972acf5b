"""Whether the tables are valid and built, and every parameter is known to a notebook."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from analysis.desk.health.finding import Finding, Verdict, bad, some
from analysis.desk.health.notebook_rules import breaches, repeated_labels, unreadable
from analysis.errors import PlanmonitorError, SettingsError
from analysis.plan.audit.printed_tables import read_printed_tables
from analysis.plan.audit.rules.repeats import check_repeats
from analysis.plan.review.waiting import review_of
from analysis.plan.tables.build import processed_tables, raw_checksums
from analysis.publishing.run.plan import COMPARISON, plan_jobs
from analysis.settings import load_report_settings, load_year_settings

if TYPE_CHECKING:
    from analysis.paths import Project


def data(project: Project, year: int) -> Finding:
    """Check a year's raw tables as building them does, and that what is built comes from them."""
    subject = f"data {year}"
    try:
        tables = processed_tables(project, year)
        check_repeats(read_printed_tables(project, year))
    except PlanmonitorError as error:
        return bad(subject, error)
    remedy = f"planmonitor data {year}"
    manifest = project.processed(year) / "manifest.json"
    if not manifest.is_file():
        return Finding(subject, Verdict.STALE, "valid, but the tables are not built", remedy)
    built = json.loads(manifest.read_text(encoding="utf-8"))["raw"]
    now = raw_checksums(project, year)
    changed = [name for name in now if now[name] != built.get(name)]
    if changed:
        return Finding(subject, Verdict.STALE, f"{some(changed)} changed since the build", remedy)
    rows = sum(map(len, tables.values()))
    return Finding(subject, Verdict.GOOD, f"{len(tables)} tables, {rows} rows match their schemas")


def review(project: Project, year: int) -> Finding:
    """Check that decisions still fit what was read, and count what nobody decided yet."""
    subject = f"review {year}"
    try:
        found = review_of(project, year)
    except PlanmonitorError as error:
        return bad(subject, error)
    remedy = f"planmonitor review {year}, or notebooks/nazicht.ipynb"
    if found.unfit:
        what = some(f"{one.kind} '{one.subject}': {why}" for one, why in found.unfit)
        return Finding(subject, Verdict.STALE, f"decisions that no longer fit: {what}", remedy)
    decided = sum(one.decided for one in found.counts())
    left = ", ".join(f"{one.waiting} of kind {one.kind}" for one in found.counts() if one.waiting)
    if left:
        return Finding(subject, Verdict.ASK, f"{decided} decisions; {left} wait", remedy)
    return Finding(subject, Verdict.GOOD, f"{decided} decisions, and nothing waits")


def parameters(project: Project, year: int) -> Finding:
    """Check a year's settings and parameters as a run does before it starts a kernel."""
    subject = f"parameters {year}"
    try:
        report, own = load_report_settings(project), load_year_settings(project, year)
        jobs = plan_jobs(project, report, own)
    except PlanmonitorError as error:
        return bad(subject, error)
    names = {name for job in jobs for name in job.parameters}
    known = f"{len(jobs)} notebooks take {some(sorted(names))}"
    return Finding(subject, Verdict.GOOD, known)


def notebooks(project: Project) -> Finding:
    """Check that the notebooks of the chapters and of the comparison follow the rules."""
    chapters = load_report_settings(project).chapters
    paths = [project.notebooks / one.notebook for one in chapters if one.notebook]
    paths.append(project.notebooks / f"{COMPARISON}.ipynb")
    there = [path for path in paths if path.is_file()]
    if problems := [problem for path in there for problem in unreadable(path)]:
        return bad("notebooks", SettingsError(*problems))
    found = [str(breach) for path in there for breach in breaches(path, executed=True)]
    found += [f"the label {label} is used twice" for label in repeated_labels(there)]
    found += [f"{path.name} is missing" for path in paths if path not in there]
    if found:
        remedy = "Fix the cells; docs/how-to.md describes the rules of a chapter."
        return Finding("notebooks", Verdict.BAD, some(found), remedy)
    return Finding("notebooks", Verdict.GOOD, f"{len(there)} notebooks follow every rule")
