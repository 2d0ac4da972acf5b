from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.data import folders
from analysis.data.folders import staged

if TYPE_CHECKING:
    from pathlib import Path


def fill(target: Path, text: str) -> None:
    with staged(target) as folder:
        (folder / "a.csv").write_text(text)


def half_filled(target: Path, stop: type[BaseException]) -> None:
    with staged(target) as folder:
        (folder / "a.csv").write_text("half")
        raise stop


def test_a_folder_is_made_and_then_replaced_as_a_whole(tmp_path: Path) -> None:
    target = tmp_path / "raw" / "2031"
    fill(target, "old")
    (target / "b.csv").write_text("more")
    fill(target, "new")
    assert {path.name: path.read_text() for path in target.iterdir()} == {"a.csv": "new"}
    assert list(target.parent.iterdir()) == [target]


def test_two_renames_do_where_the_system_cannot_exchange(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "_exchange", lambda *_: False)
    test_a_folder_is_made_and_then_replaced_as_a_whole(tmp_path)


@pytest.mark.parametrize("stop", [OSError, KeyboardInterrupt, SystemExit])
def test_a_stop_leaves_the_old_folder_and_nothing_beside_it(
    tmp_path: Path, stop: type[BaseException]
) -> None:
    target = tmp_path / "2031"
    fill(target, "old")
    with pytest.raises(stop):
        half_filled(target, stop)
    assert (target / "a.csv").read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_what_a_killed_run_left_is_put_right_by_the_next(tmp_path: Path) -> None:
    (tmp_path / ".2031.0123abcd.old").mkdir()
    (tmp_path / ".2031.0123abcd.old" / "a.csv").write_text("old")
    (tmp_path / ".2031.89abcdef").mkdir()
    (tmp_path / ".2031.notes").mkdir()
    with pytest.raises(ValueError, match="no"), staged(tmp_path / "2031"):
        raise ValueError("no")  # noqa: EM101 - the test's own
    assert (tmp_path / "2031" / "a.csv").read_text() == "old"
    assert {path.name for path in tmp_path.iterdir()} == {"2031", ".2031.notes"}
