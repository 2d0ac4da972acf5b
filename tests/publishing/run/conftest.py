"""A project of a few notebooks in a temporary folder."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from analysis.paths import Project

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path


@pytest.fixture
def make_project(tmp_path: Path) -> Callable[..., Project]:
    """The first code cell of each notebook is its parameters cell."""

    def make(
        notebooks: Mapping[str, Sequence[str]],
        *,
        report: Mapping[str, Any] | None = None,
        year: Mapping[str, Any] | None = None,
        tagged: int = 0,
    ) -> Project:
        chapters = [{"id": n, "title": n.title(), "notebook": f"{n}.ipynb"} for n in notebooks]
        general = {"title": "Proef", "publisher": "Niemand", "chapters": chapters, **(report or {})}
        for folder in ("params", "notebooks"):
            (tmp_path / folder).mkdir()
        (tmp_path / "params/report.yaml").write_text(yaml.safe_dump(general))
        (tmp_path / "params/2023.yaml").write_text(yaml.safe_dump({"year": 2023, **(year or {})}))
        for name, sources in notebooks.items():
            content = json.dumps(notebook(sources, tagged))
            (tmp_path / "notebooks" / f"{name}.ipynb").write_text(content)
        return Project(tmp_path)

    return make


def notebook(sources: Sequence[str], tagged: int = 0) -> dict[str, Any]:
    """Write a notebook as JSON has it: a title, then code cells, one of them tagged."""
    title = {"cell_type": "markdown", "id": "title", "metadata": {}, "source": "# Titel"}
    cells: list[dict[str, Any]] = [
        {
            "cell_type": "code",
            "id": f"code-{place}",
            "metadata": {"tags": ["parameters"]} if place == tagged else {},
            "source": source,
            "outputs": [],
            "execution_count": None,
        }
        for place, source in enumerate(sources)
    ]
    return {"cells": [title, *cells], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
