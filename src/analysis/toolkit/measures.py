"""Mentions of a measure, each a link to its card in the chapter on measures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.toolkit.sentence import linked
from analysis.toolkit.tables.cells import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

#: The chapter that holds the cards. A report without it shows the names without links.
CHAPTER = "maatregelen"
_UNSAFE = re.compile(r"[^\w-]")
_BRACKET = re.compile(r"[\[\]]")


def card_id(measure: str) -> str:
    """Return the id of a measure's card, unique in the report.

    >>> card_id("esf/amif")
    'maatregel-esf-amif'
    """
    return f"maatregel-{_UNSAFE.sub('-', measure)}"


def card_address(measure: object) -> str:
    """Return the address of a measure's card from any notebook; empty for what is no measure."""
    if not isinstance(measure, str) or not measure:
        return ""
    return f"{CHAPTER}.ipynb#{card_id(measure)}"


def mention(name: object, measure: object) -> str:
    """Write a measure's name in a sentence, as a link to its card; plain for what is no measure.

    >>> mention("Jobbonus", "jobbonus")
    '[Jobbonus](maatregelen.ipynb#maatregel-jobbonus)'
    """
    words = str(name)
    if not card_address(measure) or _BRACKET.search(words):
        return words
    return linked(words, CHAPTER, card_id(str(measure)))


def measure_column(rows: pd.DataFrame) -> Column:
    """Return the column with the names of the rows' measures, each a link to its card."""
    return named_column("Maatregel", list(rows["name"]), rows)


def named_column(header: str, names: Sequence[object], rows: pd.DataFrame) -> Column:
    """Return a column of names of which those of a measure are links to its card.

    The rows have the measure of each name, in the column `measure` if they have any; names after
    those of the rows are of no measure.
    """
    return Column(header, names, links=[card_address(one) for one in rows.get("measure", [])])
