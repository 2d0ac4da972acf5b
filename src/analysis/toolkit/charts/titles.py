"""How long the title of a chart may be, and how a name is shortened to fit in it."""

from __future__ import annotations

from analysis.toolkit.charts.lettering import shortened

#: A title is read at a glance. An amount with its unit, held together by no-break spaces, is one.
MOST_WORDS = 15
_LETTERS = 48


def words_of(title: str) -> int:
    """Count the words of a title.

    >>> words_of("Het krediet stijgt met € 3,0 mln.".replace("€ 3,0 mln.", "€_3,0_mln."))
    5
    """
    return len(title.split(" "))


def named(label: str, words: int = 5) -> str:
    """Shorten a name for a title: to so many words, and not too many letters.

    >>> named("Een maatregel met een naam van acht woorden", 4)
    'Een maatregel met een…'
    """
    parts = label.split(" ")
    kept = " ".join(parts[:words]) + ("…" if len(parts) > words else "")
    return shortened(kept, _LETTERS)
