"""Takes the screenshots in the README and the docs again, from the report and JupyterLab.

    make pictures

Needs the report of YEAR, its tables, and Chromium. A picture is a PNG of at most 150 kB.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.error import URLError

from PIL import Image
from playwright.sync_api import sync_playwright

from analysis.desk.lab import start as lab
from analysis.paths import find_project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from analysis.paths import Project

MOST = 150_000
COLOURS = 256  # enough for text and flat figures, at half the bytes
SECONDS = 60
NAMES = ("chromium", "chromium-browser", "google-chrome")
WIDE = {"width": 1100, "height": 700}
TALL = {"width": 1150, "height": 860}


def main() -> None:
    """Take all pictures of one year."""
    project, year = find_project(), int(sys.argv[1])
    folder = project.root / "docs/images"
    folder.mkdir(parents=True, exist_ok=True)
    found = next(path for path in map(shutil.which, NAMES) if path)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        of_report(browser, project, year, folder)
        with jupyterlab(project) as url:
            of_explorer(browser, url, folder)
        browser.close()
    for path in sorted(folder.glob("*.png")):
        with Image.open(path) as picture:
            small = picture.quantize(COLOURS)
        small.save(path, optimize=True)
        size = path.stat().st_size
        sys.stdout.write(f"{project.relative(path)}: {size / 1000:.0f} kB\n")
        if size > MOST:
            sys.exit(f"{path.name} is larger than {MOST / 1000:.0f} kB. To do: show less of it.")


def of_report(browser: Browser, project: Project, year: int, folder: Path) -> None:
    """Take the report's first page, and a figure with the table of its data open."""
    page = browser.new_page(viewport=WIDE, color_scheme="light", reduced_motion="reduce")  # type: ignore[arg-type] # a size
    page.goto((project.reports(year) / "index.html").as_uri())
    page.screenshot(path=folder / "report.png")
    figure = page.locator("#activering figure").first
    figure.locator("summary").first.click()
    figure.scroll_into_view_if_needed()
    figure.screenshot(path=folder / "figure.png")
    page.close()


def of_explorer(browser: Browser, url: str, folder: Path) -> None:
    """Take the explorer of one chapter, with the rows behind a bar."""
    page = browser.new_page(viewport=TALL)  # type: ignore[arg-type] # a size
    page.set_default_timeout(SECONDS * 1000)
    page.goto(f"{url}/lab/tree/notebooks/{lab.START}")
    page.wait_for_selector("text=Python 3 | Idle")
    for item in ("Run", "Run All Cells"):
        page.get_by_role("menuitem", name=item, exact=True).click()
    page.wait_for_selector(".pm-figure svg")
    page.get_by_label("Hoofdstuk", exact=True).select_option("Activering")
    page.wait_for_selector("text=Talent van buiten Vlaanderen")
    page.get_by_label("Rijen achter", exact=True).select_option(index=1)
    _put_in_front(page)
    page.screenshot(path=folder / "verkenner.png")
    page.close()


def _put_in_front(page: Page) -> None:
    """Close the file browser, so that the notebook has the room, and go to the explorer."""
    page.keyboard.press("Control+b")
    page.locator(".pm-figure").first.evaluate("one => one.scrollIntoView({block: 'start'})")
    page.mouse.wheel(0, -90)
    page.wait_for_timeout(800)  # the layout settles


@contextmanager
def jupyterlab(project: Project) -> Iterator[str]:
    """Start a separate JupyterLab on this machine, and give its address."""
    with socket.socket() as one, TemporaryDirectory() as private:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        one.close()
        options = ["--no-browser", "--IdentityProvider.token=", "--ServerApp.allow_root=True"]
        variables = {n: f"{private}/{n}" for n in ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR")}
        server = subprocess.Popen(  # noqa: S603 - our own command
            lab.command(project, [*options, f"--ServerApp.port={port}"]),
            env=lab.environment(os.environ) | variables,
            cwd=project.root,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/api")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(SECONDS)


def _wait_for(url: str) -> None:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(url, timeout=2).close()  # noqa: S310 - our own server
        except (URLError, OSError):
            time.sleep(0.2)
        else:
            return
    sys.exit(f"JupyterLab did not answer within {SECONDS} s.")


if __name__ == "__main__":
    main()
