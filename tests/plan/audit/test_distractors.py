"""Sentences about another period, event or part than the one that they resemble."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.plan.audit import AuditFinding, Certainty, PrintedTables, find_all
from analysis.plan.ingest.document.files import read_document
from analysis.plan.ingest.plan import parse_plan

ROOT = Path(__file__).resolve().parents[3]
SMALL = ROOT / "tests" / "fixtures" / "plan_small.txt"
YEAR = 2031
COUNT = "In 2030 werden 4.120 aanvragen voor de vaarpremie ingediend."


def certain(folder: Path, *sentences: str) -> list[AuditFinding]:
    """Return the certain findings about the small plan with these paragraphs about a measure."""
    path = folder / "plan.txt"
    text = "\n\n".join([SMALL.read_text(encoding="utf-8"), "9.4 VAARPREMIE SCHIPPERS", *sentences])
    path.write_text(f"{text}\n", encoding="utf-8")
    tables = parse_plan(read_document(path), YEAR).tables
    found = find_all(PrintedTables(YEAR, tables))
    return [each for each in found if each.certainty is Certainty.CERTAIN]


@pytest.mark.parametrize(
    "sentences",
    [
        (COUNT, "In het najaar van 2030 kwamen er 3.900 aanvragen voor de vaarpremie binnen."),
        (COUNT, "Sinds 2026 kwamen er al 4.400 aanvragen voor de vaarpremie binnen."),
        (COUNT, "Tot en met september 2030 ontvingen we 3.900 aanvragen voor de vaarpremie."),
        (COUNT, "De raming voor 2030 was 3.900 aanvragen voor de vaarpremie."),
        (COUNT, "Er zijn elk jaar tussen 3.900 en 4.500 aanvragen voor de vaarpremie."),
        (
            COUNT,
            "Exclusief de herhaalaanvragen waren er in 2030 3.950 aanvragen voor de vaarpremie.",
        ),
        (COUNT, "In 2030 waren er 3.980 ontvankelijke aanvragen voor de vaarpremie."),
        (COUNT, "De drempel voor bijkomend budget is 4.500 aanvragen voor de vaarpremie."),
        ("De norm om 85% te behandelen tegen 31 augustus werd in 2030 bijna behaald.",),
        (COUNT, "In Gent werden 2.500 aanvragen voor de vaarpremie ingediend."),
        (COUNT, "Het aantal goedgekeurde aanvragen voor de vaarpremie steeg tot 3.900."),
        ("Er zijn twee pijlers: opleiding (van schippers, loodsen en wachters) en onderzoek.",),
        ("Vier medewerkers volgden een opleiding: Excel, Word, GIS.",),
        ("In de eerste helft van 2030 werd 92% binnen de 7 dagen ontvankelijk verklaard.",),
        ("Slechts 1,5% van de aanvragen werd niet binnen de 7 dagen ontvankelijk verklaard.",),
        ("De norm om 85% te behandelen tegen 31 augustus werd in 2029 behaald.",),
        ("De norm van 85% behandeld tegen 31 augustus zal in 2031 behaald worden.",),
        ("De doorlooptijd verkortte van 30 naar 21 dagen, een verbetering.",),
        ("Het aantal boetes steeg niet: het ging van 120 naar 110.",),
        ("Van de 400 dossiers gingen er 100 in beroep; 35% daarvan kreeg gelijk.",),
        ("Er waren 250 dossiers: 200 nieuwe en 48 oude; van 2 dossiers is het type onbekend.",),
        ("In 2030 werden 2 organisatieprojecten afgerond.",),
        (
            "Het besluit over de kaaikaart werd goedgekeurd op 7 maart 2030.",
            "Het besluit over de kaaikaart werd gepubliceerd op 28 maart 2030.",
        ),
        (
            "De workshop over havenveiligheid in Gent ging door op 4 november 2030.",
            "De workshop over havenveiligheid in Oostende ging door op 18 november 2030.",
        ),
        (
            "De lancering van het vlootregister vindt niet plaats op 5 april 2031.",
            "De lancering van het vlootregister vindt plaats op 26 april 2031.",
        ),
        (
            "De lancering van het sluisloket was oorspronkelijk gepland op 1 juni 2031.",
            "De lancering van het sluisloket is verschoven naar 15 juni 2031.",
        ),
    ],
)
def test_a_distractor_is_no_certain_contradiction(
    tmp_path: Path, sentences: tuple[str, ...]
) -> None:
    assert certain(tmp_path, *sentences) == []


@pytest.mark.parametrize(
    ("rule", "sentences"),
    [
        ("told_twice", (COUNT, "Wij kregen in 2030 4.210 aanvragen voor de vaarpremie.")),
        (
            "told_result",
            ("In 2030 werd 89,5% van de aanvragen binnen de 7 dagen ontvankelijk verklaard.",),
        ),
        ("told_verdict", ("De norm om 85% te behandelen tegen 31 augustus werd in 2030 behaald.",)),
        ("told_direction", ("Het aantal schippers met een premie steeg van 412 naar 391.",)),
        ("told_list", ("Er zijn twee pijlers: opleiding (van schippers), bouw en onderzoek.",)),
        ("told_growth", ("In 2030 waren er 1.300 aanvragen, 30% meer dan de 900 van 2029.",)),
        (
            "told_change",
            ("Het ontvankelijk verklaren binnen 7 dagen ging 1,4 procentpunt vooruit tot 98,5%.",),
        ),
        ("told_share", ("Van de 400 geweigerde dossiers gingen er 100 in beroep (35%).",)),
        (
            "told_moment",
            (
                "De workshop over havenveiligheid in Gent ging door op 4 november 2030.",
                "Op 18 november 2030 vond de workshop over havenveiligheid in Gent plaats.",
            ),
        ),
    ],
)
def test_a_contradiction_without_a_distractor_is_certain(
    tmp_path: Path, rule: str, sentences: tuple[str, ...]
) -> None:
    assert [each.rule for each in certain(tmp_path, *sentences)] == [rule]
