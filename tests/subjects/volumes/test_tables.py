from __future__ import annotations

import pandas as pd
import pytest

from analysing import in_words
from analysis.subjects.volumes.tables import recovery_table, topic_table, volumes_table
from analysis.subjects.volumes.text import (
    job_bonus_text,
    recovery_text,
    total_text,
    volumes_text,
    waiting_text,
    years_text,
)
from analysis.toolkit.figures import flows, period, recovery_targets, topic, value_of
from placing import placed

COLUMNS = ["measure", "name", "indicator", "unit", "year", "value", "line"]
ROWS = [
    ("kaarten", "Arbeidskaarten", "ontvangen dossiers", "dossiers", 2021, 12_000, 1),
    ("kaarten", "Arbeidskaarten", "ontvangen dossiers", "dossiers", 2022, 20_000, 2),
    ("kaarten", "Arbeidskaarten", "ontvangen dossiers, groei in procent", "procent", 2022, 60, 3),
    ("steun", "Steun", "afgehandelde dossiers", "dossiers", 2022, 741, 4),
    ("steun", "Steun", "afgehandelde dossiers, afname in procent", "procent", 2022, 3, 5),
    ("steun", "Steun", "loongrens per maand", "euro", 2022, 2_500, 6),
    (None, None, "ontvangen dossiers", "dossiers", 2022, 200_000, 7),
    (None, None, "ontvangen dossiers, groei in procent", "procent", 2022, 7.5, 8),
    (None, None, "gemeenten in digibank, RRF-streefdoel", "aantal", 2022, 100, 9),
    (None, None, "gemeenten in digibank", "aantal", 2022, 200, 10),
    (None, None, "initiatiefrecht, RRF-streefdoel", "personen", 2022, 307_500, 11),
    (None, None, "initiatiefrecht, bereikt RRF-streefdoel", "nummer", 2022, 164, 12),
    (None, None, "scans, RRF-streefdoel", "aantal", 2022, 500, 13),
]


@pytest.fixture
def figures() -> pd.DataFrame:
    frame = pd.DataFrame(ROWS, columns=COLUMNS).pipe(placed)
    return frame.astype({"value": "Float64", "line": "Int64"})


def test_growth_is_joined_to_its_count_and_a_decrease_is_negative(figures: pd.DataFrame) -> None:
    rows = flows(figures).dropna(subset=["growth"])
    assert rows["measure"].fillna("").tolist() == ["kaarten", "steun", ""]
    assert rows["growth"].tolist() == [60.0, -3.0, 7.5]


def test_a_topic_leaves_out_what_the_flows_list(figures: pd.DataFrame) -> None:
    assert list(topic(figures, ["steun"])["line"]) == [6]
    assert list(topic(figures, ["digibank"])["line"]) == [9, 10]


def test_a_target_is_joined_to_what_was_reached(figures: pd.DataFrame) -> None:
    rows = recovery_targets(figures)
    assert list(rows["what"]) == ["gemeenten in digibank", "initiatiefrecht", "scans"]
    assert rows["reached"].tolist()[0] == 200
    assert rows["reached"].isna().tolist() == [False, True, True]
    assert rows["number"].tolist()[1] == 164
    assert rows["number"].isna().tolist() == [True, False, True]


def test_a_value_of_another_year_is_not_taken(figures: pd.DataFrame) -> None:
    cards = figures[figures["measure"] == "kaarten"]
    assert value_of(cards, "ontvangen dossiers", 2021) == 12_000
    assert value_of(cards, "ontvangen dossiers", 2019) is None


def test_the_texts_name_the_largest_with_its_growth(figures: pd.DataFrame) -> None:
    own = figures[figures["measure"].notna()]
    none = pd.DataFrame({"measure": []})
    assert volumes_text(figures, none, 2023) == volumes_text(own, none, 2023), "no measure: a total"
    assert in_words(volumes_text(own, none, 2023)) == (
        "Alleen van Arbeidskaarten (20.000, +60 %) zegt het plan hoeveel dossiers er in 2022 "
        "binnenkwamen. Van één andere maatregel met een norm of een cijfer noemt het dat aantal "
        "niet."
    )
    handled = own[own["measure"] == "steun"]
    assert in_words(volumes_text(handled, none, 2023)).startswith(
        "Alleen van Steun (741, −3 %) zegt het plan hoeveel dossiers er in 2022 afgehandeld werden."
    )
    empty = volumes_text(own.head(0), none, 2023)
    assert in_words(empty).endswith("geen aantallen dossiers voor 2022.")
    other = own[own["indicator"] == "afgehandelde dossiers"].assign(indicator="onderzoeken")
    assert in_words(volumes_text(other, none, 2023)) == (
        "Hoeveel dossiers er in 2022 binnenkwamen of afgehandeld werden, zegt het plan hier niet; "
        "wel noemt het 741 onderzoeken (Steun)."
    )
    assert in_words(total_text(figures, 2023)) == (
        "Alle maatregelen samen kregen in 2022 volgens het plan ongeveer 200.000 dossiers "
        "(+7,5 % in een jaar)."
    )


def received(**counts: float) -> pd.DataFrame:
    """Files that came in at each measure in 2022."""
    rows = [(name, name.capitalize(), value) for name, value in counts.items()]
    frame = pd.DataFrame(rows, columns=["measure", "name", "value"])
    return frame.assign(indicator="ontvangen dossiers", year=2022, unit="dossiers")


def test_only_measures_with_a_count_are_ranked() -> None:
    """Four have a count; of two others, one with a norm and a figure, the plan tells none."""
    figures = received(a=10, b=40, c=20, d=30)
    figures = pd.concat([figures, received(e=7).assign(indicator="onderzoeken")])
    norms = pd.DataFrame({"measure": ["e", "f", "a", None]})
    assert in_words(volumes_text(figures, norms, 2023)) == (
        "Van 4 maatregelen zegt het plan hoeveel dossiers er in 2022 binnenkwamen. De meeste "
        "daarvan waren voor B (40), D (30) en C (20). Van 2 andere maatregelen met een norm of een "
        "cijfer noemt het dat aantal niet."
    )
    two = received(a=1, b=2)
    assert in_words(volumes_text(two, norms.tail(1), 2023)) == (
        "Van 2 maatregelen zegt het plan hoeveel dossiers er in 2022 binnenkwamen: B (2) en A (1)."
    )


def test_files_drawn_from_registers_came_in_too_but_are_no_part_of_a_smaller_total() -> None:
    bonus = received(jobbonus=1_112_231).assign(indicator="binnengetrokken dossiers")
    total = received(alle=200_000).assign(measure=None)
    figures = pd.concat([received(kaarten=20_000), bonus, total], ignore_index=True)
    norms = pd.DataFrame({"measure": []})
    assert in_words(volumes_text(figures, norms, 2023)).endswith(
        "binnenkwamen: Jobbonus (1.112.231 binnengetrokken) en Kaarten (20.000)."
    )
    assert in_words(total_text(figures, 2023)) == (
        "De maatregelen samen, zonder Jobbonus, kregen in 2022 volgens het plan ongeveer 200.000 "
        "dossiers."
    )


def test_both_numbers_for_one_year_are_named(figures: pd.DataFrame) -> None:
    cards = figures[figures["measure"] == "kaarten"].assign(measure="arbeidskaarten")
    other = cards.head(1).assign(value=12_748.0)
    counted, what = ["ontvangen dossiers"], "aanvragen voor een arbeidskaart"
    assert in_words(
        years_text(pd.concat([cards, other]), 2023, "arbeidskaarten", counted, what)
    ) == (
        "Het plan noemt deze aantallen aanvragen voor een arbeidskaart: 12.000 of 12.748 in 2021 "
        "en 20.000 in 2022. Voor 2021 noemt het op twee plaatsen een ander aantal; beide staan er. "
        "Tegenover 2021 is dat 57 tot 67 % meer."
    )
    assert str(years_text(cards, 2023, "jobbonus", counted, "premies")) == (
        "Het plan geeft geen aantallen premies."
    )


def test_targets_of_the_recovery_fund_are_counted(figures: pd.DataFrame) -> None:
    assert in_words(recovery_text(figures)) == (
        "Het plan noemt 3 streefcijfers van het Europese herstelfonds (RRF); 2 daarvan zijn "
        "volgens het plan bereikt. Voor ‘initiatiefrecht’ noemt het plan het doel bereikt, zonder "
        "stand en voor ‘scans’ geeft het plan geen stand."
    )
    reached = figures.loc[~figures["indicator"].str.startswith("scans")]
    assert "(RRF); alle twee zijn volgens het plan bereikt." in in_words(recovery_text(reached))
    first = figures.head(1).assign(indicator="RRF-middelen, initieel toegewezen", value=177e6)
    less = first.assign(indicator="RRF-middelen, voorgestelde vermindering", value=25e6)
    assert in_words(recovery_text(pd.concat([figures, first, less]))).endswith(
        "Het beleidsdomein kreeg aanvankelijk € 177,0 mln. uit het fonds toegewezen; voor een "
        "herziening stelt het zelf ongeveer € 25,0 mln. minder voor."
    )


def test_a_target_that_is_called_reached_is_no_figure_on_its_topic(figures: pd.DataFrame) -> None:
    assert list(topic(figures, ["initiatiefrecht"])["line"]) == [11]


def test_a_measure_of_which_only_a_target_is_printed_is_not_reported_on(
    figures: pd.DataFrame,
) -> None:
    cards = figures[figures["measure"] == "kaarten"]
    goal = figures.tail(1).assign(measure="verlof", name="Verlof")
    none = pd.DataFrame({"measure": []})
    assert volumes_text(pd.concat([cards, goal]), none, 2023) == volumes_text(cards, none, 2023)


def test_a_count_of_which_a_bound_is_printed_is_about_that_much(figures: pd.DataFrame) -> None:
    cards = figures[figures["measure"] == "kaarten"].assign(measure="arbeidskaarten")
    now = cards[cards["year"] == 2022].head(1)
    bounds = [now.assign(indicator=f"ontvangen dossiers, {b}") for b in ("maximum", "minimum")]
    counted, what = ["ontvangen dossiers"], "aanvragen"
    both = pd.concat([cards, *bounds])
    assert in_words(years_text(both, 2023, "arbeidskaarten", counted, what)) == (
        "Het plan noemt deze aantallen aanvragen: 12.000 in 2021 en ongeveer 20.000 in 2022 "
        "(volgens de ene plaats net minder, volgens de andere meer). Tegenover 2021 is dat "
        "ongeveer 67 % meer."
    )
    under = in_words(
        years_text(pd.concat([cards, bounds[0]]), 2023, "arbeidskaarten", counted, what)
    )
    assert "ongeveer 20.000 in 2022 (net niet gehaald)" in under
    none = pd.DataFrame({"measure": []})
    assert "Arbeidskaarten (ongeveer 20.000, +60 %)" in in_words(volumes_text(both, none, 2023))
    listed = volumes_table(both, 2023)
    assert listed is not None
    assert list(listed.data[["Wat", "Jaar"]].itertuples(index=False, name=None)) == [
        ("ontvangen dossiers", 2021),
        ("ontvangen dossiers (ongeveer)", 2022),
    ]


def test_the_job_bonus_sentence_compares_files_taken_in_and_entitled(figures: pd.DataFrame) -> None:
    ends = [("binnengetrokken dossiers", 1000.0), ("dossiers met recht op premie", 670.0)]
    own = pd.DataFrame(ends, columns=["indicator", "value"]).assign(measure="jobbonus", year=2022)
    post = {"measure": "jobbonus", "label": "Jobbonus+", "vak_realised": 8e6, "vak_budget": 16e6}
    budget = pd.DataFrame([post])
    own_post = budget.assign(label="Jobbonus")
    start = (
        "Van de 1.000 dossiers die in 2022 binnenkwamen, gaven er 670 recht op de premie (67 %)."
    )
    assert in_words(job_bonus_text(own, own_post, 2023)) == start
    assert in_words(job_bonus_text(own, budget, 2023)) == (
        f"{start} Wat die 670 premies kosten, staat niet in de budgettabel: de jobbonus heeft er "
        "geen post, enkel Jobbonus+ (€ 8,0 mln. gerealiseerd in 2022, € 16,0 mln. krediet voor "
        "2023)."
    )
    assert in_words(job_bonus_text(own, budget.head(0), 2023)).endswith(
        "de jobbonus heeft er geen post."
    )
    assert "zegt niet hoeveel" in in_words(job_bonus_text(figures, budget, 2023))


def test_tables_write_each_unit_as_a_reader_knows_it(figures: pd.DataFrame) -> None:
    table = topic_table(figures, 2023, "Titel", ["steun"])
    assert table is not None
    assert [in_words(value) for value in table.data["Waarde"]] == ["€ 2.500"]
    listed = volumes_table(figures, 2023)
    assert listed is not None
    assert listed.title == "Dossiers en betalingen: 4 cijfers uit de tekst"
    goals = recovery_table(figures, 2023)
    assert goals is not None
    assert len(goals.data) == 3
    assert topic_table(figures, 2023, "Titel", ["niets"]) is None


def test_a_title_that_names_no_measure_has_a_column_for_the_only_one(
    figures: pd.DataFrame,
) -> None:
    plain, named = (
        topic_table(figures, 2023, "Titel", ["steun"], named=names) for names in (False, True)
    )
    assert plain is not None
    assert named is not None
    assert "Maatregel" not in plain.data
    assert len(set(named.data["Maatregel"])) == 1


def test_a_school_year_is_written_as_a_school_year(figures: pd.DataFrame) -> None:
    """The plan's figures of a school year stand under the year in which it begins."""
    assert period("ontvangen dossiers, schooljaar", 2021) == (
        "ontvangen dossiers",
        "schooljaar 2021-2022",
    )
    assert period("ontvangen dossiers", 2021) == ("ontvangen dossiers", "2021")
    own = figures[figures["measure"] == "steun"].assign(indicator="bedrag, schooljaar", year=2019)
    table = topic_table(own, 2023, "Titel", ["steun"])
    assert table is not None
    assert set(table.data["Jaar"]) == {"schooljaar 2019-2020"}
    assert set(table.data["Wat"]) == {"bedrag"}


def test_the_school_year_that_the_plan_does_not_name_is_explained(figures: pd.DataFrame) -> None:
    plain_table = topic_table(figures, 2023, "Titel", ["steun"])
    assert plain_table is not None
    assert "schooljaar" not in plain_table.note
    named = figures.assign(indicator=figures["indicator"].replace("loongrens per maand", SCHOOL))
    table = topic_table(named, 2023, "Titel", ["steun"])
    assert table is not None
    assert table.data["Jaar"].tolist() == ["schooljaar 2022-2023"]
    assert table.note.endswith(
        "Waar de tekst ‘dit schooljaar’ zegt zonder het te noemen, is dat het schooljaar waarin "
        "het plan geschreven is."
    )


SCHOOL = "erkende vestigingen, schooljaar"


def test_how_long_a_file_takes_is_told_in_words_with_its_place() -> None:
    remarks = pd.DataFrame(
        [
            ("waiting", "Kaarten", "meer aanvragen", "sectie 4, tekst"),
            ("waiting", "Kaarten", "meer controle", "sectie 3, tekst"),
            ("cause", "Kaarten", "een storing", "sectie 3, tekst"),
            ("waiting", "Databank", "gemiddeld anderhalve maand", "sectie 4, tekst"),
        ],
        columns=["topic", "name", "about", "place"],
    )
    assert str(waiting_text(remarks)) == (
        "Over de duur zegt de tekst bij Kaarten: meer aanvragen; meer controle (secties 3 en 4, "
        "tekst). Over de duur zegt de tekst bij Databank: gemiddeld anderhalve maand (sectie 4, "
        "tekst)."
    )
    assert waiting_text(remarks.iloc[[2]]) is None
