"""What the preview shows now, and wakes those who wait for a change."""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING

from analysis.desk.preview.page import WAITING, DraftPage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from analysis.errors import Problem

ALIVE_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is shown: the page, what runs now (empty when nothing does), and what is wrong."""

    page: DraftPage = field(default_factory=lambda: DraftPage.split(WAITING, ()))
    busy: str = "Starting"
    problems: tuple[Problem, ...] = ()

    def document(self) -> str:
        """Return what a browser needs to follow."""
        problems = [asdict(one) for one in self.problems]
        return json.dumps({"busy": self.busy, "problems": problems, **self.page.versions})


class DraftState:
    """The current snapshot; threads change it, and the event loop passes it on.

    `opened` is the id of what the reader has open, or empty.
    """

    def __init__(self) -> None:
        self.now = Snapshot()
        self.opened = ""
        self._loop: asyncio.AbstractEventLoop | None = None
        self._changed = asyncio.Event()
        self._closed = False

    def listen(self) -> None:
        """Wake those who wait in the running event loop from now on."""
        self._loop = asyncio.get_running_loop()

    def change(self, **values: object) -> None:
        """Replace parts of the snapshot; any thread may call this."""
        self.now = replace(self.now, **values)  # type: ignore[arg-type] # of the fields' types
        self._wake()

    def close(self) -> None:
        """End every stream of snapshots."""
        self._closed = True
        self._wake()

    async def snapshots(self) -> AsyncIterator[Snapshot | None]:
        """Yield the snapshot now and after each change, and None now and then in between."""
        shown: Snapshot | None = None
        while not self._closed:
            changed, snapshot = self._changed, self.now
            if snapshot is not shown:
                shown = snapshot
                yield snapshot
                continue
            try:
                await asyncio.wait_for(changed.wait(), ALIVE_SECONDS)
            except TimeoutError:
                yield None

    def _wake(self) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._renew)

    def _renew(self) -> None:
        before, self._changed = self._changed, asyncio.Event()
        before.set()
