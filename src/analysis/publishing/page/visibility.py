"""Keeps what readers see of a notebook: Quarto's options, parameters, printed lines, raw cells."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from analysis.publishing.page.contract import DECLARED, INJECTED, KEY, SHOW_TAG, tags
from analysis.publishing.page.options import is_off, read_options

if TYPE_CHECKING:
    from nbformat import NotebookNode


def visible(nb: NotebookNode) -> tuple[NotebookNode, str]:
    """Return a copy with what readers see, and the code of the parameters that were used.

    Parameters cells, raw cells, empty cells and printed lines are left out; printed lines stay in a
    cell with the tag `show-output`. The options of each code cell are in its metadata, as
    `read_options` puts them there, and have been followed; its code is empty when it is hidden.
    """
    made = deepcopy(nb)
    read_options(made)
    parameters = _parameters(made)
    made.cells = [cell for cell in made.cells if _is_shown(cell)]
    for cell in made.cells:
        if cell.cell_type == "code":
            _hide(cell)
    return made, parameters


def _parameters(nb: NotebookNode) -> str:
    """Return the code of the parameters, without comments; empty when an option hides it."""
    cells = {tag: cell for cell in nb.cells for tag in tags(cell) if tag in (DECLARED, INJECTED)}
    declared, used = cells.get(DECLARED), cells.get(INJECTED) or cells.get(DECLARED)
    options = declared.metadata[KEY].get("options", {}) if declared else {}
    if used is None or is_off(options, "include") or is_off(options, "echo"):
        return ""
    return "\n".join(line for line in used.source.splitlines() if not line.startswith("#"))


def _is_shown(cell: NotebookNode) -> bool:
    if cell.cell_type == "raw" or {DECLARED, INJECTED} & set(tags(cell)):
        return False
    if is_off(cell.metadata[KEY].get("options", {}), "include"):
        return False
    return bool(cell.source or cell.get("outputs"))


def _hide(cell: NotebookNode) -> None:
    options = cell.metadata[KEY]["options"]
    if is_off(options, "echo"):
        cell.source = ""
    shown = {"error"}  # never published, and so reported
    if not is_off(options, "output") and not is_off(options, "eval"):
        shown |= {"display_data", "execute_result"} | (
            {"stream"} if SHOW_TAG in tags(cell) else set()
        )
    cell.outputs = [one for one in cell.outputs if one.output_type in shown]
