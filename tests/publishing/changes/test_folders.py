"""Reports of the same name are compared, with their data and their other files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.errors import SettingsError
from analysis.publishing.changes import compare_folders
from analysis.publishing.changes.change import ChangeKind
from publishing.changes.pages import DATA, changed, write_report

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def base(tmp_path: Path) -> Path:
    write_report(tmp_path / "base/2022")
    write_report(tmp_path / "base/2023")
    return tmp_path / "base"


@pytest.fixture
def after(tmp_path: Path) -> Path:
    page = changed(('value">3 <', 'value">4 <'), ("M0 0", "M1 1"), ("Drie staven", "Vier"))
    folder = write_report(tmp_path / "after/2023", page, DATA.replace("95", "96"))
    (folder / "planmonitor-2023.pdf").write_bytes(b"x")
    write_report(tmp_path / "after/vergelijking-2022-2023")
    write_report(tmp_path / "after/2023.draft")
    return tmp_path / "after"


def test_years_and_comparisons_of_two_folders_are_paired_by_name(base: Path, after: Path) -> None:
    found = {one.name: one for one in compare_folders(base, after).reports}
    assert {name: one.status for name, one in found.items()} == {
        "2022": "removed",
        "2023": "changed",
        "vergelijking-2022-2023": "new",
    }
    assert found["2023"].counts() == {
        ChangeKind.NUMBER: 1,
        ChangeKind.FIGURE: 1,
        ChangeKind.DATA: 1,
    }
    assert found["2023"].files == ("planmonitor-2023.pdf",)


def test_one_report_is_compared_with_the_one_of_its_name(base: Path, after: Path) -> None:
    for found in (compare_folders(base / "2023", after), compare_folders(base, after / "2023")):
        assert [one.name for one in found.reports] == ["2023"]


def test_two_reports_of_other_names_are_compared(base: Path, after: Path) -> None:
    (found,) = compare_folders(base / "2022", after / "2023").reports
    assert found.status == "changed"


def test_the_same_reports_have_no_difference(base: Path, tmp_path: Path) -> None:
    """The code in an executed notebook says nothing to a reader."""
    again = write_report(tmp_path / "again/2023")
    (again / "notebooks/vsi.ipynb").write_text("other", encoding="utf-8")
    found = compare_folders(base / "2023", again)
    assert not found.differs
    assert [one.status for one in found.reports] == ["the same"]


def test_a_folder_without_a_report_is_an_error(base: Path, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no report"):
        compare_folders(base, tmp_path / "nowhere")


def test_one_report_that_the_other_side_lacks_is_new(base: Path, tmp_path: Path) -> None:
    only = write_report(tmp_path / "more/2024")
    found = {one.name: one.status for one in compare_folders(base, only).reports}
    assert found == {"2024": "new"}
