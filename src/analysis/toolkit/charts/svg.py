"""Writes a drawing as a small SVG for a page with many figures."""

from __future__ import annotations

import hashlib
import io
import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any, Literal

from matplotlib.backends.backend_svg import RendererSVG

from analysis.toolkit.charts import theme
from analysis.toolkit.charts.drawing import Drawing
from analysis.toolkit.charts.patterns import pattern_svg
from analysis.toolkit.charts.text_size import text_size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_NO_METADATA: dict[str, Any] = {"Date": None, "Creator": None, "Format": None, "Type": None}
_POINTS = 72.0  # in an inch
_NUMBER = re.compile(r"-?\d*\.\d+(?:e-?\d+)?")
_DRAWN = {"path", "rect", "use", "text", "image", "a"}
_UNUSED = {"stroke-linejoin", "stroke-linecap", "font-family", "clip-path", "stroke-miterlimit"}
_REFERRING = re.compile(r"url\(#([^)]+)\)")
_TURNED = re.compile(r"rotate\(-?0(?:\.0*)? ")


def svg(figure: Figure) -> str:
    """Write a drawing as SVG for a page with several figures.

    Text stays text. The bytes depend on the drawing alone: no date, and only the ids that the
    drawing itself refers to, each with a prefix made from the content, since two drawings in one
    page must not share an id. Colours are attributes, so that a style sheet can change them.
    """
    root = ET.fromstring(_written(figure))  # noqa: S314 - written by matplotlib just now
    _dress_uses(root)
    box = root.get("viewBox", "")
    content = "".join(_shapes(root))
    if isinstance(figure, Drawing):
        content += _areas(figure)
    size = "".join(f' {name}="{root.get(name)}"' for name in ("width", "height"))
    shown = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{_short(box)}"{_short(size)} '
        f'font-family="{theme.FONT_STACK}" font-size="{theme.SMALL_SIZE:g}" '
        f'stroke-linejoin="round">{_patterns(content)}{content}</svg>'
    )
    return _with_own_ids(shown)


def _written(figure: Figure) -> str:
    buffer, dpi = io.StringIO(), figure.dpi
    width, height = figure.get_size_inches() * _POINTS
    try:
        with theme.style():
            figure.dpi = _POINTS
            renderer = _Renderer(width, height, buffer, metadata=_NO_METADATA)  # type: ignore[no-untyped-call] # has no types
            figure.draw(renderer)
            renderer.finalize()  # type: ignore[no-untyped-call] # as above
    finally:
        figure.dpi = dpi
    return buffer.getvalue()


class _Renderer(RendererSVG):
    """Writes SVG, and measures its text the fast way."""

    def get_text_width_height_descent(
        self,
        s: str,
        prop: FontProperties,
        ismath: bool | Literal["TeX"],  # noqa: FBT001 - as RendererSVG has it
    ) -> tuple[float, float, float]:
        """Return the size of a line of text in points."""
        del ismath  # no text of a chart is mathtext
        return text_size(s, prop)


def _dress_uses(root: ET.Element) -> None:
    """Move the style of shared shapes to where they are used: a style sheet cannot reach it there.

    What `<use>` shows is a copy out of the reach of rules about its surroundings.
    """
    shared = {one.get("id"): one for one in root.iter(f"{_SVG}path") if one.get("id")}
    styles = {name: one.attrib.pop("style", "") for name, one in shared.items()}
    for use in root.iter(f"{_SVG}use"):
        style = styles.get(use.get(_LINK, "").removeprefix("#"), "")
        use.set("style", f"{use.get('style', '')};{style}")


def _shapes(parent: ET.Element, pattern: str = "") -> Iterator[str]:
    """Write what a reader sees, without the groups around it."""
    for element in parent:
        tag = element.tag.removeprefix(_SVG)
        if tag == "defs":
            shared = [one for one in element if one.get("id") and one.tag == f"{_SVG}path"]
            if shared:
                yield f"<defs>{''.join(_element(one, '') for one in shared)}</defs>"
        elif tag == "g":
            name = element.get("id", "")
            yield from _shapes(element, name if name.startswith("pattern") else pattern)
        elif tag in _DRAWN:
            yield _element(element, pattern)


def _element(element: ET.Element, pattern: str) -> str:
    tag = element.tag.removeprefix(_SVG)
    attributes = _attributes(element)
    if pattern and attributes.get("fill", "none") != "none":
        attributes["fill"] = f"url(#{pattern}-{attributes['fill'].removeprefix('#')})"
    if tag != "path":
        attributes.pop("id", None)
    written = "".join(f' {name}="{_escaped(value)}"' for name, value in attributes.items())
    inner = "".join(_shapes(element, pattern)) + _escaped(
        element.text or "" if tag == "text" else ""
    )
    return f"<{tag}{written}>{inner}</{tag}>" if inner else f"<{tag}{written}/>"


def _attributes(element: ET.Element) -> dict[str, str]:
    """Return the attributes with the declarations of `style` among them, as short as they get."""
    found = {("href" if name == _LINK else name): value for name, value in element.attrib.items()}
    for declaration in found.pop("style", "").split(";"):
        name, _, value = declaration.partition(":")
        if name.strip() and not found.get(name.strip()):
            found[name.strip()] = value.strip()
    if _TURNED.match(found.get("transform", "")):
        del found["transform"]
    kept = {name: value for name, value in found.items() if name not in _UNUSED}
    if kept.get("font-size", "").removesuffix("px") == f"{theme.SMALL_SIZE:g}":
        del kept["font-size"]
    if kept.get("text-anchor") == "start":
        del kept["text-anchor"]
    for name in ("d", "x", "y", "transform"):
        if name in kept:
            kept[name] = _short(kept[name])
    return kept


def _short(numbers: str) -> str:
    """Round the numbers of a path to what an eye can tell apart, and leave out spaces."""
    rounded = _NUMBER.sub(lambda found: f"{float(found[0]):.2f}".rstrip("0").rstrip("."), numbers)
    rounded = re.sub(r"\s+", " ", rounded.strip("\n")).replace("-0 ", "0 ")
    return re.sub(r"(?<=[MLCQz]) | (?=[MLCQz])", "", rounded)


def _areas(drawing: Drawing) -> str:
    """Write the values under the marks, which a script shows to a reader who points at them."""
    if not drawing.areas:
        return ""
    boxes = "".join(
        f'<rect x="{one.x:.1f}" y="{one.y:.1f}" width="{one.width:.1f}" '
        f'height="{one.height:.1f}" data-value="{_escaped(one.value)}"/>'
        for one in drawing.areas
    )
    return f'<g fill="none">{boxes}</g>'


def _patterns(content: str) -> str:
    used = dict.fromkeys(name for name in _REFERRING.findall(content))
    return f"<defs>{''.join(pattern_svg(name) for name in used)}</defs>" if used else ""


def _escaped(text: str) -> str:
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )


def _with_own_ids(text: str) -> str:
    prefix = f"c{hashlib.sha256(text.encode()).hexdigest()[:8]}"
    used = [name for name in re.findall(r' id="([^"]+)"', text) if f"#{name}" in text]
    names = {name: f"{prefix}-{number}" for number, name in enumerate(used, start=1)}
    kept = re.sub(r' id="([^"]+)"', lambda m: f' id="{names[m[1]]}"' if m[1] in names else "", text)
    return re.sub(r'#([^")]+)(?=[")])', lambda m: f"#{names.get(m[1], m[1])}", kept)
