"""The tables of what a report rests on."""

from __future__ import annotations

import pandas as pd

from analysis.subjects.account.definitions import DEFINITIONS
from analysis.subjects.account.tables import (
    corrections_table,
    definitions_table,
    glossary_table,
    settings_table,
    sources_table,
    tables_table,
)
from placing import placed


def test_every_term_is_defined_with_a_source() -> None:
    table = definitions_table()
    assert len(table.data) == len(DEFINITIONS) == len({one.term for one in DEFINITIONS})
    assert all(one.meaning.endswith(".") and one.source for one in DEFINITIONS)


def test_documents_files_settings_and_corrections_are_listed() -> None:
    plan = {"title": "Plan", "publisher": "", "published": "", "sha256": "a" * 64, "pages": 204}
    assert sources_table(pd.DataFrame([plan])).data["Bladzijden"].tolist() == [204]
    files = pd.DataFrame(
        [("norms", "norms.csv", 64, "b" * 64), ("corrections", "corrections.yaml", None, "c" * 64)],
        columns=["table", "file", "rows", "sha256"],
    ).astype({"rows": "Int64"})
    read = tables_table(files, 2023)
    assert read.data.to_numpy().tolist() == [["streefnormen", "norms.csv", 64, "b" * 12]]
    by_hand = {
        "measures": "maatregelen",
        "figures": "cijfers uit de tekst",
        "remarks": "wat de tekst in woorden zegt",
        "repeats": "waarden die twee keer voorkomen",
        "review": "beslissingen bij het nazicht",
    }
    kept = pd.DataFrame([(name, f"{name}.csv", 1, "a") for name in by_hand])
    named = tables_table(kept.set_axis(files.columns, axis=1), 2023)
    marked = [one for one in named.data["Tabel"] if one.endswith("(met de hand)")]
    assert len(marked) == len(by_hand)
    assert all(any(one.startswith(name) for one in marked) for name in by_hand.values())
    assert all(name in named.note for name in by_hand.values())
    assert settings_table([("Niveau", "95 %")]).data.to_numpy().tolist() == [["Niveau", "95 %"]]
    corrected = {"table": "norms", "printed": "-1", "corrected": "+1"}
    corrected |= {"reason": "Een verkeerd teken.", "place": "sectie 9, streefnormen, rij 1"}
    fixed = corrections_table(pd.DataFrame([corrected]), 2023)
    assert fixed is not None
    assert fixed.title.startswith("1 zekere vergissing van het plan")
    assert fixed.data["Waarom"].tolist() == ["Een verkeerd teken."]
    assert corrections_table(pd.DataFrame([corrected]).head(0), 2023) is None


def test_abbreviations_are_in_alphabetical_order_and_only_with_a_meaning() -> None:
    rows = pd.DataFrame(
        {"abbreviation": ["VSI", "ag.", "X"], "meaning": ["Inspectie", "agendering", ""]}
    ).pipe(placed)
    table = glossary_table(rows, 2023)
    assert table is not None
    assert list(table.data["Afkorting"]) == ["ag.", "VSI"]
    assert glossary_table(rows.tail(1), 2023) is None
