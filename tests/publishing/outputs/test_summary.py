"""Tests of the summary as a PDF: one A4 per language, with type that can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pdfplumber
import pytest

from analysis.publishing.outputs.output import OutputContext, OutputError
from analysis.publishing.outputs.summary import write_summary
from analysis.toolkit.display import bundle
from analysis.toolkit.one_page import LanguagePage, OnePage, SummaryPart
from composing import code, executed, notebook

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.paths import Project

A4 = 595, 842  # points
LINES = 5, 3, 3, 2  # of the parts of a summary


def written(project: Project, folder: Path, line: str) -> Path:
    """Write the summary of a page of four parts, in two languages."""
    parts = tuple(SummaryPart(f"Kop {n}", (line,) * n, numbered=n == max(LINES)) for n in LINES)
    page = OnePage(
        (LanguagePage("nl", "Samenvatting", parts), LanguagePage("en", "Summary", parts))
    )
    data, metadata = bundle(page)
    output = {"output_type": "display_data", "data": data, "metadata": metadata}
    one = executed("overzicht", notebook(code("show(x)", output)))
    write_summary(OutputContext(project, 2023, folder, (one,)))
    return folder / "samenvatting.pdf"


@pytest.mark.parametrize(
    "line",
    [
        "Eén korte zin.",
        "Ondersteuningsmaatregelenvergoedingsaanvragen en de rest. " * 20,
        "Aanvraag" * 120,
        '#[*niet* als opmaak] $ @ <kade> "zo" \\ ~',
    ],
)
def test_each_language_is_one_page_with_type_of_eight_points_or_more(
    project: Project, tmp_path: Path, line: str
) -> None:
    with pdfplumber.open(written(project, tmp_path, line)) as pdf:
        assert len(pdf.pages) == 2
        for page in pdf.pages:
            assert (round(page.width), round(page.height)) == A4
            assert min(one["size"] for one in page.chars) >= 7.99
            assert max(one["bottom"] for one in page.chars) < page.height - 20


def test_the_text_stands_as_it_is(project: Project, tmp_path: Path) -> None:
    with pdfplumber.open(written(project, tmp_path, "#[*niet* als opmaak] $ <kade>")) as pdf:
        text = pdf.pages[0].extract_text()
    assert "#[*niet* als opmaak] $ <kade>" in text
    assert "Samenvatting" in text


def test_a_report_without_a_summary_says_how_to_show_one(project: Project, tmp_path: Path) -> None:
    one = executed("vsi", notebook(code("1")))
    with pytest.raises(OutputError, match="one_page"):
        write_summary(OutputContext(project, 2023, tmp_path, (one,)))
