"""Finds the reports in two folders, and compares those of the same name."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysis.errors import Problem, SettingsError
from analysis.publishing.changes.change import Change, ChangeKind
from analysis.publishing.changes.comparing import compare_chapters, compare_data
from analysis.publishing.changes.seen import seen_chapters
from analysis.publishing.provenance import FILE as PROVENANCE
from analysis.publishing.provenance import output_checksums
from analysis.publishing.years import COMPARISON, PAGE, YEAR

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: The executed notebooks hold the code of each cell, which says nothing to a reader.
LEFT_OUT = (PAGE, PROVENANCE, "notebooks/")


@dataclass(frozen=True, slots=True)
class ReportChanges:
    """What differs in one report.

    `status` is "new", "removed", "changed" or "the same". `files` names the other published files
    that have other bytes, such as a PDF.
    """

    name: str
    status: str
    changes: tuple[Change, ...] = ()
    files: tuple[str, ...] = ()

    def counts(self) -> Mapping[ChangeKind, int]:
        """Return how many things of each kind differ; a kind without any is left out.

        A figure of which the title and the drawing differ counts once.
        """
        exhibits = {ChangeKind.FIGURE, ChangeKind.TABLE}
        things = {
            (one.kind, one.chapter, one.place, None if one.kind in exhibits else place)
            for place, one in enumerate(self.changes)
        }
        found = Counter(kind for kind, *_ in things)
        return {kind: found[kind] for kind in ChangeKind if found[kind]}


@dataclass(frozen=True, slots=True)
class FolderChanges:
    """What differs between two folders of reports."""

    reports: tuple[ReportChanges, ...] = field(default=())

    @property
    def differs(self) -> bool:
        """Whether a reader would see a difference, on a page or in a file."""
        return any(one.status != "the same" for one in self.reports)


def compare_folders(before: Path, after: Path) -> FolderChanges:
    """Compare two reports, or the reports of the same name in two folders of reports.

    Parameters
    ----------
    before, after
        A report, such as `reports/2023`, or a folder of reports, such as `reports` or a site.

    Raises
    ------
    SettingsError
        When there is no report in a folder.
    """
    old, new = _reports(before), _reports(after)
    if before in old.values() or after in new.values():  # one report: only that one is compared
        old, new = _same_name(old, new)
    return FolderChanges(tuple(_compare(name, old, new) for name in sorted({*old, *new})))


def _reports(folder: Path) -> dict[str, Path]:
    """Return the reports in a folder by name; the folder itself may be a report."""
    children = sorted(folder.iterdir()) if folder.is_dir() else []
    found = {
        child.name: child
        for child in children
        if (YEAR.match(child.name) or COMPARISON.match(child.name)) and (child / PAGE).is_file()
    }
    if not found and (folder / PAGE).is_file():
        found = {folder.name: folder}
    if not found:
        expected = f"a report with {PAGE}, or a folder of reports such as 'reports'"
        remedy = "Make the reports first, or name another folder."
        raise SettingsError(Problem(str(folder), "no report", expected, remedy))
    return found


def _same_name(
    old: Mapping[str, Path], new: Mapping[str, Path]
) -> tuple[dict[str, Path], dict[str, Path]]:
    """Leave the report that both sides have, or the only one of each side."""
    if len(old) == len(new) == 1:
        (name,) = new
        return {name: next(iter(old.values()))}, dict(new)
    names = set(old) if len(old) == 1 else set(new)
    return (
        {name: path for name, path in old.items() if name in names},
        {name: path for name, path in new.items() if name in names},
    )


def _compare(name: str, old: Mapping[str, Path], new: Mapping[str, Path]) -> ReportChanges:
    if name not in old or name not in new:
        return ReportChanges(name, "new" if name in new else "removed")
    pages = [(side[name] / PAGE).read_bytes() for side in (old, new)]
    changes: list[Change] = []
    if pages[0] != pages[1]:
        chapters = [seen_chapters(page.decode("utf-8")) for page in pages]
        changes += compare_chapters(*chapters)
    data, files = _files(old[name], new[name])
    changes += data
    status = "changed" if changes or files else "the same"
    return ReportChanges(name, status, tuple(changes), tuple(files))


def _files(before: Path, after: Path) -> tuple[list[Change], list[str]]:
    """Compare the other files: the rows of CSV files, and whether the rest has the same bytes."""
    old, new = output_checksums(before), output_checksums(after)
    data: list[Change] = []
    files: list[str] = []
    for name in sorted({*old, *new}):
        if old.get(name) == new.get(name) or name.startswith(LEFT_OUT):
            continue
        rows = None
        if name.endswith(".csv"):
            rows = compare_data(name, _csv(before / name), _csv(after / name))
        if rows:
            data.append(rows)
        else:
            files.append(name)
    return data, files


def _csv(path: Path) -> list[tuple[str, ...]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return [tuple(row) for row in csv.reader(stream)]
