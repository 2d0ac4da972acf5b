"""A plan made as a Word document in eight layouts is read from the Word file and from its PDF.

The PDFs in the fixtures were made by LibreOffice from the same documents; where it is installed,
another plan is converted during the test.
"""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analysis.plan.ingest.document.files import read_document
from analysis.plan.ingest.plan import RawPlan, read_plan
from generated import COLUMNS, compare, generate_plan
from generated.word import LAYOUTS, short_truth, write_word

if TYPE_CHECKING:
    from generated import GeneratedPlan

YEAR, SEED = 2031, 1
FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "documents"
TABLES = sorted(set(COLUMNS) - {"projects"})  # the document has only some of their columns
FROM_WORD, FROM_PDF = 0.99, 0.98


pytestmark = pytest.mark.slow


@cache
def generated(seed: int = SEED) -> GeneratedPlan:
    return generate_plan(seed=seed, year=YEAR)


@pytest.fixture(scope="module", params=LAYOUTS)
def word_plan(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> RawPlan:
    path = tmp_path_factory.mktemp("word") / "plan.docx"
    write_word(generated(), path, LAYOUTS[request.param])
    return read_plan(path, YEAR)


@cache
def from_pdf(layout: str) -> RawPlan:
    return read_plan(FIXTURES / f"{layout}.pdf", YEAR)


@pytest.mark.parametrize("table", TABLES)
def test_a_word_file_is_read_exactly(word_plan: RawPlan, table: str) -> None:
    score = compare(table, word_plan.tables[table], short_truth(generated())[table])
    assert score.share >= FROM_WORD, score


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("table", TABLES)
def test_a_pdf_of_libreoffice_is_read_exactly(layout: str, table: str) -> None:
    score = compare(table, from_pdf(layout).tables[table], short_truth(generated())[table])
    assert score.share >= FROM_PDF, score


def test_merged_cells_without_any_rule_have_a_note() -> None:
    plan = from_pdf("none")
    found = plan.tables["inspections"]
    (line,) = found.loc[found["measure"] == "Peilmeters", "line"]
    reasons = {note.reason for note in plan.notes if note.line == int(line)}
    assert reasons == {"merged cell"}


def test_no_complete_reading_says_that_a_table_has_no_row(word_plan: RawPlan) -> None:
    assert [note for note in word_plan.notes if "no row was read" in note.reason] == []


def test_a_word_file_gets_its_pages_from_the_pdf(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    write_word(generated(), path, LAYOUTS["grid"])
    found = read_plan(path, YEAR, pages=FIXTURES / "grid.pdf").tables
    wanted = from_pdf("grid").tables
    for name in ("milestones", "norms", "inspections", "budget"):
        assert list(found[name]["page"]) == list(wanted[name]["page"]), name


def test_running_heads_and_feet_are_left_out_and_counted() -> None:
    document = read_document(FIXTURES / "grid.pdf")
    assert document.left_out["running head or foot"] == 2 * (document.pages or 0)
    assert not any("pagina" in line.text for line in document.lines)


@pytest.mark.process
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_another_plan_converted_now_is_read_exactly(tmp_path: Path) -> None:
    plan = generated(7)
    names = ("grid", "horizontal", "none", "shaded", "split")
    paths = [tmp_path / f"{name}.docx" for name in names]
    for path in paths:
        write_word(plan, path, LAYOUTS[path.stem])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(  # noqa: S603 - our own arguments
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, *paths],  # noqa: S607
        check=True,
        capture_output=True,
        timeout=600,
    )
    truth = short_truth(plan)
    for path in paths:
        tables = read_plan(path.with_suffix(".pdf"), YEAR).tables
        shares = {table: compare(table, tables[table], truth[table]).share for table in TABLES}
        for table, share in shares.items():
            assert share >= FROM_PDF, (path.stem, table, share)
