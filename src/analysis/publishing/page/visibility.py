"""Hides what is not for readers: parameters move to the end, printed lines are removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.publishing.page.contract import SHOW_TAG, tags

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from analysis.publishing.page.contract import Resources

DECLARED, INJECTED = "parameters", "injected-parameters"


def keep_visible(nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
    """Remove parameters cells (resources keep their code), raw cells and printed lines."""
    cells = {tag: cell for cell in nb.cells for tag in tags(cell) if tag in (DECLARED, INJECTED)}
    used = cells.get(INJECTED) or cells.get(DECLARED)
    resources["parameters"] = "\n".join(
        line for line in (used.source if used else "").splitlines() if not line.startswith("#")
    )
    hidden = list(cells.values())
    nb.cells = [
        cell
        for cell in nb.cells
        if cell.cell_type != "raw" and cell not in hidden and (cell.source or cell.get("outputs"))
    ]
    for cell in nb.cells:
        if cell.cell_type == "code" and SHOW_TAG not in tags(cell):
            cell.outputs = [o for o in cell.outputs if o.output_type not in ("stream", "error")]
    return nb, resources
