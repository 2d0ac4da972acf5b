from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analysis.errors import DocumentError
from analysis.plan.ingest import read_plan
from analysis.plan.ingest.completeness import missing_tables
from analysis.plan.tables.raw import RAW_COLUMNS

if TYPE_CHECKING:
    from analysis.plan.ingest.plan import RawPlan

REAL = Path(__file__).resolve().parents[4] / "shared" / "plans" / "ondernemingsplan-2023.txt"
TABLES = {
    "abbreviations",
    "budget",
    "headings",
    "inspections",
    "letters",
    "milestones",
    "norms",
    "objectives",
    "projects",
    "references",
    "statements",
    "workforce",
}


def test_a_plan_has_every_table_as_text(small_plan: RawPlan) -> None:
    assert set(small_plan.tables) == TABLES
    for name, table in small_plan.tables.items():
        assert tuple(table.columns) == RAW_COLUMNS[name]
        assert not table.empty
        assert table.map(lambda cell: isinstance(cell, str)).all(axis=None)


def test_the_source_says_what_the_footers_say(small_plan: RawPlan) -> None:
    facts = {key: small_plan.source[key] for key in ("title", "publisher", "published", "pages")}
    assert facts == {
        "title": "Plan - DWX - 2031",
        "publisher": "Departement Waterwegen en Kanalen",
        "published": "2031-02-28",
        "pages": 20,
    }


def test_a_plan_of_another_year_is_refused(small_path: Path) -> None:
    with pytest.raises(DocumentError, match="planned for 2031 and evaluated for 2030") as caught:
        read_plan(small_path, 2030)
    assert "--year" in str(caught.value)


def test_the_year_can_be_taken_from_the_tables(small_path: Path) -> None:
    assert read_plan(small_path).year == 2031


def test_a_text_that_is_no_plan_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "brief.txt"
    path.write_text("Geachte heer\n\nHierbij de brief.\n", encoding="utf-8")
    with pytest.raises(DocumentError, match="a table 'Mijlpalen 2031'"):
        read_plan(path, 2031)


HEADERS = {
    "norms": ("Kernproces", "Wettelijke bepaling/streefnorm"),
    "inspections": ("Maatregel/kernproces",),
    "budget": ("MAATREGEL",),
}


def without(text: str, *tables: str) -> str:
    """Put other words in the headers of tables; one word alone would still be like the header."""
    for word in (word for table in tables for word in HEADERS[table]):
        text = text.replace(word * 4, "Iets")
    return text


@pytest.mark.parametrize("table", HEADERS)
def test_a_plan_without_one_table_is_read_and_the_table_is_named(
    small_path: Path, tmp_path: Path, table: str
) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(without(small_path.read_text(encoding="utf-8"), table), encoding="utf-8")
    plan = read_plan(path, 2031)
    assert missing_tables(plan.tables) == [table]
    assert len(plan.tables["milestones"]) > 0
    assert any(note.reason.startswith(f"{table}: no row was read") for note in plan.notes)


def test_a_plan_without_two_tables_is_refused_by_their_names(
    small_path: Path, tmp_path: Path
) -> None:
    path = tmp_path / "plan.txt"
    text = without(small_path.read_text(encoding="utf-8"), "norms", "budget")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError, match="the overview of norms") as caught:
        read_plan(path, 2031)
    assert "the budget table" in str(caught.value)
    assert len(caught.value.problems) == 2


def test_a_plan_without_its_first_half_is_refused(small_path: Path, tmp_path: Path) -> None:
    lines = small_path.read_text(encoding="utf-8").split("\n")
    path = tmp_path / "half.txt"
    path.write_text("\n".join(lines[len(lines) // 2 :]), encoding="utf-8")
    with pytest.raises(DocumentError) as caught:
        read_plan(path, 2031)
    wanted = " ".join(problem.expected for problem in caught.value.problems)
    for part in ("the numbered headings", "the objectives", "a numbered heading over each table"):
        assert part in wanted


def test_a_plan_without_its_first_chapter_is_refused(small_path: Path, tmp_path: Path) -> None:
    lines = small_path.read_text(encoding="utf-8").split("\n")
    second = next(place for place, line in enumerate(lines) if re.match(r" ?2\.? [A-Z]{3}", line))
    path = tmp_path / "rest.txt"
    path.write_text("\n".join(lines[second:]), encoding="utf-8")
    with pytest.raises(DocumentError, match="chapter 2 as the first one"):
        read_plan(path, 2031)


@pytest.mark.slow
@pytest.mark.parametrize("start", [0.05, 0.1, 0.3, 0.5, 0.7])
def test_no_beheaded_part_of_the_real_plan_passes(
    real_plan: RawPlan, tmp_path: Path, start: float
) -> None:
    assert real_plan.year == 2023
    lines = REAL.read_text(encoding="utf-8").split("\n")
    path = tmp_path / "part.txt"
    path.write_text("\n".join(lines[int(len(lines) * start) :]), encoding="utf-8")
    with pytest.raises(DocumentError, match="Give the whole plan, as published"):
        read_plan(path, 2023)


def test_the_real_plan_gives_all_its_milestones(real_plan: RawPlan) -> None:
    table = real_plan.tables["milestones"]
    evaluated = table[table["kind"] == "evaluated"]
    assert Counter(evaluated["status"]) == {
        "Gerealiseerd": 317,
        "Loopt met vertraging": 30,
        "Loopt op schema": 21,
        "On hold": 6,
        "Geheroriënteerd": 6,
        "Stopgezet": 4,
        "In voorbereiding": 3,
        "Nvt": 3,
        "": 2,
    }
    assert (evaluated["additional"] == "1").sum() == 74
    timings = table.loc[table["kind"] == "planned", "timing"]
    assert (len(timings), (timings != "").sum()) == (345, 343)


def test_section_311_of_the_real_plan_is_counted_by_hand(real_plan: RawPlan) -> None:
    table = real_plan.tables["milestones"].query("section == '3.1.1' and kind == 'evaluated'")
    assert Counter(zip(table["additional"], table["status"], strict=True)) == {
        ("0", "Gerealiseerd"): 19,
        ("1", "Gerealiseerd"): 6,
        ("1", ""): 1,
    }


@pytest.mark.parametrize(
    ("line", "section", "kind"),
    [
        ("6799", "6.1.1", "evaluated"),
        ("6857", "6.1.1", "evaluated"),
        ("7076", "6.1.2", "planned"),
        ("7430", "6.1.4", "planned"),
        ("7705", "6.1.5", "planned"),
        ("7896", "6.1.7", "evaluated"),
        ("7924", "6.1.7", "planned"),
        ("7980", "6.1.8", "planned"),
        ("8201", "8.2", "planned"),
        ("8211", "8.3", "planned"),
        ("8265", "8.3", "planned"),
        ("8271", "8.4", "planned"),
    ],
)
def test_what_the_real_plan_displaced_is_in_the_section_it_is_about(
    real_plan: RawPlan, line: str, section: str, kind: str
) -> None:
    row = real_plan.tables["milestones"].set_index("line").loc[line]
    assert (row["section"], row["kind"]) == (section, kind)


def test_the_real_plan_gives_all_its_other_rows(real_plan: RawPlan) -> None:
    tables = real_plan.tables
    assert tables["norms"]["measure"].nunique() == 30
    sizes = {name: len(tables[name]) for name in TABLES - {"milestones"}}
    assert sizes == {
        "abbreviations": 44,
        "budget": 74,
        "headings": 123,
        "inspections": 32,
        "statements": 1217,
        "letters": 8,
        "norms": 64,
        "objectives": 23,
        "projects": 24,
        "references": 64,
        "workforce": 20,
    }


def test_the_inspections_of_the_real_plan_add_up(real_plan: RawPlan) -> None:
    table = real_plan.tables["inspections"].set_index("measure")
    cases = table[["cases_previous", "cases_current"]].replace("", "0").astype(int)
    assert list(cases.drop(index="TOTAAL").sum()) == [2163, 2579]
    assert list(cases.loc["TOTAAL"]) == [2163, 2579]


def test_the_committed_tables_are_what_ingest_gives(real_plan: RawPlan, committed: Path) -> None:
    for name, table in real_plan.tables.items():
        kept = pd.read_csv(committed / f"{name}.csv", dtype=str, keep_default_na=False)
        pd.testing.assert_frame_equal(kept, table)


def test_nothing_is_tuned_to_a_year_or_a_place(
    small_plan: RawPlan, small_path: Path, tmp_path: Path
) -> None:
    text = small_path.read_text(encoding="utf-8").replace("203", "204")
    path = tmp_path / "later.txt"
    path.write_text("\n" * 50 + text, encoding="utf-8")
    later = read_plan(path, 2041)
    for name, table in small_plan.tables.items():
        expected = table.apply(lambda column: column.str.replace("203", "204", regex=False))
        for column in {"line", "status_line"} & set(table):
            expected[column] = [line and str(int(line) + 50) for line in table[column]]
        pd.testing.assert_frame_equal(later.tables[name], expected, check_dtype=False)


def test_a_text_has_no_pages_and_its_rows_none(small_plan: RawPlan) -> None:
    assert {page for table in small_plan.tables.values() for page in table["page"]} == {""}


def test_a_reference_gives_its_section_and_topic(real_plan: RawPlan) -> None:
    rows = real_plan.tables["references"].set_index("line")
    assert list(rows.loc["749", ["section", "target", "topic"]]) == [
        "3.1.1",
        "3.4.3",
        "De dienstverlening vanuit de overheid performant en klantgericht uitbouwen",
    ]
    assert list(rows.loc["4685", ["target", "topic"]]) == ["6.1.8", "Legislatuurboodtabel VSI"]
