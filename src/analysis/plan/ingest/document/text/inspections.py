"""Finds the table of inspections in a text file.

An empty cell leaves no mark but its spaces, so a row with fewer values than columns can be read in
more than one way. The spaces, the printed trends and the printed totals decide between them.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import combinations, islice, product, takewhile
from typing import TYPE_CHECKING

from analysis.plan.ingest.document.text.building import build_grid, plain_row, slot
from analysis.plan.ingest.document.text.headers import TableHeader
from analysis.plan.ingest.document.wording import joined, squeeze
from analysis.plan.ingest.notes import Note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.plan.ingest.document.model import Grid, Line
    from analysis.plan.ingest.document.outline import Outline

GROUPS = ("cases", "reports", "recoveries")
CELLS = 9  # three of each group
TREND = 2  # its place in a group
EMPTY, EMPTY_TREND = 2, 5  # spaces that an empty cell leaves; a trend's are bold
AFTER_LABEL = 2  # spaces before the first value that need not be an empty cell
MOST_CHANGED = 2  # rows that are read otherwise to meet the totals
MOST_READINGS = 20_000  # combinations of readings that are tried against the totals

_HEADER = TableHeader(
    "inspections",
    re.compile(r"Maatregel/kernproces(?: \d{4} \d{4} Trend)+"),
    "Maatregel kernproces Trend",
)
_COLUMNS = ("Maatregel/kernproces", *("0001", "0002", "Trend") * len(GROUPS))
_TOTAL = re.compile(r"totaal", re.IGNORECASE)
_TOKEN = re.compile(r"€ ?-?\d[\d.,]*|-?\d[\d.]*%|-?\d[\d.]*")
_ENDS_LABEL = re.compile(
    rf"(?P<label>.*?)(?P<values>(?:(?:^|\s+)(?:{_TOKEN.pattern}))*)(?P<rest>\s*)"
)


@dataclass(frozen=True, slots=True)
class _CountToken:
    """A printed value, and the spaces before it."""

    text: str
    gap: int

    @property
    def kind(self) -> str:
        return "euro" if "€" in self.text else "trend" if self.text.endswith("%") else "count"

    @property
    def amount(self) -> int:
        return int(re.sub(r"[^\d-]", "", self.text) or 0)


@dataclass(frozen=True, slots=True)
class _CountRow:
    label: str
    line: int
    tokens: tuple[_CountToken, ...]
    apart: bool  # its values stand on a line of their own: the cell may be merged
    room: int = 0  # the spaces that its empty cells leave, where it has no values


Reading = tuple[int, ...]  # the column of each token


def inspection_grids(lines: Sequence[Line], outline: Outline) -> Iterator[Grid]:
    """Yield the table of inspections; nothing where the document has none."""
    notes: list[Note] = []
    region = list(_region(lines, outline, notes))
    rows = list(_rows(region))
    if not region:
        return
    readings = _choose(rows)
    shared = _shared(rows, readings)
    body = [
        [
            slot(row.line, row.label),
            *(slot(row.line, text, rows=1 + below) for text in _cells(row, reading)),
        ]
        for row, reading, below in zip(rows, readings, _counted(shared), strict=True)
    ]
    for row, holder in zip(body, shared, strict=True):
        del row[len(row) * (not holder) + 1 :]
    numbers = [line.number for line in region]
    notes += _titles(region)
    yield build_grid([plain_row(0, _COLUMNS), *body], line=numbers[0], notes=notes, lines=numbers)


def _counted(shared: Sequence[bool]) -> list[int]:
    """Return how many rows below each share its cells."""
    return [
        0 if own else sum(1 for _ in takewhile(bool, shared[place + 1 :]))
        for place, own in enumerate(shared)
    ]


def _region(lines: Sequence[Line], outline: Outline, notes: list[Note]) -> Iterator[Line]:
    heads = {heading.line for heading in outline.headings}
    return (line for line in _HEADER.below(lines, heads, notes) if not line.gap)


def _rows(lines: Sequence[Line]) -> Iterator[_CountRow]:
    """Fold lines into rows: a label, maybe wrapped, and its values, maybe on the next line."""
    label, number, done = "", 0, True
    for line in lines:
        if not line.text:
            continue
        tokens = _tokens(line)
        text = squeeze(_label_part(line))
        if text and label and not done:
            if text[:1].islower():
                label = joined(label, text)
                text = ""
            else:
                yield _CountRow(label, number, (), apart=False)
        if text:
            label, number, done = text, line.number, False
        if tokens or (text and line.raw.endswith("   ")):
            room = 0 if tokens else len(line.raw) - len(line.raw.rstrip(" "))
            yield _CountRow(label, number, tokens, not text, room)
            done = True
    if not done:
        yield _CountRow(label, number, (), apart=False)


def _label_part(line: Line) -> str:
    whole = "".join(span.text for span in line.spans)
    match = _ENDS_LABEL.fullmatch(whole)
    return match["label"] if match else whole


def _tokens(line: Line) -> tuple[_CountToken, ...]:
    """Return the values of a line; the four marks of a bold cell count as one space."""
    whole = "".join(span.text for span in line.spans)
    label = _label_part(line)
    found, end = [], len(label)
    for match in _TOKEN.finditer(whole, end):
        found.append(_CountToken(match[0], match.start() - end))
        end = match.end()
    return tuple(found)


def _readings(row: _CountRow) -> list[Reading]:
    """Return the ways to put a row's values into columns, the most likely first."""
    fitting = [
        reading
        for reading in combinations(range(CELLS), len(row.tokens))
        if all(_fits(token, column) for token, column in zip(row.tokens, reading, strict=True))
        and _trends_hold(row, reading)
    ]
    return sorted(fitting, key=lambda reading: _strain(row, reading))


def _fits(token: _CountToken, column: int) -> bool:
    group, part = divmod(column, 3)
    if part == TREND:
        return token.kind == "trend"
    return token.kind == ("euro" if GROUPS[group] == "recoveries" else "count")


def _trends_hold(row: _CountRow, reading: Reading) -> bool:
    """Tell whether each printed trend follows from the two values before it."""
    values = dict(zip(reading, (token.amount for token in row.tokens), strict=True))
    return all(
        _is_trend(values[column], values.get(column - 2, 0), values.get(column - 1, 0))
        for column in range(TREND, CELLS, len(GROUPS))
        if column in values
    )


def _is_trend(printed: int, before: int, now: int) -> bool:
    """Tell whether a percentage is the change between two values, but for rounding."""
    return before != 0 and abs(printed - (now / before - 1) * 100) <= 1


def _strain(row: _CountRow, reading: Reading) -> int:
    """Tell how badly a reading fits the spaces, those that its empty cells would leave.

    Two spaces after the label say nothing: a label may end in one.
    """
    strain, before = 0, -1
    for token, column in zip(row.tokens, reading, strict=True):
        skipped = range(before + 1, column)
        after_label = before < 0 and not row.apart
        room = sum(EMPTY_TREND if place % 3 == TREND else EMPTY for place in skipped)
        room += before >= 0 or after_label
        unsure = AFTER_LABEL if after_label and token.gap <= AFTER_LABEL else 0
        strain += max(0, abs(token.gap - room) - unsure) + bool(skipped)
        before = column
    return strain


def _choose(rows: Sequence[_CountRow]) -> list[Reading]:
    """Choose a reading for each row, such that the columns add up to the printed totals.

    The most likely readings are tried first, then those with one row changed, then two.
    """
    options = [_readings(row) or [tuple(range(len(row.tokens)))] for row in rows]
    likely = [option[0] for option in options]
    total = next((i for i, row in enumerate(rows) if _TOTAL.match(row.label)), None)
    if total is None:
        return likely
    for choice in islice(_choices(options, likely), MOST_READINGS):
        if _adds_up(rows, choice, total):
            return choice
    return likely


def _choices(
    options: Sequence[Sequence[Reading]], likely: list[Reading]
) -> Iterator[list[Reading]]:
    """Yield the likely readings, then with one row read otherwise, then with two."""
    doubtful = [place for place, option in enumerate(options) if len(option) > 1]
    for changed in range(MOST_CHANGED + 1):
        for places in combinations(doubtful, changed):
            for others in product(*(options[place][1:] for place in places)):
                choice = list(likely)
                for place, other in zip(places, others, strict=True):
                    choice[place] = other
                yield choice


def _adds_up(rows: Sequence[_CountRow], choice: Sequence[Reading], total: int) -> bool:
    sums: Counter[int] = Counter()
    for place, (row, reading) in enumerate(zip(rows, choice, strict=True)):
        sign = 1 if place == total else -1
        for token, column in zip(row.tokens, reading, strict=True):
            sums[column] += 0 if token.kind == "trend" else sign * token.amount
    return not any(sums.values())


def _cells(row: _CountRow, reading: Reading) -> list[str]:
    values = dict(zip(reading, (token.text for token in row.tokens), strict=True))
    return [values.get(column, "") for column in range(CELLS)]


def _shared(rows: Sequence[_CountRow], readings: Sequence[Reading]) -> list[bool]:
    """Tell for each row whether it shares the cells of the row above it.

    Values printed between two rows are of both, and of the next as well, where those have room for
    the cells behind them only: a row of its own has room for all.
    """
    shared, holder = [False] * len(rows), -1
    for place, row in enumerate(rows):
        if row.tokens:
            holder = place if row.apart else -1
        elif (
            holder >= 0
            and row.room <= _room_behind(readings[holder])
            and (row.room or place == holder + 1)
        ):
            shared[place] = True
        else:
            holder = -1
    return shared


def _room_behind(reading: Reading) -> int:
    """Return the spaces of the empty cells in the groups behind the last value."""
    groups = len(GROUPS) - 1 - reading[-1] // len(GROUPS)
    return groups * (2 * EMPTY + EMPTY_TREND) + AFTER_LABEL


def _titles(lines: Sequence[Line]) -> list[Note]:
    """Return a note for bold lines without a value: they may be the header of another table."""
    return [
        Note("inspections", line.number, "bold, and without values", line.text)
        for line in lines
        if line.bold and not _tokens(line)
    ]
