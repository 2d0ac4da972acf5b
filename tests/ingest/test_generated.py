"""A second plan, of another year and with other words, is read in both its forms.

Two of its notations are not ours. It numbers a project by its words; we count them by kind. It
names each theme with the bold line over it; we give the nearest bold line, since only the print of
a page tells whether a line over it covers one theme or all that follow, and add the bullet to which
a sub-bullet belongs.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, NamedTuple

import pytest

from analysis.ingest import Document, RawPlan, read_document
from analysis.ingest.headings import find_outline
from analysis.ingest.milestone_items import Label, read_items
from analysis.ingest.milestone_tables import find_tables
from analysis.ingest.plan import parse_plan
from generated import COLUMNS, GeneratedPlan, compare, generate_plan, write_pdf

if TYPE_CHECKING:
    import pandas as pd

YEAR = 2031
EXACT = 0.99
CASES = [("txt", 1), ("txt", 3), ("txt", 4), ("txt", 17), ("pdf", 2), ("pdf", 3), ("pdf", 10)]
IGNORED = {"projects": ("project",)}
LEVEL = " > "


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


def with_nearest_theme(truth: pd.DataFrame) -> pd.DataFrame:
    return truth.assign(theme=truth["theme"].str.rsplit(LEVEL, n=1).str[-1])


def without_bullet_above(found: pd.DataFrame, themes: set[str]) -> pd.DataFrame:
    """Leave out of a theme the bullet that a row belongs to, where the rest is a theme or none."""
    cut = [
        first if first in themes else theme if theme in themes else ""
        for theme, first in zip(found["theme"], found["theme"].str.split(LEVEL).str[0], strict=True)
    ]
    return found.assign(theme=cut)


@pytest.mark.parametrize(("kind", "seed"), CASES)
@pytest.mark.parametrize("table", COLUMNS)
def test_every_table_is_read_exactly(kind: str, seed: int, table: str) -> None:
    truth, _, plan = case(kind, seed)
    wanted, found = truth.truth[table], plan.tables[table]
    if table == "milestones":
        wanted = with_nearest_theme(wanted)
        found = without_bullet_above(found, set(wanted["theme"]))
    tolerance = 2 if kind == "txt" else None  # the lines of a PDF are its own
    score = compare(table, found, wanted, ignore=IGNORED.get(table, ()), line_tolerance=tolerance)
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
