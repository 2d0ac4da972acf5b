from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysing import computed, in_words
from analysis.plan.tables.legend import STEP_DTYPE
from analysis.subjects.norms.text import change_text, coverage_text, norms_text

if TYPE_CHECKING:
    from analysis.toolkit.sentence import Prose

NO_FIGURES = pd.DataFrame({"indicator": [], "value": [], "year": []})


def told(norms: pd.DataFrame, year: int, figures: pd.DataFrame = NO_FIGURES) -> Prose:
    counts = computed("norm_counts", norms=norms.assign(chapter="activering"))
    return norms_text(counts, norms, year, figures)


NORMS = pd.DataFrame(
    [
        ("Kaarten", "100% binnen 30 dagen", 100, 37, "met", "far_under"),
        ("Premie", "80% binnen 50 dagen", 80, 80, "met", "met"),
        ("Maatwerk", "100% saldi", 100, None, "met", None),
    ],
    columns=["name", "norm", "target", "current", "step_previous", "step"],
).astype(
    {"target": "Float64", "current": "Float64", "step_previous": STEP_DTYPE, "step": STEP_DTYPE}
)


def test_norms_with_the_one_furthest_off() -> None:
    assert in_words(told(NORMS, 2023)) == (
        "Van de 2 normen met een resultaat voor 2022 werd er één gehaald (50 %); één ligt meer dan "
        "10 procentpunt onder het streefdoel. In 2021 waren er 2 gehaald. Het verst onder het "
        "streefdoel ligt Kaarten (100% binnen 30 dagen): 37 % tegenover 100 %. Eén norm heeft geen "
        "resultaat voor 2022."
    )
    most = "maatregelen met 90 procent of meer"
    names = (most, f"{most}, op een totaal van")
    own = pd.DataFrame({"indicator": names, "value": [48.0, 65.0], "year": [2022, 2022]})
    assert (
        "volgens zijn tekst werd bij 48 van de 65 maatregelen 90 % of meer binnen de norm "
        "afgehandeld. Zijn tabel heeft 3 maatregelen met samen 3 normen; van de 2 normen met een "
        "resultaat staan er 0 op 90 % of meer."
    ) in in_words(told(NORMS, 2023, own))
    assert told(NORMS, 2023, own.head(1)) == told(NORMS, 2023)
    assert in_words(told(NORMS.iloc[[1]], 2023)) == (
        "De enige norm met een resultaat voor 2022 is gehaald. In 2021 waren er evenveel gehaald."
    )
    assert "geen enkele ligt meer dan" in in_words(told(NORMS.iloc[[1, 1]], 2023))
    assert "geen normen met een resultaat" in in_words(told(NORMS.tail(1), 2023))


def test_norms_of_two_years_are_compared_on_those_with_both() -> None:
    """Of three results two have one of the year before: one was met, and two were then."""
    new = NORMS.iloc[[0, 1, 1]].assign(step_previous=pd.array(["met", "met", None], dtype="str"))
    rows = new.astype({"step_previous": STEP_DTYPE})
    assert (
        "Van de 2 met een resultaat in beide jaren werd er één gehaald, tegenover 2 in 2021."
        in in_words(told(rows, 2023))
    )
    then = pd.array(["far_under", "met", None], dtype="str")
    same = rows.assign(step_previous=then).astype({"step_previous": STEP_DTYPE})
    assert "werd er één gehaald, evenveel als in 2021." in in_words(told(same, 2023))


PAYMENTS = pd.DataFrame(
    [("e", "uitgevoerde betalingen", 2021, 4.0), ("e", "uitgevoerde betalingen", 2022, 3.0)],
    columns=["measure", "indicator", "year", "value"],
)


def test_norms_that_fell_by_the_interval_but_not_by_the_ranks_are_called_unsure() -> None:
    """Five falls of one size: the exact signed-rank p is 2 / 2**5 = 0,06, above the limit."""
    frame = pd.DataFrame(
        {"label": list("abcde"), "change": [-1.0, -2.0, -3.0, -4.0, -5.0], "chapter": "activering"}
    ).assign(step_previous="met", step="under")
    rows = frame.astype({"step_previous": STEP_DTYPE, "step": STEP_DTYPE})
    rows = rows.assign(measure=list("abcde"))
    changes = computed("norm_changes", year=1, norms=rows)
    text = in_words(change_text(changes, 0.95, rows, PAYMENTS, 2023))
    assert "Dat interval sluit nul uit, maar een toets op rangen niet (p = 0,06)" in text
    assert (
        "Eén maatregel weegt daarin het zwaarst, e (−5,0 procentpunt, op 3 betalingen): zonder die "
        "maatregel zakten de resultaten gemiddeld 2,5 procentpunt (95 %-interval"
    ) in text


def test_the_rank_test_is_printed_where_the_text_relies_on_it() -> None:
    frame = pd.DataFrame(
        {"label": list("abcd"), "change": [-9.0, 8.0, -7.0, 6.0], "chapter": "activering"}
    ).assign(step_previous="met", step="under")
    rows = frame.astype({"step_previous": STEP_DTYPE, "step": STEP_DTYPE})
    rows = rows.assign(measure=list("abcd"))
    text = in_words(
        change_text(computed("norm_changes", year=1, norms=rows), 0.95, rows, PAYMENTS, 2023)
    )
    assert "a (−9,0 procentpunt): zonder" in text
    assert "is daarmee niet aangetoond (rangtekentoets: p = 0,88)" in text


def test_the_measures_with_a_norm_are_counted() -> None:
    names = ("maatregelen in beleidsmatige uitvoering", "maatregelen met norm")
    own = pd.DataFrame({"indicator": names, "value": [57.0, 30.0], "year": 2022})
    assert in_words(coverage_text(own, 2023)) == (
        "Het plan telt 57 maatregelen in uitvoering; voor 30 ervan (53 %) zijn er normen of "
        "wettelijke termijnen."
    )
    assert "zegt niet voor hoeveel" in in_words(coverage_text(own.head(1), 2023))
