"""How long an analyst waits for an edit: from the save of a file to the changed page in a browser.

`python benchmarks/preview.py --repeat 7` copies the project, starts the preview of the whole report
with one chapter open and edits prose, a chart's title, a statistic and a cell of a raw table. Next
to them, in the same run: papermill and nbconvert by hand on the same notebook, and Quarto's preview
where it is installed. It prints medians, the spread, and CPU seconds, which depend less on what
else runs.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from measuring import FailedError, machine, measure
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import sync_playwright
from sandbox import YEAR, Sandbox, make_sandbox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

CHAPTER = "vsi"
CHART = "src/analysis/subjects/inspections/charts/reports.py"
TITLE = "Processen-verbaal per 100 inspectiedossiers"
STATISTIC = "src/analysis/subjects/inspections/results.py"
CHANCE = "in 2021; dat verschil kan toeval zijn"
LONGEST = 300.0  # seconds
STEP = 0.02  # seconds between two looks at what cannot be observed
REST = 1.0  # seconds between two edits
HOLDS = """() => new Promise((done) => {
    const look = () => (CLAIM) && done();
    const all = { childList: true, subtree: true, characterData: true };
    new MutationObserver(look).observe(document, all);
    look();
})"""
#: The preview says that nothing runs.
IDLE = "document.querySelector('planmonitor-preview').shadowRoot.querySelector('.busy').hidden"
TICKS = os.sysconf("SC_CLK_TCK")
GOALS = {"prose": 0.7, "chart": 1.5, "statistic": 2.5, "raw cell": 2.5}


@dataclass
class Waits:
    """What was measured of one kind of edit: seconds, and CPU seconds of all processes."""

    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)


class Edits:
    """The edits of one chapter; each call makes one that was not made before.

    Each returns what the page then shows, or after a `!` what it no longer shows.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        self._root = sandbox.root
        self._notebook = self._root / "notebooks" / f"{CHAPTER}.ipynb"
        self._texts: dict[str, str] = {}

    def prose(self, word: str) -> str:
        """Write a word in a Markdown cell; return what the page then shows."""
        self._replace_in_notebook(word)
        return word

    def chart(self, word: str) -> str:
        """Write a word in a chart's title."""
        self._replace(CHART, TITLE, f"{TITLE} {word}")
        return word

    def statistic(self, word: str) -> str:
        """Change a statistic so that a difference counts as chance, or counts no longer so."""
        before = "    return _with_test(totals, single, inspections)"
        chance = int(word[-3:]) % 2 == 0
        after = f"{before}.assign(p_holm={1.0 if chance else 0.001})  # {word}"
        self._replace(STATISTIC, before, after)
        return CHANCE if chance else f"!{CHANCE}"

    def raw_cell(self, word: str) -> str:
        """Correct a cell of a raw table; return its number as the page writes it."""
        number = 1000 + int(word[-3:])
        path = f"data/raw/{YEAR}/inspections.csv"
        self._replace(path, "Arbeidskaarten,823,1265,54%", f"Arbeidskaarten,823,{number},54%")
        return dutch(number)

    def _replace(self, name: str, before: str, after: str) -> None:
        path = self._root / name
        text = self._texts.setdefault(name, path.read_text(encoding="utf-8"))
        if before not in text:
            message = f"{name} no longer has the text to edit: {before}"
            raise FailedError(message)
        save(path, text.replace(before, after, 1))

    def _replace_in_notebook(self, word: str) -> None:
        name = str(self._notebook)
        text = self._texts.setdefault(name, self._notebook.read_text(encoding="utf-8"))
        content = json.loads(text)
        prose = [cell for cell in content["cells"] if cell["cell_type"] == "markdown"]
        prose[2]["source"] = "".join(prose[2]["source"]) + f"\n\n{word}."
        save(self._notebook, json.dumps(content, indent=1))


def save(path: Path, text: str) -> None:
    """Save as JupyterLab does."""
    beside = path.with_name(f".~{path.name}")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def dutch(number: int) -> str:
    """Write a number as the report does."""
    return f"{number:,}".replace(",", ".")


class Preview:
    """A preview of the whole report, and a browser on it."""

    def __init__(self, sandbox: Sandbox, page: Page) -> None:
        self._page = page
        command = [sys.executable, "-m", "analysis", "preview", str(YEAR), "--no-browser"]
        environment = os.environ | {"PYTHONPATH": str(sandbox.root / "src")}
        self._process = subprocess.Popen(  # noqa: S603 - ours
            command, cwd=sandbox.root, env=environment, stdout=subprocess.PIPE, text=True
        )

    def open(self) -> float:
        """Open the page; return the seconds from the command to the first draft."""
        begun = time.monotonic()
        line = self._process.stdout.readline() if self._process.stdout else ""
        [address] = re.findall(r"http://\S+", line)
        self._page.goto(f"{address}#{CHAPTER}")
        self._page.wait_for_selector(f"#{CHAPTER}", timeout=LONGEST * 1000, state="attached")
        return time.monotonic() - begun

    def wait(self, edit: Callable[[str], str], word: str) -> tuple[float, float]:
        """Make an edit; return the seconds until the page shows it, and the CPU seconds spent."""
        before = cpu_seconds(self._process.pid)
        begun = time.monotonic()
        shown = edit(word)
        absent, text = shown.startswith("!"), shown.removeprefix("!")
        found = f"document.getElementById('{CHAPTER}').textContent.includes('{text}')"
        self._wait(f"{found} === {str(not absent).lower()}")
        ended = time.monotonic()
        while not self._idle():
            time.sleep(STEP)
        time.sleep(REST)
        return ended - begun, cpu_seconds(self._process.pid) - before

    def end(self) -> None:
        """Press Ctrl-C."""
        self._process.send_signal(signal.SIGINT)
        self._process.communicate()

    def _idle(self) -> bool:
        with suppress(PlaywrightError):  # the page is being loaded again
            return bool(self._page.evaluate(IDLE))
        return False

    def _wait(self, claim: str) -> None:
        """Wait until a claim holds; the page looks at each of its changes, which costs little."""
        end = time.monotonic() + LONGEST
        while time.monotonic() < end:
            with suppress(PlaywrightError):  # the page is being loaded again
                self._page.evaluate(HOLDS.replace("CLAIM", claim))
                return
            time.sleep(STEP)
        raise FailedError(claim)


def cpu_seconds(process: int) -> float:
    """Return the CPU seconds of a process and its descendants, those that ended included.

    The kernels of the fork server count when the server has reaped them.
    """
    fields = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields[int(folder.name)] = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
    found = {process}
    while more := {one for one, own in fields.items() if int(own[1]) in found} - found:
        found |= more
    return sum(int(tick) for one in found & fields.keys() for tick in fields[one][11:15]) / TICKS


def measure_preview(sandbox: Sandbox, repeat: int) -> tuple[float, dict[str, Waits]]:
    """Make each kind of edit some times; the first of each kind, which warms up, does not count."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    edits = Edits(sandbox)
    kinds = {
        "prose": edits.prose,
        "chart": edits.chart,
        "statistic": edits.statistic,
        "raw cell": edits.raw_cell,
    }
    waits = {kind: Waits() for kind in kinds}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        preview = Preview(sandbox, browser.new_page(viewport={"width": 1440, "height": 900}))
        try:
            first = preview.open()
            for number in range(repeat + 1):
                for kind, edit in kinds.items():
                    word = f"{kind.replace(' ', '')}{100 + number}"
                    seconds, cpu = preview.wait(edit, word)
                    if number:
                        waits[kind].seconds.append(seconds)
                        waits[kind].cpu.append(cpu)
        finally:
            preview.end()
            browser.close()
    return first, waits


def by_hand(sandbox: Sandbox, repeat: int) -> Waits:
    """Run papermill and nbconvert on the chapter, as one would without this project's commands."""
    out, waits = sandbox.root / "out", Waits()
    out.mkdir(exist_ok=True)
    notebook, executed = sandbox.root / "notebooks" / f"{CHAPTER}.ipynb", out / "vsi.ipynb"
    environment = os.environ | {"PYTHONPATH": str(sandbox.root / "src")}
    papermill = ["papermill", "--log-level", "ERROR", "-k", "python3", "-p", "year", str(YEAR)]
    commands = (
        [sys.executable, "-m", *papermill, "-p", "chapter", CHAPTER, str(notebook), str(executed)],
        [sys.executable, "-m", "nbconvert", "--to", "html", str(executed)],
    )
    for _ in range(repeat):
        costs = [measure(one, environment, sandbox.root / "log") for one in commands]
        waits.seconds.append(sum(cost.seconds for cost in costs))
        waits.cpu.append(sum(cost.cpu for cost in costs))
    return waits


def quarto(sandbox: Sandbox, repeat: int) -> Waits | None:
    """Render the chapter with Quarto, which its preview does at each save; None without Quarto."""
    program = shutil.which("quarto")
    if program is None:
        return None
    notebook, waits = sandbox.root / "notebooks" / f"{CHAPTER}.ipynb", Waits()
    environment = os.environ | {"PYTHONPATH": str(sandbox.root / "src")}
    command = [program, "render", str(notebook), "--to", "html", "--execute"]
    for _ in range(repeat):
        cost = measure(command, environment, sandbox.root / "log")
        waits.seconds.append(cost.seconds)
        waits.cpu.append(cost.cpu)
    return waits


def rows(waits: dict[str, Waits]) -> Iterator[str]:
    """Write a line for each kind of edit."""
    yield "| edit | seconds, median | least - most | CPU seconds, median | goal |"
    yield "|---|---|---|---|---|"
    for kind, found in waits.items():
        median, cpu = statistics.median(found.seconds), statistics.median(found.cpu)
        spread = f"{min(found.seconds):.2f} - {max(found.seconds):.2f}"
        yield f"| {kind} | {median:.2f} | {spread} | {cpu:.2f} | {GOALS.get(kind, '')} |"


def main() -> None:
    """Measure everything, and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=7)
    repeat: int = parser.parse_args().repeat
    with tempfile.TemporaryDirectory() as folder:
        sandbox = make_sandbox(Path(folder), 1)
        first, waits = measure_preview(sandbox, repeat)
        waits["papermill and nbconvert, one notebook"] = by_hand(sandbox, repeat)
        if found := quarto(sandbox, repeat):
            waits["quarto, one notebook"] = found
    print(f"first draft after {first:.1f} s")
    print(*rows(waits), sep="\n")
    print(*(f"{name}: {value}" for name, value in machine().items()), sep="\n")


if __name__ == "__main__":
    main()
