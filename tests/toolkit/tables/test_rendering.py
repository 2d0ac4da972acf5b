from __future__ import annotations

import pandas as pd
import pytest

from analysis.toolkit.tables.cells import KINDS, Column, decimals_of
from analysis.toolkit.tables.key_figures import KeyFigure, KeyFigures
from analysis.toolkit.tables.table import data_of, frame_table, html_table


def cell(value: object, kind: str) -> tuple[str, str]:
    classes, inside = Column("Kop", [value], kind).cell(0)
    return classes, inside.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("value", "kind", "classes", "inside"),
    [
        ("<b>", "text", "", "&lt;b&gt;"),
        (1234, "count", "num", "1.234"),
        (98.09, "percent", "num", "98,09 %"),
        (98.5, "percent", "num", "98,5 %"),
        (100.0, "percent", "num", "100 %"),
        (-13.4, "change", "num", "−13,4"),
        (7.0, "change", "num", "+7"),
        (2022, "year", "num", "2022"),
        (
            "not_started",
            "status",
            "",
            '<span class="status status-not-started">Nog niet gestart</span>',
        ),
        ("met", "step", "", '<span class="norm norm-met">op streefdoel</span>'),
    ],
)
def test_a_value_is_written_as_its_kind(
    value: object, kind: str, classes: str, inside: str
) -> None:
    assert cell(value, kind) == (classes, inside)


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, ""])
@pytest.mark.parametrize("kind", list(KINDS))
def test_a_missing_value_is_a_dash_of_its_own_class(missing: object, kind: str) -> None:
    """A number's dash stays right under the numbers."""
    classes = "num empty" if KINDS[kind].numeric else "empty"
    assert cell(missing, kind) == (classes, "–")


def test_a_percentage_has_the_decimals_it_needs() -> None:
    assert [decimals_of(value) for value in (98.0, 98.5, 98.09, 33.3333)] == [0, 1, 2, 2]


def test_a_table_has_scopes_and_right_aligned_numbers() -> None:
    columns = [Column("Naam", ["A", "Totaal"]), Column("Aantal", [3, 3], "count")]
    assert html_table(columns, foot=1) == (
        '<table><thead><tr><th scope="col">Naam</th><th scope="col" class="num">Aantal</th></tr>'
        '</thead><tbody><tr><th scope="row">A</th><td class="num">3</td></tr></tbody>'
        '<tfoot><tr><th scope="row">Totaal</th><td class="num">3</td></tr></tfoot></table>'
    )


def test_no_text_of_a_plan_becomes_markup() -> None:
    """Neither a cell, nor a row's heading, nor a column's header, nor a key figure."""
    evil = '<script>alert("x")</script>'
    table = html_table([Column(evil, [evil]), Column("B", [evil])])
    figures = KeyFigures((KeyFigure(evil, evil, evil, evil),)).html
    for html in (table, figures, frame_table(pd.DataFrame({evil: [evil]}))):
        assert "<script" not in html
        assert "&lt;script&gt;" in html


def test_the_data_has_labels_and_keeps_numbers() -> None:
    data = data_of(
        [Column("Status", ["realised", None], "status"), Column("N", [1, None], "count")]
    )
    assert data["Status"].tolist()[0] == "Gerealiseerd"
    assert data["Status"].isna().tolist() == [False, True]
    assert str(data["N"].dtype) == "Int64"


def test_a_frame_shows_numbers_in_dutch() -> None:
    html = frame_table(pd.DataFrame({"Naam": ["A"], "N": [1234], "Aandeel": [12.5]}))
    assert '<th scope="row">A</th><td class="num">1.234</td><td class="num">12,5</td>' in html


def test_a_frame_groups_no_year_and_shortens_a_place() -> None:
    """The year 2019 counts nothing; 8631 files do. A heading by year stays text."""
    rows = pd.DataFrame(
        {"N": [1], "Jaar": [2019], "Som": [8631], "Plaats": ["sectie 9, norm, rij 5"]}
    )
    html = frame_table(rows)
    assert '<td class="num">2019</td><td class="num">8.631</td>' in html
    assert ">9, rij&nbsp;5</span></td>" in html
    gaps = rows.astype({"Jaar": "Float64"}).assign(Som=pd.array([None], "Float64"))
    assert '<td class="num">2019</td><td class="num empty">–</td>' in frame_table(gaps)
    assert '<th scope="row">2023</th>' in frame_table(pd.DataFrame({"Jaar": ["2023"]}))


def test_key_figures_are_a_description_list() -> None:
    figures = KeyFigures((KeyFigure("Mijlpalen", "317", "van 387", "82 %"), KeyFigure("Kort", "1")))
    assert figures.html == (
        '<dl class="key-figures"><div><dt>Mijlpalen</dt>'
        '<dd class="value">317 <small>van 387</small></dd><dd class="note">82 %</dd></div>'
        '<div><dt>Kort</dt><dd class="value">1</dd></div></dl>'
    )
    assert str(figures) == "Mijlpalen: 317 van 387 (82 %)\nKort: 1"
