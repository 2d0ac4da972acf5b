"""A generated plan with planted contradictions and near misses of each kind."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.plan.audit import Certainty, PrintedTables
from generated import generate_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

    from analysis.plan.audit import AuditFinding

YEAR = 2031
SEED = 5
_FREE = 100_000  # the first line after the document, for added rows


class PlantedCase(NamedTuple):
    """A planted contradiction, or a near miss that the rules must not report as certain."""

    kind: str
    line: int
    wrong: bool


class KindScore(NamedTuple):
    """How well the rules find one kind of contradiction."""

    kind: str
    planted: int
    found: int
    false_certain: int
    false_positives: int

    @property
    def recall(self) -> float:
        """The share of the planted contradictions that the rules find."""
        return self.found / self.planted

    @property
    def precision(self) -> float:
        """The share of true positives among the findings, weak ones included."""
        return self.found / (self.found + self.false_positives) if self.found else 0.0


@dataclass
class PlantedTables:
    """The tables of a plan and the cases planted in them."""

    tables: dict[str, list[dict[str, str]]]
    cases: list[PlantedCase] = field(default_factory=list)

    def change(self, table: str, row: int, **cells: str) -> int:
        """Change cells of a row and return its line."""
        self.tables[table][row] |= cells
        return int(self.tables[table][row]["line"])

    def add(self, table: str, **cells: str) -> int:
        """Add a row on a new line and return the line."""
        line = _FREE + sum(len(rows) for rows in self.tables.values())
        self.tables.setdefault(table, []).append({**cells, "line": str(line)})
        return line

    def figure(self, value: str, **cells: str) -> int:
        """Add a figure of the prose and return its line."""
        usual = {"section": "11.1", "measure": "", "indicator": "dossiers", "unit": "dossiers"}
        return self.add("figures", **{**usual, "year": str(YEAR - 1), **cells, "value": value})

    def printed(self) -> PrintedTables:
        """Return the tables for the audit."""
        frames = {name: pd.DataFrame(rows).fillna("") for name, rows in self.tables.items()}
        return PrintedTables(YEAR, frames)


Planted = list[tuple[int, bool]]


_CHANGES = [
    ("41%", "54,40%", "-13,4 ppt", True),
    ("98%", "91%", "+7 ppt", True),
    ("97,00%", "98,00%", "+1,20 ppt", True),
    ("50%", "80%", "+20 ppt", True),
    ("100%", "90%", "+0 ppt", True),
    ("98%", "99%", "+0,5 ppt", False),
    ("98%", "91%", "-7,2 ppt", False),
    ("99,4%", "99,5%", "+0,06 ppt", False),
    ("99,80%", "95,00%", "-4,8 ppt", False),
    ("100%", "100,00%", "+0 ppt", False),
]


def changes(plan: PlantedTables) -> Planted:
    """Plant changes of norms: a wrong sign or digit; near misses hide decimals by rounding."""
    return [
        (plan.change("norms", row, previous=before, current=now, change=change), wrong)
        for row, (before, now, change, wrong) in enumerate(_CHANGES)
    ]


_TRENDS = [
    ("100", "150", "60%", True),
    ("100", "150", "-50%", True),
    ("202", "123", "-29%", True),
    ("1", "21", "200%", True),
    ("5", "5", "10%", True),
    ("3", "89", "2867%", False),
    ("202", "123", "-39%", False),
    ("8", "9", "12,5%", False),
    ("8", "9", "13%", False),
    ("66", "0", "-100%", False),
]


def trends(plan: PlantedTables) -> Planted:
    """Plant trends of inspections: a wrong value or sign; near misses round halves up."""
    rows = [
        row for row, cells in enumerate(plan.tables["inspections"]) if cells["measure"] != "TOTAAL"
    ]
    columns = ("reports_previous", "reports_current", "reports_trend")
    return [
        (plan.change("inspections", row, **dict(zip(columns, values, strict=True))), wrong)
        for row, (*values, wrong) in zip(rows, _TRENDS, strict=False)
    ]


_SUMS = [
    ("31", "13", "45", True),
    ("200", "42", "243", True),
    ("5", "", "6", True),
    ("16", "4", "12", True),
    ("71", "5", "75", True),
    ("31", "13", "44", False),
    ("2", "", "2", False),
    ("", "7", "7", False),
    ("1.200", "42", "1.242", False),
    ("0", "3", "3", False),
]


def sums(plan: PlantedTables) -> Planted:
    """Plant rows of the workforce that do not add up; near misses do, with empty cells."""
    plan.tables["workforce"] = []
    return [
        (
            plan.add(
                "workforce",
                level=f"Niveau {row}",
                grade=f"N{row}",
                statutory=statutory,
                contractual=contractual,
                total=total,
            ),
            wrong,
        )
        for row, (statutory, contractual, total, wrong) in enumerate(_SUMS)
    ]


_TWICE: list[tuple[str, str, dict[str, str], bool]] = [
    ("63", "64", {}, True),
    ("85%", "86%", {}, True),
    ("1.265", "1.256", {}, True),
    ("93,10%", "93,55%", {}, True),
    ("7", "8", {}, True),
    ("63", "64", {"measure": "elders"}, False),
    ("1.265", "1.256", {"year": str(YEAR - 2)}, False),
    ("98,5%", "99%", {}, False),
    ("200.000", "199.840", {}, False),
    ("500", "750", {"unit": "euro"}, False),
]


def twice(plan: PlantedTables) -> Planted:
    """Plant figures with two values; near misses differ in measure, year, unit or rounding."""
    planted: Planted = []
    for row, (one, other, changed, wrong) in enumerate(_TWICE):
        measure = f"dubbel{row}"
        planted.append((plan.figure(one, measure=measure), wrong))
        plan.figure(other, **{"section": "3.1.1", "measure": measure, **changed})
    return planted


_GROWTHS = [
    ("3.270", "stijging", "239", "+9%", True),
    ("411", "daling", "54", "+12%", True),
    ("52.259", "stijging", "5.503", "+22%", True),
    ("86", "stijging", "6", "+75%", True),
    ("2.130", "daling", "435", "-20%", True),
    ("3.270", "stijging", "239", "+8%", False),
    ("411", "daling", "54", "-12%", False),
    ("200.000", "stijging", "14.000", "+7,5%", False),
    ("741", "daling", "19", "-3%", False),
    ("662", "stijging", "29", "+4,58%", False),
]


def growths(plan: PlantedTables) -> Planted:
    """Plant growths that do not follow from the counts; near misses are rounded."""
    planted: Planted = []
    for row, (level, word, change, percent, wrong) in enumerate(_GROWTHS):
        measure = f"groei{row}"
        plan.figure(level, measure=measure)
        plan.figure(change, measure=measure, indicator=f"dossiers, {word}")
        line = plan.figure(
            percent, measure=measure, indicator="dossiers, groei in procent", unit="procent"
        )
        planted.append((line, wrong))
    return planted


_TERMS = [
    ("minstens 8 weken", "100% oproepen >= 54 dagen", True),
    ("4,5 maand", "100% schijf binnen 4 maanden betaald", True),
    ("120 kalenderdagen", "100% behandeling <= 60 dagen", True),
    ("anderhalve dag", "100% dossiers binnen 2 dagen", True),
    ("6 maanden", "100% dossiers binnen 120 dagen", True),
    ("minstens 8 weken", "100% oproepen >= 56 dagen", False),
    ("4 maanden", "100% dossiers binnen 120 dagen betaald", False),
    ("30 kalenderdagen", "100% dossiers binnen 30 dagen", False),
    ("anderhalve kalenderdag", "100% dossiers binnen 1,5 dag", False),
    ("de wettelijke termijn", "100% dossiers binnen 30 dagen", False),
]


def terms(plan: PlantedTables) -> Planted:
    """Plant durations that differ from the norm; near misses use other units."""
    return [
        (_repeat(plan, words, "term", plan.add("norms", norm=norm), "norm"), wrong)
        for words, norm, wrong in _TERMS
    ]


_RESULTS = [
    ("93,55%", "93,10%", True),
    ("0%", "50%", True),
    ("1,50%", "2,72%", True),
    ("13,4%", "-13,4 ppt", True),
    ("91%", "94%", True),
    ("98,5%", "98,50%", False),
    ("99%", "98,50%", False),
    ("93%", "93,10%", False),
    ("100%", "100,00%", False),
    ("meer dan 90%", "93,10%", False),
]


def results(plan: PlantedTables) -> Planted:
    """Plant results that the prose repeats with other digits; near misses are rounded."""
    return [
        (_repeat(plan, words, "equals", plan.add("norms", current=current), "current"), wrong)
        for words, current, wrong in _RESULTS
    ]


_STATUSES = [
    ("Evaluatie van de sluisscan", "Evaluatie van de sluisscan", "On hold", True),
    ("[RRF] Start van het molenregister", "Start van het molenregister", "Stopgezet", True),
    ("Oproep dijkpremie (2e ronde)", "Oproep dijkpremie (2e ronde)", "Nvt", True),
    ("Lancering van het waterloket", "Lancering van het waterloket.", "Vertraging", True),
    ("Opmaak van een havenkaart", "Opmaak van een havenkaart (ESF)", "Geheroriënteerd", True),
    ("Jaarrapport droogte 2029", "Jaarrapport droogte 2030", "Vertraging", False),
    ("Opstart", "Opstart", "Stopgezet", False),
    (
        "Decreet oeverfonds (ag. pr. goedk.)",
        "Decreet oeverfonds (ag. def. goedk.)",
        "Nvt",
        False,
    ),
    ("Evaluatie van de grachtscan", "Evaluatie van de polderpas", "On hold", False),
    ("Bestek voor een dijkscan", "Bestek voor een dijkscan", "gerealiseerd", False),
]


def statuses(plan: PlantedTables) -> Planted:
    """Plant milestones with two statuses; near misses differ in year, subject or stage."""
    planted: Planted = []
    for one, other, status, wrong in _STATUSES:
        common = {"kind": "evaluated", "additional": "0", "carried_over": "0"}
        line = plan.add(
            "milestones",
            section="3.1.1",
            label=one,
            status="Gerealiseerd",
            see_also="4.1.1",
            **common,
        )
        plan.add("milestones", section="4.1.1", label=other, status=status, **common)
        planted.append((line, wrong))
    return planted


_REFERENCES = [
    ("9.99", "", True),
    ("9.91.4", "", True),
    ("9.92", "Klant centraal", True),
    ("9.93", "Data en digitalisering", True),
    ("9.91", "Legislatuurboodtabel Waterinspectie", True),
    ("9.91", "Klant centraal", False),
    ("9.93", "Legislatuurboodtabel Waterinspectie", False),
    ("9.92", "digitalisering en data", False),
    ("9.92", "", False),
    ("9.93", "de boordtabel", False),
]


def references(plan: PlantedTables) -> Planted:
    """Plant references to a missing or wrong section; near misses shorten or misspell titles."""
    plan.tables["headings"] += [
        {"number": "9.91", "title": "Klant centraal", "line": "90001"},
        {"number": "9.92", "title": "Data en digitalisering", "line": "90002"},
        {"number": "9.93", "title": "Legislatuurboordtabel Waterinspectie", "line": "90003"},
    ]
    return [
        (plan.add("references", section="3.1.1", target=target, topic=topic), wrong)
        for target, topic, wrong in _REFERENCES
    ]


_DATES = [
    ("100% dossiers <= 31/04", True),
    ("100% dossiers <= 30/02/2030", True),
    ("99% betaald sj 18-91", True),
    ("100% dossiers <= 31/09", True),
    ("Oproep schooljaar 2029-2028", True),
    ("100% dossiers <= 30/04", False),
    ("100% dossiers <= 29/02", False),
    ("Omzetting richtlijn 2014/66", False),
    ("99% betaald sj 29-30", False),
    ("Werking 24/7, zonder 1/31", False),
]


def dates(plan: PlantedTables) -> Planted:
    """Plant impossible dates, school years and periods; near misses only look like dates."""
    return [(plan.add("norms", norm=norm), wrong) for norm, wrong in _DATES]


#: The kinds of contradiction and the rules that look for them.
KINDS: dict[Callable[[PlantedTables], Planted], tuple[str, ...]] = {
    changes: ("norm_change",),
    trends: ("inspection_trend",),
    sums: ("workforce_row",),
    twice: ("figure_twice",),
    growths: ("figure_growth",),
    terms: ("repeated_term",),
    results: ("repeated_number",),
    statuses: ("milestone_status_twice",),
    references: ("reference_to_nothing", "reference_elsewhere"),
    dates: ("impossible_date", "impossible_school_year", "reversed_period"),
}


def planted_plan() -> tuple[PrintedTables, list[PlantedCase]]:
    """Return a plan with five contradictions and five near misses of each kind."""
    truth = generate_plan(SEED, YEAR).truth
    tables = {name: frame.astype(str).to_dict("records") for name, frame in truth.items()}
    plan = PlantedTables({name: [_cells(row) for row in rows] for name, rows in tables.items()})
    for plant in KINDS:
        for line, wrong in plant(plan):
            plan.cases.append(PlantedCase(plant.__name__, line, wrong))
    return plan.printed(), plan.cases


def scores(found: Sequence[AuditFinding], cases: Sequence[PlantedCase]) -> list[KindScore]:
    """Score the findings against the planted cases, per kind."""
    return [
        _score(plant.__name__, [one for one in found if one.rule in rules], cases)
        for plant, rules in KINDS.items()
    ]


def _score(kind: str, found: Sequence[AuditFinding], cases: Sequence[PlantedCase]) -> KindScore:
    own = [case for case in cases if case.kind == kind]
    wrong = {case.line for case in own if case.wrong}
    hit = {line for finding in found for line in finding.lines if line in wrong}
    false = [finding for finding in found if not wrong & set(finding.lines)]
    certain = [finding for finding in false if finding.certainty == Certainty.CERTAIN]
    return KindScore(kind, len(wrong), len(hit), len(certain), len(false))


def _repeat(plan: PlantedTables, words: str, relation: str, line: int, column: str) -> int:
    """Add a repetition of a cell in the prose and return the line of the words."""
    place = line + 1_000_000
    left, right = f"prose@{place}:{words}", f"norms@{line}:{column}"
    plan.add("repeats", left=left, relation=relation, right=right, sure="certain", about="")
    return place


def _cells(row: Mapping[Hashable, object]) -> dict[str, str]:
    return {str(column): str(cell) for column, cell in row.items()}
