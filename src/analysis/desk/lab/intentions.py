"""What a run would do, chapter by chapter, in Dutch."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from analysis.publishing.reports import RunOptions
from analysis.settings import load_report_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from analysis.paths import Project
    from analysis.publishing.reports import RunForecast

_RENDERED = "alleen de tekst is gewijzigd: opnieuw opgemaakt, niet uitgevoerd"
_UNCHANGED = "niets veranderd sinds de vorige uitvoering"

#: Causes as the run names them, and in Dutch; the first pattern that matches counts.
_WORDS: Mapping[str, str] = MappingProxyType(
    {
        r"no run is cached": "nog niet eerder uitgevoerd",
        r"the cached run is damaged": "de bewaarde uitvoering is beschadigd",
        r"parameter (.+) changed from (.+) to (.+)": r"parameter \1: van \2 naar \3",
        r"(.+) changed from (.+) to (.+)": r"\1: van \2 naar \3",
        r"(.+) changed": r"\1 is gewijzigd",
        r"(.+) is gone": r"\1 is weg",
        r"(.+) is new": r"\1 is nieuw",
    }
)


class Explain(Protocol):
    """Returns what a run would do, as `analysis.publishing.reports.would_run` does."""

    def __call__(self, project: Project, years: Iterable[int], options: RunOptions) -> RunForecast:
        """Return the reasons of each chapter, in the report's order."""


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
    """Return which chapters a run would execute, and why; without chapters, all with a notebook.

    Raises
    ------
    SettingsError
        When the run could not start: a setting, a parameter or a notebook is wrong.
    """
    found = explain(project, [year], RunOptions(chapters=tuple(chapters), tables=()))
    titles = {chapter.id: chapter.title for chapter in load_report_settings(project).chapters}
    return tuple(
        Intention(
            titles[one.chapter],
            one.runs,
            _RENDERED if one.rendered and not one.runs else in_dutch(one.causes),
        )
        for one in found.reasons
    )


def in_dutch(causes: Sequence[str], most: int = 3) -> str:
    """Write causes in Dutch, at most `most` of them; one without a translation stays as it is.

    >>> in_dutch(["a.csv changed", "no run is cached"])
    'a.csv is gewijzigd, nog niet eerder uitgevoerd'
    """
    listed = [_translated(cause) for cause in causes[:most]]
    listed += [f"en nog {len(causes) - most}"] if len(causes) > most else []
    return ", ".join(listed) or _UNCHANGED


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
