"""What a shell completes after an option or an argument: years, chapters and formats."""

from __future__ import annotations

from contextlib import suppress

from analysis.errors import PlanmonitorError
from analysis.paths import find_project
from analysis.publishing.outputs.output import NOTEBOOKS
from analysis.publishing.outputs.registry import OUTPUTS


def years(incomplete: str) -> list[str]:
    """Return the years of the project that begin with what was typed."""
    from analysis.settings import known_years

    found: list[str] = []
    with suppress(PlanmonitorError, OSError):  # the command reports it
        found = [str(year) for year in known_years(find_project())]
    return [year for year in found if year.startswith(incomplete)]


def chapters(incomplete: str) -> list[str]:
    """Return the ids of the chapters that begin with what was typed."""
    from analysis.settings import load_report_settings

    found: list[str] = []
    with suppress(PlanmonitorError, OSError):  # as above
        settings = load_report_settings(find_project())
        found = [chapter.id for chapter in settings.chapters if chapter.notebook]
    return [name for name in found if name.startswith(incomplete)]


def formats(incomplete: str) -> list[str]:
    """Return the names of the formats that begin with what was typed."""
    named = [output.name for output in OUTPUTS.values() if output.needs == NOTEBOOKS]
    return [name for name in named if name.startswith(incomplete)]
