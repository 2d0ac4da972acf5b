"""How long the title of a chart may be: it is read at a glance."""

from __future__ import annotations

MOST_WORDS = 15


def words_of(title: str) -> int:
    """Count the words of a title; an amount with its unit, held together by spaces, is one.

    >>> words_of("Het krediet stijgt met €\N{NO-BREAK SPACE}3,0\N{NO-BREAK SPACE}mln.")
    5
    """
    return len(title.split(" "))
