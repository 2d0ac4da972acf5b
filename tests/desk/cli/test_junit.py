from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from analysis.desk.cli.junit import write_junit
from analysis.errors import PlanmonitorError, Problem
from analysis.publishing.outcome import RunOutcome, Status
from desk.cli.conftest import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.publishing.outcome import YearOutcome

PROBLEM = Problem("params/2023.yaml", "confidance", "confidence", "Mend it.")
#: What the schema of Jenkins' xUnit plugin knows (junit-10.xsd): an element, what it may hold.
KNOWN = {
    "testsuites": ({"name", "time", "tests", "failures", "errors"}, {"testsuite"}),
    "testsuite": (
        {"name", "tests", "failures", "errors", "skipped", "time", "timestamp"},
        {"testcase"},
    ),
    "testcase": (
        {"name", "classname", "time"},
        {"skipped", "error", "failure", "system-out", "system-err"},
    ),
    "failure": ({"type", "message"}, set()),
    "error": ({"type", "message"}, set()),
    "skipped": ({"type", "message"}, set()),
    "system-out": (set(), set()),
}


def read(path: Path) -> ET.Element:
    return ET.parse(path).getroot()  # noqa: S314 - our own file


def test_it_has_the_structure_that_junit_readers_expect(
    tmp_path: Path, outcome: RunOutcome
) -> None:
    path = tmp_path / "new" / "junit.xml"
    write_junit(path, outcome, PROJECT)
    write_junit(tmp_path / "other.xml", RunOutcome(errors=(PlanmonitorError(PROBLEM),)), PROJECT)
    for root in (read(path), read(tmp_path / "other.xml")):
        for element in root.iter():
            attributes, children = KNOWN[element.tag]
            assert set(element.attrib) <= attributes, element.tag
            assert {child.tag for child in element} <= children
            if element.tag == "testsuite":
                assert int(element.attrib["tests"]) == len(element)
    assert [one.name for one in path.parent.iterdir()] == ["junit.xml"], "nothing half-written"


def test_each_chapter_is_a_case_with_its_outcome(tmp_path: Path, outcome: RunOutcome) -> None:
    write_junit(tmp_path / "junit.xml", outcome, PROJECT)
    (suite,) = read(tmp_path / "junit.xml")
    counts = {name: suite.attrib[name] for name in ("tests", "failures", "errors", "skipped")}
    assert counts == {"tests": "4", "failures": "1", "errors": "0", "skipped": "1"}
    ended = {case.attrib["name"]: [child.tag for child in case] for case in suite}
    assert ended == {
        "vsi": [],
        "loopbanen": ["system-out"],
        "activering": ["failure"],
        "overzicht": ["skipped"],
    }
    assert {case.attrib["classname"] for case in suite} == {"report.2023"}
    assert [case.attrib["time"] for case in suite] == ["3.210", "0.000", "0.000", "0.000"]


def test_a_failure_names_cell_error_and_the_notebook_to_open(
    tmp_path: Path, outcome: RunOutcome
) -> None:
    write_junit(tmp_path / "junit.xml", outcome, PROJECT)
    failure = read(tmp_path / "junit.xml").find(".//failure")
    assert failure is not None
    assert failure.attrib["type"] == "ZeroDivisionError"
    assert failure.attrib["message"] == (
        "notebooks/activering.ipynb, code cell 4 (year 2023): [31mdivision <by> zero"
    )
    assert "Open reports/2023.failed/activering.ipynb" in (failure.text or "")


def test_a_problem_of_no_chapter_is_an_error(tmp_path: Path, year_outcome: YearOutcome) -> None:
    """Such as a report that failed its checks, or missing tables of another year."""
    error = PlanmonitorError(PROBLEM)
    chapters = year_outcome.chapters[:2]
    year = replace(year_outcome, status=Status.FAILED, chapters=chapters, error=error)
    write_junit(tmp_path / "junit.xml", RunOutcome((year,)), PROJECT)
    suites = read(tmp_path / "junit.xml")
    assert [suite.attrib["name"] for suite in suites] == ["report 2023", "planmonitor"]
    (found,) = suites[1][0]
    assert (found.tag, found.text) == ("error", str(PROBLEM))


def test_an_error_is_kept_when_a_chapter_of_another_year_fails(
    tmp_path: Path, year_outcome: YearOutcome
) -> None:
    other = replace(year_outcome, year=2024, chapters=(), error=PlanmonitorError(PROBLEM))
    write_junit(tmp_path / "junit.xml", RunOutcome((year_outcome, other)), PROJECT)
    suites = read(tmp_path / "junit.xml")
    assert [suite.attrib["name"] for suite in suites] == ["report 2023", "planmonitor"]
    assert len(suites[1]) == 1
