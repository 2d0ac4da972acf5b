"""How soon a reader sees and uses the report: a page from disk in Chromium, medians of some runs.

Prints the size, the first contentful paint, the total blocking time (what each task takes beyond
50 ms, from the first paint on) and the layout shift, with the processor as it is and slowed down.
Opening the longest chapter is measured too.
"""

from __future__ import annotations

import shutil
import statistics
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser

RUNS = 7
SLOWER = (1, 4)  # times
WIDTHS = (1440, 390)  # pixels
#: Collects what the browser measures from the first byte on.
OBSERVE = """() => {
    window.measured = { longtask: [], "layout-shift": [] };
    for (const type of Object.keys(measured)) {
        new PerformanceObserver((list) => measured[type].push(...list.getEntries()))
            .observe({ type, buffered: true });
    }
}"""
FIGURES = """() => {
    const paint = performance.getEntriesByName("first-contentful-paint")[0].startTime;
    const tasks = measured.longtask.filter((one) => one.startTime + one.duration > paint);
    return {
        paint,
        blocking: tasks.reduce((sum, one) => sum + Math.max(0, one.duration - 50), 0),
        shift: measured["layout-shift"].reduce((sum, one) => sum + one.value, 0),
    };
}"""
#: The milliseconds from a press on a chapter's link until that chapter is painted.
OPENED = """(chapter) => new Promise((resolve) => {
    const begin = performance.now();
    document.querySelector(`.contents a[href="#${chapter}"]`).click();
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begin)));
})"""
LONGEST = """() => [...document.querySelectorAll(".leaf > section")]
    .map((one) => [one.querySelectorAll("*").length, one.id]).sort((a, b) => b[0] - a[0])[0][1]"""


def main(page_file: Path) -> None:
    """Open the page in a fresh window each time, and print the medians."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    print(f"{page_file}: {page_file.stat().st_size / 1e6:.2f} MB; medians of {RUNS} runs")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for slower in SLOWER:
            for width in WIDTHS:
                runs = [measured(browser, page_file, slower, width) for _ in range(RUNS)]
                middle = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
                print(
                    f"{width} px, processor {slower}x slower: paint {middle['paint']:.0f} ms, "
                    f"blocking time {middle['blocking']:.0f} ms, shift {middle['shift']:.3f}, "
                    f"longest chapter opened in {middle['opened']:.0f} ms"
                )
        browser.close()


def measured(browser: Browser, page_file: Path, slower: int, width: int) -> dict[str, Any]:
    """Open the page once, and its longest chapter; times are in milliseconds."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.add_init_script(f"({OBSERVE})()")
    page.goto(page_file.resolve().as_uri())
    page.wait_for_timeout(300 * slower)
    found: dict[str, Any] = page.evaluate(FIGURES)
    found["opened"] = page.evaluate(OPENED, page.evaluate(LONGEST))
    context.close()
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "reports/2023/index.html"))
