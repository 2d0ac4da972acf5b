"""The small functions that make up the page."""

from __future__ import annotations

import base64
import doctest
import hashlib
import importlib
import re

import nbformat
import pytest

from analysis.publishing.page.checks import check_page
from analysis.publishing.page.identifiers import prefixed
from analysis.publishing.page.options import split_options
from analysis.publishing.page.policy import content_security_policy, styles_in
from composing import build_report

PAGE = (
    '<html lang="nl"><title>T</title><h1>T</h1>'
    '<section class="chapter" id="a"><h2>A</h2>{}</section><script></script><script></script>'
)
MODULES = ["abbreviations", "captions", "options", "prose", "identifiers", "markup"]


def found(body: str) -> list[str]:
    return [problem.found for problem in check_page(PAGE.format(body))]


@pytest.mark.parametrize("name", MODULES)
def test_the_docstring_examples_pass(name: str) -> None:
    result = doctest.testmod(importlib.import_module(f"analysis.publishing.page.{name}"))
    assert (result.failed, result.attempted > 0) == (0, True)


def test_the_policy_allows_the_pages_own_style_and_script_by_hash_and_no_request() -> None:
    cells = [{"cell_type": "markdown", "metadata": {}, "source": "# A\n\nTekst."}]
    content = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    nb = nbformat.from_dict(content)  # type: ignore[no-untyped-call]
    html = build_report([("a", "A", nb)], title="T", publisher="P", year=2023)
    policy = re.search(r'Content-Security-Policy" content="(.*?)">', html)
    assert policy is not None
    for tag in ("style", "script"):
        texts = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()) for text in texts]
        allowed = " ".join(f"&#39;sha256-{digest.decode()}&#39;" for digest in digests)
        assert f"{tag}-src {allowed};" in policy[1]
    assert policy[1].startswith("default-src &#39;none&#39;;")
    assert "unsafe-inline&#39;; img-src" in policy[1]  # of style attributes only
    assert "http" not in policy[1]


def test_a_figures_own_style_is_allowed_once() -> None:
    styles = styles_in('<svg><style type="text/css">*{x:y}</style></svg><STYLE>*{x:y}</STYLE>')
    assert styles == ["*{x:y}", "*{x:y}"]
    assert content_security_policy(styles, []).count("sha256-") == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<g id="a"/><use href="#a"/>', '<g id="v-a"/><use href="#v-a"/>'),
        ('<g id="a"/><use xlink:href="#a"/>', '<g id="v-a"/><use xlink:href="#v-a"/>'),
        (
            "<g id='a'/><g style=\"fill: url('#a')\"/>",
            '<g id="v-a"/><g style="fill: url(\'#v-a\')"/>',
        ),
        ('<th id="a"/><td headers="a b"/>', '<th id="v-a"/><td headers="v-a b"/>'),
        ('<p id="a"/><p aria-labelledby="b a"/>', '<p id="v-a"/><p aria-labelledby="b v-a"/>'),
        ('<a href="#elders" data-id="a">', '<a href="#elders" data-id="a">'),
    ],
)
def test_an_id_and_all_that_points_to_it_get_the_prefix(before: str, after: str) -> None:
    assert prefixed(before, "v") == after


def test_options_end_at_the_first_line_of_code() -> None:
    options, code = split_options("#| label: fig-x\n#| fig-alt: 'Een: lijn'\nx = 1\n#| no: option")
    assert options == {"label": "fig-x", "fig-alt": "Een: lijn"}
    assert code == "x = 1\n#| no: option"


@pytest.mark.parametrize(
    "body",
    [
        '<img src="https://elders.be/x.png">',
        '<img srcset="//elders.be/x.png">',
        '<link rel="stylesheet" href="http://elders.be/x.css">',
        '<svg><image xlink:href="https://elders.be/x.png"/></svg>',
        '<p style="background: url(https://elders.be/x.png)">x</p>',
        "<style>@import 'x.css';</style>",
        '<iframe src="https://elders.be"></iframe>',
        "<script>alert(1)</script>",
    ],
)
def test_a_page_with_an_external_request_is_refused(body: str) -> None:
    assert any("is not part of the page" in words for words in found(f"tekst {body}"))


@pytest.mark.parametrize(
    "body",
    [
        '<a href="https://www.vlaanderen.be">een koppeling</a>',
        '<svg xmlns="http://www.w3.org/2000/svg">x</svg>',
        '<img src="data:image/png;base64,x" alt="x">tekst',
        "url(https://) in prose",
    ],
)
def test_links_namespaces_and_inline_pictures_are_not_requests(body: str) -> None:
    assert found(body) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("x<h4>T</h4>", ["h4 after h2"]),
        ("x<h1>T</h1>", ["2 h1"]),
        ("x<h3>T</h3><h4>T</h4><h3>T</h3>", []),
    ],
)
def test_headings_skip_no_level(body: str, expected: list[str]) -> None:
    assert found(body) == expected
