"""The thresholds behind the findings of the summary."""

from __future__ import annotations

from analysis.dutch import number
from analysis.subjects.summary.headlines import TOPICS
from analysis.toolkit.tables.cells import Column, decimals_of
from analysis.toolkit.tables.table import Table, table_of


def thresholds_table() -> Table:
    """List what makes each finding count, and for how many points."""
    topics = list(TOPICS.values())
    steps = [
        "; ".join(
            f"meer dan {number(step.over, decimals_of(step.over))}: {step.points}"
            for step in topic.steps
        )
        for topic in topics
    ]
    return table_of(
        [
            Column("Bevinding", [topic.what for topic in topics]),
            Column("Drempel en punten", steps),
            Column("Waarom daar", [topic.why for topic in topics]),
        ],
        title="De drempels achter de bevindingen van de samenvatting",
        note=(
            "Gekozen door deze monitor, niet door het plan. De samenvatting toont per onderwerp de "
            "bevinding met de meeste punten, en de vijf hoogste daarvan; bij evenveel punten geldt "
            "de volgorde van het rapport."
        ),
        source="instellingen van deze monitor",
    )
