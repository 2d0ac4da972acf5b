"""The report's colours: one source for the style sheet, the PDF and the Word document.

Every pair of text and background meets WCAG 2.1 AA. The colours of charts are in
`analysis.toolkit.charts.theme`.
"""

from __future__ import annotations

from string import Template
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

WHITE = "#ffffff"
#: By the name of the CSS variable.
LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "paper": WHITE,
        "ink": "#1c2126",
        "quiet": "#59616b",
        "line": "#d5dae0",
        "tint": "#f4f6f8",
        "edge": "#7b8591",
        "link": "#0b5394",
        "mark": "#0b5394",
        "card": WHITE,
        "above": "#1e6b34",
        "above-tint": "#cfe8d3",
        "met-tint": "#e6f4e4",
        "met": "#2c5f36",
        "under-tint": "#fdebd0",
        "under": "#7a4a05",
        "far": "#8f3200",
        "far-tint": "#f8d3bd",
    }
)
DARK: Mapping[str, str] = MappingProxyType(
    {
        "paper": "#14181d",
        "ink": "#e7eaee",
        "quiet": "#a9b2bd",
        "line": "#39424d",
        "tint": "#1d232a",
        "edge": "#7d8894",
        "link": "#8cc4ff",
        "mark": "#8cc4ff",
        "card": "#14181d",
        "above": "#a8e0b3",
        "above-tint": "#1d4a2b",
        "met-tint": "#1b3322",
        "met": "#b5d9b8",
        "under-tint": "#43310f",
        "under": "#f3cf8e",
        "far": "#ffc3a1",
        "far-tint": "#5a2608",
    }
)


def css_colours(*, figures: bool = True) -> str:
    """Return the style sheet's variables, for light and dark screens; a page may have figures."""
    light, dark = _variables(LIGHT, "light"), _variables(DARK, "dark")
    dark = f"{dark}\n{dark_figures('.plot')}" if figures else dark
    return f"{light}\n@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}\n"


def dark_figures(within: str) -> str:
    """Return the rules that turn drawings dark within the elements that a selector finds.

    White text is on a colour, which stays dark enough for it.
    """
    from analysis.toolkit.charts import theme  # imports matplotlib, which a kept report needs not

    rules = [f"{within} {{ background: {theme.DARK[theme.PAPER]}; }}"]
    for light, dark in theme.DARK.items():
        shape = f'{within} svg :not(text)[fill="{light}"]'
        filled = shape if light == theme.PAPER else f'{shape}, {within} svg text[fill="{light}"]'
        rules.append(f"{filled} {{ fill: {dark}; }}")
        rules.append(f'{within} svg [stroke="{light}"] {{ stroke: {dark}; }}')
    return "\n".join(rules)


def typst_colours() -> str:
    """Return the dictionary `colour` that the template of the PDF uses."""
    pairs = ", ".join(f'{name}: rgb("{value}")' for name, value in LIGHT.items())
    return f"#let colour = ({pairs})"


def word_colours(styles: str) -> str:
    """Fill in the colours that the styles of the Word document name, as `$mark`."""
    return Template(styles).substitute({n: v[1:].upper() for n, v in LIGHT.items()})


def _variables(colours: Mapping[str, str], scheme: str) -> str:
    lines = "\n".join(f"  --{name}: {value};" for name, value in colours.items())
    return f":root {{\n{lines}\n  color-scheme: {scheme};\n}}"
