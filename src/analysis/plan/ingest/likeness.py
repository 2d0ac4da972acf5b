"""Measures how like a text is to a table's header, also where it was reworded or garbled.

A bold line whose fourfold print was damaged still holds each word's letters in a row. So this
compares the runs of three letters in the words of both: how often they occur, and in which order
the words come, makes no difference.
"""

from __future__ import annotations

import re
from functools import cache

RUN = 3  # letters
LIKE_ENOUGH = 0.6  # of the header's runs are in the text
NO_MORE_THAN = 0.5  # of all runs are in both: a sentence about the table holds far more

UNUSUAL_HEADER = "a header in other words than usual"

_WORD = re.compile(r"[^\W\d_]{3,}")


def likeness(text: str, header: str) -> float:
    """Return the share of a header's runs of letters that a text holds; 0 for a longer text.

    >>> likeness("Aantal brievXn Stand Afdeling", "Afdeling Aantal brieven") > LIKE_ENOUGH
    True
    """
    return likeness_of(frozenset(runs_of(text)), header)


def likeness_of(found: frozenset[str], header: str) -> float:
    """Return the likeness of a text, given its runs of letters, to a header."""
    wanted = _runs_in(header)
    both = len(wanted & found)
    if not both or 2 * both < NO_MORE_THAN * (len(wanted) + len(found)):
        return 0.0
    return both / len(wanted)


def runs_of(text: str) -> list[str]:
    """Return the runs of letters that follow each other in the words of a text."""
    words = _WORD.findall(text.casefold())
    return [word[place : place + RUN] for word in words for place in range(len(word) - RUN + 1)]


@cache  # there are few headers, and each is compared with many lines
def _runs_in(header: str) -> frozenset[str]:
    return frozenset(runs_of(header))
