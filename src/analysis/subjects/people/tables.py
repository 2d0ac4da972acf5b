"""The department's own people and letters, as printed, with the printed total last."""

from __future__ import annotations

import pandas as pd

from analysis.subjects.people.totals import is_total, levels, workforce_total
from analysis.toolkit.source import source
from analysis.toolkit.tables.cells import Column, places
from analysis.toolkit.tables.table import Table, data_of, html_table


def workforce_table(workforce: pd.DataFrame, year: int) -> Table | None:
    """List the people per level; None when the plan gives none."""
    rows = levels(workforce)
    if rows.empty:
        return None
    whole = workforce_total(workforce)
    if whole is not None:
        rows = pd.concat([rows, whole.to_frame().T])
    heads = [("statutory", "Statutair"), ("contractual", "Contractueel"), ("total", "Totaal")]
    columns = [
        Column("Niveau", list(rows["level"])),
        *(Column(header, list(rows[name]), "count") for name, header in heads),
        places(rows),
    ]
    return Table(
        html=html_table(columns, foot=0 if whole is None else 1),
        title="Personeel per niveau",
        note="Aantallen zoals het plan ze afdrukt, ook het totaal; een streepje is een lege cel.",
        source=source(workforce, year, "personeelstabel"),
        data=data_of(columns),
    )


def letters_table(letters: pd.DataFrame, year: int) -> Table | None:
    """List the letters per department; None when the plan gives none."""
    if letters.empty:
        return None
    total = is_total(letters["department"])
    rows = pd.concat([letters.loc[~total], letters.loc[total]])
    columns = [
        Column("Afdeling", list(rows["department"])),
        Column("Brieven", list(rows["letters"]), "count"),
        Column("Stand", list(rows["status"])),
        places(rows),
    ]
    return Table(
        html=html_table(columns, foot=int(total.sum())),
        title="Te herwerken brieven per afdeling",
        note="Aantallen zoals het plan ze afdrukt; een streepje betekent dat er geen getal staat.",
        source=source(letters, year, "tabel brieven"),
        data=data_of(columns),
    )
