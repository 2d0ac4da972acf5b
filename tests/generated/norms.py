"""The table of norms: several rows to a measure, values that wrap, cells without a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .layout import LEFT, Block, Mark, Record
from .spans import bold, bold_lines, plain, printed, wrap

if TYPE_CHECKING:
    from random import Random

    from .spans import Line

MEASURE_WIDTH, NORM_WIDTH = 22, 44
NORM, EDGE = 164.0, 545.0
VALUES = (420.0, 458.0, 496.0, 542.0)
COLUMNS = (LEFT - 4, NORM - 4, 370.0, 423.0, 461.0, 499.0, EDGE)
_WORDS = (
    *("dossiers binnen {n} dagen behandeld", "aanvragen binnen {n} dagen ontvankelijk"),
    *("dossiers binnen {n} dagen behandeld (DWWE-tijd)", "betaling <= {n}de van de maand"),
    *("betaling binnen {n} maanden", "behandeling DWWE <= {n} dagen", "adviezen < = {n} weken"),
    "1ste schijf binnen {n} maanden betaald na ontvangst van het volledige dossier",
    "contingent - behandeling <= {n} dagen (uitgezonderd de geschillen van derden)",
)
_UNQUANTIFIED = (
    "Jaarafrekening vóór de laatste donderdag van april",
    "1ste schijf < 15/05 en daarna de 2de schijf < 15/10",
)


@dataclass(frozen=True, slots=True)
class Norm:
    """One printed row of the table."""

    norm: str
    target: str
    previous: str
    current: str
    change: str

    def values(self) -> tuple[str, ...]:
        """Give the cells right of the norm."""
        return (self.target, self.previous, self.current, self.change)


def header(year: int, rng: Random) -> Block:
    """Set the header, which comes again on every page of the table."""
    names = ["Kernproces", "Wettelijke bepaling/streefnorm", "Streefdoel ", str(year - 2)]
    names += [str(year - 1), f"tov {year - 2}"]
    cells = [bold(name, rng) for name in names]
    marks = [Mark(LEFT, 0, cells[0]), Mark(NORM, 0, cells[1])]
    marks += [Mark(x, 0, cell, flush_right=True) for x, cell in zip(VALUES, cells[2:], strict=True)]
    text = "".join(printed(cell) for cell in cells)
    return Block((text, ""), tuple(marks), 1.3, (), COLUMNS)


def draw(rng: Random) -> Norm:
    """Draw a norm with its results; the change is the difference of the two."""
    if rng.random() < 0.06:
        text, target = rng.choice(_UNQUANTIFIED), 100
    else:
        target = rng.choice([100, 100, 100, 95, 85, 80])
        text = f"{target}% {rng.choice(_WORDS)}".format(n=rng.choice([5, 7, 14, 30, 45, 60, 120]))
    shape = rng.random()
    if shape < 0.05:
        return Norm(text, f"{target}%", f"{target}%", "nvt", rng.choice(["", "nb"]))
    if shape < 0.07:
        return Norm(text, f"{target}%", "nvt", f"{target}%", "")
    before = rng.choice([10000, 10000, rng.randint(4000, 10000), rng.randint(70, 100) * 100])
    after = rng.choice([10000, before, rng.randint(4000, 10000), rng.randint(70, 100) * 100])
    change = f"{_number(after - before, signed=True)} ppt"
    return Norm(text, f"{target}%", f"{_number(before)}%", f"{_number(after)}%", change)


def _number(hundredths: int, *, signed: bool = False) -> str:
    whole, rest = divmod(abs(hundredths), 100)
    sign = "-" if hundredths < 0 else "+" if signed else ""
    return f"{sign}{whole},{rest:02d}" if rest else f"{sign}{whole}"


def measure_block(name: str, norms: list[Norm], rng: Random) -> Block:
    """Set a measure and its norms: the name beside the first, or on lines of its own."""
    names = bold_lines(wrap(name, MEASURE_WIDTH), rng)
    beside = len(names) == 1 and len(norms) == 1 and len(wrap(norms[0].norm, NORM_WIDTH)) == 1
    text = [] if beside else [*map(printed, names), *rng.choice([[""], [""], []])]
    marks = [Mark(LEFT, number, line) for number, line in enumerate(names)]
    records: list[Record] = []
    rules: list[tuple[float, float, float]] = []
    height = 0.0
    for norm in norms:
        lines = wrap(norm.norm, NORM_WIDTH)
        values = dict(
            zip(("norm", "target", "previous", "current", "change"), _all(norm), strict=True)
        )
        records.append(Record("norms", {"measure": name, **values}, len(text)))
        text += _printed(norm, lines, rng, printed(names[0]) if beside else "")
        marks += _marks(norm, lines, height)
        height += len(lines) + 0.3
        rules.append((height, NORM - 4, EDGE))
    bottom = max(height, len(names) + 0.3)
    return Block(tuple(text), tuple(marks), bottom, tuple(records), COLUMNS, tuple(rules[:-1]))


def _all(norm: Norm) -> tuple[str, ...]:
    return (norm.norm, *norm.values())


def _printed(norm: Norm, lines: list[str], rng: Random, lead: str) -> list[str]:
    values = " ".join(norm.values()) if norm.change else f"{' '.join(norm.values()[:3])}  "
    if len(lines) == 1:
        pad = rng.choice(["", "", "", "", "", "     "]) if not lead else ""
        wide = rng.choice([" ", " ", "  "])
        return [f"{lead}{pad}{lines[0]}{wide}{values} ", ""]
    above = [printed(plain(line)) for line in lines]
    if norm.change and rng.random() < 0.3:
        first = f"{norm.target} {norm.previous} "
        return [*above, "", first, f"{norm.current} ", "", f"{norm.change} ", ""]
    return [*above, "", f"{values} ", ""]


def _marks(norm: Norm, lines: list[str], top: float) -> list[Mark]:
    middle = top + (len(lines) - 1) / 2
    marks = [Mark(NORM, top + number, plain(line)) for number, line in enumerate(lines)]
    cells: list[tuple[float, Line]] = [
        (x, plain(value)) for x, value in zip(VALUES, norm.values(), strict=True) if value
    ]
    return [*marks, *(Mark(x, middle, line, flush_right=True) for x, line in cells)]


def legend() -> Block:
    """Set the legend under the table."""
    lines = ["Legende", "• donker groen=boven streefdoel", "• lichtgroen =op streefdoel,"]
    lines += ["• licht oranje= minder dan 10% onder streefdoel,"]
    lines += ["• donker oranje= meer dan 10% onder streefdoel"]
    text = tuple(part for line in lines for part in (f"{line} ", ""))
    marks = tuple(Mark(LEFT, number, plain(line)) for number, line in enumerate(lines))
    return Block((" ", *text), marks, len(lines) + 1)


def table(names: list[str], year: int, rng: Random) -> list[Block]:
    """Set the whole table on two pages at least, the header on each."""
    blocks: list[Block] = []
    room = 0.0
    for name in names:
        block = measure_block(name, [draw(rng) for _ in range(rng.randint(1, 4))], rng)
        if block.height > room:
            first = not blocks
            top = header(year, rng)
            new = Block(top.text, top.marks, top.height, (), top.columns, new_page=not first)
            blocks.append(new)
            room = 40.0 if first else 54.0
        blocks.append(block)
        room -= block.height
    return [*blocks, legend()]
