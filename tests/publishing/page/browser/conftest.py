"""A report with every kind of content, and a browser to open it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from matplotlib.figure import Figure
from playwright.sync_api import sync_playwright

from analysis.plan.tables.legend import STEPS
from analysis.plan.tables.printed import PrintedTable
from analysis.plan.tables.status import STATUSES
from analysis.publishing.page.linked import LinkedFile
from analysis.toolkit.charts.svg import svg
from analysis.toolkit.tables.cells import Column
from analysis.toolkit.tables.table import html_table
from browsing import IDLE, chromium
from composing import build_report, code, notebook, shown, text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from nbformat import NotebookNode
    from playwright.sync_api import Browser

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
#: Eight rows: as many as make a filter worth its place.
POSTS = ("=1+1", "élan", "Zorg", "appel", "Beurs", "dossier 10", "dossier 9", 'zeg "ja"; nee')
AMOUNTS = (-1234.5, 10, None, 2000000, 9, 0, -3, 7)
NORMS = PrintedTable(
    ("Norm", "Resultaat", "Cellen samen met"),
    {1: ("30 dagen", "98%", None), 2: ("7 dagen", "", "30 dagen")},
)
CARDS = (
    '<dl class="key-figures"><div><dt>Gerealiseerd</dt><dd class="value">317 <small>van 392</small>'
    '</dd><dd class="note">81 procent</dd></div></dl>'
)


@pytest.fixture(scope="module")  # its event loop must be gone before other tests start kernels
def browser() -> Iterator[Browser]:
    """Debian's Chromium; without it the test is skipped, except in CI."""
    path = chromium()
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield opened
        IDLE.pop(opened, None)
        opened.close()


@pytest.fixture(scope="session")
def page_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a report of two chapters on disk, as a reader opens it."""
    chapters = [("activering", "Activering"), ("vsi", "Vlaamse Sociale Inspectie")]
    html = build_report(
        [(name, title, _notebook(title)) for name, title in chapters],
        title="Planmonitor Werk en Sociale Economie",
        publisher="Departement Werk en Sociale Economie",
        year=2023,
        sources=["Ondernemingsplan 2023, 204 bladzijden, sha256 " + "ab" * 32],
        abbreviations={"VAK": "vastleggingskrediet"},
        printed={"sectie 9, streefnormen": NORMS},
        address="https://example.org/plan.pdf",
        beside=[LinkedFile("data/planmonitor-2023.xlsx", "Alle tabellen als werkboek (Excel)")],
    )
    path: Path = tmp_path_factory.mktemp("report") / "index.html"
    path.write_text(html, encoding="utf-8")
    return path.as_uri()


def _notebook(title: str) -> NotebookNode:
    return notebook(
        text(f"# {title}\n\nWat er beloofd werd. Zie @fig-status en [de inspectie](vsi.ipynb)."),
        code("year = 2023", tags=("parameters",)),
        code("show(plan.key_figures())", shown("html", {"text/html": CARDS})),
        text("## Wat kwam er van de mijlpalen?\n\n" + "Een lange alinea over het VAK. " * 40),
        code("#| label: fig-status\nshow(plan.status())", _figure()),
        text("## Hielden de maatregelen hun normen?\n\n### Doorlooptijd\n\n`code` en **vet**."),
        text("Twee normen (sectie 9, streefnormen, rijen 1 en 2, p. 41) en personeel, rij 1."),
        code("#| label: tbl-norms\nshow(plan.norms())", _table()),
        code("#| label: tbl-budget\nshow(plan.budget())", _budget()),
    )


def _figure() -> dict[str, Any]:
    """A figure of matplotlib, with its own style and ids."""
    drawing = Figure(figsize=(8, 4))
    axes = drawing.subplots()
    axes.barh(["Gerealiseerd", "Vertraagd"], [26, 5])
    axes.plot([1, 20], [0, 1], marker="o")
    return shown(
        "figure",
        {"image/svg+xml": svg(drawing), "text/plain": "x"},
        title="De meeste mijlpalen zijn gerealiseerd",
        alt="Staafdiagram: 26 gerealiseerd, 5 vertraagd.",
        note="Elke staaf telt de mijlpalen met die status.",
        source="3.1, regels 1200-1300",
        data_html=html_table(
            [
                Column("Status", ["Gerealiseerd", "Vertraagd"]),
                Column("Mijlpalen", [26, 5], "count"),
            ]
        ),
    )


def _table() -> dict[str, Any]:
    """A table that is too wide for a phone, with every norm and status class."""
    steps = [*STEPS, *[None] * (len(STATUSES) - len(STEPS))]
    columns = [
        Column("Status", list(STATUSES), "status"),
        Column("Norm", steps, "step"),
        *(Column(f"Kolom {n}", [1234] * len(STATUSES), "count") for n in range(11)),
    ]
    data = {"text/html": html_table(columns), "text/plain": "x"}
    return shown("table", data, title="Normen", note="Groen.")


def _budget() -> dict[str, Any]:
    """A table of words and numbers, with a hole, a formula and a total."""
    columns = [
        Column("Post", [*POSTS, "Totaal"]),
        Column("Bedrag", [*AMOUNTS, 1], "change"),
    ]
    return shown("table", {"text/html": html_table(columns, foot=1)}, title="Budget; in euro")
