"""Tables of milestones that run on: with a successor, and without one."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd

from analysis.dutch import heading_count
from analysis.toolkit.source import source
from analysis.toolkit.tables.cells import Column, places, remarks
from analysis.toolkit.tables.table import Table, table_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: The confidence of an outcome, in Dutch.
CONFIDENCE: Mapping[str, str] = MappingProxyType(
    {"reviewed": "nagekeken", "sure": "zeker", "probable": "waarschijnlijk", "weak": "onzeker"}
)
_TABLE = "evaluatie van de mijlpalen"
_OUTCOMES: Mapping[str, str] = MappingProxyType(
    {"lost": "geen opvolger gevonden", "shared": "deelt een opvolger"}
)


def open_ends_table(
    matches: pd.DataFrame, milestones: pd.DataFrame, related: pd.DataFrame, year: int
) -> Table | None:
    """List the milestones without a successor of their own, with the nearest planned one.

    The matches and the milestones are the chapter's; `related` has the planned ones that the
    matches name, of any chapter. None when each has a successor.
    """
    open_ends = matches.loc[matches["outcome"] != "successor"]
    rows = _joined(open_ends, milestones, related, "nearest_line")
    if rows.empty:
        return None
    outcomes = [_OUTCOMES[name] for name in rows["outcome"]]
    certain = [CONFIDENCE[name] for name in rows["confidence"]]
    columns = [
        _milestone(rows, year),
        Column("Status", list(rows["status"]), "status"),
        Column("Uitkomst", outcomes, after=remarks(certain)),
        _other(rows, f"Dichtstbijzijnde geplande mijlpaal van {year}", themes=True),
        places(rows),
    ]
    return table_of(
        columns,
        title=(
            f"{heading_count(len(rows), 'mijlpaal', 'mijlpalen')} van {year - 1} zonder eigen "
            f"opvolger in de planning van {year}"
        ),
        note=(
            "‘Nagekeken’: een mens heeft het vastgesteld. ‘Onzeker’: er is een geplande mijlpaal "
            "die er nogal op lijkt. ‘Waarschijnlijk’: er is er geen die erop lijkt. Het werk kan "
            "ook doorgaan zonder mijlpaal."
        ),
        source=source(rows, year, _TABLE),
        more=_spelled_out(rows, certain),
    )


def successors_table(
    matches: pd.DataFrame, milestones: pd.DataFrame, related: pd.DataFrame, year: int
) -> Table | None:
    """List the milestones with their successors, the least sure first; None if there are none."""
    found = matches.loc[matches["outcome"] == "successor"]
    surest_last = found.sort_values("confidence", kind="stable")
    rows = _joined(surest_last, milestones, related, "planned_line")
    if rows.empty:
        return None
    certain = [CONFIDENCE[name] for name in rows["confidence"]]
    columns = [
        _milestone(rows, year),
        _other(rows, f"Opvolger in {year}"),
        Column("Voorzien", list(rows["timing_then"])),
        Column("Zekerheid", certain),
        places(rows),
    ]
    return table_of(
        columns,
        title=f"{heading_count(len(rows), 'mijlpaal', 'mijlpalen')} met een opvolger in {year}",
        note=(
            "De minst zekere staan bovenaan: die vragen een blik van iemand die het dossier kent. "
            "Een opvolger zegt dat het werk gepland blijft, niet dat het op schema ligt."
        ),
        source=source(rows, year, _TABLE),
        more=_spelled_out(rows),
    )


def _milestone(rows: pd.DataFrame, year: int) -> Column:
    """Return the label of the milestone with its theme in small print."""
    return Column(
        f"Mijlpaal van {year - 1}", list(rows["label"]), after=remarks(list(rows["theme"]))
    )


def _other(rows: pd.DataFrame, header: str, *, themes: bool = False) -> Column:
    """Return the planned milestone with its section in small print, and its theme if wanted.

    A label such as `Channel mail` means something only below its theme.
    """
    small = rows["section_then"].fillna("")
    if themes:
        theme = rows["theme_then"].fillna("").str.removesuffix(":")
        small += theme.where(theme == "", ", " + theme)
    return Column(header, list(rows["label_then"]), after=remarks(list(small)))


def _spelled_out(rows: pd.DataFrame, certain: Sequence[str] = ()) -> list[Column]:
    """Return what is in small print as separate columns of the data."""
    columns = [
        Column("Thema", list(rows["theme"])),
        Column("Onderdeel", list(rows["section"])),
        Column("Onderdeel van de geplande", list(rows["section_then"])),
        Column("Thema van de geplande", list(rows["theme_then"])),
    ]
    return [*columns, Column("Zekerheid", list(certain))] if certain else columns


def _joined(
    matches: pd.DataFrame, milestones: pd.DataFrame, related: pd.DataFrame, other: str
) -> pd.DataFrame:
    """Join each match with its evaluated and its planned milestone, in the order of matches."""
    now = _rows_at(milestones, matches["evaluated_line"]).reset_index(names="line")
    then = _rows_at(related, matches[other])[["label", "section", "theme", "timing"]]
    named = then.add_suffix("_then").reset_index(drop=True)
    outcome = matches[["outcome", "confidence"]].astype(str).reset_index(drop=True)
    return pd.concat([now, named, outcome], axis="columns")


def _rows_at(rows: pd.DataFrame, lines: pd.Series) -> pd.DataFrame:
    """Return the row at each line, in the order of the lines; of missing values where none is."""
    return rows.drop_duplicates("line").set_index("line").reindex(lines.astype("Int64"))
