"""The preview as a whole: a server, a watcher and what makes the draft, until Ctrl-C."""

from __future__ import annotations

import asyncio
import secrets
import socket
import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import uvicorn
from watchfiles import awatch

from analysis.desk.preview.making import Making
from analysis.desk.preview.server import application
from analysis.desk.preview.state import DraftState
from analysis.desk.preview.watching import Watched
from analysis.desk.preview.workshop import Workshop
from analysis.errors import Problem, SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import FrameType

    from analysis.paths import Project

FIRST_PORT, PORTS = 8780, 20
STEP_MS = 30  # how long no other file may be saved before a change counts
CLOSING_SECONDS = 1


def run_preview(  # noqa: PLR0913 - what to show, and how; all but two by name
    project: Project,
    year: int,
    *,
    chapters: Sequence[str] = (),
    port: int | None = None,
    opened: Callable[[str], object] = webbrowser.open,
    told: Callable[[str], object],
) -> None:
    """Serve a draft and keep it up to date until the process is interrupted.

    Parameters
    ----------
    chapters
        Ids of the chapters of the draft; all by default.
    port
        The port to listen on; by default the first free one from 8780.
    opened
        Opens the address in a browser.
    told
        Gets the address once the server listens.

    Raises
    ------
    KeyboardInterrupt
        At Ctrl-C or SIGTERM, after all processes have ended.
    SettingsError
        When the port is taken.
    """
    secret, state = secrets.token_urlsafe(24), DraftState()
    with listening(port) as listener:
        number = listener.getsockname()[1]
        folder = project.cache / "preview" / f"{year}-{number}"
        watched = Watched(project)
        making = Making(
            project, year, chapters, folder, state, Workshop(project, [year], chapters), watched
        )
        address = f"http://127.0.0.1:{number}/{secret}/"

        async def follow() -> None:
            state.listen()
            async for saves in awatch(*watched.folders, step=STEP_MS, watch_filter=None):
                if changed := watched.look(Path(path) for _, path in saves):
                    making.note(changed)

        making.start()
        try:
            told(address)
            opened(address)
            config = uvicorn.Config(
                application(state, folder, secret),
                log_config=None,
                access_log=False,
                lifespan="off",
                server_header=False,
                timeout_graceful_shutdown=CLOSING_SECONDS,
            )
            _Server(config, state, follow).run(sockets=[listener])
            raise KeyboardInterrupt  # only a signal ends the server
        finally:
            making.end()


def listening(port: int | None) -> socket.socket:
    """Return a socket that listens on this machine alone.

    Raises
    ------
    SettingsError
        When the port is taken.
    """
    for number in [port] if port is not None else [*range(FIRST_PORT, FIRST_PORT + PORTS), 0]:
        with suppress(OSError):
            return socket.create_server(("127.0.0.1", number))
    remedy = "Choose another port, or leave --port out: the preview then takes a free one."
    raise SettingsError(Problem("--port", f"port {port}, which is taken", "a free port", remedy))


class _Server(uvicorn.Server):
    """Runs the watcher next to the server, and ends the streams of events at a signal."""

    def __init__(
        self, config: uvicorn.Config, state: DraftState, follow: Callable[[], Any]
    ) -> None:
        super().__init__(config)
        self._state = state
        self._follow = follow

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        following = asyncio.ensure_future(self._follow())
        try:
            await super().serve(sockets)
        finally:
            following.cancel()
            with suppress(asyncio.CancelledError):
                await following

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._state.close()
        super().handle_exit(sig, frame)
