"""The Markdown and the page show before and after, and no text of a report becomes markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from analysis.publishing.changes import as_markdown, as_page, compare_folders
from analysis.publishing.changes.change import Change, ChangeKind, Piece, marked, shortened
from analysis.publishing.changes.folders import FolderChanges, ReportChanges
from analysis.publishing.page.checks import check_page
from analysis.toolkit.markdown import escaped
from publishing.changes.pages import changed, write_report

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = "<script>x</script> @team ![a](https://b.be/c.png) | **d** `e` #1 www.f.be <!-- g -->"


@pytest.fixture
def compared(tmp_path: Path) -> FolderChanges:
    page = changed(('value">3 <', 'value">4 <'), ("M0 0", "M1 1"), ("<td>96<", "<td>97<"))
    before, after = write_report(tmp_path / "a/2023"), write_report(tmp_path / "b/2023", page)
    return compare_folders(before, after)


def test_markdown_has_a_row_per_change_with_what_differs_marked(compared: FolderChanges) -> None:
    lines = as_markdown(compared).splitlines()
    assert "- **2023**: 1 number, 1 figure, 1 table" in lines
    assert "### 2023 · Inspectie" in lines
    row = "| **Number**<br>Dossiers | <del>3</del> van 9; 33 % | <b>4</b> van 9; 33 % |"
    assert row in lines
    row = "| **Table: row Juist**<br>Normen | Resultaat: <del>96</del> | Resultaat: <b>97</b> |"
    assert row in lines


def test_reports_that_are_the_same_need_one_sentence(tmp_path: Path) -> None:
    one, two = write_report(tmp_path / "a/2023"), write_report(tmp_path / "b/2023")
    found = compare_folders(one, two)
    assert as_markdown(found).splitlines()[-1] == "Nothing: the reports are the same."
    assert "Nothing: the reports are the same." in as_page(found)


def test_a_comment_that_would_be_too_long_says_how_much_is_left_out(
    compared: FolderChanges,
) -> None:
    found = as_markdown(compared, longest=100)
    assert "3 more rows do not fit here" in found
    assert "### " not in found


def test_a_comment_that_would_be_too_long_shows_the_rows_that_fit(
    compared: FolderChanges,
) -> None:
    whole = as_markdown(compared)
    found = as_markdown(compared, longest=len(whole.encode()) - 20)
    assert "1 more rows do not fit here" in found
    assert "<del>3</del> van 9" in found
    assert all(line in whole for line in found.splitlines()[:-1])


def test_a_comment_is_measured_in_bytes() -> None:
    """The longest comment is one of characters, and most Dutch ones have one byte."""
    changes = tuple(
        Change(ChangeKind.TEXT, "Inspectie", "", "", "", f"{place} {'é' * 500}")
        for place in range(100)
    )
    found = as_markdown(FolderChanges((ReportChanges("2023", "changed", changes),)))
    assert 50_000 < len(found.encode()) < 61_000


def test_of_many_new_rows_of_a_table_a_comment_shows_the_first() -> None:
    rows = tuple(
        Change(ChangeKind.TABLE, "Inspectie", "Normen", f"new row {place}", "", f"N: {place}")
        for place in range(20)
    )
    lines = as_markdown(FolderChanges((ReportChanges("2023", "changed", rows),))).splitlines()
    assert [line for line in lines if "new row" in line][-1].startswith("| **Table: new row 5**")
    assert lines[-1] == "| **Table: 14 more new**<br>Normen | _see the page of changes_ | |"


def test_text_of_a_report_is_no_markup_in_a_comment() -> None:
    found = escaped(HOSTILE)
    assert re.findall(r"[<>`*|\[\]]|@\w|(?<!&)#\d|://|www\.", found) == []


def test_text_of_a_report_is_no_markup_on_the_page(tmp_path: Path) -> None:
    hidden = HOSTILE.replace("<", "&lt;")
    page = changed(("Een punt.", hidden), ("Drie staven", hidden))
    before, after = write_report(tmp_path / "a/2023"), write_report(tmp_path / "b/2023", page)
    html = as_page(compare_folders(before, after))
    assert "<script" not in html
    assert "&lt;script&gt;x&lt;/script&gt;" in html


def test_the_page_shows_both_drawings_and_asks_for_nothing(compared: FolderChanges) -> None:
    html = as_page(compared)
    assert len(re.findall(r'<img src="data:image/svg\+xml;base64,', html)) == 2
    assert "<del>3</del> van 9" in html
    assert "<ins>4</ins> van 9" in html
    assert [one for one in check_page(html) if "fetch" in str(one) or "closed" in str(one)] == []


def test_the_signs_around_a_word_that_differs_stay_as_they_are() -> None:
    before, after = marked("(tot −1,7), samen 2.775.", "(tot +1,9), samen 2.774.")
    assert [one.text for one in before if one.is_own] == ["−1,7", "2.775"]
    assert [one.text for one in after if one.is_own] == ["+1,9", "2.774"]


def test_only_what_is_near_a_difference_is_kept() -> None:
    words = " ".join(f"w{place}" for place in range(60))
    before, _ = marked(f"{words} x", f"{words} y")
    kept = list(shortened(before))
    assert kept[-1] == Piece("x", is_own=True)
    assert kept[0].text.startswith(" … ")
    assert len(kept[0].text.split()) < 15
