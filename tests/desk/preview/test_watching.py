"""A save counts once, and only when the content of a file that people keep has changed."""

from __future__ import annotations

import os
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analysis.checksums import PACKAGE
from analysis.desk.preview.watching import FORK_SERVER, Changed, Watched
from analysis.paths import Project
from analysis.publishing.run.warm import SCRIPT

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def kept(tmp_path: Path) -> Project:
    """A project with a file in each watched folder."""
    files = ("notebooks/vsi.ipynb", "params/2023.yaml", "data/raw/2023/norms.csv", "src/a/b.py")
    for name in (*files, "requirements.lock", "reports/2023/index.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("before", encoding="utf-8")
    return Project(tmp_path)


@pytest.fixture
def watched(kept: Project) -> Watched:
    """Watches the project, whose package is `src/a`."""
    return Watched(kept, kept.root / "src/a")


def atomic(path: Path, text: str) -> list[Path]:
    """Save as JupyterLab does: a new file takes the place of the old one."""
    beside = path.with_name(f".~{path.name}")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
    return [beside, path]


def in_place(path: Path, text: str) -> list[Path]:
    """Save as a simple editor does: empty the file, then write it."""
    path.write_text(text, encoding="utf-8")
    return [path, path]


def with_checkpoint(path: Path, text: str) -> list[Path]:
    """Save as Jupyter does the second time: with a copy in a folder of its own."""
    copy = path.parent / ".ipynb_checkpoints" / f"{path.stem}-checkpoint.ipynb"
    copy.parent.mkdir()
    copy.write_text(text, encoding="utf-8")
    return [copy, copy.parent, *in_place(path, text)]


@pytest.mark.parametrize("save", [atomic, in_place, with_checkpoint])
def test_a_save_counts_once(
    kept: Project, watched: Watched, save: Callable[[Path, str], list[Path]]
) -> None:
    saved = save(kept.notebooks / "vsi.ipynb", "after")
    assert watched.look(saved) is Changed.INPUT
    assert watched.look(saved) is Changed.NOTHING


def test_a_file_saved_as_it_was_does_not_count(kept: Project, watched: Watched) -> None:
    notebook = kept.notebooks / "vsi.ipynb"
    os.utime(notebook)
    assert watched.look(atomic(notebook, "before")) is Changed.NOTHING


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("params/2023.yaml", Changed.INPUT),
        ("data/raw/2023/norms.csv", Changed.INPUT),
        ("data/raw/2023/new.csv", Changed.INPUT),
        ("src/a/b.py", Changed.CODE),
        ("src/a/page.css", Changed.CODE),
        ("src/a/__pycache__/b.cpython-311.pyc", Changed.NOTHING),
        ("notebooks/.vsi.ipynb.swp", Changed.NOTHING),
        ("data/raw/2023/.~lock.norms.csv#", Changed.NOTHING),
        ("reports/2023/index.html", Changed.NOTHING),
    ],
)
def test_what_a_save_changes_follows_from_its_place(
    kept: Project, watched: Watched, name: str, changed: Changed
) -> None:
    path = kept.root / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("after", encoding="utf-8")
    assert watched.look([path]) is changed


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("src/a/b.py", Changed.INPUT),
        ("src/a/c.py", Changed.CODE),
        ("src/a/page.css", Changed.CODE),
        ("notebooks/vsi.ipynb", Changed.INPUT),
    ],
)
def test_a_module_that_the_worker_has_not_imported_needs_no_new_worker(
    kept: Project, watched: Watched, name: str, changed: Changed
) -> None:
    watched.loaded = frozenset({"c.py"})
    path = kept.root / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("after", encoding="utf-8")
    assert watched.look([path]) is changed


def test_a_removed_file_counts(kept: Project, watched: Watched) -> None:
    path = kept.root / "data/raw/2023/norms.csv"
    path.unlink()
    assert watched.look([path]) is Changed.INPUT


def test_the_files_of_a_folder_that_moves_as_a_whole_count(kept: Project, watched: Watched) -> None:
    folder, away = kept.root / "data/raw/2023", kept.root / "away"
    folder.rename(away)
    assert watched.look([folder]) is Changed.INPUT
    assert watched.look([folder]) is Changed.NOTHING
    away.rename(folder)
    assert watched.look([folder]) is Changed.INPUT
    assert watched.look([folder, folder / "norms.csv"]) is Changed.NOTHING


def test_a_changed_module_is_compiled_again_even_if_size_and_time_are_the_same(
    kept: Project, watched: Watched
) -> None:
    module = kept.root / "src/a/b.py"
    compiled = Path(cache_from_source(module))
    compiled.parent.mkdir()
    compiled.write_bytes(b"before")
    os.utime(module)
    assert watched.look([module]) is Changed.NOTHING
    assert compiled.exists()
    module.write_text("after1", encoding="utf-8")
    assert watched.look([module]) is Changed.CODE
    assert not compiled.exists()


def test_two_kinds_of_saves_at_once_are_both_told(kept: Project, watched: Watched) -> None:
    paths = [kept.notebooks / "vsi.ipynb", kept.root / "src/a/b.py"]
    for path in paths:
        path.write_text("after", encoding="utf-8")
    assert watched.look(paths) == Changed.INPUT | Changed.CODE


def test_another_lock_is_another_software(kept: Project, watched: Watched) -> None:
    assert watched.look_at_software() is Changed.NOTHING
    (kept.root / "requirements.lock").write_text("pandas==9", encoding="utf-8")
    assert watched.look_at_software() is Changed.SOFTWARE
    assert watched.look_at_software() is Changed.NOTHING


def test_another_fork_server_is_another_software(kept: Project, watched: Watched) -> None:
    script = kept.root / "src/a" / FORK_SERVER
    script.parent.mkdir(parents=True)
    script.write_text("after", encoding="utf-8")
    assert watched.look_at_software() is Changed.SOFTWARE
    assert (PACKAGE / FORK_SERVER) == SCRIPT


def test_an_installed_library_is_another_software(
    kept: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path / "site")
    (tmp_path / "site" / "pandas-3.0.0.dist-info").mkdir(parents=True)
    watched = Watched(kept, kept.root / "src/a")
    (tmp_path / "site" / "pandas-3.0.0.dist-info").rename(
        tmp_path / "site" / "pandas-3.0.1.dist-info"
    )
    assert watched.look_at_software() is Changed.SOFTWARE
