"""A run as JUnit XML, which every CI service reads: a suite for each report, a case a chapter."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from analysis.desk.cli.account import Became

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from analysis.desk.cli.account import ChapterAccount, ReportAccount
    from analysis.errors import Problem


def write_junit(path: Path, found: Sequence[ReportAccount], problems: Sequence[Problem]) -> None:
    """Write what became of a run; the file is there whole or not at all.

    A chapter that failed is a failure. What no chapter accounts for, such as a setting that is
    wrong or a report that failed its checks, is an error in a suite `planmonitor`.

    Parameters
    ----------
    path
        The file; folders are made.
    found
        The reports of the run.
    problems
        What the run ended with.
    """
    suites = Element("testsuites", name="planmonitor")
    for report in found:
        _suite(suites, f"report {report.year}", [_case(report.year, c) for c in report.chapters])
    if problems and not any(one.became is Became.FAILED for one in found):
        _suite(suites, "planmonitor", [_error(problem) for problem in problems])
    indent(suites)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    ElementTree(suites).write(beside, encoding="utf-8", xml_declaration=True)
    beside.replace(path)


def _suite(parent: Element, name: str, cases: Sequence[Element]) -> None:
    counts = {
        kind: str(sum(case.find(tag) is not None for case in cases))
        for kind, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped"))
    }
    seconds = sum(float(case.get("time", 0)) for case in cases)
    about = {"name": name, "tests": str(len(cases)), "time": f"{seconds:.3f}", **counts}
    suite = SubElement(parent, "testsuite", about)
    suite.extend(cases)


def _case(year: int, one: ChapterAccount) -> Element:
    """Return a chapter's case; one that is kept counts as it ended then, and took no time now."""
    seconds = one.seconds if one.became is Became.RUN and one.seconds else 0
    case = Element("testcase", classname=f"report.{year}", name=one.chapter, time=f"{seconds:.3f}")
    if one.failure:
        problem = one.failure.problem(one.opens)
        about = {"type": one.failure.error, "message": f"{problem.where}: {one.failure.message}"}
        SubElement(case, "failure", _legal(about)).text = _legal_text(str(problem))
    elif one.became is Became.NOT_RUN:
        SubElement(case, "skipped", message="the run ended before this chapter")
    elif one.became is Became.KEPT:
        SubElement(case, "system-out").text = "Kept: nothing changed since it ran."
    return case


def _error(problem: Problem) -> Element:
    case = Element("testcase", classname="planmonitor", name=_legal_text(problem.where), time="0")
    about = _legal({"type": "Problem", "message": problem.found})
    SubElement(case, "error", about).text = _legal_text(str(problem))
    return case


def _legal(attributes: dict[str, str]) -> dict[str, str]:
    return {name: _legal_text(text) for name, text in attributes.items()}


def _legal_text(text: str) -> str:
    """Leave out the control characters that XML has no place for, as terminals write them."""
    return "".join(sign for sign in text if sign in "\t\n" or ord(sign) >= ord(" "))
