"""Places in a page: which texts are marked, and which rows the page holds."""

from __future__ import annotations

import json
from typing import Any

import pytest

from analysis.plan.tables.printed import PrintedTable
from analysis.publishing.page.printed_rows import marked, rows_shown
from composing import build_report, code, notebook, shown, text

NORMS = PrintedTable(("Norm",), {n: (f"norm <{n}>",) for n in range(1, 6)})
PRINTED = {"sectie 9, streefnormen": NORMS}


def rows(*html: str) -> dict[str, Any]:
    text = rows_shown(html, PRINTED)
    found: dict[str, Any] = json.loads(text)["tables"] if text else {}
    return found


def unbroken(place: str) -> str:
    """Return a place as a page writes it: no line ends between `rij` and its number."""
    return place.replace("rij ", "rij\N{NO-BREAK SPACE}").replace(
        "rijen ", "rijen\N{NO-BREAK SPACE}"
    )


@pytest.mark.parametrize(
    ("html", "place"),
    [
        ("a (sectie 9, streefnormen, rij 4).", "(sectie 9, streefnormen, rij 4)"),
        ("afkortingen, rij 4 en meer", "afkortingen, rij 4"),
        ("sectie 3.1.1, bijkomende mijlpalen, rijen 1, 2 en 4–9, p. 40–41; ja", None),
    ],
)
def test_a_place_in_a_text_is_marked(html: str, place: str | None) -> None:
    found = place or html.removesuffix("; ja")
    assert f'<span class="place">{unbroken(found)}</span>' in marked(html)


@pytest.mark.parametrize(
    "html",
    ["sectie 3.1, tekst", "tabel (sectie 9, rijen 1–24)", '<a title="budget, rij 4">x</a>'],
)
def test_what_names_no_row_is_not(html: str) -> None:
    assert marked(html) == html


def test_a_page_holds_only_the_rows_that_it_names() -> None:
    cell = '<span class="place" data-place="sectie 9, streefnormen, rij 5, p. 4">9, rij 5</span>'
    found = rows(marked("<p>(sectie 9, streefnormen, rijen 1–2 en 7)</p>"), cell)
    assert found == {
        "sectie 9, streefnormen": {
            "headers": ["Norm"],
            "rows": {"1": ["norm <1>"], "2": ["norm <2>"], "5": ["norm <5>"]},
        }
    }
    assert rows("<p>sectie 9, streefnormen, rij 1</p>") == {}, "no element of its own"


def test_no_cell_can_end_the_script_that_holds_it() -> None:
    nasty = {"budget": PrintedTable(("Post",), {1: ("</script><b>",)})}
    assert "<" not in rows_shown([marked("<p>budget, rij 1</p>")], nasty)


def test_a_report_marks_prose_tables_and_html() -> None:
    place = "sectie 9, streefnormen, rij 1"
    table = f'<table><thead><tr><th scope="col">a {place}</th></tr></thead></table>'
    html = build_report(
        [
            (
                "a",
                "A",
                notebook(
                    text(f"# A\n\nZie {place}."),
                    code("f()", shown("table", {"text/html": table}, title="T")),
                    code("g()", shown("html", {"text/html": f"<p>{place}</p>"})),
                ),
            )
        ],
        title="Proef",
        publisher="Niemand",
        year=2023,
        printed=PRINTED,
    )
    assert html.count(f'<span class="place">{unbroken(place)}</span>') == 3
    assert html.count("norm \\u003c1>") == 1
