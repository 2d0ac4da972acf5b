"""A page is cut into chapters without a byte lost, and its script is the only one let in."""

from __future__ import annotations

import json
import re
from html import unescape

from analysis.desk.preview.page import WAITING, DraftPage

POLICY = "default-src 'none'; script-src 'sha256-abc'; style-src 'sha256-def'; img-src data:"
PAGE = (
    f'<html><head><meta http-equiv="Content-Security-Policy" content="{POLICY}"></head><body>'
    '<nav><a href="#vsi">Inspectie</a></nav><main>'
    '<section class="chapter" id="vsi"><h2 id="vsi-hoofdstuk">Inspectie</h2>'
    "<section><p>binnen &lt;/section&gt;</p></section></section>"
    '<p>tussen</p><article data-x="1" id="over">Over</article></main></body></html>'
)


def test_an_element_ends_at_its_own_end_tag() -> None:
    page = DraftPage.split(PAGE, ["vsi", "over", "afwezig"])
    assert page.chapters["vsi"].endswith("</p></section></section>")
    assert page.chapters["over"] == '<article data-x="1" id="over">Over</article>'
    assert set(page.chapters) == {"vsi", "over"}


def test_shell_and_chapters_together_are_the_page() -> None:
    page = DraftPage.split(PAGE, ["over", "vsi"])
    assert len(page.shell) + sum(map(len, page.chapters.values())) == len(PAGE)
    assert "tussen" in page.shell
    assert "binnen" not in page.shell


def test_an_edit_in_a_chapter_changes_the_version_of_that_chapter_alone() -> None:
    before = DraftPage.split(PAGE, ["vsi", "over"]).versions
    after = DraftPage.split(PAGE.replace("binnen", "buiten"), ["vsi", "over"]).versions
    assert before["shell"] == after["shell"]
    chapters = [version["chapters"] for version in (before, after)]
    assert all(isinstance(one, dict) for one in chapters)
    assert [name for name in ("vsi", "over") if chapters[0][name] != chapters[1][name]] == ["vsi"]  # type: ignore[index] # checked above


def test_another_chapter_changes_the_page_and_nothing_else() -> None:
    page = DraftPage.split(PAGE, ["vsi", "over"])
    now = page.with_chapter("over", '<article id="over">Nu</article>\n')
    assert now == DraftPage.split(
        PAGE.replace('<article data-x="1" id="over">Over<', '<article id="over">Nu<'),
        ["vsi", "over"],
    )


def test_the_policy_lets_in_the_own_script_and_no_other() -> None:
    html = DraftPage.split(PAGE, ["vsi"]).followed("n0nce")
    (policy,) = re.findall(r'Policy" content="([^"]*)"', html)
    assert "script-src 'nonce-n0nce' 'sha256-abc';" in policy
    assert "connect-src 'self';" in policy
    assert html.count("<script") == 1
    assert html.endswith("</script></body></html>")


def test_a_page_that_is_not_there_yet_can_be_followed() -> None:
    html = DraftPage.split(WAITING, ()).followed("n0nce")
    assert "script-src 'nonce-n0nce'\"" in html


def test_the_browser_gets_the_versions_of_what_it_shows() -> None:
    page = DraftPage.split(PAGE, ["vsi"])
    (versions,) = re.findall(r'data-versions="([^"]*)"', page.followed("n"))
    assert json.loads(unescape(versions)) == page.versions
