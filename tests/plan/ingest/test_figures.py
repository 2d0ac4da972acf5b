from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analysis import dutch
from analysis.plan.ingest.document.text.boldface import undo
from analysis.plan.ingest.figures import check_figures, stands_on
from analysis.plan.tables.figures import UNITS, parse_figure

ROOT = Path(__file__).resolve().parents[3]
PLAN = ROOT.parent / "shared" / "plans" / "ondernemingsplan-2023.txt"
RAW = ROOT / "data" / "raw"
WHERE = "figures.csv"

LINES = [
    "Vorig jaar kwamen 3.270 vragen binnen, en er gingen 3.270 antwoorden",
    "weg. Dat zijn 239 vragen meer dan in 2021 (+7,5%). Het krediet van 4 miljoen euro",
    "het DWSE-personeelsbestand 379379379379     ",
]
RIGHT = ("11.1.1.4", "jobbonus", "ontvangen dossiers", "dossiers", "2022", "3.270", "1")
NAMES = ["section", "measure", "indicator", "unit", "year", "value", "line"]


def table(*rows: tuple[str, ...]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=NAMES, dtype=str)
    frame.index = pd.RangeIndex(2, len(frame) + 2)
    return frame


def changed(**cells: str) -> tuple[str, ...]:
    return tuple({**dict(zip(NAMES, RIGHT, strict=True)), **cells}.values())


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("200.000", 200_000),
        ("1.234,5", 1234.5),
        ("+7,5%", 7.5),
        ("-12%", -12),
        ("−12", -12),
        ("60 %", 60),
        ("€ 15.600", 15_600),
        ("€ 95 738", 95_738),
        ("€ 5,2 miljoen", 5_200_000),
        ("177 mio", 177_000_000),
        ("42 422 894", 42_422_894),
        ("1.479.838,14", 1_479_838.14),
        ("269.5", 269.5),
        ("2325", 2325),
        ("0%", 0),
    ],
)
def test_a_printed_value_is_read_as_a_number(text: str, number: float) -> None:
    assert parse_figure(text) == number


@pytest.mark.parametrize(
    "text", ["", "nvt", "één", "31/12/2022", "2021-2022", "8 à 9", "1.23.456", "12 34", "1,2,3"]
)
def test_what_is_not_one_number_is_none(text: str) -> None:
    assert parse_figure(text) is None


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("379", "personeelsbestand 379379379379     "),
        ("1485", "heen 1485voorschotten uitbetaald"),
        ("9,1%", "het cijfer van 9,1% (status quo)"),
        ("60", "met 60% het streefcijfer"),
        ("11", "een 11-tal    maatregelenmaatregelenmaatregelenmaatregelen in"),
        ("25 mio", "een vermindering van +/-25 mio voorstelt"),
        ("-12%", "dan in 2021 (-12%) te wijten"),
        ("7800", "gehalveerd naar 7800 euro."),
        ("15.600", "van in totaal €15.600 (niet"),
        ("42 422 894", "een bedrag van 42\u00a0422\u00a0894 euro"),
        ("3", "als op 1 van de 3."),
    ],
)
def test_a_value_stands_on_its_line_whatever_mark_adjoins_it(value: str, line: str) -> None:
    assert stands_on(value, line)


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("7", "een groei van 7,5%"),
        ("7", "175 dossiers"),
        ("5", "een groei van 7,5%"),
        ("270", "3.270 dossiers"),
        ("422", "42 422 894 euro"),
        ("12", "op 31/12/2022"),
        ("2022", "de generatie 2021-2022"),
        ("8", "zie 11.1.8.2"),
        ("100", "PC100 (restcomité arbeiders)"),
        ("5", "Focus op Talent5  en meer"),
        ("37", "personeelsbestand 379379379379     "),
        ("12%", "dan in 2021 (-12%) te wijten"),
        ("+12%", "dan in 2021 (12%)"),
        ("29%", "een terugval van 29 ppt"),
        ("€ 100", "100 euro"),
        ("4", "het budget van 4 miljoen euro"),
        ("nvt", "nvt"),
    ],
)
def test_a_part_of_another_number_is_not_the_value(value: str, line: str) -> None:
    assert not stands_on(value, line)


@given(st.integers(0, 10**9), st.integers(0, 2))
def test_a_written_number_is_read_and_found_as_itself(number: int, decimals: int) -> None:
    text = dutch.number(number, decimals)
    assert parse_figure(text) == number
    assert stands_on(text, f"er zijn {text} dossiers")


@given(st.from_regex(r"[1-9][0-9]{0,5}", fullmatch=True), st.data())
def test_a_number_inside_a_longer_one_is_never_taken(value: str, data: st.DataObject) -> None:
    ends = st.from_regex(r"([0-9]+|[0-9]+[.,/-])?", fullmatch=True)
    before = data.draw(ends, label="before")
    after = data.draw(ends, label="after")[::-1]
    assume(before or after)
    line = f"er zijn {before}{value}{after} dossiers"
    assume(undo(line) == line)  # 12121212 is a bold 12
    assert not stands_on(value, line)


def test_a_right_table_has_no_problem() -> None:
    rows = [
        RIGHT,
        changed(indicator="ontvangen dossiers, stijging", value="239", line="2"),
        changed(indicator="ontvangen dossiers, groei", unit="procent", value="+7,5%", line="2"),
        changed(indicator="budget", unit="euro", value="4 miljoen", line="2"),
        changed(measure="", indicator="medewerkers", unit="koppen", value="379", line="3"),
    ]
    assert check_figures(table(*rows), LINES, WHERE, measures=["jobbonus"]) == []


def test_an_empty_table_has_no_problem() -> None:
    assert check_figures(table(), LINES, WHERE, measures=[]) == []


def test_a_value_that_is_not_on_its_line_is_told_with_what_stands_there_and_where_it_is() -> None:
    (problem,) = check_figures(table(changed(value="379", line="1")), LINES, WHERE)
    assert problem.where == "figures.csv, row 2, column 'value', line 1"
    assert problem.found == f"'{LINES[0]}'"
    assert problem.expected == "'379' as a number of its own"
    assert problem.remedy == "It stands on line 3: correct the line, or the value."


def test_a_value_that_is_nowhere_near_is_said_to_be() -> None:
    (problem,) = check_figures(table(changed(value="380")), LINES, WHERE)
    assert problem.remedy == "Correct the value or its line; it stands on no line nearby."


def test_bold_text_is_shown_once_in_a_message() -> None:
    (problem,) = check_figures(table(changed(line="3")), LINES, WHERE)
    assert problem.found == "'het DWSE-personeelsbestand 379'"


@pytest.mark.parametrize("line", ["0", "4", "-1", "", "x", "1.0", "²"])
def test_a_line_outside_the_document_is_told(line: str) -> None:
    (problem,) = check_figures(table(changed(line=line)), LINES, WHERE)
    assert (problem.found, problem.expected) == (f"line '{line}'", "a line from 1 to 3")


def test_a_value_that_is_no_number_is_told_before_it_is_looked_for() -> None:
    (problem,) = check_figures(table(changed(value="ongeveer 200")), LINES, WHERE)
    assert problem.found == "'ongeveer 200'"


def test_an_unknown_unit_is_told_with_the_nearest_one() -> None:
    (problem,) = check_figures(table(changed(unit="dosiers")), LINES, WHERE)
    assert problem.where == "figures.csv, row 2, column 'unit', line 1"
    assert (problem.found, problem.remedy) == ("'dosiers'", "Did you mean 'dossiers'?")


@pytest.mark.parametrize(("value", "unit"), [("+7,5%", "procent"), ("€ 9", "euro")])
def test_a_unit_that_the_value_contradicts_is_told(value: str, unit: str) -> None:
    problems = check_figures(table(changed(value=value, line="2")), [*LINES, "€ 9"], WHERE)
    assert problems[0].found == f"'dossiers' of {value}"
    assert problems[0].expected == f"'{unit}'"


def test_an_unknown_measure_is_told_only_when_the_measures_are_known() -> None:
    wrong = table(changed(measure="jobonus"))
    (problem,) = check_figures(wrong, LINES, WHERE, measures=["jobbonus"])
    assert problem.found == "'jobonus', an id of no measure"
    assert problem.remedy == "Did you mean 'jobbonus'?"
    assert check_figures(wrong, LINES, WHERE) == []


@pytest.mark.parametrize("year", ["2202", "2032", "22", "", "2022-2023"])
def test_a_year_far_from_the_others_is_told(year: str) -> None:
    rows = [RIGHT, changed(indicator="b"), changed(indicator="c", year=year)]
    (problem,) = check_figures(table(*rows), LINES, WHERE)
    assert problem.where == "figures.csv, row 4, column 'year', line 1"
    assert (problem.found, problem.expected) == (f"'{year}'", "a year from 2017 to 2027")


def test_a_table_without_any_year_says_what_a_year_is() -> None:
    (problem,) = check_figures(table(changed(year="")), LINES, WHERE)
    assert problem.expected == "a year such as 2022"


def test_the_same_indicator_twice_is_told_with_its_first_row() -> None:
    (problem,) = check_figures(table(RIGHT, RIGHT), LINES, WHERE)
    assert problem.where == "figures.csv, row 3, column 'indicator', line 1"
    assert problem.found == "'ontvangen dossiers' of 2022 once more, first in figures.csv, row 2"


def test_all_problems_of_a_table_are_told_at_once_by_row() -> None:
    rows = [changed(unit="x", measure="y"), changed(indicator="b", value="9", line="2")]
    problems = check_figures(table(*rows), LINES, WHERE, measures=["jobbonus"])
    assert [problem.where.removeprefix("figures.csv, ") for problem in problems] == [
        "row 2, column 'unit', line 1",
        "row 2, column 'measure', line 1",
        "row 3, column 'value', line 2",
    ]


@pytest.fixture(scope="module")
def real_figures() -> pd.DataFrame:
    frame = pd.read_csv(RAW / "2023" / "figures.csv", dtype=str, keep_default_na=False)
    frame.index = pd.RangeIndex(2, len(frame) + 2)
    return frame


@pytest.fixture(scope="module")
def known_measures() -> set[str]:
    places = [RAW / "measures.csv", RAW / "2023" / "measures.csv"]
    path = next(place for place in places if place.is_file())
    return set(pd.read_csv(path, dtype=str)["measure"])


@pytest.mark.skipif(not PLAN.is_file(), reason=f"the plan itself is not at {PLAN}")
def test_each_figure_of_the_real_plan_stands_on_its_line(
    real_figures: pd.DataFrame, known_measures: set[str]
) -> None:
    lines = PLAN.read_text(encoding="utf-8").split("\n")
    assert check_figures(real_figures, lines, WHERE, measures=known_measures) == []


def test_the_real_table_has_its_columns_its_order_and_enough_rows(
    real_figures: pd.DataFrame,
) -> None:
    assert list(real_figures) == [*NAMES, "page"]
    assert len(real_figures) >= 120
    assert real_figures["line"].astype(int).is_monotonic_increasing
    assert set(real_figures["unit"]) <= set(UNITS)
