"""Runs a notebook's cells in this process, and keeps what they show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import nbformat

if TYPE_CHECKING:
    import pytest

    from analysis.paths import Project

Shown = tuple[dict[str, str], dict[str, Any]]


def shown_by(
    project: Project, year: int, chapter: str, monkeypatch: pytest.MonkeyPatch
) -> list[Shown]:
    """Run a chapter of a year and return each item that it shows: its data, and what it says."""
    shown: list[Shown] = []
    monkeypatch.setattr(
        "analysis.toolkit.display.publish_display_data",
        lambda data, metadata: shown.append((data, metadata["planmonitor"])),
    )
    monkeypatch.chdir(project.notebooks)
    path = project.notebooks / f"{chapter}.ipynb"
    book = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    names: dict[str, Any] = {}
    for cell in book.cells:
        if cell.cell_type == "code":
            exec(cell.source, names)  # noqa: S102 - our own notebook
            if "parameters" in cell.metadata.get("tags", []):
                names |= {"year": year, "chapter": chapter}
    return shown


def texts(shown: list[Shown]) -> str:
    """Return all sentences that were shown."""
    return "\n".join(data["text/markdown"] for data, about in shown if about["kind"] == "prose")


def titles(shown: list[Shown]) -> list[str]:
    """Return the titles of all figures and tables that were shown."""
    return [about["title"] for _, about in shown if about["kind"] in {"figure", "table"}]
