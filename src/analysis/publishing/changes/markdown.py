"""The changes as Markdown for a comment: a summary, then before and after per chapter."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from analysis.publishing.changes.change import marked, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from analysis.publishing.changes.change import Change, ChangeKind, Piece
    from analysis.publishing.changes.folders import FolderChanges, ReportChanges

#: GitHub refuses a comment of more than 65,536 characters.
LONGEST = 50_000
#: Entities show these signs and keep them from being markup or a link; a blank without width after
#: `@` and `#` keeps a word from being a mention or a reference.
_ENTITIES = str.maketrans(
    {sign: f"&#{ord(sign)};" for sign in "&<>`*_[]|~\\$"}
    | {sign: f"{sign}\N{ZERO WIDTH SPACE}" for sign in "@#"}
    | {"\n": "<br>"}
)


def as_markdown(comparison: FolderChanges, longest: int = LONGEST) -> str:
    """Return the changes as Markdown of at most about `longest` characters.

    The report's text comes from whoever proposes the change, so it is escaped: it cannot add
    markup, pictures, links or mentions.
    """
    lines = ["## What a reader would see differently", ""]
    if not comparison.differs:
        return "\n".join([*lines, "Nothing: the reports are the same.", ""])
    lines += [f"- {_summary(report)}" for report in comparison.reports]
    length, left_out = sum(map(len, lines)), 0
    for report in comparison.reports:
        for section, count in _sections(report):
            if length + len(section) > longest:
                left_out += count
            else:
                lines += ["", section]
                length += len(section) + 2
    if left_out:
        lines += ["", f"{left_out} more changes do not fit here; the page of changes shows all."]
    return "\n".join([*lines, ""])


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


def _sections(report: ReportChanges) -> Iterator[tuple[str, int]]:
    """Yield a section of Markdown per chapter, with the number of its changes."""
    for chapter, changes in groupby(report.changes, key=lambda one: one.chapter):
        found = list(changes)
        title = f"### {escaped(report.name)} · {escaped(chapter or 'Open data')}"
        head = [title, "", "| | Before | After |", "|---|---|---|"]
        yield "\n".join([*head, *map(_row, found)]), len(found)
    if report.files:
        yield escaped(f"{report.name} · {about_files(report)}"), 0


def _row(change: Change) -> str:
    place = f"<br>{escaped(change.place)}" if change.place else ""
    what = f"**{escaped(label(change))}**{place}"
    if change.drawings:
        return f"| {what} | _see the page of changes_ | _drawn differently_ |"
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


def escaped(text: str) -> str:
    r"""Return a text that Markdown shows as it is, on one line.

    >>> escaped("a|b\n<i>")
    'a&#124;b<br>&#60;i&#62;'
    """
    return text.translate(_ENTITIES).replace("www.", "www&#46;").replace("://", "&#58;//")
