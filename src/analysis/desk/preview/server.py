"""What the preview answers: its page, chapters, events and the draft's files, to one browser.

The browser says which chapter its reader has open, which is then made first.

Each address begins with a secret, so that no other user of this machine and no other site can read
the draft. Requests that name another host are refused: a site may have itself resolved to this
machine.
"""

from __future__ import annotations

import secrets
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import FileResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from analysis.desk.preview.page import SCRIPT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request

    from analysis.desk.preview.state import DraftState

HOSTS = ("127.0.0.1", "localhost")
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",  # an address holds the secret
    "X-Content-Type-Options": "nosniff",
}


def application(state: DraftState, folder: Path, secret: str) -> Starlette:
    """Return the application; `folder` is that of the draft, and `secret` begins each address."""
    answers = _Answers(state, folder)
    routes = {
        "": answers.page,
        "index.html": answers.page,
        SCRIPT: answers.script,
        "events": answers.events,
        "chapter/{name}": answers.chapter,
        "{path:path}": answers.file,
    }
    opened = Route(f"/{secret}/opened/{{name}}", answers.opened, methods=["POST"])
    return Starlette(
        routes=[opened, *(Route(f"/{secret}/{path}", one) for path, one in routes.items())],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS))],
    )


class _Answers:
    def __init__(self, state: DraftState, folder: Path) -> None:
        self._state = state
        self._folder = folder

    async def page(self, _request: Request) -> Response:
        html = self._state.now.page.followed(secrets.token_urlsafe(16))
        return Response(html, media_type="text/html", headers=HEADERS)

    async def chapter(self, request: Request) -> Response:
        html = self._state.now.page.chapters.get(request.path_params["name"])
        if html is None:
            return _missing()
        return Response(html, media_type="text/html", headers=HEADERS)

    async def opened(self, request: Request) -> Response:
        self._state.opened = request.path_params["name"]
        return Response(status_code=204, headers=HEADERS)

    async def script(self, _request: Request) -> Response:
        text = files(__package__).joinpath(SCRIPT).read_text(encoding="utf-8")
        return Response(text, media_type="text/javascript", headers=HEADERS)

    async def events(self, _request: Request) -> Response:
        return StreamingResponse(self._events(), media_type="text/event-stream", headers=HEADERS)

    async def _events(self) -> AsyncIterator[str]:
        async for snapshot in self._state.snapshots():
            yield f"data: {snapshot.document()}\n\n" if snapshot else ": still here\n\n"

    async def file(self, request: Request) -> Response:
        path = served_file(self._folder, request.path_params["path"])
        return FileResponse(path, headers=HEADERS) if path else _missing()


def served_file(folder: Path, name: str) -> Path | None:
    """Return a file of the draft; None when it is missing or not really in the folder.

    Neither `..` nor a symbolic link, in the folder or on the way, leads out of it.
    """
    path = folder / name
    if "\0" in name or "\\" in name or not path.is_relative_to(folder) or not path.is_file():
        return None
    return path if path.resolve() == folder.resolve() / Path(name) else None


def _missing() -> Response:
    return PlainTextResponse("not part of the draft", 404, HEADERS)
