"""How soon a reader sees the report: first paint from disk in Chromium, the median of some runs."""

from __future__ import annotations

import shutil
import statistics
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

RUNS = 7
ENTRIES = (
    "() => Object.fromEntries(performance.getEntriesByType('paint')"
    ".map((one) => [one.name, one.startTime]))"
)


def main(page_file: Path) -> None:
    """Open the page in a fresh browser window each time, and print when words stood there."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    times = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for _ in range(RUNS):
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            page = context.new_page()
            page.goto(page_file.resolve().as_uri())
            page.wait_for_function("performance.getEntriesByType('paint').length > 1")
            times.append(page.evaluate(ENTRIES)["first-contentful-paint"])
            context.close()
        browser.close()
    size = page_file.stat().st_size / 1e6
    print(f"{page_file}: {size:.2f} MB")
    print(
        f"first contentful paint, {RUNS} runs: median {statistics.median(times):.0f} ms, ", end=""
    )
    print(f"from {min(times):.0f} to {max(times):.0f} ms")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "reports/2023/index.html"))
