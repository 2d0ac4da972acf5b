"""The changes as Markdown for a comment: a summary, then before and after per chapter."""

from __future__ import annotations

from itertools import accumulate, groupby
from typing import TYPE_CHECKING, NamedTuple

from analysis.publishing.changes.change import marked, shortened
from analysis.toolkit.markdown import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from analysis.publishing.changes.change import Change, ChangeKind, Piece
    from analysis.publishing.changes.folders import FolderChanges, ReportChanges

#: GitHub refuses a comment of more than 65,536 characters; some are for the links.
LONGEST = 60_000
#: The most rows of one table that a comment shows, of those that are new, removed or changed.
MOST = 6
_ON_PAGE = "_see the page of changes_"


def as_markdown(comparison: FolderChanges, longest: int = LONGEST) -> str:
    """Return the changes as Markdown of at most about `longest` bytes.

    The report's text comes from whoever proposes the change, so it is escaped: it cannot add
    markup, pictures, links or mentions.
    """
    lines = ["## What a reader would see differently", ""]
    if not comparison.differs:
        return "\n".join([*lines, "Nothing: the reports are the same.", ""])
    lines += [f"- {_summary(report)}" for report in comparison.reports]
    left, left_out = longest - _size(lines), 0
    for report in comparison.reports:
        for section in _sections(report):
            fitting = _fitting(section, left)
            left -= _size(fitting)
            lines += fitting
            left_out += len(section.rows) - max(0, len(fitting) - len(section.head))
    if left_out:
        lines += ["", f"{left_out} more rows do not fit here; the page of changes shows all."]
    return "\n".join([*lines, ""])


class _ChapterRows(NamedTuple):
    """The lines above a chapter's changes, and a line for each change."""

    head: list[str]
    rows: list[str]


def _fitting(section: _ChapterRows, left: int) -> list[str]:
    """Return the lines of a section that fit in a number of bytes; none without a change."""
    sizes = accumulate((_size([row]) for row in section.rows), initial=_size(section.head))
    number = sum(size <= left for size in sizes) - 1
    return [*section.head, *section.rows[:number]] if number > 0 else []


def _size(lines: Sequence[str]) -> int:
    return sum(len(line.encode()) + 1 for line in lines)


def summary(counts: Mapping[ChangeKind, int]) -> str:
    """Say how many changes there are of each kind.

    >>> from analysis.publishing.changes.change import ChangeKind
    >>> summary({ChangeKind.NUMBER: 1, ChangeKind.TEXT: 2})
    '1 number, 2 sentences'
    """
    return ", ".join(
        f"{number} {kind}{'s' if number > 1 else ''}" for kind, number in counts.items()
    )


def about_files(report: ReportChanges) -> str:
    """Name the files that have other bytes; empty without such files."""
    return f"Files with other content: {', '.join(report.files)}." if report.files else ""


def _summary(report: ReportChanges) -> str:
    said = {"new": "a new report", "removed": "no longer there", "the same": "no difference"}
    files = f"{len(report.files)} other file{'s' if len(report.files) > 1 else ''}"
    parts = [summary(report.counts()), files if report.files else ""]
    found = said.get(report.status) or ", ".join(filter(None, parts))
    return f"**{escaped(report.name)}**: {found}"


def _sections(report: ReportChanges) -> Iterator[_ChapterRows]:
    """Yield a section of Markdown per chapter, then the files with other content."""
    for chapter, changes in groupby(report.changes, key=lambda one: one.chapter):
        title = f"### {escaped(report.name)} · {escaped(chapter or 'Open data')}"
        head = ["", title, "", "| | Before | After |", "|---|---|---|"]
        yield _ChapterRows(head, [row for rows in _things(changes) for row in rows])
    if report.files:
        yield _ChapterRows([""], [escaped(f"{report.name} · {about_files(report)}")])


def _things(changes: Iterable[Change]) -> Iterator[list[str]]:
    """Yield the lines about one figure, table or other thing; many of one kind are counted."""
    for _, same in groupby(changes, key=lambda one: (one.kind, one.place, one.part.split(" ")[0])):
        found = list(same)
        rows = [_row(change) for change in found]
        more = len(rows) - MOST if found[0].part else 0
        if more > 1:
            kind, status = str(found[0].kind).capitalize(), found[0].part.split(" ")[0]
            said = escaped(f"{kind}: {more} more {'changed' if status == 'row' else status}")
            rows[MOST:] = [f"| **{said}**<br>{escaped(found[0].place)} | {_ON_PAGE} | |"]
        yield rows


def _row(change: Change) -> str:
    place = f"<br>{escaped(change.place)}" if change.place else ""
    what = f"**{escaped(label(change))}**{place}"
    if change.drawings:
        return f"| {what} | {_ON_PAGE} | _drawn differently_ |"
    before, after = marked(change.before, change.after)
    if not (before and after):  # all of it is new or gone, so nothing stands out
        return f"| {what} | {escaped(change.before) or '—'} | {escaped(change.after) or '—'} |"
    return f"| {what} | {_cell(before, 'del')} | {_cell(after, 'b')} |"


def _cell(pieces: list[Piece], tag: str) -> str:
    return "".join(
        f"<{tag}>{escaped(one.text)}</{tag}>" if one.is_own else escaped(one.text)
        for one in shortened(pieces)
    )


def label(change: Change) -> str:
    """Say what kind of thing differs, and which part of it."""
    name = f"{change.status.capitalize()} {change.kind}"
    if change.status == "changed" or change.part:
        name = str(change.kind).capitalize()
    return f"{name}: {change.part}" if change.part else name
