"""What GitHub Actions shows of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.desk.cli.step_summary import step_summary, write_step_summary

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.publishing.outcome import RunOutcome

GITHUB = {
    "GITHUB_ACTIONS": "true",
    "GITHUB_SERVER_URL": "https://github.com",
    "GITHUB_REPOSITORY": "us/monitor",
    "GITHUB_SHA": "abc",
}
ZERO = "code cell 4, ZeroDivisionError"
BOOKS = "https://github.com/us/monitor/blob/abc/notebooks"


def test_each_chapter_has_its_outcome_seconds_reason_and_link(outcome: RunOutcome) -> None:
    rows = [line for line in step_summary(outcome, GITHUB).splitlines() if line.startswith("| 20")]
    assert rows == [
        f"| 2023 | [vsi]({BOOKS}/vsi.ipynb) | run | 3.2 | a.csv changed |",
        f"| 2023 | [loopbanen]({BOOKS}/loopbanen.ipynb) | kept |  | nothing changed |",
        f"| 2023 | [activering]({BOOKS}/activering.ipynb) | failed |  | {ZERO} |",
        f"| 2023 | [overzicht]({BOOKS}/overzicht.ipynb) | not run |  | a.csv changed |",
        "| 2023 | **report** | **failed** | | |",
    ]


def test_problems_are_listed_and_their_text_is_no_markup(outcome: RunOutcome) -> None:
    (line,) = [one for one in step_summary(outcome, {}).splitlines() if one.startswith("- ")]
    assert "<by>" not in line
    assert "notebooks/activering.ipynb" in line


def test_it_is_added_to_the_file_of_the_service_only(outcome: RunOutcome, tmp_path: Path) -> None:
    path = tmp_path / "summary.md"
    path.write_text("before\n", encoding="utf-8")
    write_step_summary(outcome, {"GITHUB_STEP_SUMMARY": str(path)})
    assert path.read_text(encoding="utf-8") == "before\n"
    write_step_summary(outcome, GITHUB | {"GITHUB_STEP_SUMMARY": str(path)})
    assert path.read_text(encoding="utf-8").startswith("before\n### Reports, 4.0 s\n")
