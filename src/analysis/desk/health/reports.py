"""Whether a published report is still what its inputs give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.desk.health.finding import Finding, Verdict, bad, some
from analysis.errors import PlanmonitorError
from analysis.publishing.provenance import checksum, output_checksums, read_provenance
from analysis.publishing.reports import RunOptions, would_run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from analysis.paths import Project


def report(project: Project, year: int) -> Finding:
    """Compare a report with its provenance, and its inputs and code with those of today."""
    subject, remedy = f"report {year}", f"planmonitor report {year}"
    found = read_provenance(project.reports(year))
    if not found:
        return Finding(subject, Verdict.STALE, "not made yet", remedy)
    if found.get("outputs", {}) != output_checksums(project.reports(year)):
        evidence = "its files differ from those that were published"
        return Finding(subject, Verdict.BAD, evidence, remedy)
    changed = [*_changed(project, found.get("inputs", {}))]
    try:
        reasons = would_run(project, [year], RunOptions(tables=())).reasons
        changed += [one.chapter for one in reasons if one.runs]
    except PlanmonitorError as error:
        return bad(subject, error)
    if changed:
        return Finding(subject, Verdict.STALE, f"{some(changed)} changed since it was made", remedy)
    return Finding(subject, Verdict.GOOD, f"made {found['made']} from the current inputs")


def _changed(project: Project, inputs: Mapping[str, str]) -> Iterator[str]:
    for name, before in inputs.items():
        path = project.root / name
        if not path.is_file() or checksum(path) != before:
            yield name
