from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.collections import LineCollection
from matplotlib.patches import Rectangle

from analysis.subjects.people.charts import letters_chart, savings_chart, workforce_chart
from analysis.toolkit.charts import theme
from figure_rows import figures
from placing import placed

NONE = figures()


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def bars(figure: Any) -> list[tuple[float, float]]:  # noqa: ANN401 - a matplotlib figure
    """Return begin and length of each bar."""
    found = [patch for patch in figure.axes[1].patches if isinstance(patch, Rectangle)]
    return [(bar.get_x(), bar.get_width()) for bar in found]


SAVINGS = figures(
    (None, "besparing, initiële doelstelling", 2024, 23),
    (None, "besparing, extra door integratie Syntra", 2024, 7),
    (None, "besparing, totale doelstelling", 2024, 30),
    (None, "besparing, gerealiseerd", 2022, 20),
    (None, "aandeel heldere standaardbrieven, streefcijfer", 2024, 75),
)


def test_savings_are_done_and_open_up_to_the_target() -> None:
    chart = savings_chart(SAVINGS, 2023)
    assert chart is not None
    assert bars(chart.draw(theme.NARROW)) == [(0, 20), (20, 10)]
    lines = [
        c for c in chart.draw(theme.NARROW).axes[1].collections if isinstance(c, LineCollection)
    ]
    assert lines[-1].get_segments()[0][0, 0] == 30
    assert plain(chart.title) == (
        "Van de 30 te besparen koppen zijn er 20 gerealiseerd (67 %), nog 10 te gaan"
    )
    assert "23 van de eerste doelstelling en 7 door de integratie van Syntra" in chart.note
    assert savings_chart(SAVINGS.head(3), 2023) is None


def test_more_saved_than_owed_is_reached() -> None:
    chart = savings_chart(SAVINGS.assign(value=SAVINGS["value"].replace(20, 31)), 2023)
    assert chart is not None
    assert chart.title.endswith("de doelstelling is bereikt")
    assert bars(chart.draw(theme.NARROW)) == [(0, 31)]


LETTERS = (
    pd.DataFrame(
        [
            ("Beleid", 19, "afgewerkt", 1),
            ("Werk", 153, "in behandeling", 2),
            ("Leren", 45, "Op te starten", 3),
            ("VSI", None, "", 4),
            ("Totaal", 217, "", 5),
        ],
        columns=["department", "letters", "status", "line"],
    )
    .astype({"letters": "Int64"})
    .pipe(placed)
)


def test_letters_are_counted_by_status_against_their_target() -> None:
    chart = letters_chart(LETTERS, SAVINGS, 2023)
    assert chart is not None
    assert bars(chart.draw(theme.NARROW))[:3] == [(0, 19), (19, 153), (172, 45)]
    assert plain(chart.title) == (
        "19 van de 217 standaardbrieven zijn afgewerkt (9 %); de Vlaamse overheid samen wil 75 %"
    )
    assert "voor al haar entiteiten samen stelt, toegepast op deze brieven: 163" in chart.note
    assert "niet aan het departement alleen" in chart.note
    assert "1 afdeling zonder aantal staat er niet bij." in chart.note


def test_letters_without_a_target_have_no_line() -> None:
    chart = letters_chart(LETTERS, NONE, 2023)
    assert chart is not None
    assert not [
        c for c in chart.draw(theme.NARROW).axes[1].collections if isinstance(c, LineCollection)
    ]
    assert letters_chart(LETTERS.iloc[[3]], NONE, 2023) is None


WORKFORCE = (
    pd.DataFrame(
        [
            ("Niveau A", "", 200, 42, 242, 1),
            ("Niveau A", "A1", 158, 39, 197, 2),
            ("Niveau B", "", 31, 13, 45, 3),
            ("Eindtotaal", "", 232, 55, 287, 4),
        ],
        columns=["level", "grade", "statutory", "contractual", "total", "line"],
    )
    .astype(dict.fromkeys(["statutory", "contractual", "total"], "Int64"))
    .pipe(placed)
)


def test_people_are_counted_per_level_and_the_printed_total_leads() -> None:
    chart = workforce_chart(WORKFORCE, 2023)
    assert chart is not None
    assert bars(chart.draw(theme.NARROW)) == [(0, 200), (200, 42), (0, 31), (31, 13)]
    assert plain(chart.title) == "232 van de 287 personeelsleden zijn statutair (81 %)"
    assert "44 bij Niveau B, waar het plan 45 afdrukt" in chart.note
    alone = workforce_chart(WORKFORCE.head(1), 2023)
    assert alone is not None
    assert plain(alone.title).startswith("200 van de 242")
    assert workforce_chart(WORKFORCE.tail(1), 2023) is None
