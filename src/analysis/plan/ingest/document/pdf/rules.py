"""Joins ruled lines into the grids of tables, each from its own lines and not those of the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from analysis.plan.ingest.document.pdf.shapes import Shape

NEAR = 0.8  # points; rules of one direction nearer than this lie on one line
MEETING = 0.8  # points; a horizontal and a vertical rule nearer than this meet
JOINED = 1.6  # points; rules whose ends are nearer than this are joined
SAME_EDGE = 1.5  # points; edges of one table nearer than this are one
OVERHANG = 6.0  # points that a rule runs past the last edge to show an open side
COVERED = 0.6  # of a cell's side that a rule takes
THIN = 8.0  # points; a column or row without text as thin as this is a double border
FEWEST_RULES = 2  # of a table without vertical rules: one row of it may end a page


class RuledLine(NamedTuple):
    """A straight line at `at`, from `start` to `end` in the other direction."""

    at: float
    start: float
    end: float


@dataclass
class Ruling:
    """The rules of one table.

    Attributes
    ----------
    across, down
        The horizontal rules by height, and the vertical ones.
    xs, ys
        The edges of its columns from left to right, and of its rows from top to bottom.
    """

    across: list[RuledLine] = field(default_factory=list)
    down: list[RuledLine] = field(default_factory=list)
    xs: list[float] = field(default_factory=list)
    ys: list[float] = field(default_factory=list)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top."""
        return self.xs[0], self.ys[-1], self.xs[-1], self.ys[0]

    def has_side(self, x: float, low: float, high: float) -> bool:
        """Tell whether a vertical rule closes a cell at `x`."""
        return _covers(self.down, x, low, high)

    def has_floor(self, y: float, left: float, right: float) -> bool:
        """Tell whether a horizontal rule closes a cell at `y`."""
        return _covers(self.across, y, left, right)


def find_rulings(shapes: Sequence[Shape]) -> list[Ruling]:
    """Return the rulings of a page: connected rules, and stacks of rules without vertical ones."""
    shades = [shape for shape in shapes if shape.area]
    across = _merged(
        RuledLine((s.bottom + s.top) / 2, s.left, s.right)
        for s in shapes
        if s.across and not _is_edge(s, shades)
    )
    down = _merged(
        RuledLine((s.left + s.right) / 2, s.bottom, s.top)
        for s in shapes
        if s.down and not s.across and not _is_edge(s, shades)
    )
    found: list[Ruling] = []
    loose: list[RuledLine] = []
    for group in _connected(across, down):
        if len(group.across) > 1 and group.down:
            found.append(_without_boxes(_with_edges(group)))
        else:
            loose += group.across
    found += _stacks(loose)
    return [ruling for ruling in found if len(ruling.ys) > 1 and len(ruling.xs) > 1]


def _is_edge(shape: Shape, shades: Iterable[Shape]) -> bool:
    """Tell whether a thin filled area is only a strip of a shade beside it."""
    return bool(shape.colour) and any(
        shade.colour == shape.colour
        and shade.left - NEAR <= shape.left
        and shape.right <= shade.right + NEAR
        and shade.bottom - NEAR <= shape.top
        and shape.bottom <= shade.top + NEAR
        for shade in shades
    )


def _merged(rules: Iterable[RuledLine]) -> list[RuledLine]:
    """Join rules that go on each other on one line."""
    found: list[RuledLine] = []
    for line in _on_lines(sorted(rules)):
        parts: list[RuledLine] = []
        for rule in sorted(line, key=lambda rule: rule.start):
            if parts and rule.start <= parts[-1].end + JOINED:
                last = parts[-1]
                parts[-1] = RuledLine(last.at, last.start, max(last.end, rule.end))
            else:
                parts.append(rule)
        found += parts
    return found


def _on_lines(rules: Sequence[RuledLine]) -> Iterator[list[RuledLine]]:
    line: list[RuledLine] = []
    for rule in rules:
        if line and rule.at - line[0].at > NEAR:
            yield line
            line = []
        line.append(rule)
    if line:
        yield line


def _connected(across: Sequence[RuledLine], down: Sequence[RuledLine]) -> list[Ruling]:
    """Group the rules that touch each other."""
    parents = list(range(len(across) + len(down)))

    def top(place: int) -> int:
        while parents[place] != place:
            parents[place] = parents[parents[place]]
            place = parents[place]
        return place

    for one, rule in enumerate(across):
        for other, side in enumerate(down, start=len(across)):
            if _meet(rule, side):
                parents[top(other)] = top(one)
    groups: dict[int, Ruling] = {}
    for one, rule in enumerate(across):
        groups.setdefault(top(one), Ruling()).across.append(rule)
    for other, side in enumerate(down, start=len(across)):
        groups.setdefault(top(other), Ruling()).down.append(side)
    return list(groups.values())


def _meet(across: RuledLine, down: RuledLine) -> bool:
    return (
        across.start - MEETING <= down.at <= across.end + MEETING
        and down.start - MEETING <= across.at <= down.end + MEETING
    )


def _with_edges(ruling: Ruling) -> Ruling:
    """Set the edges of rows and columns; a rule that runs on shows a side without a rule."""
    xs = _edges(rule.at for rule in ruling.down)
    ys = _edges(rule.at for rule in ruling.across)
    left, right = (
        min(rule.start for rule in ruling.across),
        max(rule.end for rule in ruling.across),
    )
    low, high = min(rule.start for rule in ruling.down), max(rule.end for rule in ruling.down)
    if left < xs[0] - OVERHANG:
        xs.insert(0, left)
    if right > xs[-1] + OVERHANG:
        xs.append(right)
    if low < ys[0] - OVERHANG:
        ys.insert(0, low)
    if high > ys[-1] + OVERHANG:
        ys.append(high)
    ruling.xs, ruling.ys = xs, ys[::-1]
    return ruling


def _without_boxes(ruling: Ruling) -> Ruling:
    """Leave out a box right above or below a table: its sides are not those of the table."""
    for end in (0, -1):
        if len(ruling.ys) <= 2 or len(ruling.xs) <= 2:  # noqa: PLR2004 - one row or one column
            return ruling
        high, low = ruling.ys[:2] if end == 0 else ruling.ys[-2:]
        middle = (high + low) / 2
        sides = [rule for rule in ruling.down if rule.start < middle < rule.end]
        others = [rule.at for rule in ruling.down if rule not in sides]
        own = all(low - 2 <= rule.start and rule.end <= high + 2 for rule in sides)
        alone = own and len(sides) == 2 and bool(others)  # noqa: PLR2004 - left and right
        if alone and all(abs(one.at - x) > SAME_EDGE for one in sides for x in others):
            ruling.down = [rule for rule in ruling.down if rule not in sides]
            ruling.ys.pop(end)
            ruling.xs = _edges(rule.at for rule in ruling.down)
    return ruling


def _edges(places: Iterable[float]) -> list[float]:
    """Return places in order, those that nearly coincide as one."""
    found: list[list[float]] = []
    for place in sorted(places):
        if found and place - found[-1][-1] <= SAME_EDGE:
            found[-1].append(place)
        else:
            found.append([place])
    return [sum(group) / len(group) for group in found]


def _stacks(rules: Sequence[RuledLine]) -> Iterator[Ruling]:
    """Yield the rules of one width above each other, as a table without vertical rules.

    A shorter rule between the first and the last closes the cells over it only.
    """
    left = list(rules)
    while left:
        widest = max(left, key=lambda rule: rule.end - rule.start)
        same = [rule for rule in left if _same_width(rule, widest)]
        top, bottom = max(rule.at for rule in same), min(rule.at for rule in same)
        inside = [
            rule
            for rule in left
            if bottom <= rule.at <= top
            and rule.start >= widest.start - OVERHANG
            and rule.end <= widest.end + OVERHANG
        ]
        left = [rule for rule in left if rule not in inside]
        if len(inside) >= FEWEST_RULES:
            ys = _edges(rule.at for rule in inside)
            yield Ruling(across=inside, xs=[widest.start, widest.end], ys=ys[::-1])


def _same_width(one: RuledLine, other: RuledLine) -> bool:
    return abs(one.start - other.start) <= OVERHANG and abs(one.end - other.end) <= OVERHANG


def _covers(rules: Iterable[RuledLine], at: float, start: float, end: float) -> bool:
    covered = sum(
        max(0.0, min(rule.end, end) - max(rule.start, start))
        for rule in rules
        if abs(rule.at - at) <= SAME_EDGE
    )
    return covered >= COVERED * (end - start)
