"""Tests of the cards and the board, on a plan of a few measures."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pytest

from analysing import empty_tables
from analysis.computing import TablesInMemory, with_results
from analysis.plan.tables.editions import PlanTables
from analysis.subjects.measures.cards import cards
from analysis.subjects.measures.facts import all_facts
from analysis.subjects.measures.tables import board
from analysis.subjects.measures.text import measures_text

TITLES = {"activering": "Activering"}
DIJK = {"measure": "dijk", "name": "Dijkpremie", "chapter": "activering", "label": "Dijkpremie"}
LONG = "Ondersteuningsmaatregelenvergoeding " * 12


def rows_like(table: str, *rows: dict[str, Any]) -> pd.DataFrame:
    """Return rows of a table of the plan, what is not given missing."""
    empty = empty_tables()[table]
    filled = pd.DataFrame([dict.fromkeys(empty.columns) | row for row in rows])
    types = {
        name: pd.CategoricalDtype(sorted(set(filled[name].dropna())))
        if isinstance(dtype, pd.CategoricalDtype)
        else dtype
        for name, dtype in empty.dtypes.items()
    }
    return filled.astype(types)


def plan(*measures: dict[str, Any], **tables: pd.DataFrame) -> PlanTables:
    every = empty_tables() | tables
    filled = [{"phase": "running", "aliases": "", **one} for one in measures]
    if filled:
        every["measures"] = rows_like("measures", *filled)
    return with_results(TablesInMemory(PlanTables(lambda name: every[name]), 2023))


def rich() -> PlanTables:
    norm = DIJK | {"norm": "90% binnen 5 dagen", "target": 90.0, "previous": 91.0, "current": 80.5}
    norm |= {
        "change": -10.5,
        "step": "under",
        "step_previous": "above",
        "line": 8,
        "place": "sectie 11.1, streefnormen, rij 8",
    }
    money = DIJK | {"vak_realised": 2_000_000, "vak_budget": 3_000_000, "receipts": False}
    file = DIJK | {"indicator": "ontvangen dossiers", "unit": "dossiers", "year": 2022}
    visit = DIJK | {"cases_previous": 4, "cases_current": 6, "total": False, "shared_with": ""}
    return plan(
        {name: DIJK[name] for name in ("measure", "name", "chapter")},
        {"measure": "kade", "name": "Kadepremie"},
        norms=rows_like("norms", norm),
        budget=rows_like("budget", money | {"line": 9, "place": "sectie 11.2, budget, rij 9"}),
        figures=rows_like(
            "figures", file | {"value": 1250.0, "line": 10, "place": "sectie 1, tekst"}
        ),
        inspections=rows_like(
            "inspections", visit | {"line": 11, "place": "sectie 2, inspecties, rij 11"}
        ),
    )


def test_a_card_joins_norms_files_money_and_inspections_with_their_places() -> None:
    html = cards(all_facts(rich(), 2023, TITLES)).html
    words = " ".join(re.sub(r"<[^>]+>", " ", html).split()).replace("\xa0", " ")
    assert "80,5 % in 2022 tot 10 procentpunt onder streefdoel ; streefdoel 90 %" in words
    assert "; 91 % in 2021 (sectie 11.1, streefnormen, rij 8)" in words
    assert "1.250 ontvangen dossiers in 2022 (sectie 1, tekst)" in words
    assert "€ 2,0 mln. VAK gerealiseerd in 2022, € 3,0 mln. VAK-krediet voor 2023 (+50 %)" in words
    assert "dossiers 4 en 6 (2021 en 2022) (sectie 2, inspecties, rij 11)" in words
    assert 'id="maatregel-dijk"' in html


def money_words(**amounts: float) -> str:
    names = ("vak_realised", "vek_realised", "vak_budget", "vek_budget")
    row = (
        DIJK
        | {"receipts": False, "line": 12, "place": "sectie 11.2, budget, rij 9"}
        | dict.fromkeys(names, float("nan"))
        | amounts
    )
    table = plan(
        {name: DIJK[name] for name in ("measure", "name", "chapter")},
        budget=rows_like("budget", row),
    )
    html = cards(all_facts(table, 2023, TITLES)).html
    return " ".join(re.sub(r"<[^>]+>", " ", html).split()).replace("\xa0", " ")


def test_a_card_gives_the_receipts_of_a_measure_that_costs_nothing() -> None:
    words = money_words(vek_realised=193_445, vek_budget=187_000, receipts=True)
    assert (
        "ontvangsten: € 193.445 in 2022, € 187.000 begroot voor 2023 (sectie 11.2, budget, rij 9)"
        in words
    )
    assert "VAK" not in words
    assert "bedragen" not in words


def test_a_card_gives_the_zeros_that_the_plan_prints_and_no_amount_that_it_leaves_out() -> None:
    words = money_words(vak_realised=0, vek_realised=0, vak_budget=0, vek_budget=0)
    assert "€ 0,0 mln. VAK gerealiseerd in 2022, € 0,0 mln. VAK-krediet voor 2023" in words
    assert "bedragen" not in words
    assert "bedragen" in money_words()


def test_a_measure_without_anything_has_a_card_of_two_lines() -> None:
    (alone,) = all_facts(plan({"measure": "kade", "name": "Kadepremie"}), 2023, TITLES)
    html = cards([alone]).html
    assert "het plan geeft enkel een naam" in html
    assert "<dl>" not in html
    assert html.count("Het plan geeft geen") == 1
    assert len(re.findall(r"<\w", html)) == 6


def test_a_name_of_any_length_is_escaped_and_kept_whole() -> None:
    name = f"{LONG}<b> & zo"
    html = cards(all_facts(plan({"measure": "lang", "name": name}), 2023, TITLES)).html
    assert f"{LONG}&lt;b&gt; &amp; zo" in html


@pytest.mark.slow
def test_three_hundred_measures_have_a_card_and_a_row_each() -> None:
    many = plan(*({"measure": f"m{n}", "name": f"Maatregel {n}"} for n in range(300)))
    made = cards(all_facts(many, 2023, TITLES))
    ids = re.findall(r'id="([^"]+)"', made.html)
    assert len(set(ids)) == 300
    table = board(many.result("measures_overview"), TITLES, 2023)
    assert table is not None
    assert re.findall(r"#(maatregel-[^\"]+)", table.html) == ids


def test_the_board_has_a_dash_for_what_the_plan_does_not_give() -> None:
    table = board(rich().result("measures_overview"), TITLES, 2023)
    assert table is not None
    first, second = table.data.to_dict("records")
    assert (first["Normen gehaald (%)"], first["Onder doel"]) == (0, 9.5)
    assert (first["Krediet 2023 (mln.)"], first["Verschil (%)"]) == (3, 50)
    assert second["Maatregel"] == "Kadepremie"
    assert table.html.count("<td") - table.html.count("empty") == 7


def test_a_plan_without_measures_has_no_board_and_says_so() -> None:
    nothing = plan().result("measures_overview")
    assert board(nothing, TITLES, 2023) is None
    assert str(measures_text(nothing)) == "Het plan heeft geen maatregelen."


def test_the_text_counts_of_how_many_measures_the_plan_says_what() -> None:
    text = str(measures_text(rich().result("measures_overview")))
    assert "normen met een resultaat (1)" in text
    assert "voor één geeft het niets dan een naam, of een nul" in text
