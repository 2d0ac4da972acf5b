"""Turns executed notebooks into cached runs, and cached runs into executed notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import nbformat
from nbformat import NotebookNode

from analysis.checksums import READ
from analysis.publishing.page.contract import INJECTED
from analysis.publishing.run.cache import CachedRun
from analysis.publishing.run.declared import TAG
from analysis.publishing.run.executed import Executed
from analysis.publishing.run.notebook_file import read_notebook

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from analysis.checksums import Inputs
    from analysis.publishing.run.plan import Job

WIDGET = "application/vnd.jupyter.widget-view+json"


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
    reads = sorted(filter(READ.fullmatch, executed.modules or ()))
    return CachedRun(inputs, executed.timing, outputs, sorted(unused), reads)


def reused(job: Job, cached: CachedRun) -> Executed:
    """Return the executed notebook, from the current notebook and a cached run of the same code.

    It is identical, byte for byte, to what a run of the notebook gives.
    """
    notebook = source_notebook(job)
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


def source_notebook(job: Job) -> NotebookNode:
    """Return the notebook of a job as it is stored, in the form that a run takes.

    Raises
    ------
    SettingsError
        As `read_notebook`.
    """
    made: NotebookNode = nbformat.from_dict(read_notebook(job.notebook, job.name))  # type: ignore[no-untyped-call] # no types
    return made


def settled(notebook: NotebookNode) -> NotebookNode:
    """Remove what papermill adds and what differs from run to run: times, paths, random ids.

    Widgets have random ids and show nothing in a report.
    """
    notebook.metadata.pop("papermill", None)
    notebook.metadata.pop("widgets", None)
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        if not cell.metadata.get("tags"):
            cell.metadata.pop("tags", None)
        if INJECTED in cell.metadata.get("tags", []):
            cell["id"] = INJECTED
        if cell.cell_type == "code":
            cell.outputs = [one for one in cell.outputs if WIDGET not in one.get("data", {})]
    return notebook


def _fill(cell: NotebookNode, kept: Mapping[str, Any]) -> None:
    cell.execution_count = kept["execution_count"]
    cell.outputs = nbformat.from_dict(kept["outputs"])  # type: ignore[no-untyped-call] # as above


def _injected(kept: Mapping[str, Any]) -> NotebookNode:
    cell: NotebookNode = nbformat.v4.new_code_cell(kept["injected"])  # type: ignore[no-untyped-call] # as above
    cell.metadata["tags"] = [INJECTED]
    _fill(cell, kept)
    return cell
