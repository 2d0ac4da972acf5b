"""The tables of contradictions: both places, both values, counts per kind."""

from __future__ import annotations

import pandas as pd

from analysis.subjects.consistency.tables import findings_table, kinds_table

TITLES = {"activering": "Activering"}

FINDING = {
    "kind_label": "Rekenwerk",
    "certainty": "certain",
    "chapter": "activering",
    "known": "",
    "printed": "-13,4 ppt",
    "place": "sectie 11.1, streefnormen, rij 3",
    "other_printed": "+13,4 ppt",
    "other_place": "sectie 11.1, streefnormen, rijen 3 en 4, p. 90",
    "why": "Teken.",
    "settle": "De bron.",
}


def test_a_contradiction_is_listed_with_both_places_and_both_values() -> None:
    table = findings_table(pd.DataFrame([FINDING]), TITLES, ["certain"])
    assert table is not None
    (row,) = table.data.to_dict("records")
    assert table.title == "1 zekere tegenspraak"
    assert row["Hier"] == "‘-13,4 ppt’ (sectie 11.1, streefnormen, rij 3)"
    assert row["Daar"] == "‘+13,4 ppt’ (sectie 11.1, streefnormen, rijen 3 en 4, p. 90)"
    assert findings_table(pd.DataFrame([FINDING]), TITLES, ["weak"]) is None


def test_quotes_of_a_rule_become_typographic() -> None:
    why = "'ontvangen dossiers' over de foto's, 'SOD2' en 'SOD 3'."
    table = findings_table(pd.DataFrame([{**FINDING, "why": why}]), TITLES, ["certain"])
    assert table is not None
    (told,) = table.data["Wat elkaar tegenspreekt"]
    assert told.startswith("‘ontvangen dossiers’ over ")
    assert told.endswith("foto's, ‘SOD2’ en ‘SOD 3’.")


def test_contradictions_are_counted_per_kind_and_certainty() -> None:
    rows = [FINDING, {**FINDING, "certainty": "weak"}, {**FINDING, "kind_label": "Status"}]
    table = kinds_table(pd.DataFrame(rows))
    assert table is not None
    assert table.data.to_numpy().tolist() == [
        ["Rekenwerk", 1, 1],
        ["Status", 1, 0],
        ["Totaal", 2, 1],
    ]
    assert kinds_table(pd.DataFrame([FINDING]).head(0)) is None
