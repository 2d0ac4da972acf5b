"""One fork server for the runs of several tests, as the runs of a preview share one.

Otherwise each run starts a server of its own, which imports for two seconds.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import pytest

from analysis.publishing import notebooks, reports
from analysis.publishing.run import warm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping


@contextmanager
def one_fork_server() -> Iterator[None]:
    """Fork the kernels of all runs in this process from the server that the first run starts."""
    start = warm.warm_kernels
    started: list[warm.WarmKernels | None] = []
    with ExitStack() as stack, pytest.MonkeyPatch.context() as patch:

        @contextmanager
        def shared(
            imports: Callable[[], Iterable[str]], environment: Mapping[str, str]
        ) -> Iterator[warm.WarmKernels | None]:
            if not started:
                started.append(stack.enter_context(start(imports, environment)))
            yield started[0]

        patch.setattr(reports, "warm_kernels", shared)
        patch.setattr(notebooks, "warm_kernels", shared)
        yield
