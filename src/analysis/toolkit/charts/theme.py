"""How every chart looks: colours, type sizes and the measures of the page, as data."""

from __future__ import annotations

from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from matplotlib import rc_context, rcdefaults, rcParams
from matplotlib.colors import to_hex, to_rgb

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

INK = "#1d2733"
MUTED = "#52606d"
FAINT = "#d5dbe1"
PAPER = "#ffffff"
_BLACK = "#000000"
ACCENT = "#14568c"
ACCENT_LIGHT = "#8fbcdc"
#: A second series that is neither a status nor a step: last year's dot, the overall line.
EARLIER = "#8a949e"

#: Statuses, best first: blues for what goes as planned, warm colours for what does not, greys for
#: the rest. Blue against orange stays apart in every common colour blindness, and each group runs
#: from dark to light or back, so that a print in grey keeps neighbours apart.
STATUS_COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "realised": "#14568c",
        "on_track": "#5b9bc8",
        "in_preparation": "#b5d4e9",
        "not_started": "#d3dae0",
        "delayed": "#f6b44b",
        "on_hold": "#dd7d1e",
        "stopped": "#8c2d04",
        "reoriented": "#b79fc9",
        "not_applicable": "#8d97a1",
        "none": "#ffffff",
    }
)

#: The plan's legend: dark green, light green, light orange, dark orange.
STEP_COLOURS: Mapping[str, str] = MappingProxyType(
    {"above": "#1b6e3c", "met": "#8fd19e", "under": "#fbbf6b", "far_under": "#c2500a"}
)
#: A marker for each colour of the legend.
STEP_MARKERS: Mapping[str, str] = MappingProxyType(
    {"above": "^", "met": "o", "under": "v", "far_under": "X"}
)

#: A pattern over the colours that in grey look like a neighbour: what goes less well is striped,
#: what is of another kind dotted. A colour that is not here is plain.
PATTERNS: Mapping[str, str] = MappingProxyType(
    {
        STATUS_COLOURS["not_started"]: "...",
        STATUS_COLOURS["delayed"]: "////",
        STATUS_COLOURS["on_hold"]: r"\\\\",
        STATUS_COLOURS["stopped"]: "xxxx",
        STATUS_COLOURS["reoriented"]: "...",
        STATUS_COLOURS["not_applicable"]: "----",
        "#fbd9a5": "////",
        "#6b1f02": "----",
        STEP_COLOURS["under"]: "////",
        STEP_COLOURS["far_under"]: "xxxx",
    }
)
#: The colours of a drawing on a dark page, by their colours on a white one. What is not here stays:
#: it is light enough. So does text on a colour, black or white; text on white is INK.
DARK: Mapping[str, str] = MappingProxyType(
    {
        INK: "#e7eaee",
        MUTED: "#a9b2bd",
        FAINT: "#39424d",
        PAPER: "#14181d",
        ACCENT: "#2f78b7",
        "#0b3a63": "#1f5f99",
        STATUS_COLOURS["stopped"]: "#b3471a",
        "#6b1f02": "#94330d",
        STEP_COLOURS["above"]: "#23874b",
    }
)
_PATTERN_STRENGTH = 0.35  # of the ink in the lines of a pattern

#: Points. The narrowest phones (320 px) leave a figure some 270 px: so a point is a pixel there,
#: nothing is cut off, and the smallest letters are of 10 px.
NARROW = 270.0
#: As wide as the text of an A4 page, whose 170 mm make the smallest letters 8 points.
WIDE = 600.0
MARGIN = 6.0
TEXT_SIZE = 10.5
SMALL_SIZE = 10.0
LINE_HEIGHT = 1.3

#: Text is measured in DejaVu Sans, the widest of these, so that it fits in all of them.
FONT = "DejaVu Sans"
FONT_STACK = "'DejaVu Sans', Verdana, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

_RC: Mapping[str, Any] = MappingProxyType(
    {
        "font.family": [FONT],
        "font.size": TEXT_SIZE,
        "text.color": INK,
        "text.parse_math": False,
        "axes.edgecolor": FAINT,
        "axes.labelcolor": MUTED,
        "xtick.color": MUTED,
        "ytick.color": MUTED,
        "xtick.labelsize": SMALL_SIZE,
        "ytick.labelsize": SMALL_SIZE,
        "svg.fonttype": "none",
        "svg.hashsalt": "planmonitor",
        "path.simplify": False,
    }
)


@contextmanager
def style() -> Iterator[None]:
    """Set matplotlib up while a figure is drawn or written, and restore it afterwards.

    From matplotlib's own settings and not the user's: the same chart is the same on any machine.
    """
    settings: Any = dict(_RC)
    with rc_context():
        rcdefaults()
        rcParams.update(settings)
        yield


def is_wide(width: float) -> bool:
    """Whether a drawing has room for labels to the left of their marks."""
    return width > (NARROW + WIDE) / 2


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21, as WCAG 2.1 defines it.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def ink_on(colour: str) -> str:
    """Return the text colour that reads best on a colour: black or white, which stay.

    On white it is that of other text: on a dark screen both change.
    """
    if colour == PAPER:
        return INK
    return max((_BLACK, PAPER), key=lambda ink: contrast(ink, colour))


def pattern_ink(colour: str) -> str:
    """Return the colour of a pattern's lines: the fill, somewhat nearer to its own text's ink."""
    ink, fill = to_rgb(ink_on(colour)), to_rgb(colour)
    red, green, blue = (
        i * _PATTERN_STRENGTH + f * (1 - _PATTERN_STRENGTH) for i, f in zip(ink, fill, strict=True)
    )
    return to_hex((red, green, blue))


def _luminance(colour: str) -> float:
    weights = (0.2126, 0.7152, 0.0722)
    return sum(w * _linear(part) for w, part in zip(weights, to_rgb(colour), strict=True))


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004 - sRGB's own constants
