"""Finds the milestones that name a measure, in their label or theme."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from analysis.plan.tables.measures import ALIAS_SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Phases of rows that are no measure: the department's own wages and costs, and provisions.
_NO_POLICY = ("other",)
_REMARK = re.compile(r"\s*\(.*?\)")
_BETWEEN = re.compile(r"[\s-]+")
_PLURAL = re.compile(r"(?:en|s|e)$")
_LONG = 8  # letters of a name from which its plural and its compounds are the same word
_WORDS = 4  # of a name; a longer one is the title of a budget post, which no milestone repeats


def naming(measures: pd.DataFrame, milestones: pd.DataFrame) -> pd.DataFrame:
    """Return which milestones name which measures: `measure`, `line` and `kind`, a row for each.

    A name is found as whole words, in any case, and with another ending: `arbeidskaart` and
    `arbeidskaarten` are one. An abbreviation is found as it is written. A name that is part of
    another measure's longer name is not found in it. A milestone may name more measures, and one
    that names a measure by another word is not found.
    """
    text = milestones["label"].astype(str) + " | " + milestones["theme"].astype(str)
    names = {
        str(row["measure"]): _names(row)
        for _, row in measures.iterrows()
        if str(row["phase"]) not in _NO_POLICY
    }
    rows = []
    for one, own in names.items():
        pattern = _any_of(own)
        others = [name for other, more in names.items() if other != one for name in more]
        longer = [name for name in others if pattern.search(name) and not pattern.fullmatch(name)]
        rest = text.str.replace(_any_of(longer), "", regex=True) if longer else text
        named = rest.map(lambda words, p=pattern: bool(p.search(words)))
        rows.append(milestones.loc[named].assign(measure=one))
    columns = ["measure", "line", "kind"]
    if not rows:
        return pd.DataFrame(columns=columns)
    return pd.concat(rows, ignore_index=True)[columns]


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted({_pattern(name) for name in names})))


def _names(row: pd.Series) -> list[str]:
    """Return the names that a milestone may use, without those of long titles of budget posts."""
    aliases = [one for one in str(row["aliases"]).split(ALIAS_SEPARATOR) if "(" not in one]
    names = [_REMARK.sub("", str(row["name"])), *aliases]
    short = [one.strip() for one in names if one.strip() and len(one.split()) <= _WORDS]
    return short or [str(row["name"])]


def _pattern(name: str) -> str:
    """Return the pattern that finds a name.

    >>> bool(re.search(_pattern("Arbeidskaarten"), "digitale arbeidskaart"))
    True
    >>> bool(re.search(_pattern("Loopbaan-onderbreking"), "loopbaanonderbreking"))
    True
    >>> bool(re.search(_pattern("DAC"), "dactylo"))
    False
    """
    if name.isupper():
        return rf"(?<!\w){re.escape(name)}(?!\w)"
    stem = _PLURAL.sub("", name) if len(name) >= _LONG else name
    # A table breaks a word at the end of a line: `Loopbaan-onderbreking` is one word elsewhere.
    words = r"[\s-]*".join(re.escape(word) for word in _BETWEEN.split(stem) if word)
    ending = r"\w*" if len(name) >= _LONG else r"(?!\w)"
    return rf"(?i:(?<!\w){words}{ending})"
