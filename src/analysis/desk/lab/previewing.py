"""Starts the preview from a notebook, and gives the link that opens it next to the notebook."""

from __future__ import annotations

import atexit
import re
import subprocess
import sys
from html import escape
from threading import Thread
from typing import TYPE_CHECKING

import ipywidgets

from analysis.desk.lab.page import message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analysis.paths import Project

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/[\w-]+/")
_START, _STOP = "Voorvertoning", "Voorvertoning stoppen"
_STARTING = "De voorvertoning start…"


class PreviewButton:
    """A button that starts and ends the preview; `button` and `link` are what to display.

    `chosen` returns the year and the chapters to show; no chapters is the whole report. The preview
    ends with the kernel.
    """

    def __init__(self, project: Project, chosen: Callable[[], tuple[int, Sequence[str]]]) -> None:
        self._project = project
        self._chosen = chosen
        self._process: subprocess.Popen[str] | None = None
        self.button = ipywidgets.Button(description=_START, icon="eye", layout={"width": "auto"})
        self.link = ipywidgets.HTML()
        self.button.on_click(lambda _button: self.press())
        atexit.register(self._end)

    def press(self) -> Thread | None:
        """Start the preview, or end the one that runs; return the thread that waits for it."""
        if self._process is not None and self._process.poll() is None:
            self._end()
            self.link.value, self.button.description = "", _START
            return None
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            preview_command(*self._chosen()),
            cwd=self._project.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self.link.value, self.button.description = message(_STARTING), _STOP
        thread = Thread(target=self._wait, args=(self._process,), name="preview", daemon=True)
        thread.start()
        return thread

    def _wait(self, process: subprocess.Popen[str]) -> None:
        """Show the address once it is known; keep reading, so that the preview can write."""
        said: list[str] = []
        for line in process.stdout or ():
            said.append(line)
            if found := ADDRESS.search(line):
                self.link.value = link_html(found[0])
        process.wait()
        if process.returncode and self._process is process and not ADDRESS.search("".join(said)):
            self.link.value, self.button.description = message("".join(said), bad=True), _START

    def _end(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait()


def preview_command(year: int, chapters: Sequence[str]) -> list[str]:
    """Return the command that serves a draft without opening a browser."""
    chosen = [word for chapter in chapters for word in ("--chapter", chapter)]
    return [sys.executable, "-m", "analysis", "preview", str(year), "--no-browser", *chosen]


def link_html(address: str) -> str:
    """Write the link that opens the preview in a tab of its own."""
    href = escape(address)
    return (
        f'<p>De voorvertoning volgt wat u opslaat: <a href="{href}" target="_blank">openen</a></p>'
    )
