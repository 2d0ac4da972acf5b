"""A small plan of our own words, and the real one where it is at hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analysis.plan.ingest.document.files import read_document
from analysis.plan.ingest.document.numbered import find_outline
from analysis.plan.ingest.plan import RawPlan, read_plan

if TYPE_CHECKING:
    from analysis.plan.ingest.document import Document
    from analysis.plan.ingest.document.outline import Outline

ROOT = Path(__file__).resolve().parents[3]
SMALL = ROOT / "tests" / "fixtures" / "plan_small.txt"
REAL = ROOT.parent / "shared" / "plans" / "ondernemingsplan-2023.txt"


@pytest.fixture(scope="session")
def small_path() -> Path:
    return SMALL


@pytest.fixture(scope="session")
def small_document() -> Document:
    return read_document(SMALL)


@pytest.fixture(scope="session")
def small_outline(small_document: Document) -> Outline:
    return find_outline(small_document.lines)


@pytest.fixture(scope="session")
def small_plan() -> RawPlan:
    return read_plan(SMALL, 2031)


@pytest.fixture(scope="session")
def committed() -> Path:
    return ROOT / "data" / "raw" / "2023"


@pytest.fixture(scope="session")
def real_plan() -> RawPlan:
    if not REAL.is_file():
        pytest.skip(f"the published plan is not in the repository and not at {REAL}")
    return read_plan(REAL, 2023)
