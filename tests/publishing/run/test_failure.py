"""The line of ours that a traceback leads to."""

from __future__ import annotations

import pytest

from analysis.checksums import PACKAGE
from analysis.publishing.run.failure import helper_line

CALL = f"""Cell In[3], line 1
----> 1 show(part.inspections.reports_figure())

File {PACKAGE}/subjects/inspections/chapter.py:68, in Inspections.reports_figure(self)
---> 68 from analysis.subjects.inspections.charts.reports import reports_chart
"""
MODULE = f"""
File {PACKAGE}/subjects/inspections/charts/reports.py:5
----> 5 from analysis.nothing import x
"""
SYNTAX = f"""
  File {PACKAGE}/toolkit/display.py:95
    def f(:
          ^
"""
LIBRARY = """
File /usr/lib/python3/importlib/__init__.py:126, in import_module(name, package)
"""


@pytest.mark.parametrize(
    ("traceback", "line"),
    [
        (CALL, "subjects/inspections/chapter.py, line 68, in Inspections.reports_figure"),
        (CALL + MODULE, "subjects/inspections/charts/reports.py, line 5"),
        (CALL + SYNTAX, "toolkit/display.py, line 95"),
        (CALL + LIBRARY, "subjects/inspections/chapter.py, line 68, in Inspections.reports_figure"),
    ],
    ids=["function", "module", "syntax", "library"],
)
def test_the_innermost_line_of_ours_is_named(traceback: str, line: str) -> None:
    assert helper_line(traceback) == f"src/analysis/{line}"


def test_a_traceback_without_code_of_ours_names_no_line() -> None:
    assert helper_line(LIBRARY) is None
