from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analysis.plan.ingest.notes import NO_TABLE, WHOLE, Note
from analysis.plan.ingest.reading_report import by_reason, reading_report

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.plan.ingest.plan import RawPlan


def test_rows_are_counted_by_table_and_section(small_plan: RawPlan) -> None:
    counts = {
        (count.table, count.section): count.rows for count in reading_report(small_plan).counts
    }
    assert counts["milestones, evaluated", "3.1.1"] == 16
    assert counts["milestones, evaluated, additional", "3.1.1"] == 3
    assert counts["milestones, planned", "6.1.2"] == 4
    assert counts["headings", ""] == len(small_plan.tables["headings"])


def test_every_row_and_every_note_is_counted_once(small_plan: RawPlan) -> None:
    report = reading_report(small_plan)
    rows = sum(len(table) for table in small_plan.tables.values())
    assert sum(count.rows for count in report.counts) == rows
    assert sum(count.unused for count in report.counts) == len(report.unused())
    assert sum(count.doubtful for count in report.counts) == len(report.doubtful())


def test_a_note_of_a_page_counts_under_no_table(small_plan: RawPlan) -> None:
    before = reading_report(small_plan).counts
    note = Note(NO_TABLE, WHOLE, "page 7 has no text")
    after = reading_report(replace(small_plan, notes=(*small_plan.notes, note))).counts
    (changed,) = set(after) - set(before)
    assert (changed.table, changed.section) == (NO_TABLE, "")
    assert changed.doubtful == 1


def test_doubts_are_told_by_reason_with_their_lines(small_plan: RawPlan) -> None:
    reasons = {(table, reason) for table, reason, _ in by_reason(small_plan.notes)}
    assert ("inspections", "merged cell") in reasons
    assert ("milestones", "a row without a status") in reasons
    assert ("milestones", "an unusual status: Uitgesteld") in reasons
    assert ("milestones", "displaced table: stands in 7.2, read as one of 7.1") in reasons


def test_the_report_quotes_nothing_of_the_prose(small_plan: RawPlan) -> None:
    text = reading_report(small_plan).markdown()
    quotes = [note.quote for note in small_plan.notes if note.quote]
    assert quotes
    assert [quote for quote in quotes if quote in text] == []


def test_the_committed_report_is_what_ingest_gives(real_plan: RawPlan, committed: Path) -> None:
    text = (committed / "ingest.md").read_text(encoding="utf-8")
    assert text == reading_report(real_plan).markdown()


@pytest.mark.parametrize("line", ["| milestones | a row without a status | 867, 3675 |"])
def test_the_report_of_2023_names_the_rows_without_a_status(real_plan: RawPlan, line: str) -> None:
    assert line in reading_report(real_plan).markdown().splitlines()
