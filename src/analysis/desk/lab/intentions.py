"""What a run would do, chapter by chapter, told in Dutch before anyone presses the button."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from analysis.settings import load_report_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from analysis.paths import Project

_UNCHANGED = "niets veranderd sinds de vorige uitvoering"

#: How the engine names a cause, and how a Dutch reader is told it; the first that fits counts.
_WORDS: Mapping[str, str] = MappingProxyType(
    {
        r"no run is kept": "nog niet eerder uitgevoerd",
        r"the run that was kept is damaged": "de bewaarde uitvoering is beschadigd",
        r"parameter (.+) changed from (.+) to (.+)": r"parameter \1: van \2 naar \3",
        r"(.+) changed from (.+) to (.+)": r"\1: van \2 naar \3",
        r"(.+) changed": r"\1 is gewijzigd",
        r"(.+) is gone": r"\1 is weg",
        r"(.+) is new": r"\1 is nieuw",
    }
)


class Told(Protocol):
    """What an engine tells of one chapter: `analysis.publishing.run.explain.Reason` is one."""

    @property
    def chapter(self) -> str:
        """The chapter's id."""

    @property
    def causes(self) -> Sequence[str]:
        """Why it runs; nothing when it does not."""


class Explain(Protocol):
    """Says what a run would do: `analysis.publishing.reports.would_run` is one."""

    def __call__(
        self, project: Project, years: Iterable[int], chapters: Iterable[str] | None = None
    ) -> Sequence[Told]:
        """Return one for each chapter, in the report's order."""


@dataclass(frozen=True, slots=True)
class Intention:
    """One chapter of a run: whether its notebook is executed, and why."""

    title: str
    runs: bool
    why: str


def intentions(
    project: Project,
    year: int,
    explain: Explain,
    chapters: Sequence[str] = (),
) -> tuple[Intention, ...]:
    """Tell what a run would do.

    Parameters
    ----------
    project
        The project folder.
    year
        The year of the report.
    explain
        What knows which chapters run, and why.
    chapters
        Ids of the chapters; empty for all that have a notebook.

    Raises
    ------
    SettingsError
        When the run would not begin: a setting, a parameter or a notebook is wrong.
    """
    told = explain(project, [year], tuple(chapters) or None)
    titles = {chapter.id: chapter.title for chapter in load_report_settings(project).chapters}
    return tuple(
        Intention(titles[one.chapter], bool(one.causes), in_dutch(one.causes)) for one in told
    )


def in_dutch(causes: Sequence[str], most: int = 3) -> str:
    """Tell causes in Dutch, at most some of them; a cause without a translation as it is.

    >>> in_dutch(["a.csv changed", "no run is kept"])
    'a.csv is gewijzigd, nog niet eerder uitgevoerd'
    """
    told = [_translated(cause) for cause in causes[:most]]
    told += [f"en nog {len(causes) - most}"] if len(causes) > most else []
    return ", ".join(told) or _UNCHANGED


def intentions_html(planned: Sequence[Intention]) -> str:
    """Write what a run would do as a table."""
    rows = "".join(
        f'<tr><th scope="row">{escape(one.title)}</th>'
        f"<td>{'uitvoeren' if one.runs else 'overnemen'}</td><td>{escape(one.why)}</td></tr>"
        for one in planned
    )
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Hoofdstuk", "Wat", "Waarom"))
    return f'<table class="pm-plan"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _translated(cause: str) -> str:
    for pattern, dutch in _WORDS.items():
        if match := re.fullmatch(pattern, cause):
            return match.expand(dutch)
    return cause
