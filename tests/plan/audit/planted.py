"""A generated plan with contradictions and near misses planted in it, kind by kind.

`PYTHONPATH=tests python -m plan.audit.planted` prints how many of them the rules find, and how
many of their findings are right.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.plan.audit import Certainty, RawPlan, find_all
from generated import generate_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

    from analysis.plan.audit import Finding

YEAR = 2031
SEED = 5
_FREE = 100_000  # lines past the document, for the rows that are added


class Case(NamedTuple):
    """One thing planted: where, of what kind, and whether it is a contradiction."""

    kind: str
    line: int
    wrong: bool


class Score(NamedTuple):
    """How the rules of one kind did."""

    kind: str
    planted: int
    found: int
    near: int
    called_certain: int
    called: int

    @property
    def recall(self) -> float:
        """The share of the contradictions that were found."""
        return self.found / self.planted

    @property
    def precision(self) -> float:
        """The share of right ones among what was found of this kind, weak findings too."""
        return self.found / (self.found + self.called) if self.found else 0.0


@dataclass
class Bench:
    """The tables of a plan, to plant in, and what was planted."""

    tables: dict[str, list[dict[str, str]]]
    cases: list[Case] = field(default_factory=list)

    def change(self, table: str, row: int, **cells: str) -> int:
        """Change cells of a row; return its line."""
        self.tables[table][row] |= cells
        return int(self.tables[table][row]["line"])

    def add(self, table: str, **cells: str) -> int:
        """Add a row on a line of its own; return the line."""
        line = _FREE + sum(len(rows) for rows in self.tables.values())
        self.tables.setdefault(table, []).append({**cells, "line": str(line)})
        return line

    def figure(self, value: str, **cells: str) -> int:
        """Add a figure of the prose; return its line."""
        usual = {"section": "11.1", "measure": "", "indicator": "dossiers", "unit": "dossiers"}
        return self.add("figures", **{**usual, "year": str(YEAR - 1), **cells, "value": value})

    def plan(self) -> RawPlan:
        """Return the tables as a plan."""
        frames = {name: pd.DataFrame(rows).fillna("") for name, rows in self.tables.items()}
        return RawPlan(YEAR, frames)


Planted = list[tuple[int, bool]]


def changes(bench: Bench) -> Planted:
    """Changes of norms: a sign, a digit too many; rounding that hides decimals."""
    cells = [
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
    return [
        (bench.change("norms", row, previous=before, current=now, change=change), wrong)
        for row, (before, now, change, wrong) in enumerate(cells)
    ]


def trends(bench: Bench) -> Planted:
    """Trends of inspections: a wrong share, a wrong sign; halves that were rounded up."""
    cells = [
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
    rows = [
        row for row, cells in enumerate(bench.tables["inspections"]) if cells["measure"] != "TOTAAL"
    ]
    columns = ("reports_previous", "reports_current", "reports_trend")
    return [
        (bench.change("inspections", row, **dict(zip(columns, values, strict=True))), wrong)
        for row, (*values, wrong) in zip(rows, cells, strict=False)
    ]


def sums(bench: Bench) -> Planted:
    """Rows of the workforce that do not add up, and rows that do though a cell is empty."""
    bench.tables["workforce"] = []
    cells = [
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
    return [
        (
            bench.add(
                "workforce",
                level=f"Niveau {row}",
                grade=f"N{row}",
                statutory=statutory,
                contractual=contractual,
                total=total,
            ),
            wrong,
        )
        for row, (statutory, contractual, total, wrong) in enumerate(cells)
    ]


def twice(bench: Bench) -> Planted:
    """Figures in two sections: other values; the same name for another measure, year or unit."""
    other_year = {"year": str(YEAR - 2)}
    cells: list[tuple[str, str, dict[str, str], bool]] = [
        ("63", "64", {}, True),
        ("85%", "86%", {}, True),
        ("1.265", "1.256", {}, True),
        ("93,10%", "93,55%", {}, True),
        ("7", "8", {}, True),
        ("63", "64", {"measure": "elders"}, False),
        ("1.265", "1.256", other_year, False),
        ("98,5%", "99%", {}, False),
        ("200.000", "199.840", {}, False),
        ("500", "750", {"unit": "euro"}, False),
    ]
    planted: Planted = []
    for row, (one, other, changed, wrong) in enumerate(cells):
        measure = f"dubbel{row}"
        planted.append((bench.figure(one, measure=measure), wrong))
        bench.figure(other, **{"section": "3.1.1", "measure": measure, **changed})
    return planted


def growths(bench: Bench) -> Planted:
    """Growth beside its counts: wrong, of the wrong sign, or not possible at all; and rounded."""
    cells = [
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
    planted: Planted = []
    for row, (level, word, change, percent, wrong) in enumerate(cells):
        measure = f"groei{row}"
        bench.figure(level, measure=measure)
        bench.figure(change, measure=measure, indicator=f"dossiers, {word}")
        line = bench.figure(
            percent, measure=measure, indicator="dossiers, groei in procent", unit="procent"
        )
        planted.append((line, wrong))
    return planted


def terms(bench: Bench) -> Planted:
    """Terms that prose and norm name differently, and the same term in other units."""
    cells = [
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
    return [
        (_repeat(bench, words, "term", bench.add("norms", norm=norm), "norm"), wrong)
        for words, norm, wrong in cells
    ]


def results(bench: Bench) -> Planted:
    """Results that the prose repeats with other digits, and results that it rounds."""
    cells = [
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
    return [
        (_repeat(bench, words, "equals", bench.add("norms", current=current), "current"), wrong)
        for words, current, wrong in cells
    ]


def statuses(bench: Bench) -> Planted:
    """Milestones in two sections with other statuses; other years, other things, one word."""
    cells = [
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
    planted: Planted = []
    for one, other, status, wrong in cells:
        common = {"kind": "evaluated", "additional": "0", "carried_over": "0"}
        line = bench.add(
            "milestones",
            section="3.1.1",
            label=one,
            status="Gerealiseerd",
            see_also="4.1.1",
            **common,
        )
        bench.add("milestones", section="4.1.1", label=other, status=status, **common)
        planted.append((line, wrong))
    return planted


def references(bench: Bench) -> Planted:
    """References to no section or to another than was meant; titles shortened or misspelt."""
    bench.tables["headings"] += [
        {"number": "9.91", "title": "Klant centraal", "line": "90001"},
        {"number": "9.92", "title": "Data en digitalisering", "line": "90002"},
        {"number": "9.93", "title": "Legislatuurboordtabel Waterinspectie", "line": "90003"},
    ]
    cells = [
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
    return [
        (bench.add("references", section="3.1.1", target=target, topic=topic), wrong)
        for target, topic, wrong in cells
    ]


def dates(bench: Bench) -> Planted:
    """Days, school years and periods that cannot exist, and numbers that only look like them."""
    cells = [
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
    return [(bench.add("norms", norm=norm), wrong) for norm, wrong in cells]


#: Each kind of contradiction and the rules that look for it.
KINDS: dict[Callable[[Bench], Planted], tuple[str, ...]] = {
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


def planted_plan() -> tuple[RawPlan, list[Case]]:
    """Return a plan in which five contradictions and five near misses of each kind were planted."""
    truth = generate_plan(SEED, YEAR).truth
    tables = {name: frame.astype(str).to_dict("records") for name, frame in truth.items()}
    bench = Bench({name: [_cells(row) for row in rows] for name, rows in tables.items()})
    for plant in KINDS:
        for line, wrong in plant(bench):
            bench.cases.append(Case(plant.__name__, line, wrong))
    return bench.plan(), bench.cases


def scores(found: Sequence[Finding], cases: Sequence[Case]) -> list[Score]:
    """Compare the findings with what was planted, kind by kind."""
    return [
        _score(plant.__name__, [one for one in found if one.rule in rules], cases)
        for plant, rules in KINDS.items()
    ]


def _score(kind: str, found: Sequence[Finding], cases: Sequence[Case]) -> Score:
    own = [case for case in cases if case.kind == kind]
    wrong = {case.line for case in own if case.wrong}
    near = {case.line for case in own if not case.wrong}
    hit = {line for finding in found for line in finding.lines if line in wrong}
    beside = [finding for finding in found if not wrong & set(finding.lines)]
    sure = [finding for finding in beside if finding.certainty == Certainty.CERTAIN]
    return Score(kind, len(wrong), len(hit), len(near), len(sure), len(beside))


def _repeat(bench: Bench, words: str, relation: str, line: int, column: str) -> int:
    """Note that the prose repeats a cell; return the line of the words."""
    place = line + 1_000_000
    left, right = f"prose@{place}:{words}", f"norms@{line}:{column}"
    bench.add("repeats", left=left, relation=relation, right=right, sure="certain", about="")
    return place


def _cells(row: Mapping[Hashable, object]) -> dict[str, str]:
    return {str(column): str(cell) for column, cell in row.items()}


def main() -> None:
    """Print recall and precision per kind."""
    plan, cases = planted_plan()
    rows = scores(find_all(plan), cases)
    write = sys.stdout.write
    write(f"{'kind':<12}{'planted':>8}{'found':>7}{'recall':>8}{'precision':>11}{'near':>6}")
    write(f"{'called':>8}{'certain':>9}\n")
    for row in rows:
        write(f"{row.kind:<12}{row.planted:>8}{row.found:>7}{row.recall:>8.0%}")
        write(f"{row.precision:>11.0%}{row.near:>6}{row.called:>8}{row.called_certain:>9}\n")
    total = Counter[str]()
    for row in rows:
        total.update(planted=row.planted, found=row.found, near=row.near)
        total.update(called=row.called, certain=row.called_certain)
    recall = total["found"] / total["planted"]
    precision = total["found"] / (total["found"] + total["called"])
    write(f"{'all':<12}{total['planted']:>8}{total['found']:>7}{recall:>8.0%}{precision:>11.0%}")
    write(f"{total['near']:>6}{total['called']:>8}{total['certain']:>9}\n")


if __name__ == "__main__":
    main()
