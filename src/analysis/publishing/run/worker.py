"""The process on a Dask worker from which the kernels of a run are forked.

Imports Dask; import this module only where a cluster is used.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from threading import Lock, Timer
from typing import TYPE_CHECKING, Any

from distributed import WorkerPlugin, get_worker

from analysis.publishing.run.environment import environment
from analysis.publishing.run.warm import warm_kernels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.publishing.run.warm import WarmKernels

UNUSED_SECONDS = 600  # a killed run cannot clean up


class WarmWorker(WorkerPlugin):
    """Starts the imports when a worker joins, and ends their process when it leaves.

    The process also ends after `unused` seconds in which no job used it, and starts again when a
    job needs it.
    """

    def __init__(self, imports: frozenset[str], unused: float = UNUSED_SECONDS) -> None:
        self._imports = imports
        self._unused = unused

    def setup(self, worker: Any) -> None:  # noqa: ANN401 - Dask's own, untyped
        """Start the process; it imports while the worker goes on."""
        del worker
        self._lock = Lock()
        self._users = 0
        self._ending: Timer | None = None
        self._process: ExitStack | None = None
        self._kernels: WarmKernels | None = None
        with self.kernels():
            pass

    def teardown(self, worker: Any) -> None:  # noqa: ANN401 - as above
        """End the process, and every kernel that it started."""
        del worker
        with self._lock:
            self._end()

    @contextmanager
    def kernels(self) -> Iterator[WarmKernels | None]:
        """Lend what starts kernels; None where kernels cannot be forked."""
        with self._lock:
            self._users += 1
            if self._process is None:
                self._process = ExitStack()
                warm = warm_kernels(lambda: self._imports, environment())
                self._kernels = self._process.enter_context(warm)
        try:
            yield self._kernels
        finally:
            with self._lock:
                self._users -= 1
                self._count_down()

    def _count_down(self) -> None:
        if self._ending is not None:
            self._ending.cancel()
        self._ending = Timer(self._unused, self._end_unused)
        self._ending.daemon = True  # a worker that ends need not wait for it
        self._ending.start()

    def _end_unused(self) -> None:
        with self._lock:
            if not self._users:
                self._end()

    def _end(self) -> None:
        if self._ending is not None:
            self._ending.cancel()
        if self._process is not None:
            self._process.close()
        self._process = None


@contextmanager
def kernels_of_worker(name: str | None) -> Iterator[WarmKernels | None]:
    """Lend what starts a run's kernels on this worker; None without the run's plugin.

    The plugin has a name, since several runs may use one worker.
    """
    try:
        plugin = get_worker().plugins.get(name) if name else None
    except ValueError:  # this process is not a worker
        plugin = None
    if not isinstance(plugin, WarmWorker):
        yield None
        return
    with plugin.kernels() as kernels:
        yield kernels
