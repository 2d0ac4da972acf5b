"""Hostile labels stay plain text in every format of the report."""

from __future__ import annotations

import csv
import shutil
import zipfile
from contextlib import closing
from inspect import signature
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import openpyxl
import pandas as pd
import pdfplumber
import pypdfium2
import pytest

from analysis.chapter import open_chapter
from analysis.paths import ROOT_VARIABLE, Project
from analysis.publishing.outputs.docx import write_docx
from analysis.publishing.outputs.output import OutputContext
from analysis.publishing.outputs.pdf import write_pdf
from analysis.publishing.outputs.registry import of_tables, outputs_named
from analysis.publishing.page.references import unlinked
from analysis.toolkit.display import bundle
from browsing import PHONE, open_all, opened
from composing import build_report, code, executed, notebook, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from nbformat import NotebookNode
    from playwright.sync_api import Browser

    from analysis.publishing.run.executed import Executed

pytestmark = pytest.mark.slow

HOSTILE = (
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    '"><img src=x onerror=alert(1)>',
    "`@fig-x` **vet** {=html} $x$ [a](javascript:alert(1)) #{1+1}",
)
LONG = "W" * 5000
#: Texts that only readers use; the others are keys, by which the notebooks find rows.
WORDS = frozenset(
    {"abbreviation", "article", "corrected", "department", "grade", "indicator", "label", "level",
     "meaning", "name", "norm", "overall_status", "policy_field", "printed", "reason",
     "section_title", "structure_element", "target_title", "theme", "timing", "title", "topic",
     "value_printed"}
)  # fmt: skip
#: The chapters that those shown lead to.
OTHERS = (
    "loopbanen", "duurzame_arbeidsmarkt", "thema_overschrijdend", "competenties",
    "sociale_economie", "vsi", "consistentie", "verantwoording", "overzicht",
)  # fmt: skip

SHOWN = ("text", "figure", "figures", "table")


@pytest.fixture(scope="module")
def poisoned(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The plan of 2023, with a hostile label in every cell that holds words."""
    root: Path = tmp_path_factory.mktemp("poisoned")
    made = Project(shutil.copytree(built.root, root, dirs_exist_ok=True))
    poison(made, WORDS)
    return made


@pytest.fixture(scope="module")
def poisoned_throughout(poisoned: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The same, with a hostile label in every cell of text, in keys too."""
    root: Path = tmp_path_factory.mktemp("throughout")
    shutil.copytree(poisoned.root, root, dirs_exist_ok=True)
    made = Project(root)
    poison(made)
    return made


def poison(made: Project, names: frozenset[str] | None = None) -> None:
    """Put the hostile labels in these columns of all tables, or in every column of text."""
    for path in made.processed(2023).glob("*.parquet"):
        frame = pd.read_parquet(path)
        texts = {str(name) for name in frame if pd.api.types.is_string_dtype(frame[name].dtype)}
        for name in texts if names is None else names & texts:
            frame[name] = [HOSTILE[row % len(HOSTILE)] for row in range(len(frame))]
            frame.loc[frame.index[-1], name] = LONG
        frame.to_parquet(path)


@pytest.fixture(scope="module")
def chapters(poisoned: Project) -> list[Executed]:
    """All that a policy chapter shows, and the tables of people, projects and what it rests on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(ROOT_VARIABLE, str(poisoned.root))
        policy = open_chapter(2023, "activering")
        views = [getattr(policy, name) for name in dir(type(policy)) if not name.startswith("_")]
        organisation = open_chapter(2023, "organisatie")
        items = {"activering": [item for view in views for item in _items(view)]}
        items["organisatie"] = list(_items(organisation.people))
        own = {name: unlinked(_notebook(name, shows), (), OTHERS) for name, shows in items.items()}
        shown = [executed(name, nb) for name, nb in own.items()]
    return [*shown, *(executed(name, notebook(text(f"# {name}\n\nTekst."))) for name in OTHERS)]


def _notebook(name: str, items: Iterable[Any]) -> NotebookNode:
    cells = [code("show()", _output(item)) for item in items]
    return notebook(text(f"# {name.title()}"), *cells)


def _items(view: object) -> Iterator[Any]:
    """Everything that a view of a chapter offers to show."""
    for name in dir(type(view)):
        if name.endswith(SHOWN) and not name.startswith("_"):
            make = getattr(view, name)
            if not signature(make).parameters:
                yield make()


def _output(item: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
    data, metadata = bundle(item)
    return {"output_type": "display_data", "data": data, "metadata": metadata}


def test_on_the_page_they_stay_plain_text(
    browser: Browser, chapters: list[Executed], tmp_path: Path
) -> None:
    """Nothing runs, nothing is fetched, nothing is wider than a phone."""
    html = build_report(
        [(one.job.chapter, one.job.title, one.notebook) for one in chapters],
        title=HOSTILE[0],
        publisher=HOSTILE[2],
        year=2023,
        abbreviations={HOSTILE[0]: HOSTILE[2], "W": '"><script>alert(1)</script>'},
    )
    path = tmp_path / "index.html"
    path.write_text(html, encoding="utf-8")
    complaints: list[str] = []
    with opened(browser, "about:blank", viewport=PHONE, bypass_csp=True) as page:
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: complaints.append(request.url))
        page.goto(path.as_uri())
        open_all(page)
        for strange in ("main script", "main img", "[onerror]", "a[href^='javascript:']"):
            assert page.locator(strange).count() == 0, strange
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        assert "<script>alert(1)</script>" in page.locator("main").inner_text()
    assert complaints == [path.as_uri()]


def test_in_the_data_they_stay_plain_text(poisoned_throughout: Project, tmp_path: Path) -> None:
    """No cell of a CSV begins as a formula does; no cell of the workbook is one."""
    context = OutputContext(poisoned_throughout, 2023, tmp_path)
    for output in outputs_named(of_tables()):
        output.writer()(context)
    for path in (tmp_path / "data").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            cells = [cell for row in csv.reader(stream) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "@", "+"))], path.name
    book = openpyxl.load_workbook(tmp_path / "data/planmonitor-2023.xlsx")
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in found} == {"s", "n", "b"}
    assert {cell.value for cell in found} >= {*HOSTILE, LONG}


@pytest.mark.process
def test_in_the_pdf_they_stay_plain_text(
    poisoned: Project, chapters: list[Executed], tmp_path: Path
) -> None:
    write_pdf(OutputContext(poisoned, 2023, tmp_path, chapters))
    path = tmp_path / "planmonitor-2023.pdf"
    with closing(pypdfium2.PdfDocument(path)) as pdf:
        texts = [page.get_textpage() for page in pdf]
        words = "".join(text.get_text_range() for text in texts)
        rights = [text.get_rect(n)[2] for text in texts for n in range(text.count_rects())]
        widths = {page.get_width() for page in pdf}
    with pdfplumber.open(path) as pdf:
        links = {link.get("uri") for page in pdf.pages[:6] for link in page.hyperlinks}
        catalog = set(pdf.doc.catalog)
    assert "alert(1)" in words
    assert max(rights) < min(widths)
    assert links <= {None}
    assert not catalog & {"OpenAction", "AA", "JavaScript", "AcroForm"}


@pytest.mark.process
def test_in_the_word_document_they_stay_plain_text(
    poisoned: Project, chapters: list[Executed], tmp_path: Path
) -> None:
    write_docx(OutputContext(poisoned, 2023, tmp_path, chapters))
    with zipfile.ZipFile(tmp_path / "planmonitor-2023.docx") as parts:
        document = ET.fromstring(parts.read("word/document.xml"))  # noqa: S314 - just written
        links = parts.read("word/_rels/document.xml.rels").decode()
        names = parts.namelist()
    words = "".join(document.itertext())
    assert HOSTILE[0] in words
    assert LONG in words
    assert "javascript:" not in links
    assert not [name for name in names if "vba" in name or "embeddings" in name]
