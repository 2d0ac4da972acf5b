"""Escapes markup in computed prose, except what our own sentences use.

Sentences repeat labels of the plan, which can contain anything. The prose in Markdown cells, which
analysts write, stays unchanged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.publishing.page.contract import MIME, PROSE, about, code_cells
from analysis.toolkit.markdown import tamed

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from analysis.publishing.page.contract import Resources


def tame_prose(nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
    """Escape markup in the prose of all outputs, but for Markdown that a cell displays itself."""
    for cell in code_cells(nb):
        for output in cell.outputs:
            if about(output).get("kind") == PROSE and not about(output).get("authored"):
                output.data[MIME[PROSE]] = tamed(output.data[MIME[PROSE]])
    return nb, resources
