"""The organisation's own projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.toolkit.milestones import REALISED
from analysis.toolkit.source import source
from analysis.toolkit.tables.cells import Column, places
from analysis.toolkit.tables.table import Table, table_of

if TYPE_CHECKING:
    import pandas as pd


def projects_table(projects: pd.DataFrame, milestones: pd.DataFrame, year: int) -> Table | None:
    """List the organisation's projects with the plan's own verdict; None without projects.

    Projects of one section share its milestones, so the counts stand with the first of them.
    """
    if projects.empty:
        return None
    realised = milestones["status"] == REALISED
    counts = milestones.assign(done=realised, planned=milestones["kind"] == "planned")
    sums = counts.groupby("section", observed=True)[["done", "planned"]].sum()
    columns = [
        Column("Project", list(projects["title"])),
        Column("Doelstellingen", list(projects["objectives"].str.replace(";", ","))),
        Column("Jaren", list(projects["years"].str.replace(";", ","))),
        Column("Oordeel van het plan", list(projects["overall_status"])),
        Column("Onderdeel", list(projects["section"])),
        Column("Gerealiseerd in het onderdeel", _looked_up(projects, sums["done"]), "count"),
        Column("Gepland in het onderdeel", _looked_up(projects, sums["planned"]), "count"),
        places(projects.assign(place=projects["status_place"].fillna(projects["place"]))),
    ]
    return table_of(
        columns,
        title="Projecten van de organisatie, met het oordeel dat het plan zelf geeft",
        note=(
            "Het oordeel is een zin van het departement over zijn eigen project. Projecten in "
            "hetzelfde onderdeel delen hun mijlpalen; die aantallen staan dan bij elk. De plaats "
            "is die van het oordeel, of zonder oordeel die van het project."
        ),
        source=source(projects, year, "strategische organisatieprojecten"),
    )


def _looked_up(projects: pd.DataFrame, counts: pd.Series) -> list[int | None]:
    return [int(counts[name]) if name in counts.index else None for name in projects["section"]]
