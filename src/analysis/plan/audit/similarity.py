"""Compares labels and titles by their words, despite spelling differences."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

if TYPE_CHECKING:
    from collections.abc import Collection

_BRACKETS = re.compile(r"\[[^\]]*\]|\((?:ESF|RRF|AHAD|zie[^)]*)\)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[/'’.][^\W_]+)*")
_NUMBER = re.compile(r"\d+")
_STOP_WORDS = frozenset(
    {
        *("de", "het", "een", "en", "of", "van", "voor", "in", "op", "met", "om", "te", "bij"),
        *("naar", "door", "over", "aan", "als", "tot", "uit", "m.b.t", "i.k.v", "doelstelling"),
        *("doelstellingen", "o.a", "vanuit", "zie"),
    }
)
_SAME_WORD = 84  # least similarity of two spellings of one word, 0 to 100
_CONTENT_WORDS = 2
_LONG_WORD = 6  # least length at which a word counts when it is part of a compound


def words(text: str) -> list[str]:
    """Return the content words of a label, in lower case, without stop words and brackets."""
    bare = _BRACKETS.sub(" ", text.lower())
    return [word for word in _WORD.findall(bare) if word not in _STOP_WORDS]


def same_label(one: str, other: str) -> bool:
    """Return whether two labels have the same words, allowing for spelling, and the same numbers.

    A label of one word (`Opstart`) is too common to match any other.
    """
    here, there = _word_set(one), _word_set(other)
    most = max(len(here), len(there))
    # Fuzzy matching is slow, and few pairs share half of their words: compare only those.
    if min(len(here), len(there)) < _CONTENT_WORDS or 2 * len(here & there) < most:
        return False
    if _numbers(one) != _numbers(other):
        return False
    return _share(here, there) == _share(there, here) == 1


def is_distinctive(label: str) -> bool:
    """Return whether a label has enough words to identify one thing.

    >>> is_distinctive("Oplevering rapport"), is_distinctive("Oplevering rapport dijkpremie")
    (False, True)
    """
    return len(words(label)) > _CONTENT_WORDS


def coverage(topic: str, titles: Collection[str]) -> float:
    """Return the highest share of a topic's words found in a title, misspelt or in a compound.

    >>> coverage("Legislatuurboodtabel", ["Legislatuurboordtabel VSI"])
    1.0
    """
    wanted = _word_set(topic)
    if not wanted:
        return 0.0
    return max((_share(wanted, _word_set(title)) for title in titles), default=0.0)


@cache
def _word_set(text: str) -> frozenset[str]:
    return frozenset(words(text))


@cache
def _numbers(text: str) -> tuple[str, ...]:
    return tuple(sorted(_NUMBER.findall(" ".join(words(text)))))


def _share(wanted: frozenset[str], others: frozenset[str]) -> float:
    found = sum(any(_same_word(word, other) for other in others) for word in wanted)
    return found / len(wanted)


def _same_word(one: str, other: str) -> bool:
    compound = len(one) >= _LONG_WORD and one in other
    return compound or fuzz.ratio(one, other) >= _SAME_WORD
