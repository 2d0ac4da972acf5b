"""A draft says that it is one: on every page, in the PDF and Word, and in their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.publishing.outputs.documents.front_matter import document_title, front_metadata
from analysis.publishing.outputs.output import OutputContext
from analysis.publishing.report_kinds import YearComparison, YearReport, report_build
from analysis.publishing.run.fingerprint import Fingerprints
from composing import build_report, notebook, text

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.paths import Project


@pytest.mark.parametrize(("chapters", "draft"), [((), False), (("vsi",), True)])
def test_a_report_of_some_chapters_is_a_draft(
    repository: Project, chapters: tuple[str, ...], *, draft: bool
) -> None:
    kind = YearReport(repository, 2023, chapters)
    assert kind.draft is draft
    assert report_build(kind, Fingerprints(repository), ()).draft is draft


def test_a_comparison_is_no_draft(repository: Project) -> None:
    assert not YearComparison(repository, 2023, 2024).draft


@pytest.mark.parametrize("draft", [True, False])
def test_the_page_says_so_in_its_title_and_in_the_window(*, draft: bool) -> None:
    html = build_report(
        [("vsi", "Inspectie", notebook(text("# Inspectie\n\nTekst.")))],
        title="Plan",
        publisher="D",
        year=2023,
        sources=(),
        beside=(),
        draft=draft,
    )
    assert ("<title>Plan 2023, proefversie</title>" in html) is draft
    assert ('<p class="draft">Proefversie</p>' in html) is draft


@pytest.mark.parametrize("draft", [True, False])
def test_the_documents_say_so_in_their_name_and_on_each_page(
    repository: Project, tmp_path: Path, *, draft: bool
) -> None:
    """The title is in the head of each page but the first, which shows the name."""
    context = OutputContext(repository, 2023, tmp_path, draft=draft)
    assert context.name == ("planmonitor-2023-proef" if draft else "planmonitor-2023")
    assert document_title(context).endswith("2023, proefversie" if draft else "2023")
    (name,) = [one for one in front_metadata(context) if one.startswith("--metadata=name:")]
    assert name.endswith(", proefversie") is draft
