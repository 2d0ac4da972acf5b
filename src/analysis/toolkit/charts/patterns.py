"""The patterns over the colours of bars, each a small tile of SVG."""

from __future__ import annotations

from analysis.toolkit.charts import theme

_TILE = 6
#: The lines and dots of each pattern in a tile of six by six.
_LINES = {
    "////": "M-1 1L1-1M0 6L6 0M5 7L7 5",
    "\\\\\\\\": "M-1 5L1 7M0 0L6 6M5-1L7 1",
    "xxxx": "M0 6L6 0M0 0L6 6M-1 1L1-1M5 7L7 5M-1 5L1 7M5-1L7 1",
    "----": "M0 1.5H6M0 4.5H6",
    "...": "M1 1.5H2M4 4.5H5",
}
_NAMES = {
    "////": "rising",
    "\\\\\\\\": "falling",
    "xxxx": "crossed",
    "----": "lying",
    "...": "dotted",
}
_KINDS = {name: kind for kind, name in _NAMES.items()}


def pattern_name(kind: str) -> str:
    """Return the id that a shape's group gets, so that `svg` fills the shape with the pattern."""
    return f"pattern-{_NAMES[kind]}"


def pattern_svg(name: str) -> str:
    """Return the definition of a pattern that `svg` refers to: `pattern-rising-f6b44b`."""
    _, kind, digits = name.split("-")
    colour = f"#{digits}"
    return (
        f'<pattern id="{name}" width="{_TILE}" height="{_TILE}" patternUnits="userSpaceOnUse">'
        f'<rect width="{_TILE}" height="{_TILE}" fill="{colour}"/>'
        f'<path d="{_LINES[_KINDS[kind]]}" stroke="{theme.pattern_ink(colour)}"/></pattern>'
    )
