from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

import pytest

from analysis import folders
from analysis.folders import discard, staged

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def fill(target: Path, text: str) -> None:
    with staged(target) as folder:
        (folder / "a.csv").write_text(text)


def half_filled(target: Path, stop: type[BaseException]) -> None:
    with staged(target) as folder:
        (folder / "a.csv").write_text("half")
        raise stop


def test_a_folder_is_created_and_later_replaced_as_a_whole(tmp_path: Path) -> None:
    target = tmp_path / "raw" / "2031"
    fill(target, "old")
    (target / "b.csv").write_text("more")
    fill(target, "new")
    assert {path.name: path.read_text() for path in target.iterdir()} == {"a.csv": "new"}
    assert list(target.parent.iterdir()) == [target]


def test_a_folder_is_replaced_with_two_renames_if_the_system_cannot_exchange(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "_exchange", lambda *_: False)
    test_a_folder_is_created_and_later_replaced_as_a_whole(tmp_path)


@pytest.mark.parametrize("stop", [OSError, KeyboardInterrupt, SystemExit])
def test_an_interruption_leaves_only_the_old_folder(
    tmp_path: Path, stop: type[BaseException]
) -> None:
    target = tmp_path / "2031"
    fill(target, "old")
    with pytest.raises(stop):
        half_filled(target, stop)
    assert (target / "a.csv").read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_the_next_call_cleans_up_after_a_killed_process(tmp_path: Path) -> None:
    (tmp_path / ".2031.0123abcd.old").mkdir()
    (tmp_path / ".2031.0123abcd.old" / "a.csv").write_text("old")
    (tmp_path / ".2031.89abcdef").mkdir()
    (tmp_path / ".2031.notes").mkdir()
    with pytest.raises(ValueError, match="no"), staged(tmp_path / "2031"):
        raise ValueError("no")  # noqa: EM101 - an error of the test itself
    assert (tmp_path / "2031" / "a.csv").read_text() == "old"
    assert {path.name for path in tmp_path.iterdir()} == {"2031", ".2031.notes"}


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    """Of two concurrent calls neither waits or loses its files, and the last one wins."""
    target = tmp_path / "2031"
    with staged(target) as first:
        (first / "a.csv").write_text("first")
        fill(target, "second")
        assert (target / "a.csv").read_text() == "second"
        assert (first / "a.csv").read_text() == "first"
    assert (target / "a.csv").read_text() == "first"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("stop_at", [1, 2])
def test_an_interruption_between_two_renames_restores_the_old_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop_at: int
) -> None:
    target = tmp_path / "2031"
    fill(target, "old")
    monkeypatch.setattr(folders, "_exchange", lambda *_: False)
    monkeypatch.setattr("pathlib.Path.rename", stopping_after(stop_at))
    with pytest.raises(KeyboardInterrupt):
        fill(target, "new")
    assert (target / "a.csv").read_text() in {"old", "new"}
    assert list(tmp_path.iterdir()) == [target]


def stopping_after(count: int) -> Callable[[Path, Path], None]:
    """Return a `Path.rename` that raises KeyboardInterrupt after the call number `count`."""
    done: list[Path] = []

    def rename(source: Path, target: Path) -> None:
        os.rename(source, target)  # noqa: PTH104 - Path.rename is replaced
        done.append(target)
        if len(done) == count:
            raise KeyboardInterrupt

    return rename


def test_concurrent_calls_each_write_a_complete_folder(tmp_path: Path) -> None:
    target = tmp_path / "2031"
    failed: list[BaseException] = []

    def build(name: str) -> None:
        try:
            for _ in range(20):
                fill(target, name)
        except OSError as error:
            failed.append(error)

    threads = [threading.Thread(target=build, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert (target / "a.csv").read_text() in set("abcd")
    assert list(tmp_path.iterdir()) == [target]


def test_the_folder_has_the_default_permissions(tmp_path: Path) -> None:
    fill(tmp_path / "2031", "new")
    (tmp_path / "plain").mkdir()
    assert (tmp_path / "2031").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_file_is_never_replaced_by_a_folder(tmp_path: Path) -> None:
    target = tmp_path / "README.md"
    target.write_text("mine")
    with pytest.raises(NotADirectoryError, match=r"README\.md"):
        fill(target, "new")
    assert target.read_text() == "mine"


def test_a_symbolic_link_is_kept(tmp_path: Path) -> None:
    fill(tmp_path / "elsewhere", "old")
    (tmp_path / "2031").symlink_to("elsewhere")
    fill(tmp_path / "2031", "new")
    assert (tmp_path / "2031").is_symlink()
    assert (tmp_path / "elsewhere" / "a.csv").read_text() == "new"


def test_a_discarded_folder_never_replaces_its_target(tmp_path: Path) -> None:
    """An interrupted run discards the folder while another thread still writes to it."""
    target = tmp_path / "2023"
    with staged(target) as folder:
        (folder / "page").write_text("old")
    with pytest.raises(FileNotFoundError):
        _staged_and_discarded(target)
    assert (target / "page").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["2023"]


def _staged_and_discarded(target: Path) -> None:
    with staged(target) as folder:
        (folder / "page").write_text("new")
        discard(folder)
        assert not folder.exists()
