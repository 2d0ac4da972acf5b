"""Compares two reports chapter by chapter: pairs what belongs together, and says what differs."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from itertools import zip_longest
from typing import TYPE_CHECKING, TypeVar

from analysis.publishing.changes.change import Change, ChangeKind
from analysis.publishing.changes.seen import Exhibit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from analysis.publishing.changes.seen import SeenChapter, SeenPassage

    Row = tuple[str, ...]

T = TypeVar("T")
COLUMNS, ROW, MOVED = "columns", "row ", "moved"
#: The most rows of a data file that are shown.
SHOWN = 5
#: The most cells that name a row.
MOST_NAMES = 3
#: The most rows or passages that one is compared with to find the one it was.
NEAREST = 100
#: The decimals of numbers that differ within them.
DECIMALS = 3
#: How alike two passages or rows must be to be one that changed: of 1.
ALIKE = 0.5
#: How alike they must be when other passages or rows are between them.
ALIKE_ELSEWHERE = 0.7
_WORD = re.compile(r"[^\W\d_]{2}")  # two letters; the exponent of a number has one
_ID = re.compile(r"[a-z]+-[0-9a-f]{10}(-\d+)?")  # computed, so it says nothing to a reader
_LETTER = re.compile(r"[^\W\d_]")
_CHECKSUM = re.compile(r"(?=.*[a-f])[0-9a-f]{12,64}")
_NUMBER = re.compile(r"-?\d+(\.(?P<decimals>\d+))?(e-?\d+)?")
_KINDS = {"title": ChangeKind.TITLE, "text": ChangeKind.TEXT, "number": ChangeKind.NUMBER}
HELD = {"text": "paragraph", "number": "key figure", "figure": "figure", "table": "table"}
_EXHIBITS = {"figure": ChangeKind.FIGURE, "table": ChangeKind.TABLE}


def compare_chapters(before: Sequence[SeenChapter], after: Sequence[SeenChapter]) -> list[Change]:
    """Return what differs: new and removed chapters first, then the order of the later report."""
    old, new = ({one.id: one for one in side} for side in (before, after))
    found = [_whole(chapter, "after") for name, chapter in new.items() if name not in old]
    found += [_whole(chapter, "before") for name, chapter in old.items() if name not in new]
    for name, chapter in new.items():
        found += _chapter(old[name], chapter) if name in old else []
    return found


def compare_data(name: str, before: Sequence[Row], after: Sequence[Row]) -> Change | None:
    """Say which rows of a data file differ; the first row holds the names of its columns.

    Returns None when only checksums differ.
    """
    column = _naming_column(after or before)
    old, new = (
        Exhibit("table", name, name, header=rows[0] if rows else (), rows=tuple(rows[1:]))
        for rows in (_with_first(column, before), _with_first(column, after))
    )
    rows = [one for one in _table("", old, new) if one.part != COLUMNS]
    if not rows and old.header == new.header and sorted(old.rows) != sorted(new.rows):
        return None
    count = Counter(MOVED if one.part.startswith(MOVED) else one.status for one in rows)
    said = [f"{_counted(number, 'row')} {status}" for status, number in count.items()]
    said += [COLUMNS] if old.header != new.header else []
    part = ", ".join(said) or "the order of the rows"
    texts = (
        _listed((one.part, one.before) for one in rows[:SHOWN]),
        _listed((one.part, one.after) for one in rows[:SHOWN]),
    )
    if part == COLUMNS:
        texts = " | ".join(old.header), " | ".join(new.header)
    return Change(ChangeKind.DATA, "", name, part, *texts)


def _naming_column(rows: Sequence[Row]) -> str:
    """Return the column whose words tell most rows apart; without one, the first column."""
    header, body = rows[0] if rows else ("",), rows[1:]
    for at, name in enumerate(header):
        cells = {row[at] for row in body if at < len(row)}
        words = {cell for cell in cells if _WORD.search(cell) and not _ID.fullmatch(cell)}
        if 2 * len(words) > len(body):
            return name
    return header[0]


def _with_first(column: str, rows: Sequence[Row]) -> list[Row]:
    """Put a column first, where it names the rows."""
    if not rows or column not in rows[0]:
        return list(rows)
    at = rows[0].index(column)
    return [(*row[at : at + 1], *row[:at], *row[at + 1 :]) for row in rows]


def _listed(rows: Iterable[tuple[str, str]]) -> str:
    """List what one file has of some rows, each after what names it."""
    named = ((part.partition(ROW)[2], text) for part, text in rows if text)
    return "\n".join(f"{name}: {text}" if name else text for name, text in named)


def _whole(chapter: SeenChapter, side: str) -> Change:
    """Describe a chapter that only one report has, by what it holds."""
    kinds = [*(it.kind for it in chapter.passages), *(it.kind for it in chapter.exhibits)]
    count, names = Counter(kinds), HELD.items()
    parts = [_counted(count[kind], name) for kind, name in names]
    said = ", ".join(part for part in parts if part) or "nothing but its title"
    return Change(ChangeKind.CHAPTER, chapter.title, "", "", *_on(side, said))


def _on(side: str, text: str) -> tuple[str, str]:
    return (text, "") if side == "before" else ("", text)


def _counted(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}" if number else ""


def _chapter(old: SeenChapter, new: SeenChapter) -> Iterator[Change]:
    for kind in ("number", "title", "text"):
        passages = [[it for it in side.passages if it.kind == kind] for side in (old, new)]
        yield from _passages(new.title, *passages)
    before, after = ({it.id: it for it in side.exhibits} for side in (old, new))
    for name, exhibit in after.items():
        if name in before:
            yield from _exhibit(new.title, before[name], exhibit)
        else:
            yield _only(new.title, exhibit, "after")
    yield from (_only(new.title, it, "before") for name, it in before.items() if name not in after)


def _passages(
    chapter: str, before: Sequence[SeenPassage], after: Sequence[SeenPassage]
) -> Iterator[Change]:
    for old, new in paired(before, after, _passage_likeness):
        one = new or old
        if one is not None:
            place = one.label or (one.heading if one.kind == "text" else "")
            texts = old.text if old else "", new.text if new else ""
            yield Change(_KINDS[one.kind], chapter, place, MOVED if old == new else "", *texts)


def _passage_likeness(old: SeenPassage, new: SeenPassage) -> float:
    if old.label or new.label:
        return float(old.label == new.label)
    if new.kind == "title":  # a chapter has few, in an order that seldom changes
        return ALIKE
    words = old.text.split(), new.text.split()
    return difflib.SequenceMatcher(None, *words, autojunk=False).ratio()


def _exhibit(chapter: str, old: Exhibit, new: Exhibit) -> Iterator[Change]:
    kind, place = _EXHIBITS[new.kind], new.title
    rows = list(_table(chapter, old, new))
    texts = [("title", old.title, new.title), ("note", old.note, new.note)]
    if not rows:  # otherwise it changes with the rows, which it repeats
        texts.append(("text alternative", old.text, new.text))
    for part, before, after in texts:
        if before != after:
            yield Change(kind, chapter, place, part, before, after)
    if old.visible != new.visible:
        yield Change(kind, chapter, place, "drawing", "", "", _drawings_apart(old, new))
    yield from rows


def _drawings_apart(old: Exhibit, new: Exhibit) -> tuple[str, str]:
    """Return the last drawing that differs: the narrow one, which fits next to another."""
    seen = list(zip_longest(old.visible, new.visible, fillvalue=""))
    drawings = list(zip_longest(old.drawings, new.drawings, fillvalue=""))
    return [drawings[at] for at, (one, other) in enumerate(seen) if one != other][-1]


def _only(chapter: str, exhibit: Exhibit, side: str) -> Change:
    said = exhibit.title + (f" ({_counted(len(exhibit.rows), 'row')})" if exhibit.rows else "")
    return Change(_EXHIBITS[exhibit.kind], chapter, exhibit.title, "", *_on(side, said))


def _table(chapter: str, old: Exhibit, new: Exhibit) -> Iterator[Change]:
    kind, place = _EXHIBITS[new.kind], new.title
    if old.header != new.header:
        texts = " | ".join(old.header), " | ".join(new.header)
        yield Change(kind, chapter, place, COLUMNS, *texts)
    shared = [name for name in old.header if name in new.header] or list(new.header)
    before, after = (_in_columns(one, shared) for one in (old, new))
    for one, other in paired(before, after, _row_likeness(before, after)):
        name = _row_name(other, after) if other else _row_name(one or (), before)
        if one and one == other:
            places = f"place {before.index(one) + 1}", f"place {after.index(one) + 1}"
            yield Change(kind, chapter, place, f"{MOVED} {ROW}{name}", *places)
            continue
        texts = _cells_apart(shared, one, other)
        if any(texts):
            status = "" if one and other else "new " if other else "removed "
            yield Change(kind, chapter, place, f"{status}{ROW}{name}", *texts)


def _row_name(row: Row, rows: Sequence[Row]) -> str:
    """Return the first cell of a row, and the cells after it that tell it from other rows."""
    for end in range(1, MOST_NAMES + 1):
        if sum(one[:end] == row[:end] for one in rows) == 1:
            return " · ".join(filter(None, row[:end]))
    return row[0] if row else ""


def _in_columns(exhibit: Exhibit, columns: Sequence[str]) -> list[Row]:
    """Return the rows with only the columns that both tables have."""
    places = [exhibit.header.index(name) for name in columns if name in exhibit.header]
    if len(places) == len(exhibit.header):
        return list(exhibit.rows)
    return [tuple(row[at] for at in places if at < len(row)) for row in exhibit.rows]


def _row_likeness(before: Sequence[Row], after: Sequence[Row]) -> Callable[[Row, Row], float]:
    """Return a function that says how many cells two rows share.

    The first cell names a row. When it names one row in both tables, those two are the same row.
    """
    shared = _names(before) & _names(after)

    def likeness(old: Row, new: Row) -> float:
        if shared.intersection(old[:1] + new[:1]):
            return float(old[:1] == new[:1])
        same = sum(one == other for one, other in zip(old, new, strict=False))
        return (same + (old[:1] == new[:1])) / (max(len(old), len(new)) + 1)

    return likeness


def _names(rows: Sequence[Row]) -> set[str]:
    """Return the first cells that are those of one row only; numbers may be ranks, which shift."""
    count = Counter(row[0] for row in rows if row)
    once = {name for name, number in count.items() if number == 1}
    return {it for it in once if not it or (_LETTER.search(it) and not _NUMBER.fullmatch(it))}


def _cells_apart(columns: Sequence[str], old: Row | None, new: Row | None) -> tuple[str, str]:
    """Return the cells that differ, each after the name of its column; all when a row is new.

    Checksums are left out: they change with anything, and a reader compares none.
    """
    if old is None or new is None:
        return _joined(columns, old or ()), _joined(columns, new or ())
    cells = zip_longest(columns, old, new, fillvalue="")
    apart = [
        (name, *_rounded(one, other))
        for name, one, other in cells
        if one != other and not (_CHECKSUM.fullmatch(one) and _CHECKSUM.fullmatch(other))
    ]
    return _said((name, one) for name, one, _ in apart), _said((name, it) for name, _, it in apart)


def _rounded(one: str, other: str) -> tuple[str, str]:
    """Round two numbers with many decimals, as far as they stay different.

    >>> _rounded("-2.466355555555556", "-2.499688888888889")
    ('-2.466', '-2.500')
    """
    found = [_NUMBER.fullmatch(text) for text in (one, other)]
    longest = max((len(match["decimals"] or "") for match in found if match), default=0)
    for decimals in range(DECIMALS, longest) if all(found) else ():
        old, new = (f"{float(text):.{decimals}f}" for text in (one, other))
        if old != new:
            return old, new
    return one, other


def _joined(columns: Sequence[str], row: Row) -> str:
    cells = zip_longest(columns[: len(row)], row, fillvalue="")
    return _said((name, value) for name, value in cells if value)


def _said(cells: Iterable[tuple[str, str]]) -> str:
    return " | ".join(f"{name}: {value or '(empty)'}" if name else value for name, value in cells)


def paired(
    before: Sequence[T], after: Sequence[T], likeness: Callable[[T, T], float]
) -> Iterator[tuple[T | None, T | None]]:
    """Pair what differs in two sequences; None stands for what one of them lacks.

    Two that are equal have moved.
    """
    matcher = difflib.SequenceMatcher(None, list(before), list(after), autojunk=False)
    found = [
        pair
        for kind, start, end, other_start, other_end in matcher.get_opcodes()
        if kind != "equal"
        for pair in _nearest(before[start:end], after[other_start:other_end], likeness)
    ]
    left = [old for old, new in found if old is not None and new is None]
    pairs = [
        (_taken(left, new, likeness, ALIKE_ELSEWHERE), new) if old is None and new else (old, new)
        for old, new in found
    ]
    yield from ((old, new) for old, new in pairs if new is not None or old in left)


def _nearest(
    before: Sequence[T], after: Sequence[T], likeness: Callable[[T, T], float]
) -> Iterator[tuple[T | None, T | None]]:
    left = list(before)
    for new in after:
        yield _taken(left, new, likeness, ALIKE), new
    yield from ((old, None) for old in left)


def _taken(left: list[T], new: T, likeness: Callable[[T, T], float], least: float) -> T | None:
    """Take what is most like `new` out of a list; return None when nothing is like it."""
    scores = [likeness(old, new) for old in left[:NEAREST]]
    best = max(range(len(scores)), key=scores.__getitem__, default=None)
    return None if best is None or scores[best] < least else left.pop(best)
