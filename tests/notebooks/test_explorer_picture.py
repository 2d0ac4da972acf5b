"""The explorer's notebook, run by papermill: where nobody can press anything, a picture stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import papermill
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.paths import Project

pytestmark = pytest.mark.kernel


def test_papermill_gets_every_view_and_what_a_run_would_do(
    built_copy: Project, tmp_path: Path
) -> None:
    book = papermill.execute_notebook(
        built_copy.notebooks / "verkenner.ipynb",
        tmp_path / "out.ipynb",
        {"year": 2023, "chapter": "vsi"},
        kernel_name="python3",
        cwd=built_copy.notebooks,
        progress_bar=False,
    )
    outputs = [output for cell in book.cells for output in cell.get("outputs", [])]
    assert {output["output_type"] for output in outputs} == {"display_data"}
    assert not [one for one in outputs if "application/vnd.jupyter.widget-view+json" in one["data"]]
    explored, run = (output["data"]["text/html"] for output in outputs)
    for view in ("Mijlpalen", "Planning", "Normen", "Budget", "Inspecties"):
        assert f"<h3>{view}</h3>" in explored
    assert explored.count("<svg") >= 3
    assert "18 mijlpalen van 2022" in explored
    assert "#rijen-" not in explored, "a picture has nothing to press"
    assert '<th scope="col">Waarom</th>' in run
    assert run.count("nog niet eerder uitgevoerd") == 12
