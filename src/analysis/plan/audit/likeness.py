"""Compares things by the stems of their words, also where one is part of a compound."""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

#: What happens to a project, a text or a call; two of a group are one act.
_ACT_GROUPS = (
    *(("lancer",), ("opstar", "star"), ("oplever", "lever"), ("evaluer",), ("presenter",)),
    *(("goedkeur", "bekrachtig"), ("publicer",), ("gun",), ("aanbested", "aanbeste"), ("toets",)),
    *(("onderteken",), ("afron", "voltooi"), ("toeken",), ("verleng",), ("indien",), ("uitbetal",)),
    *(("inwerkingtred",), ("afschaf",), ("uitrol",), ("organiser",), ("opmak",), ("doorlich",)),
    *(("verken",), ("inventar",), ("nulmet",), ("installer",), ("verhuis",), ("open", "heropen")),
)
ACTS = {stem: number for number, group in enumerate(_ACT_GROUPS) for stem in group}
_SHORTEST_PART = 5
_PREFIX_SLACK = 2


def acts(stems: Iterable[str]) -> set[int]:
    """Return the acts that words name."""
    return {ACTS[stem] for stem in stems if stem in ACTS}


@cache
def same_stem(one: str, other: str) -> bool:
    """Return whether two stems are one word, or one is part of the other, a compound.

    Stems of fewer than five letters are only equal to themselves.

    >>> same_stem("competentiecheck", "competentiecheck-ups"), same_stem("dijk", "dijkpremi")
    (True, False)
    """
    if one[0] != other[0] and one not in other and other not in one:
        return False
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if len(short) < _SHORTEST_PART:
        return one == other
    if short in long:
        return True
    alike = next(
        (n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short)
    )
    return alike >= _SHORTEST_PART and alike >= len(short) - _PREFIX_SLACK


def found(wanted: Iterable[str], words: Collection[str]) -> set[str]:
    """Return the wanted stems that are among some words, also as part of a compound."""
    among = frozenset(words)
    return {stem for stem in wanted if stem in among or _in_compound(stem, among)}


@lru_cache(maxsize=1 << 16)  # a sentence is compared with every milestone of its section
def _in_compound(stem: str, words: frozenset[str]) -> bool:
    return len(stem) >= _SHORTEST_PART and any(same_stem(stem, word) for word in words)


def frequencies(texts: Iterable[Collection[str]]) -> Counter[str]:
    """Return in how many texts each stem occurs."""
    return Counter(stem for text in texts for stem in set(text))
