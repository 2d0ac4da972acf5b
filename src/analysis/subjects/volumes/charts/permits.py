"""The applications for a work permit per year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.toolkit.charts.years import years_chart

if TYPE_CHECKING:
    import pandas as pd

    from analysis.toolkit.charts.chart import Chart

_INDICATORS = ("ontvangen dossiers", "ontvangen dossiers, minimum")


def work_permits_chart(figures: pd.DataFrame, year: int) -> Chart | None:
    """Draw the applications for a work permit per year; None as `years_chart`."""
    return years_chart(
        figures, year, "arbeidskaarten", _INDICATORS, "aanvragen voor een arbeidskaart"
    )
