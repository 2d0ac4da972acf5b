"""What a Dask worker keeps while it runs our jobs: a process to fork warm kernels from.

Imports Dask; import this module only where a cluster is used.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from distributed import WorkerPlugin, get_worker

from analysis.runner.environment import environment
from analysis.runner.warm import warm_kernels

if TYPE_CHECKING:
    from analysis.runner.warm import WarmKernels


class WarmWorker(WorkerPlugin):
    """Starts the imports when a worker joins, and ends their process when it leaves.

    Parameters
    ----------
    imports
        The names to import.
    """

    def __init__(self, imports: frozenset[str]) -> None:
        self._imports = imports

    def setup(self, worker: Any) -> None:  # noqa: ANN401 - Dask's own, untyped
        """Start the process; it imports while the worker goes on."""
        del worker
        self._stack = ExitStack()
        self.kernels = self._stack.enter_context(warm_kernels(self._imports, environment()))

    def teardown(self, worker: Any) -> None:  # noqa: ANN401 - as above
        """End the process, and every kernel that it started."""
        del worker
        self._stack.close()


def kernels_of_worker(name: str | None) -> WarmKernels | None:
    """Return what a run's kernels start from on the worker that asks; None where nothing is kept.

    Parameters
    ----------
    name
        The name of the run's plugin, if it has one: several runs may use one worker.
    """
    if name is None:
        return None
    try:
        plugin = get_worker().plugins.get(name)
    except ValueError:  # this is no worker
        return None
    return plugin.kernels if isinstance(plugin, WarmWorker) else None
