"""A second plan, of another year and with other words, is read in both its forms.

Every column is compared as it is, but for the number of blanks; only a row's line is not that of
the truth in a PDF, which has lines of its own.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

import pytest

from analysis.plan.ingest import Document, RawPlan, read_document
from analysis.plan.ingest.document.numbered import find_outline
from analysis.plan.ingest.document.text.milestone_items import Label, read_items
from analysis.plan.ingest.document.text.milestone_tables import find_tables
from analysis.plan.ingest.plan import parse_plan
from generated import COLUMNS, GeneratedPlan, compare, generate_plan, write_pdf

pytestmark = pytest.mark.slow

YEAR = 2031
EXACT = 0.99
CASES = [("txt", 1), ("txt", 3), ("txt", 4), ("txt", 17), ("pdf", 2), ("pdf", 3), ("pdf", 10)]


class Case(NamedTuple):
    """A generated plan, and what is read from it."""

    truth: GeneratedPlan
    document: Document
    plan: RawPlan


@cache
def case(kind: str, seed: int) -> Case:
    truth = generate_plan(seed=seed, year=YEAR)
    path = Path(mkdtemp(prefix="planmonitor-")) / f"plan.{kind}"
    if kind == "pdf":
        write_pdf(truth, path)
    else:
        path.write_text(truth.text, encoding="utf-8")
    document = read_document(path)
    path.unlink()
    path.parent.rmdir()
    return Case(truth, document, parse_plan(document, YEAR))


@pytest.mark.parametrize(("kind", "seed"), CASES)
@pytest.mark.parametrize("table", COLUMNS)
def test_every_table_is_read_exactly(kind: str, seed: int, table: str) -> None:
    truth, _, plan = case(kind, seed)
    tolerance = 2 if kind == "txt" else None  # the lines of a PDF are its own
    score = compare(table, plan.tables[table], truth.truth[table], line_tolerance=tolerance)
    assert score.share >= EXACT, score


@pytest.mark.parametrize(("kind", "seed"), CASES)
def test_the_source_is_what_the_footers_say(kind: str, seed: int) -> None:
    truth, _, plan = case(kind, seed)
    assert plan.source["title"] == f"Ondernemingsplan - DWWE - {YEAR}"
    assert plan.source["published"] == f"{YEAR}-02-24"
    assert plan.source["pages"] == len(truth.pages)


@pytest.mark.parametrize("seed", [2, 3])
def test_each_row_of_a_pdf_knows_its_page(seed: int) -> None:
    truth, _, plan = case("pdf", seed)
    page_of = {
        str(record.cells["label"]): number
        for number, page in enumerate(truth.pages, start=1)
        for block in page.blocks
        for record in block.records
        if record.table == "milestones"
    }
    rows = plan.tables["milestones"].drop_duplicates("label", keep=False)
    pairs = [
        (page_of.get(label), int(page))
        for label, page in zip(rows["label"], rows["page"], strict=True)
    ]
    assert sum(wanted == found for wanted, found in pairs) >= EXACT * len(pairs)


@pytest.mark.parametrize(("kind", "seed"), CASES)
def test_no_line_of_a_milestone_table_is_dropped_silently(kind: str, seed: int) -> None:
    """Each word of a table stands in one of its items; what becomes no row is in the notes."""
    _, document, _ = case(kind, seed)
    for table in find_tables(document.lines, find_outline(document.lines)).tables:
        words = set[str]()
        for item in read_items(table.lines, table.kind):
            extras = item.extras if isinstance(item, Label) else []
            words.update(part for text in (item.text, *extras) for part in text.split())
        for line in table.lines:
            missing = [
                word for word in line.text.split() if word.strip("*−─=-o>•") not in " ".join(words)
            ]
            assert missing == [], line
