"""A plugin that hides what only POSIX systems have from every test and what it starts.

    python -m pytest -p without_posix tests/publishing/run

runs those tests as if fork, process groups, `fcntl` and `SIGKILL` did not exist. So do the
processes that the tests start, unless they have another `PYTHONPATH`.
"""

from __future__ import annotations

import builtins
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import posix_names

if TYPE_CHECKING:
    from collections.abc import Iterator


def hide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide the names from our modules in this process."""
    monkeypatch.setattr(builtins, "__import__", posix_names.import_reduced)
    for module, name, stand_in in posix_names.imported():
        monkeypatch.setattr(module, name, stand_in)


def hidden_elsewhere(folder: Path) -> str:
    """Return a `PYTHONPATH` that hides the names in a new Python; write what it needs."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(posix_names.INSTALL, encoding="utf-8")
    before = os.environ.get("PYTHONPATH")
    return os.pathsep.join([str(folder), str(Path(__file__).parent), *([before] if before else ())])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the tests of what is hidden."""
    for item in items:
        if item.get_closest_marker("posix"):
            item.add_marker(pytest.mark.skip(reason="POSIX names are hidden"))


@pytest.fixture(scope="session", autouse=True)
def _hidden_in_processes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        path = hidden_elsewhere(tmp_path_factory.mktemp("hidden") / "path")
        monkeypatch.setenv("PYTHONPATH", path)
        yield


@pytest.fixture(autouse=True)
def _hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    hide(monkeypatch)
