"""Displays one item of a chapter in the form that the report reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from IPython.display import publish_display_data

from analysis.toolkit.charts import theme
from analysis.toolkit.charts.chart import Chart
from analysis.toolkit.charts.svg import svg
from analysis.toolkit.interactive import as_shown, person_executes
from analysis.toolkit.one_page import OnePage
from analysis.toolkit.quarto import quarto_executes, shown_in_quarto
from analysis.toolkit.section import Section
from analysis.toolkit.sentence import Prose
from analysis.toolkit.tables.cards import Cards
from analysis.toolkit.tables.key_figures import KeyFigures
from analysis.toolkit.tables.table import Table, frame_table

if TYPE_CHECKING:
    from analysis.toolkit.section import Shown

#: Display data by MIME type, and metadata.
Bundle = tuple[dict[str, str], dict[str, dict[str, Any]]]

_NOTHING = "Het plan geeft hiervoor in dit hoofdstuk geen gegevens."


def show(item: Shown | Section, *, optional: bool = False) -> None:
    """Display an item, or all items of a section, in the form that the report reads: see `bundle`.

    Where Quarto executes the notebook, it displays Markdown with captions, notes and sources. Where
    a person does, in JupyterLab or VS Code, it displays HTML with the same texts and the data.
    An item is None when the plan has nothing for it. An optional one then shows nothing: it is for
    what not every year has, such as a second plan. Its cell may have a label, which then has no
    target: refer to it only where it is shown.
    """
    if item is None and optional:
        return
    for one, label in item.shown() if isinstance(item, Section) else [(item, "")]:
        data, metadata = bundle(one)
        if label:
            metadata["planmonitor"]["label"] = label
        if quarto_executes():
            text = shown_in_quarto(data, metadata["planmonitor"], label)
            data, metadata = {"text/markdown": text, "text/plain": data["text/plain"]}, {}
        elif person_executes():
            data, metadata = as_shown(data, metadata["planmonitor"]), {}
        publish_display_data(data, metadata)  # type: ignore[no-untyped-call]


def bundle(item: Shown) -> Bundle:
    """Return an item's display data and its metadata, under the key `planmonitor`.

    The metadata's `kind` is `figure` (SVG), `table` or `html` (HTML) or `prose` (Markdown). None
    and empty prose become a sentence that there is nothing to show.
    """
    if isinstance(item, Chart):
        return _figure(item)
    if isinstance(item, Table):
        meta = {"kind": "table", "title": item.title, "note": item.note, "source": item.source}
        return {"text/html": item.html, "text/plain": item.title}, {"planmonitor": meta}
    if isinstance(item, (KeyFigures, Cards)):
        data = {"text/html": item.html, "text/plain": str(item)}
        role = {"role": "cards"} if isinstance(item, Cards) else {}
        return data, {"planmonitor": {"kind": "html", **role}}
    if isinstance(item, OnePage):
        data = {"text/html": item.html, "text/plain": str(item)}
        summary = {"kind": "html", "role": "summary", "pages": item.about}
        return data, {"planmonitor": summary}
    text = "" if item is None else str(item)
    text = text or _NOTHING
    data = {"text/markdown": text, "text/plain": text}
    role = {"role": "caution"} if isinstance(item, Prose) and item.caution else {}
    return data, {"planmonitor": {"kind": "prose", **role}}


def _figure(chart: Chart) -> Bundle:
    """Return the wide drawing, which JupyterLab shows too, with the narrow one for phones."""
    wide, narrow = (chart.draw(width) for width in (theme.WIDE, theme.NARROW))
    meta = {
        "kind": "figure",
        "title": chart.title,
        "alt": chart.alt,
        "note": chart.note,
        "source": chart.source,
        "data_html": frame_table(chart.data),
        "width": f"{wide.width:g}pt",
        "narrow": svg(narrow),
    }
    data = {"image/svg+xml": svg(wide), "text/plain": chart.alt}
    return data, {"planmonitor": meta}
