"""An exception while a notebook is rendered is a problem that names chapter and cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.publishing.page import html
from analysis.publishing.page.checks import ReportError
from analysis.publishing.page.displayed import with_kinds
from composing import build_report, code, notebook, shown, text

if TYPE_CHECKING:
    from nbformat import NotebookNode


@pytest.mark.parametrize("error", [TypeError("kapot"), KeyError("kapot"), RecursionError("kapot")])
def test_whatever_is_raised_names_the_cell(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def broken(nb: NotebookNode) -> NotebookNode:
        if any("fout" in str(cell) for cell in nb.cells):
            raise error
        return with_kinds(nb)

    monkeypatch.setattr(html, "with_kinds", broken)
    cells = text("# A\n\nTekst."), code("goed", shown("prose", {"text/markdown": "x"}))
    nb = notebook(*cells, code("fout", shown("prose", {"text/markdown": "x"})))
    with pytest.raises(ReportError) as caught:
        build_report([("a", "A", nb)], title="T", publisher="N", year=2023)
    (problem,) = caught.value.problems
    assert problem.where == "chapter 'a', code cell 2"
    assert type(error).__name__ in problem.found
    assert caught.value.exit_code == 4
