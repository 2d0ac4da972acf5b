"""A sentence that restates something, and the ways to word it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random


@dataclass(frozen=True, slots=True)
class Claim:
    """A restatement in the prose.

    Attributes
    ----------
    kind
        What it restates; one of the kinds in `wordings`.
    wrong
        Whether it contradicts a table, another sentence or itself.
    lines
        The lines of its sentences.
    text
        What it says.
    """

    kind: str
    wrong: bool
    lines: tuple[int, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """Paragraphs to insert, before their lines are known: the section of each, and its text."""

    kind: str
    wrong: bool
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """Chooses wordings: those that rules were written against, or those held out."""

    wordings: Mapping[str, Sequence[str]]
    rng: Random

    def say(self, kind: str, /, **values: object) -> str:
        """Return a wording of this kind, filled in."""
        return self.rng.choice(self.wordings[kind]).format(**values)

    def say_both(self, kind: str, /, **values: object) -> tuple[str, str]:
        """Return two different wordings of a thing that is said in two places."""
        one, other = self.rng.sample(list(self.wordings[kind]), 2)
        return one.format(**values), other.format(**values)
