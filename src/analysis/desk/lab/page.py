"""The HTML that the widgets show: a figure, a table, a message, and their style."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from IPython.display import publish_display_data

from analysis.toolkit.charts.chart import svg
from analysis.toolkit.interactive import figure_html, style_element, table_html

if TYPE_CHECKING:
    from analysis.toolkit.charts.chart import Chart
    from analysis.toolkit.tables.table import Table

NO_ROWS = "Voor deze keuze geeft het plan geen gegevens."
NO_FIGURE = "Voor deze keuze valt er niets te tekenen."


def style() -> str:
    """Return the style sheets of notebooks and of the widgets as elements."""
    css = files("analysis.desk.lab").joinpath("widgets.css").read_text(encoding="utf-8")
    return f"{style_element()}<style>{css}</style>"


def figures_html(charts: tuple[Chart, ...]) -> str:
    """Write figures with their titles, alternative texts, notes and sources."""
    return "".join(map(_figure, charts)) or message(NO_FIGURE)


def rows_html(table: Table | None, nothing: str = NO_ROWS) -> str:
    """Write a table with its title and its source; without one, say that there is nothing."""
    if table is None:
        return message(nothing)
    return table_html(
        table.html, {"title": table.title, "note": table.note, "source": table.source}
    )


def message(text: str, *, bad: bool = False) -> str:
    """Write a sentence; one about something that went wrong keeps its lines and stands out."""
    tag = "pre" if bad else "p"
    role = ' role="alert"' if bad else ""
    return f'<{tag} class="pm-message{" pm-bad" if bad else ""}"{role}>{escape(text)}</{tag}>'


def show_html(html: str) -> None:
    """Display HTML as the report knows it."""
    publish_display_data(  # type: ignore[no-untyped-call] # IPython's own
        {"text/html": html, "text/plain": ""}, {"planmonitor": {"kind": "html"}}
    )


def _figure(chart: Chart) -> str:
    texts = {"title": chart.title, "alt": chart.alt, "note": chart.note, "source": chart.source}
    return figure_html(svg(chart.figure), texts)
