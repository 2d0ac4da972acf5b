from __future__ import annotations

import pytest

from analysis.plan.audit import Certainty
from analysis.plan.audit.rules import figures, inspections, norms, totals
from plan.audit.small import none, only


def norm(**cells: str) -> list[dict[str, str]]:
    usual = {"measure": "Dijkpremie", "norm": "100% binnen 30 dagen", "target": "100%"}
    return [{**usual, **cells, "line": "510"}]


def test_a_change_with_the_wrong_sign_is_certain_and_the_reason_names_the_sign() -> None:
    finding = only(
        norms.norm_change, norms=norm(previous="41%", current="54,40%", change="-13,4 ppt")
    )
    assert finding.certainty == Certainty.CERTAIN
    assert (finding.here.printed, finding.there.printed) == ("-13,4 ppt", "41% en 54,40%")
    assert finding.why == (
        "Van 41% naar 54,40% is geen verandering van -13,4 ppt: het teken is omgekeerd."
    )
    assert (finding.here.section, finding.lines) == ("11.1", (510,))


@pytest.mark.parametrize(
    ("previous", "current", "change"),
    [
        ("98%", "99%", "+0,5 ppt"),
        ("nvt", "100%", ""),
        ("100%", "nvt", "nb"),
        ("98%", "91%", "-7,2 ppt"),
    ],
)
def test_a_change_within_rounding_is_no_finding(previous: str, current: str, change: str) -> None:
    cells = norm(previous=previous, current=current, change=change)
    assert none(norms.norm_change, norms=cells)


def test_a_norm_with_another_percentage_than_its_target_is_a_finding() -> None:
    finding = only(norms.norm_target, norms=norm(norm="85% binnen 42 dagen", target="95%"))
    assert (finding.here.printed, finding.there.printed) == ("85%", "95%")
    assert none(norms.norm_target, norms=norm())


def inspection(measure: str, line: str, *cells: str) -> dict[str, str]:
    names = ("cases_previous", "cases_current", "cases_trend")
    return {"measure": measure, **dict(zip(names, cells, strict=True)), "line": line}


def test_a_trend_is_compared_with_its_counts() -> None:
    finding = only(
        inspections.inspection_trend, inspections=[inspection("A", "520", "202", "123", "-29%")]
    )
    assert finding.certainty == Certainty.CERTAIN
    assert none(
        inspections.inspection_trend, inspections=[inspection("A", "520", "202", "123", "-39%")]
    )


def test_a_trend_with_an_empty_count_is_a_weak_finding() -> None:
    finding = only(
        inspections.inspection_trend, inspections=[inspection("A", "520", "66", "", "-100%")]
    )
    assert (finding.certainty, finding.there.printed) == (Certainty.WEAK, "66 en (leeg)")


def test_a_total_is_the_sum_of_its_rows() -> None:
    rows = [
        inspection("TOTAAL", "519", "10", "8", ""),
        inspection("A", "520", "4", "", ""),
        inspection("B", "521", "6", "7", ""),
    ]
    finding = only(inspections.inspection_total, inspections=rows)
    assert finding.why == "De rijen tellen samen 7, het totaal zegt 8."
    assert finding.lines == (519, 521)


def heads(level: str, grade: str, statutory: str, contractual: str, total: str) -> dict[str, str]:
    cells = {"level": level, "grade": grade, "statutory": statutory}
    line = str(500 + len(level + grade))
    return {**cells, "contractual": contractual, "total": total, "line": line}


def test_the_workforce_is_added_up_per_row_per_level_and_in_total() -> None:
    rows = [
        heads("Niveau A", "", "31", "13", "45"),
        heads("Niveau A", "A1", "24", "8", "32"),
        heads("Niveau A", "A22", "8", "5", "13"),
        heads("Eindtotaal", "", "32", "13", "45"),
    ]
    assert only(totals.workforce_row, workforce=rows).there.printed == "31 en 13"
    assert only(totals.workforce_level, workforce=rows).there.printed == "24 + 8"
    assert only(totals.workforce_total, workforce=rows).there.printed == "31"


def test_departments_without_letters_are_not_added_up() -> None:
    rows = [
        {"department": "Beleid", "letters": "19", "line": "601"},
        {"department": "Inspectie", "letters": "/", "line": "602"},
        {"department": "Totaal", "letters": "19", "line": "603"},
    ]
    assert none(totals.letters_total, letters=rows)
    rows[0]["letters"] = "20"
    assert only(totals.letters_total, letters=rows).here.printed == "19"


def figure(indicator: str, value: str, **cells: str) -> dict[str, str]:
    usual = {"section": "11.1", "measure": "dijkpremie", "unit": "dossiers", "year": "2030"}
    return {**usual, "indicator": indicator, "value": value, "line": "530", **cells}


@pytest.mark.parametrize(
    ("level", "change", "percent", "agrees"),
    [
        ("3.270", ("stijging", "239"), ("groei in procent", "+8%"), True),
        ("3.270", ("stijging", "239"), ("groei in procent", "+9%"), False),
        ("411", ("daling", "54"), ("groei in procent", "-12%"), True),
        ("411", ("daling", "54"), ("afname in procent", "12%"), True),
        ("411", ("daling", "54"), ("groei in procent", "+12%"), False),
        ("200.000", ("stijging", "14.000"), ("groei in procent", "+7,5%"), True),
    ],
)
def test_growth_follows_from_the_count_and_its_change(
    level: str,
    change: tuple[str, str],
    percent: tuple[str, str],
    agrees: bool,  # noqa: FBT001
) -> None:
    rows = [
        figure("dossiers", level),
        figure(f"dossiers, {change[0]}", change[1]),
        figure(f"dossiers, {percent[0]}", percent[1], unit="procent"),
    ]
    assert none(figures.figure_growth, figures=rows) is agrees


def test_growth_follows_from_the_counts_of_both_years() -> None:
    rows = [
        figure("onderzoeken", "80", year="2029"),
        figure("onderzoeken", "86"),
        figure("onderzoeken, groei in procent", "+7,5%"),
    ]
    assert none(figures.figure_growth, figures=rows)
    rows[2]["value"] = "+12%"
    assert only(figures.figure_growth, figures=rows).there.printed == "86 en 80"


def test_a_growth_that_no_whole_number_can_have_is_a_finding() -> None:
    rows = [
        figure("klachten", "14", year="2029"),
        figure("klachten, groei in procent", "-17%"),
    ]
    assert "Geen enkel geheel aantal wordt 14" in only(figures.figure_growth, figures=rows).why
    rows[1]["value"] = "-14%"
    assert none(figures.figure_growth, figures=rows)
