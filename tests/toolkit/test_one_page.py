"""Tests of the summary on one page."""

from __future__ import annotations

from analysis.toolkit.display import bundle
from analysis.toolkit.one_page import LONGEST, LanguagePage, OnePage, SummaryPart

LINK = "Zie [Dijk](maatregelen.ipynb#maatregel-dijk) & <kade>."
PAGE = OnePage(
    (
        LanguagePage("nl", "Samenvatting", (SummaryPart("Eerst", (LINK,), numbered=True),)),
        LanguagePage("en", "Summary", (SummaryPart("First", ("See.",)), SummaryPart("Leeg", ()))),
    )
)


def test_a_line_links_as_prose_does_and_is_escaped() -> None:
    assert (
        '<ol><li>Zie <a href="maatregelen.ipynb#maatregel-dijk">Dijk</a> &amp; &lt;kade&gt;.</li>'
        "</ol>"
    ) in PAGE.html


def test_another_language_is_folded_and_marked_and_a_part_without_lines_left_out() -> None:
    assert '<details lang="en"><summary>Summary</summary>' in PAGE.html
    assert "Leeg" not in PAGE.html


def test_the_display_has_the_lines_of_each_language_without_links() -> None:
    _, metadata = bundle(PAGE)
    about = metadata["planmonitor"]
    assert (about["kind"], about["role"]) == ("html", "summary")
    first, second = about["pages"]
    assert first["parts"][0] == {
        "title": "Eerst",
        "numbered": True,
        "lines": ["Zie Dijk & <kade>."],
    }
    assert second["language"] == "en"


def test_a_line_that_is_too_long_for_a_page_is_cut_between_words() -> None:
    (short,) = SummaryPart("A", ("woord " * 200,)).plain()
    assert len(short) <= LONGEST + 2
    assert short.endswith("woord …")
    (unbroken,) = SummaryPart("A", ("w" * 900,)).plain()
    assert unbroken.replace("\N{ZERO WIDTH SPACE}", "") == "w" * LONGEST + " …"
    assert max(map(len, unbroken.split("\N{ZERO WIDTH SPACE}"))) <= 42
