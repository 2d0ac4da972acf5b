"""The status of a project: its years, and the tables, report and size of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.folders import left_behind
from analysis.publishing.provenance import read_provenance
from analysis.publishing.report_kinds import published_folder
from analysis.publishing.run.cache import cache_folder
from analysis.settings import known_years, load_report_settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any

    from analysis.paths import Project


@dataclass(frozen=True, slots=True)
class YearStatus:
    """The tables and report of one year.

    Attributes
    ----------
    raw, processed
        How many tables there are, as printed and typed.
    chapters
        How many chapters the report has, and how many it should have.
    made
        When the report was made (UTC), or None when there is none.
    seconds
        How long its run took; 0 when it is not known.
    bytes
        The size of the tables and the report together.
    left_behind
        The folders that runs left when they were killed, as the project names them.
    """

    year: int
    raw: int
    processed: int
    chapters: tuple[int, int]
    made: str | None
    seconds: float
    bytes: int
    left_behind: tuple[str, ...] = ()


def status(project: Project) -> tuple[YearStatus, ...]:
    """Return the status of every year, the earliest first.

    Raises
    ------
    SettingsError
        When `params/report.yaml` is not usable.
    """
    wanted = sum(bool(one.notebook) for one in load_report_settings(project).chapters)
    return tuple(_of_year(project, year, wanted) for year in known_years(project))


def kept_runs(project: Project) -> tuple[int, int]:
    """Return how many runs of notebooks are kept for later, and their size in bytes."""
    kept = [path for path in cache_folder(project).rglob("*.json") if path.is_file()]
    return len(kept), sum(path.stat().st_size for path in kept)


def _of_year(project: Project, year: int, wanted: int) -> YearStatus:
    folders = project.raw(year), project.processed(year), project.reports(year)
    draft = published_folder(project, year, draft=True)
    made: Mapping[str, Any] = read_provenance(project.reports(year))
    return YearStatus(
        year=year,
        raw=len(list(folders[0].glob("*.csv"))),
        processed=len(list(folders[1].glob("*.parquet"))),
        chapters=(len(made.get("notebooks", {})), wanted),
        made=made.get("made"),
        seconds=sum(made.get("seconds", {}).values()),
        bytes=sum(map(_size, folders)),
        left_behind=tuple(
            project.relative(left) for one in (*folders, draft) for left in left_behind(one)
        ),
    )


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
