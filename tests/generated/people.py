"""The small tables: workforce per level and grade, letters per department, abbreviations."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from .layout import LEFT, Block, Mark, Record
from .spans import bold, bold_number, plain, printed, wrap

if TYPE_CHECKING:
    from random import Random

EDGES = (330.0, 420.0, 500.0)
COLUMNS = (LEFT - 4, 260.0, 340.0, 430.0, 505.0)
ABBREVIATION_WIDTH = 78
LEVELS = {"A": ("A1", "A2", "A2A", "A2M", "A3"), "B": ("B1", "B2", "B3"), "C": ("C1", "C2", "C3")}

Heads: TypeAlias = tuple[int, int]


def _cells(heads: Heads) -> tuple[str, str, str]:
    statutory, contractual = (str(number) if number else "" for number in heads)
    return statutory, contractual, str(sum(heads))


def _row(name: str, cells: tuple[str, str, str], values: dict[str, str], rng: Random) -> Block:
    """Set one row: a level and the total in bold, an empty cell as blanks only."""
    strong = not values["grade"]
    lines = [bold(name, rng) if strong else plain(name)]
    lines += [bold_number(text) if strong else plain(text) for text in cells]
    empty = "    " if strong else " "
    text = "".join(printed(line) if line[0].text else empty for line in lines)
    marks = [Mark(LEFT, 0, lines[0])]
    filled = [(x, line) for x, line in zip(EDGES, lines[1:], strict=True) if line[0].text]
    marks += [Mark(x, 0, line, flush_right=True) for x, line in filled]
    numbers = dict(zip(("statutory", "contractual", "total"), cells, strict=True))
    record = Record("workforce", {**values, **numbers})
    return Block((text, ""), tuple(marks), 1.3, (record,), COLUMNS)


def workforce(year: int, rng: Random) -> list[Block]:
    """Set the table of heads: each level is its grades' sum, the last row the levels'."""
    names = ("Statutair", "Contractueel", "Totaal")
    heads = [bold(name, rng) for name in names]
    first = f"dd 31/12/{year - 1}"
    marks = [Mark(LEFT, 0, plain(first))]
    marks += [Mark(x, 0, line, flush_right=True) for x, line in zip(EDGES, heads, strict=True)]
    text = f"{first} " + "".join(map(printed, heads))
    blocks = [Block((text, ""), tuple(marks), 1.3, (), COLUMNS)]
    everyone: list[Heads] = []
    for letter, grades in {**LEVELS, "D": ("D1", "D2")}.items():
        people = [(rng.randint(1, 160), 0 if letter == "D" else _few(rng)) for _ in grades]
        level = f"Niveau {letter}"
        everyone += people
        blocks.append(_row(level, _cells(_sum(people)), {"level": level, "grade": ""}, rng))
        for grade, number in zip(grades, people, strict=True):
            blocks.append(_row(grade, _cells(number), {"level": level, "grade": grade}, rng))
    total = {"level": "Eindtotaal", "grade": ""}
    return [*blocks, _row("Eindtotaal", _cells(_sum(everyone)), total, rng)]


def _few(rng: Random) -> int:
    return rng.choice([0, rng.randint(1, 40)])


def _sum(people: list[Heads]) -> Heads:
    return sum(one for one, _ in people), sum(two for _, two in people)


def letters(names: list[str], rng: Random) -> list[Block]:
    """Set the table of letters: a department without letters has a stroke, the total is bold."""
    heads = [bold(name, rng) for name in ("Afdeling", "Aantal brieven", "Status")]
    at = (LEFT, 270.0, 350.0)
    columns = (LEFT - 4, 262.0, 342.0, 505.0)
    marks = tuple(Mark(x, 0, line) for x, line in zip(at, heads, strict=True))
    blocks = [Block(("".join(map(printed, heads)), ""), marks, 1.3, (), columns)]
    total = 0
    for name in names:
        none = rng.random() < 0.2
        number = 0 if none else rng.randint(2, 150)
        total += number
        status = "" if none else rng.choice(["afgewerkt", "in behandeling", "Op te starten"])
        cells = (name, str(number) if number else "/", status)
        gap = rng.choice([" ", " ", " ", "    "])
        text = f"{name}{gap}{cells[1]} {status} "
        lines = tuple(Mark(x, 0, plain(cell)) for x, cell in zip(at, cells, strict=True) if cell)
        record = Record(
            "letters", dict(zip(("department", "letters", "status"), cells, strict=True))
        )
        blocks.append(Block((text, ""), lines, 1.3, (record,), columns))
    last = [bold("Totaal", rng), bold_number(str(total))]
    text = f"{printed(last[0]).rstrip()} {printed(last[1])}"
    record = Record("letters", {"department": "Totaal", "letters": str(total), "status": ""})
    lines = tuple(Mark(x, 0, line) for x, line in zip(at, last, strict=False))
    return [*blocks, Block((f"{text} ", ""), lines, 1.3, (record,), columns)]


def abbreviations(meanings: dict[str, str], rng: Random) -> list[Block]:
    """Set the list of abbreviations, one under the other without blank lines."""
    title = bold("Afkortingenlijst", rng)
    blocks = [Block((printed(title), " ", ""), (Mark(LEFT, 0, title),), 2)]
    for short, meaning in meanings.items():
        colon = " :" if rng.random() < 0.08 else ":"
        lines = wrap(f"{short}{colon} {meaning}", ABBREVIATION_WIDTH)
        text = tuple(printed(plain(line)) for line in lines)
        marks = tuple(Mark(LEFT, number, plain(line)) for number, line in enumerate(lines))
        record = Record("abbreviations", {"abbreviation": short, "meaning": meaning})
        blocks.append(Block(text, marks, len(lines), (record,)))
    return blocks
