"""The HTML that the widgets show: a figure, a table, a message, and their style."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from IPython.display import publish_display_data

from analysis.toolkit.charts import theme
from analysis.toolkit.charts.svg import svg
from analysis.toolkit.interactive import figure_html, style_element, table_html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.toolkit.charts.chart import Chart
    from analysis.toolkit.charts.drawing import Drawing
    from analysis.toolkit.tables.table import Table

NO_ROWS = "Voor deze keuze geeft het plan geen gegevens."
NO_FIGURE = "Voor deze keuze valt er niets te tekenen."


def style() -> str:
    """Return the style sheets of notebooks and of the widgets as elements."""
    css = files("analysis.desk.lab").joinpath("widgets.css").read_text(encoding="utf-8")
    return f"{style_element()}<style>{css}</style>"


def drawn(charts: Sequence[Chart]) -> list[tuple[Chart, Drawing]]:
    """Draw charts as wide as JupyterLab shows them."""
    return [(chart, chart.draw(theme.WIDE)) for chart in charts]


def figures_html(shown: Sequence[tuple[Chart, Drawing]]) -> str:
    """Write charts as they are drawn, with their titles, alternative texts, notes and sources."""
    return "".join(_figure(chart, drawing) for chart, drawing in shown) or message(NO_FIGURE)


def rows_html(table: Table | None, nothing: str = NO_ROWS) -> str:
    """Write a table with its title and its source; without one, say that there are no data."""
    if table is None:
        return message(nothing)
    return table_html(
        table.html, {"title": table.title, "note": table.note, "source": table.source}
    )


def message(text: str, *, bad: bool = False) -> str:
    """Write a sentence; one about an error keeps its lines and is highlighted."""
    tag = "pre" if bad else "p"
    role = ' role="alert"' if bad else ""
    return f'<{tag} class="pm-message{" pm-bad" if bad else ""}"{role}>{escape(text)}</{tag}>'


def show_html(html: str) -> None:
    """Display HTML as the report does."""
    publish_display_data(  # type: ignore[no-untyped-call] # IPython's own
        {"text/html": html, "text/plain": ""}, {"planmonitor": {"kind": "html"}}
    )


def _figure(chart: Chart, drawing: Drawing) -> str:
    texts = {"title": chart.title, "alt": chart.alt, "note": chart.note, "source": chart.source}
    return figure_html(svg(drawing), texts)
