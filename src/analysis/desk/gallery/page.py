"""Every chart wide and narrow, light, dark and grey: `python -m analysis.desk.gallery.page`."""

from __future__ import annotations

import argparse
import html
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.desk.gallery.charts import edge_cases, every_chart
from analysis.paths import find_project
from analysis.publishing.page.identifiers import prefixed
from analysis.publishing.page.palette import dark_figures
from analysis.toolkit.charts import theme
from analysis.toolkit.charts.svg import svg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.toolkit.charts.chart import Chart

    #: A chart and its name; None if there is nothing to draw.
    Exhibit = tuple[str, Chart | None]

_STYLE = """
:root { color-scheme: light; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 1340px; padding: 0 1rem;
  color: #1d2733; background: #f4f6f8; }
section { background: #fff; margin: 0 0 2rem; padding: 1rem; border: 1px solid #d5dbe1; }
h2 { margin: 0; font-size: 1rem; color: #52606d; font-weight: 400; }
h3 { margin: 0 0 1rem; font-size: 1.15rem; max-width: 60ch; }
.sizes { display: flex; gap: 12px; align-items: flex-start; flex-wrap: wrap; }
.sizes div { padding: 10px; outline: 1px solid #eef1f4; }
.sizes svg { display: block; height: auto; width: 100%; }
.wide { width: 640px; } .narrow { width: 320px; } .grey { filter: grayscale(1); }
p { max-width: 90ch; margin: 0.6rem 0; } .none { color: #52606d; font-style: italic; }
nav ol { columns: 18rem; } details { overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.85rem; }
td, th { border-bottom: 1px solid #d5dbe1; padding: 0.15rem 0.6rem 0.15rem 0; text-align: left; }
"""


def page(exhibits: Sequence[Exhibit]) -> str:
    """Return the gallery as one HTML page that makes no requests."""
    links = "".join(
        f'<li><a href="#e{place}">{html.escape(name)}</a></li>'
        for place, (name, _) in enumerate(exhibits)
    )
    shown = "".join(_section(f"e{place}", *each) for place, each in enumerate(exhibits))
    return (
        '<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Galerij van de figuren</title><style>{_STYLE}{dark_figures('.dark')}</style>"
        "</head><body>"
        f"<h1>Galerij van de figuren</h1><nav><ol>{links}</ol></nav>{shown}</body></html>\n"
    )


def _section(place: str, name: str, chart: Chart | None) -> str:
    head = f"<h2>{html.escape(name)}</h2>"
    if chart is None:
        return f'<section id="{place}">{head}<p class="none">Geen figuur.</p></section>'
    text = (("Lezen", chart.note), ("Alternatief", chart.alt), ("Bron", chart.source))
    words = "".join(f"<p><b>{kind}.</b> {html.escape(said)}</p>" for kind, said in text)
    table = chart.data.to_html(index=False, border=0, na_rep="")
    return (
        f'<section id="{place}">{head}<h3>{html.escape(chart.title)}</h3>'
        f"{_sizes(chart)}{words}"
        f"<details><summary>Gegevens</summary>{table}</details></section>"
    )


def _sizes(chart: Chart) -> str:
    """Return the chart wide and narrow, each in light, dark and grey."""
    shown = []
    for size, width in (("wide", theme.WIDE), ("narrow", theme.NARROW)):
        drawing = svg(chart.draw(width))
        shown += [
            f'<div class="{size} {look}">{prefixed(drawing, f"{look}-{size}")}</div>'
            for look in ("light", "dark", "grey")
        ]
    return f'<div class="sizes">{"".join(shown)}</div>'


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the gallery of a year."""
    parser = argparse.ArgumentParser(
        prog="python -m analysis.desk.gallery.page", description=__doc__
    )
    parser.add_argument("--out", type=Path, required=True, help="the HTML file to write")
    parser.add_argument("--year", type=int, default=2023, help="the plan's year")
    options = parser.parse_args(arguments)
    project = find_project()
    shown = [*every_chart(project, options.year), *edge_cases(project, options.year)]
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(page(shown), encoding="utf-8")
    drawn = sum(chart is not None for _, chart in shown)
    sys.stdout.write(f"{options.out}: {drawn} of {len(shown)} charts drawn\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
