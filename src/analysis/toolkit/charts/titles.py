"""Shortens names to fit in the title of a chart."""

from __future__ import annotations

from analysis.toolkit.charts.lettering import shortened

_LETTERS = 48


def named(label: str, words: int = 5) -> str:
    """Shorten a name for a title: to so many words, and not too many letters.

    >>> named("Een maatregel met een naam van acht woorden", 4)
    'Een maatregel met een…'
    """
    parts = label.split(" ")
    kept = " ".join(parts[:words]) + ("…" if len(parts) > words else "")
    return shortened(kept, _LETTERS)
