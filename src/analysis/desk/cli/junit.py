"""A run's outcome as JUnit XML, for CI services: a suite for each report, a case for a chapter."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from analysis.publishing.outcome import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from analysis.errors import Problem
    from analysis.paths import Project
    from analysis.publishing.outcome import ChapterOutcome, RunOutcome


def write_junit(path: Path, outcome: RunOutcome, project: Project) -> None:
    """Write a run's outcome as a file, whole or not at all; make its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.new")
    unfinished.write_bytes(junit_xml(outcome, project))
    unfinished.replace(path)


def junit_xml(outcome: RunOutcome, project: Project) -> bytes:
    """Return a run's outcome as JUnit XML.

    A failed chapter is a failure. Other problems, such as a wrong setting or a report that failed
    its checks, are errors in a suite `planmonitor`.
    """
    suites = Element("testsuites", name="planmonitor")
    for year in outcome.years:
        if year.chapters:
            cases = [_case(year.year, chapter, project) for chapter in year.chapters]
            _suite(suites, f"report {year.year}", cases)
    problems = list(_other_problems(outcome))
    if problems:
        _suite(suites, "planmonitor", [_error(problem) for problem in problems])
    indent(suites)
    found: bytes = tostring(suites, encoding="utf-8", xml_declaration=True)
    return found


def _other_problems(outcome: RunOutcome) -> Iterator[Problem]:
    """Yield the problems that belong to no failed chapter."""
    for year in outcome.years:
        if year.error and not any(chapter.failure for chapter in year.chapters):
            yield from year.error.problems
    for error in outcome.errors:
        yield from error.problems


def _suite(parent: Element, name: str, cases: Sequence[Element]) -> None:
    counts = {
        kind: str(sum(case.find(tag) is not None for case in cases))
        for kind, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped"))
    }
    seconds = sum(float(case.get("time", 0)) for case in cases)
    about = {"name": name, "tests": str(len(cases)), "time": f"{seconds:.3f}", **counts}
    suite = SubElement(parent, "testsuite", about)
    suite.extend(cases)


def _case(year: int, one: ChapterOutcome, project: Project) -> Element:
    """Return a chapter's case; one that is kept took no time in this run."""
    seconds = one.seconds if one.status is Status.RUN and one.seconds else 0
    case = Element("testcase", classname=f"report.{year}", name=one.chapter, time=f"{seconds:.3f}")
    if one.failure:
        problem = one.failure.problem(project.relative(one.opens) if one.opens else None)
        about = {"type": one.failure.error, "message": f"{problem.where}: {one.failure.message}"}
        SubElement(case, "failure", _legal(about)).text = _legal_text(str(problem))
    elif one.status is Status.NOT_RUN:
        SubElement(case, "skipped", message="the run ended before this chapter")
    elif one.status is Status.KEPT:
        SubElement(case, "system-out").text = "Kept: nothing changed since the last run."
    return case


def _error(problem: Problem) -> Element:
    case = Element("testcase", classname="planmonitor", name=_legal_text(problem.where), time="0")
    about = _legal({"type": "Problem", "message": problem.found})
    SubElement(case, "error", about).text = _legal_text(str(problem))
    return case


def _legal(attributes: dict[str, str]) -> dict[str, str]:
    return {name: _legal_text(text) for name, text in attributes.items()}


def _legal_text(text: str) -> str:
    """Leave out control characters, such as a terminal's, which XML does not allow."""
    return "".join(sign for sign in text if sign in "\t\n" or ord(sign) >= ord(" "))
