"""Small plans as departments make them, with their truth; skipped where they are not at hand."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analysis.errors import DocumentError
from analysis.plan.ingest.plan import read_plan

if TYPE_CHECKING:
    from analysis.plan.ingest.plan import RawPlan

CASES = Path(__file__).resolve().parents[4] / "shared" / "cases" / "documents"
NO_UNICODE = "08b-no-unicode.pdf"
NAMES = sorted(
    path.name for path in CASES.glob("[0-9]*") if path.is_file() and path.name != NO_UNICODE
)
TABLES = ["abbreviations", "budget", "inspections", "letters", "milestones", "norms", "workforce"]
EXACT = 0.99

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not NAMES, reason=f"no documents at {CASES}"),
]


@cache
def read(name: str) -> RawPlan:
    return read_plan(CASES / name, 2024)


def truth(name: str, table: str) -> pd.DataFrame:
    folder = "truth4" if name.startswith(("02b", "10", "11")) else "truth3"
    found = pd.read_csv(CASES / folder / f"{table}.csv", dtype=str, keep_default_na=False)
    if table == "milestones":
        pairs = zip(found["theme"], found["parent"], strict=True)
        found["theme"] = [" > ".join(filter(None, pair)) for pair in pairs]
        found = found.drop(columns="parent")
    return found


def rows(table: pd.DataFrame) -> Counter[tuple[str, ...]]:
    return Counter(tuple(" ".join(cell.split()) for cell in row) for row in table.to_numpy())


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("name", NAMES)
def test_a_document_is_read_exactly(name: str, table: str) -> None:
    wanted = truth(name, table)
    found, expected = rows(read(name).tables[table][list(wanted.columns)]), rows(wanted)
    exact = (found & expected).total()
    assert exact >= EXACT * max(found.total(), expected.total()), (
        [*(expected - found)][:3],
        [*(found - expected)][:3],
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_complete_reading_has_no_warning(name: str) -> None:
    assert [note for note in read(name).notes if "no row was read" in note.reason] == []


def test_a_pdf_without_unicode_is_refused_with_the_reason() -> None:
    with pytest.raises(DocumentError, match="have no Unicode") as caught:
        read_plan(CASES / NO_UNICODE, 2024)
    assert "Word file" in str(caught.value)
