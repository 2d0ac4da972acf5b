"""The table of inspections: empty cells, merged cells, a printed total, trends in bold."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from .layout import LEFT, RIGHT_LANDSCAPE, Block, Mark, Record
from .spans import bold, bold_number, plain, printed, text_of, wrap

if TYPE_CHECKING:
    from random import Random

    from .spans import Line

NAME_WIDTH = 38
FIELDS = tuple(
    f"{kind}_{when}"
    for kind in ("cases", "reports", "recoveries")
    for when in ("previous", "current", "trend")
)
EDGES = (320.0, 370.0, 420.0, 470.0, 520.0, 570.0, 650.0, 730.0, RIGHT_LANDSCAPE - 4)
COLUMNS = (LEFT - 4, 274.0, *(edge + 4 for edge in EDGES))

Row: TypeAlias = tuple[str, ...]


def header(year: int, rng: Random) -> Block:
    """Set the two lines of the header."""
    groups = [
        bold(name, rng) for name in ("dossiers", "Pro Justitia", "Voorgestelde terugvorderingen")
    ]
    years = [bold(name, rng) for name in (str(year - 2), str(year - 1), "Trend") * 3]
    first = bold("Maatregel/kernproces", rng)
    text = ("  " + "".join(map(printed, groups)), "", "".join(map(printed, [first, *years])), "")
    marks = [Mark(x, 0, group) for x, group in zip((290.0, 440.0, 590.0), groups, strict=True)]
    marks += [Mark(LEFT, 1.3, first)]
    marks += [Mark(x, 1.3, cell, flush_right=True) for x, cell in zip(EDGES, years, strict=True)]
    rules = ((1.1, LEFT - 4, COLUMNS[-1]),)
    return Block(text, tuple(marks), 2.6, (), COLUMNS, rules, landscape=True)


def _trend(before: int, after: int) -> str:
    return f"{round((after - before) / before * 100)}%" if before else ""


def _euros(amount: int) -> str:
    return f"€ {amount:,}".replace(",", ".")


def draw(rng: Random) -> list[int | None]:
    """Draw the six numbers of a row, often none."""
    numbers: list[int | None] = [None] * 6
    shape = rng.random()
    if shape < 0.1:
        return numbers
    numbers[:2] = [rng.choice([0, rng.randint(1, 400)]), rng.choice([0, rng.randint(1, 400)])]
    if shape < 0.25:
        numbers[rng.randrange(2)] = None
    if rng.random() < 0.3:
        numbers[2:4] = [rng.choice([None, rng.randint(1, 60)]), rng.randint(1, 60)]
    if rng.random() < 0.25:
        numbers[4:6] = [
            rng.choice([None, rng.randint(9000, 5_000_000)]),
            rng.randint(9000, 900_000),
        ]
    return numbers


def cells(numbers: list[int | None]) -> Row:
    """Print a row's nine cells: the trends are computed, empty cells stay empty."""
    row: list[str] = []
    for kind in range(3):
        before, after = numbers[2 * kind : 2 * kind + 2]
        show = _euros if kind == 2 else str
        row += ["" if number is None else show(number) for number in (before, after)]
        row.append("" if before is None else _trend(before, after or 0))
    return tuple(row)


def _lines(row: Row, *, strong: bool = False) -> list[Line]:
    return [
        () if not cell else bold_number(cell) if strong or number % 3 == 2 else plain(cell)
        for number, cell in enumerate(row)
    ]


def _tail(lines: list[Line]) -> str:
    """Print cells one after another: an empty one is two blanks, an empty bold one five."""
    empty = [5 if number % 3 == 2 else 2 for number in range(len(lines))]
    return "".join(printed(line) if line else " " * empty[at] for at, line in enumerate(lines))


def _values(name: str, row: Row) -> dict[str, str]:
    return {"measure": name, **dict(zip(FIELDS, row, strict=True)), "shared_with": ""}


def row_block(name: str, row: Row, rng: Random, *, strong: bool = False) -> Block:
    """Set one measure; empty cells are blanks."""
    lines = _lines(row, strong=strong)
    wrapped = wrap(name, NAME_WIDTH)
    names = [bold(line, rng) if strong else plain(line) for line in wrapped]
    height = len(names) + 0.3
    marks = [Mark(LEFT, number, line) for number, line in enumerate(names)]
    marks += _cell_marks(lines, (len(names) - 1) / 2)
    tail = _tail(lines)
    text: tuple[str, ...] = (f"{printed(names[0])}{tail}", "")
    if len(names) > 1:
        text = (*map(printed, names), "", tail, "")
    records = (Record("inspections", _values(name, row)),)
    return Block(text, tuple(marks), height, records, COLUMNS, landscape=True)


def merged_block(names: tuple[str, str], values: Row) -> Block:
    """Set two measures beside the same cells: their values are the first one's row."""
    row: Row = (*values[:6], "", "", "")
    lines = _lines(row)
    tail = _tail(lines[:6])
    text = (f"{names[0]} ", tail, "", " " * 9, "", f"{names[1]}{' ' * 10}", "")
    marks = [Mark(LEFT, 0, plain(names[0])), Mark(LEFT, 1.3, plain(names[1]))]
    marks += _cell_marks(lines, 0.65)
    records = (
        Record("inspections", _values(names[0], row)),
        Record("inspections", _values(names[1], ("",) * 9) | {"shared_with": names[0]}, 5),
    )
    rules = ((1.3, COLUMNS[0], COLUMNS[1]), (1.3, COLUMNS[7], COLUMNS[-1]))
    return Block(text, tuple(marks), 2.6, records, COLUMNS, rules, landscape=True)


def _cell_marks(lines: list[Line], row: float) -> list[Mark]:
    drawn = zip(EDGES, lines, strict=True)
    return [Mark(x, row, line, flush_right=True) for x, line in drawn if text_of(line)]


def table(names: list[str], year: int, rng: Random) -> list[Block]:
    """Set the whole table: the total first, one pair of measures in merged cells."""
    drawn = [draw(rng) for _ in names]
    pair = [120, 95, 12, 9, None, None]
    total = [sum(row[at] or 0 for row in [*drawn, pair]) for at in range(6)]
    blocks = [header(year, rng), row_block("TOTAAL", cells([*total]), rng, strong=True)]
    blocks += [row_block(name, cells(row), rng) for name, row in zip(names, drawn, strict=True)]
    merged = merged_block(("Peilmeters", "Sluismeters anders dan peil"), cells([*pair]))
    return [*blocks[:4], merged, *blocks[4:]]
