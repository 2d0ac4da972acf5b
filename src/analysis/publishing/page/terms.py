"""The report's own list of abbreviations, separate from the plan's, each with its source."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from analysis.yaml_text import parse_yaml

FILE = "terms.yaml"


class Term(NamedTuple):
    """An abbreviation that the report explains itself, in Dutch, with the explanation's source.

    The explanation is empty when the meaning is clear.
    """

    short: str
    meaning: str
    explanation: str
    source: str


@cache
def own_terms() -> tuple[Term, ...]:
    """Return the report's own abbreviations, as `terms.yaml` lists them."""
    found = parse_yaml(files(__package__).joinpath(FILE).read_text(encoding="utf-8"))
    return tuple(Term(short, *about) for short, about in found.items())
