from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd
import pdfplumber
import pypdfium2
import pytest

from . import COLUMNS, MARKERS, GeneratedPlan, compare, generate_plan, write_pdf
from .spans import wrap

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

#: The first column of each table whose words stand on the row's line.
NAMED_BY = {
    "milestones": "label",
    "inspections": "measure",
    "budget": "measure",
    "letters": "department",
    "objectives": "title",
    "projects": "title",
    "abbreviations": "abbreviation",
    "headings": "title",
}
QUADRUPLE = re.compile(r"(.+?)\1\1\1")


@pytest.fixture(scope="module")
def plan() -> GeneratedPlan:
    return generate_plan(seed=7, year=2031)


@pytest.fixture(scope="module")
def pdf_file(plan: GeneratedPlan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plan") / "plan.pdf"
    write_pdf(plan, path)
    return path


@dataclass(frozen=True)
class Paper:
    """A page as pdfplumber reads it."""

    width: float
    height: float
    words: list[dict[str, Any]]


def words_of(text: str) -> str:
    """Undo fourfold printing roughly and leave letters only: enough to find a label again."""
    while (once := QUADRUPLE.sub(r"\1", text)) != text:
        text = once
    return re.sub(r"[^a-z]", "", text.lower())


def test_a_seed_gives_the_same_plan_to_the_letter(plan: GeneratedPlan) -> None:
    again = generate_plan(seed=7, year=2031)
    assert again.text == plan.text
    for table, truth in plan.truth.items():
        pd.testing.assert_frame_equal(again.truth[table], truth)


def test_another_seed_gives_other_words_and_counts(plan: GeneratedPlan) -> None:
    other = generate_plan(seed=8, year=2031)
    assert set(other.truth["milestones"]["label"]) != set(plan.truth["milestones"]["label"])
    assert len(other.truth["milestones"]) != len(plan.truth["milestones"])


def test_another_year_is_printed_everywhere() -> None:
    plan = generate_plan(seed=1, year=2044)
    assert "2044/Q4" in set(plan.truth["milestones"]["timing"])
    assert not re.search(r"20(2[0-4]|3[01])/Q", plan.text)


def test_scale_multiplies_the_rows(plan: GeneratedPlan) -> None:
    twice = generate_plan(seed=7, year=2031, scale=2)
    assert len(twice.truth["milestones"]) > 1.5 * len(plan.truth["milestones"])
    assert len(twice.truth["norms"]) > 1.5 * len(plan.truth["norms"])


@pytest.mark.parametrize("seed", range(4))
def test_a_plan_has_the_size_and_the_traps_of_a_real_one(seed: int) -> None:
    plan = generate_plan(seed, 2031)
    rows = plan.truth["milestones"]
    evaluated, planned = (rows[rows["kind"] == kind] for kind in ("evaluated", "planned"))
    assert len(evaluated) > 250
    assert len(planned) > 200
    assert (evaluated["additional"] == "1").sum() > 30
    assert evaluated["carried_over"].eq("1").sum() > 40
    assert evaluated["see_also"].ne("").sum() > 15
    assert rows["theme"].str.contains(" > ").sum() > 50
    assert 5 < rows["displaced"].sum() < 0.12 * len(rows)
    assert planned["timing"].nunique() > 12
    assert plan.truth["norms"]["change"].isin(["", "nb"]).any()
    assert (plan.truth["budget"]["article"].str.len() > 24).any()
    assert len(plan.truth["headings"]) > 60


@pytest.mark.parametrize("table", COLUMNS)
def test_a_truth_has_the_columns_of_the_design(plan: GeneratedPlan, table: str) -> None:
    truth = plan.truth[table]
    extra = MARKERS if table == "milestones" else ()
    assert tuple(truth.columns) == (*COLUMNS[table], *extra)
    assert len(truth) > 0
    assert not truth.isna().any().any()


@pytest.mark.parametrize(("table", "column"), NAMED_BY.items())
def test_each_row_starts_on_the_line_that_the_truth_names(
    plan: GeneratedPlan, table: str, column: str
) -> None:
    lines = plan.text.split("\n")
    for row in plan.truth[table].to_dict("records"):
        first = words_of(wrap(str(row[column]), 22)[0])
        assert first in words_of(lines[int(row["line"]) - 1]), row


def test_norms_stand_on_their_line_and_grades_too(plan: GeneratedPlan) -> None:
    lines = plan.text.split("\n")
    for row in plan.truth["norms"].to_dict("records"):
        assert str(row["norm"])[:20] in lines[int(row["line"]) - 1]
    for row in plan.truth["workforce"].to_dict("records"):
        assert (row["grade"] or row["level"][-1]) in lines[int(row["line"]) - 1]


def test_the_parts_of_the_workforce_are_its_total(plan: GeneratedPlan) -> None:
    heads = plan.truth["workforce"]
    total = int(heads.loc[heads["level"] == "Eindtotaal", "total"].iloc[0])
    assert heads.loc[heads["grade"] != "", "total"].astype(int).sum() == total


def test_every_page_but_those_after_a_foot_starts_with_a_blank(plan: GeneratedPlan) -> None:
    lines = plan.text.split("\n")
    assert lines[0].startswith(" Afk")
    assert any(line.startswith((" pagina ", "pagina ")) or " pagina " in line for line in lines)
    assert sum(bool(re.match(r" \S", line)) for line in lines) > 60


@pytest.fixture(scope="module")
def pdf_sample(pdf_file: Path) -> list[Paper]:
    """Read every tenth page and the last one with pdfplumber, which is slow; bold words once."""
    with pdfplumber.open(pdf_file) as pdf:
        return [
            Paper(page.width, page.height, page.dedupe_chars(tolerance=1).extract_words())
            for page in (*pdf.pages[::10], pdf.pages[-1])
        ]


def test_the_pdf_holds_every_status_and_timing(plan: GeneratedPlan, pdf_file: Path) -> None:
    with pypdfium2.PdfDocument(pdf_file) as pdf:
        assert len(pdf) == len(plan.pages)
        text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    words = Counter(word.rstrip("*,") for word in text.split())
    rows = plan.truth["milestones"]
    printed = Counter(cell.split()[-1] for cell in [*rows["status"], *rows["timing"]] if cell)
    assert not {word: count for word, count in printed.items() if words[word] < count}


def test_the_pdf_has_upright_and_wide_pages_of_a4(pdf_sample: list[Paper]) -> None:
    sizes = {(round(page.width), round(page.height)) for page in pdf_sample}
    assert sizes == {(595, 842), (842, 595)}


def test_bold_stands_four_times_in_the_pdf(pdf_file: Path) -> None:
    with pdfplumber.open(pdf_file) as pdf:
        title = [char["text"] for char in pdf.pages[0].chars if char["top"] < 75]
    assert "".join(title).count("A") == 4


def test_nothing_in_the_pdf_is_drawn_over_something_else(pdf_sample: list[Paper]) -> None:
    for page in pdf_sample:
        assert max(word["x1"] for word in page.words) < page.width - 40
        assert max(word["bottom"] for word in page.words) < page.height - 20
        for one, two in pairwise(page.words):
            assert one["top"] != two["top"] or one["x1"] <= two["x0"] + 1, (one, two)


def test_compare_finds_the_truth_exact(plan: GeneratedPlan) -> None:
    for table, truth in plan.truth.items():
        shuffled = truth.sample(frac=1, random_state=1)
        score = compare(table, shuffled, truth, line_tolerance=0)
        assert score.share == 1.0, score
        assert score.exact == len(truth)


def test_compare_counts_and_names_a_row_that_differs(plan: GeneratedPlan) -> None:
    truth = plan.truth["norms"]
    found = truth.assign(target=["0%", *truth["target"].iloc[1:]])
    score = compare("norms", found, truth)
    assert score.exact == len(truth) - 1
    assert score.share == pytest.approx((len(truth) - 1) / len(truth))
    assert "target='0%'" in str(score)


def test_compare_counts_a_row_too_many(plan: GeneratedPlan) -> None:
    truth = plan.truth["letters"]
    score = compare("letters", pd.concat([truth, truth.tail(1)]), truth)
    assert score.share == pytest.approx(len(truth) / (len(truth) + 1))


def test_compare_looks_at_lines_only_when_told(plan: GeneratedPlan) -> None:
    truth = plan.truth["budget"]
    found = truth.assign(line=truth["line"] + 2)
    assert compare("budget", found, truth).share == 1.0
    assert compare("budget", found, truth, line_tolerance=2).share == 1.0
    assert compare("budget", found, truth, line_tolerance=1).share == 0.0


def test_compare_names_a_missing_column(plan: GeneratedPlan) -> None:
    truth = plan.truth["letters"]
    with pytest.raises(ValueError, match="letters: no column status"):
        compare("letters", truth.drop(columns="status"), truth)
