from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from analysis.desk.cli.account import Became
from analysis.desk.cli.junit import write_junit
from analysis.errors import Problem

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.desk.cli.account import ReportAccount

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


def test_it_has_the_form_that_every_reader_knows(tmp_path: Path, account: ReportAccount) -> None:
    path = tmp_path / "new" / "junit.xml"
    write_junit(path, [account], [PROBLEM])
    write_junit(tmp_path / "other.xml", [], [PROBLEM])
    for root in (read(path), read(tmp_path / "other.xml")):
        for element in root.iter():
            attributes, children = KNOWN[element.tag]
            assert set(element.attrib) <= attributes, element.tag
            assert {child.tag for child in element} <= children
            if element.tag == "testsuite":
                assert int(element.attrib["tests"]) == len(element)
    assert [one.name for one in path.parent.iterdir()] == ["junit.xml"], "nothing half-written"


def test_a_chapter_is_a_case_that_says_how_it_ended(tmp_path: Path, account: ReportAccount) -> None:
    write_junit(tmp_path / "junit.xml", [account], [PROBLEM])
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
    tmp_path: Path, account: ReportAccount
) -> None:
    write_junit(tmp_path / "junit.xml", [account], ())
    failure = read(tmp_path / "junit.xml").find(".//failure")
    assert failure is not None
    assert failure.attrib["type"] == "ZeroDivisionError"
    assert failure.attrib["message"] == (
        "notebooks/activering.ipynb, code cell 4 (year 2023): [31mdivision <by> zero"
    )
    assert "Open reports/2023.failed/activering.ipynb" in (failure.text or "")


def test_what_no_chapter_accounts_for_is_an_error(tmp_path: Path, account: ReportAccount) -> None:
    good = replace(account, became=Became.NOT_RUN, chapters=account.chapters[:2])
    write_junit(tmp_path / "junit.xml", [good], [PROBLEM])
    suites = read(tmp_path / "junit.xml")
    assert [suite.attrib["name"] for suite in suites] == ["report 2023", "planmonitor"]
    (error,) = suites[1][0]
    assert (error.tag, error.text) == ("error", str(PROBLEM))
