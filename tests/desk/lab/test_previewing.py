"""The button starts a preview of what was chosen, gives its address, and ends it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from analysis.desk.lab import previewing
from analysis.desk.lab.previewing import PreviewButton, link_html, preview_command

if TYPE_CHECKING:
    from analysis.paths import Project

ADDRESS = "http://127.0.0.1:8780/s3-cret_/"
SERVES = f"import time; print('The preview is at {ADDRESS}', flush=True); time.sleep(600)"
FAILS = "import sys; sys.exit('no such chapter')"


def _button(project: Project, monkeypatch: pytest.MonkeyPatch, code: str) -> PreviewButton:
    monkeypatch.setattr(previewing, "preview_command", lambda *_: [sys.executable, "-c", code])
    return PreviewButton(project, lambda: (2023, ()))


def test_the_command_shows_the_chosen_chapters_and_opens_no_browser() -> None:
    command = preview_command(2023, ["vsi", "activering"])
    words = ["2023", "--no-browser", "--chapter", "vsi", "--chapter", "activering"]
    assert command[-6:] == words
    assert preview_command(2023, [])[-2:] == ["2023", "--no-browser"]


def test_the_link_opens_another_tab() -> None:
    assert f'href="{ADDRESS}" target="_blank"' in link_html(ADDRESS)


@pytest.mark.process
def test_a_second_press_ends_the_preview(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    button = _button(project, monkeypatch, SERVES)
    waiting = button.press()
    assert waiting is not None
    while ADDRESS not in button.link.value:
        waiting.join(0.05)
    assert button.button.description == "Voorvertoning stoppen"
    assert button.press() is None
    waiting.join()
    assert button.link.value == ""
    assert button.button.description == "Voorvertoning"


@pytest.mark.process
def test_a_preview_that_cannot_start_says_why(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    button = _button(project, monkeypatch, FAILS)
    waiting = button.press()
    assert waiting is not None
    waiting.join()
    assert "no such chapter" in button.link.value
    assert button.button.description == "Voorvertoning"
