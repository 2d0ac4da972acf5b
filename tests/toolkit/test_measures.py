"""Tests of the mentions of a measure."""

from __future__ import annotations

import pandas as pd

from analysis.toolkit.measures import card_address, measure_column, mention
from analysis.toolkit.tables.table import table_of


def test_what_is_no_measure_is_named_without_a_link() -> None:
    assert mention("Alle maatregelen", None) == "Alle maatregelen"
    assert mention("Alle maatregelen", float("nan")) == "Alle maatregelen"
    assert card_address(pd.NA) == ""


def test_a_name_with_brackets_is_no_text_of_a_link() -> None:
    assert mention("Dijk [nieuw]", "dijk") == "Dijk [nieuw]"


def test_a_table_links_each_measure_to_its_card_and_exports_the_name_alone() -> None:
    rows = pd.DataFrame({"name": ["Dijk & kade", "Samen"], "measure": ["dijk", None]})
    table = table_of([measure_column(rows)], title="T", note="", source="")
    link = '<a href="maatregelen.ipynb#maatregel-dijk">Dijk &amp; kade</a>'
    assert f'<th scope="row">{link}</th>' in table.html
    assert '<th scope="row">Samen</th>' in table.html
    assert list(table.data["Maatregel"]) == ["Dijk & kade", "Samen"]
