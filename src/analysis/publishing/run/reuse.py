"""Turns executed notebooks into cached runs, and cached runs into executed notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import nbformat
from nbformat import NotebookNode

from analysis.publishing.run.cache import CachedRun
from analysis.publishing.run.declared import TAG
from analysis.publishing.run.executed import Executed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from analysis.checksums import Inputs
    from analysis.publishing.run.plan import Job

INJECTED = "injected-parameters"


def cached_run(executed: Executed, inputs: Inputs, unused: Iterable[str] = ()) -> CachedRun:
    """Return what the cache stores of a run: its outputs, and the code of the injected cell.

    `inputs` are all that it could depend on, `unused` those that it did not use.
    """
    outputs = []
    for cell in executed.notebook.cells:
        if cell.cell_type == "code":
            kept = {"execution_count": cell.execution_count, "outputs": cell.outputs}
            injected = INJECTED in cell.metadata.get("tags", [])
            outputs.append(kept | ({"injected": cell.source} if injected else {}))
    return CachedRun(inputs, executed.timing, outputs, sorted(unused))


def reused(job: Job, cached: CachedRun) -> Executed:
    """Return the executed notebook, from the current notebook and a cached run of the same code.

    It is identical, byte for byte, to what a run of the notebook gives.
    """
    notebook = nbformat.read(job.notebook, as_version=4)  # type: ignore[no-untyped-call] # no types
    kept = iter(cached.outputs)
    cells = []
    for cell in notebook.cells:
        cells.append(cell)
        if cell.cell_type == "code":
            _fill(cell, next(kept))
            if TAG in cell.metadata.get("tags", []):
                cells.append(_injected(next(kept)))
    notebook.cells = cells
    return Executed(job, settled(notebook), cached.timing, reused=True)


def settled(notebook: NotebookNode) -> NotebookNode:
    """Remove what papermill adds and what differs from run to run: times, paths, random ids."""
    notebook.metadata.pop("papermill", None)
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        if not cell.metadata.get("tags"):
            cell.metadata.pop("tags", None)
        if INJECTED in cell.metadata.get("tags", []):
            cell["id"] = INJECTED
    return notebook


def _fill(cell: NotebookNode, kept: Mapping[str, Any]) -> None:
    cell.execution_count = kept["execution_count"]
    cell.outputs = nbformat.from_dict(kept["outputs"])  # type: ignore[no-untyped-call] # as above


def _injected(kept: Mapping[str, Any]) -> NotebookNode:
    cell: NotebookNode = nbformat.v4.new_code_cell(kept["injected"])  # type: ignore[no-untyped-call] # as above
    cell.metadata["tags"] = [INJECTED]
    _fill(cell, kept)
    return cell
