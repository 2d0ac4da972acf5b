"""A plan of which one header was taken out, reworded, garbled or shifted loses nothing silently.

Either the plan is refused, or its rows are what they were, or each row that is not read any more,
or that is read otherwise, has a note by its line, its section or its table.

Two things no reader can know: that a line was taken out of which nothing else in the plan speaks
(the last objective of a list), and that rows under a header were additional ones, once that header
is gone and none of their themes stood in the table before. The first is left out below; the second
keeps its rows, as those of the table before.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from analysis.errors import DocumentError
from analysis.plan.ingest import plan as parsing
from analysis.plan.ingest.document.numbered import find_outline
from analysis.plan.ingest.document.text.lines import from_text
from analysis.plan.ingest.plan import parse_plan
from analysis.plan.ingest.reading_report import reading_report
from generated import generate_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from analysis.plan.ingest.document import Document
    from analysis.plan.ingest.document.outline import Outline
    from analysis.plan.ingest.notes import Note
    from analysis.plan.ingest.plan import RawPlan

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]
REAL = ROOT.parent / "shared" / "plans" / "ondernemingsplan-2023.txt"
SMALL = ROOT / "tests" / "fixtures" / "plan_small.txt"
LONG = 1500  # lines; the prose of shorter plans is read too
NEAR = 12  # lines; a row takes so many, and its cell may stand on the last of them
ROWS = {"objectives", "projects, policy"}  # a line of these is a row itself: moved, it is elsewhere
SHIFT = 5  # lines with text
EACH = 1  # header of one kind
POSITION = {"line", "page"}
PROSE = {"references", "statements"}

#: What opens each kind of table, as the words of its line.
HEADERS = {
    "abbreviations": r"Afkortingenlijst",
    "milestones, evaluated": r"Mijlpalen \d{4} Status",
    "milestones, additional": r"Bijkomende mijlpalen \d{4} Status",
    "milestones, planned": r"Mijlpalen \d{4} (?:Voorziene timing|Timing)",
    "norms": r"Kernproces .*Streefdoel .*",
    "inspections": r"Maatregel/kernproces .*",
    "budget": r".*\bMAATREGEL",
    "workforce": r".*Statutair Contractueel Totaal",
    "letters": r"Afdeling Aantal brieven Status",
    "projects, organisation": r"Strategische organisatieprojecten SOD.*",
    "projects, policy": r"Beleidsproject 1\b.*",
    "objectives": r"[-−─•] SOD 1: .*",
}
WORDS = {
    "fkortingenlijst": "fkortingen",
    "ijlpalen": "oelen",
    "tatus": "tand van zaken",
    "iming": "ermijn",
    "Kernproces": "Proces",
    "Maatregel": "Instrument",
    "MAATREGEL": "INSTRUMENT",
    "Statutair": "Vast",
    "Afdeling": "Dienst",
    "Strategische": "Grote",
    "Beleidsproject": "Traject",
    "SOD": "ODS",
}


@dataclass(frozen=True)
class Whole:
    """A plan as it is: its lines, the document, its headings and what is read from it."""

    rows: tuple[str, ...]
    document: Document
    outline: Outline
    plan: RawPlan


@cache
def whole(name: str) -> Whole:
    if name == "real" and not REAL.is_file():
        pytest.skip("the published plan is not at hand")
    if name == "generated":
        text = generate_plan(seed=5, year=2031).text
    else:
        text = (REAL if name == "real" else SMALL).read_text(encoding="utf-8")
    document = from_text(text, name=name)
    outline = find_outline(document.lines)
    return Whole(tuple(text.split("\n")), document, outline, parse_plan(document))


def lines_of(plan: Whole, table: str) -> list[int]:
    pattern = re.compile(HEADERS[table])
    found = (line for line in plan.document.lines if pattern.fullmatch(line.text))
    return [line.number for line in islice(found, EACH)]


def taken_out(rows: list[str], place: int) -> None:
    rows[place] = ""


def reworded(rows: list[str], place: int) -> None:
    for word, other in WORDS.items():
        rows[place] = rows[place].replace(word, other)


def garbled(rows: list[str], place: int) -> None:
    """Change one letter: of the four copies of a bold piece one differs."""
    at = next(match.start() for match in re.finditer(r"[^\W\d]", rows[place]))
    rows[place] = f"{rows[place][:at]}#{rows[place][at + 1 :]}"


def scrambled(rows: list[str], place: int) -> None:
    signs = enumerate(rows[place])
    rows[place] = "".join(sign if at % 3 or sign.isspace() else "q" for at, sign in signs)


def shifted(step: int) -> Callable[[list[str], int], None]:
    def shift(rows: list[str], place: int) -> None:
        row, there, seen = rows.pop(place), place, 0
        while seen < SHIFT and 0 < there < len(rows) - 1:
            there += step
            seen += bool(rows[there].strip())
        rows.insert(there, row)

    return shift


DAMAGE = {
    "taken out": taken_out,
    "reworded": reworded,
    "garbled": garbled,
    "scrambled": scrambled,
    "up": shifted(-1),
    "down": shifted(1),
}


def damaged(plan: Whole, how: str, number: int) -> RawPlan | None:
    """Read a plan of which one line was damaged; None when it is refused."""
    rows = list(plan.rows)
    DAMAGE[how](rows, number - 1)
    try:
        with with_known_prose(plan):
            return parse_plan(from_text("\n".join(rows), name="damaged"), plan.plan.year)
    except DocumentError:
        return None


@contextmanager
def with_known_prose(plan: Whole) -> Iterator[None]:
    """Take over what the prose of a long plan says: that is slow to read, and no claim needs it."""
    with pytest.MonkeyPatch.context() as patch:
        if len(plan.rows) > LONG:
            for name in PROSE:
                patch.setattr(parsing, f"read_{name}", lambda *_, kept=plan.plan.tables[name]: kept)
        yield


def fresh_notes(before: RawPlan, now: RawPlan) -> list[Note]:
    old = {(note.table, note.line, note.reason) for note in before.notes}
    return [note for note in now.notes if (note.table, note.line, note.reason) not in old]


def lost_rows(before: RawPlan, now: RawPlan) -> Iterator[tuple[str, dict[Any, Any]]]:
    """Yield each row that is not read any more as it was, wherever it stands now."""
    for name, table in before.tables.items():
        if now.tables[name].equals(table):
            continue
        columns = [column for column in table if column not in POSITION]
        rows = set(now.tables[name][columns].itertuples(index=False, name=None))
        for row in table.to_dict("records"):
            if tuple(row[column] for column in columns) not in rows:
                yield name, row


def is_named(plan: Whole, number: int, table: str, row: dict[Any, Any], notes: list[Note]) -> bool:
    """Tell whether a note is about a row.

    It is at its line or near it, at the damaged header, in its section, or about its table.
    """
    outline = plan.outline
    here = outline.at(int(row["line"]))
    return any(
        abs(note.line - int(row["line"])) <= NEAR
        or abs(note.line - number) <= 1
        or (note.line == 0 and note.table == table)
        or (note.line > 0 and here is not None and outline.at(note.line) == here)
        or (row.get("section") or "-") in note.reason.split()
        or (row.get("objective") or "-") in note.reason
        for note in notes
    )


#: The damage of each plan: all of it in the shortest, the commonest in the longer ones.
TRIED = {
    "small": tuple(DAMAGE),
    "generated": ("taken out", "scrambled", "down"),
    "real": ("garbled",),
}
CASES = [
    (name, table, how)
    for name, tried in TRIED.items()
    for table in HEADERS
    for how in tried
    if not (table in ROWS and how in {"up", "down"})
]


@pytest.mark.parametrize(("name", "table", "how"), CASES)
def test_what_a_damaged_header_costs_is_told(name: str, table: str, how: str) -> None:
    plan = whole(name)
    numbers = lines_of(plan, table)
    assert numbers, f"no line of {table} in {name}"
    for number in numbers:
        now = damaged(plan, how, number)
        if now is None:
            continue
        notes = fresh_notes(plan.plan, now)
        untold = [
            (kind, row["line"])
            for kind, row in lost_rows(plan.plan, now)
            if kind not in PROSE and not is_named(plan, number, kind, row, notes)
        ]
        if table == "milestones, additional" and untold and not notes:
            assert_only_no_longer_additional(plan.plan, now)
        else:
            assert untold == [], (number, notes[:3])


def test_additional_milestones_without_their_header_are_told_by_a_theme_that_comes_again() -> None:
    plan = whole("small")
    now = damaged(plan, "taken out", lines_of(plan, "milestones, additional")[0])
    assert now is not None
    again = [note for note in fresh_notes(plan.plan, now) if "had before" in note.reason]
    rows = now.tables["milestones"].set_index("line")
    assert [rows.loc[str(note.line), "theme"] for note in again] == [note.quote for note in again]
    assert len(again) == 1
    assert not any("had before" in note.reason for note in plan.plan.notes)


@pytest.mark.parametrize("kind", ["strategic", "organisation", "operational"])
@pytest.mark.parametrize("name", ["small", "generated"])
def test_the_garbled_code_of_a_last_objective_is_told(name: str, kind: str) -> None:
    plan = whole(name)
    goals = plan.plan.tables["objectives"]
    last = goals[goals["kind"] == kind].iloc[-1]
    rows, place, code = list(plan.rows), int(last["line"]) - 1, last["objective"]
    at = next(n for n in range(place, place + 3) if code in rows[n])
    rows[at] = rows[at].replace(code, f"{code[0]}#{code[2:]}")
    now = parse_plan(from_text("\n".join(rows), name="garbled"), plan.plan.year)
    assert code not in set(now.tables["objectives"]["objective"])
    quotes = " ".join(note.quote for note in fresh_notes(plan.plan, now))
    assert last["title"][:20] in quotes


@pytest.mark.parametrize("share", [0.93, 0.95, 0.97, 0.98, 0.99])
def test_a_plan_cut_in_its_last_table_is_told(share: float) -> None:
    text = "\n".join(whole("small").rows)
    now = parse_plan(from_text(text[: int(share * len(text))], name="cut"), 2031)
    assert len(now.tables["budget"]) < len(whole("small").plan.tables["budget"])
    (reason,) = [note.reason for note in now.notes if note.line == 0]
    assert reason == "budget: no rows of OD 2, the last objective; is the document whole?"
    (count,) = [count for count in reading_report(now).counts if count.table == "budget"][-1:]
    assert count.doubtful >= 1


def assert_only_no_longer_additional(before: RawPlan, now: RawPlan) -> None:
    columns = ["section", "kind", "label", "status", "timing", "see_also"]
    tables = [plan.tables["milestones"][columns].to_numpy().tolist() for plan in (before, now)]
    assert tables[0] == tables[1]


@pytest.mark.parametrize("table", ["workforce", "letters", "abbreviations"])
def test_a_table_that_is_gone_is_a_warning_in_the_report(table: str) -> None:
    plan = whole("small")
    now = damaged(plan, "taken out", lines_of(plan, table)[0])
    assert now is not None
    assert now.tables[table].empty
    report = reading_report(now)
    assert table in report.without_rows()
    assert f"**Warning: no row was read of: {table}.**" in report.markdown()
    assert [count.rows for count in report.counts if count.table == table] == [0]


def test_a_header_in_other_words_is_still_read() -> None:
    plan = whole("small")
    for table in ("inspections", "workforce"):
        now = damaged(plan, "reworded", lines_of(plan, table)[0])
        assert now is not None
        assert now.tables[table].equals(plan.plan.tables[table])
        assert [note.reason for note in fresh_notes(plan.plan, now)] == [
            "a header in other words than usual"
        ]


def test_milestones_under_other_words_throughout_the_plan_are_still_read() -> None:
    plan = whole("real")
    text = "\n".join(plan.rows)
    for word, other in (("Mijlp", "Stapp"), ("mijlp", "stapp"), ("Status", "Stand")):
        text = text.replace(word, other)
    with with_known_prose(plan):
        now = parse_plan(from_text(text, name="other"), 2023)
    kinds = now.tables["milestones"].groupby(["kind", "additional"]).size().to_dict()
    assert kinds == plan.plan.tables["milestones"].groupby(["kind", "additional"]).size().to_dict()


@pytest.mark.parametrize("sign", ["#", ""])
def test_a_damaged_year_in_a_header_loses_no_milestone(sign: str) -> None:
    """Bold can be cut in the middle of a year: `Mijlpalen 202` four times, then `3333`."""
    plan = whole("real")
    numbers = [
        n for kind in ("evaluated", "planned") for n in lines_of(plan, f"milestones, {kind}")
    ]
    for number in numbers:
        row = plan.rows[number - 1]
        at = row.rindex("202")
        rows = [*plan.rows[: number - 1], row[:at] + sign + row[at + 1 :], *plan.rows[number:]]
        with with_known_prose(plan):
            now = parse_plan(from_text("\n".join(rows), name="damaged"), 2023)
        assert now.tables["milestones"].equals(plan.plan.tables["milestones"]), number
