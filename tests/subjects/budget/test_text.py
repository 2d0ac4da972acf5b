from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysing import computed, in_words
from analysis.plan.tables.build import processed_tables
from analysis.subjects.budget.text import (
    budget_text,
    concentration_text,
    provisional_text,
    relance_text,
)
from analysis.subjects.budget.totals import AMOUNTS

if TYPE_CHECKING:
    from analysis.paths import Project
    from analysis.toolkit.sentence import Prose


def told(budget: pd.DataFrame, year: int) -> Prose:
    totals, changes = (
        computed(name, budget=budget) for name in ("budget_totals", "credit_changes")
    )
    return budget_text(totals, changes, budget, year)


def concentrated(budget: pd.DataFrame, year: int) -> Prose:
    return concentration_text(
        computed("budget_totals", budget=budget),
        computed("credit_changes", budget=budget),
        computed("credit_concentration", budget=budget),
        year,
    )


BUDGET = (
    pd.DataFrame(
        [
            ("korting", "Korting", 100_000_000, 90_000_000, 80_000_000, 70_000_000, False),
            ("premie", "Ondersteuningspremie", 1_000_000, 1_000_000, 31_000_000, 1_000_000, False),
            ("boetes", "Boetes", None, 600, None, 620, True),
        ],
        columns=["measure", "name", *AMOUNTS, "receipts"],
    )
    .astype(dict.fromkeys(AMOUNTS, "Int64"))
    .assign(chapter="activering", line=[1, 2, 3])
    .assign(label=lambda rows: rows["name"])
)


def test_budget_in_millions_with_the_largest_change() -> None:
    assert in_words(told(BUDGET, 2023)) == (
        "Over 2 uitgavenposten samen werd in 2022 € 101,0 mln. VAK en € 91,0 mln. VEK "
        "gerealiseerd. Voor 2023 staat er € 111,0 mln. VAK (+9,9 %) en € 71,0 mln. VEK in het "
        "budget. Het grootste verschil maken Ondersteuningspremie (€ 30,0 mln. meer) en Korting "
        "(€ 20,0 mln. minder)."
    )
    assert in_words(told(pd.concat([BUDGET, BUDGET.iloc[[0]]]), 2023)).endswith(
        "Het grootste verschil maken Korting (2 posten samen, € 40,0 mln. minder) en "
        "Ondersteuningspremie (€ 30,0 mln. meer)."
    )
    posts = pd.concat([BUDGET.head(1), BUDGET.head(1)], ignore_index=True).assign(
        label=["Korting", "Korting - Relance Budget 127 - Digi-banken"],
        vak_realised=pd.array([10_000_000, 50_000_000], "Int64"),
        vak_budget=pd.array([8_000_000, 0], "Int64"),
    )
    assert (
        "(2 posten samen, € 52,0 mln. minder, waarvan € 50,0 mln. minder relancebudget: Digi"
        in (in_words(told(posts, 2023)))
    )
    assert "relance" not in in_words(told(posts.head(1), 2023))
    grown = posts.assign(vak_budget=pd.array([40_000_000, 0], "Int64"))
    assert (
        "(2 posten samen, € 20,0 mln. minder: € 50,0 mln. minder relancebudget en € 30,0 mln. meer "
        "ander krediet)"
    ) in in_words(told(grown, 2023))
    assert in_words(told(BUDGET.tail(1), 2023)) == (
        "Het plan geeft hier geen uitgaven met een bedrag."
    )


def test_the_change_of_the_budget_is_the_sum_of_what_is_shown() -> None:
    """From 101 to 111 million: +9,9 %, of which +29,7 by one measure, so -19,8 by the others."""
    assert in_words(concentrated(BUDGET, 2023)) == (
        "De verandering van +9,9 % is de som van +29,7 procentpunt door één maatregel, "
        "Ondersteuningspremie, en −19,8 procentpunt door alle andere samen. De vijf grootste "
        "maatregelen krijgen 100 % van het VAK-krediet van 2023. Zo geconcentreerd zou het ook "
        "zijn bij 1,7 even grote maatregelen."
    )
    nothing = BUDGET.assign(vak_realised=pd.array([0, 0, 0], dtype="Int64"))
    assert "geen gerealiseerd bedrag" in in_words(concentrated(nothing, 2023))


def test_what_the_plan_says_of_its_amounts_is_said_once_and_referred_to() -> None:
    about = ["ze zijn een momentopname", "ze kunnen nog wijzigen"]
    remarks = pd.DataFrame({"topic": ["provisional", "provisional"], "about": about})
    assert provisional_text(remarks, 2023, whole=True) == (
        "De realisaties van 2022 zijn voorlopig: ze zijn een momentopname; ze kunnen nog wijzigen."
    )
    assert provisional_text(remarks, 2023, whole=False) == (
        "De realisaties van 2022 zijn voorlopig (zie het [Overzicht](overzicht.ipynb))."
    )
    assert provisional_text(remarks.head(0), 2023, whole=True) == ""


def test_the_recovery_budget_of_2023_is_that_of_its_nine_posts(repository: Project) -> None:
    """Added by hand from the plan: 87,4 million committed and 1,0 million granted."""
    budget = processed_tables(repository, 2023)["budget"]
    committed = {
        9997: 1_780_893,
        10071: 0,
        10093: 1_413_798,
        10094: 9_901_275,
        10113: 19_286_857,
        10135: 296_500,
        10203: 0,
        10209: 49_804_253,
        10227: 4_957_805,
    }
    posts = budget.loc[budget["line"].isin(committed)]
    assert posts.set_index("line")["vak_realised"].to_dict() == committed
    assert sum(committed.values()) == 87_441_381
    assert posts.loc[posts["vak_budget"] > 0, ["line", "vak_budget"]].to_numpy().tolist() == [
        [10135, 1_000_000]
    ]
    assert in_words(relance_text(budget, 2023)) == (
        "Het relancebudget (9 posten in heel het plan) gaat van € 87,4 mln. VAK gerealiseerd in "
        "2022 naar € 1,0 mln. krediet in 2023."
    )


def test_the_posts_of_the_recovery_budget_are_added_up() -> None:
    label = "ESF - Relance Budget 128 - Digitaal"
    posts = BUDGET.iloc[[0, 1]].assign(label=[label, "ESF"])
    assert in_words(relance_text(posts, 2023)) == (
        "Het relancebudget (1 post in heel het plan) gaat van € 100,0 mln. VAK gerealiseerd in "
        "2022 naar € 80,0 mln. krediet in 2023."
    )
    assert "geen posten" in in_words(relance_text(posts.tail(1), 2023))
