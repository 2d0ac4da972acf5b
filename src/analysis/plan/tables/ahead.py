"""Work done by threads: ahead on parts, whose order is kept, or beside everything else."""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def ahead(work: Callable[[_Item], _Result], items: Iterable[_Item]) -> Iterator[_Result]:
    """Yield what comes of each item, in order; as many as there are cores are made at a time.

    What `work` raises is raised in its place. What has not begun by then, or when nobody asks for
    more, is not done.
    """
    cores, waiting = os.cpu_count() or 1, deque[Future[_Result]]()
    with ThreadPoolExecutor(cores) as pool:
        try:
            for item in items:
                waiting.append(pool.submit(work, item))
                if len(waiting) >= cores:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def beside(work: Callable[[], _Result]) -> Future[_Result]:
    """Begin some work on a thread of its own; a process that ends does not wait for it."""
    coming: Future[_Result] = Future()

    def run() -> None:
        try:
            coming.set_result(work())
        except BaseException as error:  # noqa: BLE001 - raised where the result is asked for
            coming.set_exception(error)

    Thread(target=run, name="beside", daemon=True).start()
    return coming
