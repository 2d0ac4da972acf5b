"""How many files each measure received in two years."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.subjects.volumes.received import received
from analysis.toolkit.results import Result, column

if TYPE_CHECKING:
    from analysis.toolkit.results import Inputs


def files_received(inputs: Inputs) -> pd.DataFrame:
    """Compare each measure's files received with those of the year before, most files first."""
    figures = inputs.plan.figures
    chapters = figures.groupby("chapter", sort=False, dropna=False)
    tables = [received(own, inputs.year).assign(chapter=name) for name, own in chapters]
    if not tables:
        return received(figures, inputs.year).assign(chapter="")
    return pd.concat(tables).sort_values("received", ascending=False, kind="stable")


RESULTS = (
    Result(
        name="files_received",
        title="Ontvangen dossiers per maatregel in twee jaren",
        description="Een rij per maatregel waarvan beide jaren bekend of te berekenen zijn.",
        columns={
            "chapter": column("str", "Hoofdstuk van de maatregel", missing=True),
            "measure": column("str", "Code van de maatregel"),
            "name": column("str", "Naam van de maatregel"),
            "known": column(
                "str",
                "Hoe het jaar ervoor bekend is: printed, computed (uit een afgedrukte stijging of "
                "daling) of about (uit een afgerond percentage)",
            ),
            "received": column("Float64", "Ontvangen dossiers"),
            "previous": column("Float64", "Ontvangen dossiers in het jaar ervoor"),
            "previous_rounded": column(
                "Float64", "Hetzelfde, afgerond tot wat een percentage nog juist weergeeft"
            ),
            "change": column("Float64", "Verandering, in procent"),
            "bounded": column("bool", "Of het plan voor dit jaar enkel een grens geeft"),
            "line": column("Int64", "Regel van het aantal in het plan"),
            "page": column("Int64", "Bladzijde van het aantal", missing=True),
        },
        compute=files_received,
    ),
)
